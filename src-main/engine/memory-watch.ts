// Ends the reading of files that need more memory than may be used, before the system ends the process. Looks at what the process really has,
// workers included, whenever a block was read or a slice of work is done: that takes in all tables, whoever makes them. Has what is outgrown collected.
// Trap: one allocation between two looks can be larger than what is left; limits therefore leave a tenth of the machine.
import { failure, type Result } from '../../shared/base/result.ts';
import type { ReadError } from '../../shared/model/diagnostic.ts';
import { MEMORY_VARIABLE, type MemoryPool } from '../services/memory-limit.ts';
import { OutgrownMemory } from '../services/outgrown-memory.ts';
import { refusedMemory } from '../services/refused-memory.ts';

const MILLISECONDS_BETWEEN = 20;

export class MemoryWatch {
  /** Aborts when the person cancels or memory runs out. */
  readonly signal: AbortSignal;
  /** Why memory ran out. */
  tooBig: ReadError | undefined;
  private readonly exhausted = new AbortController();
  private readonly outgrown = new OutgrownMemory();
  private readonly pools: readonly MemoryPool[];
  private before: readonly number[];
  private next = 0;
  private share = 0;

  constructor(pools: readonly MemoryPool[], signal: AbortSignal) {
    this.pools = pools;
    this.signal = AbortSignal.any([signal, this.exhausted.signal]);
    this.before = pools.map((pool) => pool.used());
  }

  /** A new file begins: what its bytes need is told from here on. */
  beginFile(): void {
    this.before = this.pools.map((pool) => pool.used());
    this.share = 0;
  }

  /** How much of the file was read, where that is known. */
  noteProgress(bytesRead: number, bytesTotal: number | undefined): void {
    this.share = bytesTotal === undefined ? 0 : bytesRead / bytesTotal;
  }

  /** Looks at the memory, if it is time to. */
  look(now = performance.now()): void {
    if (now < this.next || this.tooBig !== undefined) return;
    this.next = now + MILLISECONDS_BETWEEN;
    this.outgrown.look();
    for (const [i, pool] of this.pools.entries()) {
      const used = pool.used();
      if (used > pool.limit) this.refuse(needs(used, this.before[i], this.share), pool.limit);
    }
  }

  /** Everything is read: tables are put together from here on. */
  beginFinishing(): void {
    this.outgrown.finishing();
  }

  /** What was thrown, where it is that an array or a string could not be made; throws everything else again. */
  refusalOf(error: unknown): Result<never, ReadError> {
    if (!(error instanceof RangeError) || error.message.includes('call stack')) throw error;
    const refused = refusedMemory(error);
    if (refused?.isOfAddresses === true)
      return failure({ kind: 'too-big', message: refused.message, hint: refused.hint });
    const used = sizeText(this.pools[0]?.used() ?? 0);
    const allowed = sizeText(this.pools[0]?.limit ?? 0);
    return failure({
      kind: 'too-big',
      message: `it needs a larger table than the system gives: there was no more after ${used}, ${allowed} may be used`,
      hint: 'close other recordings and programs',
    });
  }

  private refuse(needed: string, limit: number): void {
    this.tooBig = {
      kind: 'too-big',
      message: `it needs ${needed} of memory, ${sizeText(limit)} may be used`,
      hint: `close other recordings and programs, or allow more: start with --max-memory, or set ${MEMORY_VARIABLE}`,
    };
    this.exhausted.abort();
  }
}

/** What is distinct in a file comes mostly at its beginning; that all of it needs as much as the part that was read is the most it can need. */
function needs(used: number, before: number, share: number): string {
  const whole = share > 0 ? before + (used - before) / share : 0;
  return whole > used * 1.05 ? `about ${sizeText(whole)}` : `more than ${sizeText(used)}`;
}

function sizeText(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.ceil(bytes / 1e6)} MB`;
}
