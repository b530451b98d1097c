// The list of parts: every part with its size and with the active item's costs there, by the same rules as everywhere (S4–S8, S19).
import { describe, expect, it } from 'vitest';
import { costsByPart, totalsByPart } from '../../shared/analysis/costs-by-part.ts';
import { focusOn } from '../../shared/analysis/focus.ts';
import { wholeScope } from '../../shared/analysis/scope.ts';
import type { Recording } from '../../shared/model/recording.ts';
import type { ViewState } from '../../shared/state/view-state.ts';
import { partNames, rangesText } from '../../shared/viewmodel/part-names.ts';
import { selectView } from '../../src-main/engine/recording-answers.ts';
import { around, select, tableText } from '../support/printed-views.ts';
import { profile } from '../support/profile-notation.ts';

const threads = () => profile`
  events Ir Dr
  main 10,1
  work 30,3
  main -> work 2x 30,3
  part
  main 0,0
  work 50,9
  rest 50,1
  main -> work 1x 50,9
  main -> rest 1x 50,1`;

const parts = (change: Partial<ViewState> = {}, recording = threads()) =>
  select('parts', recording, around(recording, 'work', change));

describe('the list of parts', () => {
  it('shows the active function in each part, and each part’s own total', () => {
    const model = parts();
    expect(tableText(model, ['number', 'part', 'total', 'share', 'inclusive', 'self', 'calls'])).toEqual([
      `1 number 1 40 ${40 / 140} 30 30 2`,
      `2 number 2 100 ${100 / 140} 50 50 1`,
    ]);
    expect(model.kind === 'table' && model.rows.map(({ measure }) => measure?.base)).toEqual([40, 100]);
  });

  it('lists all parts while some are chosen, and marks those', () => {
    const model = parts({ parts: [1] });
    expect(model.kind === 'table' && model.rows.map(({ choice }) => choice)).toEqual([
      { kind: 'part', part: 0, chosen: false },
      { kind: 'part', part: 1, chosen: true },
    ]);
    expect(tableText(model, ['total', 'inclusive'])).toEqual(['40 30', '100 50']);
  });

  it('shows ratios of each part', () => {
    const rate = { name: 'rate', label: '', text: 'Dr / Ir' };
    const model = parts({ formulas: [rate], eventType: 'rate' });
    expect(tableText(model, ['total', 'inclusive', 'share'])).toEqual([`0.1 0.1 –`, `0.1 ${9 / 50} –`]);
  });

  it('is not to be had of a recording with one part', () => {
    const recording = profile`main 1`;
    expect(selectView(recording, { viewId: 'parts', state: around(recording, 'main'), request: {} })).toEqual({
      kind: 'unavailable',
      reason: 'This recording has one part: one thread of one process, written once.',
    });
  });
});

describe('columns for each part', () => {
  const list = (change: Partial<ViewState>) => select('functions', threads(), around(threads(), 'work', change));

  it('add up to what a function costs as a whole', () => {
    const ids = ['function', 'self', 'self@1', 'self@2', 'inclusive', 'inclusive@1', 'inclusive@2'];
    expect(tableText(list({ partColumns: true }), ids)).toEqual([
      'main 10 10 0 140 40 100',
      'work 80 30 50 80 30 50',
      'rest 50 0 50 50 0 50',
    ]);
  });

  it('are there for the active parts alone, and only when asked for', () => {
    const idsOf = (change: Partial<ViewState>) => {
      const model = list(change);
      return model.kind === 'table' ? model.columns.map(({ id }) => id).filter((id) => id.includes('@')) : [];
    };
    expect(idsOf({})).toEqual([]);
    expect(idsOf({ partColumns: true, parts: [1] })).toEqual(['inclusive@2', 'self@2']);
  });

  it('sort the list', () => {
    const sort = [{ column: 'self@1', direction: 'descending' }] as const;
    const model = select('functions', threads(), around(threads(), 'work', { partColumns: true }), { sort });
    expect(tableText(model, ['function', 'self@1'])).toEqual(['work 30', 'main 10', 'rest 0']);
  });
});

