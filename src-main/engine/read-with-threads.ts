// Whether a file is read by one thread or by several: by several where it lies on the disk as it is read, is large, and there are
// processors to spare. Sections and joining cost half as much again as one reader: with two processors that was no gain.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { failure, type Result } from '../../shared/base/result.ts';
import type { FormatReader } from '../../shared/formats/format-reader.ts';
import type { ReadError } from '../../shared/model/diagnostic.ts';
import type { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import type { Input, OpenSource } from '../services/byte-sources.ts';

/** Smaller files are read before threads are there. */
const WORTH_THREADS = 24 << 20;
const MOST_THREADS = 4;
/** One joins while the others read. */
const PROCESSORS_NEEDED = 4;

export interface BytesToRead {
  readonly input: Input;
  readonly source: OpenSource;
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
  const workerFile = await sectionWorkerFile();
  if (workerFile === undefined) return reader.read(source, builder, signal);
  const { openSectionThreads } = await import('./section-threads.ts');
  const sections = await openSectionThreads({ path: input.path, size, threads, workerFile, signal, onBytes });
  try {
    return await reader.read({ ...source, sections }, builder, signal);
  } catch (error) {
    if (sections.failure === undefined) throw error;
    return failure(sections.failure);
  } finally {
    await sections.close();
  }
}

function threadsOf(processors: number): number {
  return processors < PROCESSORS_NEEDED ? 1 : Math.min(MOST_THREADS, processors - 1);
}

/** Where the program is not built there are no threads. */
async function sectionWorkerFile(): Promise<string | undefined> {
  const { locateProgramFiles } = await import('../services/program-files.ts');
  const { sectionWorker } = locateProgramFiles();
  return existsSync(sectionWorker) ? sectionWorker : undefined;
}
