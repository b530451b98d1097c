// Nodes of a .cpuprofile with the bytes between their values that V8 writes, and lists of whole numbers. In AssemblyScript, because this sees every
// byte and a file is read before V8 has compiled anything else: there is nothing that has to be run before it is fast.
// Called by shared/formats/cpuprofile/node-lane.ts; after a change run `npm run assemble`.
// Trap: a node that is given up must have left nothing behind; what is behind the counters counts for nothing.
import {
  HITS_AT,
  IDS_AT,
  LINK_CHILDREN_AT,
  LINK_ROWS_AT,
  NODE_FRAMES_AT,
  NUMBERS_AT,
} from '../../shared/formats/cpuprofile/node-memory.ts';
import {
  CHILDREN,
  COLUMN,
  HITS,
  ID,
  LINE,
  NAME,
  SCRIPT,
  TICK_COUNT,
  TICK_LINE,
  TICKS,
  URL,
} from '../../shared/formats/cpuprofile/node-steps.ts';
import { countDigits, decimal, EIGHT_ZEROS, upTo8Digits } from '../digits.ts';
import { frameOf } from './frames.ts';
import { behindStep } from './steps.ts';
import { textEnd, textRow } from './texts.ts';
import { addTick, forgetTicks, ticksHeld } from './ticks.ts';

// Not `export … from`: the compiler would take that for another file, with counters of its own.
export { forgetTicks, ticksHeld };

const COMMA: u32 = 44;
const MINUS: u32 = 45;
const ZERO: u32 = 48;
const CLOSE_LIST: u32 = 93;
const CLOSE: u32 = 125;
const MOST_DIGITS: u32 = 9;
const GIVEN_UP: usize = 0;
const COMMAS: u64 = (0x2c2c2c2c << 32) | 0x2c2c2c2c;
const ONES: u64 = (0x01010101 << 32) | 0x01010101;
const HIGHEST_BITS: u64 = (0x80808080 << 32) | 0x80808080;
/** Brings what is more than nine to the highest bit of a byte. */
const ABOVE_NINE: u64 = (0x76767676 << 32) | 0x76767676;
const WORD: usize = 4;
const NONE: i32 = -1;
/** Of a function that has an empty name. */
const UNNAMED: i32 = -2;

/** What the last window held. */
export let nodeCount: i32 = 0;
export let linkCount: i32 = 0;
export let numberCount: i32 = 0;
/** All its numbers or-ed together, and added up. */
export let numberBits: i32 = 0;
export let numberSum: f64 = 0;

let firstRow: i32 = 0;
/** Of the number that was read last. */
let value: i32 = 0;

/** Reads nodes from `start` on, the commas between them too; the first is row `row`. Returns where the last ended that was whole; 0 where none was. */
export function readNodes(start: usize, row: i32): usize {
  firstRow = row;
  nodeCount = 0;
  linkCount = 0;
  let behind = nodeFrom(start);
  let end = behind;
  while (end !== GIVEN_UP) {
    behind = end;
    end = load<u8>(end) === COMMA ? nodeFrom(end + 1) : GIVEN_UP;
  }
  return behind;
}

function nodeFrom(start: usize): usize {
  let p = numberBehind(behindStep(start, ID));
  const id = value;
  p = behindStep(p, NAME);
  if (p === GIVEN_UP) return GIVEN_UP;
  const nameEnd = textEnd(p);
  const nameStart = p;
  p = numberBehind(behindStep(nameEnd, SCRIPT));
  p = behindStep(p, URL);
  if (p === GIVEN_UP) return GIVEN_UP;
  const urlEnd = textEnd(p);
  const urlStart = p;
  p = numberBehind(behindStep(urlEnd, LINE));
  const line = value;
  p = numberBehind(behindStep(p, COLUMN));
  const column = value;
  p = numberBehind(behindStep(p, HITS));
  if (p === GIVEN_UP || value < 0) return GIVEN_UP;
  const hits = value;
  const name = nameStart === nameEnd ? UNNAMED : textRow(nameStart, nameEnd);
  const frame = frameOf(name, urlStart === urlEnd ? NONE : textRow(urlStart, urlEnd), line, column);
  if (frame < 0) return GIVEN_UP;
  let links = linkCount;
  const children = behindStep(p, CHILDREN);
  if (children !== GIVEN_UP) {
    p = children - 1;
    do {
      p = numberBehind(p + 1);
      if (p === GIVEN_UP) return GIVEN_UP;
      store<i32>(LINK_ROWS_AT + (links as usize) * WORD, firstRow + nodeCount);
      store<i32>(LINK_CHILDREN_AT + (links as usize) * WORD, value);
      links++;
    } while (load<u8>(p) === COMMA);
    if (load<u8>(p) !== CLOSE_LIST) return GIVEN_UP;
    p++;
  }
  const ticks = behindStep(p, TICKS);
  if (ticks !== GIVEN_UP) {
    p = ticksBehind(ticks, frame, false);
    if (p === GIVEN_UP || load<u8>(p) !== CLOSE) return GIVEN_UP;
    ticksBehind(ticks, frame, true);
  }
  if (load<u8>(p) !== CLOSE) return GIVEN_UP;
  const at = (nodeCount as usize) * WORD;
  store<i32>(IDS_AT + at, id);
  store<i32>(HITS_AT + at, hits);
  store<i32>(NODE_FRAMES_AT + at, frame);
  nodeCount++;
  linkCount = links;
  return p + 1;
}

