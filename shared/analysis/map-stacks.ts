// Nested maps of stack recordings: exact (S11). A node is a set of contexts; direct recursion is folded into its function (S7), so that
// a function that calls itself a thousand times deep is one rectangle. No context is looked at twice.
import { NONE } from '../base/brands.ts';
import { arrayOf, type NumberArray } from '../base/columns.ts';
import type { Branch, Branches, TreeNode } from './best-first-tree.ts';
import { contextInclusive, contextSelf } from './context-costs.ts';
import type { Direction, Focus } from './focus.ts';
import { outermostContexts } from './focus-stacks.ts';

export interface StackPlace {
  /** Contexts of the node; looking upwards: the callers reached so far … */
  readonly contexts: ArrayLike<number>;
  /** … and the cost of the item below each of them. */
  readonly weights: ArrayLike<number> | undefined;
  /** Members of the active cycle are no callees of each other. */
  readonly withoutItem: boolean;
}

type StackNode = TreeNode<StackPlace>;

export function rootContexts(focus: Focus, direction: Direction): StackPlace {
  const contexts = outermostContexts(focus);
  if (direction === 'callees') return { contexts, weights: undefined, withoutItem: false };
  const inclusive = contextInclusive(focus.recording, focus.scope);
  return { contexts, weights: Float64Array.from(contexts, (c) => inclusive[c]), withoutItem: false };
}

export function stackBranches(
  focus: Focus,
  direction: Direction,
): (node: StackNode, smallest: number) => Branches<StackPlace> {
  const isItem = new Uint8Array(focus.recording.functions.length);
  for (const start of focus.starts) isItem[start] = 1;
  const { contexts } = focus.recording;
  const columns: Columns = {
    fn: arrayOf(contexts.function),
    end: arrayOf(contexts.subtreeEnd),
    parent: arrayOf(contexts.parent),
    inclusive: contextInclusive(focus.recording, focus.scope),
    self: contextSelf(focus.recording, focus.scope),
    isItem,
  };
  return (node, smallest) => {
    if (direction === 'callers') return toBranches(callersOf(columns, node), smallest);
    if (node.depth === 0 && focus.cycle !== undefined) return toBranches(membersOf(columns, node), smallest);
    return toBranches(calleesOf(columns, node), smallest);
  };
}

interface Columns {
  readonly fn: NumberArray;
  readonly end: NumberArray;
  readonly parent: NumberArray;
  readonly inclusive: Float64Array;
  readonly self: Float64Array;
  readonly isItem: Uint8Array;
}

/** Contexts of one function among the children of a node. */
interface Group {
  value: number;
  readonly contexts: number[];
  readonly weights: number[] | undefined;
  readonly withoutItem: boolean;
}

function toBranches(groups: ReadonlyMap<number, Group>, smallest: number): Branches<StackPlace> {
  const shown: Branch<StackPlace>[] = [];
  let hiddenCount = 0;
  let hiddenValue = 0;
  for (const [row, { value, contexts, weights, withoutItem }] of groups) {
    if (!(value > 0)) continue;
    if (value < smallest) {
      hiddenCount++;
      hiddenValue += value;
    } else shown.push({ row, value, calls: null, estimated: false, payload: { contexts, weights, withoutItem } });
  }
  return { shown, hiddenCount, hiddenValue };
}

function groupFor(groups: Map<number, Group>, fn: number, withWeights: boolean, withoutItem: boolean): Group {
  const known = groups.get(fn);
  if (known !== undefined) return known;
  const group: Group = { value: 0, contexts: [], weights: withWeights ? [] : undefined, withoutItem };
  groups.set(fn, group);
  return group;
}

function calleesOf({ fn, end, inclusive, isItem }: Columns, node: StackNode): Map<number, Group> {
  const groups = new Map<number, Group>();
  const { withoutItem } = node.payload;
  const open = Array.from(node.payload.contexts);
  for (let i = 0; i < open.length; i++) {
    const above = open[i];
    for (let c = above + 1; c < end[above]; c = end[c]) {
      if (withoutItem && isItem[fn[c]] === 1) continue;
      if (fn[c] === fn[above]) open.push(c);
      else if (inclusive[c] !== 0) {
        const group = groupFor(groups, fn[c], false, false);
        group.contexts.push(c);
        group.value += inclusive[c];
      }
    }
  }
  return groups;
}

/** The members of the active cycle, each with its self cost and what it called outside the cycle. */
function membersOf({ fn, end, inclusive, self, isItem }: Columns, node: StackNode): Map<number, Group> {
  const groups = new Map<number, Group>();
  const open = Array.from(node.payload.contexts);
  for (let i = 0; i < open.length; i++) {
    const member = open[i];
    const group = groupFor(groups, fn[member], false, true);
    group.contexts.push(member);
    group.value += self[member];
    for (let c = member + 1; c < end[member]; c = end[c]) {
      if (isItem[fn[c]] === 1) open.push(c);
      else group.value += inclusive[c];
    }
  }
  return groups;
}

function callersOf({ fn, parent, isItem }: Columns, node: StackNode): Map<number, Group> {
  const groups = new Map<number, Group>();
  const { contexts, weights } = node.payload;
  for (let i = 0; i < contexts.length; i++) {
    const below = contexts[i];
    let c = parent[below];
    while (c !== NONE && (fn[c] === fn[below] || (node.depth === 0 && isItem[fn[c]] === 1))) c = parent[c];
    const weight = weights === undefined ? 0 : weights[i];
    if (c === NONE || weight === 0) continue;
    const group = groupFor(groups, fn[c], true, false);
    group.contexts.push(c);
    group.weights?.push(weight);
    group.value += weight;
  }
  return groups;
}
