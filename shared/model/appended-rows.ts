// Rows that are written one behind the other while reading and added up as far as the eye reaches. Profilers write a function's rows
// together and mostly once: the rows of the current function (the group) are staged, wide, and equal ones are found among them; rows of
// groups that were left are sealed into narrow columns. Rows of a group that is entered again may repeat others: where most of the staged ones
// may, those are added up before they are sealed (staged-repeats.ts); where many of the sealed ones may, all are compacted (compact-rows.ts).
// So memory stays bounded by what is distinct however often it is repeated.
import { NONE } from '../base/brands.ts';
import { BlockScratch } from '../base/column-blocks.ts';
import { NarrowColumn } from '../base/narrow-column.ts';
import type { Sliced } from '../base/slices.ts';
import { ordinaryMemory, type StageMemory } from '../base/stage-memory.ts';
import { compactRows } from './compact-rows.ts';
import { GroupBeginnings } from './group-beginnings.ts';
import { GroupMarks } from './group-marks.ts';
import { NextCompaction } from './next-compaction.ts';
import {
  giveStage,
  inSharedMemory,
  packColumns,
  type RowSealer,
  sealRows,
  sharedStage,
  unpackColumns,
  widenNumbers,
} from './sealed-rows.ts';
import { StageState } from './stage-state.ts';
import { StagedIndex } from './staged-index.ts';
import { StagedNumbers } from './staged-numbers.ts';
import { StagedRepeats } from './staged-repeats.ts';

/** When a group ends and so many rows are staged they are sealed: as many as the processor's second cache holds. */
const FEWEST_STAGED = 1 << 13;
/** Where most rows are repetitions so many distinct ones stay staged. */
const MOST_STAGED = 1 << 17;
/** Where fewer than one of so many was repeated nearby, repetitions are far apart: staged rows are not added up for so many times. */
const WORTHWHILE = 4;
const PASSED_OVER = 15;
const EARLY = 1 / 64;
/** Rows that there is room for at first. */
const FIRST_CAPACITY = 1024;
/** Room for more rows than there will be costs nothing, too little is made up for by copying. */
const MARGIN = 2;

export interface AppendedRowsShape {
  /** Int32 entries of a key. */
  readonly width: number;
  /** How many entries at the front make up the group; the last of these is a function, the one before it a part. */
  readonly groupWidth: number;
  /** Rows of a group mostly ascend by this entry, or by `otherwise` where it is NONE. */
  readonly ascending: number;
  readonly otherwise: number;
  /** Which of the tables that share marks it is. */
  readonly table: number;
  /** Entries whose columns are Int32 whatever is in them: functions, and the lower halves of addresses. */
  readonly wide: readonly number[];
}

/** How much of what is to be read was read: 0 where nobody knows, 1 in the end. */
export interface ReadShare {
  share: number;
}

/**
 * Distinct keys of `width` Int32 with a count, costs and further `details` per row. Row numbers are valid until the next row is added.
 *
 * The shortest way to add a row: write its key to stagedKeys from `next` on, its count and then its costs, all of them, to numbers.staged from
 * `nextNumber` on, and call commit().
 */
export class AppendedCostRows {
  readonly width: number;
  readonly groupWidth: number;
  private readonly wide: readonly number[];
  /** Keys of staged rows, `width` entries each. */
  stagedKeys: Int32Array;
  /** Sealed rows: a column per entry of the key. */
  keys: NarrowColumn[];
  /** The count, then a cost per event type. */
  readonly numbers: StagedNumbers;
  /** Numbers of another kind on the same rows (self cost of the callee …); made when first used. */
  details: StagedNumbers | undefined;
  /** Sealed rows that may repeat others. */
  pendingSealed = 0;
  readonly stage = new StageState(FIRST_CAPACITY);
  readonly scratch = new BlockScratch();
  private readonly beginnings = new GroupBeginnings(this);
  private readonly repeats = new StagedRepeats(this, this.beginnings);
  private readonly nextCompaction = new NextCompaction();
  private readonly ascending: number;
  private readonly otherwise: number;
  private readonly reading: ReadShare;
  private readonly marks: GroupMarks;
  private readonly table: number;
  private sealer: RowSealer | undefined;
  /** Sealed rows that the sealer has: all or none. */
  private away = 0;
  private most = 0;
  private memory = ordinaryMemory;
  /** How many more times staged rows are sealed without being added up first. */
  private passedOver = 0;
  private readonly index = new StagedIndex(this);

