// Which texts of a recording contain something. Works on the UTF-8 block, folded once, so that a million names are not decoded on every key.
// The answers are masks by string row: several functions may share a name.
import { memo } from '../base/memo.ts';
import type { StringIndex } from '../model/indices.ts';
import type { Recording, StringTable } from '../model/recording.ts';
import { textOf } from '../model/texts.ts';

/** 1 for each text that contains `needle`, upper and lower case being equal. The empty needle is in all of them. */
export function textsContaining(recording: Recording, needle: string): Uint8Array {
  const { strings } = recording;
  const mask = new Uint8Array(strings.length);
  const folded = needle.toLowerCase();
  if (folded === '') return mask.fill(1);
  if (isAscii(folded)) {
    searchBytes(foldedBytes(strings), strings.offsets, new TextEncoder().encode(folded), mask);
    return mask;
  }
  // Outside ASCII, case is not a matter of single bytes: these rare searches look at decoded texts, those that can contain it.
  const beyond = textsBeyondAscii(strings);
  for (let row = 0; row < strings.length; row++) {
    if (beyond[row] === 0) continue;
    const text = textOf(strings, row as StringIndex).toLowerCase();
    if (text.includes(folded)) mask[row] = 1;
  }
  return mask;
}

/** 1 for each text that the pattern matches; `wanted` limits the texts that are decoded at all. */
export function textsMatching(recording: Recording, pattern: RegExp, wanted: Uint8Array): Uint8Array {
  const { strings } = recording;
  const mask = new Uint8Array(strings.length);
  for (let row = 0; row < strings.length; row++) {
    if (wanted[row] === 1 && pattern.test(textOf(strings, row as StringIndex))) mask[row] = 1;
  }
  return mask;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** 1 for each text with a byte that is not ASCII. */
function textsBeyondAscii(strings: StringTable): Uint8Array {
  return memo(strings, 'beyond-ascii', () => {
    const { bytes, offsets } = strings;
    const mask = new Uint8Array(strings.length);
    for (let row = 0; row < mask.length; row++) {
      for (let i = offsets[row]; i < offsets[row + 1]; i++) if (bytes[i] > 0x7f) mask[row] = 1;
    }
    return mask;
  });
}

function foldedBytes(strings: StringTable): Uint8Array {
  return memo(strings, 'folded', () => {
    const folded = strings.bytes.slice();
    for (let i = 0; i < folded.length; i++) if (folded[i] >= 0x41 && folded[i] <= 0x5a) folded[i] += 0x20;
    return folded;
  });
}

/**
 * Marks the texts in which the needle occurs (Horspool, "Practical fast searching in strings", 1980). Offsets may be doubles: made
 * whole numbers once a text, or every step would be counted in doubles. Names of more than 2 GB in one recording are beyond this.
 */
function searchBytes(bytes: Uint8Array, offsets: StringTable['offsets'], needle: Uint8Array, mask: Uint8Array): void {
  const last = needle.length - 1;
  const skip = new Int32Array(256).fill(needle.length);
  for (let i = 0; i < last; i++) skip[needle[i]] = last - i;
  for (let row = 0; row < mask.length; row++) {
    const end = offsets[row + 1] | 0;
    for (let at = (offsets[row] | 0) + last; at < end; at += skip[bytes[at]]) {
      let i = last;
      for (let from = at; i >= 0 && bytes[from] === needle[i]; from--) i--;
      if (i >= 0) continue;
      mask[row] = 1;
      break;
    }
  }
}
