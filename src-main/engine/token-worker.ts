// Entry of a thread that tokenizes blocks of one callgrind file, each the next that no thread has begun, into shared memory (block-ring.ts).
// It knows nothing but bytes: what the lines mean is for the one who reads them in order (token-threads.ts).
// It is built into one file without imports, because it lies outside the packed program: see scripts/build.mjs.
import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { prepareBlock } from '../../shared/formats/support/callgrind-blocks.ts';
import { BLOCK_BYTES, BlockRing } from './block-ring.ts';
import type { TokenWork } from './token-threads.ts';

if (parentPort === null) throw new Error('token-worker.mjs runs in a worker thread');
const parent = parentPort;
const { path, size, memory } = workerData as TokenWork;
const ring = new BlockRing(memory);
const file = openSync(path, 'r');
parent.postMessage('here');
try {
  const from = ring.awaitStart();
  const blocks = Math.ceil((size - from) / BLOCK_BYTES);
  for (let block = ring.begin(); block < blocks; block = ring.begin()) {
    ring.awaitSlot(block);
    if (prepare(block, from + block * BLOCK_BYTES)) parent.postMessage('published');
  }
} finally {
  closeSync(file);
}

/** Reads and tokenizes it; true where the reader waits for a message. */
function prepare(block: number, from: number): boolean {
  const bytes = ring.bytesOf(block);
  const wanted = Math.min(BLOCK_BYTES, size - from);
  let filled = 0;
  while (filled < wanted) {
    const length = readSync(file, bytes, filled, wanted - filled, from + filled);
    if (length === 0) throw new Error('the file became shorter while it was read');
    filled += length;
  }
  return ring.publish(block, prepareBlock(bytes.subarray(0, filled), ring.wordsOf(block), ring.setting));
}
