// Whether a file is read by one thread or by several: by several where it lies on the disk as it is read, is large, and there is a second processor.
// The thread that reads has the most to do: with two processors one other tokenizes for it, with four two do.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { failure, type Result } from '../../shared/base/result.ts';
import type { FormatReader } from '../../shared/formats/format-reader.ts';
import type { ReadError } from '../../shared/model/diagnostic.ts';
import type { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import type { Input, OpenSource } from '../services/byte-sources.ts';
import type { RunningTokenThreads } from './token-threads.ts';

/** Smaller files are read before threads are of use. */
const WORTH_THREADS = 16 << 20;
const MOST_THREADS = 3;
const PROCESSORS_FOR_MOST = 4;

export interface BytesToRead {
  readonly input: Input;
  readonly source: OpenSource;
  /** How many may be used, that of the reader included. */
  readonly threads: number | undefined;
  /** Bytes that threads have read; those of the source count themselves. */
  readonly onBytes: (bytes: number) => void;
}

/** What the reader answers. */
export async function readWithThreads(
  reader: FormatReader,
  { input, source, threads: allowed, onBytes }: BytesToRead,
  builder: RecordingBuilder,
  signal: AbortSignal,
): Promise<Result<void, ReadError>> {
  const threads = allowed ?? threadsOf(availableParallelism());
  const { size } = source;
  if (!('path' in input) || size === undefined || size < WORTH_THREADS || threads < 2)
    return reader.read(source, builder, signal);
  const workerFile = await tokenWorkerFile();
  if (workerFile === undefined) return reader.read(source, builder, signal);
  const { startTokenThreads } = await import('./token-threads.ts');
  let running: RunningTokenThreads | undefined;
  const startThreads = (): RunningTokenThreads => {
    running = startTokenThreads({ path: input.path, size, threads: threads - 1, workerFile, signal, onBytes });
    return running;
  };
  try {
    return await reader.read({ ...source, startThreads }, builder, signal);
  } catch (error) {
    if (running?.failure === undefined) throw error;
    return failure(running.failure);
  } finally {
    running?.close();
  }
}

function threadsOf(processors: number): number {
  return processors < PROCESSORS_FOR_MOST ? Math.min(2, processors) : MOST_THREADS;
}

/** Where the program is not built there are no threads. */
async function tokenWorkerFile(): Promise<string | undefined> {
  const { locateProgramFiles } = await import('../services/program-files.ts');
  const { tokenWorker } = locateProgramFiles();
  return existsSync(tokenWorker) ? tokenWorker : undefined;
}
