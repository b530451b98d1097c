// Which function is meant: name + file + object (S10), and what to do with callees that do not say their file.
//
// `fn=` only gives a name; its file and object are those in force at its first cost line (spec's header mapping, yappi, KLEE).
// A callee without `cfi=` is in the current file, which may be an included one. Callgrind itself means exactly that: it leaves
// `cfi=` out only where the callee's file is the one printed last. Other writers leave it out because they do not know. So where
// callgrind is not the creator, such a callee that has no block of its own under the implied file, and whose name has exactly one
// block elsewhere in the same object, is that one. This is settled at the end of the file, when all blocks are known. Where names are
// called from file after file it is one function by name and object until then, whatever file its calls stand in (open-callees.ts):
// otherwise there would be one for nearly every pair of a function and a file that calls it. Where they are not, the function of the
// implied file is the one that is meant, and nothing is left to be settled.
import { NONE } from '../../base/brands.ts';
import { withRoom } from '../../base/room.ts';
import { inSlices, type Sliced } from '../../base/slices.ts';
import type { FileIndex, FunctionIndex, ModuleIndex } from '../../model/indices.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import {
  BINDING_WIDTH,
  FLAG_BITS,
  IMPLIED,
  LAST_MODULE,
  MODULE_BITS,
  OPEN_FILE,
  OWN_BLOCK,
  STATED,
} from './callgrind-cells.ts';
import type { NameTable } from './callgrind-names.ts';

/** Of files and modules too many for it. */
const NO_PLACE = -1;

/** Callees are open from so many strays on, when they are that share of all functions. */
const LEAST_STRAYS = 64;
const SHARE_OF_STRAYS = 1 / 64;

/** Not rows. */
const AMBIGUOUS = -1;
const SEVERAL = -2;

/** Most names have one block: a column for them, a Map for the others. */
interface BlocksByName {
  /** Name → its block; NONE without, SEVERAL. */
  readonly ofName: Int32Array;
  /** Name in a module → its only block there, or AMBIGUOUS. */
  readonly ofSeveral: Map<number, number>;
  /** By name: 1 where a function without a block has it that was named with its file. */
  readonly hasOthers: Uint8Array;
}

export class FunctionBinder {
  private readonly builder: RecordingBuilder;
  private readonly key = { name: 0, file: 0 as FileIndex, module: 0 as ModuleIndex };
  /** Flags by function row. */
  private flags = new Uint8Array(1024);
  /** By name: 1 + row, file and module of the function it meant last, and one unused entry. Saves most look-ups. */
  private recent = new Int32Array(4096);
  /** Functions that earlier files brought are not ours to move. */
  private readonly firstRow: number;
  /** Stands for the file of callees whose file is settled at the end; another number for every file that is read. */
  private readonly openFile: number;
  /** What is said of a callee without its file. */
  private implied: number = IMPLIED;
  /** By name: 1 + row of the callee without its file that was met last. */
  private lastImplied = new Int32Array(0);
  /** Callees that are there once more for another file that calls them, without a block of theirs in the one before. */
  private strays = 0;
  private areOpen = false;
  /** Where the last callee without its file was called. */
  private openIn = NONE;

  constructor(builder: RecordingBuilder) {
    this.builder = builder;
    this.firstRow = builder.functions.length;
    this.openFile = NONE - 1 - this.firstRow;
  }

  /** Who wrote the lines that come. */
  set creator(creator: string) {
    // It leaves a file out only where it is the current one.
    this.implied = creator.startsWith('callgrind') ? STATED : IMPLIED;
  }

  /** The function of an `fn=` block. */
  ofBlock(name: number, file: number, module: number): FunctionIndex {
    return this.bind(name, file, module, OWN_BLOCK);
  }

  /** The target of a call or jump whose file the line before named. */
  ofStatedFile(name: number, file: number, module: number): FunctionIndex {
    return this.bind(name, file, module, STATED);
  }

