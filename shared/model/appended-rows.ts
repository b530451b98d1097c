// Rows that are written one behind the other while reading and added up as far as the eye reaches. Profilers write a function's rows
// together and mostly once: the rows of the current function (the group) are staged, wide, and equal ones are found among them; rows of
// groups that were left are sealed into narrow pages. Rows of a group that is entered again may repeat sealed ones: when there are
// many of those, all rows are compacted, so that memory stays bounded by what is distinct however often it is repeated.
import { NONE } from '../base/brands.ts';
import { gatherIntegers } from '../base/narrow-arrays.ts';
import { PagedColumn } from '../base/paged-column.ts';
import type { Sliced } from '../base/slices.ts';
import { compactRows } from './compact-rows.ts';
import { StagedCosts } from './staged-costs.ts';

/** Compaction waits for this many rows that may be repetitions. */
const PENDING_ROWS = 1 << 16;
/** Staged rows are sealed when a group ends and there are this many, or this part of all rows, so that pages stay few. */
const ROWS_PER_PAGE = 1 << 16;
const PART_PER_PAGE = 1 / 64;
const NO_GROUP = -2;

export interface AppendedRowsShape {
  /** Int32 entries of a key. */
  readonly width: number;
  /** How many entries at the front make up the group; the last of these is a function, the one before it a part. */
  readonly groupWidth: number;
  /** Rows of a group mostly ascend by the last entry, or by this one where the last is NONE. */
  readonly ascending: number;
}

/** Distinct keys of `width` Int32 with costs, one call count and further `details` per row. Row numbers are valid until the next add(). */
export class AppendedCostRows {
  readonly width: number;
  readonly groupWidth: number;
  /** Keys of staged rows, `width` entries each. The key of the row to add is written from `next` on. */
  stagedKeys: Int32Array;
  /** Where in stagedKeys the key of the next row goes. */
  next = 0;
  /** Sealed rows: a column per entry of the key. */
  keys: PagedColumn[];
  readonly costs = new StagedCosts(1);
  readonly counts = new StagedCosts(1);
  /** Costs of another kind on the same rows (self cost of the callee …); made when first used. */
  details: StagedCosts | undefined;
  /** By function: 1 where some group of it was entered more than once, so that its rows may repeat each other. */
  repeated = new Uint8Array(1024);
  /** By function: 1 + the last part in which its group was entered. */
  entered = new Int32Array(1024);
  /** Rows that may repeat others. */
  pending = 0;
  private readonly ascending: number;
  private staged = 0;
  private group = NO_GROUP;
  private groupHead = NO_GROUP;
  private reentered = false;
  private firstOfGroup = 0;
  private greatest = -0x80000000;
  /** The rows of this group are in `slots`: open addressing, other entries are stale. */
  private indexed = false;
  private slots = new Int32Array(256).fill(-1);

  constructor(shape: AppendedRowsShape) {
    this.width = shape.width;
    this.groupWidth = shape.groupWidth;
    this.ascending = shape.ascending;
    this.keys = Array.from({ length: shape.width }, () => new PagedColumn());
    this.stagedKeys = new Int32Array(1024 * shape.width);
  }

  get length(): number {
    return this.keys[0].length + this.staged;
  }

  widen(stride: number): void {
    this.costs.widen(stride, this.keys[0]);
  }

  /** Adds costs[0 … count) and `calls` to the row whose key stands at `next`; returns its row number. */
  add(costs: ArrayLike<number>, count: number, calls: number): number {
    const row = this.rowOfKey();
    this.costs.add(row, costs, count);
    if (calls !== 0) this.counts.addOne(row, calls);
    return row;
  }

  /** Adds to the row that add() just returned. */
  addDetails(row: number, details: ArrayLike<number>, count: number): void {
    if (this.details === undefined) {
      this.details = new StagedCosts(count, this.keys[0]);
    }
    this.details.widen(count, this.keys[0]);
    this.details.add(row, details, count);
  }

  /** So many rows may be repetitions that compact() is worth its time. */
  get isRepetitive(): boolean {
    return this.pending > PENDING_ROWS && this.pending * 2 > this.length;
  }

  /** Adds up all equal rows; with a map, key entries `positions` are replaced by map[entry] first. */
  *compact(positions: readonly number[] = [], map?: Int32Array): Sliced<void> {
    this.seal();
    if (this.pending > 0 || map !== undefined) yield* compactRows(this, positions, map);
    this.pending = 0;
  }

