// The place of every text of a recording in alphabetical order, for sorting tables by names without decoding them.
// Upper and lower case ASCII letters count as equal. Sorts by eight bytes at a time, behind those that all have in common, then sorts
// what is still equal by the next eight. Without capital letters 231 values of a byte are left, and 0 can stand for the end.
import { memo, memoInSlices } from '../base/memo.ts';
import { inSlices, ROWS_PER_SLICE, runAtOnce, type Sliced } from '../base/slices.ts';
import { identityOrder, type SortKeys, sortByWordsInSlices } from '../base/sort-indices.ts';
import type { Recording, StringTable } from '../model/recording.ts';

const BYTES_AT_ONCE = 8;
const LARGEST_SMALL_RUN = 64;

/** Rank by string row. Texts that differ only in case share no rank, but stand beside each other. */
export function textRanks({ strings }: Recording): Int32Array {
  return memo(strings, 'ranks', () => runAtOnce(rankTexts(strings)));
}

export function textRanksInSlices({ strings }: Recording): Sliced<Int32Array> {
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
  let sinceTurn = 0;
  for (let run = open.pop(); run !== undefined; run = open.pop()) {
    yield* sortRun(strings, order, run, open);
    sinceTurn += run.to - run.from;
    if (sinceTurn < ROWS_PER_SLICE) continue;
    sinceTurn = 0;
    yield;
  }
  return order;
}

/** Sorts the texts of a large run by their next bytes; those that are still equal are runs of their own. A small run is sorted to its end. */
function* sortRun(strings: StringTable, order: Int32Array, run: Run, open: Run[]): Sliced<void> {
  const sorted = order.subarray(run.from, run.to);
  if (sorted.length <= LARGEST_SMALL_RUN) {
    sorted.sort((a, b) => compareTexts(strings, a, b, run.depth));
    return;
  }
  const { length } = sorted;
  const depth = run.depth + commonLength(strings, sorted, run.depth);
  const keys: SortKeys = { rows: sorted.slice(), high: new Uint32Array(length), low: new Uint32Array(length) };
  yield* inSlices(length, (from, to) => makeKeys(strings, keys, depth, [from, to]));
  const inOrder = yield* sortByWordsInSlices(keys);
  sorted.set(inOrder.rows);
  findEqual(inOrder, { ...run, depth }, open);
}

/** Runs of texts whose bytes are equal so far and that have not ended. `keys` are sorted. */
function findEqual({ high, low }: SortKeys, run: Run, open: Run[]): void {
  let from = 0;
  for (let i = 1; i <= high.length; i++) {
    if (i < high.length && high[i] === high[from] && low[i] === low[from]) continue;
    const haveEnded = (low[from] & 0xff) === 0;
    if (i - from > 1 && !haveEnded) {
      open.push({ from: run.from + from, to: run.from + i, depth: run.depth + BYTES_AT_ONCE });
    }
    from = i;
  }
}

/** By their bytes from `depth` on; equal ones by row, so that the order of all is fixed. */
function compareTexts({ bytes, offsets }: StringTable, a: number, b: number, depth: number): number {
  let at = (offsets[a] | 0) + depth;
  let against = (offsets[b] | 0) + depth;
  const end = offsets[a + 1] | 0;
  const endAgainst = offsets[b + 1] | 0;
  while (at < end && against < endAgainst) {
    const difference = PLACES[bytes[at++]] - PLACES[bytes[against++]];
    if (difference !== 0) return difference;
  }
  return end - at - (endAgainst - against) || a - b;
}

/** How many folded bytes from `depth` on all texts have in common: names of one program begin alike. */
function commonLength({ bytes, offsets }: StringTable, rows: Int32Array, depth: number): number {
  const first = (offsets[rows[0]] | 0) + depth;
  let common = (offsets[rows[0] + 1] | 0) - first;
  for (let i = 1; i < rows.length && common > 0; i++) {
    const start = (offsets[rows[i]] | 0) + depth;
    const length = Math.min(common, (offsets[rows[i] + 1] | 0) - start);
    common = 0;
    while (common < length && fold(bytes[start + common]) === fold(bytes[first + common])) common++;
  }
  return Math.max(0, common);
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
    for (let at = start; at < start + 4; at++) first = (first << 8) | (at < end ? PLACES[bytes[at]] : 0);
    for (let at = start + 4; at < start + 8; at++) second = (second << 8) | (at < end ? PLACES[bytes[at]] : 0);
    high[i] = first;
    low[i] = second;
  }
}
