// Distinct texts as UTF-8 in one block. Bytes go in as they stand in the file and are decoded only when a person sees them.
// Invalid UTF-8 is kept byte for byte, so two names that differ only there stay two names.
import { freeSlots, grownSlots, isFull, SLOT } from './hash-slots.ts';
import { withRoom } from './room.ts';

/** See internHashed(). */
const HASH_STEP = 31;

/** Texts from this length on are compared and copied four bytes at a time. */
const LONG = 12;

/** So many texts with the hash of another one are met by nobody who has not made them so. */
const MOST_ALIKE = 8;

/** The sum that internHashed() wants. */
export function hashSumOf(source: Uint8Array, start: number, end: number): number {
  let sum = 0;
  for (let i = start; i < end; i++) sum = (Math.imul(sum, HASH_STEP) + source[i]) | 0;
  return sum;
}

/** Every bit of the sum in the low ones, which are the place. */
function hashOf(sum: number, length: number): number {
  const mixed = Math.imul(sum ^ (sum >>> 15), 0x85ebca6b);
  return mixed ^ (mixed >>> 16) ^ length;
}

/** A hash that who writes a file cannot know. */
function seededHashOf(source: Uint8Array, start: number, end: number, seed: number): number {
  let hash = seed ^ (end - start);
  for (let i = start; i < end; i++) {
    const mixed = Math.imul(hash ^ source[i], 0x85ebca6b);
    hash = mixed ^ (mixed >>> 15);
  }
  return hash;
}

export class StringInterner {
  private bytes = new Uint8Array(4096);
  /** The same bytes. */
  private view = viewOf(this.bytes);
  private offsets = new Float64Array(256);
  private slots = freeSlots();
  private count = 0;
  /** Of seededHashOf(), from when on texts are made to have the same sums: looking for one of them would mean to look at all. Until then 0. */
  private seed = 0;
  private readonly encoder = new TextEncoder();
  /** What texts came from last, and a view of it. */
  private source: Uint8Array = this.bytes;
  private sourceView = this.view;

  get length(): number {
    return this.count;
  }

  internText(text: string): number {
    const bytes = this.encoder.encode(text);
    return this.intern(bytes, 0, bytes.length);
  }

  /** Index of the text source[start … end); −1 where there is none. */
  find(source: Uint8Array, start: number, end: number): number {
    const { slots, seed } = this;
    const hash =
      seed === 0 ? hashOf(hashSumOf(source, start, end), end - start) : seededHashOf(source, start, end, seed);
    const mask = slots.length - 1;
    for (let slot = (hash * SLOT) & mask; ; slot = (slot + SLOT) & mask) {
      const index = slots[slot + 1] - 1;
      if (index < 0 || (slots[slot] === hash && this.equals(index, source, start, end))) return index;
    }
  }

  /** Index of the text source[start … end); copied in if it is new. */
  intern(source: Uint8Array, start: number, end: number): number {
    return this.internHashed(source, start, end, hashSumOf(source, start, end));
  }

  /** intern() for who has added up the hash while looking for the end: from 0 on, for each byte imul(hash, HASH_STEP) + byte. */
  internHashed(source: Uint8Array, start: number, end: number, sum: number): number {
    const { slots, seed } = this;
    const hash = seed === 0 ? hashOf(sum, end - start) : seededHashOf(source, start, end, seed);
    const mask = slots.length - 1;
    let alike = 0;
    for (let slot = (hash * SLOT) & mask; ; slot = (slot + SLOT) & mask) {
      const index = slots[slot + 1] - 1;
      if (index < 0) {
        slots[slot] = hash;
        slots[slot + 1] = this.count + 1;
        if (isFull(this.count + 1, slots.length)) this.slots = grownSlots(slots);
        return this.append(source, start, end);
      }
      if (slots[slot] !== hash) continue;
      if (this.equals(index, source, start, end)) return index;
      if (++alike > MOST_ALIKE && seed === 0) {
        this.hashAnew();
        return this.intern(source, start, end);
      }
    }
  }

