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

interface Folded {
  readonly bytes: Uint8Array;
  /** How often each byte occurs. */
  readonly counts: Int32Array;
}

function foldedBytes(strings: StringTable): Folded {
  return memo(strings, 'folded', () => {
    const bytes = strings.bytes.slice();
    const counts = new Int32Array(256);
    for (let i = 0; i < bytes.length; i++) {
      if (bytes[i] >= 0x41 && bytes[i] <= 0x5a) bytes[i] += 0x20;
      counts[bytes[i]]++;
    }
    return { bytes, counts };
  });
}

/** Marks the texts in which the needle occurs: one pass over the block, looking for the needle's rarest byte only. */
function searchBytes(
  { bytes, counts }: Folded,
  offsets: StringTable['offsets'],
  needle: Uint8Array,
  mask: Uint8Array,
): void {
  let anchor = 0;
  for (let i = 1; i < needle.length; i++) if (counts[needle[i]] < counts[needle[anchor]]) anchor = i;
  const wanted = needle[anchor];
  const end = offsets[mask.length] - (needle.length - 1 - anchor);
  let row = 0;
  for (let at = anchor; at < end; at++) {
    if (bytes[at] !== wanted) continue;
    const start = at - anchor;
    let i = 0;
    while (i < needle.length && bytes[start + i] === needle[i]) i++;
    if (i < needle.length) continue;
    while (offsets[row + 1] <= start) row++;
    if (start + needle.length > offsets[row + 1]) continue;
    mask[row] = 1;
    // One place in a text is enough.
    at = Math.max(at, offsets[row + 1] - 1);
  }
}
