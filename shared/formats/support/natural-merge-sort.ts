// Stable order of numbers that are nearly in order already: runs are found and merged, n × log(runs) steps.

/** order[i] is the index of the i-th smallest value; equal values keep their order. */
export function sortedOrder(values: Float64Array): Uint32Array {
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
      merge(values, order, spare, { start, middle, end });
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
function merge(values: Float64Array, from: Uint32Array, to: Uint32Array, { start, middle, end }: Runs): void {
  let left = start;
  let right = middle;
  for (let i = start; i < end; i++) {
    const takesLeft = right >= end || (left < middle && values[from[left]] <= values[from[right]]);
    to[i] = takesLeft ? from[left++] : from[right++];
  }
}
