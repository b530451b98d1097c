// Adding up the rows of a recording in the thread that seals them, as far as they are sealed, whenever it has nothing better to do. At the end
// the one who reads asks for the sums. What was added up counts if the finished tables are those rows, one for one: where rows that repeat each
// other were put together, or others were sealed elsewhere, everything is added up anew. Trap: as many rows are not the same rows where functions
// have become others at the end; that has to be told (giveUp).

import type { CallRows } from '../../shared/analysis/call-sums.ts';
import {
  FIRST_EVENT,
  type RowColumns,
  RowSummer,
  type RowSums,
  type SelfRows,
  sumRows,
} from '../../shared/analysis/row-sums.ts';
import type { NarrowColumn } from '../../shared/base/narrow-column.ts';
import { type BlockOf, ROWS_PER_BLOCK } from '../../shared/base/row-blocks.ts';
import { runAtOnce } from '../../shared/base/slices.ts';
import { SEALED_TABLES, type SealedColumns } from '../../shared/model/sealed-rows.ts';

/** Places among the keys. */
const CALLER = 1;
const CALLEE = 2;
const FUNCTION = 1;
/** The count stands before the costs. */
const COSTS = 1 + FIRST_EVENT;

export class ThreadSums {
  private readonly tables: ReadonlyMap<number, SealedColumns>;
  private readonly integers = [ROWS_PER_BLOCK, ROWS_PER_BLOCK].map((length) => new Int32Array(length));
  private readonly numbers = new Float64Array(ROWS_PER_BLOCK);
  /** Undefined once its sums are of no use. */
  private summer: RowSummer | undefined = new RowSummer();
  private selfTable: number | undefined;
  /** How many rows the tables had that went back. */
  private readonly left = new Map<number, number>();

  /** `tables`: those that are being sealed. */
  constructor(tables: ReadonlyMap<number, SealedColumns>) {
    this.tables = tables;
  }

  /** A table has come, with the rows that were sealed before. One that comes again has other rows than it had. */
  begin(table: number): void {
    if (this.left.has(table)) this.summer = undefined;
  }

  /** The rows name functions that will be others. */
  giveUp(): void {
    this.summer = undefined;
  }

  /** A table goes back with so many rows. */
  leave(table: number, rows: number): void {
    this.left.set(table, rows);
  }

  /** Adds up some thousand rows; false where there is nothing to do. */
  advance(): boolean {
    if (this.summer === undefined) return false;
    const calls = this.tables.get(SEALED_TABLES.calls);
    const lines = this.lines();
    return this.summer.advance(calls && this.callRows(calls), lines && this.selfRows(lines));
  }

  finish(columns: RowColumns): RowSums | undefined {
    const { self, calls, selfTable, isPlain } = columns;
    const isSame =
      isPlain &&
      this.selfTable === SEALED_TABLES[selfTable] &&
      this.left.get(SEALED_TABLES[selfTable]) === self.fn.length &&
      this.left.get(SEALED_TABLES.calls) === calls.caller.length;
    return runAtOnce(sumRows(columns, isSame ? this.summer : undefined));
  }

  /** Instructions, where there are any: lines are made of them. */
  private lines(): SealedColumns | undefined {
    this.selfTable ??= [SEALED_TABLES.instructions, SEALED_TABLES.lines].find((table) => this.tables.has(table));
    return this.selfTable === undefined ? undefined : this.tables.get(this.selfTable);
  }

  private callRows({ keys, numbers }: SealedColumns): CallRows {
    const [first, second] = this.integers;
    return {
      length: keys[CALLER].length,
      caller: block(keys[CALLER], first),
      callee: block(keys[CALLEE], second),
      callCount: block(numbers[0], this.numbers),
      costs: numbers.length > COSTS ? block(numbers[COSTS], this.numbers) : undefined,
    };
  }

  private selfRows({ keys, numbers }: SealedColumns): SelfRows {
    return {
      length: keys[FUNCTION].length,
      fn: block(keys[FUNCTION], this.integers[0]),
      costs: numbers.length > COSTS ? block(numbers[COSTS], this.numbers) : undefined,
    };
  }
}

function block<Block extends Int32Array | Float64Array>(column: NarrowColumn, into: Block): BlockOf<Block> {
  return (from, to) => {
    column.copyTo(into, from, to);
    return (to - from === into.length ? into : into.subarray(0, to - from)) as Block;
  };
}
