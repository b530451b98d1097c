// The first look at a large file: its beginning, read as a recording of its own while the whole of it is still being read.
// Only for formats whose files are lists of records (FormatReader.previews), and files that are worth it. Whatever is wrong with the
// file is for the reading of the whole to say: here it means that there is no first look.
import { stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { runInTurns } from '../../shared/base/slices.ts';
import type { FormatReader } from '../../shared/formats/format-reader.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import { type Input, type OpenSource, openByteSource } from '../services/byte-sources.ts';

/** Smaller files are there before anybody could look. */
const LEAST_BYTES = 24 * 2 ** 20;
const LEAST_COMPRESSED_BYTES = 4 * 2 ** 20;
/** Unpacked: about a thousand functions, read in some hundredths of a second. The whole waits for that long, and finds the memory in pieces. */
const PREVIEWED_BYTES = 2 ** 19;
const LF = 0x0a;

export interface Preview {
  readonly recording: Recording;
  readonly reader: FormatReader;
  /** Of the file on disk. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
  /** That reading it took. */
  readonly milliseconds: number;
}

/** undefined where there is none, and once the signal has aborted. */
export async function readPreview(
  input: Input,
  reader: FormatReader,
  signal: AbortSignal,
): Promise<Preview | undefined> {
  if (!('path' in input) || reader.previews !== true) return undefined;
  const started = performance.now();
  const found = await stat(input.path).catch(() => undefined);
  if (found === undefined || !found.isFile() || found.size < LEAST_COMPRESSED_BYTES) return undefined;
  let bytesRead = 0;
  const opened = await openByteSource(input, {
    signal,
    onProgress: (read) => {
      bytesRead = read;
    },
  });
  if (!opened.ok) return undefined;
  const source = opened.value;
  try {
    const isCompressed = source.size === undefined;
    if (!isCompressed && found.size < LEAST_BYTES) return undefined;
    const recording = await readBeginning(source, reader, signal);
    if (recording === undefined) return undefined;
    const milliseconds = performance.now() - started;
    return { recording, reader, bytesRead, bytesTotal: found.size, milliseconds };
  } finally {
    await source.close();
  }
}

async function readBeginning(
  source: OpenSource,
  reader: FormatReader,
  signal: AbortSignal,
): Promise<Recording | undefined> {
  const builder = new RecordingBuilder();
  const beginning = { ...source, size: PREVIEWED_BYTES, chunks: () => firstLines(source.chunks()) };
  const read = await reader.read(beginning, builder, signal);
  if (!read.ok) return undefined;
  return runInTurns(builder.finishInSlices(), { turn: () => setImmediate(), signal });
}

/** Whole lines only: the beginning of a number is another number. */
async function* firstLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length >= PREVIEWED_BYTES) {
      yield chunk.subarray(0, chunk.lastIndexOf(LF) + 1);
      return;
    }
    yield chunk;
    await setImmediate();
  }
}
