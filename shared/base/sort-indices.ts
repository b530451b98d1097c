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

const DIGIT = 0x10000;

/**
 * The rows of `order` by values[row]; equal rows keep their order. NaN stands for "not known" and comes last in both directions.
 * Radix sort over the bits of the doubles: at most four passes.
 */
export function sortByValue(order: Int32Array, values: NumberArray, descending: boolean): Int32Array {
  const length = order.length;
  let from = order.slice();
  if (length < 2) return from;
  const bits = sortableBits(values, descending);
  let to = new Int32Array(length);
  const counts = new Int32Array(DIGIT);
  for (let pass = 0; pass < 4; pass++) {
    const half = pass >> 1;
    const shift = (pass & 1) * 16;
    counts.fill(0);
    for (let i = 0; i < length; i++) counts[(bits[from[i] * 2 + half] >>> shift) & 0xffff]++;
    if (counts[(bits[from[0] * 2 + half] >>> shift) & 0xffff] === length) continue;
    let sum = 0;
    for (let digit = 0; digit < DIGIT; digit++) {
      const count = counts[digit];
      counts[digit] = sum;
      sum += count;
    }
    for (let i = 0; i < length; i++) to[counts[(bits[from[i] * 2 + half] >>> shift) & 0xffff]++] = from[i];
    [from, to] = [to, from];
  }
  return from;
}

/** Two words a value, low one first, whose unsigned order is the wanted order. */
function sortableBits(values: NumberArray, descending: boolean): Uint32Array {
  const doubles = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) doubles[i] = values[i] === 0 ? 0 : values[i];
  const bits = new Uint32Array(doubles.buffer);
  const last = 0xffffffff;
  for (let i = 0; i < values.length; i++) {
    const low = i * 2;
    const high = low + 1;
    if (Number.isNaN(values[i])) {
      bits[low] = last;
      bits[high] = last;
      continue;
    }
    // Ascending: negative numbers are turned round, the others get the sign bit. Descending: the complement of that.
    const negative = bits[high] >>> 31 === 1;
    if (negative !== descending) {
      bits[low] = ~bits[low];
      bits[high] = ~bits[high];
    }
    if (!negative) bits[high] ^= 0x80000000;
  }
  return bits;
}