/** Over all parts, the columns add up to what the function list shows for all of them. */
describe('costs by part', () => {
  const recordings: readonly (readonly [string, () => Recording])[] = [
    ['call graphs', threads],
    [
      'cycles over several parts',
      () => profile`
        main 10
        a 20
        b 30
        leaf 5
        main -> a 1x 55
        a -> b 2x 35
        b -> a 1x 10
        b -> leaf 1x 5
        part
        a 7
        b 8
        a -> b 1x 8
        b -> a 1x 3`,
    ],
    [
      'spontaneous entries and calls without cost',
      () => profile`
        main 10
        h 100
        main -> h 1x 30
        part
        main 1
        main -> h 5x
        h 4`,
    ],
    [
      'stacks with recursion',
      () => profile`
        main > a > a > b 5
        main > b 3
        part
        main > b > a 2
        main 1`,
    ],
    [
      'stated costs',
      () => profile`
        main states 10 40 1
        a states 30 30 3/1
        main -> a 3x 30
        part
        main states 1 5 1
        a states 4 4 2
        main -> a 2x 4`,
    ],
  ];
  for (const [name, make] of recordings) {
    it(`add up to the whole: ${name}`, () => {
      const recording = make();
      const scope = wholeScope(recording);
      for (const cut of [0, undefined]) {
        const { costs } = focusOn(recording, scope, cut, 0);
        const rows = recording.functions.length + (costs.detected ? costs.cycles.count : 0);
        for (let row = 0; row < rows; row++) {
          const focus = focusOn(recording, scope, cut, row);
          const byPart = costsByPart(focus);
          const cycle = row - recording.functions.length;
          const self = cycle < 0 ? focus.self[row] : costs.cycleSelf[cycle];
          expect([sum(byPart.self), row]).toEqual([self, row]);
          // Detection off: what exceeds the total is cut off per part, so that parts may hold less than the whole.
          if (cut === 0 || costs.cycles.count === 0) expect([sum(byPart.inclusive), row]).toEqual([focus.value, row]);
        }
        expect(sum(totalsByPart(recording, scope))).toBe(costs.total);
      }
    });

    it(`are those of the part alone: ${name}`, () => {
      const recording = make();
      const scope = wholeScope(recording);
      for (let row = 0; row < recording.functions.length; row++) {
        const byPart = costsByPart(focusOn(recording, scope, 0, row));
        for (let part = 0; part < recording.parts.length; part++) {
          const alone = focusOn(recording, { ...scope, parts: [part] }, 0, row);
          expect([byPart.self[part], row, part]).toEqual([alone.self[row], row, part]);
          expect([byPart.inclusive[part], row, part]).toEqual([alone.inclusive[row], row, part]);
        }
      }
    });
  }
});

function sum(values: Float64Array): number {
  return values.reduce((all, value) => all + value, 0);
}

describe('the names of parts', () => {
  it('say what tells them apart and nothing else', () => {
    expect(
      partNames([
        { pid: 7, thread: 1 },
        { pid: 7, thread: 2 },
      ]),
    ).toEqual(['thread 1', 'thread 2']);
    expect(
      partNames([
        { pid: 7, part: 1 },
        { pid: 8, part: 2 },
      ]),
    ).toEqual(['process 7, part 1', 'process 8, part 2']);
    expect(
      partNames([
        { pid: 7, file: 'a' },
        { pid: 7, file: 'b' },
      ]),
    ).toEqual(['a', 'b']);
    expect(
      partNames([
        { thread: 1, file: 'a' },
        { thread: 1, file: 'b' },
        { thread: 2, file: 'b' },
      ]),
    ).toEqual(['thread 1, a', 'thread 1, b', 'thread 2']);
    expect(partNames([{ file: 'a' }, { file: 'a' }])).toEqual(['number 1', 'number 2']);
  });

  it('are short for selections', () => {
    expect([rangesText([0]), rangesText([4, 0, 1, 2]), rangesText([0, 1]), rangesText([2, 0])]).toEqual([
      '1',
      '1–3, 5',
      '1, 2',
      '1, 3',
    ]);
  });
});