  /** The target of a call or jump that is in this file unless we learn better. */
  ofImpliedFile(name: number, file: number, module: number): FunctionIndex {
    return this.bind(name, file, module, this.implied);
  }

  /** The same for a call whose row will say that it stands in this file. */
  ofOpenFile(name: number, file: number, module: number): FunctionIndex {
    const { implied } = this;
    this.openIn = file;
    return this.bind(name, this.areOpen && implied === IMPLIED ? this.openFile : file, module, implied);
  }

  /** The same for the name that has the number `id` in the table, one with a binding. */
  ofOpenFileByNumber(table: NameTable, id: number, file: number, module: number): FunctionIndex {
    const { implied } = this;
    this.openIn = file;
    return this.ofNumber(table, id, this.areOpen && implied === IMPLIED ? this.openFile : file, module, implied);
  }

  /** The callee of the call before, for one more whose row will say that it stands in this file. */
  ofOpenFileAgain(row: FunctionIndex, file: number): FunctionIndex {
    const { keys, width } = this.builder.functions;
    const at = row * width;
    if (keys[at + 1] !== this.openFile || file === this.openIn) return row;
    return this.bind(keys[at], this.openIn, keys[at + 2], IMPLIED);
  }

  /** The function of a name that has the number `id` in the table, one with a binding, with any of the flags. */
  // biome-ignore lint/complexity/useMaxParams: called once per call of the file; an object per record is what it avoids
  ofNumber(table: NameTable, id: number, file: number, module: number, flag: number): FunctionIndex {
    const { bindings } = table;
    const at = id * BINDING_WIDTH;
    const bound = bindings[at];
    const place = this.placeOf(file, module);
    if (bound > 0 && bindings[at + 1] === place) {
      if ((bound & flag) === 0) {
        bindings[at] = bound | flag;
        this.flags[bound >> FLAG_BITS] |= flag;
      }
      return (bound >> FLAG_BITS) as FunctionIndex;
    }
    if (place === NO_PLACE) return this.bind(table.get(id), file, module, flag);
    const row = this.lookUp(table.get(id), file, module);
    bindings[at] = (row << FLAG_BITS) | this.note(row, flag);
    bindings[at + 1] = place;
    return row as FunctionIndex;
  }

  /** What is said of a callee without its file that is in the file of its call; 0 where it is not. */
  get impliedFlag(): number {
    return this.areOpen && this.implied === IMPLIED ? 0 : this.implied;
  }

  private placeOf(file: number, module: number): number {
    const inFile = file === this.openFile ? OPEN_FILE : file + 1;
    if (module + 1 > LAST_MODULE || inFile > OPEN_FILE || (inFile === OPEN_FILE && file >= 0)) return NO_PLACE;
    return (inFile << MODULE_BITS) | (module + 1);
  }

  /** Settles the implied ones; to be called once, after the last line. Linear in the number of functions. */
  *settle(): Sliced<void> {
    const { flags, firstRow } = this;
    if (!flags.includes(IMPLIED, firstRow)) return;
    const length = Math.min(flags.length, this.builder.functions.length);
    const names = this.builder.strings.length;
    const blocks: BlocksByName = {
      ofName: new Int32Array(names).fill(NONE),
      ofSeveral: new Map(),
      hasOthers: new Uint8Array(names),
    };
    yield* inSlices(length, (from, to) => this.collectBlocks(blocks, from, to));
    yield* inSlices(length - firstRow, (from, to) => this.moveImplied(blocks, firstRow + from, firstRow + to));
  }

