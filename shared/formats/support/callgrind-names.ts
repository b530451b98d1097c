// Name compression of the callgrind format: `(12) name` defines number 12, `(12)` stands for it.
// Numbers stay valid to the end of the file and may be given anew, which callgrind does in every part of a file.
// Small numbers index a typed array; a number like 2,000,000,000 costs one Map entry, not an allocation.
import { withRoom } from '../../base/room.ts';
import type { WorkMemory } from '../../base/work-memory.ts';
import { BINDING_WIDTH, UNDEFINED } from './callgrind-cells.ts';

const NO_PART = -1;

/** Numbers up to this always go to the array. */
const ALWAYS_DENSE = 1 << 16;

/** How many numbers there is room for at first. */
const FIRST_DENSE = 1024;

/** number → entry (a string, file or module index), with the part in which it was defined last. */
export class NameTable {
  /** For each small number, of functions' names only. A binding says that the number is defined, too: mostly that is the only look into memory. */
  bindings: Int32Array;
  /** Numbers below this have a binding. */
  dense = FIRST_DENSE;
  /** Entries − UNDEFINED. */
  entries: Int32Array;
  private parts = new Int32Array(FIRST_DENSE);
  private readonly sparse = new Map<number, { entry: number; part: number }>();
  private defined = 0;
  private readonly memory: WorkMemory;
  private readonly areBound: boolean;

  /** WebAssembly sees the bindings where there are some, the entries otherwise: entries of functions it seldom wants, and they are many. */
  constructor(memory: WorkMemory, areBound: boolean) {
    this.memory = memory;
    this.areBound = areBound;
    this.bindings = memory.integers(areBound ? FIRST_DENSE * BINDING_WIDTH : 0);
    this.entries = areBound ? new Int32Array(FIRST_DENSE) : memory.integers(FIRST_DENSE);
  }

  /** Lets the memory go: the names are not needed any more. */
  forget(): void {
    this.memory.give(this.areBound ? this.bindings : this.entries);
  }

  /** Entry of a number or UNDEFINED. */
  get(id: number): number {
    if (id < this.dense) return this.entries[id] + UNDEFINED;
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
      this.entries[id] = entry - UNDEFINED;
      if (this.areBound) this.bindings[id * BINDING_WIDTH] = 0;
      this.parts[id] = part;
    } else {
      this.sparse.set(id, { entry, part });
    }
    return !clash;
  }

  private grow(length: number): void {
    const size = Math.max(length, this.dense * 2);
    if (this.areBound) {
      this.bindings = this.memory.withRoom(this.bindings, size * BINDING_WIDTH);
      this.entries = withRoom(this.entries, size);
    } else this.entries = this.memory.withRoom(this.entries, size);
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
