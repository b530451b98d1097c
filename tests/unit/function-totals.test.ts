// Self cost, inclusive cost and calls of functions: rules S1–S7 and S17–S19, and the defects of other viewers that they answer (D1–D3, D12, D13, D16).
import { describe, expect, test } from 'vitest';
import { callCounts } from '../../shared/analysis/call-counts.ts';
import { eventTypeNamed } from '../../shared/analysis/event-costs.ts';
import {
  CALLEES_MISSING,
  CALLS_WITHOUT_COST,
  ENTERED_SPONTANEOUSLY,
  functionTotals,
  NO_NOTE,
} from '../../shared/analysis/function-totals.ts';
import { type Scope, wholeScope } from '../../shared/analysis/scope.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { functionNamed, profile } from '../support/profile-notation.ts';

/** [self, inclusive] of a function. */
function costs(recording: Recording, name: string, change: Partial<Scope> = {}): [number, number] {
  const { self, inclusive } = functionTotals(recording, { ...wholeScope(recording), ...change });
  const row = functionNamed(recording, name);
  return [self[row], inclusive[row]];
}

function note(recording: Recording, name: string): number {
  return functionTotals(recording, wholeScope(recording)).note[functionNamed(recording, name)];
}

describe('S1: the total is the sum of self costs', () => {
  test('of call graphs', () => {
    const recording = profile`
      main 10
      main -> leaf 1x 99
      leaf 50`;
    expect(functionTotals(recording, wholeScope(recording)).total).toBe(60);
  });

  test('of stacks', () => {
    const recording = profile`
      main > leaf 5
      main 1`;
    expect(functionTotals(recording, wholeScope(recording)).total).toBe(6);
  });
});

describe('S2: inclusive cost is never below self cost', () => {
  test('D1: a root that calls itself keeps the cost of what it calls', () => {
    const recording = profile`
      main 10
      main -> main 5x 40
      main -> leaf 5x 50
      leaf 50`;
    expect(costs(recording, 'main')).toEqual([10, 60]);
  });

  test('D2: a function that was called and also ran by itself has all of its cost', () => {
    const recording = profile`
      main 10
      main -> h 1x 30
      h 100`;
    expect([costs(recording, 'h'), note(recording, 'h')]).toEqual([[100, 100], ENTERED_SPONTANEOUSLY]);
  });

  test('D3: calls without costs do not make a function free, and the note says why', () => {
    const recording = profile`
      main 10
      main -> g 5x
      g 40`;
    expect([costs(recording, 'g'), note(recording, 'g')]).toEqual([[40, 40], CALLS_WITHOUT_COST]);
  });

  test('a stated inclusive cost below the self cost is raised to it', () => {
    expect(costs(profile`f states 10 4 1`, 'f')).toEqual([10, 10]);
  });
});

describe('S3: a stack counts once for a function however often it stands on it', () => {
  test('direct and indirect recursion', () => {
    const recording = profile`
      main > a > b > a > a 3
      main > b 2
      a 1`;
    expect([costs(recording, 'main'), costs(recording, 'a'), costs(recording, 'b')]).toEqual([
      [0, 5],
      [4, 4],
      [2, 5],
    ]);
  });

  test('100,000 frames deep', () => {
    const recording = profile`${Array.from({ length: 100_000 }, (_, depth) => `f${depth % 3}`).join(' > ')} 7`;
    expect(costs(recording, 'f1')).toEqual([0, 7]);
  });
});

describe('S4: without stated costs, the larger of incoming and outgoing cost counts, for each part', () => {
  test('callers that were charged more win, with a note', () => {
    const recording = profile`
      main 0
      main -> f 1x 100
      f 20`;
    expect([costs(recording, 'f'), note(recording, 'f')]).toEqual([[20, 100], CALLEES_MISSING]);
  });

  test('the choice is made in each part before adding up', () => {
    const recording = profile`
      main -> f 1x 100
      f 20
      part
      main -> f 1x 5
      f 30`;
    expect(costs(recording, 'f')).toEqual([50, 130]);
  });

  test('sums that differ by rounding only carry no note', () => {
    const recording = profile`
      main -> f 1x 1000001
      f 1000000`;
    expect(note(recording, 'f')).toBe(NO_NOTE);
  });
});

