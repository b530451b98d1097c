// Whether a file is read by one thread or by several: by several where it lies on the disk as it is read, is large, and there is a second processor.
// The thread that reads has the most to do: with two processors one other tokenizes for it, with four two do. Several files that become one
// recording share their threads (file-series.ts), and count as large together.
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type { BlockThreads } from '../../shared/base/byte-source.ts';
import { failure, type Result } from '../../shared/base/result.ts';
import { runInTurns } from '../../shared/base/slices.ts';
import type { FormatReader } from '../../shared/formats/format-reader.ts';
import { readers } from '../../shared/formats/readers.ts';
import type { ReadError } from '../../shared/model/diagnostic.ts';
import type { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import type { Input, OpenSource } from '../services/byte-sources.ts';
import type { FileSeries } from './file-series.ts';

/** Fewer bytes are read before threads are of use. */
const WORTH_THREADS = 24 << 20;
const MOST_THREADS = 3;
const PROCESSORS_FOR_MOST = 4;

export interface BytesToRead {
  readonly input: Input;
  readonly source: OpenSource;
  /** Of the files that are read with it; undefined where there are no threads. */
  readonly series: FileSeries | undefined;
  /** Bytes that threads have read; those of the source count themselves. */
  readonly onBytes: (bytes: number) => void;
  /** No file follows. */
  readonly isLast: boolean;
  /** The last file was read by threads, and tables are going to be put together. */
  readonly onRead: () => void;
  /** To be done first, while threads come to run. */
  readonly before: () => Promise<void> | undefined;
}

/** The threads for some files; undefined where there is one processor, or the program is not built. `allowed`: so many, that of the reader included. */
export async function seriesOf(
  inputs: readonly Input[],
  allowed: number | undefined,
  signal: AbortSignal,
): Promise<FileSeries | undefined> {
  if (inputs.every(isReadByOne)) return undefined;
  const threads = allowed ?? threadsOf(availableParallelism());
  const sizes = await Promise.all(inputs.map(sizeOf));
  // Small files are read before the code for threads would be loaded.
  if (sizes.reduce((sum, size) => sum + size, 0) < WORTH_THREADS) return undefined;
  const workerFile = threads < 2 ? undefined : await tokenWorkerFile();
  if (workerFile === undefined) return undefined;
  const { startTokenThreads } = await import('./token-threads.ts');
  const { openSeries } = await import('./file-series.ts');
  return openSeries({
    inputs,
    least: WORTH_THREADS,
    start: (files) => startTokenThreads({ files, threads: threads - 1, workerFile, signal }),
  });
}

/** What the reader answers. */
export async function readWithThreads(
  reader: FormatReader,
  { input, source, series, onBytes, before, isLast, onRead }: BytesToRead,
  builder: RecordingBuilder,
  signal: AbortSignal,
): Promise<Result<void, ReadError>> {
  const start = source.size === undefined ? undefined : series?.threadsFor(input, source.size);
  if (start === undefined) {
    await before();
    return reader.read(source, builder, signal);
  }
  let threads: BlockThreads | undefined;
  const startThreads = (): BlockThreads => {
    threads ??= start(onBytes);
    builder.sealBy(series?.sealer);
    return threads;
  };
  try {
    // What has previews is read by threads.
    if (reader.previews === true) startThreads();
    await before();
    const read = await reader.read({ ...source, startThreads }, builder, signal);
    if (isLast && read.ok) {
      // What reading needed goes before what the rest needs comes.
      builder.forgetPlaces();
      onRead();
      builder.sealRest();
      // Rows are sealed meanwhile.
      if (builder.canSettle) await runInTurns(builder.settleFunctions(), { turn: () => setImmediate(), signal });
    }
    // The next file may have other threads, or none.
    await builder.fetchSealed();
    return read;
  } catch (error) {
    if (series?.failure === undefined) throw error;
    return failure(series.failure);
  } finally {
    builder.sealBy(undefined);
  }
}

/** Its name is one for a format that threads do not read: that takes less time than their code, and they would be of use only if it were wrong. */
function isReadByOne({ name }: Input): boolean {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const named = readers.filter(({ extensions }) => extensions.includes(ending));
  return named.length > 0 && named.every(({ previews }) => previews !== true);
}

/** 0 for what is no file, or cannot be looked at: that is for the reading to say. */
async function sizeOf(input: Input): Promise<number> {
  if (!('path' in input)) return 0;
  const found = await stat(input.path).catch(() => undefined);
  return found?.isFile() === true ? found.size : 0;
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
