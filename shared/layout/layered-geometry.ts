// From Graphviz' numbers to the picture: boxes on whole pixels, lines from border to border, labels where there is room, boxes around groups.
// Graphviz' own places are only nearly right: lines end a hair before borders, and room for labels is on one side.
import { assert } from '../base/assert.ts';
import { placeEdgeLabels } from './edge-labels.ts';
import { grow, type Point, type Rectangle } from './geometry.ts';
import type { LayeredEdge, LayeredGraphInput, LayeredGraphLayout } from './layered-graph.ts';
import type { PlainEdge, PlainGraph } from './plain-output.ts';

/** Boxes on whole pixels, lines joined to them, labels in the clear, all of it in the middle of its rectangle. */
export function layeredGeometry(input: LayeredGraphInput, plain: PlainGraph): LayeredGraphLayout {
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
  const groups = input.direction === 'around' ? [] : (input.groups ?? []).map((members) => boxAround(members, nodes));
  return centred({ width: plain.width, height: plain.height, nodes, edges, groups });
}

/** Room that Graphviz keeps inside a box, and for the title above its nodes. */
const groupMargin = 8;
const groupTitle = 15;

function boxAround(members: readonly number[], nodes: readonly Rectangle[]): Rectangle {
  const boxes = members.map((member) => nodes[member] as Rectangle);
  const { x, y, width, height } = grow(boundsOf(boxes), groupMargin);
  return { x, y: y - groupTitle, width, height: height + groupTitle };
}

function boundsOf(boxes: readonly Rectangle[]): Rectangle {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** More than this would look like a gap. */
const mostPadding = 120;

/**
 * The nodes in the middle: Graphviz keeps room for labels on one side only, so that a single chain would stand left of it. Cuts away what is
 * empty at the borders.
 */
function centred(layout: LayeredGraphLayout): LayeredGraphLayout {
  const nodes = boundsOf(layout.nodes);
  const all = boundsOf([nodes, ...layout.groups, ...layout.edges.map(({ points }) => boundsOfPoints(points))]);
  const x = middle({ start: nodes.x, length: nodes.width }, { start: all.x, length: all.width });
  const y = middle({ start: nodes.y, length: nodes.height }, { start: all.y, length: all.height });
  const move = { x: Math.round(-x.start), y: Math.round(-y.start) };
  return {
    width: Math.ceil(x.length),
    height: Math.ceil(y.length),
    nodes: layout.nodes.map((box) => moved(box, move)),
    edges: layout.edges.map(({ points, label }) => ({
      points: points.map((coordinate, index) => coordinate + (index % 2 === 0 ? move.x : move.y)),
      label: label === null ? null : moved(label, move),
    })),
    groups: layout.groups.map((box) => moved(box, move)),
  };
}

interface Span {
  readonly start: number;
  readonly length: number;
}

/** `all`, made longer at one end so that `inner` is in its middle, as far as that costs little. */
function middle(inner: Span, all: Span): Span {
  const before = inner.start - all.start;
  const after = all.start + all.length - inner.start - inner.length;
  const padding = Math.min(mostPadding, Math.abs(after - before));
  return { start: before < after ? all.start - padding : all.start, length: all.length + padding };
}

function moved<At extends Point>(at: At, by: Point): At {
  return { ...at, x: at.x + by.x, y: at.y + by.y };
}

function boundsOfPoints(points: readonly number[]): Rectangle {
  const corners: Rectangle[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) {
    corners.push({ x: points[i] as number, y: points[i + 1] as number, width: 0, height: 0 });
  }
  return boundsOf(corners);
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
