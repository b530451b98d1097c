// A byte source over bytes in memory whose blocks are prepared as threads do it, in this thread: what comes out is compared with a plain source.
// Blocks are prepared before the reader is done with the ones before them, as threads that run ahead do, with the setting of that time.
import type { ByteSource, PreparedBlock } from '../../shared/base/byte-source.ts';
import { prepareBlock } from '../../shared/formats/support/callgrind-blocks.ts';
import { CallgrindTokenizer, createTokenMemory } from '../../shared/formats/support/callgrind-tokenizer.ts';
import { memorySource } from './memory-source.ts';

export interface PreparedShape {
  /** Bytes that are read before the threads have come to run. */
  readonly beginning: number;
  readonly blockBytes: number;
  /** Room for tokens in a block. */
  readonly blockWords: number;
  /** How many blocks are prepared ahead. */
  readonly lead: number;
}

export interface PreparedSource extends ByteSource {
  /** How many blocks were given away so far. */
  blocks(): number;
  /** How often a reader said that it wants no more. */
  ended(): number;
}

export function preparedSource(content: Uint8Array, shape: PreparedShape): PreparedSource {
  const { beginning, blockBytes, blockWords, lead } = shape;
  let blocks = 0;
  let ended = 0;
  async function* read(from: number, setting: () => number): AsyncGenerator<PreparedBlock> {
    const ahead: PreparedBlock[] = [];
    const wordsAt = Math.ceil(blockBytes / 4) * 4;
    const memory = createTokenMemory(wordsAt + blockWords * 4);
    const tokenizer = new CallgrindTokenizer(memory);
    const space = {
      bytes: new Uint8Array(memory.buffer, 0, blockBytes),
      words: new Int32Array(memory.buffer, wordsAt, blockWords),
    };
    try {
      for (let at = from; at < content.length || ahead.length > 0; ) {
        for (; at < content.length && ahead.length <= lead; at += blockBytes) {
          const piece = content.subarray(at, at + blockBytes);
          const bytes = space.bytes.subarray(0, piece.length);
          bytes.set(piece);
          const block = prepareBlock(tokenizer, { bytes, words: space.words }, setting());
          ahead.push({ ...block, bytes: bytes.slice(), words: block.words.slice() });
        }
        const next = ahead.shift();
        if (next === undefined) return;
        blocks++;
        yield await Promise.resolve(next);
        // What is kept longer than it is valid is found out.
        next.bytes.fill(0);
        next.words.fill(0);
      }
    } finally {
      ended++;
    }
  }
  return {
    ...memorySource('test', content, Math.max(1, beginning)),
    startThreads: () => ({ isReady: true, read }),
    blocks: () => blocks,
    ended: () => ended,
  };
}
