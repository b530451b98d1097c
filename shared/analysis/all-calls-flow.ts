// All callers or callees of an item of a call-graph recording. Distances follow the flow of cost, group by group: a closed cycle is one step.
import type { AllCalls } from './all-calls.ts';
import { addCost, addOneFarther, emptyHistograms, type Histograms } from './distance-histograms.ts';
import { type Direction, edgeNumber, edgesAt, type Focus, farEnd } from './focus.ts';
import { type CallFlow, type FlowGroups, flowFrom } from './focus-flow.ts';

export const INCLUSIVE_ESTIMATED = 1;
export const SELF_ESTIMATED = 2;
export const CALLS_ESTIMATED = 4;

/** A part in a thousand is rounding. */
const NEARLY = 0.999;

interface Walk {
  readonly focus: Focus;
  readonly direction: Direction;
  readonly flow: CallFlow;
  readonly groups: FlowGroups;
  /** Group of each function; −1: not reached. */
  readonly groupAt: Int32Array;
}

export function flowWalk(focus: Focus, direction: Direction): AllCalls {
  const flow = flowFrom(focus, direction);
  const groups = flow.groups();
  const groupAt = new Int32Array(focus.inclusive.length).fill(-1);
  for (let g = 0; g < groups.reached.length; g++) {
    for (let i = groups.start[g]; i < groups.start[g + 1]; i++) groupAt[groups.functions[i]] = g;
  }
  const walk: Walk = { focus, direction, flow, groups, groupAt };
  const functions = groups.functions.filter((f) => flow.value[f] > 0);
  const inclusive = Float64Array.from(functions, (f) => flow.value[f]);
  const self =
    direction === 'callees' ? Float64Array.from(functions, (f) => flow.ownShare(f) * focus.self[f]) : undefined;
  return {
    functions,
    inclusive,
    self,
    calls: focus.edgeCount === undefined ? undefined : Float64Array.from(functions, (f) => callsOf(walk, f)),
    estimated: estimates(walk, functions),
    histograms: spread(walk),
    histogramOf: functions.map((f) => groupAt[f]),
  };
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
function estimates({ focus, direction, flow }: Walk, functions: Int32Array): Uint8Array {
  const recorded = new Float64Array(focus.inclusive.length);
  for (const start of focus.starts) {
    const { from, to } = edgesAt(focus, start, direction);
    for (let i = from; i < to; i++) {
      const edge = edgeNumber(focus, i, direction);
      const value = flow.edgeValue(edge);
      if (value >= NEARLY * focus.edgeCost[edge]) recorded[farEnd(focus, edge, direction)] += value;
    }
  }
  return Uint8Array.from(functions, (f) => {
    if (recorded[f] < NEARLY * flow.value[f]) return INCLUSIVE_ESTIMATED | SELF_ESTIMATED | CALLS_ESTIMATED;
    return direction === 'callees' && flow.ownShare(f) < NEARLY ? SELF_ESTIMATED : 0;
  });
}

/** Nearest and farthest distance first, then how the cost spreads over those in between: two sweeps over the calls that carry cost. */
function spread(walk: Walk): Histograms {
  const { focus, groups, flow } = walk;
  const nearest = new Int32Array(groups.reached.length).fill(0x7fffffff);
  const farthest = new Int32Array(groups.reached.length);
  const reach = (group: number, near: number, far: number): void => {
    if (near < nearest[group]) nearest[group] = near;
    if (far > farthest[group]) farthest[group] = far;
  };
  for (const start of focus.starts) forEdges(walk, start, (edge, to) => flow.edgeValue(edge) > 0 && reach(to, 1, 1));
  forGroups(walk, (group, f) => {
    forEdges(walk, f, (edge, to) => {
      if (to !== group && flow.edgeValue(edge) > 0) reach(to, nearest[group] + 1, farthest[group] + 1);
    });
  });
  const histograms = emptyHistograms(nearest, farthest);
  for (const start of focus.starts)
    forEdges(walk, start, (edge, to) => addCost(histograms, to, 1, flow.edgeValue(edge)));
  forGroups(walk, (group, f) => {
    forEdges(walk, f, (edge, to) => {
      const value = flow.edgeValue(edge);
      if (to !== group && value > 0) addOneFarther(histograms, group, to, value / groups.reached[group]);
    });
  });
  return histograms;
}

/** Every function of every group, in the order in which values flow: a group is finished before what it hands on is looked at. */
function forGroups({ groups }: Walk, visit: (group: number, fn: number) => void): void {
  for (let group = 0; group < groups.reached.length; group++) {
    for (let i = groups.start[group]; i < groups.start[group + 1]; i++) visit(group, groups.functions[i]);
  }
}

/** Edges of f away from the item, with the group at their far end. */
function forEdges({ focus, direction, groupAt }: Walk, f: number, visit: (edge: number, to: number) => void): void {
  const { from, to } = edgesAt(focus, f, direction);
  for (let i = from; i < to; i++) {
    const edge = edgeNumber(focus, i, direction);
    const group = groupAt[farEnd(focus, edge, direction)];
    if (group >= 0) visit(edge, group);
  }
}
