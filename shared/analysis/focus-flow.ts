// How the cost of an item spreads over what it calls, or over what calls it (S12, S13), for recordings that know calls but not stacks, and how many
// calls away each function is (S21). A function that got the value x passes on x ÷ inclusive of each of its calls. Components of the call graph are
// visited in order, so every function is settled before anything is gathered from it: linear in the calls, whatever the number of paths.
import { NONE } from '../base/brands.ts';
import { memo } from '../base/memo.ts';
import { inSlices, ROWS_PER_SLICE, type Sliced } from '../base/slices.ts';
import { type CallComponents, callComponents, sharedComponents } from './call-components.ts';
import type { FlowDesk, FlowRun, FlowValues } from './flow-desk.ts';
import { homeGroupsInSlices } from './flow-home.ts';
import { comeFrom, isHandedOn, scaleAt, setPlace, setStart } from './flow-places.ts';
import { type FlowSources, fitting, flowDesk, flowFitting, flowInclusive, flowPositions } from './flow-sources.ts';
import { type Direction, edgeNumber, edgesAt, type Focus, farEnd } from './focus.ts';
import { scopeKey } from './scope.ts';

export interface FocusValues {
  /** By function: what of the item's cost was spent in it (callees) or came through it (callers). 0: not reached. Made when asked for: a list goes by place. */
  readonly value: () => Float64Array;
  /** The same along an edge. Direct recursion: 0. Made when asked for: a graph shows few of millions of edges. */
  readonly edgeValue: (edge: number) => number;
}

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

/** What is known by place, `reached` being the functions' values. */
export interface CallFlow extends FocusValues, FlowValues {
  readonly way: FlowWay;
  readonly sources: FlowSources;
  /** By function: its place. */
  readonly positionOf: Int32Array;
  /** Group of each function: strongly connected ones share one, but for the item's own. */
  readonly groupOf: Int32Array;
  /** Groups of several functions, by their number. */
  readonly entered: ReadonlyMap<number, EnteredGroup>;
  /** By function: 1 for those of groups of several that something came into. */
  readonly isMember: Uint8Array;
  /** What the calls along an edge are multiplied with: how many of them happened on the item's behalf. 0: none. */
  readonly edgeShare: (edge: number) => number;
  /** Which share of a function's own cost was spent on the item's behalf. */
  readonly ownShare: (fn: number) => number;
}

/** While values flow they are those of the desk. */
interface Flow extends FlowValues {
  readonly focus: Focus;
  readonly direction: Direction;
  readonly components: CallComponents;
  readonly sources: FlowSources;
  readonly positionOf: Int32Array;
  /** Group of each function: strongly connected ones share one, but for the item's own. */
  readonly groupOf: Int32Array;
  /** Groups of several functions, by their number. */
  readonly entered: Map<number, EnteredGroup>;
  /** By function: 1 for those of groups of several that something came into. */
  readonly isMember: Uint8Array;
  readonly isStart: Uint8Array;
}

/** The last one on each side is kept: several views ask about the same item. */
export function* flowFrom(focus: Focus, direction: Direction): Sliced<CallFlow> {
  const last = memo(focus.costs, `last-flow:${direction}:${scopeKey(focus.scope)}`, (): LastFlow => ({}));
  if (last.flow === undefined || last.row !== focus.row) {
    const flow = yield* findFlow(focus, direction);
    last.flow = flow;
    last.row = focus.row;
    return flow;
  }
  return last.flow;
}

interface LastFlow {
  row?: number;
  flow?: CallFlow;
}

/** Places between two pauses. */
const PLACES_PER_SLICE = 1 << 15;

function* findFlow(focus: Focus, direction: Direction): Sliced<CallFlow> {
  const { recording, scope } = focus;
  const functions = recording.functions.length;
  const components = callComponents(recording, scope);
  const { count, componentOf, memberStart, members } = components;
  const home = componentOf[focus.starts[0]];
  const atHome = members.subarray(memberStart[home], memberStart[home + 1]);
  const isOpen = focus.cycle === undefined && !focus.cyclesClosed && atHome.length > 1;
  const desk = yield* flowDesk(focus, direction);
  const run: FlowRun = {
    inclusive: flowInclusive(focus),
    // A function that is alone is in no cycle: isWhole() without a look at its cycle.
    fitting: focus.cyclesClosed ? undefined : yield* flowFitting(focus, direction),
  };
  const atDesk: Flow = {
    focus,
    direction,
    components,
    places: desk.places,
    reached: desk.reached,
    sources: desk,
    positionOf: flowPositions(recording, scope),
    groupOf: isOpen ? componentOf.slice() : componentOf,
    entered: new Map(),
    isMember: new Uint8Array(functions),
    isStart: new Uint8Array(functions),
  };
  for (const start of focus.starts) atDesk.isStart[start] = 1;
  yield;
  const homeGroups = isOpen ? yield* homeGroupsInSlices(atDesk, atHome, count) : [];
  const step = direction === 'callees' ? -1 : 1;
  yield* seated(desk, run, gatherAll(atDesk, desk, { homeGroups, home, step }));
  const flow: Flow = { ...atDesk, ...desk.leave() };
  return {
    value: () => memo(flow, 'value', () => byFunction(flow)),
    reached: flow.reached,
    edgeValue: (edge) => valueOfEdge(flow, edge),
    way: { homeGroups, first: home + step, end: step < 0 ? -1 : count, step, components },
    places: flow.places,
    sources: flow.sources,
    positionOf: flow.positionOf,
    groupOf: flow.groupOf,
    entered: flow.entered,
    isMember: flow.isMember,
    edgeShare: (edge) => shareOfEdge(flow, edge),
    ownShare: (fn) => ownShare(flow, fn),
  };
}

