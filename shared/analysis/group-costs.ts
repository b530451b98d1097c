// What groups of functions cost (S24). Self: Σ of the members. Inclusive: the cost of the time in which any member was running. Stacks know it
// exactly: each stack counts a group once. Calls alone know what enters a group and what leaves it, and both count a stretch twice that
// leaves the group and comes back to it: so groups that call each other in a circle share the bound of the circle, and are marked as estimated.
import { NONE } from '../base/brands.ts';
import { arrayOf } from '../base/columns.ts';
import { memoInSlices } from '../base/memo.ts';
import { inSlices, type Sliced } from '../base/slices.ts';
import { groupRowsInSlices } from '../base/sort-indices.ts';
import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { callEdges, edgeCalls, edgeInclusive } from './call-edges.ts';
import { contextInclusive, sumOutermost } from './context-costs.ts';
import { type CycleCut, cyclesKey } from './cycles.ts';
import { combine, isDerived, recordedTypesOf } from './event-costs.ts';
import { itemCosts } from './item-costs.ts';
import { type Scope, scopeKey } from './scope.ts';
import { strongComponentsInSlices } from './strong-components.ts';

/** Groups as a forest: parents stand before their children. */
export interface GroupTree {
  /** Names this tree among all of its recording. */
  readonly key: string;
  readonly length: number;
  readonly parent: Int32Array;
  /** 0 at the top. */
  readonly depth: Int32Array;
  readonly levels: number;
  /** Innermost group of each function. */
  readonly groupOf: Int32Array;
}

export interface GroupCosts {
  readonly self: Float64Array;
  readonly inclusive: Float64Array;
  /** Calls from outside into the group; undefined where calls are not counted. */
  readonly calls: Float64Array | undefined;
  /** 1 where the inclusive cost is a bound: the group is left and entered again by calls. */
  readonly estimated: Uint8Array;
}

export function* groupCostsInSlices(
  recording: Recording,
  scope: Scope,
  cut: CycleCut,
  tree: GroupTree,
): Sliced<GroupCosts> {
  const key = `group-costs:${tree.key}:${scopeKey(scope)}:${cyclesKey(cut)}`;
  if (!isDerived(recording, scope.eventType)) {
    return yield* memoInSlices(recording, key, () => recordedGroupCosts(recording, scope, cut, tree));
  }
  const parts = new Map<number, GroupCosts>();
  for (const eventType of recordedTypesOf(recording, scope.eventType)) {
    parts.set(eventType, yield* groupCostsInSlices(recording, { ...scope, eventType }, cut, tree));
  }
  return yield* memoInSlices(recording, key, function* (): Sliced<GroupCosts> {
    const column = (field: 'self' | 'inclusive'): Float64Array =>
      combine(recording, scope.eventType, tree.length, (eventType) => partOf(parts, eventType)[field]);
    const [any] = parts.values();
    yield;
    return {
      self: column('self'),
      inclusive: column('inclusive'),
      calls: any?.calls,
      estimated: any?.estimated ?? new Uint8Array(tree.length),
    };
  });
}

function partOf(parts: ReadonlyMap<number, GroupCosts>, eventType: number): GroupCosts {
  const part = parts.get(eventType);
  if (part === undefined) throw new Error(`assertion failed: event type ${eventType} is not in the formula`);
  return part;
}

function* recordedGroupCosts(recording: Recording, scope: Scope, cut: CycleCut, tree: GroupTree): Sliced<GroupCosts> {
  const costs = itemCosts(recording, scope, cut);
  const self = sumOverTree(tree, arrayOf(costs.self));
  const counts = edgeCalls(recording, scope);
  const sums: Sums = {
    self,
    inclusive: new Float64Array(tree.length),
    calls: counts === undefined ? undefined : new Float64Array(tree.length),
    estimated: new Uint8Array(tree.length),
    total: costs.total,
    functionSelf: arrayOf(costs.self) as Float64Array,
  };
  for (let level = 0; level < tree.levels; level++) {
    yield;
    const nodeOf = groupsAt(tree, level);
    yield* addCalls(recording, scope, nodeOf, sums);
    if (recording.family !== 'stacks') yield* boundByCalls(recording, scope, { tree, level, nodeOf }, sums);
    else {
      const fn = arrayOf(recording.contexts.function);
      const exact = sumOutermost(recording, contextInclusive(recording, scope), (c) => nodeOf[fn[c]], tree.length);
      for (let node = 0; node < exact.length; node++)
        if (tree.depth[node] === level) sums.inclusive[node] = exact[node];
    }
  }
  raiseToMembers(tree, arrayOf(costs.inclusive), sums.inclusive);
  return { self, inclusive: sums.inclusive, calls: sums.calls, estimated: sums.estimated };
}

interface Sums {
  readonly self: Float64Array;
  readonly inclusive: Float64Array;
  readonly calls: Float64Array | undefined;
  readonly estimated: Uint8Array;
  readonly total: number;
  readonly functionSelf: ArrayLike<number>;
}

