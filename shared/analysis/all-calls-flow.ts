// All callers or callees of an item of a call-graph recording. Distances follow the flow of cost, group by group: a closed cycle is one step.
// What is made at once is what a list of a million functions is sorted by; the rest is made for the rows that are looked at.
import { inSlices, ROWS_PER_SLICE, type Sliced } from '../base/slices.ts';
import type { AllCalls } from './all-calls.ts';
import { mostPlaces } from './distance-histograms.ts';
import { ExactCalls, WHOLE } from './exact-calls.ts';
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

interface FlowReach {
  readonly focus: Focus;
  readonly direction: Direction;
  readonly flow: CallFlow;
  readonly exact: ExactCalls;
}

export function* flowWalk(focus: Focus, direction: Direction): Sliced<AllCalls> {
  const flow = yield* flowFrom(focus, direction);
  const { positionOf } = flow;
  const reach: FlowReach = { focus, direction, flow, exact: new ExactCalls(focus, flow, direction) };
  const { functions, inclusive } = yield* listed(flow);
  const most = mostPlaces(functions.length);
  return {
    functions,
    inclusive,
    self: direction === 'callees' ? (row) => flow.ownShare(functions[row]) * focus.self[functions[row]] : undefined,
    calls: focus.edgeCount === undefined ? undefined : (row) => callsOf(reach, functions[row]).calls,
    estimated: (row) => marksOf(reach, functions[row]),
    isEstimated: yield* isAnyEstimated(reach, functions),
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
      inclusive[length++] = rounded(came);
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
      inclusive[length++] = rounded(came);
    }
  }
  return length;
}

/** What is no whole number to 45 bits: what is equal but for the way that it was multiplied is not to be sorted by that. */
function rounded(value: number): number {
  if (Number.isInteger(value)) return value;
  const above = value * (2 ** 8 + 1);
  return above - (above - value);
}

/** Direct recursion counts among the calls of a callee, as in its call count (S6). */
function callsOf({ focus, direction, flow, exact }: FlowReach, f: number): { calls: number; isKnown: boolean } {
  const { edgeCount } = focus;
  if (edgeCount === undefined) return { calls: Number.NaN, isKnown: true };
  const back = backwards(direction);
  const { from, to } = edgesAt(focus, f, back);
  let calls = 0;
  let isKnown = true;
  for (let i = from; i < to; i++) {
    const edge = edgeNumber(focus, i, back);
    const near = farEnd(focus, edge, back);
    const isRecursive = near === f;
    if (isRecursive && direction === 'callers') continue;
    const share = isRecursive ? flow.ownShare(f) : flow.edgeShare(edge);
    if (!(share > 0 && edgeCount[edge] > 0)) continue;
    const isEdgeKnown = isRecursive ? exact.isWhole(f) : exact.isKnownCount(near, edge);
    // One call that all of the cost came through was made once, not nine tenths of a time.
    calls += isEdgeKnown && edgeCount[edge] === 1 ? 1 : edgeCount[edge] * share;
    isKnown &&= isEdgeKnown;
  }
  return { calls, isKnown };
}

function marksOf(reach: FlowReach, f: number): number {
  const { focus, direction, flow, exact } = reach;
  if (exact.isWhole(f)) return 0;
  const calls = callsOf(reach, f).isKnown ? 0 : CALLS_ESTIMATED;
  if (!exact.isKnown(f)) return INCLUSIVE_ESTIMATED | SELF_ESTIMATED | calls;
  // Of nothing every share is nothing; where nothing else is in it, what came to the function is its own cost.
  const self = focus.self[f];
  const isOwn = self === 0 || flow.ownShare(f) >= WHOLE || self >= WHOLE * focus.inclusive[f];
  return calls | (direction === 'callees' && !isOwn ? SELF_ESTIMATED : 0);
}

/** Up to the first that is: mostly one of the next few functions, and those after it are looked at when they are shown. */
function* isAnyEstimated(reach: FlowReach, functions: Int32Array): Sliced<boolean> {
  let found = false;
  yield* inSlices(functions.length, (first, end) => {
    for (let row = first; row < end && !found; row++) found = marksOf(reach, functions[row]) !== 0;
  });
  return found;
}
