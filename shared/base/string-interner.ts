// Distinct texts as UTF-8 in one block. Bytes go in as they stand in the file and are decoded only when a person sees them.
// Invalid UTF-8 is kept byte for byte, so two names that differ only there stay two names.

/** See internHashed(). */
export const HASH_STEP = 31;

/** Hash of an empty text that is not equal to the empty text, whose hash is 0. */
const RESERVED = 1;

/** Shorter texts are copied byte by byte, which is faster than a view of them. */
const SHORT = 100;

function sumOf(source: Uint8Array, start: number, end: number): number {
  let sum = 0;
  for (let i = start; i < end; i++) sum = (Math.imul(sum, HASH_STEP) + (source[i] as number)) | 0;
  return sum;
}

function hashOf(sum: number, length: number): number {
  return Math.imul(sum ^ (sum >>> 15), 0x85ebca6b) ^ length;
}

export class StringInterner {
  private bytes = new Uint8Array(4096);
  /** The same bytes. */
  private view: DataView = new DataView(this.bytes.buffer);
  private offsets = new Float64Array(256);
  private hashes = new Int32Array(256);
  private slots = new Int32Array(512).fill(-1);
  private count = 0;
  private readonly encoder = new TextEncoder();

  get length(): number {
    return this.count;
  }

  internText(text: string): number {
    const bytes = this.encoder.encode(text);
    return this.intern(bytes, 0, bytes.length);
  }

  /** An index whose text is not known here; nobody finds it. */
  reserve(): number {
    return this.append(this.bytes, 0, 0, RESERVED);
  }

  /** Hashes of all texts, for internWith(). */
  hashesOfAll(): Int32Array {
    return this.hashes.slice(0, this.count);
  }

  /** Index of the text source[start … end); −1 where there is none. */
  find(source: Uint8Array, start: number, end: number): number {
    const hash = hashOf(sumOf(source, start, end), end - start);
    return this.indexOf(source, start, end, hash);
  }

  private indexOf(source: Uint8Array, start: number, end: number, hash: number): number {
    const mask = this.slots.length - 1;
    for (let slot = (hash >>> 3) & mask; ; slot = (slot + 1) & mask) {
      const index = this.slots[slot] as number;
      if (index < 0 || (this.hashes[index] === hash && this.equals(index, source, start, end))) return index;
    }
  }

  /** Index of the text source[start … end); copied in if it is new. */
  intern(source: Uint8Array, start: number, end: number): number {
    return this.internHashed(source, start, end, sumOf(source, start, end));
  }

  /** intern() for who has added up the hash while looking for the end: from 0 on, for each byte imul(hash, HASH_STEP) + byte. */
  internHashed(source: Uint8Array, start: number, end: number, sum: number): number {
    return this.internWith(source, start, end, hashOf(sum, end - start));
  }

  /** intern() with the hash that another interner has of the text. */
  internWith(source: Uint8Array, start: number, end: number, hash: number): number {
    const mask = this.slots.length - 1;
    for (let slot = (hash >>> 3) & mask; ; slot = (slot + 1) & mask) {
      const index = this.slots[slot] as number;
      if (index < 0) {
        this.slots[slot] = this.count;
        return this.append(source, start, end, hash);
      }
      if (this.hashes[index] === hash && this.equals(index, source, start, end)) return index;
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

  /** All texts. The interner is empty afterwards. */
  finish(): { length: number; bytes: Uint8Array; offsets: Float64Array } {
    const length = this.count;
    const bytes = this.bytes.slice(0, this.offsets[length] as number);
    const offsets = this.offsets.slice(0, length + 1);
    this.count = 0;
    this.bytes = new Uint8Array(4096);
    this.view = new DataView(this.bytes.buffer);
    this.offsets = new Float64Array(256);
    this.hashes = new Int32Array(256);
    this.slots = new Int32Array(512).fill(-1);
    return { length, bytes, offsets };
  }

  private equals(index: number, source: Uint8Array, start: number, end: number): boolean {
    const from = this.offsets[index] as number;
    if ((this.offsets[index + 1] as number) - from !== end - start) return false;
    for (let i = start, j = from; i < end; i++, j++) if (source[i] !== this.bytes[j]) return false;
    return true;
  }

  private append(source: Uint8Array, start: number, end: number, hash: number): number {
    const index = this.count++;
    const from = this.offsets[index] as number;
    const to = from + end - start;
    if (to > this.bytes.length) {
      const larger = new Uint8Array(Math.max(to, this.bytes.length * 2));
      larger.set(this.bytes);
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    }
    const { bytes } = this;
    if (end - start < SHORT) for (let i = start, to = from; i < end; i++, to++) bytes[to] = source[i] as number;
    else bytes.set(source.subarray(start, end), from);
    if (index + 2 > this.offsets.length) {
      const offsets = new Float64Array(this.offsets.length * 2);
      offsets.set(this.offsets);
      this.offsets = offsets;
      const hashes = new Int32Array(this.offsets.length);
      hashes.set(this.hashes);
      this.hashes = hashes;
    }
    this.offsets[index + 1] = to;
    this.hashes[index] = hash;
    if (this.count * 2 > this.slots.length) this.rehash();
    return index;
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let index = 0; index < this.count; index++) {
      // Reserved ones are not to be found, and would all want the same place.
      if (this.hashes[index] === RESERVED && this.offsets[index] === this.offsets[index + 1]) continue;
      let slot = ((this.hashes[index] as number) >>> 3) & mask;
      while ((slots[slot] as number) >= 0) slot = (slot + 1) & mask;
      slots[slot] = index;
    }
    this.slots = slots;
  }
}
