// The place of every text of a recording in alphabetical order, for sorting tables by names without decoding them.
// Upper and lower case ASCII letters count as equal. Many texts are sorted by their next eight bytes at once, behind those that all have in
// common; few texts, which stay in the processor's caches, by six bytes as one number. What is then still equal is sorted by the next ones.
// Without capital letters 231 values of a byte are left, and 0 can stand for the end.
import { memo, memoInSlices } from '../base/memo.ts';
import { inSlices, ROWS_PER_SLICE, runAtOnce, type Sliced } from '../base/slices.ts';
import { sortByNumber } from '../base/sort-few.ts';
import { identityOrder } from '../base/sort-indices.ts';
import { type SortKeys, sortKeysInSlices } from '../base/sort-keys.ts';
import type { Recording, StringTable } from '../model/recording.ts';

const BYTES_AT_ONCE = 8;
/** The most that a double holds, which is exact up to 53 bits. */
const BYTES_IN_NUMBER = 6;
const LARGEST_SMALL_RUN = 4096;

/** Rank by string row. Texts that differ only in case share no rank, but stand beside each other. */
export function textRanks({ strings }: Pick<Recording, 'strings'>): Int32Array {
  return memo(strings, 'ranks', () => runAtOnce(rankTexts(strings)));
}

export function textRanksInSlices({ strings }: Pick<Recording, 'strings'>): Sliced<Int32Array> {
  return memoInSlices(strings, 'ranks', () => rankTexts(strings));
}

function* rankTexts(strings: StringTable): Sliced<Int32Array> {
  const order = yield* sortTexts(strings);
  const ranks = new Int32Array(strings.length);
  for (let i = 0; i < order.length; i++) ranks[order[i]] = i;
  return ranks;
}

interface Run {
  readonly from: number;
  readonly to: number;
  /** Bytes that all texts of the run have in common. */
  readonly depth: number;
}

function* sortTexts(strings: StringTable): Sliced<Int32Array> {
  const order = identityOrder(strings.length);
  const open: Run[] = [{ from: 0, to: order.length, depth: 0 }];
  const numbers = new Float64Array(LARGEST_SMALL_RUN);
  let sinceTurn = 0;
  for (let run = open.pop(); run !== undefined; run = open.pop()) {
    if (run.to - run.from > LARGEST_SMALL_RUN) yield* sortLargeRun(strings, order, run, open);
    else sortSmallRun(strings, order, run, { open, numbers });
    sinceTurn += run.to - run.from;
    if (sinceTurn < ROWS_PER_SLICE / 2) continue;
    sinceTurn = 0;
    yield;
  }
  return order;
}

/** Sorts the texts of a run by their next bytes; those that are still equal are runs of their own. */
function* sortLargeRun(strings: StringTable, order: Int32Array, run: Run, open: Run[]): Sliced<void> {
  const sorted = order.subarray(run.from, run.to);
  const { length } = sorted;
  const depth = run.depth + (yield* commonLength(strings, sorted, run.depth));
  const keys: SortKeys = { rows: sorted.slice(), high: new Uint32Array(length), low: new Uint32Array(length) };
  yield* inSlices(length, (from, to) => makeKeys(strings, keys, depth, [from, to]));
  const { rows, high, low } = yield* sortKeysInSlices(keys);
  sorted.set(rows);
  let from = 0;
  for (let i = 1; i <= length; i++) {
    if (i < length && high[i] === high[from] && low[i] === low[from]) continue;
    // Those that have ended are equal, and stand in the order of their rows.
    const haveEnded = (low[from] & 0xff) === 0;
    if (i - from > 1 && !haveEnded) {
      open.push({ from: run.from + from, to: run.from + i, depth: depth + BYTES_AT_ONCE });
    }
    from = i;
  }
}

interface SmallRuns {
  readonly open: Run[];
  readonly numbers: Float64Array;
}

/** The same for few texts. */
function sortSmallRun(
  strings: StringTable,
  order: Int32Array,
  { from, to, depth }: Run,
  { open, numbers }: SmallRuns,
): void {
  const rows = order.subarray(from, to);
  const { length } = rows;
  for (let i = 0; i < length; i++) numbers[i] = numberAt(strings, rows[i], depth);
  sortByNumber(numbers, rows);
  for (let start = 0, end = 1; start < length; start = end++) {
    while (end < length && numbers[end] === numbers[start]) end++;
    if (end - start === 1) continue;
    if (numbers[start] % 0x100 === 0) rows.subarray(start, end).sort();
    else open.push({ from: from + start, to: from + end, depth: depth + BYTES_IN_NUMBER });
  }
}

