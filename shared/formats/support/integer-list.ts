// The inner loop of all lists of samples and time steps: decimal text to 32-bit integers, a few nanoseconds each.
// Takes what profilers write, whole numbers of up to nine digits with a comma behind; what is anything else is left to the caller.
import type { NumberPages } from './number-pages.ts';

const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const LONGEST = 9;
/**
 * So many bytes are read in one go. V8 compiles a function that is called often as a whole; one that loops over all of a block it compiles in
 * the middle of the loop, before it knows what follows the loop, and throws that away at every end.
 */
const GO = 8192;
/** Bytes at the end of a block that are left alone, so that the loop never looks behind the end. */
const MARGIN = 16;

/** Reads `12,-3, 7,` from bytes[start] on into the pages. The index of the first byte that it left: that of a number or of what is none. */
export function readIntegers(bytes: Uint8Array, start: number, pages: NumberPages): number {
  const last = bytes.length - MARGIN;
  let i = start;
  while (i < last) {
    const end = Math.min(last, i + GO);
    i = readSome(bytes, i, end, pages);
    if (pages.isFull) pages.seal();
    else if (i < end) break;
  }
  return i;
}

/** Up to `end`, or until the block of the pages is full. */
function readSome(bytes: Uint8Array, start: number, end: number, pages: NumberPages): number {
  const { staged } = pages;
  let { used } = pages;
  let i = start;
  const full = staged.length;
  while (i < end && used < full) {
    let j = i;
    let byte = bytes[j];
    if (byte <= 0x20) {
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
      i++;
      continue;
    }
    const isNegative = byte === MINUS;
    if (isNegative) byte = bytes[++j];
    // Of all bytes only digits give 0 … 9 here.
    let value = byte ^ ZERO;
    if (value > 9) break;
    const first = j++;
    let digit = bytes[j] ^ ZERO;
    while (digit < 10) {
      value = (Math.imul(value, 10) + digit) | 0;
      digit = bytes[++j] ^ ZERO;
    }
    if (bytes[j] !== COMMA || j - first > LONGEST) break;
    // 01 and -0: the one is no JSON, the other no integer.
    if (byte === ZERO && (isNegative || j - first > 1)) break;
    staged[used++] = isNegative ? -value : value;
    i = j + 1;
  }
  pages.used = used;
  return i;
}
