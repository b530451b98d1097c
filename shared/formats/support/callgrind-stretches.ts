// Tokens of bytes that lie anywhere: they are copied to where the tokenizer sees them, a stretch at a time, whose tokens stay in the processor's cache
// until they are read.
import type { WorkMemory } from '../../base/work-memory.ts';
import type { PositionLayout } from './callgrind-layouts.ts';
import { CallgrindTokenizer, LOOKS_AHEAD } from './callgrind-tokenizer.ts';
import { CAREFUL } from './callgrind-tokens.ts';

const LF = 10;
/** Bytes at once. */
export const STRETCH = 1 << 17;
/** Room for their tokens. */
export const STRETCH_WORDS = STRETCH / 2;

export class CallgrindStretches {
  /** So many words the last stretch has become. */
  length = 0;
  private readonly memory: WorkMemory;
  private readonly bytes: Uint8Array;
  private readonly tokenizer: CallgrindTokenizer;

  constructor(memory: WorkMemory) {
    this.memory = memory;
    this.bytes = memory.bytes(STRETCH + LOOKS_AHEAD);
    this.tokenizer = new CallgrindTokenizer(memory.memory);
  }

  /**
   * Tokenizes whole lines from bytes[start] on, of at most STRETCH bytes, none behind `stop` but the rest of the last, into `tokens` in the same memory.
   * Returns where they end.
   */
  tokenize(
    { bytes, start, stop }: { readonly bytes: Uint8Array; readonly start: number; readonly stop: number },
    tokens: Int32Array,
    layout: PositionLayout,
  ): number {
    const copied = bytes.subarray(start, Math.min(stop, start + STRETCH));
    const end = copied.lastIndexOf(LF) + 1;
    if (end === 0) {
      // A line longer than that. Such a token is right for every line.
      const after = bytes.indexOf(LF, start) + 1;
      tokens[0] = CAREFUL;
      tokens[1] = after - start;
      this.length = 2;
      return after;
    }
    this.bytes.set(copied);
    const stretch = { bytes: this.bytes, start: 0, stop: end, origin: -start };
    const tokenized = this.tokenizer.tokenize(stretch, tokens, layout);
    this.length = this.tokenizer.length;
    return start + tokenized;
  }

  /** Lets its memory go. */
  forget(): void {
    this.memory.give(this.bytes);
  }
}
