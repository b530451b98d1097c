// A column that grows at its end and holds its numbers in the narrowest type that is exact for all of them. It is one array from the beginning,
// made as large as the whole is expected to become, in twice the bytes: nothing is copied when it is complete or one large number makes all wider,
// and what was reserved in vain was never touched and takes no memory. As long as all rows hold the same number there is no array at all.
// Rows come in blocks from where they lie among those of other columns. The loops over them (column-blocks.ts) see one kind of array each;
// changing the kind is left to set(), which is ten times as fast for whole numbers.
import {
  allEqual,
  allEqualNumbers,
  type BlockScratch,
  gatherIntegers,
  gatherNumbers,
  gatherUnsigned,
  pickIntegers,
  ROWS_PER_BLOCK,
} from './column-blocks.ts';
import type { NumberArray } from './columns.ts';
import { type ArrayKind, narrowestKind } from './narrow-arrays.ts';
import { inSlices, type Sliced } from './slices.ts';

/** Arrays up to this length are copied rather than being a part of a larger one. */
const SHORT = 1 << 14;
/** Rows up to this many are moved one by one. */
const FEW = 24;

/** Numbers that lie `step` apart in an array, beginning with number `first`. */
export interface Strided<Source> {
  readonly from: Source;
  readonly first: number;
  readonly step: number;
}

/** What numbers there are. */
interface Facts {
  /** Bits in use, those of negative numbers turned round. */
  bits: number;
  isSigned: boolean;
  /** There are others than whole numbers of 32 bits. */
  isDouble: boolean;
}

/** A column on the way to another thread. */
export interface PackedColumn {
  readonly isInt32: boolean;
  readonly length: number;
  readonly total: number;
  readonly values: NumberArray | undefined;
  readonly constant: number;
  readonly facts: Facts;
}

export class NarrowColumn {
  length = 0;
  /** Sum of all numbers without their signs, where they came as Float64. Stays when the column is finished. */
  total = 0;
  private values: NumberArray | undefined;
  /** What all rows hold as long as there are no `values`. */
  private constant = 0;
  private facts: Facts = { bits: 0, isSigned: false, isDouble: false };
  private readonly scratch: BlockScratch;
  private readonly isInt32: boolean;

  /** isInt32: Int32 whatever the numbers, for columns that hot loops read. */
  constructor(scratch: BlockScratch, isInt32 = false) {
    this.scratch = scratch;
    this.isInt32 = isInt32;
  }

  /** Appends `count` numbers. `expected`: how many rows there will probably be in the end; 0 where nobody knows. */
  appendIntegers({ from, first, step }: Strided<Int32Array>, count: number, expected = 0): void {
    const { scratch } = this;
    for (let done = 0; done < count; done += ROWS_PER_BLOCK) {
      const block = { from, first: first + done * step, step, length: Math.min(ROWS_PER_BLOCK, count - done) };
      if (this.isInt32) {
        pickIntegers(block, scratch);
      } else {
        if (this.values === undefined && this.length > 0 && allEqual(block, this.constant)) {
          this.length += block.length;
          continue;
        }
        gatherIntegers(block, scratch);
      }
      this.add(from[block.first], scratch.integers, block.length, expected);
    }
  }

  /** The same for numbers of any kind. */
  appendNumbers({ from, first, step }: Strided<Float64Array>, count: number, expected = 0): void {
    const { scratch } = this;
    for (let done = 0; done < count; done += ROWS_PER_BLOCK) {
      const block = { from, first: first + done * step, step, length: Math.min(ROWS_PER_BLOCK, count - done) };
      if (this.values === undefined && this.length > 0 && allEqualNumbers(block, this.constant)) {
        this.length += block.length;
        this.total += Math.abs(this.constant) * block.length;
        continue;
      }
      if (gatherUnsigned(block, scratch)) {
        this.add(from[block.first], scratch.unsigned, block.length, expected);
      } else {
        gatherNumbers(block, scratch);
        this.add(from[block.first], scratch.numbers, block.length, expected);
      }
      this.total += scratch.sum;
    }
  }

