// Finds a staged row of the current group by its key: one by one among the last few, and by a table where a group is long and its rows do not ascend.
// Open addressing: entries of earlier groups hold smaller row numbers and count as free.
import type { AppendedCostRows } from './appended-rows.ts';
import { FEW } from './stage-cells.ts';

export class StagedIndex {
  private readonly rows: AppendedCostRows;
  private slots = new Int32Array(256).fill(-1);
  private first = 0;

  constructor(rows: AppendedCostRows) {
    this.rows = rows;
  }

  /** The row of this group whose key is the one at `next`; −1 where there is none: the row that comes now is it then. */
  equalRow(order: number): number {
    const { rows } = this;
    const { stage } = rows;
    if (!stage.indexed) {
      const { stagedKeys, width, groupWidth } = rows;
      const { staged, next, firstOfGroup } = stage;
      const isEqualOrder = stage.ascends && order === stage.greatest;
      const last = Math.max(firstOfGroup, staged - FEW);
      for (let row = staged - 1; row >= last; row--) {
        const start = row * width;
        // Rows with this order stand together at the end.
        if (isEqualOrder && rows.orderOf(start) !== order) return -1;
        let j = groupWidth;
        while (j < width && stagedKeys[start + j] === stagedKeys[next + j]) j++;
        if (j === width) return row;
      }
      if (order < stage.greatest) stage.ascends = false;
      if (last === firstOfGroup) return -1;
      stage.indexed = true;
      this.fill(firstOfGroup);
    }
    return this.find();
  }

  /** All staged rows from `first` on are found from now on. */
  private fill(first: number): void {
    this.first = first;
    if (this.isFull()) this.grow();
    else this.enterAll();
  }

  /** What was staged is gone: stale entries must not be taken for rows to come. */
  forget(): void {
    this.slots.fill(-1);
  }

  private find(): number {
    if (this.isFull()) this.grow();
    const { slots, first } = this;
    const { stagedKeys, next, width, groupWidth, staged } = this.rows;
    const mask = slots.length - 1;
    let slot = hashOf(stagedKeys, next + groupWidth, next + width) & mask;
    for (let row = slots[slot]; row >= first && row < staged; row = slots[slot]) {
      const start = row * width;
      let j = groupWidth;
      while (j < width && stagedKeys[start + j] === stagedKeys[next + j]) j++;
      if (j === width) return row;
      slot = (slot + 1) & mask;
    }
    slots[slot] = staged;
    return -1;
  }

  private isFull(): boolean {
    return (this.rows.staged + 1 - this.first) * 2 > this.slots.length;
  }

  private grow(): void {
    let length = this.slots.length * 2;
    while ((this.rows.staged + 1 - this.first) * 2 > length) length *= 2;
    this.slots = new Int32Array(length).fill(-1);
    this.enterAll();
  }

  private enterAll(): void {
    const { slots, first } = this;
    const { stagedKeys, width, groupWidth, staged } = this.rows;
    const mask = slots.length - 1;
    for (let row = first; row < staged; row++) {
      let slot = hashOf(stagedKeys, row * width + groupWidth, row * width + width) & mask;
      while (slots[slot] >= first && slots[slot] < staged) slot = (slot + 1) & mask;
      slots[slot] = row;
    }
  }
}

function hashOf(keys: Int32Array, from: number, to: number): number {
  let hash = 0;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ keys[at], 0x85ebca6b) ^ (hash >>> 13);
  return hash ^ (hash >>> 16);
}
