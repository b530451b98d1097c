// Opens one recording from one or several inputs: source → detection → reader → one builder → recording.
// Several inputs must be of one format: they become the parts of the same recording. Errors carry the name of their file.
import { setImmediate } from 'node:timers/promises';
import { failure, type Result, success } from '../../shared/base/result.ts';
import { runInTurns } from '../../shared/base/slices.ts';
import type { FormatReader } from '../../shared/formats/format-reader.ts';
import { detect } from '../../shared/formats/readers.ts';
import type { ReadError } from '../../shared/model/diagnostic.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import { type Input, type OpenSource, openByteSource } from '../services/byte-sources.ts';

export interface ReadProgress {
  /** Name of the file being read. */
  readonly file: string;
  /** Of the file on disk. */
  readonly bytesRead: number;
  readonly bytesTotal: number | undefined;
  /** preparing: everything is read, the tables are being put together. */
  readonly stage: 'reading' | 'preparing';
}

export interface OpenOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ReadProgress) => void;
}

export interface OpenedRecording {
  readonly recording: Recording;
  readonly reader: FormatReader;
}

const cancelled: ReadError = { kind: 'cancelled', message: 'opening it was cancelled' };

/** The recording that the inputs make up together; the first error otherwise. */
export async function openRecording(
  inputs: readonly Input[],
  options: OpenOptions,
): Promise<Result<OpenedRecording, ReadError>> {
  const builder = new RecordingBuilder();
  let reader: FormatReader | undefined;
  for (const input of inputs) {
    if (inputs.length > 1) builder.diagnostics.file = input.name;
    const read = await readInput(input, builder, options, reader);
    await setImmediate();
    if (options.signal.aborted) return failure({ ...cancelled, file: input.name });
    if (!read.ok) return failure({ ...read.error, file: input.name });
    reader = read.value;
  }
  if (reader === undefined) return failure({ kind: 'not-found', message: 'no file was given' });
  const recording = await runInTurns(builder.finishInSlices(), { turn: () => setImmediate(), signal: options.signal });
  if (recording === undefined) return failure({ ...cancelled, file: inputs[0].name });
  return success({ recording, reader });
}

/** Reads one input into the builder; the reader that did it. */
async function readInput(
  input: Input,
  builder: RecordingBuilder,
  options: OpenOptions,
  before: FormatReader | undefined,
): Promise<Result<FormatReader, ReadError>> {
  let last = { bytesRead: 0, bytesTotal: undefined as number | undefined };
  const opened = await openByteSource(input, {
    signal: options.signal,
    onProgress: (bytesRead, bytesTotal) => {
      last = { bytesRead, bytesTotal };
      options.onProgress?.({ file: input.name, bytesRead, bytesTotal, stage: 'reading' });
    },
  });
  if (!opened.ok) return opened;
  const source = opened.value;
  try {
    const detected = detect(source.head, source.name);
    if (!detected.ok) return failure(withReport(detected.error, source));
    const reader = detected.value;
    if (before !== undefined && before.id !== reader.id) {
      return failure({
        kind: 'unsupported',
        message: `it is a ${reader.label} file, but the files before it are ${before.label}: parts of one recording have one format`,
        hint: 'open them one by one',
        format: reader.id,
      });
    }
    const read = await reader.read(source, builder, options.signal);
    if (!read.ok) return failure({ format: reader.id, ...withReport(read.error, source) });
    const { damage, refusal } = source.report;
    if (refusal !== undefined) return failure({ format: reader.id, ...refusal });
    if (damage !== undefined)
      builder.diagnose('compressed-data-damaged', 'error', `${damage.charAt(0).toUpperCase()}${damage.slice(1)}.`);
    options.onProgress?.({ file: input.name, ...last, stage: 'preparing' });
    return success(reader);
  } finally {
    await source.close();
  }
}

/** A broken profile in damaged compressed data is the fault of the latter: that is what the person should read. */
function withReport(error: ReadError, { report }: OpenSource): ReadError {
  if (error.kind === 'cancelled') return error;
  if (report.refusal !== undefined) return report.refusal;
  if (report.damage === undefined) return error;
  if (error.kind === 'empty')
    return { kind: 'broken', message: `${report.damage} before anything came out`, hint: 'copy the file again' };
  return {
    kind: 'broken',
    message: `${report.damage}, and what came out is no whole profile (${error.message})`,
    hint: 'copy or record the file again',
  };
}
