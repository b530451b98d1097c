// Threads that tokenize a large file on disk while the one that asks for its blocks reads what they say, in order. They are started at once, so that the
// reader can go on alone until they have come to run. No thread runs further ahead than the ring is long; ending them is never waited for.
import { Worker } from 'node:worker_threads';
import type { BlockThreads, PreparedBlock } from '../../shared/base/byte-source.ts';
import type { ReadError } from '../../shared/model/diagnostic.ts';
import { BLOCK_BYTES, BlockRing, createRingMemory, type RingMemory } from './block-ring.ts';

/** What a thread is started with. */
export interface TokenWork {
  readonly path: string;
  readonly size: number;
  readonly memory: RingMemory;
}

/** It has come to run; a block was published that the reader waits for. */
export type TokenMessage = 'here' | 'published';

export interface TokenThreadsOptions {
  readonly path: string;
  readonly size: number;
  readonly threads: number;
  /** The built token-worker.mjs. */
  readonly workerFile: string;
  readonly signal: AbortSignal;
  /** So many bytes more were read. */
  readonly onBytes: (bytes: number) => void;
}

export interface RunningTokenThreads extends BlockThreads {
  /** Why read() threw, when a thread died. */
  readonly failure: ReadError | undefined;
  /** Ends the threads. */
  close(): void;
}

export function startTokenThreads({
  path,
  size,
  threads,
  workerFile,
  signal,
  onBytes,
}: TokenThreadsOptions): RunningTokenThreads {
  const memory = createRingMemory();
  const ring = new BlockRing(memory);
  const work: TokenWork = { path, size, memory };
  let here = 0;
  let trouble: Error | undefined;
  let wake: () => void = () => undefined;
  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(workerFile, { name: 'tokens', workerData: work });
    worker.on('message', (message: TokenMessage) => {
      if (message === 'here') here++;
      else wake();
    });
    worker.on('error', (error) => {
      trouble ??= error;
      wake();
    });
    worker.on('exit', (status) => {
      if (status !== 0) trouble ??= new Error(`a thread that read it ended with status ${status}`);
      wake();
    });
    return worker;
  });
  const onAbort = (): void => wake();

  async function published(block: number): Promise<PreparedBlock | undefined> {
    for (;;) {
      if (signal.aborted) return undefined;
      if (trouble !== undefined) throw trouble;
      const found = ring.find(block);
      if (found !== undefined) return found;
      const message = new Promise<void>((resolve) => {
        wake = resolve;
      });
      ring.askForMessage();
      const late = ring.find(block);
      if (late !== undefined) return late;
      await message;
    }
  }

  return {
    get isReady() {
      return here > 0;
    },
    async *read(from, setting) {
      const blocks = Math.ceil((size - from) / BLOCK_BYTES);
      ring.setting = setting();
      ring.start(from);
      signal.addEventListener('abort', onAbort);
      try {
        for (let block = 0; block < blocks; block++) {
          const prepared = await published(block);
          if (prepared === undefined) return;
          yield prepared;
          ring.setting = setting();
          ring.release(block);
          onBytes(prepared.bytes.length);
        }
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
    get failure() {
      return trouble === undefined ? undefined : explain(trouble);
    },
    close() {
      for (const worker of workers) {
        worker.removeAllListeners();
        // One that dies while it is being ended would otherwise take the whole engine with it.
        worker.on('error', () => undefined);
        void worker.terminate();
      }
    },
  };
}

function explain(error: NodeJS.ErrnoException): ReadError {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return {
      kind: 'too-big',
      message: 'a thread that read it ran out of memory',
      hint: 'close other recordings first',
    };
  }
  return { kind: 'broken', message: error.message, hint: 'open it again' };
}
