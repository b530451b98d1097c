// The list of cycles (S8, S9, S22): members, costs, and the calls that close a cycle; nothing in it depends on the order of the file.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import type { ViewRequest } from '../../shared/views/view.ts';
import { select, tableText } from '../support/printed-views.ts';
import { profileOf } from '../support/profile-notation.ts';
import { aAndB } from '../support/worked-programs.ts';

function cycles(recording: Recording, change: Partial<ViewState> = {}, request: ViewRequest = {}): string[] {
  const model = select('cycles', recording, { ...initialViewState, ...change }, request);
  if (model.kind !== 'table') return [model.kind === 'unavailable' ? model.reason : model.kind];
  const texts = tableText(model, ['inclusive', 'self', 'calls', 'function', 'closing-calls']);
  return texts.map((text, i) => `${model.rows[i].tree?.depth === 1 ? '  ' : ''}${text.trimEnd()}`);
}

describe('the list of cycles', () => {
  test('D4: shows the cycle {A, B} with self 70 and inclusive 150, and that B calls back A', () => {
    expect(cycles(profileOf(aAndB))).toEqual(['150 70 2 <cycle 1> B → A', '  100 40 2 B → A', '  50 30 2 A']);
  });

  test.each(['main', '(below main)', 'zzz'])('D4: whatever the root is called: %s', (root) => {
    expect(cycles(profileOf(aAndB.replaceAll('main', root)))[0]).toBe('150 70 2 <cycle 1> B → A');
  });

  test('the way in is where most cost comes from outside; the dearest calls are followed first', () => {
    const recording = profileOf(`
      main -> c 1x 90
      main -> a 1x 10
      a 10
      b 20
      c 70
      a -> b 1x 30
      b -> c 1x 40
      c -> a 1x 25
      c -> b 1x 5
      b -> a 1x 3`);
    // In at c, its dearest call is a, then b: what leads back from b goes to c (40) and to a (3).
    expect(cycles(recording)).toEqual([
      '100 100 2 <cycle 1> b → c, b → a',
      '  70 70 2 c',
      '  20 20 2 b → c, → a',
      '  10 10 3 a',
    ]);
  });

  test('every cycle with its members, sorted alike', () => {
    const recording = profileOf(`
      x -> y 1x 4
      y -> x 1x 4
      x 3
      y 2
      p -> q 1x 4
      q -> p 1x 4
      p 1
      q 8`);
    expect(cycles(recording).map((line) => line.replace(/^( *)\S+ (\S+) \S+ (\S+(?: \d>)?).*/, '$1$3 $2'))).toEqual([
      '<cycle 1> 9',
      '  q 8',
      '  p 1',
      '<cycle 2> 5',
      '  x 3',
      '  y 2',
    ]);
    const bySelf = { sort: [{ column: 'self', direction: 'ascending' }] } as const;
    expect(cycles(recording, {}, bySelf).map((line) => line.trim().split(' ')[1])).toEqual([
      '5',
      '2',
      '3',
      '9',
      '1',
      '8',
    ]);
  });

  test('S9: a cut leaves out calls that are cheap for their callee, and says so', () => {
    const recording = profileOf(`
      main -> a 1x 100
      a 40
      a -> b 1x 60
      b 59
      b -> a 1x 1`);
    expect(cycles(recording).length).toBe(3);
    const model = select('cycles', recording, { ...initialViewState, cycleCut: 0.05 });
    expect(model.kind === 'table' && [model.rowCount, model.notes.map(({ short }) => short)]).toEqual([
      0,
      ['calls below 5.0 % left out'],
    ]);
  });

  test('says how to turn detection on', () => {
    expect(cycles(profileOf(aAndB), { cycles: false })).toEqual([
      'Cycle detection is off: turn on Cycles to see them.',
    ]);
  });

  test('sends the rows that are asked for', () => {
    expect(cycles(profileOf(aAndB), {}, { start: 1, count: 1 })).toEqual(['  100 40 2 B → A']);
  });

  test('has the costs of the closing calls in the tooltip', () => {
    const model = select('cycles', profileOf(aAndB), initialViewState);
    expect(model.kind === 'table' && model.rows.map(({ breakdown }) => breakdown?.entries)).toEqual([
      [{ name: 'B → A', value: 70 }],
      [{ name: '→ A', value: 70 }],
      undefined,
    ]);
  });

  test('stacks have cycles too', () => {
    const recording = profileOf(`
      main > a > b > a > leaf 5
      main > b > a 2
      main > b > leaf 1`);
    expect(cycles(recording).map((line) => line.trim())).toEqual(['8 2 – <cycle 1> b → a', '8 0 – b → a', '7 2 – a']);
  });
});

describe('whatever the order of the file', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const lines = fc
    .array(fc.tuple(name, name, fc.integer({ min: 0, max: 3 })), { minLength: 2, maxLength: 16 })
    .chain((calls) => {
      const texts = calls.map(([from, to, cost]) => `${from} -> ${to} 1x ${cost * 10}`);
      const own = ['a', 'b', 'c', 'd', 'e', 'f'].map((fn) => `${fn} 10`);
      const all = [...own, ...texts];
      return fc.record({
        drawn: fc.constant(all),
        shuffled: fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
        cut: fc.constantFrom(0, 0.1, 0.5),
      });
    });

  test('cycles, their numbers, and the calls that close them are the same', () => {
    const byName = { sort: [{ column: 'function', direction: 'ascending' }] } as const;
    fc.assert(
      fc.property(lines, ({ drawn, shuffled, cut }) => {
        expect(cycles(profileOf(shuffled.join('\n')), { cycleCut: cut }, byName)).toEqual(
          cycles(profileOf(drawn.join('\n')), { cycleCut: cut }, byName),
        );
      }),
    );
  });

  test('without the closing calls nothing is a cycle any more', () => {
    fc.assert(
      fc.property(lines, ({ drawn }) => {
        const model = select('cycles', profileOf(drawn.join('\n')), initialViewState);
        if (model.kind !== 'table') throw new Error(model.kind);
        const closing = new Set(
          model.rows
            .flatMap(({ breakdown, tree }) => (tree?.depth === 1 ? [] : (breakdown?.entries ?? [])))
            .map((one) => one.name),
        );
        const open = drawn.filter((line) => !closing.has(line.replace(/^(\S+) -> (\S+) .*/, '$1 → $2')));
        expect(cycles(profileOf([...open, 'a 0'].join('\n')))).toEqual([]);
      }),
    );
  });
});
