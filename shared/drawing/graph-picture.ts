// A laid-out graph as a display list: boxes with name, place, share and cost bar; curves as wide as their cost, with arrowheads
// that touch the box and counts beside them; arrows from or to nowhere for calls that are left out; frames around groups.
// `measureGraph` says how large the boxes must be, before the layout. Its rows are nodes first, then the free ends of stubs.
import type { Rectangle } from '../layout/geometry.ts';
import type { LayeredEdge, LayeredGraphInput, LayeredGraphLayout } from '../layout/layered-graph.ts';
import type { DisplayItem, DisplayList, Font } from './display-list.ts';
import { fitText } from './fit-text.ts';
import { addEdge, addEdgeTexts, edgeLabelFont, edgeLabelLine, edgeWidth } from './graph-edge.ts';
import { addNode, type NodeItem, nodeSize, type PictureNode } from './graph-node.ts';
import type { TextMeasurer } from './text-measurer.ts';

export interface GraphPictureInput {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  readonly stubs?: readonly PictureStub[];
  readonly groups?: readonly PictureGroup[];
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

/** Calls that are left out: an arrow out of a node that leads nowhere, or into it from nowhere. */
export interface PictureStub {
  /** Row of `nodes`. */
  readonly node: number;
  readonly end: 'caller' | 'callee';
  readonly texts: readonly string[];
  readonly share: number;
  readonly title?: string;
  readonly target: string;
}

export interface PictureGroup {
  readonly title: string;
  /** Rows of `nodes`. */
  readonly nodes: readonly number[];
}

export type GraphShape = Pick<LayeredGraphInput, 'direction' | 'spacing' | 'root'>;

const groupFont: Font = { size: 10.5, weight: 600 };
/** Free border around the whole picture: loops, frames and outlines of groups need it. */
const border = 8;
/** Short and straight: it says only that there is more. */
const stubWeight = 0.2;
/** The free end of a stub. */
const freeEnd = { width: 7, height: 7 };

/** Sizes for the layout. */
export function measureGraph(input: GraphPictureInput, shape: GraphShape, measurer: TextMeasurer): LayeredGraphInput {
  const spacing = shape.spacing ?? 'normal';
  const stubs = input.stubs ?? [];
  const labelOf = (texts: readonly string[]) => {
    const shown = shownTexts(texts);
    const width = shown.reduce((sum, text) => Math.max(sum, measurer.width(text, edgeLabelFont)), 0);
    return shown.length > 0 ? { label: { width: Math.ceil(width), height: shown.length * edgeLabelLine } } : {};
  };
  return {
    ...shape,
    nodes: [...input.nodes.map((node) => nodeSize(node, spacing, measurer)), ...stubs.map(() => freeEnd)],
    edges: [
      ...input.edges.map(({ from, to, texts, share, recursive }) => ({
        from,
        to,
        weight: recursive ? 0 : share,
        ...labelOf(texts),
      })),
      ...stubs.map(({ node, end, texts }, index) => {
        const free = input.nodes.length + index;
        return {
          from: end === 'caller' ? node : free,
          to: end === 'caller' ? free : node,
          weight: stubWeight,
          ...labelOf(texts),
        };
      }),
    ],
    groups: (input.groups ?? []).map(({ nodes }) => nodes),
  };
}

function shownTexts(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => text !== '').slice(0, 2);
}

export interface LaidOutGraph {
  readonly input: GraphPictureInput;
  readonly shape: GraphShape;
  readonly layout: LayeredGraphLayout;
}

/** What is drawn of every node, as if it lay at 0, 0: their texts are cut once, not again for every frame in which they glide. */
export type NodeItems = readonly (readonly NodeItem[])[];

export function createNodeItems({ input, shape, layout }: LaidOutGraph, measurer: TextMeasurer): NodeItems {
  const spacing = shape.spacing ?? 'normal';
  return input.nodes.map((node, index) => {
    const items: NodeItem[] = [];
    const box = layout.nodes[index];
    if (box) addNode(items, { node, box: { ...box, x: 0, y: 0 }, spacing }, measurer);
    return items;
  });
}

/** Frames first, then edges, so that nodes lie on top. `nodeItems`: those of the same graph, wherever its nodes lay. */
export function createGraphPicture(
  graph: LaidOutGraph,
  measurer: TextMeasurer,
  nodeItems: NodeItems = createNodeItems(graph, measurer),
): DisplayList {
  const { input, layout } = graph;
  const items: DisplayItem[] = [];
  const { nodes, edges, stubs = [], groups = [] } = input;
  const placeOfStub = (index: number): LayeredEdge | undefined => layout.edges[edges.length + index];
  groups.forEach((group, index) => {
    const box = layout.groups[index];
    if (box && box.width > 0) addFrame(items, group, shifted(box));
  });
  stubs.forEach((stub, index) => {
    const place = placeOfStub(index);
    const free = layout.nodes[nodes.length + index];
    if (place && free) addStub(items, stub, { place, free: shifted(free) });
  });
  edges.forEach((edge, index) => {
    const place = layout.edges[index];
    if (place) addEdge(items, { ...styleOf(edge), points: shiftedPoints(place.points), ...namesOf(edge) });
  });
  groups.forEach((group, index) => {
    const box = layout.groups[index];
    if (box && box.width > 0) addGroupTitle(items, group, { box: shifted(box), measurer });
  });
  for (const [index, { texts }] of [...edges, ...stubs].entries()) addTextsAt(items, texts, layout.edges[index]);
  nodeItems.forEach((ofNode, index) => {
    const box = layout.nodes[index];
    if (!box) return;
    for (const item of ofNode) items.push({ ...item, x: item.x + (box.x + border), y: item.y + (box.y + border) });
  });
  return { width: Math.ceil(layout.width + 2 * border), height: Math.ceil(layout.height + 2 * border), items };
}

