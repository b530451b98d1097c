// When each sample was taken and how long it stands for, in all cases; the one that V8 mostly writes has a shortcut in samples.ts.
// The convention: sample i lasts until sample i + 1 was taken, the last one until endTime. Samples may stand out of order (V8 has two
// threads that take them: negative time steps); absolute times are rebuilt and the samples sorted, never is a step clamped. Where the file
// has no times, they are shared out and called estimated.
import { inSlices, type Sliced } from '../../base/slices.ts';
import { sortedOrder } from '../support/sorted-order.ts';
import type { CpuprofileContent } from './content.ts';

export interface SampleTimes {
  /** Microseconds after the start of the recording, in order of time. */
  readonly start: Float64Array;
  readonly weight: Float64Array;
  /** Position in the file of the i-th sample in order of time; undefined where the file is in order. */
  readonly order: Uint32Array | undefined;
  readonly isEstimated: boolean;
  /** No times at all: weights are 0 and only the number of samples is known. */
  readonly isUnknown: boolean;
}

type Remark = (code: string, message: string) => void;

const LARGEST = 2 ** 53;

/** startTime in microseconds and how long the recording lasts from there; undefined where the file does not say or it makes no sense. */
export function durationOf(
  content: CpuprofileContent,
  remark: Remark,
): { start: number; duration: number | undefined } {
  // The old form has seconds.
  const toMicroseconds = (time: number): number => (content.hasHead ? Math.round(time * 1e6) : time);
  if (content.startTime === undefined)
    remark('no-start-time', 'The file does not say when it starts; times count from 0.');
  const start = toMicroseconds(content.startTime ?? 0);
  if (content.hasSamples && content.samplesAreCut) return { start, duration: undefined };
  if (content.endTime === undefined || content.startTime === undefined) {
    if (content.endTime === undefined)
      remark('no-end-time', 'The file does not say when it ends: the last sample has no duration.');
    return { start, duration: undefined };
  }
  const duration = toMicroseconds(content.endTime) - start;
  if (duration >= 0 && duration < LARGEST) return { start, duration };
  if (duration < 0)
    remark(
      'end-before-start',
      'The end of the recording lies before its start; the end is ignored: the last sample has no duration.',
    );
  else
    remark(
      'time-overflow',
      'The start and the end of the recording are too far apart to be true; the end is ignored: the last sample has no duration.',
    );
  return { start, duration: undefined };
}

export function* timesOfSamples(content: CpuprofileContent, remark: Remark): Sliced<SampleTimes> {
  const count = content.samples.length;
  const { start, duration } = durationOf(content, remark);
  const stamps = content.hasDeltas
    ? yield* fromDeltas(content, duration, remark)
    : content.hasStamps
      ? yield* fromStamps(content, start, remark)
      : undefined;
  if (stamps === undefined) return sharedOut(count, duration, remark);
  const order = (yield* isInOrder(stamps.at)) ? undefined : yield* sortedOrder(stamps.at);
  const sorted = order === undefined ? stamps.at : yield* inOrderOf(stamps.at, order);
  const weight = new Float64Array(count);
  yield* inSlices(count - 1, (from, to) => {
    for (let i = from; i < to; i++) weight[i] = sorted[i + 1] - sorted[i];
  });
  if (count > 0) weight[count - 1] = Math.max(0, (duration ?? 0) - sorted[count - 1]);
  return { start: sorted, weight, order, isEstimated: stamps.isEstimated, isUnknown: false };
}

function* isInOrder(at: Float64Array): Sliced<boolean> {
  let inOrder = true;
  yield* inSlices(at.length - 1, (from, to) => {
    for (let i = from; i < to && inOrder; i++) inOrder = at[i + 1] >= at[i];
  });
  return inOrder;
}

function* inOrderOf(values: Float64Array, order: Uint32Array): Sliced<Float64Array> {
  const sorted = new Float64Array(values.length);
  yield* inSlices(sorted.length, (from, to) => {
    for (let i = from; i < to; i++) sorted[i] = values[order[i]];
  });
  return sorted;
}

interface Stamps {
  readonly at: Float64Array;
  readonly isEstimated: boolean;
}

/** undefined where the steps make no sense. */
function* fromDeltas(
  content: CpuprofileContent,
  duration: number | undefined,
  remark: Remark,
): Sliced<Stamps | undefined> {
  const count = content.samples.length;
  const { deltas } = content;
  if (deltas.length > count)
    remark('surplus-deltas', 'There are more time steps than samples; the surplus is ignored.');
  const known = Math.min(count, deltas.length);
  const at = new Float64Array(count);
  let now = 0;
  let next = 0;
  for (let page = 0; page < deltas.pageCount; page++) {
    const block = deltas.block(page);
    for (let i = 0; i < block.length && next < known; i++, next++) {
      if (!Number.isNaN(block[i])) now += block[i];
      if (Math.abs(now) >= LARGEST) {
        remark('time-overflow', 'The time steps are too large to be true; they are ignored.');
        return undefined;
      }
      at[next] = now;
    }
    deltas.release(page);
    yield;
  }
  if (known === count) return { at, isEstimated: false };
  remark(
    'missing-deltas',
    'There are fewer time steps than samples; the samples without one share the rest of the time equally.',
  );
  const left = Math.max(0, (duration ?? now) - now) / (count - known + 1);
  for (let i = known; i < count; i++) at[i] = now + left * (i - known + 1);
  return { at, isEstimated: true };
}

/** The old form: microseconds on the clock of startTime. */
function* fromStamps(content: CpuprofileContent, start: number, remark: Remark): Sliced<Stamps | undefined> {
  const count = content.samples.length;
  if (content.stamps.length !== count) {
    remark('missing-timestamps', 'There are not as many time stamps as samples; they are ignored.');
    return undefined;
  }
  const at = new Float64Array(count);
  let next = 0;
  for (let page = 0; page < content.stamps.pageCount; page++) {
    const block = content.stamps.block(page);
    for (let i = 0; i < block.length; i++, next++) {
      at[next] = block[i] - start;
      if (Math.abs(at[next]) < LARGEST) continue;
      remark('time-overflow', 'The time stamps are too large to be true; they are ignored.');
      return undefined;
    }
    content.stamps.release(page);
    yield;
  }
  return { at, isEstimated: false };
}

function sharedOut(count: number, duration: number | undefined, remark: Remark): SampleTimes {
  const isUnknown = duration === undefined;
  if (count > 0) {
    remark(
      'no-sample-times',
      isUnknown
        ? 'The file has no times: only the number of samples is known.'
        : 'The samples have no times of their own: each gets an equal share of the whole time. The times are estimates.',
    );
  }
  const share = count === 0 || duration === undefined ? 0 : duration / count;
  const start = new Float64Array(count);
  for (let i = 0; i < count; i++) start[i] = i * share;
  return { start, weight: new Float64Array(count).fill(share), order: undefined, isEstimated: !isUnknown, isUnknown };
}
