// Layered graphs: the cases that a call graph depends on, and what happens when Graphviz fails.
import { beforeAll, describe, expect, it } from 'vitest';
import { trimEnd } from '../../shared/layout/bezier.ts';
import {
  type GraphvizEngine,
  type LayeredGraphInput,
  layoutLayeredGraph,
  loadGraphviz,
} from '../../shared/layout/layered-graph.ts';
import { answerLayoutRequest } from '../../shared/layout/layout-messages.ts';
import { readPlainOutput } from '../../shared/layout/plain-output.ts';

let graphviz: GraphvizEngine;
beforeAll(async () => {
  graphviz = await loadGraphviz();
});

const size = { width: 100, height: 40 };
const chain: LayeredGraphInput = {
  direction: 'down',
  nodes: [size, size],
  edges: [{ from: 0, to: 1, weight: 1, label: { width: 30, height: 13 } }],
};

function layout(input: LayeredGraphInput) {
  const result = layoutLayeredGraph(input, graphviz);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

/** An engine that answers with `text`, to see what becomes of unusual answers. */
function engineSaying(text: string): GraphvizEngine {
  return { layout: () => text };
}

describe('layoutLayeredGraph', () => {
  it('puts a callee below its caller, or right of it', () => {
    const [above, below] = layout(chain).nodes;
    expect(below.y).toBeGreaterThan(above.y + above.height);
    const [left, right] = layout({ ...chain, direction: 'right' }).nodes;
    expect(right.x).toBeGreaterThan(left.x + left.width);
  });

  it('draws a loop beside its node, both ends on its border', () => {
    const { nodes, edges } = layout({ ...chain, edges: [{ from: 0, to: 0, weight: 0 }] });
    const { points } = edges[0];
    const right = nodes[0].x + nodes[0].width;
    expect([points[0], points[points.length - 2]]).toEqual([right, right]);
    expect(Math.max(...points.filter((_, i) => i % 2 === 0))).toBeGreaterThan(right + 5);
  });

  it('keeps parallel edges and edges back and forth apart', () => {
    const { edges } = layout({
      ...chain,
      edges: [0, 0, 1].map((from) => ({ from, to: 1 - from, weight: 0 })),
    });
    const texts = edges.map((edge) => edge.points.join(' '));
    expect(new Set(texts).size).toBe(3);
  });

  it('is empty without nodes and does not ask Graphviz then', () => {
    const result = layoutLayeredGraph({ direction: 'down', nodes: [], edges: [] }, engineSaying('nonsense'));
    expect(result).toEqual({ ok: true, value: { width: 0, height: 0, nodes: [], edges: [], groups: [] } });
  });

  it('hands on what Graphviz says when it fails', () => {
    const broken: GraphvizEngine = {
      layout() {
        throw new Error('trouble in init_rank');
      },
    };
    const answer = answerLayoutRequest({ id: 7, graph: chain }, broken);
    expect(answer).toEqual({ id: 7, result: { ok: false, error: 'trouble in init_rank' } });
  });

  it('draws a straight line where Graphviz lost an edge', () => {
    const plain =
      'graph 1 2 3\nnode n0 1 2.5 1 0.5 "" solid box black lightgrey\nnode n1 1 0.5 1 0.5 "" solid box black lightgrey\nstop\n';
    const result = layoutLayeredGraph(chain, engineSaying(plain));
    const points = result.ok ? result.value.edges[0].points : [];
    // Boxes of 36 pixels, 108 pixels between them; what was empty at the borders is cut away.
    expect(points.map(Math.round)).toEqual([36, 36, 36, 72, 36, 108, 36, 144]);
  });
});

describe('readPlainOutput', () => {
  it('turns inches with y upwards into pixels with y downwards', () => {
    const text =
      'graph 1 2 1\nnode n0 0.5 0.75 1 0.5 "" solid box black lightgrey\nedge n0 n0 4 0 1 1 1 1 0 0 0 000 0.5 0.25 solid black\nstop\n';
    const { width, height, nodes, edges } = readPlainOutput(text);
    expect([width, height]).toEqual([144, 72]);
    expect(nodes.get('n0')).toEqual({ x: 0, y: 0, width: 72, height: 36 });
    expect(edges.get('n0 n0')).toEqual([{ points: [0, 0, 72, 0, 72, 72, 0, 72], label: { x: 36, y: 54 } }]);
  });
});

describe('trimEnd', () => {
  it('ends as far from the end as it was told, on the same curve', () => {
    const straight = [0, 0, 10, 0, 20, 0, 30, 0];
    const trimmed = trimEnd(straight, 6);
    expect(trimmed.slice(0, 2)).toEqual([0, 0]);
    expect(trimmed[6]).toBeCloseTo(24, 0);
    expect(trimmed[7]).toBe(0);
  });

  it('keeps a line that is shorter than what is to be cut', () => {
    expect(trimEnd([0, 0, 1, 0, 2, 0, 3, 0], 10)).toEqual([0, 0, 1, 0, 2, 0, 3, 0]);
  });
});
