// All callers or callees of an item of a call-graph recording. Distances follow the flow of cost, group by group: a closed cycle is one step.
import { valuesOf } from '../base/sort-indices.ts';
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
  const inclusive = valuesOf(functions, (f) => flow.value[f]);
  const self = direction === 'callees' ? valuesOf(functions, (f) => flow.ownShare(f) * focus.self[f]) : undefined;
  return {
    functions,
    inclusive,
    self,
    calls: focus.edgeCount === undefined ? undefined : (row) => callsOf(walk, functions[row]),
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
  const marks = new Uint8Array(functions.length);
  for (let row = 0; row < functions.length; row++) {
    const f = functions[row];
    if (recorded[f] < NEARLY * flow.value[f]) marks[row] = INCLUSIVE_ESTIMATED | SELF_ESTIMATED | CALLS_ESTIMATED;
    else if (direction === 'callees' && flow.ownShare(f) < NEARLY) marks[row] = SELF_ESTIMATED;
  }
  return marks;
}

/** Nearest and farthest distance first, then how the cost spreads over those in between: two sweeps over the calls that carry cost. */
function spread(walk: Walk): Histograms {
  const { groups } = walk;
  const nearest = new Int32Array(groups.reached.length).fill(0x7fffffff);
  const farthest = new Int32Array(groups.reached.length);
  for (const start of walk.focus.starts) reachFrom(walk, start, -1, { nearest, farthest });
  forGroups(walk, (group, f) => reachFrom(walk, f, group, { nearest, farthest }));
  const histograms = emptyHistograms(nearest, farthest);
  for (const start of walk.focus.starts) spreadFrom(walk, start, -1, histograms);
  forGroups(walk, (group, f) => spreadFrom(walk, f, group, histograms));
  return histograms;
}

/** Every function of every group, in the order in which values flow: a group is finished before what it hands on is looked at. */
function forGroups({ groups }: Walk, visit: (group: number, fn: number) => void): void {
  for (let group = 0; group < groups.reached.length; group++) {
    for (let i = groups.start[group]; i < groups.start[group + 1]; i++) visit(group, groups.functions[i]);
  }
}

/** `group` −1: the item itself. What is not reached has no group, so calls back to the item need no look. */
function reachFrom(
  { flow, groupAt }: Walk,
  f: number,
  group: number,
  { nearest, farthest }: Pick<Histograms, 'nearest' | 'farthest'>,
): void {
  const { cost, scale, order } = flow.handedOn;
  const { start, far } = order;
  const place = order.positionOf[f];
  const near = group < 0 ? 1 : nearest[group] + 1;
  const away = group < 0 ? 1 : farthest[group] + 1;
  for (let i = start[place]; i < start[place + 1]; i++) {
    const to = groupAt[far[i]];
    if (to < 0 || to === group || !(scale[place] * cost[i] > 0)) continue;
    if (near < nearest[to]) nearest[to] = near;
    if (away > farthest[to]) farthest[to] = away;
  }
}

function spreadFrom({ flow, groups, groupAt }: Walk, f: number, group: number, histograms: Histograms): void {
  const { cost, scale, order } = flow.handedOn;
  const { start, far } = order;
  const place = order.positionOf[f];
  for (let i = start[place]; i < start[place + 1]; i++) {
    const to = groupAt[far[i]];
    const value = scale[place] * cost[i];
    if (to < 0 || to === group || !(value > 0)) continue;
    if (group < 0) addCost(histograms, to, 1, value);
    else addOneFarther(histograms, group, to, value / groups.reached[group]);
  }
}
