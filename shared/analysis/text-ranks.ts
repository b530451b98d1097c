// The place of every text of a recording in alphabetical order, for sorting tables by names without decoding them.
// Upper and lower case ASCII letters count as equal. Sorts by six bytes at a time,
// behind those that all have in common, then sorts what is still equal by the next six.
import { memo, memoInSlices } from '../base/memo.ts';
import { inSlices, ROWS_PER_SLICE, runAtOnce, type Sliced } from '../base/slices.ts';
import { identityOrder, sortByValueInSlices } from '../base/sort-indices.ts';
import type { Recording, StringTable } from '../model/recording.ts';

const BYTES_AT_ONCE = 6;
const LARGEST_SMALL_RUN = 2000;

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

/** Sorts the texts of a run by their next bytes; those that are still equal are runs of their own. */
function* sortRun(strings: StringTable, order: Int32Array, run: Run, open: Run[]): Sliced<void> {
  const rows = order.slice(run.from, run.to);
  const keys = new Float64Array(rows.length);
  const depth = run.depth + commonLength(strings, rows, run.depth);
  const makeKeys = (from: number, to: number): void => {
    for (let i = from; i < to; i++) keys[i] = keyAt(strings, rows[i], depth);
  };
  // A generator for each of the many small runs would cost more than sorting them.
  if (rows.length <= LARGEST_SMALL_RUN) makeKeys(0, rows.length);
  else yield* inSlices(rows.length, makeKeys);
  const unsorted = identityOrder(keys.length);
  const sorted =
    rows.length <= LARGEST_SMALL_RUN
      ? unsorted.sort((a, b) => keys[a] - keys[b] || a - b)
      : yield* sortByValueInSlices(unsorted, keys, false);
  for (let i = 0; i < sorted.length; i++) order[run.from + i] = rows[sorted[i]];
  let from = 0;
  for (let i = 1; i <= sorted.length; i++) {
    if (i < sorted.length && keys[sorted[i]] === keys[sorted[from]]) continue;
    // A key of 0: all of them have ended.
    if (i - from > 1 && keys[sorted[from]] !== 0) {
      open.push({ from: run.from + from, to: run.from + i, depth: depth + BYTES_AT_ONCE });
    }
    from = i;
  }
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

/** The six folded bytes from `depth` on as one number; 0 behind the end. */
function keyAt({ bytes, offsets }: StringTable, row: number, depth: number): number {
  // Offsets may be doubles: as whole numbers they keep the loop out of floating point.
  const start = (offsets[row] | 0) + depth;
  const end = offsets[row + 1] | 0;
  let key = 0;
  for (let i = 0; i < BYTES_AT_ONCE; i++) {
    const byte = start + i < end ? bytes[start + i] : -1;
    // One more than the byte, so that a NUL byte in a name is not its end.
    key = key * 257 + fold(byte) + 1;
  }
  return key;
}
