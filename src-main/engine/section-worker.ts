// Entry of a thread that reads sections of one callgrind file, one after the other, as section-threads.ts asks for them.
// It is built into one file without imports, because it lies outside the packed program: see scripts/build.mjs.
import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { ByteRange } from '../../shared/base/byte-source.ts';
import { sectionBuffers, sectionReader } from '../../shared/formats/support/callgrind-section.ts';
import type { SectionAnswer, SectionWork } from './section-threads.ts';

const BLOCK = 1 << 20;

if (parentPort === null) throw new Error('section-worker.mjs runs in a worker thread');
const parent = parentPort;
const { path, size, seed } = workerData as SectionWork;
const block = new Uint8Array(BLOCK);

parent.on('message', ({ start, end }: ByteRange) => {
  const reader = sectionReader(seed);
  const file = openSync(path, 'r');
  try {
    for (let at = start; at < end; ) {
      const length = readSync(file, block, 0, Math.min(BLOCK, end - at), at);
      if (length === 0) throw new Error('the file became shorter while it was read');
      reader.take(block.subarray(0, length));
      at += length;
      answer({ kind: 'progress', bytes: length });
    }
  } finally {
    closeSync(file);
  }
  const section = reader.finish(end === size);
  answer({ kind: 'section', section }, sectionBuffers(section));
});

function answer(message: SectionAnswer, buffers: ArrayBuffer[] = []): void {
  parent.postMessage(message, buffers);
}