  constructor(shape: AppendedRowsShape, reading: ReadShare = { share: 0 }, marks = new GroupMarks()) {
    this.width = shape.width;
    this.groupWidth = shape.groupWidth;
    this.wide = shape.wide;
    this.ascending = shape.ascending;
    this.otherwise = shape.otherwise;
    this.reading = reading;
    this.marks = marks;
    this.table = shape.table;
    this.keys = Array.from({ length: shape.width }, (_, j) => this.keyColumn(j));
    this.stagedKeys = new Int32Array(FIRST_CAPACITY * shape.width);
    this.numbers = new StagedNumbers(2, this.scratch);
    this.numbers.reserve(FIRST_CAPACITY);
  }

  /** Where in stagedKeys the key of the next row goes, and in numbers.staged its count. */
  get next(): number {
    return this.stage.next;
  }

  get nextNumber(): number {
    return this.stage.nextNumber;
  }

  /** How many rows are not sealed. */
  get staged(): number {
    return this.stage.staged;
  }

  get length(): number {
    return this.sealed + this.staged;
  }

  /** How many rows are sealed, wherever their columns are. */
  get sealed(): number {
    return this.keys[0].length + this.away;
  }

  /** Rows that may repeat others. */
  get pending(): number {
    return this.pendingSealed + this.stage.pending;
  }

  /** 1 where rows of the function may repeat each other. */
  isRepeated(fn: number): number {
    return this.marks.isRepeated(fn, this.table);
  }

  /** An empty column for entry j of the key. */
  keyColumn(j: number): NarrowColumn {
    return new NarrowColumn(this.scratch, this.wide.includes(j));
  }

  /** So many event types. */
  widen(eventTypes: number): void {
    // What is away is widened when it is next needed.
    this.numbers.widen(1 + eventTypes, this.keys[0].length);
    this.stage.nextNumber = this.staged * this.numbers.stride;
    this.stage.tellPlaces(this.stagedKeys, this.numbers);
  }

  /** From now on rows are staged in that memory; `cells`: where WebAssembly finds how far that is, where it sees the memory. */
  stageIn(memory: StageMemory, cells: Int32Array): void {
    const { stage, numbers, stagedKeys } = this;
    this.memory = memory;
    stage.moveTo(cells);
    if (stage.staged === 0) stage.capacity = FIRST_CAPACITY;
    this.stagedKeys = memory.integers(stage.capacity * this.width);
    this.stagedKeys.set(stagedKeys.subarray(0, this.stagedKeys.length));
    numbers.stageIn(memory, stage.capacity);
    this.stage.tellPlaces(this.stagedKeys, this.numbers);
  }

  /** Adds costs[0 … count) and `calls` to the row whose key stands at `next`; returns its row number. */
  add(costs: ArrayLike<number>, count: number, calls: number): number {
    const { staged, stride } = this.numbers;
    let at = this.nextNumber;
    const end = at + stride;
    staged[at++] = calls;
    for (let e = 0; e < count; e++) staged[at++] = costs[e];
    while (at < end) staged[at++] = 0;
    return this.commit();
  }

  /** The row whose key stands at `next` and whose numbers stand at `nextNumber` is complete; returns its row number. */
  commit(): number {
    const { groupWidth, stage } = this;
    const { next } = stage;
    if (
      this.stagedKeys[next + groupWidth - 1] !== stage.group ||
      (groupWidth > 1 && this.stagedKeys[next] !== stage.groupHead)
    )
      this.enter();
    if (stage.begins) {
      stage.begins = false;
      const row = this.beginnings.addUp(stage.group);
      if (row >= 0) return row;
    }
    return this.append();
  }

