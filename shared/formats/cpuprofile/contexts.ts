// The nodes of a .cpuprofile as calling contexts of the recording, made parents first. `(root)` is no function: its children are the roots.
// A sample that V8 put on `(root)` itself counts for `(program)`, which is how V8 names time outside of any function; one whose node is not
// in the file counts for `(unknown)`.
import { NONE } from '../../base/brands.ts';
import { inSlices, type Sliced } from '../../base/slices.ts';
import type { EventTypeIndex, FileIndex, FunctionIndex, PartIndex } from '../../model/indices.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import type { CpuprofileContent } from './content.ts';
import { UNNAMED } from './node-lane.ts';
import type { NodeTree } from './tree.ts';

const ROOT = '(root)';
const IDLE = '(idle)';

export class Contexts {
  readonly tree: NodeTree;
  /** By node: provisional context; NONE for `(root)`. */
  readonly rows: Int32Array;
  /** All contexts of this file are numbered from here on. */
  readonly first: number;
  private readonly content: CpuprofileContent;
  private readonly builder: RecordingBuilder;
  private readonly part: PartIndex;
  private readonly functions: Int32Array;
  private readonly key = { name: 0, file: NONE as FileIndex, startLine: NONE, startColumn: NONE };

  constructor(content: CpuprofileContent, tree: NodeTree, builder: RecordingBuilder, part: PartIndex) {
    this.content = content;
    this.tree = tree;
    this.builder = builder;
    this.part = part;
    this.first = builder.contexts.rows.length;
    this.functions = new Int32Array(content.nodeCount).fill(NONE);
    this.rows = new Int32Array(content.nodeCount).fill(NONE);
  }

  /** Makes the contexts of all nodes. */
  *make(): Sliced<void> {
    const { builder, content, functions, rows, part } = this;
    const { order, parent } = this.tree;
    const anonymous = builder.strings.internText('(anonymous)');
    const root = builder.strings.internText(ROOT);
    const idle = builder.strings.internText(IDLE);
    yield* inSlices(content.nodeCount, (from, to) => {
      for (let i = from; i < to; i++) {
        const row = order === undefined ? i : order[i];
        const above = parent[row];
        const name = content.name.array[row];
        if (above === NONE && name === root) continue;
        const fn = this.functionOf(row, name === UNNAMED ? anonymous : name);
        functions[row] = fn;
        rows[row] = builder.context(part, above === NONE ? NONE : rows[above], fn);
        if (name === idle && content.url.array[row] === NONE) builder.idleFunctions.add(fn);
      }
    });
  }

  /** The context of a sample on a node of the file. */
  ofRow(row: number): number {
    return this.rows[row] === NONE ? this.outside('(program)') : this.rows[row];
  }

  /** The context of a sample on a node that is not in the file. */
  ofNothing(): number {
    this.builder.diagnose(
      'unknown-sample',
      'warning',
      'A sample names a node that is not in the file; it counts for (unknown).',
    );
    return this.outside('(unknown)');
  }

  add(context: number, cost: number, eventType: EventTypeIndex): void {
    if (cost === 0) return;
    this.builder.addContextSelf(context, eventType, cost);
  }

  /** positionTicks as lines; whether there are any. */
  *addLines(samples: EventTypeIndex): Sliced<boolean> {
    const { tickRow, tickLine, tickCount } = this.content;
    const costs = new Float64Array(samples + 1);
    yield* inSlices(tickRow.length, (from, to) => {
      for (let i = from; i < to; i++) {
        const row = tickRow.array[i];
        const fn = this.functions[row];
        if (fn === NONE) continue;
        costs[samples] = tickCount.array[i];
        this.builder.line(this.part, fn as FunctionIndex, this.fileOf(row), tickLine.array[i], costs, samples + 1);
      }
    });
    return tickRow.length > 0;
  }

  private outside(name: string): number {
    const fn = this.builder.function({ name: this.builder.strings.internText(name) });
    return this.builder.context(this.part, NONE, fn);
  }

  private functionOf(row: number, name: number): FunctionIndex {
    const { content, builder, key } = this;
    if (name === NONE) {
      builder.diagnose(
        'no-call-frame',
        'warning',
        'A node does not say which function it stands for; it counts for (unknown).',
      );
      key.name = builder.strings.internText('(unknown)');
    } else key.name = name;
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
