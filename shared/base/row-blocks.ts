// Rows of some columns, block by block and always as the same two kinds of array. Columns are as narrow as their numbers allow, which differs
// from recording to recording: a loop over them as they are is compiled for up to four kinds, and slow for good once it has met a fifth.
// Copying a block into an array of the loop's own kind takes less than that, and the copy stays in the processor's cache.
// Trap: a column that is of that kind already is not copied. Do not write to it.
import type { NumberArray } from './columns.ts';
import type { Sliced } from './slices.ts';

/** Some rows of a table: `from` … `to − 1`, or what `rows` says in these places. */
export interface RowRange {
  readonly rows: Int32Array | undefined;
  readonly from: number;
  readonly to: number;
}

export interface BlockColumns {
  /** Whole numbers below 2^31. */
  readonly integers: readonly NumberArray[];
  readonly numbers: readonly NumberArray[];
}

type Work = (length: number, integers: readonly Int32Array[], numbers: readonly Float64Array[]) => void;

export const ROWS_PER_BLOCK = 1 << 13;
const BLOCKS_PER_SLICE = 8;

/** Calls `work` with arrays of `length` numbers that hold the columns' rows, in order. A small range is no reason for a pause. */
export function* inBlocks({ rows, from, to }: RowRange, columns: BlockColumns, work: Work): Sliced<void> {
  const size = Math.min(ROWS_PER_BLOCK, to - from);
  if (size <= 0) return;
  const integers = columns.integers.map((column) => blocksOf(column, rows, new Int32Array(size)));
  const numbers = columns.numbers.map((column) => blocksOf(column, rows, new Float64Array(size)));
  let blocks = 0;
  for (let first = from; first < to; first += size) {
    const end = Math.min(to, first + size);
    work(
      end - first,
      integers.map((block) => block(first, end)),
      numbers.map((block) => block(first, end)),
    );
    if (++blocks % BLOCKS_PER_SLICE === 0) yield;
  }
}

/** Gives rows from … to − 1, at most ROWS_PER_BLOCK, in an array that holds them until it is asked again. */
export type BlockOf<Block> = (from: number, to: number) => Block;

/** Rows of a column: where they stand, if it is of the wanted kind already, or copied to `block`. */
export function blocksOf<Block extends Int32Array | Float64Array>(
  column: NumberArray,
  rows: Int32Array | undefined,
  block: Block,
): BlockOf<Block> {
  const part = (length: number): Block => (length === block.length ? block : (block.subarray(0, length) as Block));
  if (rows !== undefined) {
    return (from, to) => {
      for (let i = from; i < to; i++) block[i - from] = column[rows[i]];
      return part(to - from);
    };
  }
  if (column.constructor === block.constructor) return (from, to) => column.subarray(from, to) as Block;
  return (from, to) => {
    block.set(column.subarray(from, to));
    return part(to - from);
  };
}
