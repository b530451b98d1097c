// All callers or callees of an item of a call-graph recording. Distances follow the flow of cost, group by group: a closed cycle is one step.
import { inSlices, type Sliced } from '../base/slices.ts';
import type { AllCalls } from './all-calls.ts';
import { type FlowReach, forGroups, spreadDistances } from './flow-distances.ts';
import { type Direction, edgeNumber, edgesAt, type Focus, farEnd } from './focus.ts';
import { flowFrom } from './focus-flow.ts';

export const INCLUSIVE_ESTIMATED = 1;
export const SELF_ESTIMATED = 2;
export const CALLS_ESTIMATED = 4;

/** A part in a thousand is rounding. */
const NEARLY = 0.999;

interface Walk extends FlowReach {
  readonly direction: Direction;
}

export function* flowWalk(focus: Focus, direction: Direction): Sliced<AllCalls> {
  const flow = yield* flowFrom(focus, direction);
  const groups = yield* flow.groups();
  const groupAt = new Int32Array(focus.inclusive.length).fill(-1);
  yield* forGroups(groups, (from, to) => {
    for (let g = from; g < to; g++) {
      for (let i = groups.start[g]; i < groups.start[g + 1]; i++) groupAt[groups.functions[i]] = g;
    }
  });
  const walk: Walk = { focus, direction, flow, groups, groupAt };
  const functions = yield* listed(walk);
  const { value, ownShare } = flow;
  const inclusive = new Float64Array(functions.length);
  const self = direction === 'callees' ? new Float64Array(functions.length) : undefined;
  const histogramOf = new Int32Array(functions.length);
  yield* inSlices(functions.length, (from, to) => {
    for (let row = from; row < to; row++) {
      const f = functions[row];
      inclusive[row] = value[f];
      histogramOf[row] = groupAt[f];
      if (self !== undefined) self[row] = ownShare(f) * focus.self[f];
    }
  });
  return {
    functions,
    inclusive,
    self,
    calls: focus.edgeCount === undefined ? undefined : (row) => callsOf(walk, functions[row]),
    estimated: yield* estimates(walk, functions),
    histograms: yield* spreadDistances(walk),
    histogramOf,
  };
}

/** Members of a group that nothing came to are in no list. */
function* listed({ flow: { value }, groups }: Walk): Sliced<Int32Array> {
  const functions = new Int32Array(groups.functions.length);
  let length = 0;
  yield* inSlices(functions.length, (from, to) => {
    for (let i = from; i < to; i++) if (value[groups.functions[i]] > 0) functions[length++] = groups.functions[i];
  });
  return functions.subarray(0, length);
}

/** Edges that brought function f its value: from its callers where callees are looked for, and the other way round. */
function backwards(direction: Direction): Direction {
  return direction === 'callees' ? 'callers' : 'callees';
}

/** Direct recursion counts among the calls of a callee, as in its call count (S6). */
function callsOf({ focus, direction, flow }: Walk, f: number): number {
  const { edgeCount } = focus;
  if (edgeCount === undefined) return Number.NaN;
  const back = backwards(direction);
  const { from, to } = edgesAt(focus, f, back);
  let sum = 0;
  for (let i = from; i < to; i++) {
    const edge = edgeNumber(focus, i, back);
    const isRecursive = farEnd(focus, edge, back) === f;
    if (isRecursive && direction === 'callees') sum += edgeCount[edge] * flow.ownShare(f);
    else if (!isRecursive) sum += edgeCount[edge] * flow.edgeShare(edge);
  }
  return sum;
}

/** The item's own calls are as recorded, unless recursion made them fit into less. */
function* estimates({ focus, direction, flow }: Walk, functions: Int32Array): Sliced<Uint8Array> {
  const recorded = new Float64Array(focus.inclusive.length);
  yield* inSlices(focus.starts.length, (first, end) => {
    for (let s = first; s < end; s++) {
      const { from, to } = edgesAt(focus, focus.starts[s], direction);
      for (let i = from; i < to; i++) {
        const edge = edgeNumber(focus, i, direction);
        const value = flow.edgeValue(edge);
        if (value >= NEARLY * focus.edgeCost[edge]) recorded[farEnd(focus, edge, direction)] += value;
      }
    }
  });
  const marks = new Uint8Array(functions.length);
  yield* inSlices(functions.length, (from, to) => {
    for (let row = from; row < to; row++) {
      const f = functions[row];
      if (recorded[f] < NEARLY * flow.value[f]) marks[row] = INCLUSIVE_ESTIMATED | SELF_ESTIMATED | CALLS_ESTIMATED;
      else if (direction === 'callees' && flow.ownShare(f) < NEARLY) marks[row] = SELF_ESTIMATED;
    }
  });
  return marks;
}
