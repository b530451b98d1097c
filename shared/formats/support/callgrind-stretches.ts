// Tokens of bytes that lie anywhere: they are copied to where the tokenizer sees them, a stretch at a time, whose tokens stay in the processor's cache
// until they are read.
import type { PositionLayout } from './callgrind-layouts.ts';
import { CallgrindTokenizer, createTokenMemory } from './callgrind-tokenizer.ts';
import { CAREFUL } from './callgrind-tokens.ts';

const LF = 10;
/** Bytes at once. */
export const STRETCH = 1 << 17;
const WORDS = STRETCH / 2;

export class CallgrindStretches {
  /** The tokens of the last stretch; the first `length` words are valid. */
  readonly tokens: Int32Array;
  length = 0;
  private readonly bytes: Uint8Array;
  private readonly tokenizer: CallgrindTokenizer;

  constructor() {
    const memory = createTokenMemory(STRETCH + WORDS * Int32Array.BYTES_PER_ELEMENT);
    this.bytes = new Uint8Array(memory.buffer, 0, STRETCH);
    this.tokens = new Int32Array(memory.buffer, STRETCH, WORDS);
    this.tokenizer = new CallgrindTokenizer(memory);
  }

  /** Tokenizes whole lines from bytes[start] on, of at most STRETCH bytes, none behind `stop` but the rest of the last. Returns where they end. */
  tokenize(bytes: Uint8Array, start: number, stop: number, layout: PositionLayout): number {
    const { tokens, tokenizer } = this;
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
    const tokenized = tokenizer.tokenize(stretch, tokens, layout);
    this.length = tokenizer.length;
    return start + tokenized;
  }
}