test('S5: stated inclusive costs stay as recorded, whatever the calls add up to', () => {
  const recording = profile`
    main states 1 61 1
    fact states 60 60 10/1
    main -> fact 1x 60
    fact -> fact 9x 300`;
  expect([costs(recording, 'main'), costs(recording, 'fact')]).toEqual([
    [1, 61],
    [60, 60],
  ]);
});

test('S5: a function known only as a caller has the cost of its calls', () => {
  const recording = profile`
    leaf states 5 5 2
    outside -> leaf 2x 5`;
  expect(costs(recording, 'outside')).toEqual([0, 5]);
});

describe('S6: calls are the sum over all callers', () => {
  test('recursion included', () => {
    const recording = profile`
      fac 10
      main -> fac 1x 10
      fac -> fac 9x 40`;
    const { calls, primitive } = callCounts(recording, wholeScope(recording));
    expect([calls?.[functionNamed(recording, 'fac')], primitive]).toEqual([10, undefined]);
  });

  test('primitive calls are kept apart where the file has them', () => {
    const recording = profile`
      fac states 60 60 187250/750
      main -> fac 750x 60`;
    const row = functionNamed(recording, 'fac');
    const { calls, primitive } = callCounts(recording, wholeScope(recording));
    expect([calls?.[row], primitive?.[row]]).toEqual([187250, 750]);
  });

  test('are not known where every count is 0, and in stack recordings', () => {
    const uncounted = profile`main -> f 0x 10`;
    const stacks = profile`main > f 10`;
    expect([uncounted, stacks].map((recording) => callCounts(recording, wholeScope(recording)).calls)).toEqual([
      undefined,
      undefined,
    ]);
  });
});

test('S7: a call of a function by itself adds to no inclusive cost', () => {
  const recording = profile`
    main -> f 1x 30
    f 20
    f -> f 4x 1000
    f -> leaf 5x 10
    leaf 10`;
  expect(costs(recording, 'f')).toEqual([20, 30]);
});

describe('S10: functions are told apart by name, whole file path and module', () => {
  test('D12: equal base names of files', () => {
    const recording = profile`
      f@/x/a.c 1
      f@/y/a.c 2
      main -> leaf 1x 0`;
    expect(recording.functions.length).toBe(4);
  });

  test('D13: a name and a file that read the same when put together', () => {
    const recording = profile`
      a@b 1
      @ab 2
      main -> leaf 1x 0`;
    expect(recording.functions.length).toBe(4);
  });
});

describe('S17: derived event types', () => {
  const recording = profile`
    events Ir Dr
    event X = Ir - Dr
    event Y = 10 X + Ir
    main 10,25
    main -> leaf 1x 7,1
    leaf 7,1`;
  const scopeOf = (name: string): Partial<Scope> => {
    const eventType = eventTypeNamed(recording, name);
    return eventType === undefined ? {} : { eventType };
  };

  test('D16: are signed', () => {
    expect(costs(recording, 'main', scopeOf('X'))).toEqual([-15, -9]);
  });

  test('may refer to other derived ones', () => {
    expect(costs(recording, 'main', scopeOf('Y'))).toEqual([-140, -73]);
  });

  test('that refer to themselves in a circle end', () => {
    const circular = profile`
      events Ir
      event A = B + Ir
      event B = A
      main 5
      main -> leaf 1x 0`;
    expect(costs(circular, 'main', { eventType: 1 as never })).toEqual([5, 5]);
  });
});

describe('S19: sums refer to the active parts', () => {
  const recording = profile`
    main 1
    main -> f 2x 20
    f 20
    part
    f 300`;

  test('self and inclusive cost', () => {
    expect([
      costs(recording, 'f'),
      costs(recording, 'f', { parts: [0] }),
      costs(recording, 'f', { parts: [1] }),
    ]).toEqual([
      [320, 320],
      [20, 20],
      [300, 300],
    ]);
  });

  test('calls', () => {
    const row = functionNamed(recording, 'f');
    const counts = [[0], [1]].map((parts) => callCounts(recording, { ...wholeScope(recording), parts }).calls?.[row]);
    expect(counts).toEqual([2, 0]);
  });
});

test('idle time is in no cost unless asked for', () => {
  const recording = profile`
    idle (idle)
    loop > (idle) 90
    loop > work 10`;
  const totals = [false, true].map((idle) => functionTotals(recording, { ...wholeScope(recording), idle }).total);
  expect([totals, costs(recording, 'loop'), costs(recording, 'loop', { idle: true })]).toEqual([
    [10, 100],
    [0, 10],
    [0, 100],
  ]);
});
