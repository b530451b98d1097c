// Which functions' rows were entered in which table, and how often. The tables of a recording share one array: what they look up of a function,
// one after the other, lies side by side.
import { grownInt32, releasableInt32, release } from '../base/releasable-array.ts';

/** Tables that can share one. */
const TABLES = 4;

export class GroupMarks {
  /** By function and table: twice (1 + the last part in which its group was entered), and 1 where some group of it was entered more than once. */
  private marks = releasableInt32(1024 * TABLES);

  /** Notes that a group begins; true where it began before in the same part. Parts are counted from 1. */
  enter(fn: number, table: number, part: number): boolean {
    const at = fn * TABLES + table;
    if (at >= this.marks.length) this.marks = grownInt32(this.marks, Math.max(at + TABLES, this.marks.length * 2));
    const before = this.marks[at];
    // Parts come one after the other: a function that was last seen in an earlier part has no rows in this one.
    const isAgain = before >> 1 >= part;
    const now = isAgain ? before | 1 : (part << 1) | (before & 1);
    if (now !== before) this.marks[at] = now;
    return isAgain;
  }

  /** 1 where some group of the function was entered more than once, so that its rows may repeat each other. */
  isRepeated(fn: number, table: number): number {
    return this.marks[fn * TABLES + table] & 1;
  }

  clear(): void {
    release(this.marks);
    this.marks = releasableInt32(1024 * TABLES);
  }
}
