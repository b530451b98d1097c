// How far the staging of a table's rows is, in numbers: places in an Int32Array, which WebAssembly looks at too (assembly/staged-rows.ts). What they mean is
// said in stage-state.ts. Nothing but constants: assembly/ is compiled with them too.
export const NEXT = 0;
export const NEXT_NUMBER = 1;
export const STAGED = 2;
export const CAPACITY = 3;
export const GROUP = 4;
export const GROUP_HEAD = 5;
export const FIRST_OF_GROUP = 6;
export const GREATEST = 7;
export const REENTERED = 8;
export const PENDING = 9;
export const ASCENDS = 10;
export const INDEXED = 11;
export const BEGINS = 12;
/** Numbers a row. */
export const STRIDE = 13;
/** Where the arrays lie, in bytes. */
export const KEYS_AT = 14;
export const NUMBERS_AT = 15;
export const STAGE_CELLS = 16;

/** Equal rows are looked for one by one among so many. */
export const FEW = 16;
