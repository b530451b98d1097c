// The nodes of a .cpuprofile as calling contexts of the recording, made parents first. `(root)` is no function: its children are the roots.
// A sample that V8 put on `(root)` itself counts for `(program)`, which is how V8 names time outside of any function; one whose node is not
// in the file counts for `(unknown)`.
import { NONE } from '../../base/brands.ts';
import { GrowableInt32 } from '../../base/growable.ts';
import { inSlices, type Sliced } from '../../base/slices.ts';
import type { EventTypeIndex, FileIndex, FunctionIndex, PartIndex } from '../../model/indices.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import type { CpuprofileContent } from './content.ts';
import { areDistinct, mergeSiblings } from './merged-siblings.ts';
import type { NodeIds } from './node-ids.ts';
import { UNNAMED } from './node-record.ts';
import type { PlainContexts } from './plain-contexts.ts';
import { TickLines } from './tick-lines.ts';
import type { NodeTree } from './tree.ts';

const ROOT = '(root)';
const IDLE = '(idle)';

export class Contexts {
  readonly ids: NodeIds;
  /** By node: provisional context; NONE for `(root)`. */
  rows: Int32Array;
  /** All contexts of this file are numbered from here on. */
  readonly first: number;
  private readonly content: CpuprofileContent;
  private readonly builder: RecordingBuilder;
  private readonly part: PartIndex;
  /** Functions by frame; NONE where no node has needed it yet. */
  private readonly functions: Int32Array;
  /** Files by the number of their text; NONE where it is not known yet. */
  private readonly files = new GrowableInt32();
  /** Contexts of samples outside of all nodes, by name. */
  private readonly outsides = new Map<string, number>();
  private readonly key = { name: 0, file: NONE as FileIndex, startLine: NONE, startColumn: NONE };

  constructor(content: CpuprofileContent, ids: NodeIds, builder: RecordingBuilder, part: PartIndex) {
    this.content = content;
    this.ids = ids;
    this.builder = builder;
    this.part = part;
    this.first = builder.contexts.length;
    this.functions = new Int32Array(content.frames.length).fill(NONE);
    this.rows = new Int32Array(content.nodeCount).fill(NONE);
  }

  /** Makes the contexts of all nodes. */
  *make({ order, parent, siblings }: NodeTree): Sliced<void> {
    const { builder, content, functions, rows, part, first } = this;
    const anonymous = builder.strings.internText('(anonymous)');
    const root = builder.strings.internText(ROOT);
    const idle = builder.strings.internText(IDLE);
    const { frames } = content;
    const frameOf = content.frame.array;
    /** Of one context after the other: its parent and its function. */
    const parents = new Int32Array(content.nodeCount);
    const functionOf = new Int32Array(content.nodeCount);
    let made = 0;
    yield* inSlices(content.nodeCount, (from, to) => {
      for (let i = from; i < to; i++) {
        const row = order === undefined ? i : order[i];
        const above = parent[row];
        const frame = frameOf[row];
        const name = frames.nameOf(frame);
        if (above === NONE && name === root) continue;
        if (name === NONE) this.warnOfNoFrame();
        if (functions[frame] === NONE) {
          functions[frame] = this.functionOf(frame, anonymous);
          if (name === idle && frames.urlOf(frame) === NONE)
            builder.idleFunctions.add(functions[frame] as FunctionIndex);
        }
        functionOf[made] = functions[frame];
        parents[made] = above === NONE ? NONE : rows[above];
        rows[row] = first + made++;
      }
    });
    const links = { parents: parents.subarray(0, made), functions: functionOf.subarray(0, made), first };
    // Below one `(root)` everything is below a node of its own number.
    const isPlain = siblings !== undefined && made === siblings.length;
    const isDistinct = isPlain && (yield* areDistinct(links, siblings, rows, builder.functions.length));
    const merged = isDistinct ? undefined : yield* mergeSiblings(links, builder.functions.length);
    builder.contexts.appendDistinct(part, merged?.links ?? links);
    if (merged === undefined) return;
    const { numbers } = merged;
    yield* inSlices(rows.length, (from, to) => {
      for (let row = from; row < to; row++) if (rows[row] !== NONE) rows[row] = numbers[rows[row] - first];
    });
  }

