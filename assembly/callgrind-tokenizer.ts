// The first half of reading callgrind lines: bytes become tokens (callgrind-tokens.ts), numbers and hash sums in place of digits and names. It knows nothing
// of the lines before, so that any stretch of whole lines can be tokenized by any thread. Whatever is unusual becomes a CAREFUL token.
// In AssemblyScript, because this sees every byte: 16 bytes are looked at together, and there is nothing that has to be run before it is fast.
// Called by shared/formats/support/callgrind-tokenizer.ts; after a change run `npm run assemble`.
// Trap: what it lets through has to mean exactly what callgrind-lines.ts makes of the same line.
import { CALL_COUNT, CAREFUL, MOST_COSTS, OTHER_LAYOUT, SKIP } from '../shared/formats/support/callgrind-tokens.ts';
import { beginsCosts, costLine } from './cost-lines.ts';
import { countDigits, decimal, endsNumber, LF, lineFeedFrom, MOST_DIGITS, WORD } from './digits.ts';
import { nameLine, tellPlacesFrom } from './name-lines.ts';
import { beginAt, endCareful, endToken, GIVEN_UP, next } from './tokens.ts';

const HASH: u32 = 35;
const LETTER_J: u32 = 106;
/** No line has more words. */
const LONGEST_TOKEN: usize = 8 + 2 * MOST_COSTS;
/** `calls=`, as its bytes stand in two numbers. */
const CALL: u32 = 0x6c6c6163;
const S_EQUALS: u32 = 0x3d73;

/** How many words the last stretch has become. */
export let length: i32 = 0;

/** Where tokens go from now on: `words` words at `tokens`. Places of names are told from `origin`. */
export function writeTo(tokens: usize, words: usize, origin: usize): void {
  begin = tokens;
  full = tokens + (words - LONGEST_TOKEN) * WORD;
  tellPlacesFrom(origin);
}

let begin: usize = 0;
let full: usize = 0;

/**
 * Tokenizes the lines that begin between `start` and `stop`, the last one to its end. Returns where it ended: before `stop` where there is no
 * more room for tokens.
 */
export function tokenize(start: usize, stop: usize, layout: i32): usize {
  beginAt(begin);
  let p = start;
  while (p < stop && next <= full) {
    let end = tokenOf(p, layout);
    if (end === GIVEN_UP) {
      end = lineFeedFrom(p) + 1;
      endCareful(CAREFUL, p, end);
    }
    p = end;
  }
  length = ((next - begin) / WORD) as i32;
  return p;
}

/** The token of the line; returns where the line ends. */
function tokenOf(p: usize, layout: i32): usize {
  const c: u32 = load<u8>(p);
  if (beginsCosts(c) || c === LETTER_J) return layout === OTHER_LAYOUT ? GIVEN_UP : costLine(p, layout);
  if (c === LF) return endToken(SKIP, p, p + 1, next + WORD);
  if (c === HASH) return endToken(SKIP, p, lineFeedFrom(p) + 1, next + WORD);
  if (load<u32>(p) === CALL && (load<u32>(p + 4) & 0xffff) === S_EQUALS) return callLine(p);
  return nameLine(p);
}

/** calls=count target: the target is not needed. */
function callLine(from: usize): usize {
  let p = from + 6;
  const digits = countDigits(p);
  if (digits === 0 || digits > MOST_DIGITS) return GIVEN_UP;
  store<i32>(next + WORD, decimal(p, digits) as i32);
  p += digits;
  if (!endsNumber(load<u8>(p))) return GIVEN_UP;
  return endToken(CALL_COUNT, from, lineFeedFrom(p) + 1, next + 2 * WORD);
}
