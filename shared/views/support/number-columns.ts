// Small ways to make columns of numbers out of others, row by row.
import type { NumberArray } from '../../base/columns.ts';

/** Functions' values, then cycles'; NaN for what is not known. */
export function joinColumns(
  functions: NumberArray | undefined,
  length: number,
  cycles: NumberArray | number,
): Float64Array {
  const cycleCount = typeof cycles === 'number' ? cycles : cycles.length;
  const joined = new Float64Array(length + cycleCount).fill(Number.NaN);
  if (functions !== undefined) joined.set(functions);
  if (typeof cycles !== 'number') joined.set(cycles, length);
  return joined;
}

/** a ÷ b; NaN where b is 0 or one is not known: shown as "–" (S16). */
export function ratio(a: number, b: number): number {
  return b === 0 ? Number.NaN : a / b;
}

/** The same row by row. */
export function ratios(a: NumberArray, b: NumberArray): Float64Array {
  const result = new Float64Array(a.length);
  for (let row = 0; row < a.length; row++) result[row] = ratio(a[row], b[row]);
  return result;
}

export function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Place of each text among all of them in order; equal texts have equal places. */
export function textRanksOf(texts: readonly string[]): Float64Array {
  const order = new Map([...new Set(texts)].sort().map((text, rank) => [text, rank]));
  return Float64Array.from(texts, (text) => order.get(text) ?? Number.NaN);
}
