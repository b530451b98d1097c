// From columns over all rows to the window of rows that was asked for: order kept for the next question, cells made for what is shown.

import type { NumberArray } from '../../base/columns.ts';
import { memoInSlices } from '../../base/memo.ts';
import { runAtOnce, type Sliced } from '../../base/slices.ts';
import { identityOrder, sortByValueInSlices, valuesOf } from '../../base/sort-indices.ts';
import { bucketRows, firstRows, placeOf, rowsInOrder } from '../../base/sorted-window.ts';
import type { ItemLabel } from '../../viewmodel/item.ts';
import type { Cell, ColumnSpec, SortKey } from '../../viewmodel/table.ts';
import type { ViewRequest } from '../view.ts';

/** A column of a table whose rows are numbers. */
export interface RowColumn {
  readonly spec: ColumnSpec;
  readonly cell: (row: number) => Cell;
  /** By row; NaN where the cell is null. Called when somebody sorts by it. */
  readonly sortValues: () => NumberArray;
  /** One of them, where all of them would take a while. */
  readonly sortValue?: (row: number) => number;
}

const LARGEST_WINDOW = 1000;
/** Up to so many rows are sorted in a few milliseconds. */
const FEW_ROWS = 1 << 14;

export function windowOf(request: ViewRequest, rowCount: number): { start: number; end: number } {
  const start = Math.max(0, Math.min(Math.floor(request.start ?? 0), rowCount));
  const count = Math.max(0, Math.min(Math.floor(request.count ?? LARGEST_WINDOW), LARGEST_WINDOW));
  return { start, end: Math.min(rowCount, start + count) };
}

/** The keys that name a column, each column once. */
export function usableSort(
  columns: readonly RowColumn[],
  wanted: readonly SortKey[] | undefined,
  otherwise: readonly SortKey[],
): readonly SortKey[] {
  const seen = new Set<string>();
  const usable = (wanted ?? []).filter(({ column }) => {
    if (seen.has(column) || !columns.some(({ spec }) => spec.id === column)) return false;
    seen.add(column);
    return true;
  });
  return usable.length > 0 ? usable : otherwise;
}

/** `rows` sorted by several keys, first key first; equal rows stay in order. Kept under `key` as long as `owner` lives. */
export function sortedRows(
  rows: Int32Array,
  columns: readonly RowColumn[],
  sort: readonly SortKey[],
  kept: KeptOrder,
): Int32Array {
  return runAtOnce(sortedRowsInSlices(rows, columns, sort, kept));
}

interface KeptOrder {
  readonly owner: object;
  readonly key: string;
}

export function sortedRowsInSlices(
  rows: Int32Array,
  columns: readonly RowColumn[],
  sort: readonly SortKey[],
  { owner, key }: KeptOrder,
): Sliced<Int32Array> {
  return memoInSlices(owner, `${key}:sorted:${textOfSort(sort)}`, () => sortRows(rows, columns, sort));
}

/** All rows 0 … rowCount − 1. */
function allSortedInSlices(
  rowCount: number,
  columns: readonly RowColumn[],
  sort: readonly SortKey[],
  { owner, key }: KeptOrder,
): Sliced<Int32Array> {
  const sorted = () => sortRows(identityOrder(rowCount), columns, sort);
  return memoInSlices(owner, `${key}:sorted:${textOfSort(sort)}`, sorted);
}

function textOfSort(sort: readonly SortKey[]): string {
  return sort.map(({ column, direction }) => `${column} ${direction}`).join(',');
}

function* sortRows(rows: Int32Array, columns: readonly RowColumn[], sort: readonly SortKey[]): Sliced<Int32Array> {
  let order = rows;
  for (let k = sort.length - 1; k >= 0; k--) {
    const column = columns.find(({ spec }) => spec.id === sort[k].column);
    if (column === undefined) continue;
    const isDescending = sort[k].direction === 'descending';
    if (column.sortValue !== undefined && rows.length <= FEW_ROWS) {
      const places = yield* sortByValueInSlices(
        identityOrder(order.length),
        valuesOf(order, column.sortValue),
        isDescending,
      );
      const unordered = order;
      order = places.map((place) => unordered[place]);
      continue;
    }
    const values = column.sortValues();
    yield;
    order = yield* sortByValueInSlices(order, values, isDescending);
  }
  return order;
}

/** Those rows of 0 … rowCount − 1 that stand from `start` to before `end`: no others are put in order, most lists are never scrolled through. */
export function* sortedWindowInSlices(
  rowCount: number,
  columns: readonly RowColumn[],
  sort: readonly SortKey[],
  { owner, key, start, end }: KeptOrder & { readonly start: number; readonly end: number },
): Sliced<Int32Array> {
  const column = columns.find(({ spec }) => spec.id === sort[0].column);
  if (column === undefined || rowCount <= FEW_ROWS) {
    const order = yield* allSortedInSlices(rowCount, columns, sort, { owner, key });
    return order.subarray(start, end);
  }
  const isDescending = sort[0].direction === 'descending';
  if (start === 0) {
    const first = yield* memoInSlices(owner, `${key}:first:${end}:${textOfSort(sort)}`, function* () {
      const values = doublesOf(column);
      yield;
      const rows = yield* firstRows(values, isDescending, end);
      return { rows: rows && (yield* sortRows(rows, columns, sort)).slice(0, end) };
    });
    if (first.rows !== undefined) return first.rows;
  }
  const buckets = yield* memoInSlices(owner, `${key}:buckets:${textOfSort(sort)}`, function* () {
    const values = doublesOf(column);
    yield;
    return yield* bucketRows(values, isDescending);
  });
  const sorted = (rows: Int32Array): Sliced<Int32Array> =>
    sort.length > 1 ? sortRows(rows, columns, sort) : sortByValueInSlices(rows, buckets.values, isDescending);
  return yield* rowsInOrder(buckets, { start, end }, sorted);
}

function doublesOf({ sortValues }: RowColumn): Float64Array {
  const values = sortValues();
  return values instanceof Float64Array ? values : new Float64Array(values);
}

/** Where one of the rows 0 … rowCount − 1 stands when all are in order: told without putting them in order, where they are sorted by one column alone. */
export function* placeInOrder(
  rowCount: number,
  columns: readonly RowColumn[],
  sort: readonly SortKey[],
  { owner, key, row }: KeptOrder & { readonly row: number },
): Sliced<number> {
  const [{ column, direction }] = sort;
  const only = sort.length > 1 ? undefined : columns.find(({ spec }) => spec.id === column);
  if (only === undefined) return (yield* allSortedInSlices(rowCount, columns, sort, { owner, key })).indexOf(row);
  return yield* memoInSlices(owner, `${key}:place:${textOfSort(sort)}:${row}`, () =>
    placeOf(doublesOf(only), direction === 'descending', row),
  );
}

/** The cells of a row with a label: name and place are the label's. */
export function labelledCells(columns: readonly RowColumn[], label: ItemLabel, row: number): Cell[] {
  return columns.map(({ spec, cell }) =>
    spec.id === 'function' ? label.name : spec.id === 'location' ? label.location : cell(row),
  );
}
