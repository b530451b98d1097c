// Where assembly/flow.ts finds its tables: their addresses are the first words of its memory. Both sides read this file.

export const START_AT = 0;
export const FROM_AT = 4;
export const COST_AT = 8;
export const INCLUSIVE_AT = 12;
/** 0: all functions hand on all of their calls. */
export const FITTING_AT = 16;
export const PLACES_AT = 20;
export const REACHED_AT = 24;
/** The first table. */
export const TABLES_AT = 64;
