// What of the item's cost came to functions over each distance, for as many of them as somebody looks at. The distances of a function that are told
// apart are its nearest few, and what comes over them can only have come over short ways: of a million functions a few hundred have to be asked for
// sixty that are shown. They are marked first, from the far end back to the item, then costs are added up in the order in which values flow.
// What is farther than is told apart is what remains of all that came.
import { GrowableInt32 } from '../base/growable.ts';
import { inSlices, type Sliced } from '../base/slices.ts';
import { FARTHEST_TOLD_APART, type Histograms, mostPlaces } from './distance-histograms.ts';
import { type FlowDistances, farthestAt, isHandedOn, nearestAt } from './flow-distances.ts';
import { backwards, type FlowSources, flowSources } from './flow-sources.ts';
import { type Direction, edgeNumber, edgesAt, type Focus } from './focus.ts';
import type { CallFlow, EnteredGroup } from './focus-flow.ts';

export interface FlowReach {
  readonly focus: Focus;
  readonly direction: Direction;
  readonly flow: CallFlow;
  readonly distances: FlowDistances;
}

/**
 * What is a smaller part of all that came is lost in adding up anyway. Handed on, it would become smaller and smaller, down to where processors take a
 * hundred times as long for each number.
 */
const NOTHING = 1e-18;
/** A smaller part of a sum that was subtracted from another one is rounding. */
const ROUNDING = 1e-13;

const FUNCTIONS_PER_SLICE = 1 << 12;
const PLACES_PER_SLICE = 1 << 18;

interface Search extends FlowReach {
  readonly sources: FlowSources;
  /** By place of a function, or of the first of its group: costs are needed up to this distance; 0: none. */
  readonly neededTo: Int32Array;
  /** Place of the first that is listed of each group of several. */
  readonly headOf: Map<EnteredGroup, number>;
  /** By place: where the costs of a needed one begin in `costs`, that at its nearest distance first. */
  readonly begin: Int32Array;
}

/** One histogram for each of the rows, which are rows of the list of functions. */
export function* histogramsOf(reach: FlowReach, rows: Int32Array): Sliced<Histograms> {
  const { focus, direction, flow, distances } = reach;
  const places = focus.recording.functions.length + 1;
  const search: Search = {
    ...reach,
    sources: yield* flowSources(focus, direction),
    neededTo: new Int32Array(places),
    headOf: new Map(),
    begin: new Int32Array(places),
  };
  const found = emptyHistograms(reach, rows);
  yield* inSlices(rows.length, (from, to) => {
    for (let i = from; i < to; i++)
      need(search, flow.positionOf[distances.functions[rows[i]]], neededDistance(found, i));
  });
  const costs = yield* addUp(search, yield* markNeeded(search));
  yield* inSlices(rows.length, (from, to) => {
    for (let i = from; i < to; i++) fillIn(search, costs, found, { i, f: distances.functions[rows[i]] });
  });
  return found;
}

function emptyHistograms({ flow, distances }: FlowReach, rows: Int32Array): Histograms {
  const { functions, columns } = distances;
  const most = mostPlaces(functions.length);
  const nearest = new Int32Array(rows.length);
  const farthest = new Int32Array(rows.length);
  const start = new Int32Array(rows.length + 1);
  for (let i = 0; i < rows.length; i++) {
    const place = flow.positionOf[functions[rows[i]]];
    nearest[i] = nearestAt(columns, place);
    farthest[i] = farthestAt(columns, place);
    const last = Math.max(nearest[i], Math.min(farthest[i], FARTHEST_TOLD_APART));
    start[i + 1] = start[i] + Math.min(most, last - nearest[i] + 1);
  }
  return { nearest, farthest, start, cost: new Float64Array(start[rows.length]) };
}

/** The farthest distance whose cost has to be added up. What is farther remains; where nothing is, all are added up. */
function neededDistance({ nearest, farthest, start }: Histograms, i: number): number {
  const last = nearest[i] + start[i + 1] - start[i] - 1;
  return nearest[i] === last ? 0 : last === farthest[i] ? last : last - 1;
}

/** Of strongly connected functions one stands for all. */
function headAt({ flow, headOf }: Search, place: number): number {
  const group = flow.enteredWith(flow.way.components.members[place]);
  if (group === undefined) return place;
  const known = headOf.get(group);
  if (known !== undefined) return known;
  let first = 0;
  while (!(flow.value[group.members[first]] > 0)) first++;
  const head = flow.positionOf[group.members[first]];
  headOf.set(group, head);
  return head;
}

function need(search: Search, place: number, distance: number): void {
  const { neededTo, distances } = search;
  if (distance < nearestAt(distances.columns, place)) return;
  const head = headAt(search, place);
  const told = Math.min(distance, farthestAt(distances.columns, place));
  if (neededTo[head] < told) neededTo[head] = told;
}

