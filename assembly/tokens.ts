// Where the tokens of one line go. A line's words are written one behind the other; its first word, which has the length of the line, comes last.
// Trap: what a line that was given up has written is overwritten by the next.
import { LENGTH_SHIFT, LONGEST_LENGTH } from '../shared/formats/support/callgrind-tokens.ts';
import { WORD } from './digits.ts';

/** "This line is to be read with care", in place of where a line ends. */
export const GIVEN_UP: usize = 0;

/** Where the next line's words go. */
export let next: usize = 0;

export function beginAt(place: usize): void {
  next = place;
}

/** Ends a token whose words go up to `end`; returns where the line ends. */
export function endToken(first: i32, from: usize, to: usize, end: usize): usize {
  const length = (to - from) as i32;
  if (length > LONGEST_LENGTH) return GIVEN_UP;
  store<i32>(next, first | (length << LENGTH_SHIFT));
  next = end;
  return to;
}

/** The token of a line that is to be read with care. */
export function endCareful(kind: i32, from: usize, to: usize): void {
  const length = (to - from) as i32;
  const isLong = length > LONGEST_LENGTH;
  store<i32>(next, isLong ? kind : kind | (length << LENGTH_SHIFT));
  if (isLong) store<i32>(next + WORD, length);
  next += isLong ? 2 * WORD : WORD;
}
