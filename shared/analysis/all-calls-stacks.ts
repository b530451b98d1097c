// All callers or callees of an item of a stack recording: exact (S11). The distance of a function is the number of calls to the nearest
// occurrence of the item on the same stack, direct recursion counted as one (S7); a stack's cost counts at one distance only.
import { NONE } from '../base/brands.ts';
import { arrayOf, type NumberArray } from '../base/columns.ts';
import type { Sliced } from '../base/slices.ts';
import type { AllCalls } from './all-calls.ts';
import { contextInclusive, contextSelf } from './context-costs.ts';
import { addCost, emptyHistograms, FARTHEST_TOLD_APART, type Histograms, histogramsAt } from './distance-histograms.ts';
import type { Direction, Focus } from './focus.ts';
import { focusStacks, outermostContexts } from './focus-stacks.ts';

interface Stacks {
  readonly fn: NumberArray;
  readonly parent: NumberArray;
  readonly end: NumberArray;
  readonly inclusive: Float64Array;
  readonly isItem: Uint8Array;
  /** Outermost occurrences of the item that have a cost. */
  readonly tops: Int32Array;
}

/** By function; 0: none. */
interface Reach {
  readonly nearest: Int32Array;
  readonly farthest: Int32Array;
}

export function* stackWalk(focus: Focus, direction: Direction): Sliced<AllCalls> {
  const { contexts, functions: table } = focus.recording;
  const inclusive = contextInclusive(focus.recording, focus.scope);
  const isItem = new Uint8Array(table.length);
  for (const start of focus.starts) isItem[start] = 1;
  const stacks: Stacks = {
    fn: arrayOf(contexts.function),
    parent: arrayOf(contexts.parent),
    end: arrayOf(contexts.subtreeEnd),
    inclusive,
    isItem,
    tops: outermostContexts(focus).filter((top) => inclusive[top] !== 0),
  };
  const value = (yield* focusStacks(focus, direction)).value();
  const distance = direction === 'callees' ? distancesBelow(stacks) : undefined;
  yield;
  const reach = distance === undefined ? reachAbove(stacks) : reachBelow(stacks, distance);
  const functions = listed(value, reach);
  const rowOf = new Int32Array(table.length).fill(-1);
  for (let row = 0; row < functions.length; row++) rowOf[functions[row]] = row;
  yield;
  const histograms = emptyHistograms(
    functions.map((f) => reach.nearest[f]),
    functions.map((f) => reach.farthest[f]),
  );
  if (distance === undefined) spreadAbove(stacks, value, { functions, rowOf, histograms });
  else spreadBelow(stacks, distance, { rowOf, histograms });
  yield;
  const self =
    direction === 'callees' ? selfBelow(stacks, contextSelf(focus.recording, focus.scope), functions) : undefined;
  return {
    functions,
    inclusive: Float64Array.from(functions, (f) => value[f]),
    self: self === undefined ? undefined : (row) => self[row],
    calls: undefined,
    estimated: () => 0,
    isEstimated: false,
    nearest: (row) => histograms.nearest[row],
    farthest: (row) => histograms.farthest[row],
    *histograms(rows) {
      yield;
      return histogramsAt(histograms, rows);
    },
  };
}

function listed(value: Float64Array, { nearest }: Reach): Int32Array {
  const rows = new Int32Array(value.length);
  let count = 0;
  for (let f = 0; f < value.length; f++) if (value[f] !== 0 && nearest[f] > 0) rows[count++] = f;
  return rows.slice(0, count);
}

/** Calls from the nearest occurrence of the item above, by context; −1 elsewhere. */
function distancesBelow({ fn, parent, end, isItem, tops }: Stacks): Int32Array {
  const distance = new Int32Array(fn.length).fill(-1);
  for (const top of tops) {
    for (let c = top; c < end[top]; c++) {
      if (isItem[fn[c]] === 1) distance[c] = 0;
      else distance[c] = distance[parent[c]] + (fn[parent[c]] === fn[c] ? 0 : 1);
    }
  }
  return distance;
}

