// Some rows of a sorted list without sorting all of it. The first few: one look at every row, at few of them a second one. Others: all rows are put in
// the order of the first sixteen bits of what they are sorted by, and those with the same bits in order among themselves only where they are wanted.
// Sixty of a million rows take a fifth of the time, the first sixty a fiftieth.
import { GrowableInt32 } from './growable.ts';
import { ROWS_PER_SLICE, type Sliced } from './slices.ts';

const BUCKETS = 1 << 16;

/** All rows by buckets of their values; within a bucket by row, or in order where somebody has sorted it. */
export interface BucketedRows {
  readonly rows: Int32Array;
  /** Rows of bucket b: rows[start[b]] … rows[start[b + 1] − 1]. */
  readonly start: Int32Array;
  readonly isSorted: Uint8Array;
  /** What they are sorted by. */
  readonly values: Float64Array;
}

/** Rows that are to be sorted by their values; NaN comes last in both directions. */
export function* bucketRows(values: Float64Array, descending: boolean): Sliced<BucketedRows> {
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  const start = new Int32Array(BUCKETS + 1);
  for (let from = 0; from < values.length; from += ROWS_PER_SLICE) {
    const to = Math.min(values.length, from + ROWS_PER_SLICE);
    for (let row = from; row < to; row++) start[bucketOf(words[2 * row + 1], words[2 * row], descending) + 1]++;
    yield;
  }
  for (let bucket = 0; bucket < BUCKETS; bucket++) start[bucket + 1] += start[bucket];
  const rows = new Int32Array(values.length);
  const next = start.slice(0, BUCKETS);
  for (let from = 0; from < values.length; from += ROWS_PER_SLICE) {
    const to = Math.min(values.length, from + ROWS_PER_SLICE);
    for (let row = from; row < to; row++) rows[next[bucketOf(words[2 * row + 1], words[2 * row], descending)]++] = row;
    yield;
  }
  return { rows, start, isSorted: new Uint8Array(BUCKETS), values };
}

/** The rows that stand from `start` to before `end`; `sorted` puts those of a bucket in order. */
export function* rowsInOrder(
  { rows, start: startOf, isSorted }: BucketedRows,
  { start, end }: { readonly start: number; readonly end: number },
  sorted: (rows: Int32Array) => Sliced<Int32Array>,
): Sliced<Int32Array> {
  for (let bucket = bucketAt(startOf, start); bucket < BUCKETS && startOf[bucket] < end; bucket++) {
    if (isSorted[bucket] === 1) continue;
    // A copy: somebody else may read or sort the same rows in a pause.
    rows.set(yield* sorted(rows.slice(startOf[bucket], startOf[bucket + 1])), startOf[bucket]);
    isSorted[bucket] = 1;
  }
  return rows.subarray(start, end);
}

/** The bucket of the row at a place. */
function bucketAt(startOf: Int32Array, place: number): number {
  let low = 0;
  let high = BUCKETS;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf[middle + 1] <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where row `row` stands among all of them sorted by their values; equal ones stand in their order. NaN comes last in both directions. */
export function* placeOf(values: Float64Array, descending: boolean, row: number): Sliced<number> {
  const value = values[row];
  let place = 0;
  for (let from = 0; from < values.length; from += ROWS_PER_SLICE) {
    const to = Math.min(values.length, from + ROWS_PER_SLICE);
    if (Number.isNaN(value)) for (let other = from; other < to; other++) place += isKnown(values[other]) ? 1 : 0;
    else if (descending) for (let other = from; other < to; other++) place += values[other] > value ? 1 : 0;
    else for (let other = from; other < to; other++) place += values[other] < value ? 1 : 0;
    yield;
  }
  for (let other = 0; other < row; other++) if (Object.is(values[other], value) || values[other] === value) place++;
  return place;
}

function isKnown(value: number): boolean {
  return !Number.isNaN(value);
}

const NOT_A_NUMBER = 0x7ff00000;

/** The sign, the exponent and a few digits of a double: smaller ones come first. 0 and −0 are equal. */
function bucketOf(high: number, low: number, descending: boolean): number {
  const size = high & 0x7fffffff;
  if (size >= NOT_A_NUMBER && (size > NOT_A_NUMBER || low !== 0)) return BUCKETS - 1;
  const isNegative = size !== high && size + low > 0;
  const ascending = isNegative ? 0x7fff - (size >>> 16) : 0x8000 + (size >>> 16);
  return descending ? BUCKETS - 1 - ascending : ascending;
}

const MOST_FIRST = 512;
/** So many of a sample stand in front of what is taken for the last row that is wanted: four times as many rows as are wanted, mostly. */
const SAMPLED_FIRST = 16;
const ROWS_PER_WANTED = 4;
/** More than that are left to be put in order only where very many are equal. */
const MOST_ROWS_PER_WANTED = 64;

/**
 * Of all rows, sorted by their values, all from the first one to one behind place `count`, by row; undefined where a sample does not tell which those
 * are. NaN comes last in both directions.
 */
export function* firstRows(values: Float64Array, descending: boolean, count: number): Sliced<Int32Array | undefined> {
  if (count === 0 || count > MOST_FIRST) return undefined;
  const sign = descending ? 1 : -1;
  const least = sampledLeast(values, sign, Math.ceil((values.length * SAMPLED_FIRST) / (ROWS_PER_WANTED * count)));
  const rows = new GrowableInt32();
  for (let from = 0; from < values.length && rows.length <= MOST_ROWS_PER_WANTED * count; from += ROWS_PER_SLICE) {
    const to = Math.min(values.length, from + ROWS_PER_SLICE);
    // Not-a-number is never among the first.
    for (let row = from; row < to; row++) if (sign * values[row] >= least) rows.push(row);
    yield;
  }
  return rows.length < count || rows.length > MOST_ROWS_PER_WANTED * count ? undefined : rows.finish();
}

/** Steps over rows so that a sample is spread over all of them in no order (Knuth, multiplicative hashing). */
const SPREAD = 0x9e3779b1;

/** Of so many rows here and there, the value, times the sign, of one that few stand in front of. */
function sampledLeast(values: Float64Array, sign: number, size: number): number {
  const largest = new Float64Array(SAMPLED_FIRST).fill(Number.NEGATIVE_INFINITY);
  const step = SPREAD % values.length;
  for (let i = 0, row = 0; i < size; i++, row += row < values.length - step ? step : step - values.length) {
    const value = sign * values[row];
    if (!(value > largest[0])) continue;
    let at = 1;
    for (; at < SAMPLED_FIRST && largest[at] < value; at++) largest[at - 1] = largest[at];
    largest[at - 1] = value;
  }
  return largest[0];
}
