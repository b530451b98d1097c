// What of the item's cost came to functions over each distance, for as many of them as somebody looks at. The distances of a function that are told
// apart are its nearest few, and what comes over them can only have come over short ways: of a million functions a few hundred have to be asked for
// sixty that are shown. They are marked first, from the far end back to the item, then costs are added up in the order in which values flow.
// What is farther than is told apart is what remains of all that came.
import { GrowableInt32 } from '../base/growable.ts';
import { memo } from '../base/memo.ts';
import { inSlices, type Sliced } from '../base/slices.ts';
import { FARTHEST_TOLD_APART, type Histograms } from './distance-histograms.ts';
import type { EnteredGroup, FlowWay } from './flow-pass.ts';
import { farthestAt, isHandedOn, nearestAt, scaleAt } from './flow-places.ts';
import { type CallFlow, enteredWith } from './focus-flow.ts';

/**
 * What is a smaller part of all that came is lost in adding up anyway. Handed on, it would become smaller and smaller, down to where processors take a
 * hundred times as long for each number.
 */
const NOTHING = 1e-18;
/** A smaller part of a sum that was subtracted from another one is rounding. */
const ROUNDING = 1e-13;

const FUNCTIONS_PER_SLICE = 1 << 12;
const PLACES_PER_SLICE = 1 << 18;

interface Search extends Marks {
  readonly flow: CallFlow;
  /** The needed place that is farthest on the way; before the first one: none behind the item's own component. */
  lastPlace: number;
}

/** Two numbers for each function, used again and again: of few rows hardly any of them is needed. */
interface Marks {
  /** By place of a function, or of the first of its group: costs are needed up to this distance; 0: none. */
  readonly neededTo: Int32Array;
  /** By place: where the costs of a needed one begin, that at its nearest distance first. */
  readonly begin: Int32Array;
}

/** One histogram with at most `most` places for each of the functions, which all got something. */
export function* histogramsOf(flow: CallFlow, functions: Int32Array, most: number): Sliced<Histograms> {
  const { length } = flow.positionOf;
  // Taken away, so that nobody else has them until they are given back, cleared; who gives up half-way never does.
  const kept = memo(flow.positionOf, 'marks', (): { marks?: Marks | undefined } => ({}));
  const marks = kept.marks ?? { neededTo: new Int32Array(length), begin: new Int32Array(length) };
  kept.marks = undefined;
  const { neededTo, begin } = marks;
  const search: Search = { flow, neededTo, begin, lastPlace: beforeFirst(flow.way) };
  const found = emptyHistograms(flow, functions, most);
  yield* inSlices(functions.length, (from, to) => {
    for (let i = from; i < to; i++) need(search, flow.positionOf[functions[i]], neededDistance(found, i));
  });
  const heads = yield* markNeeded(search);
  const costs = yield* addUp(search, heads);
  yield* inSlices(functions.length, (from, to) => {
    for (let i = from; i < to; i++) fillIn(search, costs, found, { i, f: functions[i] });
  });
  for (let i = 0; i < heads.length; i++) neededTo[heads[i]] = 0;
  kept.marks = marks;
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

function groupAt(flow: CallFlow, place: number): EnteredGroup | undefined {
  return enteredWith(flow, flow.way.components.members[place]);
}

function need(search: Search, place: number, distance: number): void {
  const { flow, neededTo } = search;
  if (distance < nearestAt(flow.places, place)) return;
  const head = headAt(flow, place, groupAt(flow, place));
  const told = Math.min(distance, farthestAt(flow.places, place));
  if (neededTo[head] >= told) return;
  neededTo[head] = told;
  if ((head - search.lastPlace) * flow.way.step > 0) search.lastPlace = head;
}

/** The place before the first one behind the item's own component, in the order in which values flow. */
function beforeFirst({ step, first, components: { memberStart } }: FlowWay): number {
  return step < 0 ? memberStart[first + 1] : memberStart[first] - 1;
}

/** Those of which costs are needed, farthest first: those that a needed one got its costs from are needed, too. */
function* markNeeded(search: Search): Sliced<Int32Array> {
  const { way, positionOf } = search.flow;
  const found = new GrowableInt32();
  const { step } = way;
  const before = beforeFirst(way);
  for (let place = search.lastPlace; (place - before) * step > 0; ) {
    const pause = place - step * PLACES_PER_SLICE;
    place = markSome(search, found, place, (pause - before) * step > 0 ? pause : before);
    yield;
  }
  for (let g = way.homeGroups.length - 1; g >= 0; g--) {
    const head = positionOf[way.homeGroups[g][0]];
    if (search.neededTo[head] > 0) markSources(search, found, head);
    if (g % FUNCTIONS_PER_SLICE === 0) yield;
  }
  return found.finish().reverse();
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

/** Costs of all needed ones, one behind the other in the order in which values flow. */
function* addUp(search: Search, heads: Int32Array): Sliced<Float64Array> {
  const { begin, neededTo, flow } = search;
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
  const group = enteredWith(flow, f);
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