/** Behind a list of ticks; they are added where `isAdding`: only once it is known that the node is whole. */
function ticksBehind(start: usize, frame: i32, isAdding: bool): usize {
  let p = start - 1;
  do {
    p = numberBehind(behindStep(p + 1, TICK_LINE));
    const line = value;
    p = numberBehind(behindStep(p, TICK_COUNT));
    if (p === GIVEN_UP || value < 0 || load<u8>(p) !== CLOSE) return GIVEN_UP;
    if (isAdding && line > 0 && value > 0) addTick(frame, line, value);
    p++;
  } while (load<u8>(p) === COMMA);
  return load<u8>(p) === CLOSE_LIST ? p + 1 : GIVEN_UP;
}

/** Behind the whole number at p, which becomes `value`. GIVEN_UP goes in and out again. */
function numberBehind(p: usize): usize {
  if (p === GIVEN_UP) return GIVEN_UP;
  const isNegative = load<u8>(p) === MINUS;
  const first = isNegative ? p + 1 : p;
  const digits = countDigits(first);
  // 01 and -0: the one is no JSON, the other no integer.
  if (digits - 1 >= MOST_DIGITS || (load<u8>(first) === ZERO && (digits > 1 || isNegative))) return GIVEN_UP;
  const size = decimal(first, digits) as i32;
  value = isNegative ? -size : size;
  return first + digits;
}

/** How many of the eight bytes stand before the first comma; 0 where there is none. */
function digitsBeforeComma(word: u64): u32 {
  const others: u64 = word ^ COMMAS;
  const ends: u64 = (others - ONES) & ~others & HIGHEST_BITS;
  return ends === 0 ? 0 : ((ctz<u64>(ends) >> 3) as u32);
}

/** Whether the first bytes, seven of them at most, are digits. */
function areDigits(word: u64, count: u32): bool {
  const values: u64 = (word ^ EIGHT_ZEROS) << (64 - ((count as u64) << 3));
  return (((values + ABOVE_NINE) | values) & HIGHEST_BITS) === 0;
}

/** Reads `12,-3, 7,` between `start` and `stop`, `most` numbers at most, into NUMBERS_AT. Returns the place of the first byte that it left. */
export function readNumbers(start: usize, stop: usize, most: i32): usize {
  let p = start;
  let count = 0;
  let bits = 0;
  let sum: i64 = 0;
  while (p < stop && count < most) {
    // Up to seven digits with a comma behind them, which nearly all are.
    const word: u64 = load<u64>(p);
    const digits = digitsBeforeComma(word);
    if (digits !== 0 && (digits === 1 || load<u8>(p) !== ZERO) && areDigits(word, digits)) {
      const short = upTo8Digits(p, digits) as i32;
      store<i32>(NUMBERS_AT + (count as usize) * WORD, short);
      bits |= short;
      sum += short as i64;
      count++;
      p += (digits as usize) + 1;
      continue;
    }
    const c: u32 = load<u8>(p);
    if (c <= 32) {
      if (c !== 32 && c !== 10 && c !== 13 && c !== 9) break;
      p++;
      continue;
    }
    const end = numberBehind(p);
    if (end === GIVEN_UP || load<u8>(end) !== COMMA) break;
    store<i32>(NUMBERS_AT + (count as usize) * WORD, value);
    bits |= value;
    sum += value as i64;
    count++;
    p = end + 1;
  }
  numberCount = count;
  numberBits = bits;
  numberSum = sum as f64;
  return p;
}
