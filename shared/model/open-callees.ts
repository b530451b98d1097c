// Callees that are known by name and module only: the file is that in which the row of the call stands, as long as nothing else is known.
// A function that is there under that file is meant, else the one that may take its place, else a function of that file. Settled when all
// rows are there, because only then is it known which functions there are; the rows themselves remember what it depends on.
import { NONE } from '../base/brands.ts';
import { ROWS_PER_BLOCK } from '../base/column-blocks.ts';
import { inSlices, type Sliced } from '../base/slices.ts';
import type { AppendedCostRows } from './appended-rows.ts';
import type { FileIndex, FunctionIndex, ModuleIndex } from './indices.ts';
import type { RecordingBuilder } from './recording-builder.ts';

/** Places in the key of a call (recording-builder.ts). */
const CALLEE = 2;
const FILE = 3;

const NOT_OPEN = -2;
const NO_OTHER = -1;
/** A function by name and module that no call has led to so far. */
const NEW = -1;

export class OpenCallees {
  /** Row of the builder's table → the function that is meant where none of the file is known. */
  private readonly open = new Map<FunctionIndex, FunctionIndex | undefined>();

  /** Nothing has to be settled. */
  get isEmpty(): boolean {
    return this.open.size === 0;
  }

  /** The row will be none of the recording's. */
  set(row: FunctionIndex, otherwise: FunctionIndex | undefined): void {
    this.open.set(row, otherwise);
  }

  /** Gives every call to one of them its callee; false where there are none. Sealed rows have to be here. */
  *place(builder: RecordingBuilder): Sliced<boolean> {
    if (this.open.size === 0) return false;
    const known = builder.functions.length;
    const others = new Int32Array(known).fill(NOT_OPEN);
    for (const [row, otherwise] of this.open) others[row] = otherwise ?? NO_OTHER;
    const first = new Int32Array(known).fill(NEW);
    const calleeIn = (callee: number, file: number): number => {
      if (callee < 0 || others[callee] === NOT_OPEN) return callee;
      const { keys, width } = builder.functions;
      const name = keys[callee * width];
      const before = builder.functions.length;
      const module = keys[callee * width + 2] as ModuleIndex;
      const meant = builder.function({ name, file: file as FileIndex, module });
      if (meant === before && others[callee] >= 0) builder.aliasFunction(meant, others[callee] as FunctionIndex);
      if (first[callee] === NEW) first[callee] = meant;
      return meant;
    };
    yield* rewriteCallees(builder.calls, calleeIn);
    for (const row of this.open.keys()) {
      if (first[row] === NEW) calleeIn(row, NONE);
      builder.aliasFunction(row, first[row] as FunctionIndex);
    }
    return true;
  }
}

/** Replaces the callee of every call, those that wait to be sealed included. */
function* rewriteCallees(calls: AppendedCostRows, calleeIn: (callee: number, file: number) => number): Sliced<void> {
  const { stagedKeys, staged, width, keys } = calls;
  for (let row = 0, at = 0; row < staged; row++, at += width)
    stagedKeys[at + CALLEE] = calleeIn(stagedKeys[at + CALLEE], stagedKeys[at + FILE]);
  const before = keys[CALLEE];
  const { length } = before;
  const after = calls.keyColumn(CALLEE);
  keys[CALLEE] = after;
  const callees = new Int32Array(ROWS_PER_BLOCK);
  const files = new Int32Array(ROWS_PER_BLOCK);
  yield* inSlices(length, (from, to) => {
    for (let start = from; start < to; start += ROWS_PER_BLOCK) {
      const end = Math.min(to, start + ROWS_PER_BLOCK);
      before.copyTo(callees, start, end);
      keys[FILE].copyTo(files, start, end);
      for (let i = 0; i < end - start; i++) callees[i] = calleeIn(callees[i], files[i]);
      after.appendIntegers({ from: callees, first: 0, step: 1 }, end - start, length);
    }
  });
  before.clear();
}
