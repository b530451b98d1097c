// Texts that were met before, by their bytes: the row that the program's own table has for each. When the table is full it forgets all of them.
import {
  MOST_TEXT_BYTES,
  TEXT_BYTES_AT,
  TEXT_SLOT_BYTES,
  TEXT_SLOTS,
  TEXTS_AT,
} from '../../shared/formats/cpuprofile/node-memory.ts';

/** The row of a text that was not met before. */
declare function rowOfText(start: usize, end: usize): i32;

const QUOTE: u32 = 34;
const BACKSLASH: u32 = 92;
const FIRST_PRINTED: u32 = 32;
const CHUNK: usize = 16;
const PART: usize = 8;
const MIX: u64 = (0x9e3779b9 << 32) | 0x7f4a7c15;
const LENGTH: usize = 4;
const PLACE: usize = 8;
const ROW: usize = 12;

let textCount: i32 = 0;
let usedBytes: usize = 0;

/** The closing quote of the text at p; 0 where there is an escape or a control character in it. */
export function textEnd(p: usize): usize {
  let at = p;
  let found = endsIn(at);
  while (found === 0) {
    at += CHUNK;
    found = endsIn(at);
  }
  at += ctz<u32>(found);
  return load<u8>(at) === QUOTE ? at : 0;
}

/** One bit for each of 16 bytes with which a text ends or cannot go on. */
function endsIn(p: usize): u32 {
  const bytes = v128.load(p);
  const quotes = v128.or(i8x16.eq(bytes, i8x16.splat(QUOTE as u8)), i8x16.eq(bytes, i8x16.splat(BACKSLASH as u8)));
  return i8x16.bitmask(v128.or(quotes, i8x16.lt_u(bytes, i8x16.splat(FIRST_PRINTED as u8)))) as u32;
}

/** The row of the text between start and end, which is not empty. */
export function textRow(start: usize, end: usize): i32 {
  const length = end - start;
  const hash = hashOf(start, length);
  let slot = slotOf(hash);
  while (load<u32>(slot + LENGTH) !== 0) {
    const isLikely = load<u32>(slot) === hash && load<u32>(slot + LENGTH) === length;
    if (isLikely && isSame(start, load<u32>(slot + PLACE), length)) return load<i32>(slot + ROW);
    slot += TEXT_SLOT_BYTES;
    if (slot === TEXTS_AT + TEXT_SLOTS * TEXT_SLOT_BYTES) slot = TEXTS_AT;
  }
  return seldomAddText(start, length, hash, slot);
}

function slotOf(hash: u32): usize {
  return TEXTS_AT + (hash & (TEXT_SLOTS - 1)) * TEXT_SLOT_BYTES;
}

/** The first bytes of a part that has so many; the others are 0. */
function firstBytes(part: u64, count: usize): u64 {
  return count >= PART ? part : part & (((1 as u64) << ((count as u64) << 3)) - 1);
}

function hashOf(start: usize, length: usize): u32 {
  let sum: u64 = length as u64;
  for (let at: usize = 0; at < length; at += PART) {
    sum = (sum ^ firstBytes(load<u64>(start + at), length - at)) * MIX;
    sum ^= sum >> 32;
  }
  return sum as u32;
}

function isSame(a: usize, b: usize, length: usize): bool {
  for (let at: usize = 0; at < length; at += PART) {
    if (firstBytes(load<u64>(a + at) ^ load<u64>(b + at), length - at) !== 0) return false;
  }
  return true;
}

function seldomAddText(start: usize, length: usize, hash: u32, free: usize): i32 {
  let slot = free;
  if (textCount === TEXT_SLOTS / 2 || usedBytes + length + CHUNK > (MOST_TEXT_BYTES as usize)) {
    memory.fill(TEXTS_AT, 0, TEXT_SLOTS * TEXT_SLOT_BYTES);
    textCount = 0;
    usedBytes = 0;
    slot = slotOf(hash);
  }
  const place = TEXT_BYTES_AT + usedBytes;
  const row = rowOfText(start, start + length);
  memory.copy(place, start, length);
  store<u32>(slot, hash);
  store<u32>(slot + LENGTH, length as u32);
  store<u32>(slot + PLACE, place as u32);
  store<i32>(slot + ROW, row);
  textCount++;
  usedBytes += (length + CHUNK - 1) & ~(CHUNK - 1);
  return row;
}
