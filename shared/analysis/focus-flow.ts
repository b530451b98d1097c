// How the cost of an item spreads over what it calls, or over what calls it (S12, S13), for recordings that know calls but not stacks.
// A function that got the value x passes on x ÷ inclusive of each of its calls. Components of the call graph are visited in order, so every
// function is settled before it passes anything on: linear in what is reached, whatever the number of paths.
import { NONE } from '../base/brands.ts';
import { memo } from '../base/memo.ts';
import type { Sliced } from '../base/slices.ts';
import { groupRowsInSlices } from '../base/sort-indices.ts';
import { type CallComponents, callComponents } from './call-components.ts';
import { type FlowOrder, flowCosts, flowInclusive, flowOrder } from './flow-order.ts';
import { type Direction, type Focus, farEnd } from './focus.ts';
import { scopeKey } from './scope.ts';
import { strongComponentsInSlices } from './strong-components.ts';

export interface FocusValues {
  /** By function: what of the item's cost was spent in it (callees) or came through it (callers). 0: not reached. */
  readonly value: Float64Array;
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

export interface CallFlow extends FocusValues {
  readonly way: FlowWay;
  /** By function: its place in the order of flow-order.ts. */
  readonly positionOf: Int32Array;
  /** By place: what the costs of calls are multiplied with where a call leaves its group; 0: nothing is handed on. */
  readonly scale: Float64Array;
  /** By function: one number for all that are strongly connected. */
  readonly groupOf: Int32Array;
  /** The group of several that the function is in, if something came into it. */
  readonly enteredWith: (fn: number) => EnteredGroup | undefined;
  /** What the calls along an edge are multiplied with: how many of them happened on the item's behalf. 0: none. */
  readonly edgeShare: (edge: number) => number;
  /** Which share of a function's own cost was spent on the item's behalf. */
  readonly ownShare: (fn: number) => number;
}

interface Flow {
  readonly focus: Focus;
  readonly direction: Direction;
  readonly value: Float64Array;
  /** By place in the order: what the calls that a function hands on are multiplied with; 0: it hands on nothing. */
  readonly scale: Float64Array;
  /** Group of each function: strongly connected ones share one, but for the item's own. */
  readonly groupOf: Int32Array;
  /** Groups of several functions, by their number. */
  readonly entered: Map<number, EnteredGroup>;
  /** By function: 1 for those of groups of several that something came into. */
  readonly isMember: Uint8Array;
  readonly isStart: Uint8Array;
  /** Calls on this side, by place. */
  readonly order: FlowOrder;
  readonly cost: Float64Array;
  /** Inclusive costs of functions by place. */
  readonly inclusive: Float64Array;
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

/** So many components, or calls, between two pauses. */
const STEPS_PER_SLICE = 1 << 16;
const CALLS_PER_SLICE = 1 << 18;
const MEMBERS_PER_SLICE = 1 << 15;

function* findFlow(focus: Focus, direction: Direction): Sliced<CallFlow> {
  const { recording, scope } = focus;
  const functions = recording.functions.length;
  const components = callComponents(recording, scope);
  const { count, componentOf, memberStart, members } = components;
  const home = componentOf[focus.starts[0]];
  const atHome = members.subarray(memberStart[home], memberStart[home + 1]);
  const isOpen = focus.cycle === undefined && !focus.cyclesClosed && atHome.length > 1;
  const isDown = direction === 'callees';
  const flow: Flow = {
    focus,
    direction,
    value: new Float64Array(functions),
    scale: new Float64Array(functions),
    groupOf: isOpen ? componentOf.slice() : componentOf,
    entered: new Map(),
    isMember: new Uint8Array(functions),
    isStart: new Uint8Array(functions),
    order: yield* flowOrder(recording, scope, direction),
    cost: yield* flowCosts(recording, scope, direction),
    inclusive: flowInclusive(focus),
  };
  for (const start of focus.starts) flow.isStart[start] = 1;
  yield;
  const homeGroups = isOpen ? yield* regroup(flow, atHome, count) : [];
  yield* passOn(flow, focus.starts, 1);
  for (let g = 0; g < homeGroups.length; g++) {
    yield* passOnGroup(flow, homeGroups[g]);
    if (g % STEPS_PER_SLICE === 0) yield;
  }
  const step = isDown ? -1 : 1;
  const last = isDown ? -1 : count;
  const calls = flow.order.start;
  let from = home + step;
  // Calls and components that were passed when others had their last turn.
  let turn = { calls: calls[memberStart[home]], component: from };
  // A hot loop of its own for functions in no cycle; groups, few of them large, in between.
  while (from !== last) {
    const pausesAt = turn.calls + (isDown ? -1 : 1) * CALLS_PER_SLICE;
    let c = from;
    let isGroup = false;
    for (; c !== last && Math.abs(c - turn.component) < STEPS_PER_SLICE; c += step) {
      const first = memberStart[c];
      isGroup = memberStart[c + 1] > first + 1;
      if (isGroup) break;
      passOnAlone(flow, members[first], first);
      if (isDown ? calls[first] < pausesAt : calls[first] > pausesAt) {
        c += step;
        break;
      }
    }
    if (isGroup) {
      yield* passOnGroup(flow, members.subarray(memberStart[c], memberStart[c + 1]));
      c += step;
    }
    from = c;
    if (from === last) break;
    const passed = calls[memberStart[from]];
    if (Math.abs(passed - turn.calls) < CALLS_PER_SLICE && Math.abs(from - turn.component) < STEPS_PER_SLICE) continue;
    yield;
    turn = { calls: passed, component: from };
  }
  for (const start of focus.starts) flow.value[start] = 0;
  return {
    value: flow.value,
    edgeValue: (edge) => valueOfEdge(flow, edge),
    way: { homeGroups, first: home + step, end: last, step, components },
    positionOf: flow.order.positionOf,
    scale: flow.scale,
    groupOf: flow.groupOf,
    enteredWith: (fn) => enteredWith(flow, fn),
    edgeShare: (edge) => shareOfEdge(flow, edge),
    ownShare: (fn) => ownShare(flow, fn),
  };
}

function shareOfEdge({ focus, direction, scale, order, groupOf, entered, isStart }: Flow, edge: number): number {
  const near = direction === 'callees' ? focus.edges.caller[edge] : focus.edges.callee[edge];
  const far = farEnd(focus, edge, direction);
  if (far === near || isStart[far] === 1) return 0;
  return groupOf[far] === groupOf[near] ? (entered.get(groupOf[near])?.share ?? 0) : scale[order.positionOf[near]];
}

function enteredWith({ groupOf, entered, isMember }: Flow, fn: number): EnteredGroup | undefined {
  return isMember[fn] === 1 ? entered.get(groupOf[fn]) : undefined;
}

function ownShare(flow: Flow, fn: number): number {
  const { focus, value } = flow;
  const group = enteredWith(flow, fn);
  if (group !== undefined) return group.share;
  return focus.inclusive[fn] > 0 ? Math.min(1, value[fn] / focus.inclusive[fn]) : 0;
}

/** What passOn() and passOnAlone() handed along an edge, or what it has inside a group. */
function valueOfEdge({ focus, direction, scale, order, groupOf, entered, isStart }: Flow, edge: number): number {
  const { edges, edgeCost } = focus;
  const near = direction === 'callees' ? edges.caller[edge] : edges.callee[edge];
  const far = farEnd(focus, edge, direction);
  if (far === near || isStart[far] === 1) return 0;
  if (groupOf[far] !== groupOf[near]) return Math.max(0, scale[order.positionOf[near]] * edgeCost[edge]);
  const group = entered.get(groupOf[near]);
  return group === undefined ? 0 : Math.min(group.reached, group.share * edgeCost[edge]);
}

/** The item's own component without the calls that lead back to it: smaller groups, in the order in which values flow. */
function* regroup(
  { focus, direction, groupOf, isStart }: Flow,
  members: Int32Array,
  firstGroup: number,
): Sliced<Int32Array[]> {
  const { callerStart, callee, caller } = focus.edges;
  const home = groupOf[members[0]];
  const farOf = direction === 'callees' ? callee : caller;
  const localOf = new Int32Array(groupOf.length);
  let most = 0;
  for (let local = 0; local < members.length; local++) {
    localOf[members[local]] = local;
    most += callerStart[members[local] + 1] - callerStart[members[local]];
  }
  const start = new Int32Array(members.length + 1);
  const target = new Int32Array(most);
  let length = 0;
  for (let local = 0; local < members.length; local++) {
    const f = members[local];
    for (let edge = callerStart[f]; edge < callerStart[f + 1]; edge++) {
      const leadsBack = isStart[farOf[edge]] === 1;
      if (groupOf[callee[edge]] === home && !leadsBack) target[length++] = localOf[callee[edge]];
    }
    start[local + 1] = length;
  }
  yield;
  const { count, componentOf } = yield* strongComponentsInSlices({ nodes: members.length, start, target });
  const { start: groupStart, rows } = yield* groupRowsInSlices(componentOf, count);
  const grouped = rows.map((local) => members[local]);
  for (let local = 0; local < members.length; local++) groupOf[members[local]] = firstGroup + componentOf[local];
  const groups: Int32Array[] = [];
  for (let group = 0; group < count; group++) {
    const inGroup = grouped.subarray(groupStart[group], groupStart[group + 1]);
    if (group % STEPS_PER_SLICE === 0) yield;
    // The item has no fellows: what leads back to it was left out.
    if (isStart[inGroup[0]] === 0) groups.push(inGroup);
  }
  return direction === 'callees' ? groups.reverse() : groups;
}

function* passOnGroup(flow: Flow, members: Int32Array): Sliced<void> {
  const { value, focus, groupOf, entered, isMember } = flow;
  let reached = 0;
  for (let i = 0; i < members.length; i++) reached += value[members[i]];
  if (!(reached > 0)) return;
  const whole = members.length === 1 ? focus.inclusive[members[0]] : groupCost(flow, members);
  const share = whole > 0 ? Math.min(1, reached / whole) : 0;
  yield* passOn(flow, members, share);
  if (members.length === 1) return;
  // Members and the calls between them get what they cost, scaled like the rest, and never more than what came in.
  entered.set(groupOf[members[0]], { members, reached, share });
  for (let m = 0; m < members.length; m++) {
    const f = members[m];
    isMember[f] = 1;
    value[f] = Math.min(reached, Math.max(value[f], share * focus.inclusive[f]));
  }
}

/** What a group costs as a whole: its self cost and its calls to others, or, looking upwards, the calls it gets from others. */
function groupCost(flow: Flow, group: ArrayLike<number>): number {
  const { focus, direction } = flow;
  let sum = 0;
  for (let m = 0; m < group.length; m++) {
    if (direction === 'callees') sum += focus.self[group[m]];
    sum += outward(flow, group[m]);
  }
  return sum;
}

/** Sum of the calls of f that leave its group and do not lead back to the item. */
function outward({ order, cost, groupOf, isStart }: Flow, f: number): number {
  const { positionOf, start, far } = order;
  const place = positionOf[f];
  let sum = 0;
  for (let i = start[place]; i < start[place + 1]; i++) {
    if (groupOf[far[i]] !== groupOf[f] && isStart[far[i]] === 0) sum += cost[i];
  }
  return sum;
}

/** Hands `share` of the calls that leave the group to the functions at their far ends. */
function* passOn(flow: Flow, group: Int32Array, share: number): Sliced<void> {
  const { groupOf, isStart, value, scale, order, cost } = flow;
  const { positionOf, start, far } = order;
  for (let m = 0; m < group.length; m++) {
    if (m % MEMBERS_PER_SLICE === MEMBERS_PER_SLICE - 1) yield;
    const f = group[m];
    const place = positionOf[f];
    const scaled = share * (group.length > 1 || isWhole(flow, f) ? 1 : fitting(flow, f, outward(flow, f)));
    scale[place] = scaled;
    for (let i = start[place]; i < start[place + 1]; i++) {
      const to = far[i];
      if (to === f || isStart[to] === 1 || groupOf[to] === groupOf[f]) continue;
      const passed = scaled * cost[i];
      if (passed > 0) value[to] += passed;
    }
  }
}

/**
 * The same for a function that is in no cycle: all of its calls leave it and none leads back to the item. The loop in which refocusing a
 * recording of millions of edges spends its time: looks at nothing of the far ends.
 */
function passOnAlone(flow: Flow, f: number, place: number): void {
  const { focus, value, scale, order, cost, inclusive } = flow;
  const { start, far } = order;
  const reached = value[f];
  if (!(reached > 0)) return;
  const whole = inclusive[place];
  let scaled = whole > 0 ? Math.min(1, reached / whole) : 0;
  const from = start[place];
  const to = start[place + 1];
  // A function that is alone is in no cycle: isWhole() without a look at its cycle.
  if (!focus.cyclesClosed) {
    let sum = 0;
    for (let i = from; i < to; i++) if (far[i] !== f) sum += cost[i];
    scaled *= fitting(flow, f, sum);
  }
  scale[place] = scaled;
  for (let i = from; i < to; i++) {
    const passed = scaled * cost[i];
    if (passed > 0 && far[i] !== f) value[far[i]] += passed;
  }
}

/** Inclusive costs that were made of the calls hold all of them (S4); those of members of cycles leave some out (S8). */
function isWhole({ focus }: Flow, f: number): boolean {
  return focus.cyclesClosed && focus.costs.cycles.cycleOf[f] === NONE;
}

/**
 * Below 1 where the calls of a function, `cost` together, add up to more than it cost (recursion in cProfile): together they get what
 * there is. A part in a thousand is rounding.
 */
function fitting({ focus, direction }: Flow, f: number, cost: number): number {
  const available = focus.inclusive[f] - (direction === 'callees' ? focus.self[f] : 0);
  return cost > available * 1.001 && cost > 0 ? Math.max(0, available) / cost : 1;
}
