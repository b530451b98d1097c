// What of the item's cost came to functions over each distance, for as many of them as somebody looks at. The distances of a function that are told
// apart are its nearest few, and what comes over them can only have come over short ways: of a million functions a few hundred have to be asked for
// sixty that are shown. They are marked first, from the far end back to the item, then costs are added up in the order in which values flow.
// What is farther than is told apart is what remains of all that came.
import { GrowableInt32 } from '../base/growable.ts';
import { inSlices, type Sliced } from '../base/slices.ts';
import { FARTHEST_TOLD_APART, type Histograms } from './distance-histograms.ts';
import { farthestAt, isHandedOn, nearestAt, scaleAt } from './flow-places.ts';
import type { CallFlow, EnteredGroup } from './focus-flow.ts';

/**
 * What is a smaller part of all that came is lost in adding up anyway. Handed on, it would become smaller and smaller, down to where processors take a
 * hundred times as long for each number.
 */
const NOTHING = 1e-18;
/** A smaller part of a sum that was subtracted from another one is rounding. */
const ROUNDING = 1e-13;

const FUNCTIONS_PER_SLICE = 1 << 12;
const PLACES_PER_SLICE = 1 << 18;

interface Search {
  readonly flow: CallFlow;
  /** By place of a function, or of the first of its group: costs are needed up to this distance; 0: none. */
  readonly neededTo: Int32Array;
  /** By place: where the costs of a needed one begin, that at its nearest distance first. */
  readonly begin: Int32Array;
}

/** One histogram with at most `most` places for each of the functions, which all got something. */
export function* histogramsOf(flow: CallFlow, functions: Int32Array, most: number): Sliced<Histograms> {
  const { length } = flow.positionOf;
  const search: Search = { flow, neededTo: new Int32Array(length), begin: new Int32Array(length) };
  const found = emptyHistograms(flow, functions, most);
  yield* inSlices(functions.length, (from, to) => {
    for (let i = from; i < to; i++) need(search, flow.positionOf[functions[i]], neededDistance(found, i));
  });
  const costs = yield* addUp(search, yield* markNeeded(search));
  yield* inSlices(functions.length, (from, to) => {
    for (let i = from; i < to; i++) fillIn(search, costs, found, { i, f: functions[i] });
  });
  return found;
}

function emptyHistograms({ places, positionOf }: CallFlow, functions: Int32Array, most: number): Histograms {
  const nearest = new Int32Array(functions.length);
  const farthest = new Int32Array(functions.length);
  const start = new Int32Array(functions.length + 1);
  for (let i = 0; i < functions.length; i++) {
    nearest[i] = nearestAt(places, positionOf[functions[i]]);
    farthest[i] = farthestAt(places, positionOf[functions[i]]);
    const last = Math.max(nearest[i], Math.min(farthest[i], FARTHEST_TOLD_APART));
    start[i + 1] = start[i] + Math.min(most, last - nearest[i] + 1);
  }
  return { nearest, farthest, start, cost: new Float64Array(start[functions.length]) };
}

/** The farthest distance whose cost has to be added up. What is farther remains; where nothing is, all are added up. */
function neededDistance({ nearest, farthest, start }: Histograms, i: number): number {
  const last = nearest[i] + start[i + 1] - start[i] - 1;
  if (nearest[i] === last) return 0;
  return last === farthest[i] ? last : last - 1;
}

/** Of strongly connected functions the first stands for all. */
function headAt({ positionOf }: CallFlow, place: number, group: EnteredGroup | undefined): number {
  return group === undefined ? place : positionOf[group.members[0]];
}

function groupAt({ way, enteredWith }: CallFlow, place: number): EnteredGroup | undefined {
  return enteredWith(way.components.members[place]);
}

function need({ flow, neededTo }: Search, place: number, distance: number): void {
  if (distance < nearestAt(flow.places, place)) return;
  const head = headAt(flow, place, groupAt(flow, place));
  const told = Math.min(distance, farthestAt(flow.places, place));
  if (neededTo[head] < told) neededTo[head] = told;
}

