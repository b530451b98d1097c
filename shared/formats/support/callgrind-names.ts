// Name compression of the callgrind format: `(12) name` defines number 12, `(12)` stands for it.
// Numbers stay valid to the end of the file and may be given anew, which callgrind does in every part of a file.
// Small numbers index a typed array; a number like 2,000,000,000 costs one Map entry, not an allocation.

/** Not defined so far. Entries are ≥ NONE. */
export const UNDEFINED = -2;

/** Numbers up to this always go to the array. */
const ALWAYS_DENSE = 1 << 16;

/** number → entry (a string, file or module index), with the part in which it was defined last. */
export class NameTable {
  private entries = new Int32Array(1024).fill(UNDEFINED);
  private parts = new Int32Array(1024);
  private readonly sparse = new Map<number, { entry: number; part: number }>();
  private defined = 0;

  /** Entry of a number or UNDEFINED. */
  get(id: number): number {
    if (id < this.entries.length) return this.entries[id];
    return this.sparse.get(id)?.entry ?? UNDEFINED;
  }

  /** Defines a number; false where the same part had given it another entry. The later one holds. */
  define(id: number, entry: number, part: number): boolean {
    const known = this.get(id);
    if (known === UNDEFINED) this.defined++;
    if (id >= this.entries.length && id <= Math.max(ALWAYS_DENSE, this.defined * 8)) this.grow(id + 1);
    if (id < this.entries.length) {
      const clash = known !== UNDEFINED && known !== entry && this.parts[id] === part;
      this.entries[id] = entry;
      this.parts[id] = part;
      return !clash;
    }
    const clash = known !== UNDEFINED && known !== entry && this.sparse.get(id)?.part === part;
    this.sparse.set(id, { entry, part });
    return !clash;
  }

  private grow(length: number): void {
    const size = Math.max(length, this.entries.length * 2);
    const entries = new Int32Array(size).fill(UNDEFINED);
    entries.set(this.entries);
    const parts = new Int32Array(size);
    parts.set(this.parts);
    for (const [id, known] of this.sparse) {
      if (id >= size) continue;
      entries[id] = known.entry;
      parts[id] = known.part;
      this.sparse.delete(id);
    }
    this.entries = entries;
    this.parts = parts;
  }
}
