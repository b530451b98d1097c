// Tables under construction: rows found by an integer key, each with one cost per event type, added up as they come.
// Costs are row-major while growing (row × stride + event type) and become one narrow column per event type in the end.
import type { Column, NumberArray } from '../base/columns.ts';
import { asColumn } from '../base/columns.ts';
import { GrowableFloat64, narrowest } from '../base/growable.ts';
import { KeyedRows } from '../base/keyed-rows.ts';

/** Growing costs, `stride` per row. */
export class CostRows {
  private stride: number;
  private readonly values = new GrowableFloat64();
  private rows = 0;

  constructor(stride: number) {
    this.stride = stride;
  }

  /** Adds costs[0 … count) to the row; rows that do not exist yet start at 0. */
  add(row: number, costs: ArrayLike<number>, count: number): void {
    if (row >= this.rows) {
      this.rows = row + 1;
      this.values.resize(this.rows * this.stride);
    }
    const { array } = this.values;
    const start = row * this.stride;
    for (let e = 0; e < count; e++) array[start + e] += costs[e];
  }

  addOne(row: number, eventType: number, cost: number): void {
    if (row >= this.rows) {
      this.rows = row + 1;
      this.values.resize(this.rows * this.stride);
    }
    this.values.array[row * this.stride + eventType] += cost;
  }

  get(row: number, eventType: number): number {
    return row < this.rows ? this.values.array[row * this.stride + eventType] : 0;
  }

  /** The same costs with row r added to row target[r] of `length` rows. */
  mapped(target: Int32Array, length: number): CostRows {
    const { stride } = this;
    const result = new CostRows(stride);
    result.rows = length;
    result.values.resize(length * stride);
    const to = result.values.array;
    const from = this.values.array;
    for (let row = 0; row < this.rows; row++) {
      const start = target[row] * stride;
      for (let e = 0; e < stride; e++) to[start + e] += from[row * stride + e];
    }
    return result;
  }

  /** Makes room for more event types; existing costs keep their place. */
  widen(stride: number): void {
    if (stride <= this.stride) return;
    const old = this.values.finish();
    const oldStride = this.stride;
    this.stride = stride;
    this.values.length = 0;
    this.values.array = new Float64Array(Math.max(64, this.rows * stride));
    this.values.length = this.rows * stride;
    for (let row = 0; row < this.rows; row++) {
      for (let e = 0; e < oldStride; e++) this.values.array[row * stride + e] = old[row * oldStride + e];
    }
  }

  /** One narrow column of `length` rows per event type, multiplied by scales[e]; row i of the result is row order[i] here. */
  finish(length: number, scales: readonly number[], order?: Int32Array): (Column<number> | undefined)[] {
    return scales.map((scale, e) => {
      const column = new Float64Array(length);
      for (let i = 0; i < length; i++) {
        const row = order === undefined ? i : order[i];
        if (row < this.rows) column[i] = this.values.array[row * this.stride + e] * scale;
      }
      const narrow: NumberArray | undefined = narrowest(column);
      return narrow === undefined ? undefined : asColumn(narrow);
    });
  }
}

/** Rows with a key and costs. `counts` has one more number per row (a call count). */
export class KeyedCostRows {
  readonly rows: KeyedRows;
  readonly costs: CostRows;
  readonly counts = new GrowableFloat64();

  constructor(width: number, stride: number) {
    this.rows = new KeyedRows(width);
    this.costs = new CostRows(stride);
  }

  addCount(row: number, count: number): void {
    if (row >= this.counts.length) this.counts.resize(row + 1);
    this.counts.array[row] += count;
  }

  /** Counts of all rows as a narrow column. */
  countColumn<Row extends number>(): Column<Row> {
    this.counts.resize(this.rows.length);
    return asColumn<Row>(narrowest(this.counts.finish()) ?? new Uint8Array(this.rows.length));
  }
}
