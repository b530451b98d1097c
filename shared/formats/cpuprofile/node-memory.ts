// Where everything lies in the memory of assembly/cpuprofile/nodes.ts: what it reads, what it gives out, and the tables that it keeps. Both sides
// read this file. Tables are as large as they get: who made them forgets what is in them when they are full.

/** The most bytes that are read in one go: they stay in the processor's cache. */
export const WINDOW = 1 << 16;
/** A node has more bytes than this. */
const SHORTEST_NODE = 64;
const SHORTEST_TICK = 20;

/** Steps of node-steps.ts: 32 bytes of text, then a mask of as many; lengths behind all of them. */
export const STEP_BYTES = 64;
export const MOST_STEPS = 16;
export const STEPS_AT = 1 << 10;
export const LENGTHS_AT = STEPS_AT + STEP_BYTES * MOST_STEPS;
export const WINDOW_AT = LENGTHS_AT + 4 * MOST_STEPS;
/** Zeros behind the window: no text and no number goes on there. */
export const LOOKS_AHEAD = 128;

/** What the window's nodes say. Columns of Int32. */
export const IDS_AT = WINDOW_AT + WINDOW + LOOKS_AHEAD;
export const HITS_AT = IDS_AT + (WINDOW / SHORTEST_NODE) * 4;
export const NODE_FRAMES_AT = HITS_AT + (WINDOW / SHORTEST_NODE) * 4;
/** Two bytes of the window are the least that a number of a list takes. */
export const LINK_ROWS_AT = NODE_FRAMES_AT + (WINDOW / SHORTEST_NODE) * 4;
export const LINK_CHILDREN_AT = LINK_ROWS_AT + WINDOW * 2;
/** Whole numbers of a list. */
export const NUMBERS_AT = LINK_CHILDREN_AT + WINDOW * 2;

/** Ticks, added up until they are fetched: frame, line, NONE; the number of samples as Float64. */
export const TICK_SLOTS = 1 << 18;
const MOST_TICKS = TICK_SLOTS / 2;
/** With so many of them there is room for those of one more window. */
export const MANY_TICKS = MOST_TICKS - WINDOW / SHORTEST_TICK;
export const TICK_KEYS_AT = NUMBERS_AT + WINDOW * 2;
export const TICK_COUNTS_AT = TICK_KEYS_AT + MOST_TICKS * 12;
export const TICK_SLOTS_AT = TICK_COUNTS_AT + MOST_TICKS * 8;

/** Texts: hash, length, place of the bytes, row of the interner. Frames: name, URL, line, column, 1 + row. */
export const TEXT_SLOTS = 1 << 16;
export const FRAME_SLOTS = 1 << 16;
export const TEXT_SLOT_BYTES = 16;
export const FRAME_SLOT_BYTES = 20;
export const TEXTS_AT = TICK_SLOTS_AT + TICK_SLOTS * 4;
export const FRAMES_AT = TEXTS_AT + TEXT_SLOTS * TEXT_SLOT_BYTES;
/** The bytes of the texts, each from a multiple of 16 on. The memory has 200 pages (scripts/assembly.mjs), which is more than ends here. */
export const TEXT_BYTES_AT = FRAMES_AT + FRAME_SLOTS * FRAME_SLOT_BYTES;
export const MOST_TEXT_BYTES = 1 << 22;
