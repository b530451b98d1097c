// From the columns of a .cpuprofile to the recording: contexts with time and samples, samples in order, lines.
// `(root)` is no function: its children are the roots. A sample that V8 put on `(root)` itself counts for `(program)`, which is
// how V8 names time outside of any function; one whose node is not in the file counts for `(unknown)`.
import { NONE } from '../../base/brands.ts';
import { failure, type Result, success } from '../../base/result.ts';
import type { ReadError } from '../../model/diagnostic.ts';
import type { EventTypeIndex, FileIndex, FunctionIndex, PartIndex } from '../../model/indices.ts';
import type { Fact } from '../../model/recording.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import { type CpuprofileContent, UNNAMED } from './content.ts';
import { durationOf, type SampleTimes, timesOfSamples } from './times.ts';
import { buildTree, type NodeTree } from './tree.ts';

const ROOT = '(root)';
const IDLE = '(idle)';

/** How many samples are added between two looks at whether somebody has cancelled. */
const SLICE = 1 << 19;

/** Lets other work run; false when somebody has cancelled meanwhile. */
export type Pause = () => Promise<boolean>;

const CANCELLED: ReadError = { kind: 'cancelled', message: 'reading it was cancelled' };

/** Adds everything as part `part`. */
export async function addContent(
  content: CpuprofileContent,
  builder: RecordingBuilder,
  part: PartIndex,
  pause: Pause,
): Promise<Result<void, ReadError>> {
  const tree = buildTree(content, builder);
  if (!tree.ok) return tree;
  if (!(await pause())) return failure(CANCELLED);
  const events = {
    time: builder.eventType({ name: 'Time', unit: 'microseconds' }),
    samples: builder.eventType({ name: 'Samples' }),
  };
  const contexts = new Contexts(content, tree.value, builder, part);
  const hasLines = contexts.addLines(events.samples);
  let measured: Measured | undefined;
  if (content.hasSamples && (content.samples.length > 0 || !content.hasHits))
    measured = await addSamples(content, contexts, { builder, events, pause });
  else if (content.hasHits) measured = addHits(content, contexts, builder, events);
  else {
    const message = 'it has neither samples nor hit counts: nothing was measured';
    return failure({ kind: 'broken', message, hint: 'record again' });
  }
  if (measured === undefined) return failure(CANCELLED);
  builder.preferredEventType ??= measured.hasTimes ? 'Time' : 'Samples';
  builder.format = 'cpuprofile';
  builder.family = 'stacks';
  builder.facts = {
    contexts: 'recorded',
    // V8 counts samples, not calls.
    calls: 'absent',
    lines: hasLines || builder.facts.lines === 'recorded' ? 'recorded' : 'absent',
    functionCosts: 'derived',
    samples: part === 0 || measured.samples !== 'recorded' ? measured.samples : builder.facts.samples,
  };
  return success(undefined);
}

interface Measured {
  readonly samples: Fact;
  /** Whether the event type Time has costs. */
  readonly hasTimes: boolean;
}

interface Events {
  readonly time: EventTypeIndex;
  readonly samples: EventTypeIndex;
}

interface Adding {
  readonly builder: RecordingBuilder;
  readonly events: Events;
  readonly pause: Pause;
}

/** undefined when cancelled. */
async function addSamples(
  content: CpuprofileContent,
  contexts: Contexts,
  { builder, events, pause }: Adding,
): Promise<Measured | undefined> {
  const times = timesOfSamples(content, (code, message) => builder.diagnose(code, 'warning', message));
  remarkOnStart(times, builder);
  const { samples } = content;
  const { order, start, weight } = times;
  const ofSample = new Int32Array(samples.length);
  for (let i = 0; i < samples.length; i++) {
    if (i % SLICE === 0 && !(await pause())) return undefined;
    const context = contexts.ofId(samples.get(order === undefined ? i : order[i]));
    ofSample[i] = context;
    contexts.add(context, weight[i], events.time);
    contexts.add(context, 1, events.samples);
  }
  if (samples.length === 0) builder.diagnose('no-samples', 'warning', 'The file holds no samples.');
  if (times.isUnknown) return { samples: 'absent', hasTimes: false };
  builder.samples(ofSample, start, weight);
  return { samples: times.isEstimated ? 'estimated' : 'recorded', hasTimes: true };
}