  /** Where the source has the text `index` from `start` on, the index behind it; −1 where it has another. Four bytes at a time. */
  endOfSame(index: number, source: DataView, start: number): number {
    const { view } = this;
    let from = this.offsets[index] as number;
    const to = this.offsets[index + 1] as number;
    const end = start + to - from;
    if (end > source.byteLength) return -1;
    let at = start;
    for (; at + 4 <= end; at += 4, from += 4) if (view.getInt32(from) !== source.getInt32(at)) return -1;
    for (; at < end; at++, from++) if (view.getUint8(from) !== source.getUint8(at)) return -1;
    return at;
  }

  /** No text will be looked for or added any more: lets the memory go that this takes. */
  seal(): void {
    this.slots = freeSlots();
    this.source = this.bytes;
    this.sourceView = this.view;
  }

  /** All texts. The interner is empty afterwards. */
  finish(): { length: number; bytes: Uint8Array; offsets: Float64Array } {
    const length = this.count;
    // Not a copy: what lies behind was never touched, so that it takes no memory.
    const bytes = this.bytes.subarray(0, this.offsets[length]);
    const offsets = this.offsets.subarray(0, length + 1);
    this.count = 0;
    this.bytes = new Uint8Array(4096);
    this.view = viewOf(this.bytes);
    this.offsets = new Float64Array(256);
    this.slots = freeSlots();
    this.source = this.bytes;
    this.sourceView = this.view;
    return { length, bytes, offsets };
  }

  /** From here on places depend on a number that the file's writer has not known. */
  private hashAnew(): void {
    this.seed = 1 + Math.floor(Math.random() * 0x7fffffff);
    const slots = freeSlots(this.count);
    const mask = slots.length - 1;
    for (let index = 0; index < this.count; index++) {
      const hash = seededHashOf(this.bytes, this.offsets[index], this.offsets[index + 1], this.seed);
      let slot = (hash * SLOT) & mask;
      while (slots[slot + 1] !== 0) slot = (slot + SLOT) & mask;
      slots[slot] = hash;
      slots[slot + 1] = index + 1;
    }
    this.slots = slots;
  }

  private equals(index: number, source: Uint8Array, start: number, end: number): boolean {
    const from = this.offsets[index];
    if (this.offsets[index + 1] - from !== end - start) return false;
    if (end - start >= LONG) {
      if (source !== this.source) this.look(source);
      return this.endOfSame(index, this.sourceView, start) === end;
    }
    for (let i = start, j = from; i < end; i++, j++) if (source[i] !== this.bytes[j]) return false;
    return true;
  }

  private look(source: Uint8Array): void {
    this.source = source;
    this.sourceView = viewOf(source);
  }

  private append(source: Uint8Array, start: number, end: number): number {
    const index = this.count++;
    const from = this.offsets[index];
    const to = from + end - start;
    if (to > this.bytes.length) this.growBytes(to);
    this.copy(source, start, end, from);
    if (index + 2 > this.offsets.length) this.offsets = withRoom(this.offsets, this.offsets.length * 2);
    this.offsets[index + 1] = to;
    return index;
  }

  private copy(source: Uint8Array, start: number, end: number, to: number): void {
    const { bytes, view } = this;
    let at = start;
    let target = to;
    if (end - start >= LONG) {
      if (source !== this.source) this.look(source);
      const { sourceView } = this;
      for (; at + 4 <= end; at += 4, target += 4) view.setInt32(target, sourceView.getInt32(at));
    }
    for (; at < end; at++, target++) bytes[target] = source[at];
  }

  private growBytes(length: number): void {
    this.bytes = withRoom(this.bytes, Math.max(length, this.bytes.length * 2));
    this.view = viewOf(this.bytes);
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
