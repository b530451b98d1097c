// Columns: one typed array per field of a table, indexed by the table's own branded row number.
// `Column` has no write access and no number index: `functions.file[functionIndex]` compiles, `functions.file[3]` does not.

/** Any typed array that holds plain numbers. */
export type NumberArray = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float64Array;

/** A readonly typed array whose row numbers are `Row` and whose entries are `Value`. */
export type Column<Row extends number, Value extends number = number> = { readonly [K in Row]: Value } & {
  readonly length: number;
  readonly byteLength: number;
};

/** Like `Column`, for 64-bit addresses. */
export type AddressColumn<Row extends number> = { readonly [K in Row]: bigint } & { readonly length: number };

/** The only place where a typed array becomes a column: the caller vouches for row and entry type. */
export function asColumn<Row extends number, Value extends number = number>(array: NumberArray): Column<Row, Value> {
  return array as unknown as Column<Row, Value>;
}

/** The typed array behind a column, for code that copies or sorts it whole. Do not write to it. */
export function arrayOf(column: { readonly length: number }): NumberArray {
  return column as unknown as NumberArray;
}

/** The same for 64-bit addresses. */
export function addressesOf(column: { readonly length: number }): BigUint64Array {
  return column as unknown as BigUint64Array;
}

/** Stands in address columns where there is none. */
export const NO_ADDRESS = 2n ** 64n - 1n;
