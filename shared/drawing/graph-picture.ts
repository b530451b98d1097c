// A laid-out graph as a display list: boxes with name, place, share and cost bar; curves as wide as their cost, with arrowheads
// that touch the box and counts beside them. `measureGraph` says how large the boxes must be, before the layout.
import { trimEnd } from '../layout/bezier.ts';
import type { Rectangle } from '../layout/geometry.ts';
import type { LayeredEdge, LayeredGraphInput, LayeredGraphLayout } from '../layout/layered-graph.ts';
import type { Color, DisplayItem, DisplayList, Font, RectItem } from './display-list.ts';
import { fitText } from './fit-text.ts';
import type { TextMeasurer } from './text-measurer.ts';

export interface GraphPictureInput {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

/** Texts come formatted. */
export interface PictureNode {
  readonly name: string;
  /** Where it is defined; may be empty. */
  readonly place: string;
  /** Cost or share. */
  readonly detail: string;
  /** Length of the cost bar, 0 … 1. */
  readonly share: number;
  readonly hue: number | null;
  /** A short mark in the corner (`cycle 3`); may be empty. */
  readonly mark: string;
  /** Stands for several functions: drawn with a second outline. */
  readonly group: boolean;
  readonly active: boolean;
  readonly title?: string;
  /** Key for hit test and highlights. */
  readonly target: string;
}

export interface PictureEdge {
  /** Rows of `nodes`. */
  readonly from: number;
  readonly to: number;
  /** Texts beside the line, at most two; empty ones are left out. */
  readonly texts: readonly string[];
  /** Width of the line, 0 … 1; not looked at for recursive ones. */
  readonly share: number;
  /** Adds to no sum: dashed, in its own colour. */
  readonly recursive: boolean;
  readonly title?: string;
  readonly target: string;
}

const nameFont: Font = { size: 11.5, weight: 500 };
const activeNameFont: Font = { size: 11.5, weight: 600 };
const smallFont: Font = { size: 10.5, weight: 400 };
const labelFont: Font = { size: 10.5, weight: 400 };
const labelLine = 13;
const padding = 9;
const gap = 10;
const nodeHeight = 42;
/** Recursion adds to no sum, so its cost says nothing about the width. */
const recursiveWidth = 1.25;
const narrowest = 112;
const widest = 210;
/** Free border around the whole picture: loops, frames and outlines of groups need it. */
const border = 8;

/** Sizes for the layout. */
export function measureGraph(
  input: GraphPictureInput,
  direction: LayeredGraphInput['direction'],
  measurer: TextMeasurer,
): LayeredGraphInput {
  return {
    direction,
    nodes: input.nodes.map((node) => ({ width: nodeWidth(node, measurer), height: nodeHeight })),
    edges: input.edges.map((edge) => {
      const texts = shownTexts(edge);
      const width = texts.reduce((sum, text) => Math.max(sum, measurer.width(text, labelFont)), 0);
      const label = texts.length > 0 ? { label: { width: Math.ceil(width), height: texts.length * labelLine } } : {};
      return { from: edge.from, to: edge.to, weight: edge.recursive ? 0 : edge.share, ...label };
    }),
  };
}

function nodeWidth(node: PictureNode, measurer: TextMeasurer): number {
  // Longer than any box: no need to measure the rest of a 100 kB name.
  const first = measurer.width(node.name.slice(0, 80), activeNameFont) + markWidth(node, measurer);
  const place = node.place === '' ? 0 : measurer.width(node.place.slice(0, 80), smallFont) + gap;
  const second = place + measurer.width(node.detail, smallFont);
  return Math.ceil(Math.min(widest, Math.max(narrowest, 2 * padding + 2 + Math.max(first, second))));
}

function markWidth(node: PictureNode, measurer: TextMeasurer): number {
  return node.mark === '' ? 0 : measurer.width(node.mark, smallFont) + gap;
}

function shownTexts(edge: PictureEdge): readonly string[] {
  return edge.texts.filter((text) => text !== '').slice(0, 2);
}

/** Edges first, so that nodes lie on top. */
export function createGraphPicture(
  input: GraphPictureInput,
  layout: LayeredGraphLayout,
  measurer: TextMeasurer,
): DisplayList {
  const items: DisplayItem[] = [];
  input.edges.forEach((edge, index) => {
    const place = layout.edges[index];
    if (place) addEdge(items, edge, place);
  });
  input.edges.forEach((edge, index) => {
    const place = layout.edges[index];
    if (place) addEdgeTexts(items, edge, place);
  });
  input.nodes.forEach((node, index) => {
    const box = layout.nodes[index];
    if (box) addNode(items, node, shifted(box), measurer);
  });
  return { width: Math.ceil(layout.width + 2 * border), height: Math.ceil(layout.height + 2 * border), items };
}

function shifted(box: Rectangle): Rectangle {
  return { ...box, x: box.x + border, y: box.y + border };
}

function shiftedPoints(points: readonly number[]): number[] {
  return points.map((coordinate) => coordinate + border);
}

function lineWidth(edge: PictureEdge): number {
  return edge.recursive ? recursiveWidth : 1 + 3 * Math.sqrt(Math.min(1, Math.max(0, edge.share)));
}

function addEdge(items: DisplayItem[], edge: PictureEdge, place: LayeredEdge): void {
  const points = shiftedPoints(place.points);
  const width = lineWidth(edge);
  const headLength = 6 + 1.6 * width;
  const color: Color = edge.recursive ? 'edgeRecursive' : 'edge';
  const shape = { target: edge.target, ...(edge.title === undefined ? {} : { title: edge.title }) };
  // The line runs a little into the head, so that no gap can show between them.
  const line = trimEnd(points, headLength - 1.5);
  items.push({
    kind: 'path',
    points: line,
    stroke: color,
    strokeWidth: width,
    ...(edge.recursive ? { dash: [5, 3] as const } : {}),
    ...shape,
  });
  items.push({ kind: 'polygon', points: arrowhead(points, headLength, width), fill: color, ...shape });
}

/** A triangle with its tip at the line's end, turned as the line arrives. */
function arrowhead(points: readonly number[], length: number, width: number): number[] {
  const tipX = points[points.length - 2] as number;
  const tipY = points[points.length - 1] as number;
  const trimmed = trimEnd(points, length);
  const baseX = trimmed[trimmed.length - 2] as number;
  const baseY = trimmed[trimmed.length - 1] as number;
  const distance = Math.hypot(tipX - baseX, tipY - baseY) || 1;
  const half = 2.6 + 0.9 * width;
  const x = (-(tipY - baseY) / distance) * half;
  const y = ((tipX - baseX) / distance) * half;
  return [tipX, tipY, baseX + x, baseY + y, baseX - x, baseY - y];
}

function addEdgeTexts(items: DisplayItem[], edge: PictureEdge, place: LayeredEdge): void {
  const texts = shownTexts(edge);
  const center = place.label;
  if (!center) return;
  texts.forEach((text, line) => {
    items.push({
      kind: 'text',
      text,
      x: Math.round(center.x + border),
      y: Math.round(center.y + border + (line - (texts.length - 1) / 2) * labelLine + 4),
      font: labelFont,
      anchor: 'middle',
      color: 'muted',
      halo: 'background',
    });
  });
}

function addNode(items: DisplayItem[], node: PictureNode, box: Rectangle, measurer: TextMeasurer): void {
  const stroke: Color = { hue: node.hue, tone: 'stroke' };
  if (node.group) {
    const behind = { ...box, x: box.x + 3, y: box.y + 3 };
    items.push({ kind: 'rect', ...behind, radius: 6, fill: { hue: node.hue, tone: 'fill' }, stroke, strokeWidth: 1 });
  }
  items.push({
    kind: 'rect',
    ...box,
    radius: 6,
    fill: { hue: node.hue, tone: 'fill' },
    stroke: node.active ? 'onFillMuted' : stroke,
    strokeWidth: node.active ? 1.5 : 1,
    target: node.target,
    ...(node.title === undefined ? {} : { title: node.title }),
  });
  const left = box.x + padding;
  const right = box.x + box.width - padding;
  const room = right - left;
  const font = node.active ? activeNameFont : nameFont;
  const text = (part: string, x: number, line: { y: number; font: Font; color: Color; anchor: 'start' | 'end' }) => {
    if (part !== '') items.push({ kind: 'text', text: part, x, ...line });
  };
  const name = fitText(node.name, room - markWidth(node, measurer), font, measurer);
  text(name, left, { y: box.y + 15, font, color: 'onFill', anchor: 'start' });
  text(node.mark, right, { y: box.y + 15, font: smallFont, color: 'onFillMuted', anchor: 'end' });
  const detailWidth = measurer.width(node.detail, smallFont);
  const place = fitText(node.place, room - detailWidth - gap, smallFont, measurer);
  const second = { y: box.y + 28, font: smallFont, color: 'onFillMuted' } as const;
  text(place, left, { ...second, anchor: 'start' });
  text(node.detail, right, { ...second, color: 'onFill', anchor: 'end' });
  addBar(items, node, { x: left, y: box.y + box.height - 8, width: room, height: 4 });
}

function addBar(items: DisplayItem[], node: PictureNode, track: Rectangle): void {
  items.push({ kind: 'rect', ...track, radius: 2, fill: 'onFill', opacity: 0.12 });
  const width = track.width * Math.min(1, Math.max(0, node.share));
  if (width < 0.5) return;
  const bar = { ...track, width: Math.max(width, 3) };
  items.push({ kind: 'rect', ...bar, radius: 2, fill: { hue: node.hue, tone: 'strong' } });
}

/** Keys of PictureNode.target and PictureEdge.target. */
export interface GraphHighlights {
  readonly selected: string | undefined;
  readonly hovered: string | undefined;
}

/** What lies on top of the picture. */
export function createGraphHighlights(
  input: GraphPictureInput,
  layout: LayeredGraphLayout,
  highlights: GraphHighlights,
): DisplayList {
  const items: DisplayItem[] = [];
  input.edges.forEach((edge, index) => {
    const place = layout.edges[index];
    if (!place || (edge.target !== highlights.selected && edge.target !== highlights.hovered)) return;
    const color: Color = edge.target === highlights.selected ? 'accent' : 'text';
    const points = shiftedPoints(place.points);
    const width = lineWidth(edge);
    const headLength = 6 + 1.6 * width;
    items.push({ kind: 'path', points: trimEnd(points, headLength - 1.5), stroke: color, strokeWidth: width });
    items.push({ kind: 'polygon', points: arrowhead(points, headLength, width), fill: color });
  });
  input.nodes.forEach((node, index) => {
    const box = layout.nodes[index];
    if (!box) return;
    const shape: RectItem = { kind: 'rect', ...shifted(box), radius: 6 };
    if (node.target === highlights.hovered) items.push({ ...shape, fill: 'onFill', opacity: 0.07 });
    if (node.target === highlights.selected) items.push({ ...shape, stroke: 'accent', strokeWidth: 2 });
    else if (node.target === highlights.hovered) items.push({ ...shape, stroke: 'onFillMuted', strokeWidth: 1 });
  });
  return { width: layout.width + 2 * border, height: layout.height + 2 * border, items };
}
