// Rows that are found again by a key of several 32-bit integers: the heart of "added up while reading".
// Open addressing over typed arrays: no object and no string per record. The key is put into `key`, then rowOfKey() finds or adds its row.
import { inSlices, type Sliced } from './slices.ts';

function hashed(hash: number, entry: number): number {
  const mixed = Math.imul(hash ^ entry, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

function slotOf(hash: number): number {
  return Math.imul(hash, 0xc2b2ae35) >>> 7;
}

/** A growing set of distinct keys of `width` Int32 each; a row number is the order of first appearance. */
export class KeyedRows {
  readonly width: number;
  /** Scratch: the key to look up. */
  readonly key: Int32Array;
  length = 0;
  /** Keys row by row: entry j of row r is keys[r × width + j]. */
  keys: Int32Array;
  private slots: Int32Array;

  /** `expected`: about how many rows there will be; more are fine. */
  constructor(width: number, expected = 0) {
    let slots = 256;
    while (slots < expected * 2) slots *= 2;
    this.width = width;
    this.key = new Int32Array(width);
    this.keys = new Int32Array(128 * width);
    this.slots = new Int32Array(slots).fill(-1);
  }

  /** Row of the key in `key`; added at the end if it is new. */
  rowOfKey(): number {
    const { key, width } = this;
    let hash = 0x9e3779b1;
    for (let j = 0; j < width; j++) hash = hashed(hash, key[j] as number);
    const mask = this.slots.length - 1;
    let slot = slotOf(hash);
    for (;;) {
      slot &= mask;
      const row = this.slots[slot] as number;
      if (row < 0) return this.append(slot);
      const start = row * width;
      let j = 0;
      while (j < width && this.keys[start + j] === key[j]) j++;
      if (j === width) return row;
      slot++;
    }
  }

  /** Row of a key of one entry; −1 where there is none. */
  rowOf(entry: number): number {
    const mask = this.slots.length - 1;
    for (let slot = slotOf(hashed(0x9e3779b1, entry)); ; slot++) {
      const row = this.slots[slot & mask] as number;
      if (row < 0 || this.keys[row * this.width] === entry) return row;
    }
  }

  /** Column j of all keys. */
  *column(j: number): Sliced<Int32Array> {
    const { keys, width } = this;
    const column = new Int32Array(this.length);
    yield* inSlices(this.length, (from, to) => {
      for (let row = from; row < to; row++) column[row] = keys[row * width + j] as number;
    });
    return column;
  }

  /** Forgets all rows and lets their memory go. */
  clear(): void {
    this.length = 0;
    this.keys = new Int32Array(128 * this.width);
    this.slots = new Int32Array(256).fill(-1);
  }

  private append(slot: number): number {
    const row = this.length++;
    this.slots[slot] = row;
    const start = row * this.width;
    if (start + this.width > this.keys.length) {
      const larger = new Int32Array(this.keys.length * 2);
      larger.set(this.keys);
      this.keys = larger;
    }
    const { key, keys } = this;
    for (let j = 0; j < this.width; j++) keys[start + j] = key[j] as number;
    if (this.length * 2 > this.slots.length) this.rehash();
    return row;
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    const { keys, width } = this;
    for (let row = 0; row < this.length; row++) {
      let hash = 0x9e3779b1;
      for (let j = 0; j < width; j++) hash = hashed(hash, keys[row * width + j] as number);
      let slot = slotOf(hash) & mask;
      while ((slots[slot] as number) >= 0) slot = (slot + 1) & mask;
      slots[slot] = row;
    }
    this.slots = slots;
  }
}
