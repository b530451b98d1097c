// Which texts of a recording contain something. Works on the UTF-8 block, folded once, so that a million names are not decoded on every key.
// The answers are masks by string row: several functions may share a name.
import { memoInSlices } from '../base/memo.ts';
import type { Pattern } from '../base/pattern.ts';
import { inSlices, type Sliced } from '../base/slices.ts';
import type { StringIndex } from '../model/indices.ts';
import type { Recording, StringTable } from '../model/recording.ts';
import { textOf } from '../model/texts.ts';

/** What is searched: the texts of a recording, or the same ones as their source has them. */
type Searched = Pick<Recording, 'strings'>;

/** 1 for each text that contains `needle`, upper and lower case being equal. The empty needle is in all of them. Texts not `wanted` may be left at 0. */
export function* textsContaining({ strings }: Searched, needle: string, wanted: Uint8Array): Sliced<Uint8Array> {
  const mask = new Uint8Array(strings.length);
  const folded = needle.toLowerCase();
  if (folded === '') return mask.fill(1);
  if (isAscii(folded)) {
    const search = createSearch(yield* foldedBytes(strings), strings.offsets, new TextEncoder().encode(folded));
    const isSparse = countOf(wanted) * SPARSE < strings.length;
    for (let from = 0; from < strings.length; from += TEXTS_PER_SLICE) {
      const to = Math.min(strings.length, from + TEXTS_PER_SLICE);
      if (isSparse) markFoundAmong(search, mask, wanted, [from, to]);
      else markFound(search, mask, from, to);
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

/** Where fewer than one in so many texts are wanted, looking at each is faster than one walk over the bytes of all. */
const SPARSE = 3;

/** Texts may be long, and are looked at byte by byte. */
const TEXTS_PER_SLICE = 1 << 14;

function countOf(wanted: Uint8Array): number {
  let count = 0;
  for (let row = 0; row < wanted.length; row++) count += wanted[row];
  return count;
}

/** 1 for each text that the pattern matches; `wanted` limits the texts that are looked at. Names are bytes here as well, as long as they are ASCII. */
export function* textsMatching({ strings }: Searched, pattern: Pattern, wanted: Uint8Array): Sliced<Uint8Array> {
  const { bytes, offsets } = strings;
  const mask = new Uint8Array(strings.length);
  const beyond = yield* textsBeyondAscii(strings);
  const holding = pattern.text.length > 1 ? yield* textsContaining({ strings }, pattern.text, wanted) : undefined;
  let pausesAt = pattern.work + WORK_PER_SLICE;
  for (let row = 0; row < mask.length; row++) {
    if (wanted[row] === 0 || (holding !== undefined && holding[row] === 0 && beyond[row] === 0)) continue;
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

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** 1 for each text with a byte that is not ASCII. */
export function textsBeyondAscii(strings: StringTable): Sliced<Uint8Array> {
  return memoInSlices(strings, 'beyond-ascii', function* () {
    const { bytes, offsets } = strings;
    const mask = new Uint8Array(strings.length);
    yield* inSlices(mask.length, (from, to) => {
      for (let row = from; row < to; row++) {
        const end = offsets[row + 1] | 0;
        for (let i = offsets[row] | 0; i < end; i++) if (bytes[i] > 0x7f) mask[row] = 1;
      }
    });
    return mask;
  });
}

function foldedBytes(strings: StringTable): Sliced<Uint8Array> {
  return memoInSlices(strings, 'folded', function* () {
    const { bytes } = strings;
    const folded = new Uint8Array(bytes.length);
    for (let from = 0; from < bytes.length; from += BYTES_PER_SLICE) {
      const to = Math.min(bytes.length, from + BYTES_PER_SLICE);
      for (let i = from; i < to; i++) {
        const byte = bytes[i];
        folded[i] = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
      }
      yield;
    }
    return folded;
  });
}

const BYTES_PER_SLICE = 1 << 23;

interface Search {
  readonly bytes: Uint8Array;
  readonly offsets: StringTable['offsets'];
  readonly needle: Uint8Array;
  /** By byte: how far the end of the needle may move where it stands on that byte. */
  readonly skip: Int32Array;
}

function createSearch(bytes: Uint8Array, offsets: StringTable['offsets'], needle: Uint8Array): Search {
  const last = needle.length - 1;
  const skip = new Int32Array(256).fill(needle.length);
  for (let i = 0; i < last; i++) skip[needle[i]] = last - i;
  return { bytes, offsets, needle, skip };
}

function markFoundAmong(search: Search, mask: Uint8Array, wanted: Uint8Array, [first, behind]: [number, number]): void {
  for (let row = first; row < behind; row++) if (wanted[row] === 1) markFound(search, mask, row, row + 1);
}

/**
 * Marks the texts from row `first` to `behind` in which the needle occurs (Horspool, "Practical fast searching in strings", 1980). One search
 * through the bytes of all of them, which lie behind one another; a hit that reaches over the end of a text is none. Offsets may be doubles:
 * made whole numbers, or every step would be counted in doubles. Names of more than 2 GB in one recording are beyond this.
 */
function markFound({ bytes, offsets, needle, skip }: Search, mask: Uint8Array, first: number, behind: number): void {
  const last = needle.length - 1;
  const lastByte = needle[last];
  const lastSkip = skip[lastByte];
  const end = offsets[behind] | 0;
  let row = first;
  for (let at = (offsets[first] | 0) + last; at < end; ) {
    const byte = bytes[at];
    if (byte !== lastByte) {
      at += skip[byte];
      continue;
    }
    let i = last - 1;
    for (let from = at - 1; i >= 0 && bytes[from] === needle[i]; from--) i--;
    if (i >= 0) {
      at += lastSkip;
      continue;
    }
    while ((offsets[row + 1] | 0) <= at) row++;
    if (at - last < (offsets[row] | 0)) {
      at += lastSkip;
      continue;
    }
    // On with the next text.
    mask[row] = 1;
    at = (offsets[row + 1] | 0) + last;
  }
}
