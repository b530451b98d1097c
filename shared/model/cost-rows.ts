// Tables under construction: rows found by an integer key, each with one cost per event type, added up as they come.
// Costs are row-major while growing (row × stride + event type) and become one narrow column per event type in the end.

import { BlockScratch } from '../base/column-blocks.ts';
import { asColumn, type Column } from '../base/columns.ts';
import { GrowableFloat64 } from '../base/growable.ts';
import { KeyedRows } from '../base/keyed-rows.ts';
import { NarrowColumn } from '../base/narrow-column.ts';
import { inSlices, type Sliced } from '../base/slices.ts';

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

  /** Adds to `rows` rows from `first` on: costs[i × width + e] to event type e of row first + i. */
  addBlock(first: number, rows: number, costs: Float64Array, width: number): void {
    const { stride } = this;
    const areNew = first >= this.rows;
    if (first + rows > this.rows) {
      this.rows = first + rows;
      this.values.resize(this.rows * stride);
    }
    if (areNew && width === stride) {
      this.values.array.set(costs.subarray(0, rows * stride), first * stride);
      return;
    }
    const { array } = this.values;
    for (let i = 0; i < rows; i++)
      for (let e = 0; e < width; e++) array[(first + i) * stride + e] += costs[i * width + e];
  }

  get(row: number, eventType: number): number {
    return row < this.rows ? this.values.array[row * this.stride + eventType] : 0;
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
  *finish(length: number, scales: readonly number[], order?: Int32Array): Sliced<(Column<number> | undefined)[]> {
    const { stride } = this;
    this.values.resize(length * stride);
    const { array } = this.values;
    const finished: (Column<number> | undefined)[] = [];
    const scratch = new BlockScratch();
    for (let e = 0; e < scales.length; e++) {
      const column = new NarrowColumn(scratch);
      yield* inSlices(length, (from, to) => {
        if (order === undefined) {
          column.appendNumbers({ from: array, first: from * stride + e, step: stride }, to - from, length);
          return;
        }
        const page = new Float64Array(to - from);
        for (let i = from; i < to; i++) page[i - from] = array[order[i] * stride + e];
        column.appendNumbers({ from: page, first: 0, step: 1 }, page.length, length);
      });
      const values = yield* column.finishNarrow(scales[e]);
      finished.push(values === undefined ? undefined : asColumn(values));
    }
    return finished;
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
  *countColumn<Row extends number>(length = this.rows.length): Sliced<Column<Row>> {
    this.counts.resize(length);
    const { array } = this.counts;
    const column = new NarrowColumn(new BlockScratch());
    yield* inSlices(length, (from, to) =>
      column.appendNumbers({ from: array, first: from, step: 1 }, to - from, length),
    );
    return asColumn<Row>((yield* column.finishNarrow()) ?? new Uint8Array(length));
  }
}