/** Those of which costs are needed, farthest first: those that a needed one got its costs from are needed, too. */
function* markNeeded(search: Search): Sliced<GrowableInt32> {
  const { way, positionOf } = search.flow;
  const { memberStart, count } = way.components;
  const found = new GrowableInt32();
  const { step } = way;
  // Places that values flow to: away from the item they go down to 0, or up to the last one.
  const last = step < 0 ? 0 : memberStart[count] - 1;
  const beforeFirst = step < 0 ? memberStart[way.first + 1] : memberStart[way.first] - 1;
  for (let place = last; (place - beforeFirst) * step > 0; ) {
    const pause = place - step * PLACES_PER_SLICE;
    place = markSome(search, found, place, (pause - beforeFirst) * step > 0 ? pause : beforeFirst);
    yield;
  }
  for (let g = way.homeGroups.length - 1; g >= 0; g--) {
    const head = positionOf[way.homeGroups[g][0]];
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
  const { flow, neededTo } = search;
  const { places, sources, positionOf } = flow;
  const distance = neededTo[head] - 1;
  found.push(head);
  const group = groupAt(flow, head);
  const count = group?.members.length ?? 1;
  for (let m = 0; m < count; m++) {
    const place = group === undefined ? head : positionOf[group.members[m]];
    for (let i = sources.start[place]; i < sources.start[place + 1]; i++) {
      const other = sources.from[i];
      if (!isHandedOn(places, other) || nearestAt(places, other) > distance) continue;
      if (group === undefined || groupAt(flow, other) !== group) need(search, other, distance);
    }
  }
}

/** Costs of all needed ones, one behind the other. */
function* addUp(search: Search, needed: GrowableInt32): Sliced<Float64Array> {
  const { begin, neededTo, flow } = search;
  const heads = needed.finish().reverse();
  let length = 0;
  for (const head of heads) {
    begin[head] = length;
    length += neededTo[head] - nearestAt(flow.places, head) + 1;
  }
  const costs = new Float64Array(length);
  for (let i = 0; i < heads.length; i++) {
    addSources(search, costs, heads[i]);
    if (i % FUNCTIONS_PER_SLICE === 0) yield;
  }
  return costs;
}

function addSources({ flow, neededTo, begin }: Search, costs: Float64Array, head: number): void {
  const { places, sources, positionOf } = flow;
  const farthest = neededTo[head] - 1;
  const first = begin[head] - nearestAt(places, head) + 1;
  const group = groupAt(flow, head);
  const count = group?.members.length ?? 1;
  for (let m = 0; m < count; m++) {
    const place = group === undefined ? head : positionOf[group.members[m]];
    for (let i = sources.start[place]; i < sources.start[place + 1]; i++) {
      const other = sources.from[i];
      if (!isHandedOn(places, other)) continue;
      const nearest = nearestAt(places, other);
      if (nearest > farthest) continue;
      const cost = scaleAt(places, other) * sources.cost[i];
      const otherGroup = groupAt(flow, other);
      if (nearest === 0) {
        // A call of the item itself.
        costs[first] += cost;
      } else if (otherGroup === undefined || otherGroup !== group) {
        const source = headAt(flow, other, otherGroup);
        const reached = otherGroup?.reached ?? flow.reached[other];
        const last = first + Math.min(neededTo[source], farthest);
        addFarther(costs, begin[source], [first + nearest, last], { share: cost / reached, least: reached * NOTHING });
      }
    }
  }
}

/** Costs from `source` on to places at … last, a share of each. */
function addFarther(
  costs: Float64Array,
  source: number,
  [first, last]: readonly [number, number],
  { share, least }: { readonly share: number; readonly least: number },
): void {
  let from = source;
  for (let at = first; at <= last; at++, from++) {
    if (costs[from] > least) costs[at] += share * costs[from];
  }
}

function fillIn({ flow, begin }: Search, costs: Float64Array, found: Histograms, { i, f }: { i: number; f: number }) {
  const group = flow.enteredWith(f);
  const head = headAt(flow, flow.positionOf[f], group);
  const reached = group?.reached ?? flow.reached[flow.positionOf[f]];
  const told = Math.max(0, neededDistance(found, i) - found.nearest[i] + 1);
  let rest = reached;
  for (let place = 0; place < told; place++) {
    const cost = costs[begin[head] + place];
    found.cost[found.start[i] + place] = cost;
    rest -= cost;
  }
  const last = found.start[i] + told;
  if (last < found.start[i + 1]) found.cost[last] = rest > reached * ROUNDING ? rest : 0;
}