  /** The same for a row of a group that was begun. */
  private append(): number {
    const { stage } = this;
    const { next, staged } = stage;
    const order = this.orderOf(next);
    // Equal keys have equal orders: what is greater than all before is new.
    if (order <= stage.greatest || stage.indexed) {
      const row = this.index.equalRow(order);
      if (row >= 0) {
        this.numbers.addRow(staged, row);
        return row;
      }
    }
    if (order > stage.greatest) stage.greatest = order;
    stage.next = next + this.width;
    stage.nextNumber += this.numbers.stride;
    stage.pending += stage.reentered;
    stage.staged = staged + 1;
    // Room for the row after this one.
    if (staged + 2 > stage.capacity) this.grow();
    return staged;
  }

  /** Adds to the row that was added last. */
  addDetails(row: number, details: ArrayLike<number>, count: number): void {
    this.details ??= new StagedNumbers(count, this.scratch, this.keys[0].length);
    this.details.widen(count, this.keys[0].length);
    this.details.reserve(this.stage.capacity);
    const { staged, stride } = this.details;
    for (let e = 0, at = row * stride; e < count; e++, at++) staged[at] += details[e];
  }

  /** So many rows may be repetitions that compact() is worth its time. */
  get isRepetitive(): boolean {
    return this.nextCompaction.isDue(this.pendingSealed, this.length);
  }

  /** Adds up all equal rows; with a map, key entries `positions` are replaced by it first. `anew`: any two may be equal. fetch() comes before. */
  *compact(positions: readonly number[] = [], map?: Int32Array, anew = false): Sliced<void> {
    if (this.sealed === 0) {
      if (map !== undefined) this.repeats.rename(positions, map);
      if (this.pending > 0 || map !== undefined) this.repeats.addUp();
      this.sealHere();
      this.noneStaged();
      return;
    }
    this.sealHere();
    this.noneStaged();
    const before = this.length;
    if (this.pending > 0 || map !== undefined) yield* compactRows(this, { positions, map, anew });
    this.nextCompaction.after(before, this.length);
    this.pendingSealed = 0;
  }

  /** From now on the sealer seals the rows, whenever it is ready to; undefined: nobody does. */
  sealBy(sealer: RowSealer | undefined): void {
    this.sealer = sealer;
  }

  /** Gets the sealed rows back from whoever sealed them. They stay away where reading was cancelled: the table is of no use then. */
  async fetch(): Promise<void> {
    if (this.away === 0) return;
    const packed = await this.sealer?.fetch(this.table);
    if (packed === undefined) return;
    for (let spare = this.sealer?.spare(this.table); spare !== undefined; spare = this.sealer?.spare(this.table))
      giveStage(this.memory, spare);
    const { keys, numbers } = unpackColumns(packed, this.scratch);
    widenNumbers(numbers, this.numbers.stride, this.away, this.scratch);
    this.keys = keys;
    this.numbers.columns = numbers;
    this.away = 0;
  }

  /** Moves all rows into columns; what comes next is a new group. What was written of the next row stays at `next` and `nextNumber`. */
  seal(): void {
    if (this.staged > 0 && !this.sendAway()) this.sealHere();
    this.noneStaged();
  }

  /** All rows are sealed. */
  private noneStaged(): void {
    this.pendingSealed += this.stage.pending;
    this.stage.pending = 0;
    this.repeats.forget();
    this.keepStaged(0);
  }

  private sealHere(): void {
    if (this.away > 0) throw new Error('assertion failed: rows were sealed while their columns were away');
    if (this.staged === 0) return;
    const { staged: rows, stagedKeys, keys, numbers, details } = this;
    const expected = this.expected();
    const { staged, stride, columns } = numbers;
    sealRows({ keys, numbers: columns }, { keys: stagedKeys, numbers: staged, stride, rows, expected });
    if (details === undefined) return;
    details.reserve(rows);
    details.seal(rows, expected);
  }