  private moveImplied({ ofName, ofSeveral, hasOthers }: BlocksByName, from: number, to: number): void {
    const { flags, builder, openFile } = this;
    const { keys, width } = builder.functions;
    for (let row = from; row < to; row++) {
      if (flags[row] !== IMPLIED) continue;
      const name = keys[row * width];
      const module = keys[row * width + 2];
      const only = ofName[name];
      const block = only === SEVERAL ? (ofSeveral.get(nameInModule(name, module)) ?? NONE) : only;
      const target = block >= 0 && keys[block * width + 2] === module ? (block as FunctionIndex) : undefined;
      // One by name and object is one block for all its callers where nothing else has that name.
      if (keys[row * width + 1] === openFile && (only < 0 || target === undefined || hasOthers[name] === 1))
        builder.openCallees.set(row as FunctionIndex, target);
      else if (target !== undefined) builder.aliasFunction(row as FunctionIndex, target);
    }
  }

  private bind(name: number, file: number, module: number, flag: number): FunctionIndex {
    const at = name * 4;
    if (at >= this.recent.length) this.recent = withRoom(this.recent, Math.max(at + 4, this.recent.length * 2));
    const { recent } = this;
    let row = recent[at] - 1;
    if (row < 0 || recent[at + 1] !== file || recent[at + 2] !== module) {
      row = this.lookUp(name, file, module);
      recent[at] = row + 1;
      recent[at + 1] = file;
      recent[at + 2] = module;
    }
    this.note(row, flag);
    return row as FunctionIndex;
  }

  /** That the row was named so; returns all that is known of it. Whoever gets here by whichever way, what is counted depends on rows and names only. */
  private note(row: number, flag: number): number {
    const { flags } = this;
    const before = flags[row];
    flags[row] = before | flag;
    if (before === 0 && flag === IMPLIED) this.noteImplied(row);
    return flags[row];
  }

  /** A callee without its file that nothing else has named so far. */
  private noteImplied(row: number): void {
    const { keys, width } = this.builder.functions;
    const at = row * width;
    const name = keys[at];
    if (name >= this.lastImplied.length)
      this.lastImplied = withRoom(this.lastImplied, Math.max(name + 1, this.lastImplied.length * 2));
    const last = this.lastImplied[name] - 1;
    this.lastImplied[name] = row + 1;
    if (last >= 0 && keys[last * width + 2] === keys[at + 2] && this.flags[last] === IMPLIED) this.noteStray();
  }

  private noteStray(): void {
    this.strays++;
    if (this.areOpen || this.strays < LEAST_STRAYS || this.strays <= this.builder.functions.length * SHARE_OF_STRAYS)
      return;
    this.areOpen = true;
    this.builder.renameLater();
  }

  private lookUp(name: number, file: number, module: number): FunctionIndex {
    const { key } = this;
    key.name = name;
    key.file = file as FileIndex;
    key.module = module as ModuleIndex;
    const row = this.builder.function(key);
    if (row >= this.flags.length) this.flags = withRoom(this.flags, Math.max(row + 1, this.flags.length * 2));
    return row;
  }

  private collectBlocks({ ofName, ofSeveral, hasOthers }: BlocksByName, from: number, to: number): void {
    const { flags, openFile } = this;
    const { keys, width } = this.builder.functions;
    const add = (row: number, name: number): void => {
      const inModule = nameInModule(name, keys[row * width + 2]);
      ofSeveral.set(inModule, ofSeveral.has(inModule) ? AMBIGUOUS : row);
    };
    for (let row = from; row < to; row++) {
      const name = keys[row * width];
      if ((flags[row] & OWN_BLOCK) === 0) {
        if (keys[row * width + 1] !== openFile && flags[row] !== IMPLIED) hasOthers[name] = 1;
        continue;
      }
      const first = ofName[name];
      if (first === NONE) {
        ofName[name] = row;
        continue;
      }
      if (first !== SEVERAL) add(first, name);
      ofName[name] = SEVERAL;
      add(row, name);
    }
  }
}

/** One number for both: names are fewer than 2^27, modules (NONE included) fewer than 2^26. */
function nameInModule(name: number, module: number): number {
  return name * 2 ** 26 + module + 1;
}
