// The fast lane for nodes and lists of numbers as V8 writes them: WebAssembly, compiled from assembly/, which is fast from the first byte on, where V8
// runs what it has not compiled yet a fiftieth as fast. Whatever differs is left to node-fields.ts, and what that leaves comes as events of the
// JSON stream: a lane that steps back has taken nothing.
// Trap: its memory is its own; bytes are copied into it, window by window.
import { NONE } from '../../base/brands.ts';
import type { GrowableInt32 } from '../../base/growable.ts';
import type { StringInterner } from '../../base/string-interner.ts';
import type { GrowableNumbers } from '../support/growable-numbers.ts';
import type { NumberPages } from '../support/number-pages.ts';
import type { Frames } from './frames.ts';
import * as memory from './node-memory.ts';
import { nodeModule } from './node-module.ts';
import * as steps from './node-steps.ts';

/** What stands before the values of a node, by step. */
const BEFORE: Readonly<Record<number, string>> = {
  [steps.ID]: '{"id":',
  [steps.NAME]: ',"callFrame":{"functionName":"',
  [steps.SCRIPT]: '","scriptId":"',
  [steps.URL]: '","url":"',
  [steps.LINE]: '","lineNumber":',
  [steps.COLUMN]: ',"columnNumber":',
  [steps.HITS]: '},"hitCount":',
  [steps.CHILDREN]: ',"children":[',
  [steps.TICKS]: ',"positionTicks":[',
  [steps.TICK_LINE]: '{"line":',
  [steps.TICK_COUNT]: ',"ticks":',
};
/** After so many nodes in a row that are written otherwise it looks at no more. */
const PATIENCE = 16;
/** The shortest windows: after steps back, lest a file that makes the lane step back at every value is copied over and over. */
const FEW_NODES = 1 << 12;
const FEW_NUMBERS = 1 << 9;

/** What assembly/cpuprofile/nodes.ts exports. */
interface NodeExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly nodeCount: { readonly value: number };
  readonly linkCount: { readonly value: number };
  readonly numberCount: { readonly value: number };
  readonly numberBits: { readonly value: number };
  readonly numberSum: { readonly value: number };
  readNodes(start: number, firstRow: number): number;
  readNumbers(start: number, stop: number, most: number): number;
  ticksHeld(): number;
  forgetTicks(): void;
}

/** Where nodes go, a row each, and links from rows to the ids of children. */
interface NodeColumns {
  readonly id: GrowableNumbers;
  readonly hits: GrowableNumbers;
  readonly frame: GrowableInt32;
  readonly linkRow: GrowableInt32;
  readonly linkChild: GrowableNumbers;
  hasHits: boolean;
}

export class NodeLane {
  private readonly frames: Frames;
  private readonly code: NodeExports;
  /** All of its memory. */
  private readonly bytes: Uint8Array;
  private failures = 0;
  /** How many bytes are looked at next. */
  private nodeWindow = memory.WINDOW;
  private numberWindow = memory.WINDOW;

  constructor(strings: StringInterner, frames: Frames) {
    this.frames = frames;
    const module = new WebAssembly.Module(Uint8Array.from(atob(nodeModule), (letter) => letter.charCodeAt(0)));
    const imports = {
      texts: { rowOfText: (start: number, end: number) => strings.intern(this.bytes, start, end) },
      frames: {
        rowOfFrame: (name: number, url: number, line: number, column: number) => {
          const frame = frames.frame(name, url, line, column);
          return frames.mayBeRoot(frame) ? NONE : frame;
        },
      },
    };
    this.code = new WebAssembly.Instance(module, imports).exports as unknown as NodeExports;
    this.bytes = new Uint8Array(this.code.memory.buffer);
    for (const [step, before] of Object.entries(BEFORE)) this.setStep(Number(step), new TextEncoder().encode(before));
  }

  /** Reads the nodes from bytes[start] on, and the commas between them, into the columns; the index behind the last one, or −1. */
  readNodes(bytes: Uint8Array, start: number, columns: NodeColumns): number {
    if (this.failures === PATIENCE) return NONE;
    const { code } = this;
    this.load(bytes, start, this.nodeWindow);
    const end = code.readNodes(memory.WINDOW_AT, columns.id.length);
    this.nodeWindow = nextWindow(Math.max(FEW_NODES, end - memory.WINDOW_AT));
    if (end === 0) {
      this.failures++;
      return NONE;
    }
    this.failures = 0;
    const nodes = code.nodeCount.value;
    const links = code.linkCount.value;
    columns.id.append(this.numbers(memory.IDS_AT, nodes));
    columns.hits.append(this.numbers(memory.HITS_AT, nodes));
    columns.frame.append(this.numbers(memory.NODE_FRAMES_AT, nodes));
    columns.linkRow.append(this.numbers(memory.LINK_ROWS_AT, links));
    columns.linkChild.append(this.numbers(memory.LINK_CHILDREN_AT, links));
    columns.hasHits = true;
    if (code.ticksHeld() > memory.MANY_TICKS) this.fetchTicks();
    return start + end - memory.WINDOW_AT;
  }

  /** Hands on the samples by line that were added up here; before others are added elsewhere, so that they stay in the order of the file. */
  fetchTicks(areLast = false): void {
    const { code } = this;
    const ticks = code.ticksHeld();
    if (ticks === 0) return;
    const counts = new Float64Array(this.bytes.buffer, memory.TICK_COUNTS_AT, ticks);
    this.frames.appendTicks(this.numbers(memory.TICK_KEYS_AT, ticks * 3), counts, areLast);
    code.forgetTicks();
  }

  /** Reads `12,-3, 7,` from bytes[start] on into the pages. The index of the first byte that it left. */
  readNumbers(bytes: Uint8Array, start: number, pages: NumberPages): number {
    const { code } = this;
    let i = start;
    for (;;) {
      const stop = memory.WINDOW_AT + this.load(bytes, i, this.numberWindow);
      let at = memory.WINDOW_AT;
      do {
        at = code.readNumbers(at, stop, pages.room);
        const numbers = this.numbers(memory.NUMBERS_AT, code.numberCount.value);
        pages.take(numbers, code.numberBits.value, code.numberSum.value);
      } while (code.numberCount.value > 0);
      this.numberWindow = nextWindow(Math.max(FEW_NUMBERS, at - memory.WINDOW_AT));
      if (at === memory.WINDOW_AT) return i;
      i += at - memory.WINDOW_AT;
    }
  }

  /** Brings bytes to where they can be read, `most` of them; how many. */
  private load(bytes: Uint8Array, start: number, most: number): number {
    const window = bytes.subarray(start, start + most);
    this.bytes.set(window, memory.WINDOW_AT);
    const behind = memory.WINDOW_AT + window.length;
    this.bytes.fill(0, behind, behind + memory.LOOKS_AHEAD);
    return window.length;
  }

  private numbers(place: number, count: number): Int32Array {
    return new Int32Array(this.bytes.buffer, place, count);
  }

  private setStep(step: number, before: Uint8Array): void {
    const place = memory.STEPS_AT + step * memory.STEP_BYTES;
    this.bytes.set(before, place);
    this.bytes.fill(0xff, place + memory.STEP_BYTES / 2, place + memory.STEP_BYTES / 2 + before.length);
    this.numbers(memory.LENGTHS_AT, memory.MOST_STEPS)[step] = before.length;
  }
}

/** Twice what was of use the last time. */
function nextWindow(used: number): number {
  return Math.min(memory.WINDOW, used * 2);
}
