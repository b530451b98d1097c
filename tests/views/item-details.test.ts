// The panel's header, the summary of a recording, and functions by name.
import { describe, expect, test } from 'vitest';
import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState } from '../../shared/state/view-state.ts';
import { findItems } from '../../shared/views/find-items.ts';
import { selectItemDetails } from '../../shared/views/item-details.ts';
import { selectSummary } from '../../shared/views/summary.ts';
import { functionNamed, profile } from '../support/profile-notation.ts';

function chainTo(recording: Recording, name: string): string[] {
  const item = { kind: 'function', index: functionNamed(recording, name) } as const;
  return selectItemDetails(recording, item, initialViewState).callers.map((label) => label.name);
}

describe('the way to an item', () => {
  test('follows the dearest callers', () => {
    const recording = profile`
      main -> cheap 1x 10
      main -> dear 1x 90
      cheap -> leaf 1x 10
      dear -> leaf 1x 90
      leaf 100`;
    expect(chainTo(recording, 'leaf')).toEqual(['main', 'dear']);
  });

  test('ends when it would go in a circle', () => {
    const recording = profile`
      a -> b 1x 10
      b -> a 1x 10
      a 10`;
    expect(chainTo(recording, 'a')).toEqual(['b']);
  });

  // 100 of what h cost was spent while nobody recorded had called it: a thread's start, a handler.
  test('begins where more was entered from nowhere than from any caller; the first caller is always told', () => {
    const recording = profile`
      main -> h 1x 30
      h -> leaf 13x 130
      leaf 130
      main 5`;
    expect(chainTo(recording, 'leaf')).toEqual(['h']);
    expect(chainTo(recording, 'h')).toEqual(['main']);
    const stacks = profile`
      h > leaf 100
      main > h > leaf 30`;
    expect(chainTo(stacks, 'leaf')).toEqual(['h']);
  });

  test('is one that was recorded, where stacks are', () => {
    const recording = profile`
      main > x > leaf 4
      other > y > leaf 3
      main > y > leaf 3`;
    expect(chainTo(recording, 'leaf')).toEqual(['main', 'y']);
  });
});

test('details of a function', () => {
  const recording = profile`
    fac@f.py:3 states 60 61 10/2
    main -> fac@f.py:3 2x 61`;
  const item = { kind: 'function', index: functionNamed(recording, 'fac') } as const;
  const { inclusive, self, calls, primitiveCalls, total, label } = selectItemDetails(recording, item, initialViewState);
  expect({ inclusive, self, calls, primitiveCalls, base: total.base, location: label.location }).toEqual({
    inclusive: 61,
    self: 60,
    calls: 10,
    primitiveCalls: 2,
    base: 60,
    location: 'f.py:3',
  });
});

test('details of a cycle name its members, dearest first', () => {
  const recording = profile`
    a -> b 1x 50
    b -> a 1x 40
    a 10
    b 50`;
  const details = selectItemDetails(recording, { kind: 'cycle', index: 1 }, initialViewState);
  expect([details.fullName, details.inclusive, details.memberCount, details.members?.map(({ name }) => name)]).toEqual([
    '<cycle 1>',
    60,
    2,
    ['b', 'a'],
  ]);
});

describe('what is active first', () => {
  const firstOf = (recording: Recording): string | undefined => {
    const { firstActive } = selectSummary(recording, 'x', 'X');
    return firstActive && selectItemDetails(recording, firstActive, initialViewState).fullName;
  };

  test('main, wherever it stands', () => {
    expect(firstOf(profile`_start > main > f 3`)).toBe('main');
  });

  test('a Python program’s dearest <module>', () => {
    expect(
      firstOf(profile`
      <module>@a.py:1 > f 1
      exec > <module>@b.py:1 > f 9`),
    ).toBe('<module>');
  });

  test('else the dearest root that is no engine’s own', () => {
    expect(
      firstOf(profile`
      (program) 90
      start > f 3
      other > f 2`),
    ).toBe('start');
  });

  test('a script’s own outermost function where its runtime loads it, unless most of the cost is the runtime’s', () => {
    const started = (load: number) => profile`
      boot@node:internal/main:1 > load@node:internal/modules:9 > script@own/app.js:1 > f@own/app.js:3 6
      boot@node:internal/main:1 > prepare@node:internal/process:4 ${load}`;
    expect(firstOf(started(5))).toBe('script');
    expect(firstOf(started(7))).toBe('boot');
  });

  test('nothing in an empty recording', () => {
    expect(firstOf(profile`events Ir`)).toBeUndefined();
  });
});

test('the summary counts and totals', () => {
  const recording = profile`
    events Ir Dr
    event X = Ir - 2 Dr
    main 10,1
    main -> f 2x 5,1
    f 5,1`;
  const { counts, eventTypes } = selectSummary(recording, 'x.out', 'Callgrind');
  expect([counts, eventTypes.map(({ name, total, formula }) => [name, total, formula])]).toEqual([
    { functions: 2, edges: 1, contexts: 0, samples: 0, lines: 2 },
    [
      ['Ir', 15, undefined],
      ['Dr', 2, undefined],
      ['X', 11, 'Ir − 2 Dr'],
    ],
  ]);
});

describe('functions by name', () => {
  const recording = profile`
    search@lib/re/__init__.py:9 5
    search@lib/shop/__init__.py:9 7
    lambda@x.py:3 1
    lambda@x.py:4 2
    main -> main 1x 0`;
  const found = (name: string): string[] =>
    findItems(recording, name).map(({ name, location }) => `${name} ${location}`);

  test('all that have it, dearest first', () => {
    expect(found('search')).toEqual(['search shop/__init__.py:9', 'search re/__init__.py:9']);
  });

  test('by the end of their file, or file and line', () => {
    expect([found('search@re/__init__.py'), found('lambda@x.py:4'), found('search@e/__init__.py')]).toEqual([
      ['search re/__init__.py:9'],
      ['lambda x.py:4'],
      [],
    ]);
  });

  test('none where there is none', () => {
    expect(found('nothing')).toEqual([]);
  });
});