function reachBelow(stacks: Stacks, distance: Int32Array): Reach {
  const { fn, end, inclusive, tops } = stacks;
  const reach = emptyReach(stacks);
  for (const top of tops) {
    for (let c = top + 1; c < end[top]; c++) {
      if (distance[c] > 0 && inclusive[c] !== 0) include(reach, fn[c], distance[c], distance[c]);
    }
  }
  return reach;
}

/** Calls to the outermost occurrences of the item below: one sweep from the ends of the stacks upwards. */
function reachAbove(stacks: Stacks): Reach {
  const { fn, parent, tops } = stacks;
  const nearest = new Int32Array(fn.length).fill(-1);
  const farthest = new Int32Array(fn.length).fill(-1);
  for (const top of tops) nearest[top] = farthest[top] = 0;
  const reach = emptyReach(stacks);
  for (let c = fn.length - 1; c >= 0; c--) {
    if (nearest[c] < 0) continue;
    if (nearest[c] > 0) include(reach, fn[c], nearest[c], farthest[c]);
    const up = parent[c];
    if (up === NONE) continue;
    const step = fn[up] === fn[c] ? 0 : 1;
    nearest[up] = nearest[up] < 0 ? nearest[c] + step : Math.min(nearest[up], nearest[c] + step);
    farthest[up] = Math.max(farthest[up], farthest[c] + step);
  }
  return reach;
}

function emptyReach({ isItem }: Stacks): Reach {
  return { nearest: new Int32Array(isItem.length), farthest: new Int32Array(isItem.length) };
}

function include({ nearest, farthest }: Reach, f: number, near: number, far: number): void {
  if (nearest[f] === 0 || near < nearest[f]) nearest[f] = near;
  if (far > farthest[f]) farthest[f] = far;
}

interface Spread {
  readonly rowOf: Int32Array;
  readonly histograms: Histograms;
}

/** The outermost occurrence of a function below the item has the cost of all those inside it. */
function spreadBelow({ fn, end, inclusive, tops }: Stacks, distance: Int32Array, { rowOf, histograms }: Spread): void {
  const openUntil = new Int32Array(rowOf.length);
  for (const top of tops) {
    for (let c = top + 1; c < end[top]; c++) {
      const f = fn[c];
      if (distance[c] === 0 || c < openUntil[f]) continue;
      openUntil[f] = end[c];
      if (rowOf[f] >= 0) addCost(histograms, rowOf[f], distance[c], inclusive[c]);
    }
  }
}

/** From each occurrence of the item upwards as far as distances are told apart; what is left of a function's cost is farther. */
function spreadAbove(
  { fn, parent, inclusive, tops }: Stacks,
  value: Float64Array,
  { functions, rowOf, histograms }: Spread & { readonly functions: Int32Array },
): void {
  const caller = callersWithoutRecursion(fn, parent);
  const seen = new Int32Array(rowOf.length);
  const left = value.slice();
  for (let t = 0; t < tops.length; t++) {
    const top = tops[t];
    let c = caller[top];
    for (let distance = 1; c !== NONE && distance < FARTHEST_TOLD_APART; distance++, c = caller[c]) {
      const f = fn[c];
      if (seen[f] === t + 1 || rowOf[f] < 0) continue;
      seen[f] = t + 1;
      left[f] -= inclusive[top];
      addCost(histograms, rowOf[f], distance, inclusive[top]);
    }
  }
  for (let row = 0; row < functions.length; row++) {
    const f = functions[row];
    // Sums of many numbers differ in their last digits.
    if (left[f] > 1e-9 * value[f]) addCost(histograms, row, histograms.farthest[row], left[f]);
  }
}

/** The nearest context above that is another function. */
function callersWithoutRecursion(fn: NumberArray, parent: NumberArray): Int32Array {
  const caller = new Int32Array(fn.length);
  for (let c = 0; c < fn.length; c++) {
    const up = parent[c];
    caller[c] = up !== NONE && fn[up] === fn[c] ? caller[up] : up;
  }
  return caller;
}

function selfBelow({ fn, end, isItem, tops }: Stacks, own: Float64Array, functions: Int32Array): Float64Array {
  const byFunction = new Float64Array(isItem.length);
  for (const top of tops) for (let c = top + 1; c < end[top]; c++) byFunction[fn[c]] += own[c];
  return Float64Array.from(functions, (f) => byFunction[f]);
}
