// Adds up the equal rows of a table under construction, whose rows are all sealed. Only rows of functions that were entered more than once
// can have equals; the others are not looked up. Rows keep the order in which their keys came first.
import { NONE } from '../base/brands.ts';
import { ROWS_PER_BLOCK } from '../base/column-blocks.ts';
import type { NarrowColumn } from '../base/narrow-column.ts';
import type { Sliced } from '../base/slices.ts';
import type { AppendedCostRows } from './appended-rows.ts';
import { repetitionsAmong } from './repeated-rows.ts';

/** One of so many. */
const MOST = 2;
const BLOCKS_PER_TURN = 32;

export interface Renamed {
  /** With a map, these entries of the keys are replaced by map[entry] first. */
  readonly positions: readonly number[];
  readonly map: Int32Array | undefined;
  /** Every row may have equals; otherwise those of functions that were entered again, and those with entries of the map that others have become, too. */
  readonly anew: boolean;
}

export function* compactRows(rows: AppendedCostRows, { positions, map, anew }: Renamed): Sliced<void> {
  const shared: SharedEntries[] = [];
  // Where most rows may have equals the others are not worth telling apart.
  const isAny = anew || rows.pendingSealed * MOST > rows.length;
  const again = isAny ? undefined : yield* rowsEnteredAgain(rows);
  if (map !== undefined) {
    for (const j of positions) {
      const isShared = yield* rename(rows, j, map);
      if (isShared !== undefined) shared.push({ j, isShared });
    }
  }
  const candidates = again && (yield* rowsToCompare(rows, again, shared));
  const repetitions = yield* repetitionsAmong(rows, candidates);
  if (repetitions.rows.length === 0) return;
  const removed = ascending(repetitions.rows, rows.length);
  yield;
  for (const column of rows.keys) {
    column.removeRows(removed);
    yield;
  }
  for (const { columns } of rows.details === undefined ? [rows.numbers] : [rows.numbers, rows.details]) {
    for (const column of columns) {
      column.addRows(repetitions.rows, repetitions.firsts);
      yield;
      column.removeRows(removed);
      yield;
    }
  }
}

/** Different rows of a table of `length`. */
function ascending(rows: Int32Array, length: number): Int32Array {
  const isMeant = new Uint8Array(length);
  for (let i = 0; i < rows.length; i++) isMeant[rows[i]] = 1;
  // Room for one more: what is not meant is written over.
  const sorted = new Int32Array(rows.length + 1);
  for (let row = 0, next = 0; row < length; row++) {
    sorted[next] = row;
    next += isMeant[row];
  }
  return sorted.subarray(0, rows.length);
}

/** Entry j of the keys: 1 for what several entries in use have become. */
interface SharedEntries {
  readonly j: number;
  readonly isShared: Uint8Array;
}

/** What several entries in use have become; undefined where nothing is: rows that differed still do. */
function* rename(rows: AppendedCostRows, j: number, map: Int32Array): Sliced<Uint8Array | undefined> {
  /** By new entry: 1 + the one that became it. */
  const sources = new Int32Array(map.length);
  const isShared = new Uint8Array(map.length + 1);
  let isOneToOne = true;
  const before = rows.keys[j];
  const { length } = before;
  rows.keys[j] = rows.keyColumn(j);
  yield* eachBlock(before, new Int32Array(ROWS_PER_BLOCK), (block, _start, count) => {
    for (let i = 0; i < count; i++) {
      const entry = block[i];
      if (entry === NONE) continue;
      const renamed = map[entry];
      block[i] = renamed;
      if (renamed !== NONE && sources[renamed] === 0) sources[renamed] = entry + 1;
      else if (renamed === NONE || sources[renamed] !== entry + 1) {
        isOneToOne = false;
        isShared[renamed === NONE ? map.length : renamed] = 1;
      }
    }
    rows.keys[j].appendIntegers({ from: block, first: 0, step: 1 }, count, length);
  });
  before.clear();
  return isOneToOne ? undefined : isShared;
}

/** Those rows, which ascend, and all with an entry that is shared. */
function* rowsToCompare(
  rows: AppendedCostRows,
  again: Int32Array,
  shared: readonly SharedEntries[],
): Sliced<Int32Array> {
  if (shared.length === 0) return again;
  const isWanted = new Uint8Array(rows.length);
  for (let i = 0; i < again.length; i++) isWanted[again[i]] = 1;
  for (const { j, isShared } of shared) {
    const none = isShared.length - 1;
    yield* eachBlock(rows.keys[j], new Int32Array(ROWS_PER_BLOCK), (block, start, count) => {
      for (let i = 0; i < count; i++) isWanted[start + i] |= isShared[block[i] === NONE ? none : block[i]];
    });
  }
  let count = 0;
  for (let row = 0; row < isWanted.length; row++) count += isWanted[row];
  const found = new Int32Array(count);
  for (let row = 0, next = 0; row < isWanted.length; row++) if (isWanted[row] === 1) found[next++] = row;
  return found;
}

/** The rows of functions that were entered again. */
function* rowsEnteredAgain(rows: AppendedCostRows): Sliced<Int32Array> {
  const column = rows.keys[rows.groupWidth - 1];
  let count = 0;
  yield* eachBlock(column, new Int32Array(ROWS_PER_BLOCK), (block, _start, size) => {
    for (let i = 0; i < size; i++) count += rows.isRepeated(block[i]);
  });
  const found = new Int32Array(count);
  let next = 0;
  yield* eachBlock(column, new Int32Array(ROWS_PER_BLOCK), (block, start, size) => {
    for (let i = 0; i < size; i++) if (rows.isRepeated(block[i]) === 1) found[next++] = start + i;
  });
  return found;
}

/** Calls work with one block of rows after the other, and the number of its first row. */
function* eachBlock<Block extends Int32Array | Float64Array>(
  column: NarrowColumn,
  block: Block,
  work: (block: Block, start: number, length: number) => void,
): Sliced<void> {
  const { length } = column;
  for (let start = 0, blocks = 1; start < length; start += ROWS_PER_BLOCK, blocks++) {
    const end = Math.min(length, start + ROWS_PER_BLOCK);
    column.copyTo(block, start, end);
    work(block, start, end - start);
    if (blocks % BLOCKS_PER_TURN === 0) yield;
  }
}
