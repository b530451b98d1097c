// All callers and all callees (S21): what of the active function's cost was spent in each, or came through each, how far away, how often
// called; exact for stacks, marked for call graphs. Expected values are worked out by hand from S11–S13.
import { describe, expect, test } from 'vitest';
import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import type { TableModel } from '../../shared/viewmodel/table.ts';
import type { ViewRequest } from '../../shared/views/view.ts';
import { around, select } from '../support/printed-views.ts';
import { functionNamed, profile, profileOf } from '../support/profile-notation.ts';
import { easyAndHard as usedDifferently } from '../support/worked-programs.ts';

function tableOf(id: string, recording: Recording, state: ViewState, request: ViewRequest = {}): TableModel {
  const model = select(id, recording, state, request);
  if (model.kind !== 'table') throw new Error(model.kind);
  return model;
}

/** `manager 10 ~0.5 2–3 (2) ~4`: name and the columns, `~` before what is estimated, `–` where nothing is known. */
function rowsOf({ columns, rows }: TableModel, ids: readonly string[]): string[] {
  return rows.map((row) => {
    const cells = ids.map((id) => {
      const cell = row.cells[columns.findIndex((column) => column.id === id)];
      const text = typeof cell === 'number' ? String(Number(cell.toPrecision(9))) : (cell ?? '–');
      return row.estimatedCells?.includes(id) === true ? `~${text}` : text;
    });
    return [row.label.name, ...cells].join(' ');
  });
}

const callees = ['inclusive', 'self', 'distance', 'calls'];
const callers = ['inclusive', 'distance', 'calls'];

const easyAndHard = profile`${usedDifferently}`;

