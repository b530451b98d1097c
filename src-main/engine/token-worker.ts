// Entry of a thread that tokenizes blocks of callgrind files, each the next that no thread has begun, into shared memory (block-ring.ts).
// It knows nothing but bytes: what the lines mean is for the one who reads them in order (token-threads.ts).
// It is built into one file without imports, because it lies outside the packed program: see scripts/build.mjs.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { prepareBlock } from '../../shared/formats/support/callgrind-blocks.ts';
import { CallgrindTokenizer } from '../../shared/formats/support/callgrind-tokenizer.ts';
import { BLOCK_BYTES, BlockRing, HERE } from './block-ring.ts';
import { RowSealing } from './row-sealing.ts';
import { blocksOfFiles, type SeriesFile } from './series-blocks.ts';
import type { TokenMessage, TokenWork } from './token-threads.ts';

if (parentPort === null) throw new Error('token-worker.mjs runs in a worker thread');
const parent = parentPort;
const { files, memory, sealing: port } = workerData as TokenWork;
const ring = new BlockRing(memory);
const tokenizer = new CallgrindTokenizer(memory.blocks);
const sealing = port === undefined ? undefined : new RowSealing(port);
let opened: number | undefined;
say(HERE);
try {
  const blocks = blocksOfFiles(files, ring.awaitStart());
  const all = blocks.at(-1)?.end ?? 0;
  let file = 0;
  for (let block = ring.begin(); block < all; block = ring.begin()) {
    for (; block >= blocks[file].end; file++) close();
    ring.awaitSlot(block, sealRows, addUpSome);
    opened ??= open(files[file]);
    const from = blocks[file].from + (block - blocks[file].first) * BLOCK_BYTES;
    if (prepare(block, opened, from, Math.min(BLOCK_BYTES, files[file].size - from))) say('published');
  }
  // What is read last is sealed last.
  sealing?.workOn(() => say('sealed'));
} finally {
  close();
}

function sealRows(): void {
  if (sealing?.work() === true) say('sealed');
}

/** True where it may go on at once. */
function addUpSome(): boolean {
  return sealing?.addUpSome() === true;
}

function say(message: TokenMessage): void {
  parent.postMessage(message);
}

/** The reader has opened it by itself: what stands there now has to be the same, or blocks of two files would be mixed. */
function open({ path, written }: SeriesFile): number {
  const descriptor = openSync(path, 'r');
  if (fstatSync(descriptor).mtimeMs === written) return descriptor;
  closeSync(descriptor);
  throw new Error('the file was written anew while it was read');
}

function close(): void {
  if (opened !== undefined) closeSync(opened);
  opened = undefined;
}

/** Reads and tokenizes it; true where the reader waits for a message. */
function prepare(block: number, descriptor: number, from: number, wanted: number): boolean {
  const bytes = ring.bytesOf(block);
  let filled = 0;
  while (filled < wanted) {
    const length = readSync(descriptor, bytes, filled, wanted - filled, from + filled);
    if (length === 0) throw new Error('the file became shorter while it was read');
    filled += length;
  }
  const space = { bytes: bytes.subarray(0, filled), words: ring.wordsOf(block) };
  return ring.publish(block, prepareBlock(tokenizer, space, ring.setting));
}
