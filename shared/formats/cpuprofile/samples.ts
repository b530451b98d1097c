// Samples of a .cpuprofile: from ids of nodes and their times to contexts, with the costs added up on the way. Ids and time steps leave their
// pages block by block while the columns of the recording are written, so that the two are never in memory together.
import type { NumberArray } from '../../base/columns.ts';
import { narrowestKind } from '../../base/narrow-arrays.ts';
import { inSlices, type Sliced } from '../../base/slices.ts';
import type { EventTypeIndex } from '../../model/indices.ts';
import type { Fact } from '../../model/recording.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import type { CpuprofileContent } from './content.ts';
import type { Contexts } from './contexts.ts';
import { durationOf, timesOfSamples } from './times.ts';

export interface Events {
  readonly time: EventTypeIndex;
  readonly samples: EventTypeIndex;
}

export interface Measured {
  readonly samples: Fact;
  /** Whether the event type Time has costs. */
  readonly hasTimes: boolean;
}

const LARGEST = 2 ** 53;

type Remark = (code: string, message: string) => void;

export function* addSamples(
  content: CpuprofileContent,
  contexts: Contexts,
  builder: RecordingBuilder,
  events: Events,
): Sliced<Measured> {
  const ofSample = yield* contextsOfSamples(content, contexts);
  const costs = new Costs(builder.contexts.rows.length - contexts.first, contexts.first);
  const remark: Remark = (code, message) => builder.diagnose(code, 'warning', message);
  if (hasPlainDeltas(content)) yield* addPlain(content, ofSample, { builder, costs, remark });
  else yield* addTimed(content, ofSample, { builder, costs, remark });
  const { values } = costs;
  yield* inSlices(values.length / 2, (from, to) => {
    for (let context = from; context < to; context++) {
      contexts.add(contexts.first + context, values[context * 2], events.time);
      contexts.add(contexts.first + context, values[context * 2 + 1], events.samples);
    }
  });
  if (ofSample.length === 0) builder.diagnose('no-samples', 'warning', 'The file holds no samples.');
  return costs.measured;
}

/** Costs by context of this file. */
class Costs {
  /** Time at 2 × context, number of samples behind it: close together, since contexts come in any order. */
  readonly values: Float64Array;
  readonly first: number;
  measured: Measured = { samples: 'recorded', hasTimes: true };

  constructor(count: number, first: number) {
    this.values = new Float64Array(count * 2);
    this.first = first;
  }
}

interface Adding {
  readonly builder: RecordingBuilder;
  readonly costs: Costs;
  readonly remark: Remark;
}

/** Contexts of the samples in the order of the file. Empties the list of ids. */
function* contextsOfSamples(content: CpuprofileContent, contexts: Contexts): Sliced<Int32Array> {
  const { samples } = content;
  const ofSample = new Int32Array(samples.length);
  const { ofId, least } = yield* contexts.byId();
  let next = 0;
  for (let page = 0; page < samples.pageCount; page++) {
    const block = samples.block(page);
    for (let i = 0; i < block.length; i++) {
      const at = block[i] - least;
      const context = at >= 0 && at < ofId.length ? ofId[at] : undefined;
      // What is no node, no whole number or (root) is found the long way.
      ofSample[next++] = context !== undefined && context >= 0 ? context : contexts.ofSample(block[i]);
    }
    samples.release(page);
    yield;
  }
  return ofSample;
}

/** What V8 mostly writes: a whole step from 0 up for every sample. */
function hasPlainDeltas({ hasDeltas, deltas, samples }: CpuprofileContent): boolean {
  const isComplete = hasDeltas && deltas.length === samples.length && deltas.length > 0;
  return isComplete && deltas.isWhole && deltas.bits >= 0 && deltas.sum < LARGEST;
}

