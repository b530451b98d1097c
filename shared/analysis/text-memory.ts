// Where assembly/text-marks.ts finds its tables: their addresses are the first words of its memory. Both sides read this file.

export const NEEDLE_AT = 0;
export const MARKS_AT = 4;
export const STARTS_AT = 8;
export const TEXTS_AT = 12;
/** The first table. */
export const TABLES_AT = 64;
