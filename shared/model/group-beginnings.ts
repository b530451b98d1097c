// The staged rows that groups begin with. Profilers that write a block per call begin each block of a function with the same row, its own cost: it is added to
// the one before as it comes, and is never staged. Only rows of groups that are entered again are remembered: most files have none.
import { withRoom } from '../base/room.ts';
import type { AppendedCostRows } from './appended-rows.ts';

const ROOM = 16;

export class GroupBeginnings {
  private readonly rows: AppendedCostRows;
  /** By function: 1 + the row, if it is still staged there. */
  private places = new Int32Array(0);

  constructor(rows: AppendedCostRows) {
    this.rows = rows;
  }

  /** The row that begins a group is the next one to be staged: it is added to the staged row that it repeats; −1 where it is a row of its own. */
  addUp(group: number): number {
    const { staged, stagedKeys, next, width, numbers } = this.rows;
    if (group >= this.places.length) this.places = withRoom(this.places, 2 * group + ROOM);
    const row = this.places[group] - 1;
    if (row >= 0 && row < staged) {
      const start = row * width;
      let j = 0;
      while (j < width && stagedKeys[start + j] === stagedKeys[next + j]) j++;
      if (j === width) {
        numbers.addRow(staged, row);
        return row;
      }
    }
    this.places[group] = staged + 1;
    return -1;
  }

  /** What was staged as row `from` is now row `to`. */
  move(group: number, from: number, to: number): void {
    if (this.places[group] === from + 1) this.places[group] = to + 1;
  }
}
