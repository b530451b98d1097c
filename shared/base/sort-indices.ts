// Sorting row numbers by columns: stable, linear, no comparator and no object per row.
// Several keys: sort by the last one first; every step keeps the order of equal rows.
import type { NumberArray } from './columns.ts';
import { inSlices, runAtOnce, type Sliced } from './slices.ts';
import { type SortKeys, sortKeysInSlices } from './sort-keys.ts';

/** 0 … length − 1. */
export function identityOrder(length: number): Int32Array {
  const order = new Int32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  return order;
}

export interface RowGroups {
  /** Rows of key k: rows[start[k]] … rows[start[k + 1] − 1], in the order they came. */
  readonly start: Int32Array;
  readonly rows: Int32Array;
}

/** Rows by a small whole-number key (0 … keys − 1). Rows with a negative key are left out; `from`: the rows to group, in their order. */
export function groupRows(keyOf: NumberArray, keys: number, from?: Int32Array): RowGroups {
  return runAtOnce(groupRowsInSlices(keyOf, keys, from));
}

export function* groupRowsInSlices(keyOf: NumberArray, keys: number, from?: Int32Array): Sliced<RowGroups> {
  const start = new Int32Array(keys + 1);
  yield* inSlices(keyOf.length, (first, end) => countKeys(keyOf, start, first, end));
  for (let key = 0; key < keys; key++) start[key + 1] += start[key];
  const groups = { start, rows: new Int32Array(start[keys]) };
  const next = start.slice(0, keys);
  if (from === undefined)
    yield* inSlices(keyOf.length, (first, end) => placeAll(keyOf, groups.rows, next, [first, end]));
  else yield* inSlices(from.length, (first, end) => placeSome(keyOf, groups.rows, next, from.subarray(first, end)));
  return groups;
}

export interface ValueGroups extends RowGroups {
  /** By place: the value of the row that stands there. */
  readonly values: Int32Array;
}

/**
 * The same with a value of each row beside it. They are written together, rows in their order: keys come in any order but are few, so that the end of each
 * group stays in the processor's cache, which looking up values[rows[place]] afterwards does not.
 */
export function* groupValuesInSlices(keyOf: Int32Array, keys: number, values: NumberArray): Sliced<ValueGroups> {
  const start = new Int32Array(keys + 1);
  yield* inSlices(keyOf.length, (first, end) => countKeys(keyOf, start, first, end));
  for (let key = 0; key < keys; key++) start[key + 1] += start[key];
  const groups = { start, rows: new Int32Array(start[keys]), values: new Int32Array(start[keys]) };
  const next = start.slice(0, keys);
  yield* inSlices(keyOf.length, (first, end) => {
    for (let row = first; row < end; row++) {
      if (keyOf[row] < 0) continue;
      const place = next[keyOf[row]]++;
      groups.rows[place] = row;
      groups.values[place] = values[row];
    }
  });
  return groups;
}

function countKeys(keyOf: NumberArray, start: Int32Array, first: number, end: number): void {
  for (let i = first; i < end; i++) if (keyOf[i] >= 0) start[keyOf[i] + 1]++;
}

function placeAll(
  keyOf: NumberArray,
  rows: Int32Array,
  next: Int32Array,
  [first, end]: readonly [number, number],
): void {
  for (let row = first; row < end; row++) if (keyOf[row] >= 0) rows[next[keyOf[row]]++] = row;
}

function placeSome(keyOf: NumberArray, rows: Int32Array, next: Int32Array, from: Int32Array): void {
  for (let i = 0; i < from.length; i++) {
    const row = from[i];
    if (keyOf[row] >= 0) rows[next[keyOf[row]]++] = row;
  }
}

/**
 * The rows of `order` by values[row]; equal rows keep their order. NaN stands for "not known" and comes last in both directions.
 * By the bits of the doubles: linear, see sort-keys.ts.
 */
export function sortByValue(order: Int32Array, values: NumberArray, descending: boolean): Int32Array {
  return runAtOnce(sortByValueInSlices(order, values, descending));
}

export function* sortByValueInSlices(order: Int32Array, values: NumberArray, descending: boolean): Sliced<Int32Array> {
  const { length } = order;
  const keys: SortKeys = { rows: order.slice(), low: new Uint32Array(length), high: new Uint32Array(length) };
  yield* inSlices(length, (first, end) => makeSortable(keys, values, descending, [first, end]));
  return (yield* sortKeysInSlices(keys)).rows;
}

function makeSortable(
  { rows, low, high }: SortKeys,
  values: NumberArray,
  descending: boolean,
  [first, end]: readonly [number, number],
): void {
  const double = new Float64Array(1);
  const words = new Uint32Array(double.buffer);
  for (let i = first; i < end; i++) {
    const value = values[rows[i]];
    if (Number.isNaN(value)) {
      low[i] = high[i] = 0xffffffff;
      continue;
    }
    // 0 and −0 are equal.
    double[0] = value === 0 ? 0 : value;
    // Ascending: negative numbers are turned round, the others get the sign bit. Descending: the complement of that.
    const negative = words[1] >>> 31 === 1;
    const turn = negative !== descending ? 0xffffffff : 0;
    low[i] = words[0] ^ turn;
    high[i] = words[1] ^ turn ^ (negative ? 0 : 0x80000000);
  }
}

/** A value for each entry of `rows`: what Float64Array.from() does, without its iterator, which takes longer than most values. */
export function valuesOf(rows: Int32Array, valueAt: (row: number, place: number) => number): Float64Array {
  const values = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place++) values[place] = valueAt(rows[place], place);
  return values;
}

const ROWS_PER_RUN = 1 << 12;

/** 0 … length − 1 by a comparison, for what has no numbers to sort by: short runs first, then merged with pauses. Stable. */
export function* sortedInSlices(length: number, compare: (a: number, b: number) => number): Sliced<Int32Array> {
  let order: Int32Array = identityOrder(length);
  for (let from = 0; from < length; from += ROWS_PER_RUN) {
    order.subarray(from, from + ROWS_PER_RUN).sort(compare);
    yield;
  }
  let merged: Int32Array = new Int32Array(length);
  for (let run = ROWS_PER_RUN; run < length; run *= 2) {
    for (let from = 0; from < length; from += 2 * run) {
      yield* mergeRuns(order, merged, { from, middle: Math.min(length, from + run), to: from + 2 * run }, compare);
    }
    [order, merged] = [merged, order];
  }
  return order;
}

function* mergeRuns(
  order: Int32Array,
  merged: Int32Array,
  { from, middle, to }: { readonly from: number; readonly middle: number; readonly to: number },
  compare: (a: number, b: number) => number,
): Sliced<void> {
  const end = Math.min(order.length, to);
  let left = from;
  let right = middle;
  for (let at = from; at < end; at++) {
    const takesLeft = right >= end || (left < middle && compare(order[left], order[right]) <= 0);
    merged[at] = takesLeft ? order[left++] : order[right++];
    if (at % ROWS_PER_RUN === 0) yield;
  }
}
