// Sorting row numbers by columns: stable, linear, no comparator and no object per row.
// Several keys: sort by the last one first; every step keeps the order of equal rows.
import type { NumberArray } from './columns.ts';

/** 0 … length − 1. */
export function identityOrder(length: number): Int32Array {
  const order = new Int32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  return order;
}

/** Rows by a small whole-number key, and where each key's rows start (`keys` + 1 entries). Rows with a negative key are left out. */
export function groupRows(
  keyOf: NumberArray,
  keys: number,
  from?: Int32Array,
): { start: Int32Array; rows: Int32Array } {
  const start = new Int32Array(keys + 1);
  const count = from === undefined ? keyOf.length : from.length;
  for (let i = 0; i < keyOf.length; i++) if (keyOf[i] >= 0) start[keyOf[i] + 1]++;
  for (let key = 0; key < keys; key++) start[key + 1] += start[key];
  const next = start.slice(0, keys);
  const rows = new Int32Array(start[keys]);
  for (let i = 0; i < count; i++) {
    const row = from === undefined ? i : from[i];
    if (keyOf[row] >= 0) rows[next[keyOf[row]]++] = row;
  }
  return { start, rows };
}

/** Eleven bits of a key at a time: as many counters as stay in the processor's first cache. */
const DIGITS = 0x800;

/**
 * The rows of `order` by values[row]; equal rows keep their order. NaN stands for "not known" and comes last in both directions.
 * Radix sort over the bits of the doubles: at most six passes, each reading from front to back.
 */
export function sortByValue(order: Int32Array, values: NumberArray, descending: boolean): Int32Array {
  const { length } = order;
  if (length < 2) return order.slice();
  let from = sortableKeys(order, values, descending);
  let to: Keys = { rows: new Int32Array(length), low: new Uint32Array(length), high: new Uint32Array(length) };
  const counts = new Int32Array(DIGITS);
  for (let pass = 0; pass < 6; pass++) {
    const isLow = pass < 3;
    const shift = (pass % 3) * 11;
    const { rows, low, high } = from;
    const words = isLow ? low : high;
    counts.fill(0);
    for (let i = 0; i < length; i++) counts[(words[i] >>> shift) & 0x7ff]++;
    if (counts[(words[0] >>> shift) & 0x7ff] === length) continue;
    let sum = 0;
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = counts[digit];
      counts[digit] = sum;
      sum += count;
    }
    for (let i = 0; i < length; i++) {
      const at = counts[(words[i] >>> shift) & 0x7ff]++;
      to.rows[at] = rows[i];
      to.high[at] = high[i];
      if (isLow) to.low[at] = low[i];
    }
    [from, to] = [to, from];
  }
  return from.rows;
}

/** Rows and what they are sorted by, in step: two words whose unsigned order, high one first, is the wanted order. */
interface Keys {
  readonly rows: Int32Array;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

function sortableKeys(order: Int32Array, values: NumberArray, descending: boolean): Keys {
  const { length } = order;
  const keys: Keys = { rows: order.slice(), low: new Uint32Array(length), high: new Uint32Array(length) };
  const { low, high } = keys;
  const double = new Float64Array(1);
  const words = new Uint32Array(double.buffer);
  for (let i = 0; i < length; i++) {
    const value = values[order[i]];
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
  return keys;
}
