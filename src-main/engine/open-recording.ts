// Opens one recording from one or several inputs: source → detection → reader → one builder → recording.
// Several inputs must be of one format: they become the parts of the same recording. Errors carry the name of their file.
import { setImmediate } from 'node:timers/promises';
import type { RowColumns, RowSums } from '../../shared/analysis/row-sums.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import { runInTurns } from '../../shared/base/slices.ts';
import type { FormatReader } from '../../shared/formats/format-reader.ts';
import { detect } from '../../shared/formats/readers.ts';
import type { ReadError } from '../../shared/model/diagnostic.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import { type Input, type OpenSource, openByteSource } from '../services/byte-sources.ts';
import { type MemoryPool, processMemory } from '../services/memory-limit.ts';
import type { FileSeries } from './file-series.ts';
import { MemoryWatch } from './memory-watch.ts';
import { readWithThreads, seriesOf } from './read-with-threads.ts';

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
  /** What may be used; that of the process where it is not given. */
  readonly memory?: readonly MemoryPool[];
  /** Done for each input once its format is known, before it is read: its threads come to run meanwhile. */
  readonly beforeReading?: (reader: FormatReader) => Promise<void>;
  /** What a thread that has done with reading is to add up; nothing is where it is not given. */
  readonly toSum?: (recording: Recording) => RowColumns | undefined;
  /** How many threads may read a large file; what read-with-threads.ts takes the machine for where it is not given. */
  readonly threads?: number;
}

export interface OpenedRecording {
  readonly recording: Recording;
  readonly reader: FormatReader;
  /** What a thread is adding up meanwhile; undefined in it: it is to be done here. Never fails. */
  readonly sums?: Promise<RowSums | undefined>;
}

const cancelled: ReadError = { kind: 'cancelled', message: 'opening it was cancelled' };

/** The recording that the inputs make up together; the first error otherwise. */
export async function openRecording(
  inputs: readonly Input[],
  options: OpenOptions,
): Promise<Result<OpenedRecording, ReadError>> {
  const watch = new MemoryWatch(options.memory ?? processMemory(), options.signal);
  const watched = { ...options, signal: watch.signal };
  let current = inputs[0]?.name ?? '';
  try {
    const opened = await readAll(inputs, watched, watch, (name) => {
      current = name;
    });
    if (opened.ok || watch.tooBig === undefined) return opened;
    return failure({ ...watch.tooBig, file: current });
  } catch (error) {
    const refused = watch.refusalOf(error);
    return refused.ok ? refused : failure({ ...refused.error, file: current });
  }
}

async function readAll(
  inputs: readonly Input[],
  options: OpenOptions,
  watch: MemoryWatch,
  begin: (name: string) => void,
): Promise<Result<OpenedRecording, ReadError>> {
  const series = await seriesOf(inputs, options.threads, options.signal);
  let sums: Promise<RowSums | undefined> | undefined;
  try {
    const opened = await readSeries(inputs, options, { watch, series, begin });
    if (!opened.ok) return opened;
    const columns = series?.sealer === undefined ? undefined : options.toSum?.(opened.value.recording);
    // Of a thread that dies now nobody needs to know: what it was to do is done here.
    sums = columns && series?.sealer?.sum(columns).catch(() => undefined);
    return success(sums === undefined ? opened.value : { ...opened.value, sums });
  } finally {
    if (sums === undefined) series?.close();
    else void sums.finally(() => series?.close());
  }
}

interface ReadingAll {
  readonly watch: MemoryWatch;
  readonly series: FileSeries | undefined;
  readonly begin: (name: string) => void;
}

