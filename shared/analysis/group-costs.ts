// What groups of functions cost (S24). Self: Σ of the members. Inclusive: the cost of the time in which any member was running. Stacks know it
// exactly: each stack counts a group once. Calls alone know what enters a group and what leaves it, and both count a stretch twice that
// leaves the group and comes back to it: so groups that call each other in a circle share the bound of the circle, and are marked as estimated.
import { NONE } from '../base/brands.ts';
import { arrayOf, type NumberArray } from '../base/columns.ts';
import { memoInSlices } from '../base/memo.ts';
import type { Sliced } from '../base/slices.ts';
import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { callEdges, edgeCalls, edgeInclusive } from './call-edges.ts';
import { contextInclusive, sumOutermost } from './context-costs.ts';
import { type CycleCut, cyclesKey } from './cycles.ts';
import { combine, isDerived, recordedTypesOf } from './event-costs.ts';
import { type CallPairs, callFlows, nodesOfLevel, pairsOfFunctions, putTogether } from './group-calls.ts';
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
  yield;
  const sums: Sums = {
    self,
    inclusive: new Float64Array(tree.length),
    calls: edgeCalls(recording, scope) === undefined ? undefined : new Float64Array(tree.length),
    estimated: new Uint8Array(tree.length),
    total: costs.total,
    functionSelf: arrayOf(costs.self),
  };
  if (recording.family === 'stacks') {
    for (let level = 0; level < tree.levels; level++) {
      const groupOf = groupsAt(tree, level, tree.groupOf);
      const fn = arrayOf(recording.contexts.function);
      const exact = sumOutermost(recording, contextInclusive(recording, scope), (c) => groupOf[fn[c]], tree.length);
      for (let node = 0; node < exact.length; node++)
        if (tree.depth[node] === level) sums.inclusive[node] = exact[node];
      yield;
    }
  } else yield* boundByCalls(recording, scope, tree, sums);
  raiseToMembers(tree, arrayOf(costs.inclusive), sums.inclusive);
  return { self, inclusive: sums.inclusive, calls: sums.calls, estimated: sums.estimated };
}

interface Sums {
  readonly self: Float64Array;
  readonly inclusive: Float64Array;
  readonly calls: Float64Array | undefined;
  readonly estimated: Uint8Array;
  readonly total: number;
  readonly functionSelf: NumberArray;
}

function sumOverTree({ length, parent, groupOf }: GroupTree, values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(length);
  for (let f = 0; f < groupOf.length; f++) if (groupOf[f] !== NONE) sums[groupOf[f]] += values[f];
  for (let node = length - 1; node >= 0; node--) if (parent[node] !== NONE) sums[parent[node]] += sums[node];
  return sums;
}

/** By function or node, whose innermost group is given: its group of this depth, NONE where its groups do not reach so deep. */
function groupsAt({ length, parent, depth }: GroupTree, level: number, innermost: Int32Array): Int32Array {
  const ancestor = new Int32Array(length);
  for (let node = 0; node < length; node++) {
    ancestor[node] = depth[node] < level ? NONE : depth[node] === level ? node : ancestor[parent[node]];
  }
  const groups = new Int32Array(innermost.length);
  for (let one = 0; one < groups.length; one++) groups[one] = innermost[one] === NONE ? NONE : ancestor[innermost[one]];
  return groups;
}

/** Level by level, from the innermost outwards. */
function* boundByCalls(recording: Recording, scope: Scope, tree: GroupTree, sums: Sums): Sliced<void> {
  let pairs = pairsOfFunctions(
    callEdges(recording, scope),
    edgeInclusive(recording, scope),
    edgeCalls(recording, scope),
  );
  let innermost = tree.groupOf;
  let self = new Float64Array(sums.functionSelf);
  for (let level = tree.levels - 1; level >= 0; level--) {
    yield;
    const { nodeOf, nodes } = nodesOfLevel(groupsAt(tree, level, innermost), tree.length);
    yield;
    pairs = yield* putTogether(pairs, nodeOf, nodes);
    const further = { innermost: new Int32Array(nodes).fill(NONE), self: new Float64Array(nodes) };
    for (let one = 0; one < nodeOf.length; one++) {
      // A group that stands for its functions is in itself; a function on its own keeps its group.
      further.innermost[nodeOf[one]] = nodeOf[one] < tree.length ? nodeOf[one] : innermost[one];
      further.self[nodeOf[one]] += self[one];
    }
    ({ innermost, self } = further);
    yield* boundLevel(pairs, self, { tree, level }, sums);
  }
}

/** max(what enters, self + what leaves) of each group, at most that of the groups it calls in a circle with, at most the total. */
function* boundLevel(
  pairs: CallPairs,
  self: Float64Array,
  { tree, level }: { readonly tree: GroupTree; readonly level: number },
  sums: Sums,
): Sliced<void> {
  const own = yield* callFlows(pairs);
  const { count, componentOf } = yield* strongComponentsInSlices(pairs);
  const circles = count === pairs.nodes ? undefined : yield* callFlows(pairs, { count, componentOf });
  const selfOfCircle = new Float64Array(count);
  const sizes = new Int32Array(count);
  for (let node = 0; node < pairs.nodes; node++) {
    selfOfCircle[componentOf[node]] += self[node];
    sizes[componentOf[node]]++;
  }
  for (let node = 0; node < tree.length; node++) {
    if (tree.depth[node] !== level) continue;
    const circle = componentOf[node];
    const alone = Math.max(own.entering[node], sums.self[node] + own.leaving[node]);
    const around =
      circles === undefined
        ? alone
        : Math.max(circles.entering[circle], selfOfCircle[circle] + circles.leaving[circle]);
    const most = Math.max(sums.total, sums.self[node]);
    sums.inclusive[node] = Math.min(alone, around, most);
    if (sums.calls !== undefined) sums.calls[node] = own.calls[node];
    if (sizes[circle] > 1) sums.estimated[node] = 1;
  }
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
