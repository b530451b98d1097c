// Sorting row numbers by columns: stable, linear, no comparator and no object per row.
// Several keys: sort by the last one first; every step keeps the order of equal rows.
import type { NumberArray } from './columns.ts';
import { inSlices, runAtOnce, type Sliced } from './slices.ts';

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

/** Eleven bits of a key at a time: as many counters as stay in the processor's first cache. */
const DIGITS = 0x800;

/**
 * The rows of `order` by values[row]; equal rows keep their order. NaN stands for "not known" and comes last in both directions.
 * Radix sort over the bits of the doubles: at most six passes, each reading from front to back.
 */
export function sortByValue(order: Int32Array, values: NumberArray, descending: boolean): Int32Array {
  return runAtOnce(sortByValueInSlices(order, values, descending));
}

export function* sortByValueInSlices(order: Int32Array, values: NumberArray, descending: boolean): Sliced<Int32Array> {
  const { length } = order;
  const keys: SortKeys = { rows: order.slice(), low: new Uint32Array(length), high: new Uint32Array(length) };
  yield* inSlices(length, (first, end) => makeSortable(keys, values, descending, [first, end]));
  return (yield* sortByWordsInSlices(keys)).rows;
}

/** Rows with their two words in order, equal ones as they came. The arrays that are handed over are used as working memory. */
export function* sortByWordsInSlices(keys: SortKeys): Sliced<SortKeys> {
  const { length } = keys.rows;
  if (length < 2) return keys;
  let from = keys;
  let to: SortKeys = { rows: new Int32Array(length), low: new Uint32Array(length), high: new Uint32Array(length) };
  const counts = new Int32Array(DIGITS);
  for (let pass = 0; pass < 6; pass++) {
    const digit: Digit = { isLow: pass < 3, shift: (pass % 3) * 11 };
    const words = digit.isLow ? from.low : from.high;
    counts.fill(0);
    yield* inSlices(length, (first, end) => countDigits(words, digit.shift, counts, [first, end]));
    if (counts[(words[0] >>> digit.shift) & 0x7ff] === length) continue;
    let sum = 0;
    for (let d = 0; d < DIGITS; d++) {
      const count = counts[d];
      counts[d] = sum;
      sum += count;
    }
    yield* inSlices(length, (first, end) => moveRows({ from, to, digit, next: counts }, first, end));
    [from, to] = [to, from];
  }
  return from;
}

/** Which eleven bits a pass looks at. */
interface Digit {
  readonly isLow: boolean;
  readonly shift: number;
}

function countDigits(
  words: Uint32Array,
  shift: number,
  counts: Int32Array,
  [first, end]: readonly [number, number],
): void {
  for (let i = first; i < end; i++) counts[(words[i] >>> shift) & 0x7ff]++;
}

interface Pass {
  readonly from: SortKeys;
  readonly to: SortKeys;
  readonly digit: Digit;
  /** Where the next row of each digit goes. */
  readonly next: Int32Array;
}

function moveRows({ from, to, digit, next }: Pass, first: number, end: number): void {
  const { isLow, shift } = digit;
  const { rows, low, high } = from;
  const words = isLow ? low : high;
  for (let i = first; i < end; i++) {
    const at = next[(words[i] >>> shift) & 0x7ff]++;
    to.rows[at] = rows[i];
    to.high[at] = high[i];
    to.low[at] = low[i];
  }
}

/** Rows and what they are sorted by, in step: two words whose unsigned order, high one first, is the wanted order. */
export interface SortKeys {
  readonly rows: Int32Array;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
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
