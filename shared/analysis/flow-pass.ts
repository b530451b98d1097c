// Values on their way from an item, group after group in the order in which they flow: what focus-flow.ts is about. Functions in no cycle are many and are
// left to the desk (flow-desk.ts); those of cycles get what comes into their cycle.
// Trap: places and values are those of a seat at the desk, which may be lost in a pause.
import { NONE } from '../base/brands.ts';
import { inSlices, ROWS_PER_SLICE, runAtOnce, type Sliced } from '../base/slices.ts';
import { type CallComponents, sharedComponents } from './call-components.ts';
import type { FlowDesk, FlowRun, FlowValues } from './flow-desk.ts';
import { comeFrom, isHandedOn, scaleAt, setPlace, setStart } from './flow-places.ts';
import { fitting } from './flow-sources.ts';
import { type Direction, edgeNumber, edgesAt, type Focus, farEnd } from './focus.ts';

/** Functions in cycles with each other that something came into. */
export interface EnteredGroup {
  readonly members: Int32Array;
  readonly reached: number;
  /** Which share of its cost that is. */
  readonly share: number;
}

/** The way of the values through the groups of functions that are strongly connected. */
export interface FlowWay {
  /** Those of the item's own component, without the item, where that is not closed. */
  readonly homeGroups: readonly Int32Array[];
  /** Then the components from `first` to before `end`, each `step` further. */
  readonly first: number;
  readonly end: number;
  readonly step: number;
  readonly components: CallComponents;
}

/** What an item's flow is made of. */
export interface FlowParts {
  readonly focus: Focus;
  readonly direction: Direction;
  readonly components: CallComponents;
  readonly way: FlowWay;
  readonly sources: FlowDesk;
  readonly run: FlowRun;
  /** By function: its place. */
  readonly positionOf: Int32Array;
  /** Group of each function: strongly connected ones share one, but for the item's own. */
  readonly groupOf: Int32Array;
  /** Groups of several functions, by their number. */
  readonly entered: Map<number, EnteredGroup>;
  /** By function: 1 for those of groups of several that something came into. */
  readonly isMember: Uint8Array;
  readonly isStart: Uint8Array;
}

type Flow = FlowParts & FlowValues;

/** Places between two pauses. */
const PLACES_PER_SLICE = 1 << 15;

/** Values come to all functions that there is a way to. */
export function* gatherValues(parts: FlowParts): Sliced<void> {
  const { sources: desk, run } = parts;
  const work = gatherAll({ ...parts, ...seated(parts) });
  for (;;) {
    desk.turnTo(run);
    if (work.next().done === true) return;
    yield;
    if (desk.valuesOf(run) !== undefined) continue;
    // Others have its seat now. Lest they take it for ever, all of it is done in one go.
    gatherAtOnce(parts);
    return;
  }
}

/** The values that were gathered, gathered anew where others took their place meanwhile. */
export function valuesNow(parts: FlowParts): FlowValues {
  return parts.sources.valuesOf(parts.run) ?? gatherAtOnce(parts);
}

function gatherAtOnce(parts: FlowParts): FlowValues {
  const values = seated(parts);
  parts.sources.turnTo(parts.run);
  runAtOnce(gatherAll({ ...parts, ...values }));
  return values;
}

function seated({ sources, run }: FlowParts): FlowValues {
  const { places, reached } = sources.seat(run);
  return { places, reached };
}

function* gatherAll(flow: Flow): Sliced<void> {
  const { starts } = flow.focus;
  const { homeGroups } = flow.way;
  for (const start of starts) {
    const share = starts.length > 1 ? 1 : fittingShare(flow, start);
    setStart(flow.places, flow.positionOf[start], share);
  }
  for (let g = 0; g < homeGroups.length; g++) {
    const group = homeGroups[g];
    if (group.length > ROWS_PER_SLICE) yield* gatherLargeGroup(flow, group);
    else gatherGroup(flow, group);
    if (g % PLACES_PER_SLICE === 0) yield;
  }
  yield* gatherBehind(flow);
}

/** All components behind the item's own: functions that are alone up to the next group, then that group. */
function* gatherBehind(flow: Flow): Sliced<void> {
  const { recording, scope } = flow.focus;
  const { count, memberStart, members } = flow.components;
  const { step } = flow.way;
  const home = flow.way.first - step;
  const groups = sharedComponents(recording, scope);
  let g = step < 0 ? groups.length - 1 : 0;
  while (g >= 0 && g < groups.length && (groups[g] - home) * step <= 0) g += step;
  const last = step < 0 ? -1 : memberStart[count];
  let left = PLACES_PER_SLICE;
  for (let place = step < 0 ? memberStart[home] - 1 : memberStart[home + 1]; place !== last; ) {
    const group = g >= 0 && g < groups.length ? groups[g] : NONE;
    const groupPlace = step < 0 ? memberStart[group + 1] - 1 : memberStart[group];
    const pause = group === NONE ? last : groupPlace;
    if (place !== pause) {
      const until = Math.abs(pause - place) > left ? place + step * left : pause;
      flow.sources.gatherAlone(place, until, step);
      left -= Math.abs(until - place);
      place = until;
    } else {
      const fellows = members.subarray(memberStart[group], memberStart[group + 1]);
      if (fellows.length > ROWS_PER_SLICE) yield* gatherLargeGroup(flow, fellows);
      else gatherGroup(flow, fellows);
      left -= fellows.length;
      place += step * fellows.length;
      g += step;
    }
    if (left > 0) continue;
    left = PLACES_PER_SLICE;
    yield;
  }
}

