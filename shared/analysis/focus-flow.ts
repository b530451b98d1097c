// How the cost of an item spreads over what it calls, or over what calls it (S12, S13), for recordings that know calls but not stacks, and how many
// calls away each function is (S21). A function that got the value x passes on x ÷ inclusive of each of its calls. Components of the call graph are
// visited in order, so every function is settled before anything is gathered from it: linear in the calls, whatever the number of paths.
import { memo } from '../base/memo.ts';
import type { Sliced } from '../base/slices.ts';
import { type CallComponents, callComponents } from './call-components.ts';
import type { FlowRun } from './flow-desk.ts';
import { homeGroupsInSlices } from './flow-home.ts';
import { type EnteredGroup, type FlowParts, type FlowWay, gatherValues, valuesNow } from './flow-pass.ts';
import { type FlowPlaces, scaleAt } from './flow-places.ts';
import { type FlowSources, flowDesk, flowFitting, flowInclusive, flowPositions } from './flow-sources.ts';
import { type Direction, type Focus, farEnd } from './focus.ts';
import { scopeKey } from './scope.ts';

export interface FocusValues {
  /** By function: what of the item's cost was spent in it (callees) or came through it (callers). 0: not reached. Made when asked for: a list goes by place. */
  readonly value: () => Float64Array;
  /** The same along an edge. Direct recursion: 0. Made when asked for: a graph shows few of millions of edges. */
  readonly edgeValue: (edge: number) => number;
}

/**
 * The flow from one item. What is known by place is where the next item's but one will be: it is to be asked for anew after a pause, and is found
 * again where it is gone. No function of each flow's own: what was compiled with one of those in it is thrown away with the flow.
 */
export class CallFlow implements FocusValues {
  readonly way: FlowWay;
  readonly sources: FlowSources;
  readonly positionOf: Int32Array;
  readonly groupOf: Int32Array;
  readonly entered: ReadonlyMap<number, EnteredGroup>;
  readonly isMember: Uint8Array;
  private readonly parts: FlowParts;

  constructor(parts: FlowParts) {
    this.parts = parts;
    this.way = parts.way;
    this.sources = parts.sources;
    this.positionOf = parts.positionOf;
    this.groupOf = parts.groupOf;
    this.entered = parts.entered;
    this.isMember = parts.isMember;
  }

  get places(): FlowPlaces {
    return valuesNow(this.parts).places;
  }

  /** The value of the function at each place. */
  get reached(): Float64Array {
    return valuesNow(this.parts).reached;
  }

  readonly value = (): Float64Array => memo(this, 'value', () => byFunction(this.reached, this.parts.components));

  readonly edgeValue = (edge: number): number => valueOfEdge(this.parts, this.places, edge);

  /** What the calls along an edge are multiplied with: how many of them happened on the item's behalf. 0: none. */
  edgeShare(edge: number): number {
    return shareOfEdge(this.parts, this.places, edge);
  }

  /** Which share of a function's own cost was spent on the item's behalf. */
  ownShare(fn: number): number {
    const group = enteredWith(this, fn);
    if (group !== undefined) return group.share;
    const { inclusive } = this.parts.focus;
    return inclusive[fn] > 0 ? Math.min(1, this.reached[this.positionOf[fn]] / inclusive[fn]) : 0;
  }
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
  const isStart = new Uint8Array(functions);
  for (const start of focus.starts) isStart[start] = 1;
  const positionOf = flowPositions(recording, scope);
  yield;
  const groupOf = isOpen ? componentOf.slice() : componentOf;
  const homeGroups = isOpen ? yield* homeGroupsInSlices({ focus, direction, groupOf, isStart }, atHome, count) : [];
  const step = direction === 'callees' ? -1 : 1;
  const way: FlowWay = { homeGroups, first: home + step, end: step < 0 ? -1 : count, step, components };
  const isMember = new Uint8Array(functions);
  const entered = new Map<number, EnteredGroup>();
  const parts: FlowParts = {
    focus,
    direction,
    components,
    way,
    sources: desk,
    run,
    positionOf,
    groupOf,
    entered,
    isMember,
    isStart,
  };
  yield* gatherValues(parts);
  return new CallFlow(parts);
}

function byFunction(reached: Float64Array, { members }: CallComponents): Float64Array {
  const value = new Float64Array(members.length);
  for (let place = 0; place < members.length; place++) value[members[place]] = reached[place];
  return value;
}

function shareOfEdge(parts: FlowParts, places: FlowPlaces, edge: number): number {
  const { focus, direction, positionOf, groupOf, entered, isStart } = parts;
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

/** What comes along an edge, or what it has inside a group. */
function valueOfEdge(parts: FlowParts, places: FlowPlaces, edge: number): number {
  const { focus, direction, positionOf, groupOf, entered, isStart } = parts;
  const { edges, edgeCost } = focus;
  const near = direction === 'callees' ? edges.caller[edge] : edges.callee[edge];
  const far = farEnd(focus, edge, direction);
  if (far === near || isStart[far] === 1) return 0;
  if (groupOf[far] !== groupOf[near]) return Math.max(0, scaleAt(places, positionOf[near]) * edgeCost[edge]);
  const group = entered.get(groupOf[near]);
  return group === undefined ? 0 : Math.min(group.reached, group.share * edgeCost[edge]);
}
