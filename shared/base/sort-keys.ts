// Rows sorted by two words each, stable, without a comparator: radix sort over the high words, at most three passes that read from front to back;
// rows whose high words are equal are then sorted by the low ones among themselves, which for costs are a few here and there.
import { ROWS_PER_SLICE, type Sliced } from './slices.ts';

/** Rows and what they are sorted by, in step: two words whose unsigned order, high one first, is the wanted order. */
export interface SortKeys {
  readonly rows: Int32Array;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

/** Eleven bits of a word at a time: as many counters as stay in the processor's first cache. */
const DIGITS = 0x800;
const SHIFTS = [0, 11, 22] as const;
/** Up to so many rows are put in order by moving each to its place. */
const FEW = 64;

/** Rows with their two words in order, equal ones as they came. The arrays that are handed over are used as working memory. */
export function* sortKeysInSlices(keys: SortKeys): Sliced<SortKeys> {
  const { length } = keys.rows;
  if (length < 2) return keys;
  const spare = { rows: new Int32Array(length), low: new Uint32Array(length), high: new Uint32Array(length) };
  const counts = SHIFTS.map(() => new Int32Array(DIGITS));
  const sorted = yield* sortByWord(keys, spare, 'high', { counts, first: 0, end: length });
  yield* sortEqualOnes(sorted, sorted === keys ? spare : keys, counts);
  return sorted;
}

/** Sorts runs of equal high words by the low ones. */
function* sortEqualOnes(keys: SortKeys, spare: SortKeys, counts: Counts): Sliced<void> {
  const { rows, low, high } = keys;
  let sinceTurn = 0;
  for (let start = 0, end = 0; start < rows.length; start = end) {
    end = start + 1;
    while (end < rows.length && high[end] === high[start]) end++;
    sinceTurn += end - start;
    if (!isInOrder(low, start, end)) {
      if (end - start <= FEW) insertLow(keys, start, end);
      else if ((yield* sortByWord(keys, spare, 'low', { counts, first: start, end })) === spare) {
        rows.set(spare.rows.subarray(start, end), start);
        low.set(spare.low.subarray(start, end), start);
      }
    }
    if (sinceTurn < ROWS_PER_SLICE) continue;
    sinceTurn = 0;
    yield;
  }
}

function isInOrder(words: Uint32Array, start: number, end: number): boolean {
  for (let i = start + 1; i < end; i++) if (words[i] < words[i - 1]) return false;
  return true;
}

function insertLow({ rows, low }: SortKeys, start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    const row = rows[i];
    const word = low[i];
    let to = i;
    for (; to > start && low[to - 1] > word; to--) {
      rows[to] = rows[to - 1];
      low[to] = low[to - 1];
    }
    rows[to] = row;
    low[to] = word;
  }
}

/** How often each digit occurs, for the three digits of a word. */
type Counts = readonly Int32Array[];

interface Range {
  readonly counts: Counts;
  readonly first: number;
  readonly end: number;
}

/** The keys of a range by one of their words: in `keys` or in `spare`, whichever was written last. A short range is no reason for a pause. */
function* sortByWord(
  keys: SortKeys,
  spare: SortKeys,
  by: 'low' | 'high',
  { counts, first, end }: Range,
): Sliced<SortKeys> {
  for (const digits of counts) digits.fill(0);
  for (let at = first; at < end; at += ROWS_PER_SLICE) {
    countDigits(keys[by], counts, at, Math.min(end, at + ROWS_PER_SLICE));
    if (at + ROWS_PER_SLICE < end) yield;
  }
  let from = keys;
  let to = spare;
  for (const [pass, shift] of SHIFTS.entries()) {
    const next = counts[pass];
    if (next[(keys[by][first] >>> shift) & (DIGITS - 1)] === end - first) continue;
    let sum = first;
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = next[digit];
      next[digit] = sum;
      sum += count;
    }
    const move: Pass = { from, to, words: from[by], shift, next };
    for (let at = first; at < end; at += ROWS_PER_SLICE) {
      moveRows(move, at, Math.min(end, at + ROWS_PER_SLICE));
      if (end - first >= ROWS_PER_SLICE) yield;
    }
    [from, to] = [to, from];
  }
  return from;
}

function countDigits(words: Uint32Array, [low, middle, high]: Counts, first: number, end: number): void {
  for (let i = first; i < end; i++) {
    const word = words[i];
    low[word & 0x7ff]++;
    middle[(word >>> 11) & 0x7ff]++;
    high[word >>> 22]++;
  }
}

interface Pass {
  readonly from: SortKeys;
  readonly to: SortKeys;
  readonly words: Uint32Array;
  readonly shift: number;
  /** Where the next row of each digit goes. */
  readonly next: Int32Array;
}

function moveRows({ from, to, words, shift, next }: Pass, first: number, end: number): void {
  const { rows, low, high } = from;
  for (let i = first; i < end; i++) {
    const at = next[(words[i] >>> shift) & 0x7ff]++;
    to.rows[at] = rows[i];
    to.high[at] = high[i];
    to.low[at] = low[i];
  }
}
