// Samples of a .cpuprofile, of whatever kind: from ids of nodes and their times to costs of contexts. Without samples: hits.

import { NONE } from '../../base/brands.ts';
import { inFigures } from '../../base/figures.ts';
import { inSlices, type Sliced } from '../../base/slices.ts';
import type { EventTypeIndex } from '../../model/indices.ts';
import type { Fact } from '../../model/recording.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import type { CpuprofileContent } from './content.ts';
import type { Contexts } from './contexts.ts';
import type { DenseIds } from './node-ids.ts';
import type { PlainContexts } from './plain-contexts.ts';
import { arePlain, PlainSamples } from './plain-samples.ts';
import { durationOf, timesOfSamples } from './times.ts';

const ONLY_HITS =
  'The file has no samples, only the number of hits of each node. Times are estimates: the whole time shared out by hits.';

export interface Events {
  readonly time: EventTypeIndex;
  readonly samples: EventTypeIndex;
}

export interface Measured {
  readonly samples: Fact;
  /** Whether the event type Time has costs. */
  readonly hasTimes: boolean;
}

export function* addSamples(
  content: CpuprofileContent,
  contexts: Contexts,
  builder: RecordingBuilder,
  events: Events,
): Sliced<Measured> {
  if (content.samples.length === 0) builder.diagnose('no-samples', 'warning', 'The file holds no samples.');
  const { dense } = contexts.ids;
  const adding = { content, contexts, builder, events };
  if (dense === undefined || !arePlain(content)) return yield* addTimed(adding);
  return yield* addPlain(adding, dense);
}

export interface Adding {
  readonly content: CpuprofileContent;
  readonly contexts: Contexts;
  readonly builder: RecordingBuilder;
  readonly events: Events;
}

/** Of a file that is plain in all it has. */
export function* addAllPlain({ content, contexts, builder, events }: Adding, plain: PlainContexts): Sliced<Measured> {
  const { duration = 0 } = durationOf(content, (code, message) => builder.diagnose(code, 'warning', message));
  const samples = new PlainSamples(content, builder.contexts.length, 0, duration);
  yield* plain.addSamples(content.samples, content.deltas, samples.last);
  samples.place(contexts.rows, plain.firstId);
  builder.contexts.takeCosts(plain.costs);
  const { rootTime, rootSamples, nowhereTime, nowhereSamples, beforeFirst } = plain.code;
  if (rootSamples.value > 0) samples.program = contexts.program();
  if (nowhereSamples.value > 0) samples.unknown = contexts.unknown(nowhereSamples.value);
  contexts.add(samples.program, rootTime.value, events.time);
  contexts.add(samples.program, rootSamples.value, events.samples);
  contexts.add(samples.unknown, nowhereTime.value, events.time);
  contexts.add(samples.unknown, nowhereSamples.value, events.samples);
  remarkOnStart(beforeFirst.value, builder);
  builder.samplesLater(content.samples.length, () => samples.columns());
  return { samples: 'recorded', hasTimes: true };
}

/** What V8 mostly writes. */
function* addPlain({ content, contexts, builder, events }: Adding, dense: DenseIds): Sliced<Measured> {
  const { duration = 0 } = durationOf(content, (code, message) => builder.diagnose(code, 'warning', message));
  const { first } = contexts;
  const plain = new PlainSamples(content, builder.contexts.length - first, first, duration);
  yield* plain.addUp(contexts, dense);
  const { values, root, nowhere } = plain;
  if (values[root * 2 + 1] > 0) plain.program = contexts.program();
  if (values[nowhere * 2 + 1] > 0) plain.unknown = contexts.unknown(values[nowhere * 2 + 1]);
  const add = (context: number, place: number): void => {
    contexts.add(context, values[place * 2], events.time);
    contexts.add(context, values[place * 2 + 1], events.samples);
  };
  if (events.time === 0 && events.samples === 1) builder.addContextBlock(first, root, values, 2);
  else
    yield* inSlices(root, (from, to) => {
      for (let place = from; place < to; place++) add(first + place, place);
    });
  if (plain.program !== NONE) add(plain.program, root);
  if (plain.unknown !== NONE) add(plain.unknown, nowhere);
  remarkOnStart(plain.beforeFirst, builder);
  plain.forgetCosts();
  builder.samplesLater(content.samples.length, () => plain.columns());
  return { samples: 'recorded', hasTimes: true };
}

/** Samples with any kind of ids and times, or without times. */
function* addTimed({ content, contexts, builder, events }: Adding): Sliced<Measured> {
  const inFile = yield* contextsOfSamples(content, contexts);
  const times = yield* timesOfSamples(content, (code, message) => builder.diagnose(code, 'warning', message));
  if (!times.isEstimated && !times.isUnknown) remarkOnStart(times.start[0] ?? 0, builder);
  const ofSample = times.order === undefined ? inFile : yield* inOrderOf(inFile, times.order);
  const { weight } = times;
  yield* inSlices(ofSample.length, (from, to) => {
    for (let i = from; i < to; i++) {
      contexts.add(ofSample[i], weight[i], events.time);
      contexts.add(ofSample[i], 1, events.samples);
    }
  });
  if (times.isUnknown) return { samples: 'absent', hasTimes: false };
  builder.samples(ofSample, times.start, weight);
  return { samples: times.isEstimated ? 'estimated' : 'recorded', hasTimes: true };
}

/** Contexts of the samples in the order of the file. Empties the list of ids. */
function* contextsOfSamples({ samples }: CpuprofileContent, contexts: Contexts): Sliced<Int32Array> {
  const ofSample = new Int32Array(samples.length);
  let next = 0;
  for (let page = 0; page < samples.pageCount; page++) {
    const block = samples.block(page);
    for (let i = 0; i < block.length; i++) ofSample[next++] = contexts.ofSample(block[i]);
    samples.release(page);
    yield;
  }
  return ofSample;
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
  const { duration } = durationOf(content, (code, message) => builder.diagnose(code, 'info', message));
  const { array } = content.hits;
  let total = 0;
  yield* inSlices(content.nodeCount, (from, to) => {
    for (let row = from; row < to; row++) total += array[row];
  });
  const share = duration === undefined || total === 0 ? 0 : duration / total;
  // Of samples that are cut off the file's reader has told.
  if (!content.samplesAreCut) builder.diagnose('no-samples', 'info', ONLY_HITS);
  yield* inSlices(content.nodeCount, (from, to) => {
    for (let row = from; row < to; row++) {
      if (array[row] === 0) continue;
      const context = contexts.ofRow(row);
      contexts.add(context, array[row], events.samples);
      contexts.add(context, array[row] * share, events.time);
    }
  });
  return { samples: 'absent', hasTimes: duration !== undefined };
}

function remarkOnStart(first: number, builder: RecordingBuilder): void {
  if (first <= 0) return;
  const time = first < 1000 ? `${inFigures(first)} µs` : `${inFigures(Math.round(first) / 1000)} ms`;
  builder.diagnose(
    'before-first-sample',
    'info',
    `The first ${time} passed before the first sample; no function is charged with them.`,
  );
}
