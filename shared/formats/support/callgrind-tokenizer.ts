// The first half of reading callgrind lines, bytes to tokens (callgrind-tokens.ts), as the rest of the program calls it: it is WebAssembly, compiled from
// assembly/. Bytes and tokens lie in a memory of its own kind, which threads can share, so that nothing is copied where bytes are read straight into it.
// Trap: it looks ahead; memory has to go on for as long behind the bytes.

import { moduleBytes } from '../../base/web-assembly.ts';
import type { PositionLayout } from './callgrind-layouts.ts';
import { callgrindModule } from './callgrind-module.ts';

const PAGE = 1 << 16;
export const LOOKS_AHEAD = 128;

/** A WebAssembly.Memory: can be sent to threads. */
export interface TokenMemory {
  readonly buffer: SharedArrayBuffer;
}

/** Memory for bytes and tokens, so large in all. */
export function createTokenMemory(byteLength: number): TokenMemory {
  const pages = Math.ceil((byteLength + LOOKS_AHEAD) / PAGE);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

/** Lines that begin between `start` and `stop` of `bytes`, in the tokenizer's memory; some line feed has to follow. */
export interface TokenStretch {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly stop: number;
  /** What places of names are told from: a place in `bytes`. */
  readonly origin: number;
}

/** What assembly/callgrind-tokenizer.ts exports. */
interface TokenizerExports {
  readonly length: { readonly value: number };
  writeTo(tokens: number, words: number, origin: number): void;
  tokenize(start: number, stop: number, layout: number): number;
}

export class CallgrindTokenizer {
  /** How many words the last stretch has become. */
  length = 0;
  private readonly tokenizer: TokenizerExports;

  constructor(memory: TokenMemory) {
    // V8 compiles the same bytes once.
    const module = new WebAssembly.Module(moduleBytes(callgrindModule));
    this.tokenizer = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as TokenizerExports;
  }

  /**
   * Tokenizes a stretch into `words`, in the same memory. Returns the place in `bytes` where it ended: before `stop` where there is no more
   * room for tokens.
   */
  tokenize({ bytes, start, stop, origin }: TokenStretch, words: Int32Array, layout: PositionLayout): number {
    const { tokenizer } = this;
    const first = bytes.byteOffset;
    tokenizer.writeTo(words.byteOffset, words.length, first + origin);
    const end = tokenizer.tokenize(first + start, first + stop, layout);
    this.length = tokenizer.length.value;
    return end - first;
  }
}
