// Threads that read sections of a large file, each the next one that nobody has begun. Answers come in the order of the sections; no
// thread runs far ahead of the first answer that is waited for, so that memory stays bounded. Ending them is never waited for.
import { type FileHandle, open } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { ByteRange, SectionThreads } from '../../shared/base/byte-source.ts';
import type { CallgrindSection, SectionSeed } from '../../shared/formats/support/callgrind-section.ts';
import type { ReadError } from '../../shared/model/diagnostic.ts';

/** What a thread is started with. */
export interface SectionWork {
  readonly path: string;
  readonly size: number;
  readonly seed: SectionSeed;
}

export type SectionAnswer =
  | { readonly kind: 'progress'; readonly bytes: number }
  | { readonly kind: 'section'; readonly section: CallgrindSection };

export interface SectionThreadsOptions {
  readonly path: string;
  readonly size: number;
  readonly threads: number;
  /** The built section-worker.mjs. */
  readonly workerFile: string;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

export interface OpenSectionThreads extends SectionThreads {
  /** Why read() threw, when a thread died. */
  readonly failure: ReadError | undefined;
  close(): Promise<void>;
}

const SMALLEST_SECTION = 8 << 20;
const LARGEST_SECTION = 48 << 20;
/** Sections for each thread, so that none is idle for long at the end. */
const SECTIONS_PER_THREAD = 3;
/** How many sections may wait to be joined while every thread reads another. */
const LEAD = 1;

export async function openSectionThreads(options: SectionThreadsOptions): Promise<OpenSectionThreads> {
  const { path, size, threads } = options;
  const handle = await open(path, 'r');
  let failure: ReadError | undefined;
  return {
    size,
    sectionSize: Math.min(
      LARGEST_SECTION,
      Math.max(SMALLEST_SECTION, Math.ceil(size / (threads * SECTIONS_PER_THREAD))),
    ),
    bytesAt: (start, length) => bytesAt(handle, start, length),
    read: (ranges, seed) =>
      readRanges(options, ranges, seed as SectionSeed, (error) => {
        failure = error;
      }),
    get failure() {
      return failure;
    },
    close: () => handle.close(),
  };
}

async function bytesAt(handle: FileHandle, start: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

async function* readRanges(
  { path, size, threads, workerFile, signal, onBytes }: SectionThreadsOptions,
  ranges: readonly ByteRange[],
  seed: SectionSeed,
  died: (error: ReadError) => void,
): AsyncGenerator<CallgrindSection> {
  const work: SectionWork = { path, size, seed };
  const sections = new Map<number, CallgrindSection>();
  let [begun, joined] = [0, 0];
  let trouble: Error | undefined;
  let wake: () => void = () => undefined;
  const idle: Worker[] = [];
  /** Number of the section that each thread reads. */
  const reading = new Map<Worker, number>();
  const feed = (): void => {
    while (idle.length > 0 && begun < ranges.length && begun < joined + threads + LEAD) {
      const worker = idle.pop();
      worker?.postMessage(ranges[begun]);
      if (worker !== undefined) reading.set(worker, begun++);
    }
  };
  const stop = (error: Error): void => {
    trouble ??= error;
    died(explain(error));
    wake();
  };
  const workers = Array.from({ length: Math.min(threads, ranges.length) }, () => {
    const worker = new Worker(workerFile, { name: 'section', workerData: work });
    worker.on('message', (answer: SectionAnswer) => {
      if (answer.kind === 'progress') return onBytes(answer.bytes);
      sections.set(reading.get(worker) ?? 0, answer.section);
      idle.push(worker);
      feed();
      wake();
    });
    worker.on('error', stop);
    worker.on('exit', (status) => stop(new Error(`a thread that read it ended with status ${status}`)));
    return worker;
  });
  const onAbort = (): void => wake();
  signal.addEventListener('abort', onAbort);
  try {
    idle.push(...workers);
    feed();
    while (joined < ranges.length) {
      const section = sections.get(joined);
      if (signal.aborted) return;
      if (trouble !== undefined) throw trouble;
      if (section === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      sections.delete(joined++);
      feed();
      yield section;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    for (const worker of workers) {
      worker.removeAllListeners();
      // One that dies while it is being ended would otherwise take the whole engine with it.
      worker.on('error', () => undefined);
      void worker.terminate();
    }
  }
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
