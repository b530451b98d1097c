// Names that are told by their number: `fn=(12)`, `cfi=(3)`. All of it is put where it is called.
import {
  BINDING_WIDTH,
  BINDINGS_AT,
  BY_NUMBER,
  CALLEE_FILE,
  CALLEE_FILE_SAID,
  CALLEE_NAME,
  CALLEE_NUMBER,
  CALLEE_OBJECT,
  CALLEE_OBJECT_SAID,
  COMPRESSED,
  FILE,
  FILES_AT,
  FILES_LENGTH,
  FLAG_BITS,
  FUNCTION_FILE,
  FUNCTION_NAME,
  FUNCTION_NUMBER,
  FUNCTION_ROW,
  FUNCTIONS_LENGTH,
  JUMP_FILE_SAID,
  JUMP_NAME,
  LAST_CALLEE,
  LAST_MODULE,
  MODULE_BITS,
  OBJECT,
  OBJECTS_AT,
  OBJECTS_LENGTH,
  OPEN_FILE,
  UNDEFINED,
} from '../shared/formats/support/callgrind-cells.ts';
import { CFI, CFN, COB, FI, FL, FN } from '../shared/formats/support/callgrind-words.ts';
import { nameOf } from './callgrind-questions.ts';
import { forgetCallee, isWaiting, NONE, said, say } from './callgrind-state.ts';
import { integer } from './columns.ts';

/** Takes the name with the number; false, and nothing done, where the number has none, or is one of the few large ones. */
export function takeNumber(word: i32, id: i32): bool {
  if (word === CFN || word === FN) {
    if (word === FN && isWaiting()) return false;
    const name = functionOf(id);
    if (name === UNDEFINED) return false;
    if (word === FN) beginFunction(name, id);
    else {
      say(CALLEE_NAME, name);
      say(CALLEE_NUMBER, id);
    }
  } else if (word === CFI || word === FI || word === FL) {
    const file = entryOf(FILES_AT, FILES_LENGTH, id);
    if (file === UNDEFINED) return false;
    if (word === CFI) {
      say(CALLEE_FILE, file);
      say(CALLEE_FILE_SAID, 1);
    } else {
      say(FILE, file);
      if (word === FL) say(FUNCTION_FILE, file);
    }
  } else {
    const object = entryOf(OBJECTS_AT, OBJECTS_LENGTH, id);
    if (object === UNDEFINED) return false;
    if (word === COB) {
      say(CALLEE_OBJECT, object);
      say(CALLEE_OBJECT_SAID, 1);
    } else say(OBJECT, object);
  }
  say(COMPRESSED, 1);
  return true;
}

/** The function that the number meant last, where it was of this file and module and has the flag; NONE otherwise. */
export function boundRow(id: i32, file: i32, module: i32, flag: i32): i32 {
  const bindings: usize = said(BINDINGS_AT);
  const binding = integer(bindings, id * BINDING_WIDTH);
  if (binding <= 0 || (binding & flag) === 0 || module >= LAST_MODULE || file + 1 >= OPEN_FILE) return NONE;
  const place = ((file + 1) << MODULE_BITS) | (module + 1);
  return integer(bindings, id * BINDING_WIDTH + 1) === place ? binding >> FLAG_BITS : NONE;
}

/** BY_NUMBER, its name, or UNDEFINED. A binding says that the number is defined, too: mostly that is the only look into memory. */
function functionOf(id: i32): i32 {
  if (id >= said(FUNCTIONS_LENGTH)) return UNDEFINED;
  if (integer(said(BINDINGS_AT), id * BINDING_WIDTH) > 0) return BY_NUMBER;
  return nameOf(id);
}

function entryOf(entries: i32, length: i32, id: i32): i32 {
  return id < said(length) ? integer(said(entries), id) + UNDEFINED : UNDEFINED;
}

function beginFunction(name: i32, id: i32): void {
  say(FUNCTION_NAME, name);
  say(FUNCTION_NUMBER, id);
  say(FUNCTION_ROW, NONE);
  say(LAST_CALLEE, NONE);
  say(FILE, said(FUNCTION_FILE));
  forgetCallee();
  // Nothing of a jump waits.
  say(JUMP_NAME, NONE);
  say(JUMP_FILE_SAID, 0);
}
