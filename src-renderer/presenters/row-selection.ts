// Several rows of a table as ranges of row numbers, for copying them: a selection of five million rows is one range. Pure: the table
// changes it by clicks and keys.

/** Both ends belong to it. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

export interface RowSelection {
  /** Where Shift extends from. */
  readonly anchor: number;
  /** Ascending, apart from each other. */
  readonly ranges: readonly RowRange[];
}

export const noRows: RowSelection = { anchor: 0, ranges: [] };

export function oneRow(row: number): RowSelection {
  return { anchor: row, ranges: [{ from: row, to: row }] };
}

export function allRows(rowCount: number): RowSelection {
  return rowCount === 0 ? noRows : { anchor: 0, ranges: [{ from: 0, to: rowCount - 1 }] };
}

/** From the anchor to this row, both included. */
export function extendTo({ anchor }: RowSelection, row: number): RowSelection {
  return { anchor, ranges: [{ from: Math.min(anchor, row), to: Math.max(anchor, row) }] };
}

/** This row added, or taken away where it was in. */
export function toggleRow({ ranges }: RowSelection, row: number): RowSelection {
  if (!ranges.some((range) => isIn(range, row)))
    return { anchor: row, ranges: joined([...ranges, { from: row, to: row }]) };
  const left = ranges.flatMap(({ from, to }) => {
    if (row < from || row > to) return [{ from, to }];
    return [
      { from, to: row - 1 },
      { from: row + 1, to },
    ].filter((part) => part.from <= part.to);
  });
  return { anchor: row, ranges: left };
}

export function isMarked({ ranges }: RowSelection, row: number): boolean {
  return ranges.some((range) => isIn(range, row));
}

export function countRows({ ranges }: Pick<RowSelection, 'ranges'>): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
}

function isIn({ from, to }: RowRange, row: number): boolean {
  return row >= from && row <= to;
}

function joined(ranges: readonly RowRange[]): RowRange[] {
  const result: RowRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && range.from <= last.to + 1) {
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    } else result.push(range);
  }
  return result;
}
