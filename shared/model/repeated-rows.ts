// Which sealed rows of a table repeat an earlier one. One hash table over millions of rows would miss the processor's caches at every look-up: rows are first
// dealt out by their functions, and each heap is small enough for a table of its own. Mostly a row's heap and one Int32 say all of its key (packed-keys.ts): then
// no column is looked at to tell whether two rows are equal, which would be two places anywhere in memory for every entry.
import { ROWS_PER_BLOCK } from '../base/column-blocks.ts';
import { GrowableInt32 } from '../base/growable.ts';
import type { NarrowColumn } from '../base/narrow-column.ts';
import type { Sliced } from '../base/slices.ts';
import type { AppendedCostRows } from './appended-rows.ts';
import { PackedKeys } from './packed-keys.ts';

/** There are 2048 heaps at most: what is written last to each fits into the processor's cache. */
const MOST_HEAP_BITS = 11;
const WORD = 32;
const FEWEST_SLOTS = 1 << 10;
/** Int32 of a heap's entry: the lower half of the key and the row, and the upper half of the key where the heap does not tell it. */
const SHORT_ENTRY = 2;
const LONG_ENTRY = 3;
const STEPS_PER_TURN = 32;

export interface Repetitions {
  /** These rows, in no order, repeat those, which come before them. */
  readonly rows: Int32Array;
  readonly firsts: Int32Array;
}

/** Among those rows, which ascend; among all without. */
export function* repetitionsAmong(rows: AppendedCostRows, candidates: Int32Array | undefined): Sliced<Repetitions> {
  const found: Found = { rows: new GrowableInt32(), firsts: new GrowableInt32() };
  const functions = rows.keys[rows.groupWidth - 1];
  const bits = functions.differingBits();
  const dealing = { shift: Math.max(0, bits - MOST_HEAP_BITS), mask: 2 ** bits - 1 };
  const keys = new PackedKeys(rows.keys, functions, dealing.shift);
  yield;
  const { starts, entries, size } = yield* dealOut(keys, dealing, { functions, candidates, length: rows.length });
  const areSame = keys.isExact ? undefined : (row: number, other: number) => areEqual(rows, row, other);
  let slots = new Int32Array(FEWEST_SLOTS);
  for (let heap = 0; heap + 1 < starts.length; heap++) {
    const [from, to] = [starts[heap], starts[heap + 1]];
    if (to - from < 2) continue;
    let fewest = FEWEST_SLOTS;
    while (fewest < 2 * (to - from)) fewest *= 2;
    if (fewest > slots.length) slots = new Int32Array(fewest);
    const ofHeap = entries.subarray(from * size, to * size);
    if (size === SHORT_ENTRY) lookThroughShort(ofHeap, slots.subarray(0, fewest).fill(0), found);
    else lookThroughLong(ofHeap, slots.subarray(0, fewest).fill(0), found, areSame);
    if (heap % STEPS_PER_TURN === 0) yield;
  }
  return { rows: allOf(found.rows), firsts: allOf(found.firsts) };
}

interface Found {
  readonly rows: GrowableInt32;
  readonly firsts: GrowableInt32;
}

interface Heaps {
  /** Number of the first entry of each, and of the one behind the last. */
  readonly starts: Int32Array;
  /** Each heap has them in the order of the rows. */
  readonly entries: Int32Array;
  /** Int32 of an entry. */
  readonly size: number;
}

interface Dealing {
  /** Bits in which functions differ. */
  readonly mask: number;
  /** So many of the lowest do not count. */
  readonly shift: number;
}

interface Chosen {
  readonly functions: NarrowColumn;
  readonly candidates: Int32Array | undefined;
  /** Of the table. */
  readonly length: number;
}

