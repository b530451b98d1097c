// Lines that begin with a position: costs and jumps. All of it is put where it is called.
import {
  ADDRESS,
  BY_NUMBER,
  CALL_SEEN,
  CALLEE_FILE,
  CALLEE_FILE_SAID,
  CALLEE_NAME,
  CALLEE_NUMBER,
  CALLEE_OBJECT,
  CALLEE_OBJECT_SAID,
  CALLS,
  CALLS_AT,
  COSTS,
  FILE,
  FUNCTION_FILE,
  FUNCTION_NAME,
  FUNCTION_NUMBER,
  FUNCTION_ROW,
  IMPLIED_FLAG,
  INSTRUCTIONS_AT,
  IS_IN_ORDER,
  JUMP_CONDITIONAL,
  JUMP_EXECUTED,
  JUMP_FOLLOWED,
  JUMP_PENDING,
  LAST_CALLEE,
  LINE,
  LINE_SEEN,
  LINES_AT,
  NO_CALLS,
  OBJECT,
  OWN_BLOCK,
  PART,
  STATED,
  SUMS_AT,
  TARGET_ADDRESS,
  TARGET_LINE,
} from '../shared/formats/support/callgrind-cells.ts';
import {
  ADDRESS_ABSOLUTE,
  ADDRESS_LAYOUT,
  ADDRESS_WIDE,
  CONDITIONAL,
  COUNT_SHIFT,
  LINE_ABSOLUTE,
  MOST_COSTS,
} from '../shared/formats/support/callgrind-tokens.ts';
import { boundRow } from './callgrind-names.ts';
import { abandonJump, bindFunction, calleeOf, endJump, oddCosts } from './callgrind-questions.ts';
import { forgetCallee, NONE, number, said, say, setNumber } from './callgrind-state.ts';
import { setDouble, setInteger } from './columns.ts';
import { WORD } from './digits.ts';
import { commitRow, keyPlace, numberPlace, writeCosts } from './staged-rows.ts';

const LARGEST_LINE: f64 = 2147483647;

/** Takes a line with costs; false, and nothing done, where there are more of them than event types. */
export function takeCosts(head: u32, words: usize, layout: i32): bool {
  const count = ((head >> COUNT_SHIFT) & MOST_COSTS) as i32;
  if (count > said(COSTS)) return false;
  const costs = move(false, head, words, layout);
  if (said(JUMP_PENDING) !== 0 && endJump(count)) return true;
  const position = number(LINE);
  if (said(IS_IN_ORDER) === 0 || position < 0 || position > LARGEST_LINE) {
    oddCosts(costs, count);
    return true;
  }
  const row = said(FUNCTION_ROW);
  const fn = row >= 0 ? row : functionRow();
  let line = position as i32;
  if (line > 0) say(LINE_SEEN, 1);
  else line = NONE;
  const hasAddress = layout >= ADDRESS_LAYOUT;
  const calls = number(CALLS);
  if (calls !== NO_CALLS) {
    const callee = calleeRow();
    const key = keyPlace(CALLS_AT);
    setInteger(key, 0, said(PART));
    setInteger(key, 1, fn);
    setInteger(key, 2, callee);
    setInteger(key, 3, said(FILE));
    setInteger(key, 4, line);
    setInteger(key, 5, hasAddress ? said(ADDRESS) : NONE);
    setInteger(key, 6, hasAddress ? said(ADDRESS + 1) : NONE);
    setDouble(numberPlace(CALLS_AT), 0, calls);
    writeCosts(CALLS_AT, costs, count, 0);
    commitRow(CALLS_AT, 7, 6, 4);
    forgetCallee();
  } else if (hasAddress) {
    const key = keyPlace(INSTRUCTIONS_AT);
    setInteger(key, 0, said(PART));
    setInteger(key, 1, fn);
    setInteger(key, 2, said(FILE));
    setInteger(key, 3, line);
    setInteger(key, 4, said(ADDRESS));
    setInteger(key, 5, said(ADDRESS + 1));
    setDouble(numberPlace(INSTRUCTIONS_AT), 0, 0);
    writeCosts(INSTRUCTIONS_AT, costs, count, said(SUMS_AT));
    commitRow(INSTRUCTIONS_AT, 6, 5, 3);
  } else {
    const key = keyPlace(LINES_AT);
    setInteger(key, 0, said(PART));
    setInteger(key, 1, fn);
    setInteger(key, 2, said(FILE));
    setInteger(key, 3, line);
    setDouble(numberPlace(LINES_AT), 0, 0);
    writeCosts(LINES_AT, costs, count, said(SUMS_AT));
    commitRow(LINES_AT, 4, 3, 2);
  }
  return true;
}

