// Which texts contain something: 16 places at once are compared with its first byte and its last one, and only where both are there is the rest looked
// at. In AssemblyScript, because JavaScript looks at one byte at a time: a needle of three letters in a million names is found in a fifth of the time.
// Called by shared/analysis/text-finder.ts; after a change run `npm run assemble`.
// Trap: 16 bytes are read from any place on, so that memory has to go on behind the last text for as many and the needle.
import { MARKS_AT, NEEDLE_AT, STARTS_AT, TEXTS_AT } from '../shared/analysis/text-memory.ts';

const WORD: usize = 4;
const BLOCK: usize = 16;

/** Capital letters of ASCII become small ones, in all blocks from byte `first` to before `end`. */
export function fold(first: usize, end: usize): void {
  const texts = load<u32>(TEXTS_AT);
  const behind = texts + end;
  for (let at = texts + first; at < behind; at += BLOCK) {
    const bytes = v128.load(at);
    const isCapital = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(65)), i8x16.splat(26));
    v128.store(at, v128.or(bytes, v128.and(isCapital, i8x16.splat(32))));
  }
}

/** A mark for each of the texts from row `first` to before `behind` that contains the needle of so many bytes. */
export function mark(first: u32, behind: u32, length: usize): void {
  const needle = load<u32>(NEEDLE_AT);
  const starts = load<u32>(STARTS_AT);
  const texts = load<u32>(TEXTS_AT);
  const marks = load<u32>(MARKS_AT) - first;
  const last = length - 1;
  const firstByte = i8x16.splat(load<u8>(needle));
  const lastByte = i8x16.splat(load<u8>(needle + last));
  const end = texts + load<u32>(starts + behind * WORD);
  let row = first;
  let at = texts + load<u32>(starts + first * WORD);
  while (at + length <= end) {
    let places = i8x16.bitmask(v128.and(i8x16.eq(v128.load(at), firstByte), i8x16.eq(v128.load(at + last), lastByte)));
    let next = at + BLOCK;
    for (; places !== 0; places &= places - 1) {
      const place = at + ctz<i32>(places);
      let i: usize = 1;
      while (i < last && load<u8>(place + i) === load<u8>(needle + i)) i++;
      if (i < last) continue;
      if (place + length > end) return;
      while (texts + load<u32>(starts + row * WORD + WORD) <= place) row++;
      const nextText = texts + load<u32>(starts + row * WORD + WORD);
      // What reaches over the end of a text stands in none.
      if (place + length > nextText) continue;
      store<u8>(marks + row, 1);
      next = nextText;
      break;
    }
    at = next;
  }
}
