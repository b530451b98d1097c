// Name compression of the callgrind format: `(12) name` defines number 12, `(12)` stands for it.
// Numbers stay valid to the end of the file and may be given anew, which callgrind does in every part of a file.
// Small numbers index a typed array; a number like 2,000,000,000 costs one Map entry, not an allocation.
import { withRoom } from '../../base/room.ts';

/** Not defined so far. Entries are ≥ NONE. */
export const UNDEFINED = -2;

const NO_PART = -1;

/** Numbers up to this always go to the array. */
const ALWAYS_DENSE = 1 << 16;

/** In place of an entry: the one of a number that is kept beside it. Whoever needs it looks then; mostly nobody does. */
export const BY_NUMBER = -3;

/** Int32 for the function that a number meant last: its row and flags, 0 for none, then its file and module (callgrind-functions.ts). */
export const BINDING_WIDTH = 2;

/** number → entry (a string, file or module index), with the part in which it was defined last. */
export class NameTable {
  /** For each small number. A binding says that the number is defined, too: mostly that is the only look into memory. */
  bindings = new Int32Array(1024 * BINDING_WIDTH);
  /** Numbers below this have a binding. */
  dense = 1024;
  /** Entries − UNDEFINED. */
  private entries = new Int32Array(1024);
  private parts = new Int32Array(1024);
  private readonly sparse = new Map<number, { entry: number; part: number }>();
  private defined = 0;

  /** Entry of a number or UNDEFINED. */
  get(id: number): number {
    if (id < this.dense) return this.entries[id] + UNDEFINED;
    return this.sparse.get(id)?.entry ?? UNDEFINED;
  }

  /** Whether it meant some function since it was defined. */
  isBound(id: number): boolean {
    return id < this.dense && this.bindings[id * BINDING_WIDTH] > 0;
  }

  /** Part in which a number was defined last. */
  partOf(id: number): number {
    return id < this.dense ? this.parts[id] : (this.sparse.get(id)?.part ?? NO_PART);
  }

  /** Defines a number; false where the same part had given it another entry. The later one holds. */
  define(id: number, entry: number, part: number): boolean {
    const known = this.get(id);
    const clash = known !== UNDEFINED && known !== entry && this.partOf(id) === part;
    if (known === UNDEFINED) this.defined++;
    if (id >= this.dense && id <= Math.max(ALWAYS_DENSE, this.defined * 8)) this.grow(id + 1);
    if (id < this.dense) {
      this.entries[id] = entry - UNDEFINED;
      this.bindings[id * BINDING_WIDTH] = 0;
      this.parts[id] = part;
    } else {
      this.sparse.set(id, { entry, part });
    }
    return !clash;
  }

  private grow(length: number): void {
    const size = Math.max(length, this.dense * 2);
    this.bindings = withRoom(this.bindings, size * BINDING_WIDTH);
    this.entries = withRoom(this.entries, size);
    this.parts = withRoom(this.parts, size);
    this.dense = size;
    for (const [id, { entry, part }] of this.sparse) {
      if (id >= size) continue;
      this.entries[id] = entry - UNDEFINED;
      this.parts[id] = part;
      this.sparse.delete(id);
    }
  }
}
