// Treemap layout: the cases a picture depends on.
import { describe, expect, it } from 'vitest';
import { defaultTreemapOptions, layoutTreemap, type Tiling } from '../../shared/layout/treemap.ts';

const bare = { ...defaultTreemapOptions, padding: 0, header: 0, minSide: 1 };

/** `[x, y, width, height]` by row, rounded to whole pixels. */
function boxes(layout: ReturnType<typeof layoutTreemap>): number[][] {
  return Array.from(layout.node, (_, row) =>
    [layout.x[row], layout.y[row], layout.width[row], layout.height[row]].map(Math.round),
  );
}

describe('layoutTreemap', () => {
  it('reproduces the example of the squarified treemap paper: 6, 6, 4, 3, 2, 2, 1 in 6 × 4', () => {
    // Bruls, Huizing, van Wijk, "Squarified Treemaps", figure 6: two 6s stacked left, 4 and 3 above right, the rest below.
    const layout = layoutTreemap(
      { parent: [-1, 0, 0, 0, 0, 0, 0, 0], value: [24, 6, 6, 4, 3, 2, 2, 1] },
      600,
      400,
      bare,
    );
    expect(boxes(layout).slice(0, 5)).toEqual([
      [0, 0, 600, 400],
      [0, 0, 300, 200],
      [0, 200, 300, 200],
      [300, 0, 171, 233],
      [471, 0, 129, 233],
    ]);
  });

  it('leaves the own cost of a node free', () => {
    const layout = layoutTreemap({ parent: [-1, 0], value: [100, 25] }, 200, 100, bare);
    expect(boxes(layout)).toEqual([
      [0, 0, 200, 100],
      [0, 0, 50, 100],
    ]);
    expect(layout.remainders).toEqual([]);
  });

  it('scales children down that add up to more than their parent', () => {
    const layout = layoutTreemap({ parent: [-1, 0, 0], value: [10, 10, 10] }, 200, 100, bare);
    expect(boxes(layout).slice(1)).toEqual([
      [0, 0, 100, 100],
      [100, 0, 100, 100],
    ]);
  });

  it('shows hidden children as a remainder of their size', () => {
    const layout = layoutTreemap({ parent: [-1, 0], value: [100, 50], hidden: [25, 0] }, 200, 100, bare);
    expect(layout.remainders).toEqual([{ row: 0, x: 100, y: 0, width: 50, height: 100 }]);
  });

  it('joins slivers that are left out to one remainder', () => {
    const slivers = 1000;
    const parent = [-1, 0, ...Array.from({ length: slivers }, () => 0)];
    const value = [2 * slivers, slivers, ...Array.from({ length: slivers }, () => 1)];
    const layout = layoutTreemap({ parent, value }, 60, 30, { ...bare, minSide: 3 });
    expect(layout.node.length).toBe(2);
    const [only, ...others] = layout.remainders;
    expect(others).toEqual([]);
    expect(only.width * only.height).toBeCloseTo((60 * 30) / 2, 6);
  });

  it('keeps room for a title where there is room, and none in small rectangles', () => {
    const input = { parent: [-1, 0, 1], value: [10, 10, 10] };
    expect(Array.from(layoutTreemap(input, 300, 200, defaultTreemapOptions).header)).toEqual([16, 16, 0]);
    expect(Array.from(layoutTreemap(input, 20, 200, defaultTreemapOptions).header)).toEqual([0, 0, 0]);
  });

  it.each([
    ['no node', { parent: [], value: [] }, 100, 100],
    ['no cost', { parent: [-1, 0], value: [0, 0] }, 100, 100],
    ['no room', { parent: [-1, 0], value: [5, 2] }, 0, 100],
  ])('is empty with %s', (_, input, width, height) => {
    expect(layoutTreemap(input, width, height).node.length).toBe(0);
  });

  it('shows one rectangle for one function', () => {
    expect(boxes(layoutTreemap({ parent: [-1], value: [7] }, 300, 200))).toEqual([[0, 0, 300, 200]]);
  });

  it('divides side by side, one below the other, by turns, or into halves', () => {
    const tree = { parent: [-1, 0, 0, 1, 1], value: [100, 60, 40, 30, 30] };
    const inside = (tiling: Tiling) => boxes(layoutTreemap(tree, 200, 100, { ...bare, tiling })).slice(1);
    expect([inside('columns'), inside('rows'), inside('turns'), inside('halves')]).toEqual([
      [
        [0, 0, 120, 100],
        [120, 0, 80, 100],
        [0, 0, 60, 100],
        [60, 0, 60, 100],
      ],
      [
        [0, 0, 200, 60],
        [0, 60, 200, 40],
        [0, 0, 200, 30],
        [0, 30, 200, 30],
      ],
      [
        [0, 0, 120, 100],
        [120, 0, 80, 100],
        [0, 0, 120, 50],
        [0, 50, 120, 50],
      ],
      [
        [0, 0, 120, 100],
        [120, 0, 80, 100],
        [0, 0, 60, 100],
        [60, 0, 60, 100],
      ],
    ]);
  });

  it('leaves the own cost of a node free, however it divides', () => {
    for (const tiling of ['columns', 'rows', 'turns', 'halves'] as const) {
      const layout = layoutTreemap({ parent: [-1, 0, 0], value: [100, 25, 25] }, 200, 100, { ...bare, tiling });
      const areas = Array.from(layout.node, (_, row) => layout.width[row] * layout.height[row]);
      expect(areas.map(Math.round), tiling).toEqual([20_000, 5000, 5000]);
    }
  });

  it('does not divide rectangles of less than an area', () => {
    const tree = { parent: [-1, 0, 0, 1, 2], value: [100, 80, 20, 40, 10] };
    const layout = layoutTreemap(tree, 200, 100, { ...bare, minArea: 5000 });
    expect(Array.from(layout.node)).toEqual([0, 1, 2, 3]);
  });

  it('puts a chain of single callees on one line from three frames on, and gives the last of them the whole rectangle', () => {
    // a 100 › b 100 › c 99.5 › d 99, then d holds e 60 and f 30.
    const chain = { parent: [-1, 0, 1, 2, 3, 3], value: [100, 100, 99.5, 99, 60, 30] };
    const layout = layoutTreemap(chain, 600, 300, { ...defaultTreemapOptions, sharedTitle: 100 });
    expect(Array.from(layout.node)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(Array.from(layout.depth)).toEqual([0, 1, 2, 3, 4, 4]);
    for (const row of [0, 1, 2, 3]) {
      expect([layout.x[row], layout.y[row], layout.width[row], layout.height[row]]).toEqual([0, 0, 600, 300]);
    }
    expect(Array.from(layout.titleX.slice(0, 4))).toEqual([0, 100, 200, 300]);
    expect(Array.from(layout.titleWidth.slice(0, 4))).toEqual([100, 100, 100, 300]);
    expect(layout.y[4]).toBe(16);
  });

  it('leaves every frame its own line where a chain is short, a child is not nearly all, or the line is full', () => {
    const titles = (parent: number[], value: number[], width = 600) => {
      const layout = layoutTreemap({ parent, value }, width, 300, { ...defaultTreemapOptions, sharedTitle: 100 });
      return Array.from(layout.titleX, (x, row) => (x > layout.x[row] ? 'shared' : 'own'));
    };
    expect(titles([-1, 0], [100, 100])).toEqual(['own', 'own']);
    expect(titles([-1, 0, 1], [100, 100, 98])).toEqual(['own', 'own', 'own']);
    expect(titles([-1, 0, 1], [100, 100, 99])).toEqual(['own', 'shared', 'shared']);
    // A strip of 0.3 % of 600 pixels is less than two pixels wide; one of 1 % is to be seen.
    expect(titles([-1, 0, 1, 1], [1000, 1000, 996, 3])).toEqual(['own', 'shared', 'shared']);
    expect(titles([-1, 0, 1, 1], [1000, 1000, 990, 10])).toEqual(['own', 'own', 'own', 'own']);
    // Room for three titles of 48 pixels at least: the fourth begins another line.
    expect(titles([-1, 0, 1, 2, 3], [9, 9, 9, 9, 9], 200)).toEqual(['own', 'shared', 'shared', 'own', 'own']);
  });
});
