// The second half of reading callgrind lines: usual lines from their tokens (callgrind-tokens.ts). Names by number, calls, costs and jumps change the state, which
// the rest of the program sees (callgrind-cells.ts), and costs are staged as rows. Where more has to be known it is asked for (callgrind-questions.ts).
// In AssemblyScript, because it sees every line, and there is nothing that has to be run before it is fast.
// Called by shared/formats/support/callgrind-token-reader.ts; after a change run `npm run assemble`.
// Trap: it stops before what is not as usual, and nothing of that line is done: it is read from its bytes.
import { CALLS, IN_BODY, LAYOUT, LINE_NUMBER, OPEN_PART } from '../shared/formats/support/callgrind-cells.ts';
import {
  CALL_COUNT,
  COST,
  DEFINED,
  FLAGS_SHIFT,
  JUMP,
  KIND_MASK,
  LENGTH_SHIFT,
  LONGEST_LENGTH,
  NAMED,
  NUMBERED,
  SKIP,
  WORDS_SHIFT,
} from '../shared/formats/support/callgrind-tokens.ts';
import { FN } from '../shared/formats/support/callgrind-words.ts';
import { takeNumber } from './callgrind-names.ts';
import { takeCosts, takeJump } from './callgrind-positions.ts';
import { define, name } from './callgrind-questions.ts';
import { isWaiting, number, setNumber } from './callgrind-state.ts';
import { WORD } from './digits.ts';

/** Where in the bytes the line begins at which it stopped. */
export let place: i32 = 0;

/** Reads the tokens between two places, of lines that begin at `start` in the bytes; `known` is their layout and what is known of them. Returns where it stopped. */
export function read(from: usize, end: usize, start: i32, known: i32): usize {
  let at = from;
  let lineStart = start;
  if ((known & IN_BODY) === 0) {
    // Only what says nothing is usual there.
    while (at < end && (load<u32>(at) & KIND_MASK) === SKIP) {
      lineStart += sizeOf(load<u32>(at));
      setNumber(LINE_NUMBER, number(LINE_NUMBER) + 1);
      at += WORD;
    }
    place = lineStart;
    return at;
  }
  const layout = known & LAYOUT;
  const isOpen = (known & OPEN_PART) !== 0;
  while (at < end) {
    const head = load<u32>(at);
    const words = at + WORD;
    const kind = (head & KIND_MASK) as i32;
    const word = (head >> FLAGS_SHIFT) as i32;
    const behind = words + ((head >> WORDS_SHIFT) as usize) * WORD;
    // Who is asked may have to say which line it is.
    setNumber(LINE_NUMBER, number(LINE_NUMBER) + 1);
    if (kind === COST) {
      if (!isOpen || !takeCosts(head, words, layout)) break;
      at = behind;
    } else if (kind === NUMBERED) {
      if (!takeNumber(word, load<i32>(words))) break;
      at = words + WORD;
    } else if (kind === CALL_COUNT) {
      if (isWaiting()) break;
      setNumber(CALLS, load<i32>(words) as f64);
      at = words + WORD;
    } else if (kind === SKIP) {
      at = words;
    } else if (kind === JUMP) {
      takeJump(head, words, layout);
      at = behind;
    } else if (kind === DEFINED) {
      if (word === FN && isWaiting()) break;
      define(word, words);
      at = words + 4 * WORD;
    } else if (kind === NAMED) {
      if (word === FN && isWaiting()) break;
      name(word, words);
      at = words + 3 * WORD;
    } else break;
    lineStart += sizeOf(head);
  }
  if (at < end) setNumber(LINE_NUMBER, number(LINE_NUMBER) - 1);
  place = lineStart;
  return at;
}

/** Bytes of the line. */
function sizeOf(head: u32): i32 {
  return ((head >> LENGTH_SHIFT) & LONGEST_LENGTH) as i32;
}
