// The state of the reader of lines, by the numbers of shared/formats/support/callgrind-cells.ts. All of it is put where it is called.
import {
  CALLEE_FILE_SAID,
  CALLEE_NAME,
  CALLEE_OBJECT_SAID,
  CALLS,
  DOUBLES_AT,
  INTEGERS_AT,
  JUMP_PENDING,
  NO_CALLS,
} from '../shared/formats/support/callgrind-cells.ts';
import { double, integer, setDouble, setInteger } from './columns.ts';

export const NONE: i32 = -1;

export function said(place: i32): i32 {
  return integer(INTEGERS_AT, place);
}

export function say(place: i32, value: i32): void {
  setInteger(INTEGERS_AT, place, value);
}

export function number(place: i32): f64 {
  return double(DOUBLES_AT, place);
}

export function setNumber(place: i32, value: f64): void {
  setDouble(DOUBLES_AT, place, value);
}

/** A call or jump waits for the line that completes it. */
export function isWaiting(): bool {
  return number(CALLS) !== NO_CALLS || said(JUMP_PENDING) !== 0;
}

export function forgetCallee(): void {
  say(CALLEE_NAME, NONE);
  say(CALLEE_FILE_SAID, 0);
  say(CALLEE_OBJECT_SAID, 0);
  setNumber(CALLS, NO_CALLS);
}
