// Rows that are written one behind the other while reading and added up as far as the eye reaches. Profilers write a function's rows together and
// mostly once: equal rows of one such group are found in a table that only knows the current group and so stays in the processor's
// cache. Rows of a group that was left and is entered again may repeat older ones; when there are many of those, all rows are
// compacted, so that memory stays bounded by what is distinct however often it is repeated.
import { KeyedRows } from '../base/keyed-rows.ts';
import { CostRows } from './cost-rows.ts';

/** Compaction waits for this many rows that may be repetitions. */
const PENDING_ROWS = 1 << 16;

export interface AppendedRowsShape {
  /** Int32 entries of a key. */
  readonly width: number;
  /** Costs per row. */
  readonly stride: number;
  /** Which entry of the key is the group. */
  readonly group: number;
}

/** Distinct keys of `width` Int32 with costs, one call count and further `details` per row. Row numbers are valid until the next add(). */
export class AppendedCostRows {
  readonly width: number;
  /** Scratch: the key of the row to add. */
  readonly key: Int32Array;
  costs: CostRows;
  counts = new CostRows(1);
  /** Costs of another kind on the same rows (self cost of the callee …); made when first used. */
  details: CostRows | undefined;
  length = 0;
  keys: Int32Array;
  private readonly group: number;
  private stride: number;
  private seen = new Uint8Array(1024);
  private currentGroup = -2;
  private reopened = false;
  private pending = 0;
  private firstOfGroup = 0;
  /** Open addressing over the rows of the current group; other entries are stale. */
  private slots = new Int32Array(256).fill(-1);

  constructor(shape: AppendedRowsShape) {
    this.width = shape.width;
    this.stride = shape.stride;
    this.group = shape.group;
    this.key = new Int32Array(shape.width);
    this.keys = new Int32Array(128 * shape.width);
    this.costs = new CostRows(shape.stride);
  }

  widen(stride: number): void {
    this.stride = Math.max(this.stride, stride);
    this.costs.widen(stride);
  }

  /** Adds costs[0 … count) and `calls` to the row of `key`; returns its row number. */
  add(costs: ArrayLike<number>, count: number, calls: number): number {
    const row = this.rowOfKey();
    this.costs.add(row, costs, count);
    if (calls !== 0) this.counts.addOne(row, 0, calls);
    return row;
  }

  /** Adds to the row that add() just returned. */
  addDetails(row: number, details: ArrayLike<number>, count: number): void {
    this.details ??= new CostRows(count);
    this.details.widen(count);
    this.details.add(row, details, count);
  }

  /** Adds up all equal rows; with a map, key entries `positions` are replaced by map[entry] first. */
  compact(positions: readonly number[] = [], map?: Int32Array): void {
    if (this.pending === 0 && map === undefined) return;
    const distinct = new KeyedRows(this.width);
    const target = new Int32Array(this.length);
    for (let row = 0; row < this.length; row++) {
      const start = row * this.width;
      for (let j = 0; j < this.width; j++) distinct.key[j] = this.keys[start + j];
      if (map !== undefined)
        for (const j of positions) if (distinct.key[j] >= 0) distinct.key[j] = map[distinct.key[j]];
      target[row] = distinct.rowOfKey();
    }
    this.costs = this.costs.mapped(target, distinct.length);
    this.counts = this.counts.mapped(target, distinct.length);
    this.details = this.details?.mapped(target, distinct.length);
    this.keys = distinct.keys;
    this.length = distinct.length;
    this.pending = 0;
    this.currentGroup = -2;
    this.slots.fill(-1);
    if (map !== undefined) this.seen.fill(1);
  }

  /** Entry j of all keys. */
  column(j: number): Int32Array {
    const column = new Int32Array(this.length);
    for (let row = 0, at = j; row < this.length; row++, at += this.width) column[row] = this.keys[at];
    return column;
  }

  private rowOfKey(): number {
    const { key, keys, width } = this;
    const group = key[this.group];
    if (group !== this.currentGroup) this.enter(group);
    let hash = 0;
    for (let j = 0; j < width; j++) hash = Math.imul(hash ^ key[j], 0x85ebca6b) ^ (hash >>> 13);
    const mask = this.slots.length - 1;
    let slot = (hash ^ (hash >>> 16)) & mask;
    for (;;) {
      const row = this.slots[slot];
      if (row < this.firstOfGroup || row >= this.length) break;
      const start = row * width;
      let j = 0;
      while (j < width && keys[start + j] === key[j]) j++;
      if (j === width) return row;
      slot = (slot + 1) & mask;
    }
    this.slots[slot] = this.length;
    return this.append();
  }

  private append(): number {
    const { key, width } = this;
    const start = this.length * width;
    if (start + width > this.keys.length) {
      const larger = new Int32Array(this.keys.length * 2);
      larger.set(this.keys);
      this.keys = larger;
    }
    for (let j = 0; j < width; j++) this.keys[start + j] = key[j];
    if (this.reopened) this.pending++;
    this.length++;
    const size = this.length - this.firstOfGroup;
    if (size * 2 > this.slots.length) this.growSlots();
    return this.length - 1;
  }

  /** A group begins. Slots of earlier groups hold smaller row numbers and count as free. */
  private enter(group: number): void {
    if (this.pending > PENDING_ROWS && this.pending * 2 > this.length) this.compact();
    this.currentGroup = group;
    this.firstOfGroup = this.length;
    const at = group + 1;
    if (at >= this.seen.length) {
      const larger = new Uint8Array(Math.max(at + 1, this.seen.length * 2));
      larger.set(this.seen);
      this.seen = larger;
    }
    this.reopened = this.seen[at] === 1;
    this.seen[at] = 1;
  }

  private growSlots(): void {
    const { keys, width } = this;
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    const mask = this.slots.length - 1;
    for (let row = this.firstOfGroup; row < this.length; row++) {
      let hash = 0;
      for (let j = 0; j < width; j++) hash = Math.imul(hash ^ keys[row * width + j], 0x85ebca6b) ^ (hash >>> 13);
      let slot = (hash ^ (hash >>> 16)) & mask;
      while (this.slots[slot] >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = row;
    }
  }
}
