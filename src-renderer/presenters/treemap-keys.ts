// Walking a map by keys: siblings left and right, the first child below, the parent above. Only rectangles that are drawn count.
import type { TreemapLayout } from '../../shared/layout/treemap.ts';

/** Row of the layout that a key leads to from `row`; undefined: the key means nothing here. */
export function rowOfKey(layout: TreemapLayout, row: number, key: string): number | undefined {
  switch (key) {
    case 'ArrowUp':
    case 'Backspace':
      return Math.max(0, layout.parent[row] ?? 0);
    case 'ArrowDown':
      return largestChild(layout, row) ?? row;
    case 'ArrowLeft':
      return sibling(layout, row, -1);
    case 'ArrowRight':
      return sibling(layout, row, 1);
    case 'Home':
      return 0;
    default:
      return undefined;
  }
}

/** Rows stand breadth first and siblings in falling order of value: the first child is the largest. */
function largestChild(layout: TreemapLayout, row: number): number | undefined {
  const child = layout.parent.indexOf(row);
  return child < 0 ? undefined : child;
}

/** The next or previous of the same parent, around the ends. */
function sibling(layout: TreemapLayout, row: number, step: 1 | -1): number {
  const parent = layout.parent[row] ?? -1;
  const rows: number[] = [];
  layout.parent.forEach((candidate, index) => {
    if (candidate === parent) rows.push(index);
  });
  const place = rows.indexOf(row);
  return rows[(place + step + rows.length) % rows.length] ?? row;
}
