// Rows that are found again by a key of several 32-bit integers: the heart of "added up while reading".
// Open addressing over typed arrays: no object and no string per record. The key is put into `key`, then rowOfKey() finds or adds its row.
import { freeSlots, grownSlots, isFull, SLOT } from './hash-slots.ts';
import { withRoom } from './room.ts';
import { inSlices, type Sliced } from './slices.ts';

const SEED = 0x9e3779b1;

function hashed(hash: number, entry: number): number {
  const mixed = Math.imul(hash ^ entry, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

/** Brings every bit of the hash into its low ones, which are its place. */
function finished(hash: number): number {
  const mixed = Math.imul(hash, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** A growing set of distinct keys of `width` Int32 each; a row number is the order of first appearance. */
export class KeyedRows {
  readonly width: number;
  /** Scratch: the key to look up. */
  readonly key: Int32Array;
  length = 0;
  /** Keys row by row: entry j of row r is keys[r × width + j]. Another array after a row was added. */
  keys: Int32Array;
  /** Of all rows, or of those that are not the first with their first entry. */
  private slots: Int32Array;
  private hashed = 0;
  /** By first entry: 1 + the first row that has it. */
  private first: Int32Array | undefined;

  /**
   * `expected`: about how many rows there will be; more are fine. `isDistinct`: first entries count from 0 on and mostly belong to one row each.
   * Then those rows need no hash, and what comes new in the order of its first entries is found to be new without a look elsewhere.
   */
  constructor(width: number, expected = 0, isDistinct = false) {
    this.width = width;
    this.key = new Int32Array(width);
    this.keys = new Int32Array(128 * width);
    this.slots = freeSlots(isDistinct ? 0 : expected);
    this.first = isDistinct ? new Int32Array(1024) : undefined;
  }

  /** Row of the key in `key`; added at the end if it is new. */
  rowOfKey(): number {
    const { key, keys, width, slots } = this;
    if (this.first !== undefined) {
      const row = this.firstRow(this.first);
      if (row >= 0) return row;
    }
    let hash = SEED;
    for (let j = 0; j < width; j++) hash = hashed(hash, key[j]);
    hash = finished(hash);
    const mask = slots.length - 1;
    for (let slot = (hash * SLOT) & mask; ; slot = (slot + SLOT) & mask) {
      const row = slots[slot + 1] - 1;
      if (row < 0) return this.append(slot, hash);
      if (slots[slot] !== hash) continue;
      const start = row * width;
      let j = 0;
      while (j < width && keys[start + j] === key[j]) j++;
      if (j === width) return row;
    }
  }

  /** Adds rows that rowOfKey() will not find; their keys, one behind the other. */
  appendUnkeyed(added: Int32Array): void {
    const { keys, width, length } = this;
    const used = length * width;
    if (used + added.length > keys.length) {
      this.keys = withRoom(keys, Math.max(used + added.length, keys.length * 2));
    }
    this.keys.set(added, used);
    this.length += added.length / width;
  }

  /** Column j of all keys. */
  *column(j: number): Sliced<Int32Array> {
    const { keys, width } = this;
    const column = new Int32Array(this.length);
    yield* inSlices(this.length, (from, to) => {
      for (let row = from; row < to; row++) column[row] = keys[row * width + j];
    });
    return column;
  }

  /** No key will be looked for any more: lets the memory go that this takes. */
  seal(): void {
    this.slots = freeSlots();
    this.hashed = 0;
    if (this.first !== undefined) this.first = new Int32Array(1024);
  }

  /** Forgets all rows and lets their memory go. */
  clear(): void {
    this.length = 0;
    this.keys = new Int32Array(128 * this.width);
    this.seal();
  }

  /** The first row with the first entry of the key, where it has the whole key; −1 where it has not. Without one, it is a new row. */
  private firstRow(first: Int32Array): number {
    const { key, keys, width } = this;
    const entry = key[0];
    if (entry >= first.length) {
      this.first = withRoom(first, Math.max(entry + 1, first.length * 2));
      return this.firstRow(this.first);
    }
    const row = first[entry] - 1;
    if (row < 0) {
      first[entry] = this.length + 1;
      return this.appendKey();
    }
    for (let j = 1; j < width; j++) if (keys[row * width + j] !== key[j]) return -1;
    return row;
  }

  private append(slot: number, hash: number): number {
    this.slots[slot] = hash;
    this.slots[slot + 1] = this.length + 1;
    this.hashed++;
    if (isFull(this.hashed, this.slots.length)) this.slots = grownSlots(this.slots);
    return this.appendKey();
  }

  private appendKey(): number {
    const row = this.length++;
    const start = row * this.width;
    if (start + this.width > this.keys.length) {
      this.keys = withRoom(this.keys, this.keys.length * 2);
    }
    const { key, keys } = this;
    for (let j = 0; j < this.width; j++) keys[start + j] = key[j];
    return row;
  }
}