/** What came into a group, and the distances it came from, as flow-places.ts writes them. */
interface Came {
  reached: number;
  nearest: number;
  farthest: number;
}

/** Strongly connected functions, or one of the item's own component. Calls between them bring nothing, and all of them are as far away. */
function gatherGroup(flow: Flow, members: Int32Array): void {
  const came: Came = { reached: 0, nearest: 0, farthest: 0 };
  for (let m = 0; m < members.length; m++) comeTo(flow, members[m], came);
  enter(flow, members, came);
}

/** The same with pauses. */
function* gatherLargeGroup(flow: Flow, members: Int32Array): Sliced<void> {
  const came: Came = { reached: 0, nearest: 0, farthest: 0 };
  yield* inSlices(members.length, (from, to) => {
    for (let m = from; m < to; m++) comeTo(flow, members[m], came);
  });
  enter(flow, members, came);
  yield;
}

function enter(flow: Flow, members: Int32Array, came: Came): void {
  const { focus, places, positionOf, groupOf, entered, isMember } = flow;
  if (!(came.reached > 0)) return;
  const isAlone = members.length === 1;
  const whole = isAlone ? focus.inclusive[members[0]] : groupCost(flow, members);
  const share = whole > 0 ? Math.min(1, came.reached / whole) : 0;
  const scale = isAlone ? share * fittingShare(flow, members[0]) : share;
  for (let m = 0; m < members.length; m++) setPlace(places, positionOf[members[m]], scale, came);
  if (isAlone) return;
  // Members and the calls between them get what they cost, scaled like the rest, and never more than what came in.
  // Whoever has the group from the first time over knows it by being the same one.
  if (!entered.has(groupOf[members[0]])) entered.set(groupOf[members[0]], { members, reached: came.reached, share });
  for (let m = 0; m < members.length; m++) {
    const f = members[m];
    const place = positionOf[f];
    isMember[f] = 1;
    flow.reached[place] = Math.min(came.reached, Math.max(flow.reached[place], share * focus.inclusive[f]));
  }
}

/** What comes to a function from outside its group. */
function comeTo({ reached, components, places, sources, positionOf, groupOf }: Flow, f: number, came: Came): void {
  const place = positionOf[f];
  let sum = 0;
  for (let i = sources.start[place]; i < sources.start[place + 1]; i++) {
    const other = sources.from[i];
    if (!isHandedOn(places, other) || groupOf[components.members[other]] === groupOf[f]) continue;
    sum += scaleAt(places, other) * sources.cost[i];
    comeFrom(places, other, came);
  }
  reached[place] = sum;
  came.reached += sum;
}

/** What a group costs as a whole: its self cost and its calls to others, or, looking upwards, the calls it gets from others. */
function groupCost(flow: Flow, group: Int32Array): number {
  const { focus, direction } = flow;
  let sum = 0;
  for (let m = 0; m < group.length; m++) {
    if (direction === 'callees') sum += focus.self[group[m]];
    sum += leavingCost(flow, group[m]);
  }
  return sum;
}

/** Sum of the calls of f that leave its group and do not lead back to the item. */
function leavingCost({ focus, direction, groupOf, isStart }: Flow, f: number): number {
  const { from, to } = edgesAt(focus, f, direction);
  let sum = 0;
  for (let i = from; i < to; i++) {
    const edge = edgeNumber(focus, i, direction);
    const far = farEnd(focus, edge, direction);
    if (groupOf[far] !== groupOf[f] && isStart[far] === 0) sum += focus.edgeCost[edge];
  }
  return sum;
}

/** What fitting() says of a function, with its calls as they leave its group. */
function fittingShare(flow: Flow, f: number): number {
  return isWhole(flow, f) ? 1 : fitting(flow.focus, flow.direction, f, leavingCost(flow, f));
}

/** Inclusive costs that were made of the calls hold all of them (S4); those of members of cycles leave some out (S8). */
function isWhole({ focus }: Flow, f: number): boolean {
  return focus.cyclesClosed && focus.costs.cycles.cycleOf[f] === NONE;
}