function* dealOut(keys: PackedKeys, { mask, shift }: Dealing, chosen: Chosen): Sliced<Heaps> {
  const size = keys.bits <= WORD ? SHORT_ENTRY : LONG_ENTRY;
  const starts = new Int32Array((mask >>> shift) + 2);
  const functions = new Int32Array(ROWS_PER_BLOCK);
  yield* eachBlock(chosen, (rows, count, { from, to }) => {
    chosen.functions.copyTo(functions, from, to);
    for (let i = 0; i < count; i++) starts[((functions[rows[i] - from] & mask) >>> shift) + 1]++;
  });
  for (let heap = 0; heap + 1 < starts.length; heap++) starts[heap + 1] += starts[heap];
  const next = starts.slice();
  const entries = new Int32Array(starts[starts.length - 1] * size);
  const { low, high, dealt } = keys;
  yield* eachBlock(chosen, (rows, count, { from, to }) => {
    keys.pack(from, to, rows, count);
    for (let i = 0; i < count; i++) {
      const at = next[(dealt[i] & mask) >>> shift]++ * size;
      entries[at] = low[i];
      entries[at + 1] = rows[i];
      if (size === LONG_ENTRY) entries[at + 2] = high[i];
    }
  });
  return { starts, entries, size };
}

interface BlockRange {
  readonly from: number;
  readonly to: number;
}

/** Calls work for the chosen rows of one block after the other, as far as there are any: rows[0 … count − 1]. */
function* eachBlock(
  { candidates, length }: Chosen,
  work: (rows: Int32Array, count: number, range: BlockRange) => void,
): Sliced<void> {
  const rows = new Int32Array(ROWS_PER_BLOCK);
  let next = 0;
  for (let from = 0, blocks = 1; from < length; from += ROWS_PER_BLOCK, blocks++) {
    const to = Math.min(length, from + ROWS_PER_BLOCK);
    let count = 0;
    if (candidates === undefined) for (let row = from; row < to; row++) rows[count++] = row;
    else while (next < candidates.length && candidates[next] < to) rows[count++] = candidates[next++];
    if (count > 0) work(rows, count, { from, to });
    if (blocks % STEPS_PER_TURN === 0) yield;
  }
}

function lookThroughShort(entries: Int32Array, slots: Int32Array, found: Found): void {
  const mask = slots.length - 1;
  for (let at = 0; at < entries.length; at += SHORT_ENTRY) {
    const low = entries[at];
    let slot = mixed(low) & mask;
    let known = slots[slot];
    while (known > 0 && entries[known - 1] !== low) {
      slot = (slot + 1) & mask;
      known = slots[slot];
    }
    if (known === 0) slots[slot] = at + 1;
    else {
      found.rows.push(entries[at + 1]);
      found.firsts.push(entries[known]);
    }
  }
}

/** areSame: looks at the keys themselves. */
function lookThroughLong(
  entries: Int32Array,
  slots: Int32Array,
  found: Found,
  areSame: ((row: number, other: number) => boolean) | undefined,
): void {
  const mask = slots.length - 1;
  for (let at = 0; at < entries.length; at += LONG_ENTRY) {
    const low = entries[at];
    const row = entries[at + 1];
    const high = entries[at + 2];
    let slot = mixed(low ^ mixed(high)) & mask;
    let known = slots[slot];
    while (
      known > 0 &&
      (entries[known - 1] !== low ||
        entries[known + 1] !== high ||
        (areSame !== undefined && !areSame(row, entries[known])))
    ) {
      slot = (slot + 1) & mask;
      known = slots[slot];
    }
    if (known === 0) slots[slot] = at + 1;
    else {
      found.rows.push(row);
      found.firsts.push(entries[known]);
    }
  }
}

function areEqual({ keys }: AppendedCostRows, row: number, other: number): boolean {
  for (let j = keys.length - 1; j >= 0; j--) if (keys[j].at(row) !== keys[j].at(other)) return false;
  return true;
}

/** One to one. */
function mixed(bits: number): number {
  let mixing = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  mixing = Math.imul(mixing ^ (mixing >>> 15), 0x846ca68b);
  return mixing ^ (mixing >>> 16);
}

function allOf({ array, length }: GrowableInt32): Int32Array {
  return array.subarray(0, length);
}
