// How far the staging of a table's rows is: where the next one goes, and what is known of the group that it may belong to. In an array of numbers (stage-cells.ts),
// because most rows of callgrind files are staged by WebAssembly, which has to know and change the same.
import {
  ASCENDS,
  BEGINS,
  CAPACITY,
  FIRST_OF_GROUP,
  GREATEST,
  GROUP,
  GROUP_HEAD,
  INDEXED,
  KEYS_AT,
  NEXT,
  NEXT_NUMBER,
  NUMBERS_AT,
  PENDING,
  REENTERED,
  STAGE_CELLS,
  STAGED,
  STRIDE,
} from './stage-cells.ts';

const NO_GROUP = -2;
/** Less than any order. */
const LEAST = -0x80000000;

export class StageState {
  /** All of it. */
  cells: Int32Array = new Int32Array(STAGE_CELLS);

  constructor(capacity: number) {
    this.capacity = capacity;
    this.leaveGroup();
  }

  /** It is kept in this array from now on. */
  moveTo(cells: Int32Array): void {
    cells.set(this.cells);
    this.cells = cells;
  }

  /** Where rows are staged. */
  tellPlaces(keys: Int32Array, { stride, staged }: { readonly stride: number; readonly staged: Float64Array }): void {
    const { cells } = this;
    cells[STRIDE] = stride;
    cells[KEYS_AT] = keys.byteOffset;
    cells[NUMBERS_AT] = staged.byteOffset;
  }

  /** What comes next is a new group. */
  leaveGroup(): void {
    this.group = NO_GROUP;
    this.groupHead = NO_GROUP;
  }

  /** A group begins. */
  enterGroup(group: number, head: number, wasEntered: boolean): void {
    this.group = group;
    this.groupHead = head;
    this.firstOfGroup = this.staged;
    this.greatest = LEAST;
    this.ascends = true;
    this.indexed = false;
    this.begins = wasEntered;
    this.reentered = wasEntered ? 1 : 0;
  }

  /** Where in stagedKeys the key of the next row goes. */
  get next(): number {
    return this.cells[NEXT];
  }
  set next(value: number) {
    this.cells[NEXT] = value;
  }

  /** Where in numbers.staged its count goes. */
  get nextNumber(): number {
    return this.cells[NEXT_NUMBER];
  }
  set nextNumber(value: number) {
    this.cells[NEXT_NUMBER] = value;
  }

  /** How many rows are not sealed. */
  get staged(): number {
    return this.cells[STAGED];
  }
  set staged(value: number) {
    this.cells[STAGED] = value;
  }

  /** How many there is room for. */
  get capacity(): number {
    return this.cells[CAPACITY];
  }
  set capacity(value: number) {
    this.cells[CAPACITY] = value;
  }

  /** The function of the rows that come, and their part. */
  get group(): number {
    return this.cells[GROUP];
  }
  set group(value: number) {
    this.cells[GROUP] = value;
  }

  get groupHead(): number {
    return this.cells[GROUP_HEAD];
  }
  set groupHead(value: number) {
    this.cells[GROUP_HEAD] = value;
  }

  /** Its first row. */
  get firstOfGroup(): number {
    return this.cells[FIRST_OF_GROUP];
  }
  set firstOfGroup(value: number) {
    this.cells[FIRST_OF_GROUP] = value;
  }

  /** The greatest order of its rows so far. */
  get greatest(): number {
    return this.cells[GREATEST];
  }
  set greatest(value: number) {
    this.cells[GREATEST] = value;
  }

  /** 1 where the group was entered before, so that its rows may repeat others. */
  get reentered(): number {
    return this.cells[REENTERED];
  }
  set reentered(value: number) {
    this.cells[REENTERED] = value;
  }

  /** How many staged rows may. */
  get pending(): number {
    return this.cells[PENDING];
  }
  set pending(value: number) {
    this.cells[PENDING] = value;
  }

  /** The order of each row of the group was at least that of the row before. */
  get ascends(): boolean {
    return this.cells[ASCENDS] !== 0;
  }
  set ascends(value: boolean) {
    this.cells[ASCENDS] = value ? 1 : 0;
  }

  /** The rows of the group are found by an index. */
  get indexed(): boolean {
    return this.cells[INDEXED] !== 0;
  }
  set indexed(value: boolean) {
    this.cells[INDEXED] = value ? 1 : 0;
  }

  /** The row that comes is the first of a group that was entered before. */
  get begins(): boolean {
    return this.cells[BEGINS] !== 0;
  }
  set begins(value: boolean) {
    this.cells[BEGINS] = value ? 1 : 0;
  }
}
