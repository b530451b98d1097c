// Branded numbers: a row number of one table is not a row number of another.
// A brand exists only for the compiler; at run time it is a plain number. NONE stands for "no row" inside columns.

declare const brand: unique symbol;

/** A number that only counts as `Name`: `FunctionIndex` and `FileIndex` do not mix. */
export type Brand<Name extends string> = number & { readonly [brand]: Name };

/** "No row" / "not known" inside a column. Outside columns it is `undefined`; 0 is a row. */
export const NONE = -1;