/** jump=, jcnd=: waits for the line that says where it stands. */
export function takeJump(head: u32, words: usize, layout: i32): void {
  if (said(JUMP_PENDING) !== 0) abandonJump();
  setNumber(JUMP_EXECUTED, load<i32>(words) as f64);
  setNumber(JUMP_FOLLOWED, load<i32>(words + WORD) as f64);
  say(JUMP_CONDITIONAL, (head & CONDITIONAL) !== 0 ? 1 : 0);
  say(TARGET_ADDRESS, said(ADDRESS));
  say(TARGET_ADDRESS + 1, said(ADDRESS + 1));
  setNumber(TARGET_LINE, number(LINE));
  move(true, head, words + 2 * WORD, layout);
  say(JUMP_PENDING, 1);
}

/** Moves the position as the words say, or that of where a jump goes; returns where they end. */
function move(isTarget: bool, head: u32, words: usize, layout: i32): usize {
  const address = isTarget ? TARGET_ADDRESS : ADDRESS;
  const line = isTarget ? TARGET_LINE : LINE;
  let at = words;
  if (layout >= ADDRESS_LAYOUT) {
    if ((head & ADDRESS_ABSOLUTE) !== 0) {
      if ((head & ADDRESS_WIDE) !== 0) {
        say(address, load<i32>(at));
        at += WORD;
      } else say(address, 0);
      say(address + 1, load<i32>(at));
    } else {
      const by = load<i32>(at);
      const low = said(address + 1) as u32;
      const moved: u32 = low + (by as u32);
      if (by > 0) {
        if (moved < low) say(address, said(address) + 1);
      } else if (moved > low) say(address, said(address) - 1);
      say(address + 1, moved as i32);
    }
    at += WORD;
  }
  if (layout !== ADDRESS_LAYOUT) {
    const by = load<i32>(at) as f64;
    setNumber(line, (head & LINE_ABSOLUTE) !== 0 ? by : number(line) + by);
    at += WORD;
  }
  return at;
}

/** The function of the block, before its first cost line. */
function functionRow(): i32 {
  if (said(FUNCTION_NAME) !== BY_NUMBER) return bindFunction();
  const row = boundRow(said(FUNCTION_NUMBER), said(FUNCTION_FILE), said(OBJECT), OWN_BLOCK);
  if (row < 0) return bindFunction();
  say(FUNCTION_ROW, row);
  return row;
}

/** The callee of the call that is complete now. */
function calleeRow(): i32 {
  if (said(CALLEE_NAME) !== BY_NUMBER) return calleeOf();
  const isStated = said(CALLEE_FILE_SAID) !== 0;
  const file = isStated ? said(CALLEE_FILE) : said(FILE);
  const module = said(CALLEE_OBJECT_SAID) !== 0 ? said(CALLEE_OBJECT) : said(OBJECT);
  const row = boundRow(said(CALLEE_NUMBER), file, module, isStated ? STATED : said(IMPLIED_FLAG));
  if (row < 0) return calleeOf();
  say(LAST_CALLEE, row);
  say(CALL_SEEN, 1);
  return row;
}
