// How the cost of an item spreads over what it calls and what calls it, where stacks are recorded: exact (S11).
// Callee side: the subtrees below its outermost occurrences. Caller side: the chains above them. Each stack counts a function or an edge once.
import { NONE } from '../base/brands.ts';
import { arrayOf } from '../base/columns.ts';
import { memo } from '../base/memo.ts';
import type { Sliced } from '../base/slices.ts';
import { contextInclusive, sumOutermost, sumUpwards } from './context-costs.ts';
import type { Direction, Focus } from './focus.ts';
import type { FocusValues } from './focus-flow.ts';
import { scopeKey } from './scope.ts';

/** Contexts of the item that are not below another one of it, in depth-first order. */
export function outermostContexts(focus: Focus): Int32Array {
  const { contexts, functions } = focus.recording;
  const isStart = new Uint8Array(functions.length);
  for (const start of focus.starts) isStart[start] = 1;
  const fn = arrayOf(contexts.function);
  const end = arrayOf(contexts.subtreeEnd);
  const found = new Int32Array(contexts.length);
  let count = 0;
  for (let c = 0; c < contexts.length; ) {
    if (isStart[fn[c]] === 1) {
      found[count++] = c;
      c = end[c];
    } else c++;
  }
  return found.slice(0, count);
}

/** The last one on each side is kept: several views ask about the same item. */
export function* focusStacks(focus: Focus, direction: Direction): Sliced<FocusValues> {
  const last = memo(focus.costs, `last-stacks:${direction}:${scopeKey(focus.scope)}`, (): LastValues => ({}));
  if (last.values === undefined || last.row !== focus.row) {
    const values = yield* findValues(focus, direction);
    last.values = values;
    last.row = focus.row;
    return values;
  }
  return last.values;
}

interface LastValues {
  row?: number;
  values?: FocusValues;
}

function* findValues(focus: Focus, direction: Direction): Sliced<FocusValues> {
  const { recording, edges } = focus;
  const { contexts, functions } = recording;
  const fn = arrayOf(contexts.function);
  const parent = arrayOf(contexts.parent);
  const weights = direction === 'callees' ? weightsBelow(focus) : weightsAbove(focus);
  yield;
  // Above the item, an edge is part of a chain when the chain goes on below it: its lower end has the weight.
  const value = sumOutermost(recording, weights, (c) => (weights[c] === 0 ? NONE : fn[c]), functions.length);
  yield;
  const isDirect = (c: number): boolean => edges.rowToEdge[c] !== NONE && fn[parent[c]] === fn[c];
  const edgeWeights = direction === 'callees' ? weights : weightsOfLowerEnds(focus, weights);
  const edgeValue = sumOutermost(
    recording,
    edgeWeights,
    (c) => (edgeWeights[c] === 0 || isDirect(c) ? NONE : edges.rowToEdge[c]),
    edges.length,
  );
  for (const start of focus.starts) value[start] = 0;
  return { value: () => value, edgeValue: (edge) => edgeValue[edge] };
}

/** By context: its inclusive cost where it is below an occurrence of the item, else 0. */
function weightsBelow(focus: Focus): Float64Array {
  const inclusive = contextInclusive(focus.recording, focus.scope);
  const end = arrayOf(focus.recording.contexts.subtreeEnd);
  const weights = new Float64Array(inclusive.length);
  for (const top of outermostContexts(focus)) for (let c = top + 1; c < end[top]; c++) weights[c] = inclusive[c];
  return weights;
}

/** By context: cost of the outermost occurrences of the item below it, themselves not included. */
function weightsAbove(focus: Focus): Float64Array {
  const inclusive = contextInclusive(focus.recording, focus.scope);
  const own = new Float64Array(inclusive.length);
  const tops = outermostContexts(focus);
  for (const top of tops) own[top] = inclusive[top];
  const sums = sumUpwards(focus.recording, own);
  for (const top of tops) sums[top] = 0;
  return sums;
}

/** Like the weights above the item, with the item's own occurrences put back: they are the lower ends of the last calls. */
function weightsOfLowerEnds(focus: Focus, weights: Float64Array): Float64Array {
  const inclusive = contextInclusive(focus.recording, focus.scope);
  const withItem = weights.slice();
  for (const top of outermostContexts(focus)) withItem[top] = inclusive[top];
  return withItem;
}