describe('all callees of a call graph', () => {
  test('beyond direct calls are estimated, and say so: what easy() really made of w1 is not recorded', () => {
    const model = tableOf('all-callees', easyAndHard, around(easyAndHard, 'easy'));
    expect(rowsOf(model, callees)).toEqual(['manager 10 0 1 1', 'w2 ~9.9 ~9.9 2 ~0.01', 'w1 ~0.1 ~0.1 2 ~0.01']);
    expect(model.notes.map(({ kind }) => kind)).toEqual(['estimated']);
  });

  test('count a function once, however many ways lead to it', () => {
    const diamond = profile`
      main -> left 1x 30
      main -> right 1x 70
      left -> shared 1x 30
      right -> shared 2x 60
      right -> deep 1x 10
      deep -> shared 4x 10
      shared 100`;
    expect(rowsOf(tableOf('all-callees', diamond, around(diamond, 'main')), callees)).toEqual([
      'shared 100 100 2–3 (2) 7',
      'right 70 0 1 1',
      'left 30 0 1 1',
      'deep 10 0 2 1',
    ]);
  });

  test('say how the cost is spread over the distances', () => {
    const ways = profile`
      main -> near 1x 10
      main -> far 1x 90
      far -> middle 1x 90
      middle -> near 1x 90
      near 100`;
    const [near] = tableOf('all-callees', ways, around(ways, 'main')).rows;
    expect(near.breakdown).toEqual({
      column: 'distance',
      title: 'Inclusive cost by distance',
      entries: [
        { name: '1 call', value: 10 },
        { name: '3 calls', value: 90 },
      ],
    });
  });

  test('take only the calls that were made on behalf of the active function', () => {
    const half = profile`
      a -> f 1x 50
      b -> f 3x 150
      f -> g 8x 160
      f 40
      g 160`;
    expect(rowsOf(tableOf('all-callees', half, around(half, 'a')), callees)).toEqual([
      'f 50 ~10 1 1',
      'g ~40 ~40 2 ~2',
    ]);
  });

  test('are no estimates where a function was called on behalf of the active one only, or a call is all that its caller did (S12)', () => {
    const mixed = profile`
      a -> only 2x 40
      only -> below 6x 30
      only 10
      a -> shared 1x 60
      b -> shared 3x 140
      shared -> all 4x 200
      all -> rest 8x 150
      all 50
      below 30
      rest 150`;
    expect(rowsOf(tableOf('all-callees', mixed, around(mixed, 'a')), callees)).toEqual([
      'shared 60 0 1 1',
      'all 60 ~15 2 ~1.2',
      'rest ~45 ~45 3 ~2.4',
      'only 40 10 1 2',
      'below 30 30 2 6',
    ]);
  });

  test('a second event type has estimates of its own', () => {
    const two = profile`
      events Ir Dr
      a -> f 1x 10,4
      b -> f 1x 0,4
      f -> g 4x 5,4
      f 5,4
      g 5,4`;
    const { rows } = tableOf('all-callees', two, { ...around(two, 'a'), secondEvent: 'Dr' });
    expect(rows.map(({ estimatedCells }) => estimatedCells)).toEqual([['self-2'], ['inclusive-2', 'self-2']]);
  });

  test('count recursive calls, but no recursive cost (S6, S7)', () => {
    const recursive = profile`
      main -> fac 2x 30
      fac -> fac 18x 270
      fac 30`;
    expect(rowsOf(tableOf('all-callees', recursive, around(recursive, 'main')), callees)).toEqual(['fac 30 30 1 20']);
  });

  const cycle = profile`
    main -> a 1x 60
    a 10
    a -> b 1x 50
    b 20
    b -> a 1x 40
    b -> leaf 1x 30
    leaf 30`;

  test('a cycle is one step, and its members share what came in (S8)', () => {
    expect(rowsOf(tableOf('all-callees', cycle, around(cycle, 'main')), ['inclusive', 'self', 'distance'])).toEqual([
      'a 60 10 1',
      'b 50 20 1',
      'leaf 30 30 2',
    ]);
  });

  test('of a member of a cycle leave the others out, and say why', () => {
    const model = tableOf('all-callees', cycle, around(cycle, 'b'));
    expect(rowsOf(model, ['inclusive', 'distance'])).toEqual(['leaf 30 1']);
    expect(model.notes.map(({ short }) => short)).toEqual(['without its cycle']);
  });

  test('of a cycle are what its members call outside', () => {
    const state: ViewState = { ...around(cycle, 'main'), active: { kind: 'cycle', index: 1 } };
    expect(rowsOf(tableOf('all-callees', cycle, state), ['inclusive', 'distance'])).toEqual(['leaf 30 1']);
    expect(rowsOf(tableOf('all-callers', cycle, state), ['inclusive', 'distance'])).toEqual(['main 60 1']);
  });

  test('have no cut-off: a ten-thousandth of a ten-thousandth is listed', () => {
    const small = profile`
      main -> a 1x 1000000000
      a -> b 1x 10
      a 999999990
      b 10`;
    expect(rowsOf(tableOf('all-callees', small, around(small, 'main')), ['inclusive'])).toContain('b 10');
  });

  test('own costs of all callees and of the function itself are its inclusive cost', () => {
    const { rows, columns } = tableOf('all-callees', easyAndHard, around(easyAndHard, 'main'));
    const self = columns.findIndex(({ id }) => id === 'self');
    expect(rows.reduce((sum, { cells }) => sum + Number(cells[self]), 0)).toBeCloseTo(1000, 9);
  });
});