  /** Appends `length` rows that hold the number. */
  appendConstant(value: number, length: number): void {
    const from = new Float64Array(Math.min(length, ROWS_PER_BLOCK)).fill(value);
    for (let done = 0; done < length; done += ROWS_PER_BLOCK)
      this.appendNumbers({ from, first: 0, step: 1 }, Math.min(ROWS_PER_BLOCK, length - done));
  }

  at(row: number): number {
    return this.values === undefined ? this.constant : this.values[row];
  }

  /** Rows of whole numbers differ in no more than so many of their lowest bits. */
  differingBits(): number {
    const { values, length, facts } = this;
    if (values === undefined) return 0;
    if (values instanceof Int32Array) return 32 - Math.clz32(differencesIn(values, length));
    if (facts.isDouble) return 32;
    return Math.min(32, 32 - Math.clz32(facts.bits) + (facts.isSigned ? 1 : 0));
  }

  /** Writes rows `from` … `to` − 1 to the beginning of `target`. */
  copyTo(target: Int32Array | Float64Array, from: number, to: number): void {
    if (this.values === undefined) target.fill(this.constant, 0, to - from);
    else target.set(this.values.subarray(from, to));
  }

  /** All rows of a column that is Int32 whatever its numbers. The column is empty afterwards. */
  finishInt32(): Int32Array {
    const { values, length, constant } = this;
    const array = values instanceof Int32Array ? this.trimmed(values) : new Int32Array(length).fill(constant);
    this.clear();
    return array;
  }

  /** All rows in the narrowest type that holds them times `scale`; `undefined` where all are 0. The column is empty afterwards. */
  *finishNarrow(scale = 1): Sliced<NumberArray | undefined> {
    const { values, length, constant } = this;
    const rows = values === undefined ? undefined : this.trimmed(values);
    this.clear();
    if (rows !== undefined) return scale === 1 ? rows : yield* scaledRows(rows, scale);
    const value = constant * scale;
    if (length === 0 || value === 0) return undefined;
    return new (narrowestKind({ least: value, greatest: value, whole: Number.isInteger(value) }))(length).fill(value);
  }

  /** What makes it up. The column is empty afterwards. */
  pack(): PackedColumn {
    const { isInt32, length, total, values, constant, facts } = this;
    this.clear();
    return { isInt32, length, total, values, constant, facts };
  }

  static unpack(
    { isInt32, length, total, values, constant, facts }: PackedColumn,
    scratch: BlockScratch,
  ): NarrowColumn {
    const column = new NarrowColumn(scratch, isInt32);
    column.length = length;
    column.total = total;
    column.values = values;
    column.constant = constant;
    column.facts = facts;
    return column;
  }

  /** Adds the number of row rows[i] to that of row into[i]. */
  addRows(rows: Int32Array, into: Int32Array): void {
    if (this.values === undefined) {
      if (this.constant === 0) return;
      this.values = new (this.kind())(this.length).fill(this.constant);
    }
    let { values } = this;
    for (let i = 0; i < rows.length; i++) {
      const sum = values[into[i]] + values[rows[i]];
      values[into[i]] = sum;
      if (values[into[i]] === sum) continue;
      // The sum is larger than any number so far.
      this.noteNumber(sum);
      const wider = new (this.kind())(this.length);
      wider.set(values.subarray(0, this.length));
      wider[into[i]] = sum;
      values = wider;
      this.values = wider;
    }
  }

  /** Takes out these rows, which ascend; those behind them move up. */
  removeRows(rows: Int32Array): void {
    const { values, length } = this;
    if (rows.length === 0) return;
    this.length -= rows.length;
    if (values === undefined) return;
    let to = rows[0];
    for (let i = 0; i < rows.length; i++) {
      const from = rows[i] + 1;
      const end = i + 1 < rows.length ? rows[i + 1] : length;
      if (end - from > FEW) values.copyWithin(to, from, end);
      else for (let row = from; row < end; row++) values[to + row - from] = values[row];
      to += end - from;
    }
    // What is left of many is copied, so that their memory goes.
    if (rows.length * 4 > length) this.values = values.slice(0, this.length);
  }

  /** Lets the memory of all rows go. */
  clear(): void {
    this.length = 0;
    this.values = undefined;
    this.constant = 0;
    this.facts = { bits: 0, isSigned: false, isDouble: false };
  }

