// What holds for every treemap, whatever the tree: checked on random trees and on trees as deep as real stacks.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlaps, type Rectangle } from '../../shared/layout/geometry.ts';
import {
  defaultTreemapOptions,
  layoutTreemap,
  type TreemapInput,
  type TreemapLayout,
} from '../../shared/layout/treemap.ts';

const bare = { ...defaultTreemapOptions, padding: 0, header: 0, minSide: 0 };
const padded = defaultTreemapOptions;
const tilings = fc.constantFrom(...(['squares', 'halves', 'columns', 'rows', 'turns'] as const));

/** Random trees: `[choice of parent, weight]` a node, and the share of each node that its children get. */
const trees = fc
  .tuple(
    fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 1000 })), { maxLength: 80 }),
    fc.double({ min: 0.05, max: 1, noNaN: true }),
  )
  .map(([rows, share]): TreemapInput => {
    const parent = [-1];
    const weight = [1];
    rows.forEach(([choice, each], row) => {
      parent.push(choice % (row + 1));
      weight.push(each);
    });
    const sums = parent.map(() => 0);
    for (let node = 1; node < parent.length; node++) sums[parent[node]] += weight[node];
    const value = [1000];
    for (let node = 1; node < parent.length; node++) {
      const sum = sums[parent[node]];
      value.push(sum === 0 ? 0 : (value[parent[node]] * share * weight[node]) / sum);
    }
    return { parent, value };
  });

const sizes = fc.tuple(fc.integer({ min: 1, max: 1600 }), fc.integer({ min: 1, max: 1000 }));

function rectangle(layout: TreemapLayout, row: number): Rectangle {
  return { x: layout.x[row], y: layout.y[row], width: layout.width[row], height: layout.height[row] };
}

function isWithin(inner: Rectangle, outer: Rectangle, tolerance: number): boolean {
  return (
    inner.x >= outer.x - tolerance &&
    inner.y >= outer.y - tolerance &&
    inner.x + inner.width <= outer.x + outer.width + tolerance &&
    inner.y + inner.height <= outer.y + outer.height + tolerance
  );
}

/** Shrunk by a rounding error, so that touching edges do not count. */
function core(each: Rectangle): Rectangle {
  return { x: each.x + 1e-6, y: each.y + 1e-6, width: each.width - 2e-6, height: each.height - 2e-6 };
}

describe('a treemap', () => {
  it('keeps every child inside its parent, below its title', () => {
    fc.assert(
      fc.property(trees, sizes, tilings, (tree, [width, height], tiling) => {
        const layout = layoutTreemap(tree, width, height, { ...padded, tiling });
        for (let row = 1; row < layout.node.length; row++) {
          const parent = layout.parent[row];
          const header = layout.header[parent];
          const outer = rectangle(layout, parent);
          const room = { ...outer, y: outer.y + header, height: outer.height - header };
          expect(isWithin(rectangle(layout, row), room, 1e-9)).toBe(true);
          expect(tree.parent[layout.node[row]]).toBe(layout.node[parent]);
          expect(layout.depth[row]).toBe(layout.depth[parent] + 1);
        }
      }),
    );
  });

  it('never lets siblings, or what was left out beside them, overlap', () => {
    fc.assert(
      fc.property(trees, sizes, tilings, (tree, [width, height], tiling) => {
        const layout = layoutTreemap(tree, width, height, { ...padded, tiling });
        const families = new Map<number, Rectangle[]>();
        const add = (parent: number, each: Rectangle) => families.set(parent, [...(families.get(parent) ?? []), each]);
        for (let row = 1; row < layout.node.length; row++) add(layout.parent[row], rectangle(layout, row));
        for (const remainder of layout.remainders) add(remainder.row, remainder);
        for (const siblings of families.values()) {
          siblings.forEach((a, i) => {
            for (const b of siblings.slice(i + 1)) expect(overlaps(core(a), core(b))).toBe(false);
          });
        }
      }),
    );
  });

  it('gives every node an area in proportion to its value', () => {
    fc.assert(
      fc.property(trees, tilings, (tree, tiling) => {
        const layout = layoutTreemap(tree, 800, 500, { ...bare, tiling });
        for (let row = 0; row < layout.node.length; row++) {
          const expected = (tree.value[layout.node[row]] / tree.value[0]) * 800 * 500;
          expect(Math.abs(layout.width[row] * layout.height[row] - expected)).toBeLessThan(0.01);
        }
      }),
    );
  });

  it('shows nothing smaller than the limit, and is the same every time', () => {
    fc.assert(
      fc.property(trees, sizes, tilings, (tree, [width, height], tiling) => {
        const layout = layoutTreemap(tree, width, height, { ...padded, tiling });
        for (let row = 1; row < layout.node.length; row++) {
          expect(Math.min(layout.width[row], layout.height[row])).toBeGreaterThanOrEqual(padded.minSide);
        }
        expect(layoutTreemap(tree, width, height, { ...padded, tiling })).toEqual(layout);
      }),
    );
  });

  it('does not recurse: 100,000 levels are laid out as far as they can be seen', () => {
    const levels = 100_000;
    const parent = Array.from({ length: levels }, (_, node) => node - 1);
    const value = parent.map((_, node) => levels - node);
    const layout = layoutTreemap({ parent, value }, 1000, 600, padded);
    expect(layout.depth[layout.node.length - 1]).toBe(layout.node.length - 1);
    expect(layout.node.length).toBeGreaterThan(30);
  });
});
