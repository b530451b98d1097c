// Which texts of a recording contain something. Works on the UTF-8 block, folded once, so that a million names are not decoded on every key.
// The answers are masks by string row: several functions may share a name.
import { memoInSlices } from '../base/memo.ts';
import type { Pattern } from '../base/pattern.ts';
import type { Sliced } from '../base/slices.ts';
import type { StringIndex } from '../model/indices.ts';
import type { Recording, StringTable } from '../model/recording.ts';
import { textOf } from '../model/texts.ts';
import { TEXTS_PER_LOOK, textFinder } from './text-finder.ts';

/** What is searched: the texts of a recording, or the same ones as their source has them. */
type Searched = Pick<Recording, 'strings'>;

/** 1 for each text that contains `needle`, upper and lower case being equal. The empty needle is in all of them. Texts not `wanted` may be left at 0. */
export function* textsContaining({ strings }: Searched, needle: string, wanted: Uint8Array): Sliced<Uint8Array> {
  const mask = new Uint8Array(strings.length);
  const folded = needle.toLowerCase();
  if (folded === '') return mask.fill(1);
  const bytes = new TextEncoder().encode(folded);
  if (isAscii(bytes)) {
    const { markTexts } = yield* textFinder(strings);
    for (let from = 0; from < strings.length; from += TEXTS_PER_LOOK) {
      markTexts(bytes, mask, from, Math.min(strings.length, from + TEXTS_PER_LOOK));
      yield;
    }
    return mask;
  }
  // Outside ASCII, case is not a matter of single bytes: these rare searches look at decoded texts, those that can contain it.
  const beyond = yield* textsBeyondAscii(strings);
  yield* inDecodedSlices(strings.length, (row) => {
    if (beyond[row] === 0 || wanted[row] === 0) return;
    const text = textOf(strings, row as StringIndex).toLowerCase();
    if (text.includes(folded)) mask[row] = 1;
  });
  return mask;
}

/** 1 for each text that the pattern matches; `wanted` limits the texts that are looked at. Names are bytes here as well, as long as they are ASCII. */
export function* textsMatching({ strings }: Searched, pattern: Pattern, wanted: Uint8Array): Sliced<Uint8Array> {
  const { bytes, offsets } = strings;
  const mask = new Uint8Array(strings.length);
  const beyond = yield* textsBeyondAscii(strings);
  const holding = pattern.text.length > 1 ? yield* textsContaining({ strings }, pattern.text, wanted) : undefined;
  let pausesAt = pattern.work + WORK_PER_SLICE;
  const next = (from: number): number => nextLookedAt(from, wanted, holding, beyond);
  for (let row = next(0); row < mask.length; row = next(row + 1)) {
    if (pattern.work >= pausesAt) {
      yield;
      pausesAt = pattern.work + WORK_PER_SLICE;
    }
    if (beyond[row] === 1) {
      if (yield* isMatchedInPieces(pattern, textOf(strings, row as StringIndex))) mask[row] = 1;
      continue;
    }
    const end = offsets[row + 1] | 0;
    let state = pattern.begin();
    for (let from = offsets[row] | 0; from < end; from += BYTES_PER_PIECE) {
      if (from > offsets[row] && pattern.work >= pausesAt) {
        yield;
        pausesAt = pattern.work + WORK_PER_SLICE;
      }
      state = pattern.goOn(state, bytes, from, Math.min(end, from + BYTES_PER_PIECE));
    }
    if (pattern.ends(state)) mask[row] = 1;
  }
  return mask;
}

/** The first row from `from` on whose text may match: most do not, and the loop over them is faster outside of a generator. */
function nextLookedAt(from: number, wanted: Uint8Array, holding: Uint8Array | undefined, beyond: Uint8Array): number {
  let row = from;
  if (holding === undefined) while (row < wanted.length && wanted[row] === 0) row++;
  else while (row < wanted.length && (wanted[row] === 0 || (holding[row] === 0 && beyond[row] === 0))) row++;
  return row;
}

function* isMatchedInPieces(pattern: Pattern, text: string): Sliced<boolean> {
  let pausesAt = pattern.work + WORK_PER_SLICE;
  let state = pattern.begin();
  for (let from = 0; from < text.length; ) {
    if (pattern.work >= pausesAt) {
      yield;
      pausesAt = pattern.work + WORK_PER_SLICE;
    }
    const last = text.codePointAt(from + BYTES_PER_PIECE - 1) ?? 0;
    const to = Math.min(text.length, from + BYTES_PER_PIECE + (last > 0xffff ? 1 : 0));
    state = pattern.goOnInText(state, text, from, to);
    from = to;
  }
  return pattern.ends(state);
}

/** Bytes looked at, or steps of the pattern where it meets something new: a few milliseconds at most. */
const WORK_PER_SLICE = 1 << 18;
/** Of one text, which may be long: each of them may take as many steps as the pattern has. */
const BYTES_PER_PIECE = 1 << 9;

/** A text that is decoded takes as long as a dozen that are not. */
const DECODED_PER_SLICE = 1 << 12;

function* inDecodedSlices(length: number, look: (row: number) => void): Sliced<void> {
  for (let row = 0; row < length; row++) {
    look(row);
    if (row % DECODED_PER_SLICE === DECODED_PER_SLICE - 1) yield;
  }
}

/** 1 for each text with a byte that is not ASCII. */
export function textsBeyondAscii(strings: StringTable): Sliced<Uint8Array> {
  return memoInSlices(strings, 'beyond-ascii', function* () {
    const { bytes, offsets } = strings;
    const mask = new Uint8Array(strings.length);
    for (let from = 0; from < strings.length; from += TEXTS_PER_LOOK) {
      const to = Math.min(strings.length, from + TEXTS_PER_LOOK);
      // Most recordings have few such texts, or none: that is told by four bytes at once.
      if (!isAscii(bytes.subarray(offsets[from], offsets[to]))) markBeyondAscii(strings, mask, from, to);
      yield;
    }
    return mask;
  });
}

function markBeyondAscii({ bytes, offsets }: StringTable, mask: Uint8Array, from: number, to: number): void {
  for (let row = from; row < to; row++) {
    const end = offsets[row + 1] | 0;
    for (let i = offsets[row] | 0; i < end; i++) if (bytes[i] > 0x7f) mask[row] = 1;
  }
}

function isAscii(bytes: Uint8Array): boolean {
  const { length } = bytes;
  const firstWord = Math.min(length, -bytes.byteOffset & 3);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + firstWord, (length - firstWord) >> 2);
  let all = 0;
  for (let i = 0; i < words.length; i++) all |= words[i];
  for (let i = 0; i < firstWord; i++) all |= bytes[i] << 24;
  for (let i = firstWord + 4 * words.length; i < length; i++) all |= bytes[i] << 24;
  return (all & 0x80808080) === 0;
}
