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

export type ArrayKind =
  | Uint8ArrayConstructor
  | Int16ArrayConstructor
  | Uint16ArrayConstructor
  | Int32ArrayConstructor
  | Uint32ArrayConstructor
  | Float64ArrayConstructor;

/** The kind of array that can hold all numbers of the range. */
export function narrowestKind({ least, greatest, whole }: Range): ArrayKind {
  if (!whole || greatest > 0xffffffff || least < -0x80000000) return Float64Array;
  if (least < 0)
    return least >= -0x8000 && greatest <= 0x7fff ? Int16Array : greatest <= 0x7fffffff ? Int32Array : Float64Array;
  return greatest <= 0xff ? Uint8Array : greatest <= 0xffff ? Uint16Array : Uint32Array;
}

/** The kind of array that can hold whatever these can. */
export function kindForAll(arrays: readonly NumberArray[]): ArrayKind {
  let least = 0;
  let greatest = 0;
  let whole = true;
  for (const array of arrays) {
    const bits = array.BYTES_PER_ELEMENT * 8;
    const isSigned = array instanceof Int8Array || array instanceof Int16Array || array instanceof Int32Array;
    if (array instanceof Float64Array) whole = false;
    if (isSigned) least = Math.min(least, -(2 ** (bits - 1)));
    greatest = Math.max(greatest, 2 ** (isSigned ? bits - 1 : bits) - 1);
  }
  return narrowestKind({ least, greatest, whole });
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