/** Without samples: the hits of each node, and its share of the time in proportion. */
function addHits(content: CpuprofileContent, contexts: Contexts, builder: RecordingBuilder, events: Events): Measured {
  const { start, end } = durationOf(content, (code, message) => builder.diagnose(code, 'info', message));
  const { array } = content.hits;
  let total = 0;
  for (let row = 0; row < content.nodeCount; row++) total += array[row];
  const share = end === undefined || total === 0 ? 0 : (end - start) / total;
  builder.diagnose(
    'no-samples',
    'info',
    'The file has no samples, only the number of hits of each node. Times are estimates: the whole time shared out by hits.',
  );
  for (let row = 0; row < content.nodeCount; row++) {
    if (array[row] === 0) continue;
    const context = contexts.ofRow(row);
    contexts.add(context, array[row], events.samples);
    contexts.add(context, array[row] * share, events.time);
  }
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

/** Contexts of nodes, made in one walk. */
class Contexts {
  private readonly content: CpuprofileContent;
  private readonly tree: NodeTree;
  private readonly builder: RecordingBuilder;
  private readonly part: PartIndex;
  private readonly functions: Int32Array;
  private readonly rows: Int32Array;
  private readonly anonymous: number;
  private readonly key = { name: 0, file: NONE as FileIndex, startLine: NONE, startColumn: NONE };

  constructor(content: CpuprofileContent, tree: NodeTree, builder: RecordingBuilder, part: PartIndex) {
    this.content = content;
    this.tree = tree;
    this.builder = builder;
    this.part = part;
    this.anonymous = builder.strings.internText('(anonymous)');
    const root = builder.strings.internText(ROOT);
    const count = content.nodeCount;
    this.functions = new Int32Array(count).fill(NONE);
    this.rows = new Int32Array(count).fill(NONE);
    for (let i = 0; i < count; i++) {
      const row = tree.order[i];
      const above = tree.parent[row];
      if (above === NONE && content.name.array[row] === root) continue;
      this.functions[row] = this.functionOf(row);
      const parent = above === NONE ? NONE : this.rows[above];
      this.rows[row] = builder.context(part, parent, this.functions[row] as FunctionIndex);
    }
    this.noteIdle();
  }

  ofRow(row: number): number {
    return this.rows[row] === NONE ? this.meta('(program)') : this.rows[row];
  }

  ofId(id: number): number {
    const row = this.tree.ids.rowOf(id);
    if (row !== NONE) return this.ofRow(row);
    this.builder.diagnose(
      'unknown-sample',
      'warning',
      'A sample names a node that is not in the file; it counts for (unknown).',
    );
    return this.meta('(unknown)');
  }

  add(context: number, cost: number, eventType: EventTypeIndex): void {
    if (cost === 0) return;
    this.builder.addContextSelf(context, eventType, cost);
  }

  /** positionTicks as lines; whether there are any. */
  addLines(samples: EventTypeIndex): boolean {
    const { tickRow, tickLine, tickCount } = this.content;
    const costs = new Float64Array(samples + 1);
    for (let i = 0; i < tickRow.length; i++) {
      const row = tickRow.array[i];
      const fn = this.functions[row];
      if (fn === NONE) continue;
      costs[samples] = tickCount.array[i];
      this.builder.line(this.part, fn as FunctionIndex, this.fileOf(row), tickLine.array[i], costs, samples + 1);
    }
    return tickRow.length > 0;
  }

  private meta(name: string): number {
    const fn = this.builder.function({ name: this.builder.strings.internText(name) });
    return this.builder.context(this.part, NONE, fn);
  }

  private noteIdle(): void {
    const { builder, content, functions } = this;
    const idle = builder.strings.internText(IDLE);
    for (let row = 0; row < content.nodeCount; row++) {
      if (content.name.array[row] === idle && content.url.array[row] === NONE && functions[row] !== NONE) {
        builder.idleFunctions.add(functions[row] as FunctionIndex);
      }
    }
  }

  private functionOf(row: number): FunctionIndex {
    const { content, builder, key } = this;
    const name = content.name.array[row];
    if (name === NONE) {
      builder.diagnose(
        'no-call-frame',
        'warning',
        'A node does not say which function it stands for; it counts for (unknown).',
      );
      key.name = builder.strings.internText('(unknown)');
    } else key.name = name === UNNAMED ? this.anonymous : name;
    key.file = this.fileOf(row);
    // From 0 in today's form, from 1 in the old one; −1 and, in the old one, 0 stand for "none".
    const shift = content.hasHead ? 0 : 1;
    const line = content.line.array[row] + shift;
    const column = content.column.array[row] + shift;
    key.startLine = line > 0 ? line : NONE;
    key.startColumn = line > 0 && column > 0 ? column : NONE;
    return builder.function(key);
  }

  private fileOf(row: number): FileIndex {
    const url = this.content.url.array[row];
    return url === NONE ? (NONE as FileIndex) : this.builder.file(url);
  }
}
