// The loops over the blocks of numbers that columns grow by: each copies numbers that lie apart to where they lie together, and looks what they
// are like while they pass by. Every loop sees one kind of array, and blocks are short enough to stay in the processor's first cache.

/** Rows that are looked at together. */
export const ROWS_PER_BLOCK = 2048;

/** Working memory, for any number of columns one after the other, and what the last block is like. */
export class BlockScratch {
  readonly integers = new Int32Array(ROWS_PER_BLOCK);
  /** The same memory. */
  readonly unsigned = new Uint32Array(this.integers.buffer);
  readonly numbers = new Float64Array(ROWS_PER_BLOCK);
  /** Bits in use of whole numbers of 32 bits, those of negative ones turned round. */
  bits = 0;
  isSigned = false;
  /** There are other numbers. */
  isDouble = false;
  /** Not all are the same. */
  differs = false;
  /** Sum of all numbers without their signs; not for Int32. */
  sum = 0;
  /** Columns that grow by it lie in memory that threads share. */
  readonly isShared: boolean;

  constructor(isShared = false) {
    this.isShared = isShared;
  }
}

/** `length` numbers that lie `step` apart, beginning with number `first`. */
export interface Block<Source> {
  readonly from: Source;
  readonly first: number;
  readonly step: number;
  readonly length: number;
}

export function allEqual({ from, first, step, length }: Block<Int32Array>, value: number): boolean {
  for (let i = 0, at = first; i < length; i++, at += step) if (from[at] !== value) return false;
  return true;
}

export function allEqualNumbers({ from, first, step, length }: Block<Float64Array>, value: number): boolean {
  for (let i = 0, at = first; i < length; i++, at += step) if (from[at] !== value) return false;
  return true;
}

export function pickIntegers({ from, first, step, length }: Block<Int32Array>, { integers }: BlockScratch): void {
  for (let i = 0, at = first; i < length; i++, at += step) integers[i] = from[at];
}

/** To `integers`. */
export function gatherIntegers({ from, first, step, length }: Block<Int32Array>, scratch: BlockScratch): void {
  const { integers } = scratch;
  const start = from[first];
  let bits = 0;
  let sign = 0;
  let difference = 0;
  for (let i = 0, at = first; i < length; i++, at += step) {
    const value = from[at];
    integers[i] = value;
    bits |= value ^ (value >> 31);
    sign |= value;
    difference |= value ^ start;
  }
  scratch.bits = bits;
  scratch.isSigned = sign < 0;
  scratch.isDouble = false;
  scratch.differs = difference !== 0;
}

/** To `unsigned`; false where not all are whole numbers from 0 to 2^32 − 1. */
export function gatherUnsigned({ from, first, step, length }: Block<Float64Array>, scratch: BlockScratch): boolean {
  const { unsigned } = scratch;
  const start = from[first] >>> 0;
  let bits = 0;
  let difference = 0;
  let sum = 0;
  for (let i = 0, at = first; i < length; i++, at += step) {
    const value = from[at];
    const whole = value >>> 0;
    if (whole !== value) return false;
    unsigned[i] = whole;
    bits |= whole;
    difference |= whole ^ start;
    sum += value;
  }
  scratch.bits = bits >>> 0;
  scratch.isSigned = false;
  scratch.isDouble = false;
  scratch.differs = difference !== 0;
  scratch.sum = sum;
  return true;
}

/** To `numbers`. */
export function gatherNumbers({ from, first, step, length }: Block<Float64Array>, scratch: BlockScratch): void {
  const { numbers } = scratch;
  const start = from[first];
  let [least, greatest, sum] = [start, start, 0];
  let whole = true;
  let differs = false;
  for (let i = 0, at = first; i < length; i++, at += step) {
    const value = from[at];
    numbers[i] = value;
    if (value < least) least = value;
    else if (value > greatest) greatest = value;
    if (value !== Math.floor(value)) whole = false;
    if (value !== start) differs = true;
    sum += Math.abs(value);
  }
  const isDouble = !whole || greatest > 0xffffffff || least < -0x80000000;
  scratch.bits = isDouble ? 0 : Math.max(greatest, -least - 1, 0);
  scratch.isSigned = !isDouble && least < 0;
  scratch.isDouble = isDouble;
  scratch.differs = differs;
  scratch.sum = sum;
}