  /** Appends the block that was just gathered, whose first number is `value`. */
  private add(value: number, block: Int32Array | Uint32Array | Float64Array, length: number, expected: number): void {
    const { scratch } = this;
    if (!this.isInt32) {
      this.note(scratch.bits, scratch.isSigned);
      this.facts.isDouble ||= scratch.isDouble;
      if (!scratch.differs && this.values === undefined && (this.length === 0 || this.constant === value)) {
        this.constant = value;
        this.length += length;
        return;
      }
    }
    this.room(length, expected).set(length === block.length ? block : block.subarray(0, length), this.length);
    this.length += length;
  }

  private noteNumber(value: number): void {
    const isWhole = value === value >>> 0 || value === (value | 0);
    if (isWhole) this.note(value < 0 ? -value - 1 : value, value < 0);
    else this.facts.isDouble = true;
  }

  private note(bits: number, isSigned: boolean): void {
    this.facts.bits = (this.facts.bits | bits) >>> 0;
    this.facts.isSigned ||= isSigned;
  }

  /** The array, of the right kind and with room for so many more rows. */
  private room(more: number, expected: number): NumberArray {
    const { values, length } = this;
    const Kind = this.kind();
    const needed = length + more;
    if (values !== undefined && values.constructor === Kind && needed <= values.length) return values;
    const View: new (memory: ArrayBufferLike, start: number, length: number) => NumberArray = Kind;
    if (values !== undefined && needed * Kind.BYTES_PER_ELEMENT <= values.buffer.byteLength) {
      const wider = new View(values.buffer, 0, Math.floor(values.buffer.byteLength / Kind.BYTES_PER_ELEMENT));
      if (values.constructor !== Kind) widenInPlace(values, wider, length);
      this.values = wider;
      return wider;
    }
    const rows = Math.max(needed, expected > 0 ? expected : Math.ceil(needed * 1.5));
    const bytes = rows * Kind.BYTES_PER_ELEMENT * (this.isInt32 || Kind === Float64Array ? 1 : 2);
    const memory = this.scratch.isShared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
    const larger = new View(memory, 0, rows);
    if (values !== undefined) larger.set(values.subarray(0, length));
    else if (this.constant !== 0) larger.fill(this.constant, 0, length);
    this.values = larger;
    return larger;
  }

  private kind(): ArrayKind {
    const { bits, isSigned, isDouble } = this.facts;
    if (this.isInt32) return Int32Array;
    return narrowestKind({ least: isSigned ? -bits - 1 : 0, greatest: bits, whole: !isDouble });
  }

  private trimmed<Values extends NumberArray>(values: Values): Values {
    const { length } = this;
    if (values.length === length) return values;
    return (length <= SHORT ? values.slice(0, length) : values.subarray(0, length)) as Values;
  }
}

/** Writes the first `length` numbers to the same memory in more bytes each: from the end on, by way of other memory, so that none is lost. */
function widenInPlace(values: NumberArray, wider: NumberArray, length: number): void {
  const between = new Float64Array(Math.min(length, ROWS_PER_BLOCK));
  for (let end = length; end > 0; end -= ROWS_PER_BLOCK) {
    const from = Math.max(0, end - ROWS_PER_BLOCK);
    between.set(values.subarray(from, end));
    wider.set(between.subarray(0, end - from), from);
  }
}

/** The bits that are not the same in all of the first `length` numbers. */
function differencesIn(values: Int32Array, length: number): number {
  const first = values[0];
  let differences = 0;
  for (let row = 1; row < length; row++) differences |= values[row] ^ first;
  return differences;
}

function* scaledRows(rows: NumberArray, scale: number): Sliced<NumberArray> {
  let least = 0;
  let greatest = 0;
  let whole = true;
  yield* inSlices(rows.length, (from, to) => {
    for (let row = from; row < to; row++) {
      const value = rows[row] * scale;
      if (value < least) least = value;
      else if (value > greatest) greatest = value;
      if (value !== Math.floor(value)) whole = false;
    }
  });
  const Kind = narrowestKind({ least, greatest, whole });
  const scaled = rows.constructor === Kind ? rows : new Kind(rows.length);
  yield* inSlices(rows.length, (from, to) => {
    for (let row = from; row < to; row++) scaled[row] = rows[row] * scale;
  });
  return scaled;
}
