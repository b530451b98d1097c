// Which typed array holds some numbers exactly in the fewest bytes.
import type { NumberArray } from './columns.ts';

/** What numbers there are. An empty list has least = greatest = 0. */
export interface Range {
  readonly least: number;
  readonly greatest: number;
  /** All are whole numbers. */
  readonly whole: boolean;
}

export function rangeOf(values: Int32Array | Float64Array): Range {
  return values instanceof Int32Array ? rangeOfIntegers(values) : rangeOfNumbers(values);
}

/** An array of zeros that can hold all numbers of the range. Negative whole numbers take 32 bits or 64, so that few types come about. */
export function narrowestFor({ least, greatest, whole }: Range, length: number): NumberArray {
  if (!whole || greatest > 0xffffffff) return new Float64Array(length);
  if (least < 0)
    return least >= -0x80000000 && greatest <= 0x7fffffff ? new Int32Array(length) : new Float64Array(length);
  if (greatest <= 0xff) return new Uint8Array(length);
  if (greatest <= 0xffff) return new Uint16Array(length);
  return new Uint32Array(length);
}

function rangeOfIntegers(values: Int32Array): Range {
  if (values.length === 0) return { least: 0, greatest: 0, whole: true };
  let least = values[0];
  let greatest = least;
  for (let i = 1; i < values.length; i++) {
    const value = values[i];
    if (value < least) least = value;
    else if (value > greatest) greatest = value;
  }
  return { least, greatest, whole: true };
}

function rangeOfNumbers(values: Float64Array): Range {
  if (values.length === 0) return { least: 0, greatest: 0, whole: true };
  let least = values[0];
  let greatest = least;
  let whole = true;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value < least) least = value;
    else if (value > greatest) greatest = value;
    if (value !== Math.floor(value)) whole = false;
  }
  return { least, greatest, whole };
}
