// What keys mean in a table, and which rows are marked for copying.
import { describe, expect, test } from 'vitest';
import {
  allRows,
  countRows,
  extendTo,
  isMarked,
  noRows,
  oneRow,
  type RowSelection,
  toggleRow,
} from '../../src-renderer/presenters/row-selection.ts';
import { type KeyPressed, tableIntent } from '../../src-renderer/presenters/table-keys.ts';

function key(name: string, ...modifiers: readonly ('alt' | 'ctrl' | 'meta' | 'shift')[]): KeyPressed {
  const has = (one: (typeof modifiers)[number]): boolean => modifiers.includes(one);
  return { key: name, altKey: has('alt'), ctrlKey: has('ctrl'), metaKey: has('meta'), shiftKey: has('shift') };
}

const flat = { cursor: 5, page: 10, rowCount: 100, isTree: false };

describe('keys', () => {
  test('walk the rows, with Shift they mark those between', () => {
    expect([
      tableIntent(key('ArrowDown'), flat),
      tableIntent(key('PageUp', 'shift'), flat),
      tableIntent(key('End'), flat),
    ]).toEqual([
      { kind: 'move', to: 6, extending: false },
      { kind: 'move', to: -5, extending: true },
      { kind: 'move', to: 99, extending: false },
    ]);
  });

  test('open and close groups where there are some', () => {
    const kinds = (isTree: boolean) =>
      [key('ArrowRight'), key('ArrowLeft'), key('ArrowRight', 'shift'), key('ArrowLeft', 'shift')].map(
        (pressed) => tableIntent(pressed, { ...flat, isTree })?.kind,
      );
    expect([kinds(true), kinds(false)]).toEqual([
      ['open', 'close', 'open-all', 'close-all'],
      [undefined, undefined, undefined, undefined],
    ]);
  });

  test('with Ctrl or ⌘ copy and mark all; what belongs to the window is left alone', () => {
    const pressed = [key('c', 'ctrl'), key('c', 'meta'), key('a', 'ctrl'), key('f', 'ctrl'), key('ArrowUp', 'alt')];
    expect(pressed.map((one) => tableIntent(one, flat)?.kind)).toEqual([
      'copy',
      'copy',
      'mark-all',
      undefined,
      undefined,
    ]);
  });
});

describe('marked rows', () => {
  const rowsOf = (selection: RowSelection): number[] => {
    const rows: number[] = [];
    for (let row = 0; row < 20; row++) if (isMarked(selection, row)) rows.push(row);
    return rows;
  };

  test('reach from the anchor to the last click, in both directions', () => {
    const from = oneRow(5);
    expect([rowsOf(extendTo(from, 7)), rowsOf(extendTo(extendTo(from, 7), 3))]).toEqual([
      [5, 6, 7],
      [3, 4, 5],
    ]);
  });

  test('are added and taken away one by one', () => {
    let selection = extendTo(oneRow(2), 6);
    selection = toggleRow(selection, 4);
    expect(rowsOf(selection)).toEqual([2, 3, 5, 6]);
    selection = toggleRow(toggleRow(selection, 9), 4);
    expect([rowsOf(selection), selection.ranges.length, countRows(selection)]).toEqual([[2, 3, 4, 5, 6, 9], 2, 6]);
  });

  test('are one range for a table of any length', () => {
    expect([allRows(5_000_000).ranges, countRows(allRows(5_000_000)), allRows(0)]).toEqual([
      [{ from: 0, to: 4_999_999 }],
      5_000_000,
      noRows,
    ]);
  });
});
