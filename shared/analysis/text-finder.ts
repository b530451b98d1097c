// The texts of a table with small letters for the capital ones of ASCII, and which of them contain something: one walk over the bytes of all of them,
// which lie behind one another. Those of many names are in a WebAssembly memory (assembly/text-marks.ts); few, and needles longer than anybody
// types, are looked through here.
// Trap: needle and marks in the memory are those of one call: somebody else looks for something else between two of them.
import { memoInSlices } from '../base/memo.ts';
import type { Sliced } from '../base/slices.ts';
import { runModule } from '../base/web-assembly.ts';
import type { StringTable } from '../model/recording.ts';
import * as memory from './text-memory.ts';
import { textModule } from './text-module.ts';

/** Marks, at the rows of the mask, the texts from row `first` to before `behind` that contain the needle. */
type MarkTexts = (needle: Uint8Array, mask: Uint8Array, first: number, behind: number) => void;

export interface TextFinder {
  /** Of all texts, folded. memo.ts weighs them. */
  readonly bytes: Uint8Array;
  readonly markTexts: MarkTexts;
}

/** Up to so many bytes of names are looked through in a few milliseconds in any way. */
const FEW_BYTES = 1 << 21;
/** Texts are looked through so many at a time at most: each of them may be long. */
export const TEXTS_PER_LOOK = 1 << 14;

const PAGE = 1 << 16;
const BLOCK = 16;
const LONGEST_NEEDLE = 1 << 10;

export function textFinder(strings: StringTable): Sliced<TextFinder> {
  return memoInSlices(strings, 'finder', () => makeFinder(strings));
}

/** `fewBytes`: how many are not worth a memory of their own. */
export function* makeFinder(strings: StringTable, fewBytes = FEW_BYTES): Sliced<TextFinder> {
  const size = strings.offsets[strings.length];
  return (size > fewBytes ? yield* inMemory(strings, size) : undefined) ?? (yield* inPlace(strings, size));
}

const BYTES_PER_SLICE = 1 << 23;

function* inPlace({ bytes, offsets }: StringTable, size: number): Sliced<TextFinder> {
  const folded = new Uint8Array(size);
  for (let from = 0; from < size; from += BYTES_PER_SLICE) {
    const to = Math.min(size, from + BYTES_PER_SLICE);
    for (let i = from; i < to; i++) {
      const byte = bytes[i];
      folded[i] = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
    }
    yield;
  }
  return {
    bytes: folded,
    markTexts: (needle, mask, first, behind) => markFound({ bytes: folded, offsets, needle, mask }, first, behind),
  };
}

/** What assembly/text-marks.ts exports. */
interface TextExports {
  fold(first: number, end: number): void;
  mark(first: number, behind: number, length: number): void;
}

/** undefined where there is no memory for it. */
function* inMemory({ bytes, offsets, length }: StringTable, size: number): Sliced<TextFinder | undefined> {
  const marksAt = memory.TABLES_AT + LONGEST_NEEDLE;
  const startsAt = marksAt + TEXTS_PER_LOOK;
  const textsAt = startsAt + Math.ceil((4 * (length + 1)) / BLOCK) * BLOCK;
  const pages = Math.ceil((textsAt + size + BLOCK + LONGEST_NEEDLE) / PAGE);
  const running = runModule<TextExports>(textModule, pages);
  if (running === undefined) return undefined;
  const { buffer, code } = running;
  const header = new Uint32Array(buffer, 0, memory.TABLES_AT / 4);
  header[memory.NEEDLE_AT / 4] = memory.TABLES_AT;
  header[memory.MARKS_AT / 4] = marksAt;
  header[memory.STARTS_AT / 4] = startsAt;
  header[memory.TEXTS_AT / 4] = textsAt;
  new Uint32Array(buffer, startsAt, length + 1).set(offsets.subarray(0, length + 1));
  const folded = new Uint8Array(buffer, textsAt, size);
  yield;
  for (let from = 0; from < size; from += BYTES_PER_SLICE) {
    const to = Math.min(size, from + BYTES_PER_SLICE);
    folded.set(bytes.subarray(from, to), from);
    code.fold(from, to);
    yield;
  }
  const needleRoom = new Uint8Array(buffer, memory.TABLES_AT, LONGEST_NEEDLE);
  const marks = new Uint8Array(buffer, marksAt, TEXTS_PER_LOOK);
  return {
    bytes: folded,
    markTexts: (needle, mask, first, behind) => {
      if (needle.length > LONGEST_NEEDLE || behind - first > TEXTS_PER_LOOK) {
        markFound({ bytes: folded, offsets, needle, mask }, first, behind);
        return;
      }
      needleRoom.set(needle);
      marks.fill(0, 0, behind - first);
      code.mark(first, behind, needle.length);
      mask.set(marks.subarray(0, behind - first), first);
    },
  };
}

interface Search {
  readonly bytes: Uint8Array;
  readonly offsets: StringTable['offsets'];
  readonly needle: Uint8Array;
  readonly mask: Uint8Array;
}

/** By byte: how far the end of the needle may move where it stands on that byte. */
function skipsOf(needle: Uint8Array): Int32Array {
  const last = needle.length - 1;
  const skip = new Int32Array(256).fill(needle.length);
  for (let i = 0; i < last; i++) skip[needle[i]] = last - i;
  return skip;
}

/**
 * After Horspool, "Practical fast searching in strings" (1980). A hit that reaches over the end of a text is none. Offsets may be doubles: made whole
 * numbers, or every step would be counted in doubles. Names of more than 2 GB in one recording are beyond this.
 */
function markFound({ bytes, offsets, needle, mask }: Search, first: number, behind: number): void {
  const skip = skipsOf(needle);
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
