// The contexts of a .cpuprofile that is as plain as V8 writes it, by WebAssembly (assembly/cpuprofile/contexts.ts): from columns of nodes and lists of
// samples to contexts that stand depth-first, with their costs. Whatever is less plain goes the way of tree.ts, contexts.ts and plain-samples.ts,
// which say the same (tests/properties/plain-contexts.test.ts).
import { NONE } from '../../base/brands.ts';
import type { Sliced } from '../../base/slices.ts';
import { type RunningModule, runModule } from '../../base/web-assembly.ts';
import type { ContextCosts } from '../../model/context-rows.ts';
import type { NumberPages } from '../support/number-pages.ts';
import type { CpuprofileContent } from './content.ts';
import { contextPages, MOST_SAMPLES } from './context-memory.ts';
import { contextModule } from './context-module.ts';
import type { NodeIds } from './node-ids.ts';
import { arePlain } from './plain-samples.ts';

/** Smaller files are ready before the module is. */
const LEAST_NODES = 1 << 12;
/** Larger ones take so long that V8 has compiled what works in slices, and nobody waits for this. */
const MOST_NODES = 1 << 19;

interface Known {
  readonly value: number;
}

/** What assembly/cpuprofile/contexts.ts exports. */
interface ContextExports {
  readonly idsAt: Known;
  readonly framesAt: Known;
  readonly linkRowsAt: Known;
  readonly linkChildrenAt: Known;
  readonly functionsAt: Known;
  readonly contextOfAt: Known;
  readonly parentAt: Known;
  readonly functionAt: Known;
  readonly endAt: Known;
  readonly timeAt: Known;
  readonly samplesAt: Known;
  readonly blockIdsAt: Known;
  readonly blockStepsAt: Known;
  readonly contexts: Known;
  readonly rootTime: Known;
  readonly rootSamples: Known;
  readonly nowhereTime: Known;
  readonly nowhereSamples: Known;
  readonly beforeFirst: Known;
  readonly greatestTime: Known;
  readonly greatestSamples: Known;
  readonly isWhole: Known;
  layOut(nodes: number, frames: number, blockLength: number): void;
  isPlain(): number;
  findContexts(): void;
  orderContexts(): void;
  beginSamples(): void;
  addSamples(count: number): void;
  endSamples(last: number): void;
}

export class PlainContexts {
  readonly code: ContextExports;
  private readonly buffer: ArrayBuffer;
  private readonly nodes: number;
  /** Ids are those from here on. */
  readonly firstId: number;

  private constructor(
    { id, frame, frames, linkRow, linkChild }: CpuprofileContent,
    { code, buffer }: RunningModule<ContextExports>,
  ) {
    this.nodes = id.length;
    this.firstId = id.array[0];
    this.code = code;
    this.buffer = buffer;
    const { nodes } = this;
    code.layOut(nodes, frames.length, MOST_SAMPLES);
    this.integers(code.idsAt, nodes).set(id.array.subarray(0, nodes));
    this.integers(code.framesAt, nodes).set(frame.array.subarray(0, nodes));
    this.integers(code.linkRowsAt, nodes - 1).set(linkRow.array.subarray(0, nodes - 1));
    this.integers(code.linkChildrenAt, nodes - 1).set(linkChild.array.subarray(0, nodes - 1));
  }

  /** `functions`: how many there are already. `undefined`: it is not plain, or too small for it to matter. */
  static of(content: CpuprofileContent, functions: number, least = LEAST_NODES): PlainContexts | undefined {
    const { id, frames, linkRow, linkChild, parentRow } = content;
    if (id.length < Math.max(2, least) || id.length > MOST_NODES || content.hasHead || parentRow.length > 0)
      return undefined;
    if (linkRow.length !== id.length - 1 || functions + frames.length > id.length) return undefined;
    if (!(id.array instanceof Int32Array) || !(linkChild.array instanceof Int32Array)) return undefined;
    if (!frames.mayBeRoot(0) || frames.hasNameless || !content.hasSamples || !arePlain(content)) return undefined;
    const running = runModule<ContextExports>(contextModule, contextPages(id.length, frames.length));
    if (running === undefined) return undefined;
    const plain = new PlainContexts(content, running);
    return plain.code.isPlain() === 0 ? undefined : plain;
  }

  /** Where ids are nodes. */
  get ids(): NodeIds {
    const { firstId, nodes } = this;
    const rowOf = (id: number): number =>
      id >= firstId && id < firstId + nodes && Number.isInteger(id) ? id - firstId : NONE;
    return { rowOf, dense: { rows: undefined, least: firstId, length: nodes } };
  }

  /** Functions by frame are known; makes the contexts. */
  *findContexts(functions: Int32Array): Sliced<void> {
    this.integers(this.code.functionsAt, functions.length).set(functions);
    this.code.findContexts();
    yield;
    this.code.orderContexts();
    yield;
  }

  /** By node; NONE for the root. A copy. */
  get contextOf(): Int32Array {
    return this.integers(this.code.contextOfAt, this.nodes).slice();
  }

  /** Columns of the contexts, depth-first. Copies. */
  get columns(): { parents: Int32Array; functions: Int32Array; ends: Int32Array } {
    const { code } = this;
    const count = code.contexts.value;
    const column = (place: Known): Int32Array => this.integers(place, count).slice();
    return { parents: column(code.parentAt), functions: column(code.functionAt), ends: column(code.endAt) };
  }

  /** Costs of the contexts: time and numbers of samples. `last`: how long the last sample stands for. */
  *addSamples(samples: NumberPages, deltas: NumberPages, last: number): Sliced<void> {
    const { code } = this;
    const ids = this.integers(code.blockIdsAt, MOST_SAMPLES);
    const steps = this.integers(code.blockStepsAt, MOST_SAMPLES);
    code.beginSamples();
    for (let page = 0; page < samples.pageCount; page++) {
      deltas.copyTo(steps, page);
      code.addSamples(samples.copyTo(ids, page));
      yield;
    }
    code.endSamples(last);
  }

  /** Views; time, then samples. */
  get costs(): ContextCosts[] {
    const { code } = this;
    const range = (greatest: Known, whole: boolean) => ({ least: 0, greatest: greatest.value, whole });
    return [
      { values: this.doubles(code.timeAt), range: range(code.greatestTime, code.isWhole.value !== 0) },
      { values: this.doubles(code.samplesAt), range: range(code.greatestSamples, true) },
    ];
  }

  private integers({ value }: Known, length: number): Int32Array {
    return new Int32Array(this.buffer, value, length);
  }

  private doubles({ value }: Known): Float64Array {
    return new Float64Array(this.buffer, value, this.code.contexts.value);
  }
}