  /** Hands all staged rows over; false where nobody takes them. */
  private sendAway(): boolean {
    const { sealer, stage, stagedKeys, numbers, width, memory } = this;
    const { staged, next, nextNumber, capacity } = stage;
    if (sealer?.isReady !== true || this.details !== undefined) return false;
    const { stride } = numbers;
    const nextKey = stagedKeys.slice(next, next + width);
    const nextNumbers = numbers.staged.slice(nextNumber, nextNumber + stride);
    const stagedRows = { keys: inSharedMemory(stagedKeys), numbers: inSharedMemory(numbers.staged) };
    const rows = { ...stagedRows, stride, rows: staged, expected: this.expected() };
    const columns = this.away > 0 ? undefined : packColumns({ keys: this.keys, numbers: numbers.columns });
    const spare = sealer.take(this.table, rows, columns);
    // Those from before there were more event types, or other memory, do not fit any more.
    const fits =
      spare !== undefined && spare.numbers.length * width === spare.keys.length * stride && memory.owns(spare.keys);
    if (spare !== undefined && !fits) giveStage(memory, spare);
    const arrays = fits ? spare : sharedStage(memory, capacity * width, capacity * stride);
    this.away += staged + (columns?.keys[0].length ?? 0);
    this.stagedKeys = arrays.keys;
    numbers.staged = arrays.numbers;
    stage.capacity = arrays.keys.length / width;
    this.stagedKeys.set(nextKey);
    numbers.staged.set(nextNumbers);
    stage.staged = 0;
    stage.next = 0;
    stage.nextNumber = 0;
    this.stage.tellPlaces(this.stagedKeys, this.numbers);
    return true;
  }

  /** Only the first `rows` rows are staged any more; what comes next is a new group. */
  keepStaged(rows: number): void {
    const { stage, numbers } = this;
    const { next, nextNumber, staged } = stage;
    stage.next = rows * this.width;
    stage.nextNumber = rows * numbers.stride;
    this.stagedKeys.copyWithin(stage.next, next, next + this.width);
    numbers.staged.copyWithin(stage.nextNumber, nextNumber, nextNumber + numbers.stride);
    if (this.details !== undefined) {
      const { staged: details, stride } = this.details;
      details.fill(0, rows * stride, staged * stride);
    }
    stage.staged = rows;
    stage.firstOfGroup = rows;
    stage.leaveGroup();
    this.index.forget();
  }

  /** There will be so many rows, or fewer. */
  expect(rows: number): void {
    this.most = rows;
  }

  /** About how many rows there will be when everything is read; 0 where nobody knows. */
  private expected(): number {
    if (this.most > 0) return this.most;
    const { share } = this.reading;
    // The beginning of a file tells little of the rest.
    return share > EARLY && share < 1 ? Math.ceil((this.length / share) * MARGIN) : 0;
  }

  /** A group begins. */
  private enter(): void {
    if (this.staged >= this.repeats.distinct + FEWEST_STAGED) this.makeRoom();
    const { stagedKeys, next, stage } = this;
    const group = stagedKeys[next + this.groupWidth - 1];
    const part = this.groupWidth === 1 ? 0 : stagedKeys[next];
    stage.enterGroup(group, stagedKeys[next], this.marks.enter(group, this.table, part));
  }

  private makeRoom(): void {
    const fresh = this.staged - this.repeats.distinct;
    // Most of those that came since they were added up last, and it was not in vain lately.
    const addsUp = this.stage.pending * 2 > fresh && this.passedOver-- <= 0;
    if (addsUp) {
      const { staged } = this;
      this.repeats.addUp();
      this.passedOver = (staged - this.staged) * WORTHWHILE < fresh ? PASSED_OVER : 0;
    }
    if (!addsUp || this.passedOver > 0 || this.staged > MOST_STAGED) this.seal();
  }

  /** What rows of a group ascend by, of the row whose key stands there. */
  orderOf(start: number): number {
    const order = this.stagedKeys[start + this.ascending];
    return order === NONE ? this.stagedKeys[start + this.otherwise] : order;
  }

  private grow(): void {
    const { stage, stagedKeys, memory } = this;
    // Room that is not used is no memory; outgrown arrays are.
    stage.capacity = Math.max(stage.capacity * 2, memory.isShared ? 2 * FEWEST_STAGED : 0);
    this.stagedKeys = memory.integers(stage.capacity * this.width);
    this.stagedKeys.set(stagedKeys);
    memory.give(stagedKeys);
    this.numbers.reserve(stage.capacity);
    this.stage.tellPlaces(this.stagedKeys, this.numbers);
  }
}
