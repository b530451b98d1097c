// A block of a callgrind file, cut anywhere, as a thread prepares it for the one who reads the blocks in order (CallgrindReading.takePrepared).
import type { PreparedBlock } from '../../base/byte-source.ts';
import { isLayout } from './callgrind-layouts.ts';
import type { CallgrindTokenizer } from './callgrind-tokenizer.ts';
import { OTHER_LAYOUT } from './callgrind-tokens.ts';

const LF = 10;

/** Where a block stands in the tokenizer's memory. */
export interface BlockSpace {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
}

/** Tokenizes the whole lines of `bytes`, as far as `words` has room. The line that ends first has begun before the block, for all that it can tell. */
export function prepareBlock(
  tokenizer: CallgrindTokenizer,
  { bytes, words }: BlockSpace,
  setting: number,
): PreparedBlock {
  const end = bytes.lastIndexOf(LF) + 1;
  const start = end === 0 ? bytes.length : bytes.indexOf(LF) + 1;
  const layout = isLayout(setting) ? setting : OTHER_LAYOUT;
  const isWhole = start < end;
  if (isWhole) tokenizer.tokenize({ bytes, start, stop: end, origin: 0 }, words, layout);
  return { bytes, start, end: Math.max(start, end), words, length: isWhole ? tokenizer.length : 0, setting };
}