function shifted(box: Rectangle): Rectangle {
  return { ...box, x: box.x + border, y: box.y + border };
}

function shiftedPoints(points: readonly number[]): number[] {
  return points.map((coordinate) => coordinate + border);
}

function styleOf(edge: PictureEdge) {
  const width = edgeWidth(edge);
  return edge.recursive
    ? ({ width, color: 'edgeRecursive', dash: [5, 3] } as const)
    : ({ width, color: 'edge' } as const);
}

function namesOf({ target, title }: PictureEdge | PictureStub) {
  return { target, ...(title === undefined ? {} : { title }) };
}

function addTextsAt(items: DisplayItem[], texts: readonly string[], place: LayeredEdge | undefined): void {
  if (!place?.label) return;
  addEdgeTexts(items, shownTexts(texts), { x: place.label.x + border, y: place.label.y + border });
}

function addStub(items: DisplayItem[], stub: PictureStub, at: { place: LayeredEdge; free: Rectangle }): void {
  const width = Math.min(2.5, edgeWidth({ share: stub.share, recursive: false }));
  const points = shiftedPoints(at.place.points);
  addEdge(items, { points, width, color: 'faint', dash: [2, 3], ...namesOf(stub) });
  // The other end is open: a ring where calls come from, a dot where they go.
  const ring = { fill: 'background', stroke: 'faint', strokeWidth: 1.25 } as const;
  const end = stub.end === 'caller' ? ({ fill: 'faint' } as const) : ring;
  items.push({ kind: 'rect', ...at.free, radius: at.free.width / 2, ...end, ...namesOf(stub) });
}

function addFrame(items: DisplayItem[], group: PictureGroup, box: Rectangle): void {
  items.push({ kind: 'rect', ...box, radius: 8, fill: 'panel' });
  items.push({ kind: 'rect', ...box, radius: 8, stroke: 'line', strokeWidth: 1.25, title: group.title });
}

/** After the lines: those that come into the frame from above cross its title. */
function addGroupTitle(
  items: DisplayItem[],
  group: PictureGroup,
  { box, measurer }: { readonly box: Rectangle; readonly measurer: TextMeasurer },
): void {
  const text = fitText(group.title, box.width - 16, groupFont, measurer);
  if (text === '') return;
  const at = { x: box.x + 8, y: box.y + 15 };
  items.push({ kind: 'text', text, ...at, font: groupFont, anchor: 'start', color: 'muted', halo: 'panel' });
}

/** Keys of PictureNode.target and PictureEdge.target. */
export interface GraphHighlights {
  /** Several: an edge with both its ends. */
  readonly selected: ReadonlySet<string>;
  readonly hovered: string | undefined;
  /** Nodes and edges of the way to what is selected or hovered. */
  readonly path: ReadonlySet<string>;
  /** Nodes that a search finds. */
  readonly found: ReadonlySet<string>;
}

/** What lies on top of the picture. */
export function createGraphHighlights({ input, layout }: LaidOutGraph, highlights: GraphHighlights): DisplayList {
  const items: DisplayItem[] = [];
  const { selected, hovered, path, found } = highlights;
  const lit = (target: string): boolean => selected.has(target) || path.has(target);
  const lines = [
    ...input.edges.map((edge) => ({ target: edge.target, width: edgeWidth(edge) })),
    ...(input.stubs ?? []).map((stub) => ({ target: stub.target, width: 1.5 })),
  ];
  lines.forEach(({ target, width }, index) => {
    const place = layout.edges[index];
    if (!place || !(lit(target) || target === hovered)) return;
    const color = lit(target) ? 'accent' : 'text';
    addEdge(items, { points: shiftedPoints(place.points), width: selected.has(target) ? width + 1 : width, color });
  });
  input.nodes.forEach((node, index) => {
    const box = layout.nodes[index];
    if (!box) return;
    const shape = { kind: 'rect', ...shifted(box), radius: 6 } as const;
    if (node.target === hovered) items.push({ ...shape, fill: 'onFill', opacity: 0.07 });
    if (found.has(node.target)) {
      const around = { x: shape.x - 3, y: shape.y - 3, width: shape.width + 6, height: shape.height + 6 };
      items.push({ kind: 'rect', ...around, radius: 9, stroke: 'warning', strokeWidth: 2 });
    }
    if (selected.has(node.target)) items.push({ ...shape, stroke: 'accent', strokeWidth: 2 });
    else if (path.has(node.target)) items.push({ ...shape, stroke: 'accent', strokeWidth: 1.25 });
    else if (node.target === hovered) items.push({ ...shape, stroke: 'onFillMuted', strokeWidth: 1 });
  });
  return { width: layout.width + 2 * border, height: layout.height + 2 * border, items };
}