/** Heads of which costs are needed, in the order in which values flow: those that a needed one got its costs from are needed, too. */
function* markNeeded(search: Search): Sliced<GrowableInt32> {
  const { way, positionOf } = search.flow;
  const { memberStart } = way.components;
  const found = new GrowableInt32();
  // Away from the item: down to place 0, or up to the last one.
  const beyond = way.step < 0 ? -1 : memberStart[way.components.count];
  const nearest = way.step < 0 ? memberStart[way.first + 1] - 1 : memberStart[way.first];
  for (let place = beyond - way.step; (place - nearest) * way.step >= 0; ) {
    const pause = place - way.step * PLACES_PER_SLICE;
    place = markSome(search, found, place, (pause - nearest) * way.step > 0 ? pause : nearest - way.step);
    yield;
  }
  for (let g = way.homeGroups.length - 1; g >= 0; g--) {
    const head = headAt(search, positionOf[way.homeGroups[g][0]]);
    if (search.neededTo[head] > 0) markSources(search, found, head);
    if (g % FUNCTIONS_PER_SLICE === 0) yield;
  }
  return found;
}

/** From a place towards the item, to before `end` or until there is a reason for a pause: where to go on. */
function markSome(search: Search, found: GrowableInt32, from: number, end: number): number {
  const { neededTo } = search;
  const { step } = search.flow.way;
  let left = FUNCTIONS_PER_SLICE;
  let place = from;
  for (; place !== end && left > 0; place -= step) {
    if (neededTo[place] === 0) continue;
    markSources(search, found, place);
    left--;
  }
  return place;
}

function markSources(search: Search, found: GrowableInt32, head: number): void {
  const { flow, distances, sources, neededTo } = search;
  const { members } = flow.way.components;
  const { columns } = distances;
  const distance = neededTo[head] - 1;
  found.push(head);
  const group = flow.enteredWith(members[head]);
  const count = group?.members.length ?? 1;
  for (let m = 0; m < count; m++) {
    const place = group === undefined ? head : flow.positionOf[group.members[m]];
    for (let i = sources.start[place]; i < sources.start[place + 1]; i++) {
      const other = sources.from[i];
      if (!isHandedOn(columns, other) || nearestAt(columns, other) > distance) continue;
      if (group === undefined || flow.enteredWith(members[other]) !== group) need(search, other, distance);
    }
  }
}

/** Costs of all needed ones, one behind the other. */
function* addUp(search: Search, needed: GrowableInt32): Sliced<Float64Array> {
  const { begin, neededTo, distances } = search;
  const heads = needed.finish().reverse();
  let length = 0;
  for (const head of heads) {
    begin[head] = length;
    length += neededTo[head] - nearestAt(distances.columns, head) + 1;
  }
  const costs = new Float64Array(length);
  for (let i = 0; i < heads.length; i++) {
    addSources(search, costs, heads[i]);
    if (i % FUNCTIONS_PER_SLICE === 0) yield;
  }
  return costs;
}

function addSources(search: Search, costs: Float64Array, head: number): void {
  const { focus, direction, flow, distances, sources, neededTo, begin } = search;
  const { members } = flow.way.components;
  const { columns } = distances;
  const back = backwards(direction);
  const farthest = neededTo[head] - 1;
  const first = begin[head] - nearestAt(columns, head);
  const group = flow.enteredWith(members[head]);
  const count = group?.members.length ?? 1;
  for (let m = 0; m < count; m++) {
    const f = group === undefined ? members[head] : group.members[m];
    const place = flow.positionOf[f];
    const edges = edgesAt(focus, f, back).from - sources.start[place];
    for (let i = sources.start[place]; i < sources.start[place + 1]; i++) {
      const other = sources.from[i];
      if (!isHandedOn(columns, other)) continue;
      const nearest = nearestAt(columns, other);
      if (nearest > farthest) continue;
      const otherGroup = flow.enteredWith(members[other]);
      if (otherGroup !== undefined && otherGroup === group) continue;
      const cost = flow.scale[other] * focus.edgeCost[edgeNumber(focus, edges + i, back)];
      // A call of the item itself.
      if (nearest === 0) {
        costs[first + 1] += cost;
        continue;
      }
      const reached = otherGroup?.reached ?? flow.value[members[other]];
      const share = cost / reached;
      const least = reached * NOTHING;
      const source = otherGroup === undefined ? other : headAt(search, other);
      const last = Math.min(neededTo[source], farthest);
      let from = begin[source];
      for (let at = first + nearest + 1; at <= first + last + 1; at++, from++) {
        if (costs[from] > least) costs[at] += share * costs[from];
      }
    }
  }
}

function fillIn(search: Search, costs: Float64Array, found: Histograms, { i, f }: { i: number; f: number }): void {
  const { flow, begin } = search;
  const head = headAt(search, flow.positionOf[f]);
  const reached = flow.enteredWith(f)?.reached ?? flow.value[f];
  const told = Math.max(0, neededDistance(found, i) - found.nearest[i] + 1);
  let rest = reached;
  for (let place = 0; place < told; place++) {
    const cost = costs[begin[head] + place];
    found.cost[found.start[i] + place] = cost;
    rest -= cost;
  }
  if (told < found.start[i + 1] - found.start[i])
    found.cost[found.start[i] + told] = rest > reached * ROUNDING ? rest : 0;
}
