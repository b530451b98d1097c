// Samples of a .cpuprofile: from ids of nodes and their times to contexts, with the costs added up on the way.
// The ids leave their pages block by block while the contexts are written, so that the two are never in memory together.
import { NONE } from '../../base/brands.ts';
import { inSlices, type Sliced } from '../../base/slices.ts';
import type { EventTypeIndex } from '../../model/indices.ts';
import type { Fact } from '../../model/recording.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import type { CpuprofileContent } from './content.ts';
import type { Contexts } from './contexts.ts';
import { durationOf, type SampleTimes, timesOfSamples } from './times.ts';

export interface Events {
  readonly time: EventTypeIndex;
  readonly samples: EventTypeIndex;
}

export interface Measured {
  readonly samples: Fact;
  /** Whether the event type Time has costs. */
  readonly hasTimes: boolean;
}

const BLOCK = 1 << 15;

export function* addSamples(
  content: CpuprofileContent,
  contexts: Contexts,
  builder: RecordingBuilder,
  events: Events,
): Sliced<Measured> {
  const count = content.samples.length;
  const times = yield* timesOfSamples(content, (code, message) => builder.diagnose(code, 'warning', message));
  remarkOnStart(times, builder);
  let ofSample = yield* contextsOfSamples(content, contexts);
  if (times.order !== undefined) ofSample = yield* inOrderOf(ofSample, times.order);
  const { first } = contexts;
  const time = new Float64Array(builder.contexts.rows.length - first);
  const hits = new Float64Array(time.length);
  const { weight } = times;
  yield* inSlices(count, (from, to) => {
    for (let i = from; i < to; i++) {
      const context = ofSample[i] - first;
      time[context] += weight[i];
      hits[context]++;
    }
  });
  yield* inSlices(time.length, (from, to) => {
    for (let context = from; context < to; context++) {
      contexts.add(first + context, time[context], events.time);
      contexts.add(first + context, hits[context], events.samples);
    }
  });
  if (count === 0) builder.diagnose('no-samples', 'warning', 'The file holds no samples.');
  if (times.isUnknown) return { samples: 'absent', hasTimes: false };
  builder.samples(ofSample, times.start, weight);
  return { samples: times.isEstimated ? 'estimated' : 'recorded', hasTimes: true };
}

/** In the order of the file. Empties the list of ids. */
function* contextsOfSamples(content: CpuprofileContent, contexts: Contexts): Sliced<Int32Array> {
  const { samples } = content;
  const { ids } = contexts.tree;
  const ofSample = new Int32Array(samples.length);
  const block = new Float64Array(BLOCK);
  const rows = ids.dense?.rows ?? new Int32Array(0);
  const least = ids.dense?.least ?? 0;
  for (let from = 0; from < ofSample.length; from += BLOCK) {
    const count = samples.take(block);
    for (let i = 0; i < count; i++) {
      const id = block[i];
      const at = id - least;
      let row = NONE;
      if (at >= 0 && at < rows.length) row = rows[at] ?? NONE;
      else if (rows.length === 0) row = ids.rowOf(id);
      const context = row === NONE ? NONE : contexts.rows[row];
      ofSample[from + i] = context !== NONE ? context : row === NONE ? contexts.ofNothing() : contexts.ofRow(row);
    }
    yield;
  }
  samples.clear();
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

function remarkOnStart(times: SampleTimes, builder: RecordingBuilder): void {
  if (times.isEstimated || times.isUnknown || times.start.length === 0 || times.start[0] <= 0) return;
  const milliseconds = (times.start[0] / 1000).toFixed(3);
  builder.diagnose(
    'before-first-sample',
    'info',
    `The first ${milliseconds} ms passed before the first sample; no function is charged with them.`,
  );
}
