// A tree of groups as the rows that are seen: groups that are expanded show their groups, then their functions, both in the wanted order. Only the
// groups are laid out; functions of a group are one stretch of rows however many they are, so a row costs a look-up, not a list.

import type { GroupTree } from '../../analysis/group-costs.ts';
import { NONE } from '../../base/brands.ts';
import type { Sliced } from '../../base/slices.ts';
import { groupRowsInSlices } from '../../base/sort-indices.ts';

/** Which groups are open: all or none, but for those named. */
export interface Expansion {
  readonly all: boolean;
  /** Groups that are the other way round. */
  readonly toggled: readonly number[];
}

/** What the tree holds just now, in order. */
export interface OutlineContent {
  /** All groups; those of one parent stand in the order of this list. */
  readonly groups: Int32Array;
  /** Rows that are listed; those of one group keep this order. */
  readonly rows: Int32Array;
  readonly groupOfRow: Int32Array;
}

export interface Outline {
  readonly rowCount: number;
  /** Listed rows in the group and below it. */
  readonly counts: Int32Array;
  isOpen(group: number): boolean;
  at(position: number): OutlineRow;
  /** Where the row stands; its innermost closed group, where it is not seen; −1 where it is not listed. */
  positionOf(row: number): number;
}

export type OutlineRow =
  | { readonly kind: 'group'; readonly group: number }
  | { readonly kind: 'row'; readonly row: number; readonly group: number };

/** Linear in groups, whatever the number of rows. Groups without listed rows are left out. `within`: only this group and what is inside it. */
export function createOutline(
  tree: GroupTree,
  sorted: SortedContent & Pick<OutlineContent, 'groupOfRow'>,
  expansion: Expansion,
  within: number | undefined,
): Outline {
  const toggled = new Set(expansion.toggled);
  const inside = pathTo(tree, within);
  const isOpen = (group: number): boolean => inside.has(group) || toggled.has(group) !== expansion.all;
  const stretches = layOut(tree, sorted, { isOpen, within });
  const { firstRow, groupOf, kind, length, rowCount } = stretches;
  const { start, rows, counts } = sorted;
  const at = (position: number): OutlineRow => {
    const stretch = stretchAt(firstRow, length, position);
    const group = groupOf[stretch];
    if (kind[stretch] === GROUP) return { kind: 'group', group };
    return { kind: 'row', row: rows[start[group] + position - firstRow[stretch]], group };
  };
  const positionOf = (row: number): number => {
    const group = sorted.groupOfRow[row];
    const place =
      group === undefined || group === NONE ? -1 : rows.subarray(start[group], start[group + 1]).indexOf(row);
    if (place < 0) return -1;
    const seen = firstClosed(tree, group, isOpen);
    for (let i = 0; i < length; i++) {
      if (groupOf[i] === seen.group && kind[i] === (seen.closed ? GROUP : ROWS))
        return firstRow[i] + (seen.closed ? 0 : place);
    }
    return -1;
  };
  return { rowCount, counts, isOpen, at, positionOf };
}

export interface SortedContent {
  /** Rows of group g: rows[start[g] … start[g + 1] − 1]. */
  readonly start: Int32Array;
  readonly rows: Int32Array;
  readonly counts: Int32Array;
  /** Groups inside g: children[childStart[g + 1] … childStart[g + 2] − 1]; of the top at 0. */
  readonly childStart: Int32Array;
  readonly children: Int32Array;
}

export function* sortIntoGroups(tree: GroupTree, { groups, rows, groupOfRow }: OutlineContent): Sliced<SortedContent> {
  const groupAt = rows.map((row) => groupOfRow[row]);
  yield;
  const byGroup = yield* groupRowsInSlices(groupAt, tree.length);
  const counts = new Int32Array(tree.length);
  for (let g = 0; g < tree.length; g++) counts[g] = byGroup.start[g + 1] - byGroup.start[g];
  for (let g = tree.length - 1; g >= 0; g--) if (tree.parent[g] !== NONE) counts[tree.parent[g]] += counts[g];
  const parents = groups.map((g) => tree.parent[g] + 1);
  const byParent = yield* groupRowsInSlices(parents, tree.length + 1);
  return {
    start: byGroup.start,
    rows: byGroup.rows.map((place) => rows[place]),
    counts,
    childStart: byParent.start,
    children: byParent.rows.map((place) => groups[place]),
  };
}

const GROUP = 0;
const ROWS = 1;

interface Stretches {
  readonly length: number;
  readonly rowCount: number;
  readonly firstRow: Int32Array;
  readonly groupOf: Int32Array;
  readonly kind: Uint8Array;
}

function layOut(
  tree: GroupTree,
  { start, counts, childStart, children }: SortedContent,
  { isOpen, within }: { isOpen: (group: number) => boolean; within: number | undefined },
): Stretches {
  const most = tree.length * 2;
  const firstRow = new Int32Array(most);
  const groupOf = new Int32Array(most);
  const kind = new Uint8Array(most);
  let length = 0;
  let rowCount = 0;
  const add = (what: number, group: number, rows: number): void => {
    firstRow[length] = rowCount;
    groupOf[length] = group;
    kind[length++] = what;
    rowCount += rows;
  };
  // Groups still to be shown, innermost last; ~g: the functions of g come now.
  const open: number[] = [];
  const pushChildren = (place: number): void => {
    for (let i = childStart[place + 1] - 1; i >= childStart[place]; i--) open.push(children[i]);
  };
  if (within === undefined) pushChildren(0);
  else open.push(within);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next < 0) {
      const own = start[~next + 1] - start[~next];
      if (own > 0) add(ROWS, ~next, own);
      continue;
    }
    if (counts[next] === 0) continue;
    add(GROUP, next, 1);
    if (!isOpen(next)) continue;
    open.push(~next);
    pushChildren(next + 1);
  }
  return { length, rowCount, firstRow, groupOf, kind };
}

function stretchAt(firstRow: Int32Array, length: number, position: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (firstRow[middle] <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

function pathTo(tree: GroupTree, group: number | undefined): ReadonlySet<number> {
  const path = new Set<number>();
  for (let g = group ?? NONE; g !== NONE; g = tree.parent[g]) path.add(g);
  return path;
}

/** The outermost closed group around a row of `group`, or `group` itself where all are open. */
function firstClosed(
  tree: GroupTree,
  group: number,
  isOpen: (group: number) => boolean,
): { group: number; closed: boolean } {
  let result = { group, closed: false };
  for (let g = group; g !== NONE; g = tree.parent[g]) if (!isOpen(g)) result = { group: g, closed: true };
  return result;
}
