// Calls between the groups of one level, all calls of one group by another as one: what bounds of inclusive costs are made of (S24).
// Functions in no group of the level stand for themselves, numbered behind the groups. The innermost level is made of the calls themselves, the others
// of what came of that: pairs of groups are few where calls are millions.
import { NONE } from '../base/brands.ts';
import type { Sliced } from '../base/slices.ts';
import { groupRowsInSlices } from '../base/sort-indices.ts';
import type { CallEdges } from './call-edges.ts';

/** A row of `target`, `cost` and `calls` is a pair of nodes with calls between them. */
export interface CallPairs {
  readonly nodes: number;
  /** Pairs of node n: start[n] … start[n + 1] − 1. */
  readonly start: Int32Array;
  readonly target: Int32Array;
  readonly cost: Float64Array;
  readonly calls: Float64Array;
}

/** Functions and the calls between them. `counts` undefined: calls are not counted. */
export function pairsOfFunctions(edges: CallEdges, costs: Float64Array, counts: Float64Array | undefined): CallPairs {
  const { callerStart, callee, length } = edges;
  return {
    nodes: callerStart.length - 1,
    start: callerStart,
    target: callee,
    cost: costs,
    calls: counts ?? new Float64Array(length),
  };
}

/** By node: its group of a level, or a node of its own behind the groups. `groupOf`: NONE for nodes outside all groups of the level. */
export function nodesOfLevel(groupOf: Int32Array, groups: number): { nodeOf: Int32Array; nodes: number } {
  const nodeOf = new Int32Array(groupOf.length);
  let nodes = groups;
  for (let one = 0; one < groupOf.length; one++) nodeOf[one] = groupOf[one] === NONE ? nodes++ : groupOf[one];
  return { nodeOf, nodes };
}

/** Nodes between two pauses, each with its pairs. */
const NODES_PER_SLICE = 1 << 14;

/** Nodes put together, `nodeOf` says which; calls inside of one are left out. */
export function* putTogether(from: CallPairs, nodeOf: Int32Array, nodes: number): Sliced<CallPairs> {
  const { rows: members } = yield* groupRowsInSlices(nodeOf, nodes);
  const most = from.target.length;
  const walk: Walk = {
    from,
    nodeOf,
    seen: new Int32Array(2 * nodes).fill(NONE),
    start: new Int32Array(nodes + 1),
    target: new Int32Array(most),
    cost: new Float64Array(most),
    calls: new Float64Array(most),
    node: 0,
    length: 0,
  };
  for (let first = 0; first < members.length; first += NODES_PER_SLICE) {
    addPairs(walk, members.subarray(first, first + NODES_PER_SLICE));
    yield;
  }
  const { start, target, cost, calls, length } = walk;
  start.fill(length, walk.node + 1);
  return {
    nodes,
    start,
    target: target.subarray(0, length),
    cost: cost.subarray(0, length),
    calls: calls.subarray(0, length),
  };
}

interface Walk {
  readonly from: CallPairs;
  readonly nodeOf: Int32Array;
  /** Two by new node: among whose pairs it was seen last, and in which row. */
  readonly seen: Int32Array;
  readonly start: Int32Array;
  readonly target: Int32Array;
  readonly cost: Float64Array;
  readonly calls: Float64Array;
  /** Whose pairs are added just now. */
  node: number;
  length: number;
}

/** `members` go on where those before ended: in the order of their new nodes. */
function addPairs(walk: Walk, members: Int32Array): void {
  const { from, nodeOf, seen, start, target, cost, calls } = walk;
  let { node, length } = walk;
  for (let i = 0; i < members.length; i++) {
    const member = members[i];
    while (node < nodeOf[member]) start[++node] = length;
    const end = from.start[member + 1];
    for (let pair = from.start[member]; pair < end; pair++) {
      const to = nodeOf[from.target[pair]];
      if (to === node) continue;
      if (seen[2 * to] !== node) {
        seen[2 * to] = node;
        seen[2 * to + 1] = length;
        target[length++] = to;
      }
      const row = seen[2 * to + 1];
      cost[row] += from.cost[pair];
      calls[row] += from.calls[pair];
    }
  }
  walk.node = node;
  walk.length = length;
}

/** What enters and leaves each node. */
export interface Flows {
  readonly entering: Float64Array;
  readonly leaving: Float64Array;
  /** How many calls enter. */
  readonly calls: Float64Array;
}

const PAIRS_PER_SLICE = 1 << 18;

/** By node; `circleOf` given: by circle, without the calls inside of one. */
export function* callFlows(
  { nodes, start, target, cost, calls }: CallPairs,
  circleOf?: { readonly count: number; readonly componentOf: Int32Array },
): Sliced<Flows> {
  const length = circleOf?.count ?? nodes;
  const flows = {
    entering: new Float64Array(length),
    leaving: new Float64Array(length),
    calls: new Float64Array(length),
  };
  for (let node = 0, sinceTurn = 0; node < nodes; node++) {
    const from = circleOf === undefined ? node : circleOf.componentOf[node];
    for (let row = start[node]; row < start[node + 1]; row++) {
      const to = circleOf === undefined ? target[row] : circleOf.componentOf[target[row]];
      if (to === from) continue;
      flows.leaving[from] += cost[row];
      flows.entering[to] += cost[row];
      flows.calls[to] += calls[row];
    }
    sinceTurn += 1 + start[node + 1] - start[node];
    if (sinceTurn < PAIRS_PER_SLICE) continue;
    sinceTurn = 0;
    yield;
  }
  return flows;
}
