// The costs of a table under construction: the rows at its end are wide and can be added to, the rows before them are sealed in pages.
import { asColumn, type Column } from '../base/columns.ts';
import { gatherNumbers } from '../base/narrow-arrays.ts';
import { PagedColumn } from '../base/paged-column.ts';
import type { Sliced } from '../base/slices.ts';

/** `stride` costs per row; all start at 0. */
export class StagedCosts {
  stride: number;
  /** One per event type, all of the same pages. */
  columns: PagedColumn[];
  /** Costs of the rows that are not sealed: row × stride + event type. */
  private staged: Float64Array;

  /** `like` has the pages of the rows that are sealed already. */
  constructor(stride: number, like?: PagedColumn) {
    this.stride = stride;
    this.columns = Array.from({ length: stride }, () => zeros(like));
    this.staged = new Float64Array(1024 * stride);
  }

  /** Adds costs[0 … count) to a row that is not sealed. */
  add(row: number, costs: ArrayLike<number>, count: number): void {
    const start = row * this.stride;
    if (start + this.stride > this.staged.length) this.grow(start + this.stride);
    const { staged } = this;
    for (let e = 0; e < count; e++) staged[start + e] += costs[e];
  }

  addOne(row: number, cost: number): void {
    const start = row * this.stride;
    if (start + this.stride > this.staged.length) this.grow(start + this.stride);
    this.staged[start] += cost;
  }

  /** Moves the first scratch.length rows into pages. */
  seal(scratch: Float64Array): void {
    const { stride, columns } = this;
    const { length } = scratch;
    if (length * stride > this.staged.length) this.grow(length * stride);
    const { staged } = this;
    for (let e = 0; e < stride; e++) columns[e].append(scratch, gatherNumbers(staged, e, stride, scratch));
    staged.fill(0, 0, length * stride);
  }

  /** Makes room for more event types; rows so far have 0 there. `like` has the pages of the table. */
  widen(stride: number, like: PagedColumn): void {
    if (stride <= this.stride) return;
    const before = this.staged;
    const rows = before.length / this.stride;
    this.staged = new Float64Array(rows * stride);
    for (let row = 0; row < rows; row++) {
      for (let e = 0; e < this.stride; e++) this.staged[row * stride + e] = before[row * this.stride + e];
    }
    for (let e = this.stride; e < stride; e++) this.columns.push(zeros(like));
    this.stride = stride;
  }

  /** One narrow column per event type, times scales[e]; `undefined` where all are 0. All rows must be sealed. */
  *finish<Row extends number>(scales: readonly number[]): Sliced<(Column<Row> | undefined)[]> {
    const finished: (Column<Row> | undefined)[] = [];
    for (let e = 0; e < scales.length; e++) {
      const values = e < this.columns.length ? yield* this.columns[e].finishNarrow(scales[e]) : undefined;
      finished.push(values === undefined ? undefined : asColumn<Row>(values));
    }
    return finished;
  }

  private grow(length: number): void {
    const rows = Math.max(Math.ceil(length / this.stride), (this.staged.length / this.stride) * 2);
    const larger = new Float64Array(rows * this.stride);
    larger.set(this.staged);
    this.staged = larger;
  }
}

/** A column of zeros with the same pages. */
function zeros(like: PagedColumn | undefined): PagedColumn {
  const column = new PagedColumn();
  for (let page = 0; page < (like?.pageCount ?? 0); page++) column.appendConstant(0, like?.pageLength(page) ?? 0);
  return column;
}