/** The places of the next bytes; 0 behind the end. */
function numberAt({ bytes, offsets }: StringTable, row: number, depth: number): number {
  const start = (offsets[row] | 0) + depth;
  const end = offsets[row + 1] | 0;
  let high = 0;
  let low = 0;
  if (start + BYTES_IN_NUMBER <= end) {
    high = (PLACES[bytes[start]] << 16) | (PLACES[bytes[start + 1]] << 8) | PLACES[bytes[start + 2]];
    low = (PLACES[bytes[start + 3]] << 16) | (PLACES[bytes[start + 4]] << 8) | PLACES[bytes[start + 5]];
  } else {
    for (let at = start; at < start + 3; at++) high = (high << 8) | (at < end ? PLACES[bytes[at]] : 0);
    for (let at = start + 3; at < start + 6; at++) low = (low << 8) | (at < end ? PLACES[bytes[at]] : 0);
  }
  return high * 0x1000000 + low;
}

/** How many folded bytes from `depth` on all texts have in common: names of one program begin alike. */
function* commonLength(strings: StringTable, rows: Int32Array, depth: number): Sliced<number> {
  const { offsets } = strings;
  let common = (offsets[rows[0] + 1] | 0) - (offsets[rows[0]] | 0) - depth;
  // A look at a few of them tells most runs that have nothing in common.
  const some = Int32Array.from({ length: 16 }, (_, i) => rows[Math.floor((i * (rows.length - 1)) / 15)]);
  common = commonOfSome(strings, some, depth, { from: 1, to: some.length, common });
  for (let from = 1; from < rows.length && common > 0; from += ROWS_PER_SLICE) {
    common = commonOfSome(strings, rows, depth, { from, to: Math.min(rows.length, from + ROWS_PER_SLICE), common });
    yield;
  }
  return Math.max(0, common);
}

function commonOfSome(
  { bytes, offsets }: StringTable,
  rows: Int32Array,
  depth: number,
  { from, to, common: most }: { readonly from: number; readonly to: number; readonly common: number },
): number {
  const first = (offsets[rows[0]] | 0) + depth;
  let common = most;
  for (let i = from; i < to && common > 0; i++) {
    const start = (offsets[rows[i]] | 0) + depth;
    const length = Math.min(common, (offsets[rows[i] + 1] | 0) - start);
    common = 0;
    while (common < length && fold(bytes[start + common]) === fold(bytes[first + common])) common++;
  }
  return common;
}

function fold(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

/** By byte: its place among the folded bytes, 1 … 231; 0 is left for the end of a text. */
const PLACES = Uint8Array.from({ length: 256 }, (_, byte) => (fold(byte) < 0x41 ? byte + 1 : fold(byte) - 25));

/** The places of the eight bytes from `depth` on, four in a word; 0 behind the end. */
function makeKeys(
  { bytes, offsets }: StringTable,
  { rows, high, low }: SortKeys,
  depth: number,
  [from, to]: readonly [number, number],
): void {
  for (let i = from; i < to; i++) {
    // Offsets may be doubles: as whole numbers they keep the loop out of floating point.
    const start = (offsets[rows[i]] | 0) + depth;
    const end = offsets[rows[i] + 1] | 0;
    let first = 0;
    let second = 0;
    if (start + BYTES_AT_ONCE <= end) {
      first = (PLACES[bytes[start]] << 24) | (PLACES[bytes[start + 1]] << 16);
      first |= (PLACES[bytes[start + 2]] << 8) | PLACES[bytes[start + 3]];
      second = (PLACES[bytes[start + 4]] << 24) | (PLACES[bytes[start + 5]] << 16);
      second |= (PLACES[bytes[start + 6]] << 8) | PLACES[bytes[start + 7]];
    } else {
      for (let at = start; at < start + 4; at++) first = (first << 8) | (at < end ? PLACES[bytes[at]] : 0);
      for (let at = start + 4; at < start + 8; at++) second = (second << 8) | (at < end ? PLACES[bytes[at]] : 0);
    }
    high[i] = first;
    low[i] = second;
  }
}
