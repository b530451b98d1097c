// Lines of costs, and jumps, which have a position as they do: address, line number, costs. Where numbers end is looked up in a mask of 64 bytes,
// so that no number has to wait for the one before it.
import {
  ADDRESS_ABSOLUTE,
  ADDRESS_LAYOUT,
  ADDRESS_WIDE,
  CONDITIONAL,
  COST,
  COUNT_SHIFT,
  JUMP,
  KIND_MASK,
  LINE_ABSOLUTE,
  MOST_COSTS,
  WORDS_SHIFT,
} from '../shared/formats/support/callgrind-tokens.ts';
import {
  countDigits,
  countHexDigits,
  decimal,
  endsNumber,
  hexadecimal,
  isBlank,
  LF,
  MOST_COST_DIGITS,
  MOST_DIGITS,
  nonDigitsOf64,
  WORD,
} from './digits.ts';
import { endToken, GIVEN_UP, next } from './tokens.ts';

const SPACE: u32 = 32;
const STAR: u32 = 42;
const PLUS: u32 = 43;
const MINUS: u32 = 45;
const SLASH: u32 = 47;
const LETTER_J: u32 = 106;
/** The beginning of `0x`, as the two bytes stand in a number. */
const HEXADECIMAL: u32 = 0x7830;
/** The words of jumps in the same way. */
const JUMP_WORD: u32 = 0x706d756a;
const CONDITIONAL_WORD: u32 = 0x646e636a;
const EQUALS: u32 = 61;
/** A mask made further in front than this may end within a number. */
const MASK_USE: usize = 40;

function isSign(c: u32): bool {
  return c === PLUS || c === STAR || c === MINUS;
}

/** Whether the line has costs, by its first byte. */
export function beginsCosts(c: u32): bool {
  return c - 48 < 10 || isSign(c);
}

/** The token of a line of costs or of a jump; returns where the line ends. */
export function costLine(from: usize, layout: i32): usize {
  let p = from;
  let o = next + WORD;
  let kind: i32 = COST;
  let c: u32 = load<u8>(p);
  if (c === LETTER_J) {
    p = seldomJumpCounts(from, o);
    if (p === GIVEN_UP) return GIVEN_UP;
    kind = load<u32>(from) === CONDITIONAL_WORD ? JUMP | CONDITIONAL : JUMP;
    o += 2 * WORD;
    c = load<u8>(p);
  }
  let masked = p;
  let mask = nonDigitsOf64(p);
  if (layout >= ADDRESS_LAYOUT) {
    const isSigned: usize = (mask & 1) as usize;
    if (isSigned === 0) kind |= ADDRESS_ABSOLUTE;
    else if (!isSign(c)) return GIVEN_UP;
    p += isSigned;
    if ((load<u32>(p) & 0xffff) === HEXADECIMAL) {
      const digits = countHexDigits(p + 2);
      if (digits === 0 || c === STAR) return GIVEN_UP;
      const value = hexadecimal(p + 2, digits);
      p += 2 + digits;
      if (value >> 32 !== 0) {
        if (isSigned !== 0) return GIVEN_UP;
        kind |= ADDRESS_WIDE;
        store<i32>(o, (value >> 32) as i32);
        o += WORD;
      } else if (isSigned !== 0 && (value as i32) < 0) return GIVEN_UP;
      store<i32>(o, c === MINUS ? -(value as i32) : (value as i32));
    } else {
      const digits = ctz<u64>(mask >> isSigned) as u32;
      if (digits > MOST_DIGITS || (digits === 0) !== (c === STAR)) return GIVEN_UP;
      const value = digits === 0 ? 0 : (decimal(p, digits) as i32);
      store<i32>(o, c === MINUS ? -value : value);
      p += digits;
    }
    o += WORD;
    c = load<u8>(p);
    if (!endsNumber(c)) return GIVEN_UP;
  }
  if (layout !== ADDRESS_LAYOUT) {
    while (isBlank(c)) c = load<u8>(++p);
    let value: i32 = 0;
    if (c !== LF) {
      if (p - masked > MASK_USE) {
        masked = p;
        mask = nonDigitsOf64(p);
      }
      const rest = mask >> (p - masked);
      const isSigned: usize = (rest & 1) as usize;
      if (isSigned === 0) kind |= LINE_ABSOLUTE;
      else if (!isSign(c)) return GIVEN_UP;
      p += isSigned;
      const digits = ctz<u64>(rest >> isSigned) as u32;
      if (digits > MOST_DIGITS || (digits === 0) !== (c === STAR)) return GIVEN_UP;
      if (digits !== 0) value = decimal(p, digits) as i32;
      if (c === MINUS) value = -value;
      p += digits;
      c = load<u8>(p);
      if (!endsNumber(c)) return GIVEN_UP;
    }
    store<i32>(o, value);
    o += WORD;
  }
  let count: i32 = 0;
  for (;;) {
    while (c === SPACE) c = load<u8>(++p);
    if (c === LF) break;
    if ((kind & KIND_MASK) === JUMP) return GIVEN_UP;
    if (isBlank(c)) {
      c = load<u8>(++p);
      continue;
    }
    if (p - masked > MASK_USE) {
      masked = p;
      mask = nonDigitsOf64(p);
    }
    const digits = ctz<u64>(mask >> (p - masked)) as u32;
    if (digits === 0 || digits > MOST_COST_DIGITS || count === MOST_COSTS) return GIVEN_UP;
    const value = decimal(p, digits);
    if (digits > MOST_DIGITS) {
      store<i32>(o, ((value >> 32) as i32) | 0x80000000);
      o += WORD;
    }
    store<i32>(o, value as i32);
    o += WORD;
    count++;
    p += digits;
    c = load<u8>(p);
    if (!endsNumber(c)) return GIVEN_UP;
  }
  kind |= ((((o - next) >> 2) as i32) - 1) << WORDS_SHIFT;
  return endToken(kind | (count << COUNT_SHIFT), from, p + 1, o);
}

/** jump=executed, jcnd=followed/executed, before the target: two words of its token. Returns where the target begins. */
function seldomJumpCounts(from: usize, o: usize): usize {
  const word = load<u32>(from);
  const isConditional = word === CONDITIONAL_WORD;
  if ((!isConditional && word !== JUMP_WORD) || load<u8>(from + 4) !== EQUALS) return GIVEN_UP;
  let p = from + 5;
  let digits = countDigits(p);
  if (digits === 0 || digits > MOST_DIGITS) return GIVEN_UP;
  const followed = decimal(p, digits) as i32;
  let executed = followed;
  p += digits;
  if (isConditional) {
    if (load<u8>(p) !== SLASH) return GIVEN_UP;
    p++;
    digits = countDigits(p);
    if (digits === 0 || digits > MOST_DIGITS) return GIVEN_UP;
    executed = decimal(p, digits) as i32;
    p += digits;
  }
  if (load<u8>(p) !== SPACE) return GIVEN_UP;
  while (load<u8>(p) === SPACE) p++;
  if (load<u8>(p) === LF) return GIVEN_UP;
  store<i32>(o, executed);
  store<i32>(o + WORD, followed);
  return p;
}
