// Reads one file of the callgrind family into a builder: callgrind, cachegrind, Xdebug, and what converters write.
// Both readers come here: a file that looks flat for 64 KiB may have calls later, and then it is callgrind's.
import type { ByteSource } from '../../base/byte-source.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { runInTurns, type Sliced } from '../../base/slices.ts';
import type { ReadError } from '../../model/diagnostic.ts';
import type { Fact } from '../../model/recording.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import { CallgrindParts } from './callgrind-parts.ts';
import { CallgrindReading } from './callgrind-reading.ts';
import { guessCallgrind } from './callgrind-sniff.ts';
import { hasBareReturns } from './line-blocks.ts';

/** Adds what the file says. Streams: memory grows with distinct lines, calls and names, not with the file. */
export async function readCallgrindFamily(
  source: ByteSource,
  builder: RecordingBuilder,
  signal: AbortSignal,
): Promise<Result<void, ReadError>> {
  const bareReturns = hasBareReturns(source.head);
  const parts = new CallgrindParts(builder, source.name);
  const reading = new CallgrindReading(builder, parts, bareReturns);
  const { records, keywords, blocks } = reading;
  const threads = bareReturns ? undefined : source.startThreads?.();
  // What other files brought says nothing of how many rows this one will have.
  const size = builder.functions.length === 0 ? source.size : undefined;
  let length = 0;
  // Threads that prepare this file already need nobody to begin for them.
  const chunks = threads?.isReady === true ? [] : source.chunks();
  for await (const chunk of chunks) {
    if (signal.aborted) return cancelled;
    length += chunk.length;
    if (!(await takeTurns(takeInPieces(reading, chunk), source, signal))) return cancelled;
    if (size !== undefined) builder.reading.share = length / size;
    if (blocks.isTooLong) return tooLong;
    if (records.failure !== undefined) return failure(records.failure);
    if (builder.isRepetitive && !(await relieve(builder, source, signal))) return cancelled;
    if (threads?.isReady === true) break;
  }
  if (threads?.isReady === true) {
    for await (const block of threads.read(length, () => reading.setting)) {
      reading.takePrepared(block);
      length += block.bytes.length;
      if (size !== undefined) builder.reading.share = Math.min(1, length / size);
      if (blocks.isTooLong) return tooLong;
      if (records.failure !== undefined) return failure(records.failure);
      await source.turn?.();
      if (signal.aborted) return cancelled;
      if (builder.isRepetitive && !(await relieve(builder, source, signal))) return cancelled;
    }
    if (signal.aborted) return cancelled;
  }
  const cut = blocks.finish();
  if (records.failure !== undefined) return failure(records.failure);
  if (length === 0) return failure({ kind: 'empty', message: 'the file is empty' });
  if (!parts.hasEvents) return failure(noEvents(parts));
  if (!(await takeTurns(records.finish(), source, signal))) return cancelled;
  parts.finish();
  finishFormat(source, builder, {
    opened: parts.opened > 0,
    calls: records.state.callSeen,
    lines: records.state.lineSeen,
    compressed: keywords.compressed,
  });
  noteCut(parts, builder, cut);
  reading.forget();
  return success(undefined);
}

const cancelled = failure<ReadError>({ kind: 'cancelled', message: 'reading was cancelled' });

const tooLong = failure<ReadError>({ kind: 'broken', message: 'a line is longer than 64 MB', hint: 'record again' });

/** A chunk of tiny parts takes ten times as long as one of costs: nobody is to wait for all of it. */
const BYTES_PER_PIECE = 1 << 16;

function* takeInPieces({ blocks, records }: CallgrindReading, chunk: Uint8Array): Sliced<void> {
  for (let from = 0; from < chunk.length && records.failure === undefined; from += BYTES_PER_PIECE) {
    if (from > 0) yield;
    blocks.take(chunk.subarray(from, from + BYTES_PER_PIECE));
  }
}

/** Xdebug writes a block per call: what repeats is added up before it fills the memory. False when cancelled. */
async function relieve(builder: RecordingBuilder, source: ByteSource, signal: AbortSignal): Promise<boolean> {
  await builder.fetchSealed();
  return !signal.aborted && takeTurns(builder.relieve(), source, signal);
}

/** False when cancelled. */
async function takeTurns(work: Sliced<void>, { turn }: ByteSource, signal: AbortSignal): Promise<boolean> {
  await runInTurns(work, { turn: turn ?? (() => Promise.resolve()), signal });
  return !signal.aborted;
}

function noEvents(parts: CallgrindParts): ReadError {
  if (parts.keys.size === 0) return { kind: 'not-mine', message: 'there is no line of the callgrind format in it' };
  const message = parts.keys.has('events') ? 'the events: line names no event type' : 'it ends before its events: line';
  const hint = 'the file is damaged or was cut: record again';
  return { kind: 'broken', message, hint, format: 'callgrind' };
}

/** Callgrind ends every part with totals:, Xdebug and cachegrind with summary:. */
function noteCut(parts: CallgrindParts, builder: RecordingBuilder, endsInLine: boolean): void {
  const { creator } = parts;
  const expected = creator.startsWith('callgrind')
    ? !parts.hasTotals && 'totals:'
    : (/^xdebug/i.test(creator) || builder.format === 'cachegrind') && !parts.hasStatedCost && 'summary:';
  if (expected === false) return;
  const how = endsInLine ? ' and ends within a line' : '';
  builder.diagnose(
    'file-cut',
    'warning',
    `The file has no ${expected} line at its end${how}: it seems to be cut, or the program was killed. Copy it again, or record again and let the program end.`,
  );
}

/** What was seen in the body of a file. */
interface Seen {
  readonly opened: boolean;
  readonly calls: boolean;
  readonly lines: boolean;
  readonly compressed: boolean;
}

function finishFormat(source: ByteSource, builder: RecordingBuilder, seen: Seen): void {
  const calls = seen.calls || builder.facts.calls === 'recorded';
  const lines = seen.lines || builder.facts.lines === 'recorded';
  const flat = seen.opened && !calls && !seen.compressed && guessCallgrind(source.head).flavour === 'cachegrind';
  builder.format = flat ? 'cachegrind' : 'callgrind';
  builder.family = calls ? 'call-graph' : 'flat';
  const recordedIf = (seen: boolean): Fact => (seen ? 'recorded' : 'absent');
  builder.facts = {
    contexts: 'absent',
    calls: recordedIf(calls),
    lines: recordedIf(lines),
    functionCosts: 'derived',
    samples: 'absent',
  };
}
