// The nodes of a .cpuprofile as a tree: ids resolved, parents found from whichever links the file has, a walking order.
// What is not a tree is refused; links that lead nowhere or to a second parent are left out with a warning.
// Iterative: stacks are 100,000 deep in real life. In slices: there may be millions of nodes.
import { NONE } from '../../base/brands.ts';
import { GrowableInt32 } from '../../base/growable.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { inSlices, ROWS_PER_SLICE, type Sliced } from '../../base/slices.ts';
import type { ReadError } from '../../model/diagnostic.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import type { CpuprofileContent } from './content.ts';
import { RECORD_AGAIN } from './hints.ts';
import { type NodeIds, numberNodes } from './node-ids.ts';

export interface NodeTree {
  /** Row of the parent of each node; NONE for roots. */
  readonly parent: Int32Array;
  /** All rows, parents before their children; undefined where they stand like that in the file. */
  readonly order: Int32Array | undefined;
  readonly ids: NodeIds;
  /** Rows of all nodes but one root, the children of a node one behind the other; undefined where the file does not tell it so plainly. */
  readonly siblings: Int32Array | Float64Array | undefined;
}

/** `id`: NaN where the node has none. */
function loopAt(id: number): Result<never, ReadError> {
  const node = Number.isNaN(id) ? 'a node' : `node ${id}`;
  const message = `${node} is among its own ancestors, so the calls form no tree`;
  return failure({ kind: 'broken', message, hint: RECORD_AGAIN });
}

export function* buildTree(content: CpuprofileContent, builder: RecordingBuilder): Sliced<Result<NodeTree, ReadError>> {
  const count = content.nodeCount;
  const ids = yield* numberNodes(content, builder);
  const parent = content.hasHead ? content.outer.finish() : new Int32Array(count).fill(NONE);
  const secondParents = { parent: new GrowableInt32(), child: new GrowableInt32() };
  const link = (from: number, to: number): void => {
    if (parent[to] === NONE) parent[to] = from;
    else if (parent[to] !== from) {
      secondParents.parent.push(from);
      secondParents.child.push(to);
    }
  };
  const { linkRow, linkChild, parentRow, parentId } = content;
  yield* inSlices(linkRow.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const child = ids.rowOf(linkChild.array[i]);
      linkChild.array[i] = child;
      if (child === NONE) builder.diagnose('unknown-child', 'warning', 'A node names a child that is not in the file.');
      else link(linkRow.array[i], child);
    }
  });
  yield* inSlices(parentRow.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const above = ids.rowOf(parentId.array[i]);
      if (above === NONE)
        builder.diagnose('unknown-parent', 'warning', 'A node names a parent that is not in the file.');
      else link(above, parentRow.array[i]);
    }
  });
  // Every node behind its parent: that is a tree, and an order to walk it. V8 writes nothing else.
  if (secondParents.child.length === 0 && (yield* isOrdered(parent))) {
    const isPlain = parentRow.length === 0 && linkRow.length === count - 1 && !content.hasHead;
    const siblings = isPlain ? linkChild.array.subarray(0, count - 1) : undefined;
    return success({ parent, order: undefined, ids, siblings });
  }
  const { order, reached, end } = yield* walk(parent);
  if (reached < count) return loopAt(content.id.array[rowInLoop(parent, order.subarray(0, reached))]);
  const place = new Int32Array(count);
  for (let i = 0; i < count; i++) place[order[i]] = i;
  for (let i = 0; i < secondParents.child.length; i++) {
    const above = place[secondParents.parent.array[i]];
    const below = secondParents.child.array[i];
    if (above >= place[below] && above < end[below]) return loopAt(content.id.array[below]);
    builder.diagnose('two-parents', 'warning', 'A node has two parents; it counts for the first one only.');
  }
  return success({ parent, order, ids, siblings: undefined });
}

/** A row that is its own ancestor, where not all rows are reached from the roots. */
function rowInLoop(parent: Int32Array, reached: Int32Array): number {
  const isReached = new Uint8Array(parent.length);
  for (const row of reached) isReached[row] = 1;
  let row = isReached.indexOf(0);
  // After so many steps upwards without a root it is in the loop.
  for (let i = 0; i < parent.length; i++) row = parent[row];
  return row;
}

function* isOrdered(parent: Int32Array): Sliced<boolean> {
  let isSo = true;
  yield* inSlices(parent.length, (from, to) => {
    for (let row = from; row < to && isSo; row++) isSo = parent[row] < row;
  });
  return isSo;
}

/** Depth-first order from the roots; end[row] is the place behind the subtree of a row. */
function* walk(parent: Int32Array): Sliced<{ order: Int32Array; reached: number; end: Int32Array }> {
  const count = parent.length;
  const firstChild = new Int32Array(count).fill(NONE);
  const nextSibling = new Int32Array(count).fill(NONE);
  let firstRoot = NONE;
  yield* inSlices(count, (from, to) => {
    for (let row = count - 1 - from; row > count - 1 - to; row--) {
      const above = parent[row];
      nextSibling[row] = above === NONE ? firstRoot : firstChild[above];
      if (above === NONE) firstRoot = row;
      else firstChild[above] = row;
    }
  });
  const order = new Int32Array(count);
  const end = new Int32Array(count);
  let reached = 0;
  let row = firstRoot;
  while (row !== NONE) {
    order[reached++] = row;
    let next = firstChild[row];
    while (next === NONE && row !== NONE) {
      end[row] = reached;
      next = nextSibling[row];
      if (next === NONE) row = parent[row];
    }
    row = next;
    if (reached % ROWS_PER_SLICE === 0) yield;
  }
  return { order, reached, end };
}