function sumOverTree({ length, parent, groupOf }: GroupTree, values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(length);
  for (let f = 0; f < groupOf.length; f++) if (groupOf[f] !== NONE) sums[groupOf[f]] += values[f];
  for (let node = length - 1; node >= 0; node--) if (parent[node] !== NONE) sums[parent[node]] += sums[node];
  return sums;
}

/** By function: its group of this depth, NONE where its groups do not reach so deep. */
function groupsAt({ length, parent, depth, groupOf }: GroupTree, level: number): Int32Array {
  const ancestor = new Int32Array(length);
  for (let node = 0; node < length; node++) {
    ancestor[node] = depth[node] < level ? NONE : depth[node] === level ? node : ancestor[parent[node]];
  }
  return groupOf.map((node) => (node === NONE ? NONE : ancestor[node]));
}

function* addCalls(recording: Recording, scope: Scope, nodeOf: Int32Array, { calls }: Sums): Sliced<void> {
  const counts = edgeCalls(recording, scope);
  if (counts === undefined || calls === undefined) return;
  const { caller, callee } = callEdges(recording, scope);
  yield* inSlices(counts.length, (first, end) => {
    for (let edge = first; edge < end; edge++) {
      const to = nodeOf[callee[edge]];
      if (to !== NONE && nodeOf[caller[edge]] !== to) calls[to] += counts[edge];
    }
  });
}

interface Level {
  readonly tree: GroupTree;
  readonly level: number;
  readonly nodeOf: Int32Array;
}

/** max(what enters, self + what leaves) of each group, at most that of the groups it calls in a circle with, at most the total. */
function* boundByCalls(recording: Recording, scope: Scope, { tree, level, nodeOf }: Level, sums: Sums): Sliced<void> {
  const edges = callEdges(recording, scope);
  const costs = edgeInclusive(recording, scope);
  // Functions outside all groups of this level stand for themselves, behind the groups.
  const nodes = tree.length + nodeOf.length;
  const nodeAt = nodeOf.map((node, f) => (node === NONE ? tree.length + f : node));
  const from = yield* mapped(edges.caller, nodeAt);
  const to = yield* mapped(edges.callee, nodeAt);
  const { start, rows } = yield* groupRowsInSlices(from, nodes);
  const target = yield* mapped(rows, to);
  const { count, componentOf } = yield* strongComponentsInSlices({ nodes, start, target });
  const groups = yield* flows(from, to, costs, nodes);
  const circleFrom = yield* mapped(from, componentOf);
  const circleTo = yield* mapped(to, componentOf);
  const circles = yield* flows(circleFrom, circleTo, costs, count);
  const selfOfCircle = new Float64Array(count);
  const sizes = new Int32Array(count);
  for (let f = 0; f < nodeAt.length; f++) selfOfCircle[componentOf[nodeAt[f]]] += sums.functionSelf[f];
  for (let node = 0; node < nodes; node++) sizes[componentOf[node]]++;
  for (let node = 0; node < tree.length; node++) {
    if (tree.depth[node] !== level) continue;
    const circle = componentOf[node];
    const own = Math.max(groups.entering[node], sums.self[node] + groups.leaving[node]);
    const around = Math.max(circles.entering[circle], selfOfCircle[circle] + circles.leaving[circle]);
    const most = Math.max(sums.total, sums.self[node]);
    sums.inclusive[node] = Math.min(own, around, most);
    if (sizes[circle] > 1) sums.estimated[node] = 1;
  }
}

/** What stands in a table for each of the rows. */
function* mapped(rows: Int32Array, table: Int32Array): Sliced<Int32Array> {
  const found = new Int32Array(rows.length);
  yield* inSlices(rows.length, (first, end) => {
    for (let i = first; i < end; i++) found[i] = table[rows[i]];
  });
  return found;
}

function* flows(
  from: Int32Array,
  to: Int32Array,
  costs: Float64Array,
  nodes: number,
): Sliced<{ entering: Float64Array; leaving: Float64Array }> {
  const entering = new Float64Array(nodes);
  const leaving = new Float64Array(nodes);
  yield* inSlices(costs.length, (first, end) => {
    for (let edge = first; edge < end; edge++) {
      if (from[edge] === to[edge]) continue;
      leaving[from[edge]] += costs[edge];
      entering[to[edge]] += costs[edge];
    }
  });
  return { entering, leaving };
}

/** A group runs at least as long as any of its members, and as any group inside it. */
function raiseToMembers(tree: GroupTree, inclusive: ArrayLike<number>, sums: Float64Array): void {
  for (let f = 0; f < tree.groupOf.length; f++) {
    const node = tree.groupOf[f];
    if (node !== NONE && inclusive[f as FunctionIndex] > sums[node]) sums[node] = inclusive[f as FunctionIndex];
  }
  for (let node = tree.length - 1; node >= 0; node--) {
    const parent = tree.parent[node];
    if (parent !== NONE && sums[node] > sums[parent]) sums[parent] = sums[node];
  }
}
