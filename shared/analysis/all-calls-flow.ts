// All callers or callees of an item of a call-graph recording. Distances follow the flow of cost, group by group: a closed cycle is one step.
// What is made at once is what a list of a million functions is sorted by; the rest is made for the rows that are looked at.
import { GrowableInt32 } from '../base/growable.ts';
import { inSlices, type Sliced } from '../base/slices.ts';
import type { AllCalls } from './all-calls.ts';
import { farthestAt, findDistances, nearestAt } from './flow-distances.ts';
import { type FlowReach, histogramsOf } from './flow-histograms.ts';
import { backwards } from './flow-sources.ts';
import { type Direction, edgeNumber, edgesAt, type Focus, farEnd } from './focus.ts';
import { flowFrom } from './focus-flow.ts';

export const INCLUSIVE_ESTIMATED = 1;
export const SELF_ESTIMATED = 2;
export const CALLS_ESTIMATED = 4;

/** A part in a thousand is rounding. */
const NEARLY = 0.999;

export function* flowWalk(focus: Focus, direction: Direction): Sliced<AllCalls> {
  const flow = yield* flowFrom(focus, direction);
  const distances = yield* findDistances(focus, flow, direction);
  const reach: FlowReach = { focus, direction, flow, distances };
  const { functions, inclusive, columns } = distances;
  const recorded = yield* recordedCosts(reach);
  const place = (row: number): number => flow.positionOf[functions[row]];
  return {
    functions,
    inclusive,
    self: direction === 'callees' ? (row) => flow.ownShare(functions[row]) * focus.self[functions[row]] : undefined,
    calls: focus.edgeCount === undefined ? undefined : (row) => callsOf(reach, functions[row]),
    estimated: (row) => marksOf(reach, recorded, functions[row]),
    isEstimated: isAnyEstimated(reach, recorded),
    nearest: (row) => nearestAt(columns, place(row)),
    farthest: (row) => farthestAt(columns, place(row)),
    histograms: (rows) => histogramsOf(reach, rows),
  };
}

/** Direct recursion counts among the calls of a callee, as in its call count (S6). */
function callsOf({ focus, direction, flow }: FlowReach, f: number): number {
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

/** What functions got by calls of the item itself: those are as recorded, unless recursion made them fit into less. */
interface RecordedCosts {
  readonly of: Float64Array;
  readonly functions: Int32Array;
}

function* recordedCosts({ focus, direction, flow }: FlowReach): Sliced<RecordedCosts> {
  const costs = new Float64Array(focus.inclusive.length);
  const functions = new GrowableInt32();
  yield* inSlices(focus.starts.length, (first, end) => {
    for (let s = first; s < end; s++) {
      const { from, to } = edgesAt(focus, focus.starts[s], direction);
      for (let i = from; i < to; i++) {
        const edge = edgeNumber(focus, i, direction);
        const value = flow.edgeValue(edge);
        const far = farEnd(focus, edge, direction);
        if (!(value > 0) || value < NEARLY * focus.edgeCost[edge]) continue;
        if (costs[far] === 0) functions.push(far);
        costs[far] += value;
      }
    }
  });
  return { of: costs, functions: functions.finish() };
}

function marksOf({ direction, flow }: FlowReach, recorded: RecordedCosts, f: number): number {
  if (recorded.of[f] < NEARLY * flow.value[f]) return INCLUSIVE_ESTIMATED | SELF_ESTIMATED | CALLS_ESTIMATED;
  return direction === 'callees' && flow.ownShare(f) < NEARLY ? SELF_ESTIMATED : 0;
}

/** Whether all rows are as recorded can be seen by those that the item calls itself: the others are not. */
function isAnyEstimated(reach: FlowReach, recorded: RecordedCosts): boolean {
  const { value } = reach.flow;
  let exact = 0;
  for (const f of recorded.functions) if (value[f] > 0 && marksOf(reach, recorded, f) === 0) exact++;
  return exact < reach.distances.functions.length;
}
