// What stands before the values of a node as V8 writes it, by number. Both sides of node-lane.ts read this file.

export const ID = 0;
export const NAME = 1;
export const SCRIPT = 2;
export const URL = 3;
export const LINE = 4;
export const COLUMN = 5;
export const HITS = 6;
export const CHILDREN = 7;
export const TICKS = 8;
export const TICK_LINE = 9;
export const TICK_COUNT = 10;
