// Rows of a table under construction that are not looked at any more until everything is read: a narrow column for each entry of the key and
// for each number. Whoever reads may leave sealing to somebody else, in another thread: the columns are away then, and rows are handed over.
import type { BlockScratch } from '../base/column-blocks.ts';
import type { NumberArray } from '../base/columns.ts';
import { NarrowColumn, type PackedColumn } from '../base/narrow-column.ts';
import type { StageMemory } from '../base/stage-memory.ts';

/** The tables whose rows are sealed, by their numbers. */
export const SEALED_TABLES = { lines: 0, calls: 1, instructions: 2, jumps: 3 } as const;

export interface SealedColumns {
  readonly keys: NarrowColumn[];
  /** The count, then a cost per event type. */
  readonly numbers: NarrowColumn[];
}

/** The same on the way between threads. */
export interface PackedColumns {
  readonly keys: readonly PackedColumn[];
  readonly numbers: readonly PackedColumn[];
}

/** Arrays that rows are written to, in memory that threads share. */
export interface Stage {
  /** row × width + entry. */
  readonly keys: Int32Array;
  /** row × stride + number. */
  readonly numbers: Float64Array;
}

export interface StagedRows extends Stage {
  readonly stride: number;
  readonly rows: number;
  /** About how many rows the table will have in the end; 0 where nobody knows. */
  readonly expected: number;
}

/** Seals the rows of tables elsewhere. Each table is known by its number. */
export interface RowSealer {
  /** It can take rows now. */
  readonly isReady: boolean;
  /** Takes the rows over, with the columns of the table where they are not there yet. Gives arrays to go on with, where there are some that it is done with. */
  take(table: number, rows: StagedRows, columns: PackedColumns | undefined): Stage | undefined;
  /** Arrays of a table that it is done with and nobody uses; undefined where there are none any more. */
  spare(table: number): Stage | undefined;
  /** The columns of a table with all rows that were taken; undefined when reading was cancelled. */
  fetch(table: number): Promise<PackedColumns | undefined>;
  /** The rows name functions that will be others at the end: what was learned from them does not hold. */
  renameLater(): void;
}

export function sealRows(columns: SealedColumns, { keys, numbers, stride, rows, expected }: StagedRows): void {
  const width = columns.keys.length;
  for (let j = 0; j < width; j++) columns.keys[j].appendIntegers({ from: keys, first: j, step: width }, rows, expected);
  for (let e = 0; e < stride; e++)
    columns.numbers[e].appendNumbers({ from: numbers, first: e, step: stride }, rows, expected);
}

/** Makes so many columns of them; rows so far have 0 in the new ones. */
export function widenNumbers(numbers: NarrowColumn[], stride: number, rows: number, scratch: BlockScratch): void {
  while (numbers.length < stride) {
    const column = new NarrowColumn(scratch);
    column.appendConstant(0, rows);
    numbers.push(column);
  }
}

/** The columns must not be used afterwards. */
export function packColumns({ keys, numbers }: SealedColumns): PackedColumns {
  const pack = (column: NarrowColumn): PackedColumn => {
    const packed = column.pack();
    const values = packed.values && inSharedMemory(packed.values, packed.length);
    return { ...packed, values };
  };
  return { keys: keys.map(pack), numbers: numbers.map(pack) };
}

export function unpackColumns({ keys, numbers }: PackedColumns, scratch: BlockScratch): SealedColumns {
  const unpack = (packed: PackedColumn): NarrowColumn => NarrowColumn.unpack(packed, scratch);
  return { keys: keys.map(unpack), numbers: numbers.map(unpack) };
}

/** Of the memory that rows are staged in, where threads share that. */
export function sharedStage(memory: StageMemory, keys: number, numbers: number): Stage {
  if (memory.isShared) return { keys: memory.integers(keys), numbers: memory.numbers(numbers) };
  return {
    keys: new Int32Array(new SharedArrayBuffer(keys * Int32Array.BYTES_PER_ELEMENT)),
    numbers: new Float64Array(new SharedArrayBuffer(numbers * Float64Array.BYTES_PER_ELEMENT)),
  };
}

/** Nobody uses them any more. */
export function giveStage(memory: StageMemory, { keys, numbers }: Stage): void {
  memory.give(keys);
  memory.give(numbers);
}

/**
 * The array, or a copy of its first `length` numbers where other threads cannot see it.
 * Trap: arrays are not transferred, because from the first one that a thread has lost on, every access to any array looks whether it is still there.
 */
export function inSharedMemory<Numbers extends NumberArray>(array: Numbers, length = array.length): Numbers {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const View = array.constructor as new (buffer: SharedArrayBuffer) => Numbers;
  const shared = new View(new SharedArrayBuffer(length * array.BYTES_PER_ELEMENT));
  shared.set(array.subarray(0, length));
  return shared;
}
