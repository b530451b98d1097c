// The costs of a table under construction: the rows at its end are wide and can be added to, the rows before them are sealed in narrow columns.
import type { BlockScratch } from '../base/column-blocks.ts';
import { asColumn, type Column } from '../base/columns.ts';
import type { NarrowColumn } from '../base/narrow-column.ts';
import type { Sliced } from '../base/slices.ts';
import { ordinaryMemory, type StageMemory } from '../base/stage-memory.ts';
import { widenNumbers } from './sealed-rows.ts';

/** `stride` numbers per row. */
export class StagedNumbers {
  stride: number;
  /** Numbers of the rows that are not sealed: row × stride + column. Behind the last row there is room for one more. */
  staged: Float64Array;
  columns: NarrowColumn[] = [];
  private readonly scratch: BlockScratch;
  private memory = ordinaryMemory;

  /** `sealed`: how many rows the table has in columns already; they are 0. */
  constructor(stride: number, scratch: BlockScratch, sealed = 0) {
    this.stride = 0;
    this.scratch = scratch;
    this.staged = new Float64Array(0);
    this.widen(stride, sealed);
  }

  /** Makes room for so many rows that are not sealed. New ones are 0. */
  reserve(rows: number): void {
    if (rows * this.stride <= this.staged.length) return;
    const { staged } = this;
    this.staged = this.memory.numbers(rows * this.stride);
    this.staged.set(staged);
    this.memory.give(staged);
  }

  /** Rows that are not sealed lie there from now on, with room for so many. */
  stageIn(memory: StageMemory, rows: number): void {
    const { staged } = this;
    this.memory = memory;
    this.staged = memory.numbers(rows * this.stride);
    this.staged.set(staged.subarray(0, this.staged.length));
  }

  /** Adds the numbers of row `from` to row `to`. */
  addRow(from: number, to: number): void {
    const { staged, stride } = this;
    for (let e = 0, at = from * stride, sum = to * stride; e < stride; e++, at++, sum++) staged[sum] += staged[at];
  }

  moveRow(from: number, to: number): void {
    const { staged, stride } = this;
    for (let e = 0, at = from * stride, target = to * stride; e < stride; e++, at++, target++)
      staged[target] = staged[at];
  }

  /** Moves the first `rows` rows into columns. */
  seal(rows: number, expected: number): void {
    const { stride, columns, staged } = this;
    for (let e = 0; e < stride; e++) columns[e].appendNumbers({ from: staged, first: e, step: stride }, rows, expected);
  }

  /** Makes room for more numbers a row; rows so far have 0 there. */
  widen(stride: number, sealed: number): void {
    if (stride <= this.stride) return;
    const { staged: before, stride: width } = this;
    const rows = width === 0 ? 0 : before.length / width;
    this.staged = this.memory.numbers(rows * stride);
    for (let row = 0; row < rows; row++)
      for (let e = 0; e < width; e++) this.staged[row * stride + e] = before[row * width + e];
    this.memory.give(before);
    widenNumbers(this.columns, stride, sealed, this.scratch);
    this.stride = stride;
  }

  /** One narrow column for each of `scales`, times that, from column `first` on; `undefined` where all are 0. All rows must be sealed. */
  *finish<Row extends number>(scales: readonly number[], first = 0): Sliced<(Column<Row> | undefined)[]> {
    const finished: (Column<Row> | undefined)[] = [];
    for (const [e, scale] of scales.entries()) {
      const values = yield* this.columns[first + e]?.finishNarrow(scale) ?? noRows();
      finished.push(values === undefined ? undefined : asColumn<Row>(values));
    }
    return finished;
  }
}

// biome-ignore lint/correctness/useYield: an empty computation
function* noRows(): Sliced<undefined> {
  return undefined;
}
