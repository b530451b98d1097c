// Which block of a series of files stands where: blocks are numbered through all files, so that threads go on to the next file while the last blocks
// of the one before are still being read. What was read before there were threads is left out: whole files, and the beginning of one.
import { BLOCK_BYTES } from './block-ring.ts';

export interface SeriesFile {
  readonly path: string;
  readonly size: number;
  /** When it was written last, in milliseconds: another time means another file in its place, or more in it. */
  readonly written: number;
}

/** Where the blocks of a file begin. */
export interface FileBlocks {
  /** Number of its first block. */
  readonly first: number;
  /** One more than that of its last block. */
  readonly end: number;
  /** The byte of the file at which its first block begins. */
  readonly from: number;
}

/** `left`: how many bytes of all files together, from the first on, are left out. */
export function blocksOfFiles(files: readonly SeriesFile[], left: number): FileBlocks[] {
  let before = 0;
  let first = 0;
  return files.map(({ size }) => {
    const from = Math.min(size, Math.max(0, left - before));
    const blocks = { first, end: first + Math.ceil((size - from) / BLOCK_BYTES), from };
    before += size;
    first = blocks.end;
    return blocks;
  });
}

/** Bytes of all files before this one. */
export function bytesBefore(files: readonly SeriesFile[], file: number): number {
  return files.slice(0, file).reduce((sum, { size }) => sum + size, 0);
}
