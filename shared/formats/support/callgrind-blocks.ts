// A block of a callgrind file, cut anywhere, as a thread prepares it for the one who reads the blocks in order (CallgrindReading.takePrepared).
import type { PreparedBlock } from '../../base/byte-source.ts';
import { CallgrindTokenizer } from './callgrind-tokenizer.ts';
import { isLayout, OTHER_LAYOUT } from './callgrind-tokens.ts';

const LF = 10;

/** Tokenizes the whole lines of `bytes`, as far as `words` has room. The line that ends first has begun before the block, for all that it can tell. */
export function prepareBlock(bytes: Uint8Array, words: Int32Array, setting: number): PreparedBlock {
  const end = bytes.lastIndexOf(LF) + 1;
  const start = end === 0 ? bytes.length : bytes.indexOf(LF) + 1;
  const tokenizer = new CallgrindTokenizer(words);
  if (start < end) tokenizer.tokenize(bytes, start, end, isLayout(setting) ? setting : OTHER_LAYOUT);
  return { bytes, start, end: Math.max(start, end), words, length: tokenizer.length, setting };
}
