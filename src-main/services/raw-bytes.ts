// The bytes as they are on the disk, in a pipe or in memory, chunk by chunk, with progress and cancellation.
// Between chunks the event loop gets a turn, so that a cancellation can arrive however fast the bytes are.
import { type FileHandle, open } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { failure, type Result, success } from '../../shared/base/result.ts';
import type { ReadError } from '../../shared/model/diagnostic.ts';
import type { Input, SourceOptions } from './byte-sources.ts';
import { folderHint } from './recordings-in-folder.ts';
import type { StreamReport } from './stream-report.ts';

const CHUNK = 512 * 1024;
/** So many chunks are read before they are asked for. */
const AHEAD = 2;

export interface RawBytes {
  /** Where it is known beforehand: regular files and memory. */
  readonly size: number | undefined;
  readonly chunks: AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

export async function openRawBytes(
  input: Input,
  options: SourceOptions,
  report: StreamReport,
): Promise<Result<RawBytes, ReadError>> {
  if ('path' in input) return await openFile(input.path, options, report);
  const size = 'bytes' in input ? input.bytes.length : undefined;
  const pieces = 'bytes' in input ? slices(input.bytes) : input.stream;
  return success({ size, chunks: counted(pieces, size, options, report), close: () => Promise.resolve() });
}

async function openFile(
  path: string,
  options: SourceOptions,
  report: StreamReport,
): Promise<Result<RawBytes, ReadError>> {
  const opening = open(path, 'r');
  const aborted = whenAborted(options.signal);
  try {
    // A named pipe that nobody writes to keeps open() waiting.
    const handle = await Promise.race([opening, aborted.promise]);
    if (handle === undefined) {
      opening.then((late) => late.close()).catch(() => undefined);
      return failure({ kind: 'cancelled', message: 'opening it was cancelled' });
    }
    const stat = await handle.stat();
    if (stat.isDirectory()) {
      await handle.close();
      return failure({
        kind: 'not-found',
        message: 'this is a folder, not a file',
        hint: await folderHint(path),
      });
    }
    const size = stat.isFile() && stat.size > 0 ? stat.size : undefined;
    const pieces = size === undefined ? fileChunks(handle, report) : readAhead(handle, report);
    return success({
      size,
      chunks: counted(pieces, size, options, report),
      close: () => closeFile(handle, options.signal),
    });
  } catch (error) {
    return failure(explain(error));
  } finally {
    aborted.forget();
  }
}

/** After a cancellation it is not waited for: a read of a pipe may be under way that never ends. */
async function closeFile(handle: FileHandle, signal: AbortSignal): Promise<void> {
  const closing = handle.close();
  if (signal.aborted) closing.catch(() => undefined);
  else await closing;
}

function whenAborted(signal: AbortSignal): { promise: Promise<undefined>; forget: () => void } {
  let forget = (): void => undefined;
  const promise = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    const listener = (): void => resolve(undefined);
    signal.addEventListener('abort', listener, { once: true });
    forget = () => signal.removeEventListener('abort', listener);
  });
  return { promise, forget };
}

function explain(error: unknown): ReadError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const messages: Record<string, string> = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'there is no such file: a part of its path is not a folder',
    EACCES: 'you are not allowed to read it',
    EPERM: 'you are not allowed to read it',
    EISDIR: 'this is a folder, not a file',
    ELOOP: 'its symbolic links lead in a circle',
    ENAMETOOLONG: 'its path is too long',
    EMFILE: 'too many files are open',
  };
  return { kind: 'not-found', message: messages[code] ?? `it cannot be read (${code === '' ? String(error) : code})` };
}

async function* fileChunks(handle: FileHandle, report: StreamReport): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(CHUNK);
  for (;;) {
    let length: number;
    try {
      length = (await handle.read(buffer, 0, CHUNK)).bytesRead;
    } catch (error) {
      report.refusal ??= { ...explain(error), message: `reading it failed: ${explain(error).message}` };
      return;
    }
    if (length === 0) return;
    yield buffer.subarray(0, length);
  }
}

/**
 * Like fileChunks(), with the next reads under way while a chunk is worked on: for regular files, whose reads end by themselves. Several, one behind
 * the other: the system may let a thread that reads wait for milliseconds where others want the processor.
 */
async function* readAhead(handle: FileHandle, report: StreamReport): AsyncGenerator<Uint8Array> {
  const read = async (buffer: Uint8Array, before: Promise<unknown>): Promise<Uint8Array | ReadError> => {
    await before;
    try {
      return buffer.subarray(0, (await handle.read(buffer, 0, CHUNK)).bytesRead);
    } catch (error) {
      return { ...explain(error), message: `reading it failed: ${explain(error).message}` };
    }
  };
  const buffers = Array.from({ length: AHEAD + 1 }, () => new Uint8Array(CHUNK));
  const coming: Promise<Uint8Array | ReadError>[] = [];
  let last: Promise<unknown> = Promise.resolve();
  let next = 0;
  const begin = (): void => {
    const reading = read(buffers[next++ % buffers.length], last);
    last = reading;
    coming.push(reading);
  };
  try {
    while (coming.length < AHEAD) begin();
    for (;;) {
      const chunk = await coming.shift();
      if (!(chunk instanceof Uint8Array)) {
        report.refusal ??= chunk;
        return;
      }
      if (chunk.length === 0) return;
      begin();
      yield chunk;
    }
  } finally {
    // The file is closed next, and its buffers let go.
    await last;
  }
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += CHUNK) yield bytes.subarray(start, start + CHUNK);
}

/** Passes chunks on, counts them, and ends when the signal says so, even while a pipe that nobody writes to is waited for. */
async function* counted(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  size: number | undefined,
  { signal, onProgress }: SourceOptions,
  report: StreamReport,
): AsyncGenerator<Uint8Array> {
  const iterator = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  const aborted = whenAborted(signal);
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted.promise]);
      if (next === undefined || next.done === true) return;
      await turn();
      if (signal.aborted) return;
      report.bytesRead += next.value.length;
      onProgress?.(report.bytesRead, size);
      yield next.value;
    }
  } finally {
    aborted.forget();
    // Not awaited: it waits for the read that may never end.
    Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}