  /** Moves all rows into pages; what comes next is a new group. The key that is being added stays at `next`. */
  seal(): void {
    const { staged, width, stagedKeys, next } = this;
    this.staged = 0;
    this.next = 0;
    this.firstOfGroup = 0;
    this.group = NO_GROUP;
    // Stale slots must not be taken for rows to come.
    this.slots.fill(-1);
    if (staged === 0) return;
    const entries = new Int32Array(staged);
    for (let j = 0; j < width; j++) this.keys[j].append(entries, gatherIntegers(stagedKeys, j, width, entries));
    stagedKeys.copyWithin(0, next, next + width);
    const numbers = new Float64Array(staged);
    this.costs.seal(numbers);
    this.counts.seal(numbers);
    this.details?.seal(numbers);
  }

  /** Row of the key at `next`, which becomes a row itself where there is no equal one. */
  private rowOfKey(): number {
    const { width, groupWidth } = this;
    let keys = this.stagedKeys;
    if (keys[this.next + groupWidth - 1] !== this.group || keys[this.next] !== this.groupHead) {
      this.enter();
      keys = this.stagedKeys;
    }
    const { next } = this;
    let order = keys[next + width - 1];
    if (order === NONE) order = keys[next + this.ascending];
    // Equal keys have equal orders: what is greater than all before is new.
    if (order > this.greatest) {
      this.greatest = order;
      if (!this.indexed) return this.append();
    } else if (!this.indexed) {
      this.indexGroup();
    }
    let hash = 0;
    for (let j = groupWidth; j < width; j++) hash = Math.imul(hash ^ keys[next + j], 0x85ebca6b) ^ (hash >>> 13);
    const { slots, firstOfGroup, staged } = this;
    const mask = slots.length - 1;
    let slot = (hash ^ (hash >>> 16)) & mask;
    for (let row = slots[slot]; row >= firstOfGroup && row < staged; row = slots[slot]) {
      const start = row * width;
      let j = groupWidth;
      while (j < width && keys[start + j] === keys[next + j]) j++;
      if (j === width) return row;
      slot = (slot + 1) & mask;
    }
    slots[slot] = staged;
    const row = this.append();
    if ((row + 1 - firstOfGroup) * 2 > slots.length) this.growSlots();
    return row;
  }

  private append(): number {
    const row = this.staged++;
    this.next += this.width;
    if (this.next + this.width > this.stagedKeys.length) {
      const larger = new Int32Array(this.stagedKeys.length * 2);
      larger.set(this.stagedKeys);
      this.stagedKeys = larger;
    }
    if (this.reentered) this.pending++;
    return row;
  }

  /** A group begins. Slots of earlier groups hold smaller row numbers and count as free. */
  private enter(): void {
    if (this.staged >= ROWS_PER_PAGE && this.staged >= this.length * PART_PER_PAGE) this.seal();
    const { stagedKeys, next } = this;
    const group = stagedKeys[next + this.groupWidth - 1];
    this.group = group;
    this.groupHead = stagedKeys[next];
    this.firstOfGroup = this.staged;
    this.greatest = -0x80000000;
    this.indexed = false;
    if (group >= this.entered.length) this.growEntered(group + 1);
    // Parts come one after the other: a function that was last seen in an earlier part has no rows in this one.
    const part = this.groupWidth === 1 ? 1 : stagedKeys[next] + 1;
    this.reentered = this.entered[group] >= part;
    if (this.reentered) this.repeated[group] = 1;
    else this.entered[group] = part;
  }

  private growEntered(length: number): void {
    const entered = new Int32Array(Math.max(length, this.entered.length * 2));
    entered.set(this.entered);
    this.entered = entered;
    const repeated = new Uint8Array(entered.length);
    repeated.set(this.repeated);
    this.repeated = repeated;
  }

  /** From now on the rows of this group are found by hash. */
  private indexGroup(): void {
    this.indexed = true;
    const size = this.staged - this.firstOfGroup;
    if ((size + 1) * 2 > this.slots.length) this.growSlots();
    else this.fillSlots();
  }

  private growSlots(): void {
    let length = this.slots.length * 2;
    while ((this.staged + 1 - this.firstOfGroup) * 2 > length) length *= 2;
    this.slots = new Int32Array(length).fill(-1);
    this.fillSlots();
  }

  private fillSlots(): void {
    const { stagedKeys, width, groupWidth, slots, firstOfGroup } = this;
    const mask = slots.length - 1;
    for (let row = firstOfGroup; row < this.staged; row++) {
      let hash = 0;
      for (let j = groupWidth; j < width; j++)
        hash = Math.imul(hash ^ stagedKeys[row * width + j], 0x85ebca6b) ^ (hash >>> 13);
      let slot = (hash ^ (hash >>> 16)) & mask;
      while (slots[slot] >= firstOfGroup && slots[slot] < this.staged) slot = (slot + 1) & mask;
      slots[slot] = row;
    }
  }
}
