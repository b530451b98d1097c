// The call frames of a .cpuprofile, each once: some functions stand in hundreds of nodes. Samples by line (positionTicks) are added up by
// frame and line as they come. `(root)` is no function where it is a root, which the end tells: its ticks are kept by node.
import { NONE } from '../../base/brands.ts';
import { GrowableFloat64 } from '../../base/growable.ts';
import { KeyedRows } from '../../base/keyed-rows.ts';
import type { StringInterner } from '../../base/string-interner.ts';

/** Entries of a frame's key and of a tick's. */
export const FRAME_KEY = 4;
export const TICK_KEY = 3;
const ROOT = new TextEncoder().encode('(root)');

export class Frames {
  /** Row by row: name (a row of the interner, UNNAMED or NONE), URL (NONE), line and column as in the file. */
  readonly rows = new KeyedRows(FRAME_KEY);
  /** Row by row: frame, line from 1, and the node where that may be a root; NONE. */
  readonly ticks = new KeyedRows(TICK_KEY);
  readonly tickCount = new GrowableFloat64();
  /** Some tick may be of a root. */
  hasRootTicks = false;
  /** Some frame says nothing of its function's name. */
  hasNameless = false;
  /** Frames named `(root)`. */
  private readonly roots = new Set<number>();
  private readonly strings: StringInterner;
  private rootName = NONE;

  constructor(strings: StringInterner) {
    this.strings = strings;
  }

  get length(): number {
    return this.rows.length;
  }

  get ticksLength(): number {
    return this.ticks.length;
  }

  frame(name: number, url: number, line: number, column: number): number {
    const { rows } = this;
    const { key, length } = rows;
    key[0] = name;
    key[1] = url;
    key[2] = line;
    key[3] = column;
    const frame = rows.rowOfKey();
    if (frame === length) this.noteRoot(frame, name);
    return frame;
  }

  /** Whether its nodes may be roots, which are no functions. */
  mayBeRoot(frame: number): boolean {
    return this.roots.has(frame);
  }

  /** Samples on distinct lines, none of them of a frame that may be a root: frame, line and NONE each. The last ones need not be found again. */
  appendTicks(keys: Int32Array, counts: Float64Array, areLast: boolean): void {
    const { length } = this.tickCount;
    if (length > 0 || !areLast) {
      for (let i = 0; i < counts.length; i++) this.addTick(NONE, keys[i * TICK_KEY], keys[i * TICK_KEY + 1], counts[i]);
      return;
    }
    this.ticks.appendUnkeyed(keys);
    this.tickCount.resize(counts.length);
    this.tickCount.array.set(counts);
  }

  /** Samples on a line of node `node`, which has this frame. */
  addTick(node: number, frame: number, line: number, count: number): void {
    const { key } = this.ticks;
    key[0] = frame;
    key[1] = line;
    const isOfRoot = this.roots.has(frame);
    this.hasRootTicks ||= isOfRoot;
    key[2] = isOfRoot ? node : NONE;
    const row = this.ticks.rowOfKey();
    if (row === this.tickCount.length) this.tickCount.push(0);
    this.tickCount.array[row] += count;
  }

  nameOf(frame: number): number {
    return this.rows.keys[frame * FRAME_KEY];
  }

  urlOf(frame: number): number {
    return this.rows.keys[frame * FRAME_KEY + 1];
  }

  lineOf(frame: number): number {
    return this.rows.keys[frame * FRAME_KEY + 2];
  }

  columnOf(frame: number): number {
    return this.rows.keys[frame * FRAME_KEY + 3];
  }

  clear(): void {
    this.rows.clear();
    this.ticks.clear();
    this.tickCount.clear();
  }

  private noteRoot(frame: number, name: number): void {
    if (this.rootName === NONE) this.rootName = this.strings.find(ROOT, 0, ROOT.length);
    if (name === NONE) this.hasNameless = true;
    else if (name === this.rootName) this.roots.add(frame);
  }
}