  /** The same, from a file that is plain, which is the first one. */
  *makePlain(plain: PlainContexts): Sliced<void> {
    const { builder, content, functions, part } = this;
    const { frames } = content;
    const anonymous = builder.strings.internText('(anonymous)');
    builder.strings.internText(ROOT);
    const idle = builder.strings.internText(IDLE);
    // The first one is that of `(root)`.
    for (let frame = 1; frame < functions.length; frame++) {
      functions[frame] = this.functionOf(frame, anonymous);
      if (frames.nameOf(frame) === idle && frames.urlOf(frame) === NONE)
        builder.idleFunctions.add(functions[frame] as FunctionIndex);
    }
    yield;
    yield* plain.findContexts(functions);
    this.rows = plain.contextOf;
    builder.contexts.takeOrdered({ part, ...plain.columns, costs: [] });
  }

  /** The context of a sample on a node of the file. */
  ofRow(row: number): number {
    return this.rows[row] === NONE ? this.program() : this.rows[row];
  }

  /** The context of a sample on any id. */
  ofSample(id: number): number {
    const row = this.ids.rowOf(id);
    if (row !== NONE) return this.ofRow(row);
    return this.unknown(1);
  }

  /** The context of samples on `(root)`. */
  program(): number {
    return this.outside('(program)');
  }

  /** The context of samples on no node, of which there are so many more. */
  unknown(more: number): number {
    const message = 'A sample names a node that is not in the file; it counts for (unknown).';
    this.builder.diagnostics.add('unknown-sample', 'warning', message, undefined, more);
    return this.outside('(unknown)');
  }

  add(context: number, cost: number, eventType: EventTypeIndex): void {
    if (cost === 0) return;
    this.builder.addContextSelf(context, eventType, cost);
  }

  /** positionTicks become lines when somebody asks for lines; whether there are any. */
  addLines(samples: EventTypeIndex): boolean {
    const { functions, rows, files, part } = this;
    const { frames } = this.content;
    if (frames.ticksLength === 0) return false;
    const ticks = new TickLines(frames, {
      functions,
      files: files.array,
      contexts: frames.hasRootTicks ? rows : undefined,
    });
    this.builder.linesLater((lines) => ticks.addTo(lines, part, samples));
    return true;
  }

  private outside(name: string): number {
    const known = this.outsides.get(name);
    if (known !== undefined) return known;
    const fn = this.builder.function({ name: this.builder.strings.internText(name) });
    const context = this.builder.contexts.rootOf(this.part, fn, this.first);
    this.outsides.set(name, context);
    return context;
  }

  private warnOfNoFrame(): void {
    const message = 'A node does not say which function it stands for; it counts for (unknown).';
    this.builder.diagnose('no-call-frame', 'warning', message);
  }

  private functionOf(frame: number, anonymous: number): FunctionIndex {
    const { content, builder, key } = this;
    const { frames } = content;
    const name = frames.nameOf(frame);
    key.name = name === NONE ? builder.strings.internText('(unknown)') : name === UNNAMED ? anonymous : name;
    key.file = this.fileOf(frame);
    // From 0 in today's form, from 1 in the old one; −1 and, in the old one, 0 stand for "none".
    const shift = content.hasHead ? 0 : 1;
    const line = frames.lineOf(frame) + shift;
    const column = frames.columnOf(frame) + shift;
    key.startLine = line > 0 ? line : NONE;
    key.startColumn = line > 0 && column > 0 ? column : NONE;
    return builder.function(key);
  }

  private fileOf(frame: number): FileIndex {
    const url = this.content.frames.urlOf(frame);
    if (url === NONE) return NONE as FileIndex;
    const { files } = this;
    while (files.length <= url) files.push(NONE);
    if (files.array[url] === NONE) files.array[url] = this.builder.file(url);
    return files.array[url] as FileIndex;
  }
}
