// Threads that tokenize a large file on disk, or several one after the other, while the one that asks for the blocks reads what they say, in order. They are started at once, so that the
// reader can go on alone until they have come to run. No thread runs further ahead than the ring is long; ending them is never waited for.
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { BlockThreads, PreparedBlock } from '../../shared/base/byte-source.ts';
import type { ReadError } from '../../shared/model/diagnostic.ts';
import { BlockRing, createRingMemory, HERE, type RingMemory } from './block-ring.ts';
import { ThreadSealer } from './row-sealing.ts';
import { blocksOfFiles, bytesBefore, type FileBlocks, type SeriesFile } from './series-blocks.ts';

/** What a thread is started with. */
export interface TokenWork {
  readonly files: readonly SeriesFile[];
  readonly memory: RingMemory;
  /** For the thread that seals rows as well. */
  readonly sealing?: MessagePort;
}

/** It has come to run; a block was published that the reader waits for; sealed rows were sent back. */
export type TokenMessage = typeof HERE | 'published' | 'sealed';

export interface TokenThreadsOptions {
  /** To be read one after the other, each but the first from its first byte on. */
  readonly files: readonly SeriesFile[];
  readonly threads: number;
  /** The built token-worker.mjs. */
  readonly workerFile: string;
  readonly signal: AbortSignal;
}

export interface RunningTokenThreads {
  /** Those of one of the files. `onBytes`: so many bytes more were read. */
  of(file: number, onBytes: (bytes: number) => void): BlockThreads;
  /** Seals rows in the first of the threads, and adds them up. */
  readonly sealer: ThreadSealer;
  /** Why read() threw, when a thread died. */
  readonly failure: ReadError | undefined;
  /** Ends the threads. */
  close(): void;
}

export function startTokenThreads({ files, threads, workerFile, signal }: TokenThreadsOptions): RunningTokenThreads {
  const memory = createRingMemory();
  const ring = new BlockRing(memory);
  const { port1, port2 } = new MessageChannel();
  let blocks: readonly FileBlocks[] | undefined;
  let here = 0;
  let canSeal = false;
  let ended = 0;
  let trouble: Error | undefined;
  let wake: () => void = () => undefined;
  const workers = Array.from({ length: threads }, (_, i) => {
    const seals = i === 0;
    const workerData: TokenWork = { files, memory, ...(seals ? { sealing: port2 } : {}) };
    const worker = new Worker(workerFile, { name: 'tokens', workerData, transferList: seals ? [port2] : [] });
    worker.on('message', (message: TokenMessage) => {
      if (message === HERE) {
        here++;
        canSeal ||= seals;
      } else wake();
    });
    worker.on('error', (error) => {
      trouble ??= error;
      wake();
    });
    worker.on('exit', (status) => {
      ended++;
      if (status !== 0) trouble ??= new Error(`a thread that read it ended with status ${status}`);
      wake();
    });
    return worker;
  });
  const onAbort = (): void => wake();

  /** Throws where nobody is left to wait for. */
  function expectThreads(): void {
    if (trouble === undefined && ended === threads)
      trouble = new Error('the threads that read it ended before its end');
    if (trouble !== undefined) throw trouble;
  }

  /** Until a thread says something, or ends; false when reading was cancelled. */
  async function nextMessage(): Promise<boolean> {
    if (signal.aborted) return false;
    expectThreads();
    signal.addEventListener('abort', onAbort);
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
    signal.removeEventListener('abort', onAbort);
    return true;
  }

  async function published(block: number): Promise<PreparedBlock | undefined> {
    for (;;) {
      if (signal.aborted) return undefined;
      if (trouble !== undefined) throw trouble;
      const found = ring.find(block);
      if (found !== undefined) return found;
      expectThreads();
      const message = new Promise<void>((resolve) => {
        wake = resolve;
      });
      ring.askForMessage();
      const late = ring.find(block);
      if (late !== undefined) return late;
      await message;
    }
  }

  /** What was read without threads is known once the first blocks are asked for: then all have their numbers. */
  function start(file: number, from: number): readonly FileBlocks[] {
    if (blocks !== undefined) return blocks;
    const left = bytesBefore(files, file) + from;
    blocks = blocksOfFiles(files, left);
    ring.start(left);
    return blocks;
  }

  const of: RunningTokenThreads['of'] = (file, onBytes) => ({
    get isReady() {
      return here > 0;
    },
    async *read(from, setting) {
      // Blocks of a further file may be there already, made as the last lines of the one before it were: mostly it goes on like that.
      if (blocks === undefined) ring.setting = setting();
      const { first, end } = start(file, from)[file];
      signal.addEventListener('abort', onAbort);
      try {
        for (let block = first; block < end; block++) {
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
  });
  return {
    of,
    sealer: new ThreadSealer(port1, () => canSeal, nextMessage),
    get failure() {
      return trouble === undefined ? undefined : explain(trouble);
    },
    close() {
      port1.close();
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
