// Lines with a name: fn=(12) name, cfn=(12), ob=name. The name's hash sum is the one of string-interner.ts, made of 16 bytes at a time: each adds
// up what it would at the end of 16, by twos, and what was before is multiplied by HASH_STEP to the power of 16.
import { DEFINED, FLAGS_SHIFT, NAMED, NUMBERED } from '../shared/formats/support/callgrind-tokens.ts';
import { CFI, CFN, COB, FI, FL, FN, OB } from '../shared/formats/support/callgrind-words.ts';
import { countDigits, decimal, isBlank, LF, lineFeeds, MOST_DIGITS, WORD } from './digits.ts';
import { endToken, GIVEN_UP, next } from './tokens.ts';

const OPEN: u32 = 40;
const CLOSE: u32 = 41;
const LETTER_C: u32 = 99;
/** Words with their equals sign, as their bytes stand in a number; the `c` before those of callees is left out. */
const FN_WORD: u32 = 0x3d6e66;
const FL_WORD: u32 = 0x3d6c66;
const FI_WORD: u32 = 0x3d6966;
const FE_WORD: u32 = 0x3d6566;
const OB_WORD: u32 = 0x3d626f;

/** HASH_STEP of string-interner.ts, and its powers. */
const STEP: i16 = 31;
const STEP_2: i32 = (STEP as i32) * STEP;
const STEP_4: i32 = STEP_2 * STEP_2;
const STEP_6: i32 = STEP_4 * STEP_2;
const STEP_8: i32 = STEP_4 * STEP_4;
const STEP_10: i32 = STEP_8 * STEP_2;
const STEP_12: i32 = STEP_8 * STEP_4;
const STEP_14: i32 = STEP_8 * STEP_6;
const STEP_16: i32 = STEP_8 * STEP_8;

/** The token of a line with a name; returns where the line ends. */
export function nameLine(from: usize): usize {
  const isCallee = load<u8>(from) === LETTER_C;
  const start: u32 = load<u32>(from);
  const spelt: u32 = isCallee ? start >> 8 : start & 0xffffff;
  let word: i32 = 0;
  if (spelt === FN_WORD) word = isCallee ? CFN : FN;
  else if (spelt === FI_WORD) word = isCallee ? CFI : FI;
  else if (spelt === OB_WORD) word = isCallee ? COB : OB;
  else if (spelt === FL_WORD) word = isCallee ? CFI : FL;
  else if (spelt === FE_WORD && !isCallee) word = FI;
  else return GIVEN_UP;
  let p = afterBlanks(from + (isCallee ? 4 : 3));
  let o = next + WORD;
  let kind: i32 = NAMED;
  if (load<u8>(p) === OPEN) {
    const digits = countDigits(++p);
    if (digits === 0 || digits > MOST_DIGITS) return GIVEN_UP;
    store<i32>(o, decimal(p, digits) as i32);
    o += WORD;
    p += digits;
    if (load<u8>(p) !== CLOSE) return GIVEN_UP;
    p = afterBlanks(p + 1);
    if (load<u8>(p) === LF) return endToken(NUMBERED | (word << FLAGS_SHIFT), from, p + 1, o);
    kind = DEFINED;
  }
  const first = p;
  const end = hashedName(p, o + 2 * WORD);
  let last = end;
  if (last > first && isBlank(load<u8>(last - 1))) {
    do last--;
    while (last > first && isBlank(load<u8>(last - 1)));
    store<u32>(o + 2 * WORD, seldomHashSum(first, last));
  }
  store<i32>(o, first - origin);
  store<i32>(o + WORD, last - origin);
  return endToken(kind | (word << FLAGS_SHIFT), from, end + 1, o + 3 * WORD);
}

/** What places of names are told from. */
let origin: usize = 0;

export function tellPlacesFrom(place: usize): void {
  origin = place;
}

function afterBlanks(p: usize): usize {
  let at = p;
  while (isBlank(load<u8>(at))) at++;
  return at;
}

/** Stores the hash sum of what stands between p and the line feed; returns where that is. */
function hashedName(p: usize, place: usize): usize {
  let at = p;
  let low = i32x4.splat(0);
  let high = i32x4.splat(0);
  let bytes = v128.load(at);
  let found = lineFeeds(at);
  while (found === 0) {
    low = i32x4.add(i32x4.mul(low, i32x4.splat(STEP_16)), pairs(i16x8.extend_low_i8x16_u(bytes)));
    high = i32x4.add(i32x4.mul(high, i32x4.splat(STEP_16)), pairs(i16x8.extend_high_i8x16_u(bytes)));
    at += 16;
    bytes = v128.load(at);
    found = lineFeeds(at);
  }
  const rest = ctz<u32>(found);
  // Zeros in front of the rest add nothing.
  const lanes = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  bytes = i8x16.swizzle(bytes, i8x16.add(lanes, i8x16.splat((rest - 16) as u8)));
  let sum = sumOf(pairs(i16x8.extend_low_i8x16_u(bytes)), pairs(i16x8.extend_high_i8x16_u(bytes)));
  if (at !== p) sum += sumOf(low, high) * stepToThe(rest);
  store<i32>(place, sum);
  return at + rest;
}

/** Each byte and the one behind it. */
function pairs(bytes: v128): v128 {
  return i32x4.dot_i16x8_s(bytes, i16x8(STEP, 1, STEP, 1, STEP, 1, STEP, 1));
}

/** Eight pairs, each by what stands behind it. */
function sumOf(low: v128, high: v128): i32 {
  const sums = i32x4.add(
    i32x4.mul(low, i32x4(STEP_14, STEP_12, STEP_10, STEP_8)),
    i32x4.mul(high, i32x4(STEP_6, STEP_4, STEP_2, 1)),
  );
  const two = i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1);
  return two + i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
}

/** HASH_STEP to the power of 0 to 15. */
function stepToThe(power: u32): i32 {
  let result: i32 = (power & 1) === 0 ? 1 : STEP;
  result *= (power & 2) === 0 ? 1 : STEP_2;
  result *= (power & 4) === 0 ? 1 : STEP_4;
  return result * ((power & 8) === 0 ? 1 : STEP_8);
}

function seldomHashSum(start: usize, end: usize): u32 {
  let sum: u32 = 0;
  for (let at = start; at < end; at++) sum = sum * STEP + load<u8>(at);
  return sum;
}
