// The rows of a table after functions were merged: those with equal keys are added up. Columns keep their order of first appearance; sums get
// the narrowest array that holds them exactly, as the builder's do.
import { AddressColumn, arrayOf, asColumn, type Column, type NumberArray } from '../base/columns.ts';
import { KeyedRows } from '../base/keyed-rows.ts';
import { narrowestKind, rangeOf } from '../base/narrow-arrays.ts';
import { inSlices, type Sliced } from '../base/slices.ts';
import type { Costs } from '../model/recording.ts';

export interface MergedRows {
  readonly length: number;
  /** Merged row of each row. */
  readonly target: Int32Array;
  /** First row of each merged row. */
  readonly first: Int32Array;
}

/** `keys`: columns of 32-bit integers; of 64-bit addresses both halves (halvesOf). */
export function* distinctRows(length: number, keys: readonly ArrayLike<number>[]): Sliced<MergedRows> {
  const found = new KeyedRows(keys.length, length);
  const target = new Int32Array(length);
  const first = new Int32Array(length);
  const { key } = found;
  yield* inSlices(length, (from, to) => {
    for (let row = from; row < to; row++) {
      for (let j = 0; j < keys.length; j++) key[j] = keys[j][row];
      const before = found.length;
      const merged = found.rowOfKey();
      if (merged === before) first[merged] = row;
      target[row] = merged;
    }
  });
  return { length: found.length, target, first: first.slice(0, found.length) };
}

/** The two halves of addresses as 32-bit integers. */
export function halvesOf<Row extends number>({ low, high }: AddressColumn<Row>): NumberArray[] {
  return high === undefined ? [low] : [low, high];
}

/** The same entry for all rows that became one. */
export function pick<Row extends number, Value extends number>(
  column: Column<Row, Value>,
  { first }: MergedRows,
): Column<Row, Value> {
  return asColumn(pickNumbers(arrayOf(column), first));
}

export function pickAddresses<Row extends number>(
  { low, high }: AddressColumn<Row>,
  { first }: MergedRows,
): AddressColumn<Row> {
  return new AddressColumn(pickNumbers(low, first), high === undefined ? undefined : pickNumbers(high, first));
}

function pickNumbers<Numbers extends NumberArray>(values: Numbers, first: Int32Array): Numbers {
  const picked = values.slice(0, first.length) as Numbers;
  for (let row = 0; row < first.length; row++) picked[row] = values[first[row]];
  return picked;
}

/** Entries that name functions, as merged ones. */
export function mapped(column: { readonly length: number }, mergedOf: Int32Array): Int32Array {
  const values = arrayOf(column);
  const result = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) result[row] = values[row] < 0 ? values[row] : mergedOf[values[row]];
  return result;
}

export function* sum<Row extends number>(column: Column<Row>, rows: MergedRows): Sliced<Column<Row>> {
  return asColumn(yield* sumsOf(arrayOf(column), rows));
}

export function* sumCosts<Row extends number>(costs: Costs<Row>, rows: MergedRows): Sliced<Costs<Row>> {
  const sums: (Column<Row> | undefined)[] = [];
  for (const column of costs) sums.push(column === undefined ? undefined : yield* sum(column, rows));
  return sums;
}

function* sumsOf(values: NumberArray, { length, target }: MergedRows): Sliced<NumberArray> {
  const sums = new Float64Array(length);
  yield* inSlices(values.length, (from, to) => {
    for (let row = from; row < to; row++) sums[target[row]] += values[row];
  });
  const Kind = narrowestKind(rangeOf(sums));
  return Kind === Float64Array ? sums : new Kind(sums);
}
