// The keys of a table's sealed rows in two Int32 each: of every entry only the bits in which rows differ at all, side by side. Mostly that is the whole key
// (functions, files and lines of a profile of 100,000 functions are 60 bits), and rows with the same two are equal; where it is more (addresses), the two are a hash.
// Of one entry the upper bits are left out, because rows are dealt out by them. Block by block: every loop sees arrays of one kind, and nothing is kept of all rows.
import { ROWS_PER_BLOCK } from '../base/column-blocks.ts';
import type { NarrowColumn } from '../base/narrow-column.ts';

const WORD = 32;

/** Where the lowest bits of an entry go: `offset` bits from the lowest. */
interface Field {
  readonly column: NarrowColumn;
  readonly bits: number;
  readonly offset: number;
}

export class PackedKeys {
  /** How many bits a key has; the two are a hash of it where that is more than they have. */
  readonly bits: number;
  /** Of the block that was packed last. */
  readonly low = new Int32Array(ROWS_PER_BLOCK);
  readonly high = new Int32Array(ROWS_PER_BLOCK);
  /** The entry of which only some bits are in the key: all of it. */
  readonly dealt = new Int32Array(ROWS_PER_BLOCK);
  private readonly dealtBy: NarrowColumn;
  private readonly fields: readonly Field[];
  private readonly entries = new Int32Array(ROWS_PER_BLOCK);

  /** Of `dealtBy` only the lowest `left` bits are in the key. */
  constructor(columns: readonly NarrowColumn[], dealtBy: NarrowColumn, left: number) {
    const fields: Field[] = [];
    let offset = 0;
    for (const column of columns) {
      const bits = column === dealtBy ? left : column.differingBits();
      if (bits > 0) fields.push({ column, bits, offset });
      offset += bits;
    }
    this.dealtBy = dealtBy;
    this.fields = fields;
    this.bits = offset;
  }

  /** Rows that were dealt out together are equal if their two are. */
  get isExact(): boolean {
    return this.bits <= 2 * WORD;
  }

  /** Packs `count` rows, which ascend and are all of the block of rows `from` … `to` − 1. */
  pack(from: number, to: number, rows: Int32Array, count: number): void {
    const { low, high, entries, dealt } = this;
    const some = { rows, from, to, count };
    low.fill(0, 0, count);
    high.fill(0, 0, count);
    copy(this.dealtBy, dealt, some);
    for (const { column, bits, offset } of this.fields) {
      copy(column, entries, some);
      const mask = bits === WORD ? -1 : (1 << bits) - 1;
      if (!this.isExact) mixIn(entries, low, high, count);
      else if (offset >= WORD) putIn(entries, high, { mask, by: offset - WORD }, count);
      else {
        putIn(entries, low, { mask, by: offset }, count);
        if (offset + bits > WORD) carryInto(entries, high, { mask, by: WORD - offset }, count);
      }
    }
  }
}

interface SomeRows {
  readonly rows: Int32Array;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

function copy(column: NarrowColumn, entries: Int32Array, { rows, from, to, count }: SomeRows): void {
  column.copyTo(entries, from, to);
  // They move to the front only.
  if (count < to - from) for (let i = 0; i < count; i++) entries[i] = entries[rows[i] - from];
}

interface Shift {
  /** Bits of the entry. */
  readonly mask: number;
  readonly by: number;
}

function putIn(entries: Int32Array, into: Int32Array, { mask, by }: Shift, count: number): void {
  for (let i = 0; i < count; i++) into[i] |= (entries[i] & mask) << by;
}

/** The bits that were shifted out at the top of the other one. */
function carryInto(entries: Int32Array, high: Int32Array, { mask, by }: Shift, count: number): void {
  // Two steps: a shift by 32 would be one by none.
  for (let i = 0; i < count; i++) high[i] |= ((entries[i] & mask) >>> 1) >>> (by - 1);
}

function mixIn(entries: Int32Array, low: Int32Array, high: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) {
    low[i] = Math.imul(low[i] ^ entries[i], 0x85ebca6b) ^ (low[i] >>> 13);
    high[i] = Math.imul(high[i] + entries[i], 0x9e3779b1) ^ (high[i] >>> 15);
  }
}
