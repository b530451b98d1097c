// Numbers in bytes, without a branch for each digit: where they end is found for 16 bytes at once, and up to eight digits become a number in a
// few multiplications of 64 bits.
// Trap: 16 and more bytes are read from any place on, so that memory has to go on for 80 bytes behind the last line.

export const LF: u32 = 10;
export const WORD: usize = 4;
/** Positions, numbers of names and counts have fewer digits than fill a word. */
export const MOST_DIGITS: u32 = 9;
/** What doubles hold exactly; longer ones are read with care. */
export const MOST_COST_DIGITS: u32 = 15;

const ZERO: u32 = 48;
const NOT_SEEN: u32 = 1 << 16;
export const EIGHT_ZEROS: u64 = (0x30303030 << 32) | 0x30303030;

/** Space, tab, carriage return. */
export function isBlank(c: u32): bool {
  return c === 32 || c === 9 || c === 13;
}

/** What may follow a number. */
export function endsNumber(c: u32): bool {
  return c === 32 || c === LF || c === 9 || c === 13;
}

/** One bit for each of 16 bytes that is no decimal digit. */
function nonDigits(p: usize): u32 {
  return i8x16.bitmask(i8x16.ge_u(i8x16.sub(v128.load(p), i8x16.splat(48)), i8x16.splat(10))) as u32;
}

/** The same for 64 bytes. */
export function nonDigitsOf64(p: usize): u64 {
  const low = (nonDigits(p) as u64) | ((nonDigits(p + 16) as u64) << 16);
  return low | ((nonDigits(p + 32) as u64) << 32) | ((nonDigits(p + 48) as u64) << 48);
}

/** How many digits stand at p; 16 for more. */
export function countDigits(p: usize): u32 {
  return ctz<u32>(nonDigits(p) | NOT_SEEN);
}

/** The number of 1 to 8 digits at p: pairs of them, fours, eight. The last digit goes into the highest byte, what is in front of the first is 0. */
export function upTo8Digits(p: usize, digits: u32): u64 {
  let v: u64 = (load<u64>(p) ^ EIGHT_ZEROS) << (64 - ((digits as u64) << 3));
  v = v * 10 + (v >> 8);
  const odd: u64 = (v & 0x000000ff000000ff) * 0x000f424000000064;
  const even: u64 = ((v >> 16) & 0x000000ff000000ff) * 0x0000271000000001;
  return (odd + even) >> 32;
}

/** The number of 1 to 16 digits at p. */
export function decimal(p: usize, digits: u32): u64 {
  return digits <= 8 ? upTo8Digits(p, digits) : seldomLongDecimal(p, digits);
}

function seldomLongDecimal(p: usize, digits: u32): u64 {
  return upTo8Digits(p, digits - 8) * 100000000 + upTo8Digits(p + digits - 8, 8);
}

/** How many hexadecimal digits stand at p; 16 for more. */
export function countHexDigits(p: usize): u32 {
  const bytes = v128.load(p);
  const areDigits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(10));
  return ctz<u32>(~i8x16.bitmask(v128.or(areDigits, i8x16.lt_u(lettersFromA(bytes), i8x16.splat(6)))) as u32);
}

/** The number of 1 to 16 hexadecimal digits at p. */
export function hexadecimal(p: usize, digits: u32): u64 {
  const bytes = v128.load(p);
  const letters = lettersFromA(bytes);
  const areLetters = i8x16.lt_u(letters, i8x16.splat(6));
  const values = v128.bitselect(
    i8x16.add(letters, i8x16.splat(10)),
    i8x16.sub(bytes, i8x16.splat(ZERO as u8)),
    areLetters,
  );
  // The last digit first; places before the first digit are out of range.
  const lanes = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const reversed = i8x16.swizzle(values, i8x16.sub(i8x16.splat((digits - 1) as u8), lanes));
  const pairs = v128.and(v128.or(reversed, i16x8.shr_u(reversed, 4)), i16x8.splat(0xff));
  return i64x2.extract_lane(i8x16.narrow_i16x8_u(pairs, pairs), 0) as u64;
}

/** 0 to 5 for the letters of hexadecimal digits. */
function lettersFromA(bytes: v128): v128 {
  return i8x16.sub(v128.or(bytes, i8x16.splat(32)), i8x16.splat(97));
}

/** The line feed that ends the line. */
export function lineFeedFrom(p: usize): usize {
  let at = p;
  let found = lineFeeds(at);
  while (found === 0) {
    at += 16;
    found = lineFeeds(at);
  }
  return at + ctz<u32>(found);
}

/** One bit for each of 16 bytes that is one. */
export function lineFeeds(p: usize): u32 {
  return i8x16.bitmask(i8x16.eq(v128.load(p), i8x16.splat(LF as u8))) as u32;
}
