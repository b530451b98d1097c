// How the cost of an item spreads over what it calls, or over what calls it (S12, S13), for recordings that know calls but not stacks.
// A function that got the value x passes on x ÷ inclusive of each of its calls. Components of the call graph are visited in order, so every
// function is settled before it passes anything on: linear in what is reached, whatever the number of paths.
import { NONE } from '../base/brands.ts';
import { callComponents } from './call-components.ts';
import { type Direction, edgeNumber, edgesAt, type Focus, farEnd } from './focus.ts';
import { strongComponents } from './strong-components.ts';

export interface FocusValues {
  /** By function: what of the item's cost was spent in it (callees) or came through it (callers). 0: not reached. */
  readonly value: Float64Array;
  /** By edge. Direct recursion: 0. */
  readonly edgeValue: Float64Array;
}

interface Flow extends FocusValues {
  readonly focus: Focus;
  readonly direction: Direction;
  /** Group of each function: strongly connected ones share one, but for the item's own. */
  readonly groupOf: Int32Array;
  readonly isStart: Uint8Array;
}

export function flowFrom(focus: Focus, direction: Direction): FocusValues {
  const { recording, scope } = focus;
  const functions = recording.functions.length;
  const { count, componentOf, memberStart, members } = callComponents(recording, scope);
  const flow: Flow = {
    focus,
    direction,
    value: new Float64Array(functions),
    edgeValue: new Float64Array(focus.edges.length),
    groupOf: componentOf.slice(),
    isStart: new Uint8Array(functions),
  };
  for (const start of focus.starts) flow.isStart[start] = 1;
  const home = componentOf[focus.starts[0]];
  const atHome = members.subarray(memberStart[home], memberStart[home + 1]);
  const isOpen = focus.cycle === undefined && !focus.cyclesClosed && atHome.length > 1;
  const homeGroups = isOpen ? regroup(flow, atHome, count) : [];
  passOn(flow, focus.starts, 1);
  for (const group of homeGroups) passOnGroup(flow, group);
  const step = direction === 'callees' ? -1 : 1;
  for (let c = home + step; c >= 0 && c < count; c += step) {
    passOnGroup(flow, members.subarray(memberStart[c], memberStart[c + 1]));
  }
  for (const start of focus.starts) flow.value[start] = 0;
  return flow;
}

/** The item's own component without the calls that lead back to it: smaller groups, in the order in which values flow. */
function regroup({ focus, direction, groupOf, isStart }: Flow, members: Int32Array, firstGroup: number): number[][] {
  const localOf = new Map<number, number>();
  for (let local = 0; local < members.length; local++) localOf.set(members[local], local);
  const start = new Int32Array(members.length + 1);
  const targets: number[] = [];
  for (let local = 0; local < members.length; local++) {
    const { from, to } = edgesAt(focus, members[local], 'callees');
    for (let edge = from; edge < to; edge++) {
      const target = localOf.get(focus.edges.callee[edge]);
      const leadsBack = isStart[farEnd(focus, edge, direction)] === 1;
      if (target !== undefined && !leadsBack) targets.push(target);
    }
    start[local + 1] = targets.length;
  }
  const { count, componentOf } = strongComponents({ nodes: members.length, start, target: Int32Array.from(targets) });
  const groups: number[][] = Array.from({ length: count }, () => []);
  for (let local = 0; local < members.length; local++) {
    groupOf[members[local]] = firstGroup + componentOf[local];
    if (isStart[members[local]] === 0) groups[componentOf[local]].push(members[local]);
  }
  const filled = groups.filter((group) => group.length > 0);
  return direction === 'callees' ? filled.reverse() : filled;
}

function passOnGroup(flow: Flow, members: ArrayLike<number>): void {
  const { value, focus } = flow;
  let reached = 0;
  for (let i = 0; i < members.length; i++) reached += value[members[i]];
  if (!(reached > 0)) return;
  const whole = members.length === 1 ? focus.inclusive[members[0]] : groupCost(flow, members);
  const share = whole > 0 ? Math.min(1, reached / whole) : 0;
  passOn(flow, members, share);
  if (members.length > 1) listInside(flow, members, reached, share);
}

/** Members of a group and the calls between them get what they cost, scaled like the rest, and never more than what came in. */
function listInside(flow: Flow, members: ArrayLike<number>, reached: number, share: number): void {
  const { focus, direction, value, edgeValue, groupOf } = flow;
  for (let m = 0; m < members.length; m++) {
    const f = members[m];
    value[f] = Math.min(reached, Math.max(value[f], share * focus.inclusive[f]));
    const { from, to } = edgesAt(focus, f, direction);
    for (let i = from; i < to; i++) {
      const edge = edgeNumber(focus, i, direction);
      const far = farEnd(focus, edge, direction);
      if (far !== f && groupOf[far] === groupOf[f]) edgeValue[edge] = Math.min(reached, share * focus.edgeCost[edge]);
    }
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
function outward({ focus, direction, groupOf, isStart }: Flow, f: number): number {
  let cost = 0;
  const { from, to } = edgesAt(focus, f, direction);
  for (let i = from; i < to; i++) {
    const edge = edgeNumber(focus, i, direction);
    const far = farEnd(focus, edge, direction);
    if (groupOf[far] !== groupOf[f] && isStart[far] === 0) cost += focus.edgeCost[edge];
  }
  return cost;
}

/** Hands `share` of the calls that leave the group to the functions at their far ends. */
function passOn(flow: Flow, group: ArrayLike<number>, share: number): void {
  const { focus, direction, groupOf, isStart, value, edgeValue } = flow;
  // The loop that refocusing a recording of millions of edges spends its time in: plain arrays, nothing made per edge.
  const { edges, edgeCost } = focus;
  const isDown = direction === 'callees';
  const { calleeEdges } = edges;
  const start = isDown ? edges.callerStart : edges.calleeStart;
  const farOf = isDown ? edges.callee : edges.caller;
  for (let m = 0; m < group.length; m++) {
    const f = group[m];
    const scaled = share * (group.length > 1 ? 1 : fitting(flow, f));
    for (let i = start[f]; i < start[f + 1]; i++) {
      const edge = isDown ? i : calleeEdges[i];
      const far = farOf[edge];
      if (far === f || isStart[far] === 1 || groupOf[far] === groupOf[f]) continue;
      const passed = scaled * edgeCost[edge];
      if (passed <= 0) continue;
      edgeValue[edge] = passed;
      value[far] += passed;
    }
  }
}

/**
 * Below 1 where the calls of a function add up to more than it cost (recursion in cProfile): together they get what there is.
 * A part in a thousand is rounding.
 */
function fitting(flow: Flow, f: number): number {
  const { focus, direction } = flow;
  // Inclusive costs that were made of the calls hold all of them (S4); those of members of cycles leave some out (S8).
  if (focus.cyclesClosed && focus.costs.cycles.cycleOf[f] === NONE) return 1;
  const available = focus.inclusive[f] - (direction === 'callees' ? focus.self[f] : 0);
  const cost = outward(flow, f);
  return cost > available * 1.001 && cost > 0 ? Math.max(0, available) / cost : 1;
}