async function readSeries(
  inputs: readonly Input[],
  options: OpenOptions,
  { watch, series, begin }: ReadingAll,
): Promise<Result<OpenedRecording, ReadError>> {
  const builder = new RecordingBuilder();
  let reader: FormatReader | undefined;
  for (const input of inputs) {
    begin(input.name);
    watch.beginFile();
    if (inputs.length > 1) builder.diagnostics.file = input.name;
    const isLast = input === inputs.at(-1);
    const read = await readInput(input, builder, { options, watch, series, before: reader, isLast });
    await setImmediate();
    if (options.signal.aborted) return failure({ ...cancelled, file: input.name });
    if (!read.ok) return failure({ ...read.error, file: input.name });
    reader = read.value;
  }
  if (reader === undefined) return failure({ kind: 'not-found', message: 'no file was given' });
  watch.beginFinishing();
  const turn = async (): Promise<void> => {
    watch.look();
    await setImmediate();
  };
  const recording = await runInTurns(builder.finishInSlices(), { turn, signal: options.signal });
  if (recording === undefined) return failure({ ...cancelled, file: inputs[0].name });
  return success({ recording, reader });
}

interface Reading {
  readonly options: OpenOptions;
  readonly watch: MemoryWatch;
  readonly series: FileSeries | undefined;
  /** The reader of the files before. */
  readonly before: FormatReader | undefined;
  /** No input follows. */
  readonly isLast: boolean;
}

/** Reads one input into the builder; the reader that did it. */
async function readInput(
  input: Input,
  builder: RecordingBuilder,
  { options, watch, series, before, isLast }: Reading,
): Promise<Result<FormatReader, ReadError>> {
  let last = { bytesRead: 0, bytesTotal: undefined as number | undefined };
  const opened = await openByteSource(input, {
    signal: options.signal,
    onProgress: (bytesRead, bytesTotal) => {
      last = { bytesRead, bytesTotal };
      watch.noteProgress(bytesRead, bytesTotal);
      watch.look();
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
    const onBytes = (bytes: number): void => {
      // What the source had to look at to tell the format was read by both.
      last = { ...last, bytesRead: Math.min(last.bytesTotal ?? Number.POSITIVE_INFINITY, last.bytesRead + bytes) };
      watch.noteProgress(last.bytesRead, last.bytesTotal);
      watch.look();
      options.onProgress?.({ file: input.name, ...last, stage: 'reading' });
    };
    const bytes = {
      input,
      source: watchedSource(source, watch),
      series,
      onBytes,
      isLast,
      onRead: () => watch.beginFinishing(),
      before: () => options.beforeReading?.(reader),
    };
    const read = await readWithThreads(reader, bytes, builder, options.signal);
    if (!read.ok) return failure({ format: reader.id, ...withReport(read.error, source) });
    const { damage, surplus, refusal } = source.report;
    if (refusal !== undefined) return failure({ format: reader.id, ...refusal });
    if (damage !== undefined)
      builder.diagnose('compressed-data-damaged', 'error', `${asSentence(damage)} Copy the file again.`);
    if (surplus !== undefined) builder.diagnose('bytes-behind-compressed-data', 'warning', asSentence(surplus));
    options.onProgress?.({ file: input.name, ...last, stage: 'preparing' });
    return success(reader);
  } finally {
    await source.close();
  }
}

function asSentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** The source, with a look at the memory whenever its reader lets other work run. */
function watchedSource(source: OpenSource, watch: MemoryWatch): OpenSource {
  const turn = async (): Promise<void> => {
    watch.look();
    await source.turn?.();
  };
  return { ...source, turn };
}

/** A broken profile in damaged compressed data is the fault of the latter: that is what the person should read. */
function withReport(error: ReadError, { report }: OpenSource): ReadError {
  if (error.kind === 'cancelled') return error;
  if (report.refusal !== undefined) return report.refusal;
  const damage = report.damage ?? report.surplus;
  if (damage === undefined) return error;
  if (error.kind === 'empty')
    return { kind: 'broken', message: `${damage} before anything came out`, hint: 'copy the file again' };
  return {
    kind: 'broken',
    message: `${damage}, and what came out is no whole profile (${error.message})`,
    hint: 'copy or record the file again',
  };
}
