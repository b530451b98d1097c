// How much memory assembly/stacks/ needs, and where the columns that it reads and fills in begin. Both sides read this file: a column of so many bytes
// a context, one behind the other, then those of functions; 16 bytes behind each so that all begin at multiples of 8.

/** Nothing begins at 0. */
export const FIRST_PLACE = 1 << 10;
const PAGE = 1 << 16;
/** Bytes that all columns take of a context, of a function. */
const CONTEXT_BYTES = 76;
const FUNCTION_BYTES = 96;
const COLUMNS = 40;
export const BETWEEN = 16;

/** Pages of 64 KB. */
export function pagesFor(contexts: number, functions: number): number {
  const bytes = FIRST_PLACE + contexts * CONTEXT_BYTES + (functions + 1) * FUNCTION_BYTES + COLUMNS * BETWEEN;
  return Math.ceil(bytes / PAGE);
}
