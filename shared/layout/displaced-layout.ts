// A layout with its nodes somewhere else, for pictures on the way from one layout to the next: lines stay joined to both of their boxes.
import type { Point } from './geometry.ts';
import type { LayeredGraphInput, LayeredGraphLayout } from './layered-graph.ts';

const nowhere: Point = { x: 0, y: 0 };

/** `offsetOf`: by row of the nodes; undefined: it stays. Labels and boxes of groups are left out: they would jump. */
export function displacedLayout(
  layout: LayeredGraphLayout,
  edges: LayeredGraphInput['edges'],
  offsetOf: (row: number) => Point | undefined,
): LayeredGraphLayout {
  return {
    ...layout,
    nodes: layout.nodes.map((box, row) => {
      const by = offsetOf(row) ?? nowhere;
      return { ...box, x: box.x + by.x, y: box.y + by.y };
    }),
    edges: layout.edges.map(({ points }, index) => {
      const start = offsetOf(edges[index]?.from ?? -1) ?? nowhere;
      const end = offsetOf(edges[index]?.to ?? -1) ?? nowhere;
      const last = Math.max(1, points.length / 2 - 1);
      const shifted = points.map((coordinate, at) => {
        const along = Math.floor(at / 2) / last;
        const axis = at % 2 === 0 ? 'x' : 'y';
        return coordinate + start[axis] * (1 - along) + end[axis] * along;
      });
      return { points: shifted, label: null };
    }),
    groups: layout.groups.map(() => ({ x: 0, y: 0, width: 0, height: 0 })),
  };
}
