// Name compression of the callgrind format: `(12) name` defines number 12, `(12)` stands for it.
// Numbers stay valid to the end of the file and may be given anew, which callgrind does in every part of a file.
// Small numbers index a typed array; a number like 2,000,000,000 costs one Map entry, not an allocation.
import { withRoom } from '../../base/room.ts';

/** Not defined so far. Entries are ≥ NONE. */
export const UNDEFINED = -2;

const NO_PART = -1;

/** Numbers up to this always go to the array. */
const ALWAYS_DENSE = 1 << 16;

/** Int32 of a record: the entry − UNDEFINED, and what function it meant last (callgrind-functions.ts), 0 for none: one look into memory finds both. */
export const RECORD_WIDTH = 4;

/** number → entry (a string, file or module index), with the part in which it was defined last. */
export class NameTable {
  /** A record for each small number. */
  records = new Int32Array(1024 * RECORD_WIDTH);
  /** Numbers below this have records. */
  dense = 1024;
  private parts = new Int32Array(1024);
  private readonly sparse = new Map<number, { entry: number; part: number }>();
  private defined = 0;

  /** Entry of a number or UNDEFINED. */
  get(id: number): number {
    if (id < this.dense) return this.records[id * RECORD_WIDTH] + UNDEFINED;
    return this.sparse.get(id)?.entry ?? UNDEFINED;
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
      const at = id * RECORD_WIDTH;
      this.records[at] = entry - UNDEFINED;
      this.records[at + 1] = 0;
      this.parts[id] = part;
    } else {
      this.sparse.set(id, { entry, part });
    }
    return !clash;
  }

  private grow(length: number): void {
    const size = Math.max(length, this.dense * 2);
    this.records = withRoom(this.records, size * RECORD_WIDTH);
    this.parts = withRoom(this.parts, size);
    this.dense = size;
    for (const [id, { entry, part }] of this.sparse) {
      if (id >= size) continue;
      this.records[id * RECORD_WIDTH] = entry - UNDEFINED;
      this.parts[id] = part;
      this.sparse.delete(id);
    }
  }
}
