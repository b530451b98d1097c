// Nodes that come as events of the JSON stream and are not at their end: in the old form they stand inside of each other, 100,000 deep, and a
// function's name may stand behind its children. By depth, the outermost node at 0.
import { NONE } from '../../base/brands.ts';
import { GrowableFloat64, GrowableInt32 } from '../../base/growable.ts';
import { GrowableNumbers } from '../support/growable-numbers.ts';

export class OpenNodes {
  /** By depth: the row of the node; texts are rows of the interner, NONE where missing. */
  readonly row = new GrowableInt32();
  /** NaN where missing. */
  readonly id = new GrowableFloat64();
  readonly name = new GrowableInt32();
  readonly url = new GrowableInt32();
  readonly line = new GrowableInt32();
  readonly column = new GrowableInt32();
  /** positionTicks of the nodes since the outermost began: node row, 1-based line, number of samples. */
  readonly tickRow = new GrowableInt32();
  readonly tickLine = new GrowableInt32();
  readonly tickCount = new GrowableNumbers();

  /** The depth of a node that begins. */
  begin(row: number): number {
    for (const column of [this.name, this.url, this.line, this.column]) column.push(NONE);
    this.id.push(Number.NaN);
    return this.row.push(row);
  }

  /** The innermost node ends; the depth of the one around it, or NONE. */
  end(): number {
    for (const column of [this.row, this.id, this.name, this.url, this.line, this.column]) column.length--;
    return this.row.length === 0 ? NONE : this.row.length - 1;
  }

  addTick(row: number, line: number, count: number): void {
    this.tickRow.push(row);
    this.tickLine.push(line);
    this.tickCount.push(count);
  }

  clearTicks(): void {
    for (const column of [this.tickRow, this.tickLine, this.tickCount]) column.length = 0;
  }
}
