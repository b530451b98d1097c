// The rows of a table that are marked for copying. Row numbers mean other rows once the order or the number of rows changes: then nothing
// is marked any more.
import { useCallback, useState } from 'react';
import {
  allRows,
  extendTo,
  isMarked,
  noRows,
  oneRow,
  type RowRange,
  type RowSelection,
  toggleRow,
} from './row-selection.ts';

export interface Modifiers {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

export interface MarkedRows {
  readonly pressRow: (row: number, event: Modifiers) => void;
  readonly moveRow: (from: number, to: number, extending: boolean) => void;
  readonly markAll: (rowCount: number) => void;
  /** Marked, and not merely the one row that was clicked last. */
  readonly isMarkedRow: (row: number) => boolean;
  /** What is copied: the marked rows, else the one under the cursor. */
  readonly rangesFor: (cursor: number) => readonly RowRange[];
}

/** `order`: changes with everything that gives row numbers another meaning. */
export function useRowSelection(order: string): MarkedRows {
  const [kept, setKept] = useState({ order, selection: noRows });
  const selection = kept.order === order ? kept.selection : noRows;
  const change = useCallback(
    (next: (selection: RowSelection) => RowSelection) => {
      setKept((old) => ({ order, selection: next(old.order === order ? old.selection : noRows) }));
    },
    [order],
  );
  const pressRow = useCallback(
    (row: number, { shiftKey, ctrlKey, metaKey }: Modifiers) => {
      change((old) => (shiftKey ? extendTo(old, row) : ctrlKey || metaKey ? toggleRow(old, row) : oneRow(row)));
    },
    [change],
  );
  const moveRow = useCallback(
    (from: number, to: number, extending: boolean) => {
      change((old) => (extending ? extendTo(old.ranges.length === 0 ? oneRow(from) : old, to) : oneRow(to)));
    },
    [change],
  );
  const markAll = useCallback((rowCount: number) => change(() => allRows(rowCount)), [change]);
  const isSingle = selection.ranges.length === 1 && selection.ranges[0]?.from === selection.ranges[0]?.to;
  const isMarkedRow = useCallback((row: number) => !isSingle && isMarked(selection, row), [selection, isSingle]);
  const rangesFor = useCallback(
    (cursor: number) => (selection.ranges.length === 0 ? oneRow(cursor).ranges : selection.ranges),
    [selection],
  );
  return { pressRow, moveRow, markAll, isMarkedRow, rangesFor };
}
