// The memory that the reader of tokens has in common with its WebAssembly (assembly/callgrind-reader.ts): where in it what stands, and what numbers mean there.
// Nothing but constants: assembly/ is compiled with them too.

/** Int32 of the state, where each one stands among them (callgrind-state.ts says what they are). */
export const INTEGERS_AT = 1024;
export const OBJECT = 0;
export const FILE = 1;
export const FUNCTION_FILE = 2;
export const FUNCTION_NAME = 3;
export const FUNCTION_NUMBER = 4;
export const FUNCTION_ROW = 5;
export const CALLEE_NAME = 6;
export const CALLEE_NUMBER = 7;
export const CALLEE_FILE = 8;
export const CALLEE_OBJECT = 9;
export const LAST_CALLEE = 10;
export const JUMP_NAME = 11;
/** Up to here they are NONE at first. */
export const FIRST_NONES = 12;
export const CALLEE_FILE_SAID = 12;
export const CALLEE_OBJECT_SAID = 13;
export const JUMP_FILE_SAID = 14;
export const JUMP_PENDING = 15;
export const JUMP_CONDITIONAL = 16;
export const LINE_SEEN = 17;
export const CALL_SEEN = 18;
/** High and low half of the address of the position; of where a jump goes. */
export const ADDRESS = 19;
export const TARGET_ADDRESS = 21;
/** Some name was given by number. */
export const COMPRESSED = 23;
/** What the reader tells WebAssembly before it reads: the part, how many event types it has, whether they are the table's, and where their sums are. */
export const PART = 24;
export const COSTS = 25;
export const IS_IN_ORDER = 26;
export const SUMS_AT = 27;
/** Where functions' numbers have their bindings, files' and objects' their entries (callgrind-names.ts), and how many have them. */
export const BINDINGS_AT = 28;
export const FUNCTIONS_LENGTH = 29;
export const FILES_AT = 30;
export const FILES_LENGTH = 31;
export const OBJECTS_AT = 32;
export const OBJECTS_LENGTH = 33;
/** The flag of callees without a file; 0 where those are not in the file of the call. */
export const IMPLIED_FLAG = 34;
export const INTEGERS = 35;

/** Float64 of the state: what integers of 32 bits may not hold. */
export const DOUBLES_AT = 1280;
export const LINE_NUMBER = 0;
/** Line number of the position; of where a jump goes. */
export const LINE = 1;
export const TARGET_LINE = 2;
export const CALLS = 3;
export const JUMP_EXECUTED = 4;
export const JUMP_FOLLOWED = 5;
export const DOUBLES = 6;

/** How far the staging of each table is (stage-cells.ts). */
export const LINES_AT = 1408;
export const CALLS_AT = 1472;
export const INSTRUCTIONS_AT = 1536;
/** What comes behind is handed out. */
export const FIRST_FREE = 2048;

/** No number of calls is waiting for its cost line. */
export const NO_CALLS = -1;

/** In place of the entry of a name: not defined so far. Entries are ≥ NONE. */
export const UNDEFINED = -2;
/** Or: the one of a number that is kept beside it. Whoever needs it looks then; mostly nobody does. */
export const BY_NUMBER = -3;

/** Int32 for the function that a number meant last: its row and flags, 0 for none, then its file and module. */
export const BINDING_WIDTH = 2;
/** Flags of a function. It has a block of its own. */
export const OWN_BLOCK = 1;
/** Some call names it together with its file. */
export const STATED = 2;
/** Some call or jump names it without its file, written by somebody who may not have known. */
export const IMPLIED = 4;
export const FLAG_BITS = 3;
/** File and module in one number, each with one added to it; files that are open are the last one. */
export const MODULE_BITS = 10;
export const LAST_MODULE = 1023;
export const OPEN_FILE = 2097151;

/** What WebAssembly is told with the layout of the tokens: nothing waits that a usual line does not know of; the part is open. */
export const IN_BODY = 4;
export const OPEN_PART = 8;
export const LAYOUT = 3;
