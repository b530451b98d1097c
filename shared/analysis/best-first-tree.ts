// A tree too large to be made whole, grown where it is worth most: the node of largest value gets its children next.
// Nodes that are too small, too deep or too many are summed up as hidden. The result stands in pre-order, larger children first.

import type { Sliced } from '../base/slices.ts';

/** A child that could be shown. */
export interface Branch<Payload> {
  /** Function row, or functions.length + cycle row. */
  readonly row: number;
  readonly value: number;
  /** null where calls are not counted. */
  readonly calls: number | null;
  readonly estimated: boolean;
  readonly payload: Payload;
}

export interface Branches<Payload> {
  /** Those worth at least the smallest value. */
  readonly shown: readonly Branch<Payload>[];
  readonly hiddenCount: number;
  readonly hiddenValue: number;
}

export interface TreeNode<Payload> extends Branch<Payload> {
  readonly depth: number;
  readonly parent: TreeNode<Payload> | undefined;
  children: TreeNode<Payload>[];
  hiddenCount: number;
  hiddenValue: number;
}

export interface TreeLimits {
  readonly smallest: number;
  /** Levels below the root. */
  readonly depth: number;
  readonly nodes: number;
}

/** Nodes, or the branches of one, that are looked at between two pauses. */
const NODES_PER_SLICE = 64;
const BRANCHES_PER_SLICE = 1 << 13;

/** Grows `top`, which may itself stand below other nodes: depths of the limits count from it. */
export function* growTree<Payload>(
  top: TreeNode<Payload>,
  branchesOf: (node: TreeNode<Payload>, smallest: number) => Branches<Payload>,
  limits: TreeLimits,
): Sliced<void> {
  const open: TreeNode<Payload>[] = [top];
  let count = 1;
  let sinceTurn = 0;
  for (let node = takeLargest(open); node !== undefined; node = takeLargest(open)) {
    // Beyond the last level everything is too small to be shown, and still counted.
    const smallest =
      node.depth - top.depth < limits.depth && count < limits.nodes ? limits.smallest : Number.POSITIVE_INFINITY;
    const { shown, hiddenCount, hiddenValue } = branchesOf(node, smallest);
    node.hiddenCount = hiddenCount;
    node.hiddenValue = hiddenValue;
    const sorted = [...shown].sort((a, b) => b.value - a.value || a.row - b.row);
    for (const branch of sorted) {
      if (count >= limits.nodes) {
        node.hiddenCount++;
        node.hiddenValue += branch.value;
        continue;
      }
      const child = treeNode(branch, node);
      node.children.push(child);
      count++;
      addTo(open, child);
    }
    sinceTurn += BRANCHES_PER_SLICE / NODES_PER_SLICE + shown.length + hiddenCount;
    if (sinceTurn < BRANCHES_PER_SLICE) continue;
    sinceTurn = 0;
    yield;
  }
}

/** All nodes, parents before children, with the index of each one's parent. */
export function preOrder<Payload>(top: TreeNode<Payload>): { node: TreeNode<Payload>; parent: number }[] {
  const ordered: { node: TreeNode<Payload>; parent: number }[] = [];
  const open = [{ node: top, parent: -1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const index = ordered.push(next) - 1;
    const { children } = next.node;
    for (let i = children.length - 1; i >= 0; i--) open.push({ node: children[i], parent: index });
  }
  return ordered;
}

/** A node without children yet. */
export function treeNode<Payload>(branch: Branch<Payload>, parent: TreeNode<Payload> | undefined): TreeNode<Payload> {
  const depth = parent === undefined ? 0 : parent.depth + 1;
  return { ...branch, parent, depth, children: [], hiddenCount: 0, hiddenValue: 0 };
}

function addTo<Payload>(heap: TreeNode<Payload>[], node: TreeNode<Payload>): void {
  let at = heap.push(node) - 1;
  while (at > 0) {
    const up = (at - 1) >> 1;
    if (heap[up].value >= heap[at].value) return;
    [heap[up], heap[at]] = [heap[at], heap[up]];
    at = up;
  }
}

function takeLargest<Payload>(heap: TreeNode<Payload>[]): TreeNode<Payload> | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return top;
  heap[0] = last;
  for (let at = 0; ; ) {
    let largest = at;
    for (const down of [2 * at + 1, 2 * at + 2]) {
      if (down < heap.length && heap[down].value > heap[largest].value) largest = down;
    }
    if (largest === at) return top;
    [heap[at], heap[largest]] = [heap[largest], heap[at]];
    at = largest;
  }
}
