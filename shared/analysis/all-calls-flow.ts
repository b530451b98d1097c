// All callers or callees of an item of a call-graph recording. Distances follow the flow of cost, group by group: a closed cycle is one step.
import { inSlices, type Sliced } from '../base/slices.ts';
import { valuesOf } from '../base/sort-indices.ts';
import type { AllCalls } from './all-calls.ts';
import { addCost, emptyHistograms, type Histograms } from './distance-histograms.ts';
import { type Direction, edgeNumber, edgesAt, type Focus, farEnd } from './focus.ts';
import { type CallFlow, type FlowGroups, flowFrom } from './focus-flow.ts';

export const INCLUSIVE_ESTIMATED = 1;
export const SELF_ESTIMATED = 2;
export const CALLS_ESTIMATED = 4;

/** Each with the distances of all its calls. */
const FUNCTIONS_PER_SLICE = 1 << 13;

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

export function* flowWalk(focus: Focus, direction: Direction): Sliced<AllCalls> {
  const flow = yield* flowFrom(focus, direction);
  const groups = yield* flow.groups();
  const groupAt = new Int32Array(focus.inclusive.length).fill(-1);
  for (let g = 0; g < groups.reached.length; g++) {
    for (let i = groups.start[g]; i < groups.start[g + 1]; i++) groupAt[groups.functions[i]] = g;
  }
  const walk: Walk = { focus, direction, flow, groups, groupAt };
  yield;
  const functions = groups.functions.filter((f) => flow.value[f] > 0);
  const inclusive = valuesOf(functions, (f) => flow.value[f]);
  const self = direction === 'callees' ? valuesOf(functions, (f) => flow.ownShare(f) * focus.self[f]) : undefined;
  yield;
  const histogramOf = functions.map((f) => groupAt[f]);
  return {
    functions,
    inclusive,
    self,
    calls: focus.edgeCount === undefined ? undefined : (row) => callsOf(walk, functions[row]),
    estimated: estimates(walk, functions),
    histograms: yield* spread(walk),
    histogramOf,
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
function* spread(walk: Walk): Sliced<Histograms> {
  const { groups } = walk;
  const nearest = new Int32Array(groups.reached.length).fill(0x7fffffff);
  const farthest = new Int32Array(groups.reached.length);
  const reach = { nearest, farthest };
  yield* inSlices(walk.focus.starts.length, (from, to) => {
    for (let i = from; i < to; i++) reachFrom(walk, walk.focus.starts[i], -1, reach);
  });
  yield* forGroups(groups, (from, to) => {
    for (let group = from; group < to; group++) {
      for (let i = groups.start[group]; i < groups.start[group + 1]; i++)
        reachFrom(walk, groups.functions[i], group, reach);
    }
  });
  const histograms = emptyHistograms(nearest, farthest);
  yield* inSlices(walk.focus.starts.length, (from, to) => spreadStarts(walk, histograms, from, to));
  yield* forGroups(groups, (from, to) => spreadGroups(walk, histograms, from, to));
  return histograms;
}

/** Ranges of groups, in the order in which values flow: a group is finished before what it hands on is looked at. */
function* forGroups({ start, reached }: FlowGroups, visit: (from: number, to: number) => void): Sliced<void> {
  for (let from = 0, to = 0; from < reached.length; from = to) {
    while (to < reached.length && start[to] - start[from] < FUNCTIONS_PER_SLICE) to++;
    visit(from, to);
    yield;
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

function spreadStarts({ focus, flow, groupAt }: Walk, histograms: Histograms, first: number, end: number): void {
  const { cost, scale, order } = flow.handedOn;
  const { start, far } = order;
  for (let s = first; s < end; s++) {
    const place = order.positionOf[focus.starts[s]];
    for (let i = start[place]; i < start[place + 1]; i++) {
      const to = groupAt[far[i]];
      const value = scale[place] * cost[i];
      if (to >= 0 && value > 0) addCost(histograms, to, 1, value);
    }
  }
}

/**
 * Every cost of a group goes a step farther along each of its calls. The loop in which all callees of a large recording spend their time: four
 * numbers to add for each of millions of calls, so it looks up nothing twice and calls nothing.
 */
function spreadGroups({ flow, groups, groupAt }: Walk, histograms: Histograms, first: number, end: number): void {
  const { cost, scale, order } = flow.handedOn;
  const { start, far, positionOf } = order;
  const { nearest, start: rowStart, cost: costs } = histograms;
  for (let group = first; group < end; group++) {
    const from = rowStart[group];
    const behind = rowStart[group + 1];
    const near = nearest[group] + 1;
    const reached = groups.reached[group];
    for (let f = groups.start[group]; f < groups.start[group + 1]; f++) {
      const place = positionOf[groups.functions[f]];
      const factor = scale[place] / reached;
      if (!(factor > 0)) continue;
      for (let i = start[place]; i < start[place + 1]; i++) {
        const to = groupAt[far[i]];
        const share = factor * cost[i];
        if (to < 0 || to === group || !(share > 0)) continue;
        const last = rowStart[to + 1] - 1;
        let at = rowStart[to] + near - nearest[to];
        for (let row = from; row < behind; row++, at++) costs[at < last ? at : last] += share * costs[row];
      }
    }
  }
}
