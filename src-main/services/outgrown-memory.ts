// Tables that were outgrown, blocks of a file that were read: all of that lies outside of V8's heap, and V8, which sees a heap of a few megabytes, lets
// it lie for long after nobody uses it any more. Who reads a large file knows better, and asks for a collection when the process has grown by much; one
// takes two to eight milliseconds, whatever lies outside. Where a collection cannot be asked for (Electron without --expose-gc) V8 goes by its own time.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MEGABYTE = 2 ** 20;
/** While reading: it grows by this much, mostly by what stays. */
const READING = 96 * MEGABYTE;
/** While tables are put together: what they were made from goes, and often is as large. */
const FINISHING = 8 * MEGABYTE;
const MOST_WHILE_FINISHING = 6;

export class OutgrownMemory {
  private readonly resident: () => number;
  private readonly makeCollect: () => () => void;
  private collect: (() => void) | undefined;
  private before: number;
  private growth = READING;
  private left = Number.POSITIVE_INFINITY;

  /** `resident`: bytes that the process has. */
  constructor(resident: () => number = process.memoryUsage.rss, makeCollect = garbageCollection) {
    this.resident = resident;
    this.makeCollect = makeCollect;
    this.before = resident();
  }

  /** Collects where the process has grown by much since the last time. */
  look(): void {
    if (this.left === 0 || this.resident() - this.before < this.growth) return;
    this.collect ??= this.makeCollect();
    this.collect();
    this.before = this.resident();
    this.left--;
  }

  /** Everything is read; what is left of that is not needed for the tables. Small recordings are over before a collection would be. */
  finishing(): void {
    if (this.collect === undefined) {
      this.left = 0;
      return;
    }
    this.growth = 0;
    this.look();
    this.growth = FINISHING;
    this.left = MOST_WHILE_FINISHING;
  }
}

/** A function that collects all garbage of this thread, as far as it can be asked for. */
export function garbageCollection(): () => void {
  if (globalThis.gc !== undefined) return globalThis.gc;
  // Electron's V8 keeps its flags as they were at its start, and a utility process has started it before it looks at its execArgv.
  if (process.versions.electron !== undefined) return () => undefined;
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  return typeof collect === 'function' ? () => void collect() : () => undefined;
}
