// Adds up the equal rows of a table under construction, whose rows are all sealed. Only rows of functions that were entered more than once
// can have equals; the others are not looked up. Rows keep the order in which their keys came first.
// One hash table over millions of rows would miss the processor's caches at every look-up: rows are first dealt out by their hash, and each
// heap is small enough for a table of its own.
import { NONE } from '../base/brands.ts';
import { ROWS_PER_BLOCK } from '../base/column-blocks.ts';
import { SLOT } from '../base/hash-slots.ts';
import type { NarrowColumn } from '../base/narrow-column.ts';
import type { Sliced } from '../base/slices.ts';
import { identityOrder } from '../base/sort-indices.ts';
import type { AppendedCostRows } from './appended-rows.ts';

/** Rows of a heap, about. */
const ROWS_PER_HEAP = 1 << 12;
const MOST_HEAPS = 1 << 11;
/** Int32 of a heap's entry. */
const ENTRY = 2;
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
  const again = anew ? undefined : yield* rowsEnteredAgain(rows);
  if (map !== undefined) {
    for (const j of positions) {
      const isShared = yield* rename(rows, j, map);
      if (isShared !== undefined) shared.push({ j, isShared });
    }
  }
  const candidates = again === undefined ? identityOrder(rows.length) : yield* rowsToCompare(rows, again, shared);
  const firsts = yield* firstOfEach(rows, candidates);
  if (firsts === undefined) return;
  const { repeated, first } = repetitionsOf(candidates, firsts);
  yield;
  for (const column of rows.keys) {
    column.removeRows(repeated);
    yield;
  }
  for (const { columns } of rows.details === undefined ? [rows.numbers] : [rows.numbers, rows.details]) {
    for (const column of columns) {
      column.addRows(repeated, first);
      yield;
      column.removeRows(repeated);
      yield;
    }
  }
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

/** For each candidate the place, among the candidates, of the first one that equals it; `undefined` where no two are equal. */
function* firstOfEach(rows: AppendedCostRows, candidates: Int32Array): Sliced<Int32Array | undefined> {
  const { length } = candidates;
  if (length < 2) return undefined;
  const hashes = yield* hashesOf(rows, candidates);
  const { starts, entries } = intoHeaps(hashes);
  yield;
  // The hashes are among the entries now.
  const firsts = hashes;
  for (let place = 0; place < length; place++) firsts[place] = place;
  let slots = new Int32Array(2 * ROWS_PER_HEAP * SLOT);
  let equals = 0;
  for (let heap = 0; heap + 1 < starts.length; heap++) {
    const [from, to] = [starts[heap], starts[heap + 1]];
    let size = slots.length;
    while (size < 2 * (to - from) * SLOT) size *= 2;
    if (size > slots.length) slots = new Int32Array(size);
    else slots.fill(0);
    equals += addUpHeap(rows, { candidates, entries: entries.subarray(from * ENTRY, to * ENTRY), slots, firsts });
    if (heap % BLOCKS_PER_TURN === 0) yield;
  }
  return equals === 0 ? undefined : firsts;
}

interface Heap {
  readonly candidates: Int32Array;
  /** Of each candidate in it, in their order: its hash and its place. */
  readonly entries: Int32Array;
  readonly slots: Int32Array;
  readonly firsts: Int32Array;
}

/** How many rows of the heap equal an earlier one. */
function addUpHeap(rows: AppendedCostRows, { candidates, entries, slots, firsts }: Heap): number {
  const mask = slots.length - 1;
  let equals = 0;
  for (let i = 0; i < entries.length; i += ENTRY) {
    const hash = entries[i];
    const place = entries[i + 1];
    let slot = (hash * SLOT) & mask;
    let first = -1;
    while (first < 0 && slots[slot + 1] > 0) {
      const other = slots[slot + 1] - 1;
      if (slots[slot] === hash && areEqual(rows, candidates[other], candidates[place])) first = other;
      else slot = (slot + SLOT) & mask;
    }
    if (first < 0) {
      slots[slot] = hash;
      slots[slot + 1] = place + 1;
    } else {
      firsts[place] = first;
      equals++;
    }
  }
  return equals;
}

function areEqual({ keys }: AppendedCostRows, row: number, other: number): boolean {
  for (let j = keys.length - 1; j >= 0; j--) if (keys[j].at(row) !== keys[j].at(other)) return false;
  return true;
}

function* hashesOf(rows: AppendedCostRows, candidates: Int32Array): Sliced<Int32Array> {
  const hashes = new Int32Array(candidates.length);
  for (const column of rows.keys) {
    let next = 0;
    yield* eachBlock(column, new Int32Array(ROWS_PER_BLOCK), (block, start, length) => {
      next = hashBlock(hashes, next, candidates, { block, start, end: start + length });
    });
  }
  for (let i = 0; i < hashes.length; i++) {
    const mixed = Math.imul(hashes[i] ^ (hashes[i] >>> 15), 0xc2b2ae35);
    hashes[i] = mixed ^ (mixed >>> 16);
  }
  return hashes;
}

/** The candidates from number `next` on, as far as their rows are in the block; the number of the first one behind it. */
function hashBlock(
  hashes: Int32Array,
  next: number,
  candidates: Int32Array,
  { block, start, end }: { readonly block: Int32Array; readonly start: number; readonly end: number },
): number {
  let i = next;
  for (; i < candidates.length && candidates[i] < end; i++)
    hashes[i] = Math.imul(hashes[i] ^ block[candidates[i] - start], 0x85ebca6b) ^ (hashes[i] >>> 13);
  return i;
}

/** Deals out hashes and their places by the upper bits of the hash; each heap has them in their order, so that it is read from its beginning to its end. */
function intoHeaps(hashes: Int32Array): { starts: Int32Array; entries: Int32Array } {
  let bits = 0;
  while (hashes.length >> bits > ROWS_PER_HEAP && 1 << bits < MOST_HEAPS) bits++;
  const starts = new Int32Array((1 << bits) + 1);
  const shift = 31 - bits;
  // Two steps: a shift by 32 would be one by none.
  for (let i = 0; i < hashes.length; i++) starts[((hashes[i] >>> 1) >>> shift) + 1]++;
  for (let heap = 0; heap < 1 << bits; heap++) starts[heap + 1] += starts[heap];
  const next = starts.slice();
  const entries = new Int32Array(hashes.length * ENTRY);
  for (let i = 0; i < hashes.length; i++) {
    const at = next[(hashes[i] >>> 1) >>> shift]++ * ENTRY;
    entries[at] = hashes[i];
    entries[at + 1] = i;
  }
  return { starts, entries };
}

/** The rows that repeat an earlier one, and which one each does. */
function repetitionsOf(candidates: Int32Array, firsts: Int32Array): { repeated: Int32Array; first: Int32Array } {
  let count = 0;
  for (let place = 0; place < firsts.length; place++) if (firsts[place] < place) count++;
  const repeated = new Int32Array(count);
  const first = new Int32Array(count);
  for (let place = 0, next = 0; place < firsts.length; place++) {
    if (firsts[place] === place) continue;
    repeated[next] = candidates[place];
    first[next++] = candidates[firsts[place]];
  }
  return { repeated, first };
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
