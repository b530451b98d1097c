// The nodes of a .cpuprofile as a tree: ids resolved, parents found from whichever links the file has, a walking order.
// What is not a tree is refused; links that lead nowhere or to a second parent are left out with a warning.
// Iterative: stacks are 100,000 deep in real life.
import { NONE } from '../../base/brands.ts';
import { GrowableInt32 } from '../../base/growable.ts';
import { KeyedRows } from '../../base/keyed-rows.ts';
import { failure, type Result, success } from '../../base/result.ts';
import type { ReadError } from '../../model/diagnostic.ts';
import type { RecordingBuilder } from '../../model/recording-builder.ts';
import type { CpuprofileContent } from './content.ts';

export interface NodeTree {
  /** Row of the parent of each node; NONE for roots. */
  readonly parent: Int32Array;
  /** All rows, parents before their children. */
  readonly order: Int32Array;
  readonly ids: NodeIds;
}

/** Ids of any kind to node rows. */
export interface NodeIds {
  /** The first node with this id; NONE. */
  rowOf(id: number): number;
}

const LOOP: ReadError = {
  kind: 'broken',
  message: 'a node is among its own ancestors, so the calls form no tree',
  hint: 'record again',
};

export function buildTree(content: CpuprofileContent, builder: RecordingBuilder): Result<NodeTree, ReadError> {
  const count = content.nodeCount;
  const ids = numberNodes(content, builder);
  const parent = content.outer.finish();
  const secondParents = { parent: new GrowableInt32(), child: new GrowableInt32() };
  const link = (from: number, to: number): void => {
    if (parent[to] === NONE) parent[to] = from;
    else if (parent[to] !== from) {
      secondParents.parent.push(from);
      secondParents.child.push(to);
    }
  };
  for (let i = 0; i < content.linkRow.length; i++) {
    const child = ids.rowOf(content.linkChild.get(i));
    if (child === NONE) builder.diagnose('unknown-child', 'warning', 'A node names a child that is not in the file.');
    else link(content.linkRow.array[i], child);
  }
  for (let row = 0; row < count; row++) {
    const id = content.parentId.array[row];
    if (Number.isNaN(id)) continue;
    const above = ids.rowOf(id);
    if (above === NONE) builder.diagnose('unknown-parent', 'warning', 'A node names a parent that is not in the file.');
    else link(above, row);
  }
  const { order, reached, end } = walk(parent);
  if (reached < count) return failure(LOOP);
  const place = new Int32Array(count);
  for (let i = 0; i < count; i++) place[order[i]] = i;
  for (let i = 0; i < secondParents.child.length; i++) {
    const above = place[secondParents.parent.array[i]];
    const below = secondParents.child.array[i];
    if (above >= place[below] && above < end[below]) return failure(LOOP);
    builder.diagnose('two-parents', 'warning', 'A node has two parents; it counts for the first one only.');
  }
  return success({ parent, order, ids });
}

/** Ids are small whole numbers in all that V8 writes; other tools may write anything. */
function numberNodes(content: CpuprofileContent, builder: RecordingBuilder): NodeIds {
  const count = content.nodeCount;
  const ids = content.id.array;
  let isDense = true;
  for (let row = 0; row < count && isDense; row++)
    isDense = ids[row] >= 0 && ids[row] < count * 4 + 1000 && Number.isInteger(ids[row]);
  const warn = (): void =>
    builder.diagnose(
      'duplicate-id',
      'warning',
      'Two nodes have the same id; samples and children of this id belong to the first.',
    );
  if (isDense) {
    const table = new Int32Array(count * 4 + 1000).fill(NONE);
    for (let row = 0; row < count; row++) {
      if (table[ids[row]] === NONE) table[ids[row]] = row;
      else warn();
    }
    return { rowOf: (id) => table[id] ?? NONE };
  }
  const halves = new Int32Array(2);
  const whole = new Float64Array(halves.buffer);
  const keys = new KeyedRows(2);
  const rows = new GrowableInt32();
  const keyOf = (id: number): number => {
    whole[0] = id;
    keys.key.set(halves);
    const key = keys.rowOfKey();
    while (rows.length <= key) rows.push(NONE);
    return key;
  };
  for (let row = 0; row < count; row++) {
    if (Number.isNaN(ids[row])) {
      if (!content.hasHead) builder.diagnose('no-id', 'warning', 'A node has no id: nothing can refer to it.');
      continue;
    }
    const key = keyOf(ids[row]);
    if (rows.array[key] === NONE) rows.array[key] = row;
    else warn();
  }
  return { rowOf: (id) => (Number.isNaN(id) ? NONE : rows.array[keyOf(id)]) };
}

/** Depth-first order from the roots; end[row] is the place behind the subtree of a row. */
function walk(parent: Int32Array): { order: Int32Array; reached: number; end: Int32Array } {
  const count = parent.length;
  const firstChild = new Int32Array(count).fill(NONE);
  const nextSibling = new Int32Array(count).fill(NONE);
  let firstRoot = NONE;
  for (let row = count - 1; row >= 0; row--) {
    const above = parent[row];
    nextSibling[row] = above === NONE ? firstRoot : firstChild[above];
    if (above === NONE) firstRoot = row;
    else firstChild[above] = row;
  }
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
  }
  return { order, reached, end };
}