/** Costs and columns in one go, in arrays as narrow as can be. */
function* addPlain(content: CpuprofileContent, ofSample: Int32Array, { builder, costs, remark }: Adding): Sliced<void> {
  const { deltas } = content;
  const { start, end } = durationOf(content, remark);
  const last = Math.max(0, (end === undefined ? 0 : end - start) - deltas.sum);
  const at = new (narrowestKind({ least: 0, greatest: deltas.sum, whole: true }))(ofSample.length);
  const widest = { least: 0, greatest: Math.max(deltas.bits, last), whole: Number.isInteger(last) };
  const weight = new (narrowestKind(widest))(ofSample.length);
  const { values, first } = costs;
  let next = 0;
  let now = deltas.block(0)[0];
  /** Where the costs of the sample before are; the first step is the time before the first sample, which is nobody's. */
  let before = (ofSample[0] - first) * 2;
  for (let page = 0; page < deltas.pageCount; page++) {
    const block = deltas.block(page);
    for (let i = page === 0 ? 1 : 0; i < block.length; i++) {
      const delta = block[i];
      at[next] = now;
      weight[next++] = delta;
      values[before] += delta;
      values[before + 1]++;
      before = (ofSample[next] - first) * 2;
      now += delta;
    }
    deltas.release(page);
    yield;
  }
  at[next] = now;
  weight[next] = last;
  values[before] += last;
  values[before + 1]++;
  remarkOnStart(at, builder);
  builder.samples(ofSample, at, weight);
}

/** Samples with any kind of times, or without. */
function* addTimed(content: CpuprofileContent, inFile: Int32Array, { builder, costs, remark }: Adding): Sliced<void> {
  const times = yield* timesOfSamples(content, remark);
  if (!times.isEstimated && !times.isUnknown) remarkOnStart(times.start, builder);
  const ofSample = times.order === undefined ? inFile : yield* inOrderOf(inFile, times.order);
  const { weight } = times;
  const { values, first } = costs;
  yield* inSlices(ofSample.length, (from, to) => {
    for (let i = from; i < to; i++) {
      values[(ofSample[i] - first) * 2] += weight[i];
      values[(ofSample[i] - first) * 2 + 1]++;
    }
  });
  costs.measured = { samples: times.isEstimated ? 'estimated' : 'recorded', hasTimes: true };
  if (times.isUnknown) costs.measured = { samples: 'absent', hasTimes: false };
  else builder.samples(ofSample, times.start, weight);
}

function* inOrderOf(values: Int32Array, order: Uint32Array): Sliced<Int32Array> {
  const sorted = new Int32Array(values.length);
  yield* inSlices(values.length, (from, to) => {
    for (let i = from; i < to; i++) sorted[i] = values[order[i]];
  });
  return sorted;
}

/** Without samples: the hits of each node, and its share of the time in proportion. */
export function* addHits(
  content: CpuprofileContent,
  contexts: Contexts,
  builder: RecordingBuilder,
  events: Events,
): Sliced<Measured> {
  const { start, end } = durationOf(content, (code, message) => builder.diagnose(code, 'info', message));
  const { array } = content.hits;
  let total = 0;
  yield* inSlices(content.nodeCount, (from, to) => {
    for (let row = from; row < to; row++) total += array[row];
  });
  const share = end === undefined || total === 0 ? 0 : (end - start) / total;
  builder.diagnose(
    'no-samples',
    'info',
    'The file has no samples, only the number of hits of each node. Times are estimates: the whole time shared out by hits.',
  );
  yield* inSlices(content.nodeCount, (from, to) => {
    for (let row = from; row < to; row++) {
      if (array[row] === 0) continue;
      const context = contexts.ofRow(row);
      contexts.add(context, array[row], events.samples);
      contexts.add(context, array[row] * share, events.time);
    }
  });
  return { samples: 'absent', hasTimes: end !== undefined };
}

function remarkOnStart(at: NumberArray, builder: RecordingBuilder): void {
  if (at.length === 0 || at[0] <= 0) return;
  const milliseconds = (at[0] / 1000).toFixed(3);
  builder.diagnose(
    'before-first-sample',
    'info',
    `The first ${milliseconds} ms passed before the first sample; no function is charged with them.`,
  );
}