/** The work, which has the desk to itself between two pauses; at its end it has it still. */
function* seated(desk: FlowDesk, run: FlowRun, work: Sliced<void>): Sliced<void> {
  for (;;) {
    desk.seat(run);
    if (work.next().done === true) return;
    yield;
  }
}

interface Outset {
  readonly homeGroups: readonly Int32Array[];
  /** The item's own component. */
  readonly home: number;
  readonly step: number;
}

function* gatherAll(flow: Flow, desk: FlowDesk, { homeGroups, home, step }: Outset): Sliced<void> {
  const { starts } = flow.focus;
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
  yield* gatherBehind(flow, desk, home, step);
}

/** All components behind the item's own: functions that are alone up to the next group, then that group. */
function* gatherBehind(flow: Flow, desk: FlowDesk, home: number, step: number): Sliced<void> {
  const { recording, scope } = flow.focus;
  const { count, memberStart, members } = flow.components;
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
      desk.gatherAlone(place, until, step);
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

function byFunction({ reached, components }: Flow): Float64Array {
  const { members } = components;
  const value = new Float64Array(members.length);
  for (let place = 0; place < members.length; place++) value[members[place]] = reached[place];
  return value;
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
  entered.set(groupOf[members[0]], { members, reached: came.reached, share });
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

function shareOfEdge({ focus, direction, places, positionOf, groupOf, entered, isStart }: Flow, edge: number): number {
  const near = direction === 'callees' ? focus.edges.caller[edge] : focus.edges.callee[edge];
  const far = farEnd(focus, edge, direction);
  if (far === near || isStart[far] === 1) return 0;
  return groupOf[far] === groupOf[near] ? (entered.get(groupOf[near])?.share ?? 0) : scaleAt(places, positionOf[near]);
}

/**
 * The group of several that the function is in, if something came into it. No function of each flow's own: what was compiled with one of those in it
 * is thrown away with the flow, and compiled anew for every question.
 */
export function enteredWith(
  { groupOf, entered, isMember }: Pick<CallFlow, 'groupOf' | 'entered' | 'isMember'>,
  fn: number,
): EnteredGroup | undefined {
  return isMember[fn] === 1 ? entered.get(groupOf[fn]) : undefined;
}

function ownShare(flow: Flow, fn: number): number {
  const { focus, reached, positionOf } = flow;
  const group = enteredWith(flow, fn);
  if (group !== undefined) return group.share;
  return focus.inclusive[fn] > 0 ? Math.min(1, reached[positionOf[fn]] / focus.inclusive[fn]) : 0;
}

/** What comes along an edge, or what it has inside a group. */
function valueOfEdge({ focus, direction, places, positionOf, groupOf, entered, isStart }: Flow, edge: number): number {
  const { edges, edgeCost } = focus;
  const near = direction === 'callees' ? edges.caller[edge] : edges.callee[edge];
  const far = farEnd(focus, edge, direction);
  if (far === near || isStart[far] === 1) return 0;
  if (groupOf[far] !== groupOf[near]) return Math.max(0, scaleAt(places, positionOf[near]) * edgeCost[edge]);
  const group = entered.get(groupOf[near]);
  return group === undefined ? 0 : Math.min(group.reached, group.share * edgeCost[edge]);
}

/** What fitting() says of a function, with its calls as they leave its group. */
function fittingShare(flow: Flow, f: number): number {
  return isWhole(flow, f) ? 1 : fitting(flow.focus, flow.direction, f, leavingCost(flow, f));
}

/** Inclusive costs that were made of the calls hold all of them (S4); those of members of cycles leave some out (S8). */
function isWhole({ focus }: Flow, f: number): boolean {
  return focus.cyclesClosed && focus.costs.cycles.cycleOf[f] === NONE;
}
