// Columns: one typed array per field of a table, indexed by the table's own branded row number.
// `Column` has no write access and no number index: `functions.file[functionIndex]` compiles, `functions.file[3]` does not.

/** Any typed array that holds plain numbers. */
export type NumberArray = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float64Array;

/** A readonly typed array whose row numbers are `Row` and whose entries are `Value`. */
export type Column<Row extends number, Value extends number = number> = { readonly [K in Row]: Value } & {
  readonly length: number;
  readonly byteLength: number;
};

/** The only place where a typed array becomes a column: the caller vouches for row and entry type. */
export function asColumn<Row extends number, Value extends number = number>(array: NumberArray): Column<Row, Value> {
  return array as unknown as Column<Row, Value>;
}

/** The typed array behind a column, for code that copies or sorts it whole. Do not write to it. */
export function arrayOf(column: { readonly length: number }): NumberArray {
  return column as unknown as NumberArray;
}

/** Stands in address columns where there is none. */
export const NO_ADDRESS = 2n ** 64n - 1n;

/** Like `Column`, for 64-bit addresses, in two halves: most programs have all theirs below 4 GB, and then the upper half is nothing. */
export class AddressColumn<Row extends number> {
  readonly low: Int32Array;
  /** `undefined` where all are 0. */
  readonly high: NumberArray | undefined;

  constructor(low: Int32Array, high: NumberArray | undefined) {
    this.low = low;
    this.high = high;
  }

  get length(): number {
    return this.low.length;
  }

  at(row: Row): bigint {
    const low = BigInt(this.low[row] >>> 0);
    return this.high === undefined ? low : (BigInt(this.high[row] >>> 0) << 32n) | low;
  }
}