describe('all callers of a call graph', () => {
  test('have what came through them; main is counted once', () => {
    expect(rowsOf(tableOf('all-callers', easyAndHard, around(easyAndHard, 'w1')), callers)).toEqual([
      'manager 10 1 1',
      'main ~10 3 ~0.02',
      'hard ~9.9 2 ~0.01',
      'easy ~0.1 2 ~0.01',
    ]);
  });

  test('one way up is no estimate; how many calls it takes and what two callers share are (S12)', () => {
    const chain = profile`
      main -> start 1x 60
      boot -> start 1x 40
      start -> loop 3x 90
      start 10
      loop -> f 2x 30
      loop 60
      other -> g 1x 20
      f -> g 1x 20
      f 10
      g 40`;
    expect(rowsOf(tableOf('all-callers', chain, around(chain, 'f')), callers)).toEqual([
      'loop 30 1 2',
      'start 30 2 ~1',
      'main ~18 3 ~0.3',
      'boot ~12 3 ~0.3',
    ]);
  });

  test('the one call of what all of it came through was made once (S12)', () => {
    const once = profile`
      main -> run 1x 100
      run -> f 2x 30
      run 70
      f 30`;
    expect(rowsOf(tableOf('all-callers', once, around(once, 'f')), callers)).toEqual(['run 30 1 2', 'main 30 2 1']);
    expect(tableOf('all-callers', once, around(once, 'f')).notes).toEqual([]);
  });

  test('equal costs are sorted by distance, however often they were multiplied', () => {
    const steps = Array.from({ length: 40 }, (_, i) => `s${i} -> s${i + 1} 3x ${700 + 13 * (40 - i)}\ns${i} 13`);
    const ladder = profileOf([...steps, 's40 -> f 1x 7', 's40 693', 'f 7'].join('\n'));
    const { rows } = tableOf('all-callers', ladder, around(ladder, 'f'), { start: 0, count: 50 });
    expect(rows.map(({ label }) => label.name)).toEqual(Array.from({ length: 41 }, (_, i) => `s${40 - i}`));
  });

  test('two direct callers are as recorded', () => {
    const recording = profile`
      a -> f 1x 30
      b -> f 2x 60
      f 90`;
    const model = tableOf('all-callers', recording, around(recording, 'f'));
    expect([rowsOf(model, callers), model.notes]).toEqual([['b 60 1 2', 'a 30 1 1'], []]);
  });
});

describe('stacks are exact (S11)', () => {
  const stacks = profile`
    main > easy > manager > w1 10
    main > hard > manager > w2 990
    main > hard 5`;

  test('all callees', () => {
    const model = tableOf('all-callees', stacks, around(stacks, 'easy'));
    expect([rowsOf(model, callees), model.notes]).toEqual([['manager 10 0 1 –', 'w1 10 10 2 –'], []]);
  });

  test('all callers', () => {
    expect(rowsOf(tableOf('all-callers', stacks, around(stacks, 'w1')), callers)).toEqual([
      'manager 10 1 –',
      'easy 10 2 –',
      'main 10 3 –',
    ]);
  });

  test('recursion counts once a stack, at the nearest occurrence; direct recursion is one step', () => {
    const recursive = profile`
      main > fib > fib > fib > add 4
      main > fib > fib 2
      main > fib > print > fib > add 1`;
    expect(rowsOf(tableOf('all-callees', recursive, around(recursive, 'fib')), callees)).toEqual([
      'add 5 5 1 –',
      'print 1 0 1 –',
    ]);
    expect(rowsOf(tableOf('all-callers', recursive, around(recursive, 'add')), callers)).toEqual([
      'fib 5 1–3 (1) –',
      'main 5 2–4 (2) –',
      'print 1 2 –',
    ]);
  });

  test('a stack of 100,000 frames has its farthest caller', () => {
    const deep = profile`${Array.from({ length: 100_000 }, (_, depth) => `f${depth % 3}`).join(' > ')} > leaf 7`;
    const names = rowsOf(tableOf('all-callers', deep, around(deep, 'leaf')), ['inclusive', 'distance']);
    expect(names.sort()).toEqual(['f0 7 1–100000 (1)', 'f1 7 3–99999 (3)', 'f2 7 2–99998 (2)']);
  });

  test('costs beyond the distances that are told apart are not lost', () => {
    const chain = Array.from({ length: 90 }, (_, depth) => `f${depth}`).join(' > ');
    const far = profile`
      top > ${chain} > leaf 7
      top > leaf 3`;
    const top = tableOf('all-callers', far, around(far, 'leaf')).rows.find(({ label }) => label.name === 'top');
    expect(top?.breakdown?.entries).toEqual([
      { name: '1 call', value: 3 },
      { name: '64 calls or more', value: 7 },
    ]);
  });
});

