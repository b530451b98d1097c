// A directed graph in layers: sizes and edges in, boxes and curves out. The layout is Graphviz' `dot` (Gansner, Koutsofios, North,
// Vo, "A Technique for Drawing Directed Graphs", 1993), compiled to WASM; names never go into it, nodes are n0, n1, ….
// `layoutLayeredGraph` blocks for as long as Graphviz takes (0.4 s for 200 nodes): the page calls it in a worker.
import { assert } from '../base/assert.ts';
import { failure, type Result, success } from '../base/result.ts';
import { placeEdgeLabels } from './edge-labels.ts';
import type { Point, Rectangle } from './geometry.ts';
import { type PlainEdge, type PlainGraph, pixelsPerInch, readPlainOutput } from './plain-output.ts';

export interface LayeredGraphInput {
  /** Sizes in pixels. */
  readonly nodes: readonly { readonly width: number; readonly height: number }[];
  readonly edges: readonly LayeredEdgeInput[];
  readonly direction: 'down' | 'right';
}

export interface LayeredEdgeInput {
  /** Rows of `nodes`; equal for a loop. */
  readonly from: number;
  readonly to: number;
  /** 0 … 1: heavier edges are kept shorter and straighter. */
  readonly weight: number;
  /** Size in pixels of a text to be placed beside the edge. */
  readonly label?: { readonly width: number; readonly height: number };
}

/** Rows as in the input. */
export interface LayeredGraphLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Rectangle[];
  readonly edges: readonly LayeredEdge[];
}

export interface LayeredEdge {
  /** Cubic Béziers from border to border, see bezier.ts. */
  readonly points: readonly number[];
  /** Centre of the label; null where it has none or there is no room. */
  readonly label: Point | null;
}

/** What we need of a loaded Graphviz. */
export interface GraphvizEngine {
  layout(dotSource: string, outputFormat: 'plain', engine: 'dot'): string;
}

/** Up to here Graphviz places the labels too: it makes room for them, at the price of twice the ranks. */
const labelledNodes = 60;
const labelledEdges = 130;
const labelFontSize = 11;
/** Graphviz' height of a line of text. */
const labelLineHeight = 1.2 * labelFontSize;
/** Width of a digit in the font Graphviz knows by heart (Times), as a part of its size. */
const digitWidth = 0.5;

/** Loads the engine: 0.2 s in a worker, once. */
export async function loadGraphviz(): Promise<GraphvizEngine> {
  const { Graphviz } = await import('@hpcc-js/wasm-graphviz');
  return Graphviz.load();
}

/** The failure is Graphviz' own message. Two calls with the same input give the same layout. */
export function layoutLayeredGraph(
  input: LayeredGraphInput,
  graphviz: GraphvizEngine,
): Result<LayeredGraphLayout, string> {
  if (input.nodes.length === 0) return success({ width: 0, height: 0, nodes: [], edges: [] });
  const labelled = input.nodes.length <= labelledNodes && input.edges.length <= labelledEdges;
  let plain: PlainGraph;
  try {
    plain = readPlainOutput(graphviz.layout(writeDot(input, labelled), 'plain', 'dot'));
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error));
  }
  return success(fromPlain(input, plain));
}

function writeDot(input: LayeredGraphInput, labelled: boolean): string {
  const lines = [
    'digraph {',
    `graph [rankdir=${input.direction === 'down' ? 'TB' : 'LR'}, nodesep=0.28, ranksep=${labelled ? 0.32 : 0.6}, splines=true];`,
    'node [shape=box, fixedsize=true, label=""];',
    // Arrowheads are ours: with dir=none a spline ends at the border of its node.
    `edge [dir=none, fontname="Times-Roman", fontsize=${labelFontSize}];`,
  ];
  // Bounds on the network simplex: 200 nodes in 0.4 s instead of 0.9 s, at no visible loss.
  if (!labelled) lines.push('graph [nslimit=1, nslimit1=1, mclimit=0.3];');
  input.nodes.forEach((node, index) => {
    lines.push(`n${index} [width=${toInches(node.width)}, height=${toInches(node.height)}];`);
  });
  for (const edge of input.edges) {
    assert(input.nodes[edge.from] !== undefined && input.nodes[edge.to] !== undefined, 'an edge joins two nodes');
    const weight = 1 + Math.round(9 * Math.min(1, Math.max(0, edge.weight)));
    const label = labelled && edge.label ? `, label="${spaceFor(edge.label)}"` : '';
    lines.push(`n${edge.from} -> n${edge.to} [weight=${weight}${label}];`);
  }
  lines.push('}');
  return lines.join('\n');
}

