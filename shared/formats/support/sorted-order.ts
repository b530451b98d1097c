// Stable order of numbers that are nearly in order already, as times of samples are. Few numbers out of place by a little are
// moved there one by one; where that would take too many steps, runs are found and merged: n × log(runs) at worst.
import { ROWS_PER_SLICE, type Sliced } from '../../base/slices.ts';

/** Steps for each number that the simple way may take on average. */
const PATIENCE = 4;

/** order[i] is the index of the i-th smallest value; equal values keep their order. */
export function* sortedOrder(values: Float64Array): Sliced<Uint32Array> {
  return (yield* orderByMoving(values)) ?? (yield* orderByMerging(values));
}

function* orderByMoving(values: Float64Array): Sliced<Uint32Array | undefined> {
  const order = new Uint32Array(values.length);
  let left = values.length * PATIENCE;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    let j = i;
    while (j > 0 && values[order[j - 1]] > value) {
      order[j] = order[j - 1];
      j--;
    }
    order[j] = i;
    left -= i - j;
    if (left < 0) return undefined;
    if (i % ROWS_PER_SLICE === 0) yield;
  }
  return order;
}

function* orderByMerging(values: Float64Array): Sliced<Uint32Array> {
  const count = values.length;
  let order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  let spare = new Uint32Array(count);
  let ends = endsOfRuns(values);
  while (ends.length > 1) {
    const merged: number[] = [];
    let start = 0;
    for (let run = 0; run < ends.length; run += 2) {
      const middle = ends[run];
      const end = run + 1 < ends.length ? ends[run + 1] : middle;
      yield* merge(values, order, spare, { start, middle, end });
      merged.push(end);
      start = end;
    }
    [order, spare] = [spare, order];
    ends = merged;
  }
  return order;
}

function endsOfRuns(values: Float64Array): number[] {
  const ends: number[] = [];
  for (let i = 1; i < values.length; i++) if (values[i] < values[i - 1]) ends.push(i);
  if (values.length > 0) ends.push(values.length);
  return ends;
}

interface Runs {
  readonly start: number;
  readonly middle: number;
  readonly end: number;
}

/** from[start … middle) and from[middle … end) into to[start … end). */
function* merge(values: Float64Array, from: Uint32Array, to: Uint32Array, { start, middle, end }: Runs): Sliced<void> {
  let left = start;
  let right = middle;
  for (let i = start; i < end; i++) {
    const takesLeft = right >= end || (left < middle && values[from[left]] <= values[from[right]]);
    to[i] = takesLeft ? from[left++] : from[right++];
    if (i % ROWS_PER_SLICE === 0) yield;
  }
}