test('the order of rows is that of any column, and rows come as they are asked for', () => {
  const state = around(easyAndHard, 'w1');
  const sort = [{ column: 'distance', direction: 'ascending' }] as const;
  expect(rowsOf(tableOf('all-callers', easyAndHard, state, { sort }), ['distance'])).toEqual([
    'manager 1',
    'easy 2',
    'hard 2',
    'main 3',
  ]);
  const byName = [{ column: 'function', direction: 'descending' }] as const;
  expect(rowsOf(tableOf('all-callers', easyAndHard, state, { sort: byName, start: 1, count: 2 }), [])).toEqual([
    'main',
    'hard',
  ]);
});

test('a second event type has columns of its own', () => {
  const two = profile`
    events Ir Dr
    main -> f 1x 10,4
    f -> g 1x 6,4
    f 4,0
    g 6,4`;
  const model = tableOf('all-callees', two, { ...around(two, 'main'), secondEvent: 'Dr' });
  expect(rowsOf(model, ['inclusive', 'self', 'inclusive-2', 'self-2'])).toEqual(['f 10 4 4 0', 'g 6 6 4 4']);
});

test('shares are of the total, or of the active function; the base is named (S15)', () => {
  const whole = tableOf('all-callees', easyAndHard, around(easyAndHard, 'easy')).measure;
  const state = around(easyAndHard, 'easy', { mode: { relative: true, toParent: true } });
  const parent = tableOf('all-callees', easyAndHard, state).measure;
  expect([whole.base, whole.baseName, parent.base, parent.baseName]).toEqual([
    1000,
    'total',
    10,
    'inclusive cost of easy',
  ]);
});

test('a recording without functions says that nothing is active', () => {
  expect(select('all-callers', profile``, initialViewState)).toEqual({
    kind: 'unavailable',
    reason: 'No function is active.',
  });
});

test('half a million ways through a ladder of diamonds are one visit each', () => {
  const lines: string[] = ['last 1048576'];
  for (let level = 0; level < 20; level++) {
    const cost = 1048576 / 2;
    lines.push(`s${level} -> l${level} 1x ${cost}`, `s${level} -> r${level} 1x ${cost}`);
    const next = level === 19 ? 'last' : `s${level + 1}`;
    lines.push(`l${level} -> ${next} 1x ${cost}`, `r${level} -> ${next} 1x ${cost}`);
  }
  const ladder = profile`${lines.join('\n')}`;
  const model = tableOf('all-callees', ladder, {
    ...initialViewState,
    active: { kind: 'function', index: functionNamed(ladder, 's0') },
  });
  const last = model.rows.find(({ label }) => label.name === 'last');
  expect([model.rowCount, last?.cells[0], last?.cells[2]]).toEqual([60, 1048576, '40']);
});

describe('a list of 20,000 callees', () => {
  // All different: 7,919 and 20,011 are prime.
  const costs = Array.from({ length: 20_000 }, (_, i) => (((i + 1) * 7919) % 20_011) + 1);
  const recording = profileOf(costs.map((cost, i) => `main -> f${i} 1x ${cost}\nf${i} ${cost}`).join('\n'));
  const state = around(recording, 'main');
  const dearest = costs
    .map((cost, i) => ({ cost, row: `f${i} ${cost} 1` }))
    .sort((a, b) => b.cost - a.cost)
    .map(({ row }) => row);
  const rows = (request: ViewRequest): string[] =>
    rowsOf(tableOf('all-callees', recording, state, request), ['inclusive', 'distance']);

  test('begins with the dearest, and any other window goes on from there', () => {
    expect(rows({ count: 60 })).toEqual(dearest.slice(0, 60));
    expect(rows({ start: 50, count: 60 })).toEqual(dearest.slice(50, 110));
    expect(rows({ start: 19_990, count: 60 })).toEqual(dearest.slice(19_990));
  });

  test('is turned round by the same costs', () => {
    const sort = [{ column: 'inclusive', direction: 'ascending' }] as const;
    expect(rows({ count: 60, sort })).toEqual(dearest.slice(-60).reverse());
    expect(rows({ start: 60, count: 5, sort })).toEqual(dearest.slice(-65, -60).reverse());
  });
});
