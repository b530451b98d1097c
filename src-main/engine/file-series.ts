// Several files that become the parts of one recording (callgrind.out.PID-01, -02 …): threads tokenize the next ones while one is read, the same
// threads for all of them, so that also files too small to be worth a thread by themselves are read by more than one.
// A series lasts as long as each file goes through its threads; where one does not, what follows begins a new one.
import { type FileHandle, open } from 'node:fs/promises';
import type { BlockThreads } from '../../shared/base/byte-source.ts';
import { isZstd } from '../../shared/formats/support/decompress-zstd.ts';
import type { ReadError } from '../../shared/model/diagnostic.ts';
import type { Input } from '../services/byte-sources.ts';
import { isGzip } from '../services/inflate-gzip.ts';
import type { ThreadSealer } from './row-sealing.ts';
import type { SeriesFile } from './series-blocks.ts';
import type { RunningTokenThreads, startTokenThreads } from './token-threads.ts';

export interface FileSeries {
  /** Starts the threads of a file, or goes on with those of the files before it; undefined where it is read better without. */
  threadsFor(input: Input, size: number): ((onBytes: (bytes: number) => void) => BlockThreads) | undefined;
  /** Seals rows in a thread that runs, and adds them up. */
  readonly sealer: ThreadSealer | undefined;
  /** Why read() threw, when a thread died. */
  readonly failure: ReadError | undefined;
  close(): void;
}

export interface SeriesOptions {
  readonly inputs: readonly Input[];
  /** Fewer bytes are read before threads are of use. */
  readonly least: number;
  readonly start: (files: readonly SeriesFile[]) => ReturnType<typeof startTokenThreads>;
}

export async function openSeries({ inputs, least, start }: SeriesOptions): Promise<FileSeries> {
  const files = await Promise.all(inputs.map(plainFile));
  let running: { readonly threads: RunningTokenThreads; readonly first: number } | undefined;
  /** The file that goes on with the running threads. */
  let next = 0;

  /** From this file on as far as files are read as they lie on the disk. */
  function plainFrom(index: number): SeriesFile[] {
    const found: SeriesFile[] = [];
    for (let i = index; i < files.length; i++) {
      const file = files[i];
      if (file === undefined) break;
      found.push(file);
    }
    return found;
  }

  const close = (): void => {
    running?.threads.close();
    running = undefined;
  };
  return {
    threadsFor(input, size) {
      const index = inputs.indexOf(input);
      if (files[index]?.size !== size) return undefined;
      const goesOn = running !== undefined && next === index;
      const series = goesOn ? [] : plainFrom(index);
      if (!goesOn && series.reduce((sum, file) => sum + file.size, 0) < least) return undefined;
      return (onBytes) => {
        if (!goesOn) {
          close();
          running = { threads: start(series), first: index };
        }
        if (running === undefined)
          throw new Error('assertion failed: the series was closed while a file of it was read');
        next = index + 1;
        return running.threads.of(index - running.first, onBytes);
      };
    },
    get sealer() {
      return running?.threads.sealer;
    },
    get failure() {
      return running?.threads.failure;
    },
    close,
  };
}

const MAGIC_LENGTH = 16;

/** undefined for what is no file, empty, or compressed; what cannot be read is for the reading to say. */
async function plainFile(input: Input): Promise<SeriesFile | undefined> {
  if (!('path' in input)) return undefined;
  let handle: FileHandle | undefined;
  try {
    handle = await open(input.path, 'r');
    const found = await handle.stat();
    const { buffer, bytesRead } = await handle.read(new Uint8Array(MAGIC_LENGTH), 0, MAGIC_LENGTH, 0);
    const head = buffer.subarray(0, bytesRead);
    if (!found.isFile() || found.size === 0 || isGzip(head) || isZstd(head)) return undefined;
    return { path: input.path, size: found.size, written: found.mtimeMs };
  } catch {
    return undefined;
  } finally {
    await handle?.close();
  }
}
