// All callers or callees of an item of a call-graph recording. Distances follow the flow of cost, group by group: a closed cycle is one step.
// What is made at once is what a list of a million functions is sorted by; the rest is made for the rows that are looked at.
import { inSlices, ROWS_PER_SLICE, type Sliced } from '../base/slices.ts';
import type { AllCalls } from './all-calls.ts';
import { mostPlaces } from './distance-histograms.ts';
import { histogramsOf } from './flow-histograms.ts';
import { farthestAt, nearestAt } from './flow-places.ts';
import { backwards } from './flow-sources.ts';
import { type Direction, edgeNumber, edgesAt, type Focus, farEnd } from './focus.ts';
import { type CallFlow, flowFrom } from './focus-flow.ts';

export const INCLUSIVE_ESTIMATED = 1;
export const SELF_ESTIMATED = 2;
export const CALLS_ESTIMATED = 4;

/** A few milliseconds of looking at one after the other. */
const COMPONENTS_PER_SLICE = 1 << 18;

/** A part in a thousand is rounding. */
const NEARLY = 0.999;

interface FlowReach {
  readonly focus: Focus;
  readonly direction: Direction;
  readonly flow: CallFlow;
}

export function* flowWalk(focus: Focus, direction: Direction): Sliced<AllCalls> {
  const flow = yield* flowFrom(focus, direction);
  const { positionOf } = flow;
  const reach: FlowReach = { focus, direction, flow };
  const { functions, inclusive } = yield* listed(flow);
  const recorded = yield* recordedCosts(reach);
  const most = mostPlaces(functions.length);
  return {
    functions,
    inclusive,
    self: direction === 'callees' ? (row) => flow.ownShare(functions[row]) * focus.self[functions[row]] : undefined,
    calls: focus.edgeCount === undefined ? undefined : (row) => callsOf(reach, functions[row]),
    estimated: (row) => marksOf(reach, recorded, functions[row]),
    isEstimated: isAnyEstimated(reach, recorded, functions.length),
    nearest: (row) => nearestAt(flow.places, positionOf[functions[row]]),
    farthest: (row) => farthestAt(flow.places, positionOf[functions[row]]),
    histograms: (rows) =>
      histogramsOf(
        flow,
        rows.map((row) => functions[row]),
        most,
      ),
  };
}

interface Listed {
  readonly functions: Int32Array;
  readonly inclusive: Float64Array;
}

/** Functions that got something, in the order in which values flow. Members of a group that got nothing are in no list. */
function* listed(flow: CallFlow): Sliced<Listed> {
  const { way, positionOf } = flow;
  const functions = new Int32Array(positionOf.length);
  const inclusive = new Float64Array(positionOf.length);
  let length = 0;
  for (let g = 0; g < way.homeGroups.length; g++) {
    for (const f of way.homeGroups[g]) {
      const came = flow.reached[positionOf[f]];
      if (!(came > 0)) continue;
      functions[length] = f;
      inclusive[length++] = came;
    }
    if (g % ROWS_PER_SLICE === 0) yield;
  }
  for (let c = way.first; c !== way.end; ) {
    const pause = Math.abs(way.end - c) > COMPONENTS_PER_SLICE ? c + way.step * COMPONENTS_PER_SLICE : way.end;
    length = listComponents(flow, [c, pause], { functions, inclusive }, length);
    c = pause;
    yield;
  }
  return { functions: functions.subarray(0, length), inclusive: inclusive.subarray(0, length) };
}

function listComponents(
  { reached, way }: CallFlow,
  [first, end]: readonly [number, number],
  { functions, inclusive }: Listed,
  before: number,
): number {
  const { members, memberStart } = way.components;
  const { step } = way;
  let length = before;
  for (let c = first; c !== end; c += step) {
    for (let place = memberStart[c], to = memberStart[c + 1]; place < to; place++) {
      const came = reached[place];
      if (!(came > 0)) continue;
      functions[length] = members[place];
      inclusive[length++] = came;
    }
  }
  return length;
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
type RecordedCosts = ReadonlyMap<number, number>;

function* recordedCosts({ focus, direction, flow }: FlowReach): Sliced<RecordedCosts> {
  const costs = new Map<number, number>();
  yield* inSlices(focus.starts.length, (first, end) => {
    for (let s = first; s < end; s++) {
      const { from, to } = edgesAt(focus, focus.starts[s], direction);
      for (let i = from; i < to; i++) {
        const edge = edgeNumber(focus, i, direction);
        const value = flow.edgeValue(edge);
        const far = farEnd(focus, edge, direction);
        if (value > 0 && value >= NEARLY * focus.edgeCost[edge]) costs.set(far, (costs.get(far) ?? 0) + value);
      }
    }
  });
  return costs;
}

function marksOf({ direction, flow }: FlowReach, recorded: RecordedCosts, f: number): number {
  if ((recorded.get(f) ?? 0) < NEARLY * flow.reached[flow.positionOf[f]])
    return INCLUSIVE_ESTIMATED | SELF_ESTIMATED | CALLS_ESTIMATED;
  return direction === 'callees' && flow.ownShare(f) < NEARLY ? SELF_ESTIMATED : 0;
}

/** Whether all rows are as recorded can be seen by those that the item calls itself: the others are not. */
function isAnyEstimated(reach: FlowReach, recorded: RecordedCosts, rows: number): boolean {
  const { reached, positionOf } = reach.flow;
  let exact = 0;
  for (const f of recorded.keys()) if (reached[positionOf[f]] > 0 && marksOf(reach, recorded, f) === 0) exact++;
  return exact < rows;
}