/** Lines of digits that are as large as the label will be, with some air. */
function spaceFor(label: { readonly width: number; readonly height: number }): string {
  const digits = Math.ceil((label.width + 10) / (digitWidth * labelFontSize));
  const lines = Math.round(label.height / labelLineHeight);
  const line = '0'.repeat(Math.max(1, Math.min(60, digits)));
  return Array.from({ length: Math.max(1, Math.min(4, lines)) }, () => line).join('\\n');
}

function toInches(pixels: number): string {
  return (pixels / pixelsPerInch).toFixed(4);
}

function fromPlain(input: LayeredGraphInput, plain: PlainGraph): LayeredGraphLayout {
  const nodes = input.nodes.map((_, index) => {
    const box = plain.nodes.get(`n${index}`);
    assert(box !== undefined, 'Graphviz places every node');
    // On whole pixels: texts and outlines are crisp at scale 1. The lines are joined to them afterwards.
    return { ...box, x: Math.floor(box.x), y: Math.floor(box.y) };
  });
  const taken = new Map<string, number>();
  const routed = input.edges.map((edge) => {
    const key = `n${edge.from} n${edge.to}`;
    const count = taken.get(key) ?? 0;
    taken.set(key, count + 1);
    const from = nodes[edge.from] as Rectangle;
    const to = nodes[edge.to] as Rectangle;
    const found = plain.edges.get(key)?.[count];
    return found && found.points.length >= 8
      ? joinBorders(found, from, to)
      : { points: straightLine(from, to), label: null };
  });
  const labels = placeEdgeLabels(
    nodes,
    routed.map((edge, index) => ({ ...edge, label: input.edges[index]?.label, proposed: edge.label })),
  );
  const edges = routed.map((edge, index) => ({ points: edge.points, label: labels[index] ?? null }));
  return { width: plain.width, height: plain.height, nodes, edges };
}

/** Graphviz stops a hair before the border; the ends are moved onto it. */
function joinBorders(edge: PlainEdge, from: Rectangle, to: Rectangle): LayeredEdge {
  const points = [...edge.points];
  const last = points.length - 2;
  const start = ontoBorder({ x: points[0] as number, y: points[1] as number }, from);
  const end = ontoBorder({ x: points[last] as number, y: points[last + 1] as number }, to);
  points[0] = start.x;
  points[1] = start.y;
  points[last] = end.x;
  points[last + 1] = end.y;
  return { points, label: edge.label };
}

/** The point of the box's border next to a point outside or on it. */
function ontoBorder(point: Point, box: Rectangle): Point {
  const x = Math.min(box.x + box.width, Math.max(box.x, point.x));
  const y = Math.min(box.y + box.height, Math.max(box.y, point.y));
  const inside = x === point.x && y === point.y;
  if (!inside) return { x, y };
  const distances = [x - box.x, box.x + box.width - x, y - box.y, box.y + box.height - y];
  const nearest = distances.indexOf(Math.min(...distances));
  if (nearest === 0) return { x: box.x, y };
  if (nearest === 1) return { x: box.x + box.width, y };
  return { x, y: nearest === 2 ? box.y : box.y + box.height };
}

/** For an edge that Graphviz could not route: from centre to centre, cut at the borders. */
function straightLine(from: Rectangle, to: Rectangle): number[] {
  const a = center(from);
  const b = center(to);
  const start = towards(from, b);
  const end = towards(to, a);
  const mix = (t: number): [number, number] => [start.x + (end.x - start.x) * t, start.y + (end.y - start.y) * t];
  return [start.x, start.y, ...mix(1 / 3), ...mix(2 / 3), end.x, end.y];
}

function center(box: Rectangle): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Where the line from the centre of the box to `target` crosses its border. */
function towards(box: Rectangle, target: Point): Point {
  const from = center(box);
  const dx = target.x - from.x;
  const dy = target.y - from.y;
  const scale = Math.min(
    dx === 0 ? Number.POSITIVE_INFINITY : box.width / 2 / Math.abs(dx),
    dy === 0 ? Number.POSITIVE_INFINITY : box.height / 2 / Math.abs(dy),
  );
  return Number.isFinite(scale)
    ? { x: from.x + dx * scale, y: from.y + dy * scale }
    : { x: box.x + box.width, y: from.y };
}
