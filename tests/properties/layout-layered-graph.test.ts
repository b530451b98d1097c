// What holds for every laid-out graph: boxes apart, lines from border to border, labels in the clear. On seeded random graphs small
// enough for Graphviz to place labels, and large enough for us to do it.
import { beforeAll, describe, expect, it } from 'vitest';
import { flatten } from '../../shared/layout/bezier.ts';
import { overlaps, type Point, type Rectangle } from '../../shared/layout/geometry.ts';
import {
  type GraphvizEngine,
  type LayeredGraphInput,
  type LayeredGraphLayout,
  layoutLayeredGraph,
  loadGraphviz,
} from '../../shared/layout/layered-graph.ts';

let graphviz: GraphvizEngine;
beforeAll(async () => {
  graphviz = await loadGraphviz();
});

/** Mulberry32: the same graphs on every machine. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A tree, forward edges, some back edges, loops and parallel edges. */
function randomGraph({ count, seed, direction, grouped = false }: Case): LayeredGraphInput {
  const random = createRandom(seed);
  const whole = (limit: number): number => Math.floor(random() * limit);
  const nodes = Array.from({ length: count }, () => ({ width: 110 + whole(100), height: 47 }));
  const edges: { from: number; to: number }[] = [];
  for (let to = 1; to < count; to++) edges.push({ from: whole(to), to });
  for (let i = 0; i < count * 0.6; i++) edges.push({ from: whole(count), to: whole(count) });
  const label = () => ({ width: 20 + whole(50), height: random() < 0.3 ? 26 : 13 });
  // Every node in one of four groups or in none.
  const groupOf = nodes.map(() => whole(5));
  const groups = [0, 1, 2, 3].map((group) => nodes.flatMap((_, node) => (groupOf[node] === group ? [node] : [])));
  return {
    direction,
    root: 0,
    groups: grouped ? groups.filter((group) => group.length > 0) : [],
    nodes,
    edges: edges.map((edge) => ({ ...edge, weight: random(), label: label() })),
  };
}

interface Case {
  readonly count: number;
  readonly seed: number;
  readonly direction: LayeredGraphInput['direction'];
  readonly grouped?: boolean;
}

const cases: readonly Case[] = [
  { count: 2, seed: 1, direction: 'down' },
  { count: 12, seed: 2, direction: 'down' },
  { count: 12, seed: 3, direction: 'right' },
  { count: 50, seed: 4, direction: 'down' },
  { count: 80, seed: 5, direction: 'down' },
  { count: 100, seed: 6, direction: 'right' },
  { count: 30, seed: 7, direction: 'around' },
  { count: 90, seed: 8, direction: 'around' },
  { count: 20, seed: 9, direction: 'down', grouped: true },
  { count: 40, seed: 10, direction: 'right', grouped: true },
  { count: 90, seed: 11, direction: 'down', grouped: true },
];

function layout(input: LayeredGraphInput): LayeredGraphLayout {
  const result = layoutLayeredGraph(input, graphviz);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

function distanceToBorder(point: Point, box: Rectangle): number {
  const dx = Math.min(Math.abs(point.x - box.x), Math.abs(point.x - box.x - box.width));
  const dy = Math.min(Math.abs(point.y - box.y), Math.abs(point.y - box.y - box.height));
  const withinX = point.x >= box.x - 1e-9 && point.x <= box.x + box.width + 1e-9;
  const withinY = point.y >= box.y - 1e-9 && point.y <= box.y + box.height + 1e-9;
  return Math.min(withinY ? dx : Infinity, withinX ? dy : Infinity);
}

describe.each(cases)('a layered graph of $count nodes, $direction, grouped: $grouped', (one) => {
  const { count, direction } = one;
  const input = randomGraph(one);
  let result: LayeredGraphLayout;
  beforeAll(() => {
    result = layout(input);
  });

  it('keeps the sizes of its nodes and lets none overlap', () => {
    result.nodes.forEach((box, node) => {
      expect(box.width).toBeCloseTo(input.nodes[node].width, 1);
      expect(box.height).toBeCloseTo(input.nodes[node].height, 1);
      for (const other of result.nodes.slice(node + 1)) expect(overlaps(box, other)).toBe(false);
    });
  });

  it('fills a rectangle that begins at the origin and holds everything', () => {
    const whole = { x: 0, y: 0, width: result.width, height: result.height };
    for (const box of [...result.nodes, ...result.groups]) {
      expect(box.x).toBeGreaterThanOrEqual(whole.x);
      expect(box.y).toBeGreaterThanOrEqual(whole.y);
      expect(box.x + box.width).toBeLessThanOrEqual(whole.width + 1);
      expect(box.y + box.height).toBeLessThanOrEqual(whole.height + 1);
    }
  });

  it('puts boxes around their nodes, apart from each other and from all other nodes', () => {
    const groups = input.groups ?? [];
    expect(result.groups.length).toBe(direction === 'around' ? 0 : groups.length);
    result.groups.forEach((box, index) => {
      result.nodes.forEach((node, row) => {
        const isInside =
          node.x >= box.x &&
          node.y >= box.y &&
          node.x + node.width <= box.x + box.width &&
          node.y + node.height <= box.y + box.height;
        expect(isInside || !overlaps(node, box)).toBe(true);
        expect(isInside).toBe(groups[index].includes(row));
      });
      for (const other of result.groups.slice(index + 1)) expect(overlaps(box, other)).toBe(false);
    });
  });

  it('draws every edge from the border of its tail to the border of its head', () => {
    expect(result.edges.length).toBe(input.edges.length);
    result.edges.forEach(({ points }, index) => {
      const { from, to } = input.edges[index];
      expect(points.length % 6).toBe(2);
      expect(distanceToBorder({ x: points[0], y: points[1] }, result.nodes[from])).toBeLessThan(1e-6);
      const end = { x: points[points.length - 2], y: points[points.length - 1] };
      expect(distanceToBorder(end, result.nodes[to])).toBeLessThan(1e-6);
    });
  });

  it('lets no label touch a node, a line or another label, and leaves out few', () => {
    const boxes = result.edges.flatMap(({ label }, index) => {
      const size = input.edges[index].label;
      if (!label || !size) return [];
      return [{ x: label.x - size.width / 2, y: label.y - size.height / 2, ...size }];
    });
    const lines = result.edges.map(({ points }) => flatten(points, 2));
    const touching = boxes.filter((box, index) => {
      const others = [...result.nodes, ...boxes.slice(index + 1)];
      const isOn = ({ x, y }: Point) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
      return others.some((other) => overlaps(box, other)) || lines.some((line) => line.some(isOn));
    });
    expect(touching).toEqual([]);
    const isRoomy = count <= 60 && direction !== 'around';
    expect(boxes.length / input.edges.length).toBeGreaterThan(isRoomy ? 0.95 : 0.7);
  });

  it('is the same every time', () => {
    expect(layout(input)).toEqual(result);
  });
});
