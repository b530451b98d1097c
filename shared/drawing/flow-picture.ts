// The control flow of a function as a display list: blocks with their address range, cost, a bar, a few lines of code in columns; ways
// between them in styles that differ in dashes and width, not in colour alone. `measureFlow` says how large blocks are, before the layout.
import type { Rectangle } from '../layout/geometry.ts';
import type { LayeredGraphInput, LayeredGraphLayout } from '../layout/layered-graph.ts';
import type { Color, DisplayItem, DisplayList, Font } from './display-list.ts';
import { fitText } from './fit-text.ts';
import { addEdge, addEdgeTexts, edgeLabelFont, edgeLabelLine } from './graph-edge.ts';
import type { TextMeasurer } from './text-measurer.ts';

export interface FlowPictureInput {
  readonly nodes: readonly PictureBlock[];
  readonly edges: readonly PictureFlow[];
}

/** Texts come formatted. */
export interface PictureBlock {
  readonly title: string;
  readonly detail: string;
  /** A short mark behind the title; may be empty. */
  readonly mark: string;
  /** Length of the cost bar, 0 … 1. */
  readonly share: number;
  readonly lines: readonly { readonly cost: string; readonly text: string }[];
  readonly foot: string;
  readonly active: boolean;
  readonly target: string;
  readonly tooltip?: string;
}

export interface PictureFlow {
  /** Rows of `nodes`. */
  readonly from: number;
  readonly to: number;
  readonly texts: readonly string[];
  readonly share: number;
  readonly style: 'jump' | 'branch' | 'next' | 'hidden';
  readonly back: boolean;
  readonly target: string;
  readonly title?: string;
}

export interface LaidOutFlow {
  readonly input: FlowPictureInput;
  readonly layout: LayeredGraphLayout;
}

const titleFont: Font = { size: 11, weight: 600, code: true };
const detailFont: Font = { size: 11, weight: 600 };
const codeFont: Font = { size: 10.5, weight: 400, code: true };
const smallFont: Font = { size: 10.5, weight: 400 };
const padding = 9;
const gap = 12;
const headHeight = 29;
const lineHeight = 15;
const footHeight = 17;
const narrowest = 130;
const widest = 380;
/** Free border around the whole picture. */
const border = 8;

function costWidth({ lines }: PictureBlock, measurer: TextMeasurer): number {
  const width = lines.reduce((most, { cost }) => Math.max(most, measurer.width(cost, smallFont)), 0);
  return width === 0 ? 0 : width + gap - 2;
}

function blockSize(block: PictureBlock, measurer: TextMeasurer) {
  const head =
    measurer.width(block.title, titleFont) +
    gap +
    measurer.width(block.detail, detailFont) +
    (block.mark === '' ? 0 : measurer.width(block.mark, smallFont) + gap);
  const texts = block.lines.reduce((most, { text }) => Math.max(most, measurer.width(text, codeFont)), 0);
  const foot = Math.min(260, measurer.width(block.foot, smallFont));
  const content = Math.max(head, costWidth(block, measurer) + texts, foot);
  const width = Math.ceil(Math.min(widest, Math.max(narrowest, content + 2 * padding)));
  const lines = block.lines.length === 0 ? 0 : block.lines.length * lineHeight + 5;
  return { width, height: headHeight + lines + (block.foot === '' ? 3 : footHeight) };
}

/** Sizes for the layout. */
export function measureFlow(
  { nodes, edges }: FlowPictureInput,
  direction: 'down' | 'right',
  measurer: TextMeasurer,
): LayeredGraphInput {
  return {
    direction,
    nodes: nodes.map((node) => blockSize(node, measurer)),
    edges: edges.map(({ from, to, texts, share, back }) => {
      const shown = texts.filter((text) => text !== '');
      const width = shown.reduce((most, text) => Math.max(most, measurer.width(text, edgeLabelFont)), 0);
      const label = shown.length === 0 ? {} : { label: { width, height: shown.length * edgeLabelLine } };
      // A way back must not pull the loop's end above its beginning.
      return { from, to, weight: back ? 0 : share, ...label };
    }),
  };
}

export function createFlowPicture({ input, layout }: LaidOutFlow, measurer: TextMeasurer): DisplayList {
  const items: DisplayItem[] = [];
  input.edges.forEach((edge, index) => {
    const place = layout.edges[index];
    if (!place) return;
    const { target, title } = edge;
    const names = title === undefined ? { target } : { target, title };
    addEdge(items, { points: shifted(place.points), ...styleOf(edge), ...names });
  });
  input.edges.forEach(({ texts }, index) => {
    const label = layout.edges[index]?.label;
    const shown = texts.filter((text) => text !== '');
    if (label) addEdgeTexts(items, shown, { x: label.x + border, y: label.y + border });
  });
  input.nodes.forEach((block, index) => {
    const box = layout.nodes[index];
    if (box) addBlock(items, block, { box: shiftedBox(box), measurer });
  });
  return { width: Math.ceil(layout.width + 2 * border), height: Math.ceil(layout.height + 2 * border), items };
}

function shifted(points: readonly number[]): number[] {
  return points.map((coordinate) => coordinate + border);
}

function shiftedBox(box: Rectangle): Rectangle {
  return { ...box, x: box.x + border, y: box.y + border };
}

interface LineStyle {
  readonly width: number;
  readonly color: Color;
  readonly dash?: readonly [number, number];
}

function styleOf({ style, share, back }: PictureFlow): LineStyle {
  const width = 1 + 2.2 * Math.sqrt(Math.min(1, Math.max(0, share)));
  const color = back ? 'cycle' : 'edge';
  switch (style) {
    case 'branch':
      return { width, color, dash: [6, 3] };
    case 'hidden':
      return { width: 1.25, color: 'faint', dash: [2, 3] };
    case 'jump':
    case 'next':
      return { width, color };
  }
}

interface BlockPlace {
  readonly box: Rectangle;
  readonly measurer: TextMeasurer;
}

/** Four steps of heat, as beside code. */
function fillOf(share: number): Color {
  if (share <= 0.005) return 'raised';
  if (share < 0.1) return 'heat1';
  if (share < 0.3) return 'heat2';
  return share < 0.65 ? 'heat3' : 'heat4';
}

function addBlock(items: DisplayItem[], block: PictureBlock, { box, measurer }: BlockPlace): void {
  const { x, y, width, height } = box;
  const shape = { kind: 'rect', x, y, width, height, radius: 4 } as const;
  const names = block.tooltip === undefined ? {} : { title: block.tooltip };
  items.push({ ...shape, fill: 'raised' });
  items.push({
    ...shape,
    fill: fillOf(block.share),
    stroke: block.active ? 'text' : 'faint',
    strokeWidth: block.active ? 1.75 : 1,
    target: block.target,
    ...names,
  });
  const left = x + padding;
  const right = x + width - padding;
  const text = (words: string, at: { x: number; y: number }, font: Font, more: Partial<DisplayItem & object> = {}) => {
    if (words === '') return;
    items.push({ kind: 'text', text: words, ...at, font, anchor: 'start', color: 'text', ...more } as DisplayItem);
  };
  const detail = measurer.width(block.detail, detailFont);
  text(block.detail, { x: right, y: y + 16 }, detailFont, { anchor: 'end' });
  const title = fitText(block.title, right - left - detail - gap, titleFont, measurer);
  text(title, { x: left, y: y + 16 }, titleFont);
  const markX = left + measurer.width(title, titleFont) + gap;
  const mark = fitText(block.mark, right - detail - gap - markX, smallFont, measurer);
  text(mark, { x: markX, y: y + 16 }, smallFont, { color: 'onFillMuted' });
  addBar(items, block.share, { x: left, y: y + 22, width: right - left, height: 3 });
  const costs = costWidth(block, measurer);
  block.lines.forEach((line, index) => {
    const base = y + headHeight + 11 + index * lineHeight;
    text(line.cost, { x: left + costs - gap + 2, y: base }, smallFont, { anchor: 'end', color: 'onFillMuted' });
    text(fitText(line.text, right - left - costs, codeFont, measurer), { x: left + costs, y: base }, codeFont);
  });
  const foot = fitText(block.foot, right - left, smallFont, measurer);
  text(foot, { x: left, y: y + height - 6 }, smallFont, { color: 'onFillMuted' });
}

function addBar(items: DisplayItem[], share: number, track: Rectangle): void {
  items.push({ kind: 'rect', ...track, radius: 1.5, fill: 'barTrack' });
  const width = track.width * Math.min(1, Math.max(0, share));
  if (width >= 0.5) items.push({ kind: 'rect', ...track, width: Math.max(width, 3), radius: 1.5, fill: 'accent' });
}

export interface FlowHighlights {
  /** Keys of blocks and ways. */
  readonly selected: ReadonlySet<string>;
  readonly hovered: string | undefined;
}

/** What lies on top of the picture: what is selected, with the ways into it and out of it. */
export function createFlowHighlights(
  { input, layout }: LaidOutFlow,
  { selected, hovered }: FlowHighlights,
): DisplayList {
  const items: DisplayItem[] = [];
  input.edges.forEach((edge, index) => {
    const place = layout.edges[index];
    const isLit = selected.has(edge.target);
    if (!place || !(isLit || edge.target === hovered)) return;
    const style = styleOf(edge);
    addEdge(items, { points: shifted(place.points), ...style, color: isLit ? 'accent' : 'text' });
  });
  input.nodes.forEach((block, index) => {
    const box = layout.nodes[index];
    if (!box) return;
    const shape = { kind: 'rect', ...shiftedBox(box), radius: 4 } as const;
    if (selected.has(block.target)) items.push({ ...shape, stroke: 'accent', strokeWidth: 2 });
    else if (block.target === hovered) items.push({ ...shape, stroke: 'text', strokeWidth: 1 });
  });
  return { width: layout.width + 2 * border, height: layout.height + 2 * border, items };
}

/** Where blocks stand in the picture, by row. */
export function blockBoxes({ nodes }: LayeredGraphLayout): readonly Rectangle[] {
  return nodes.map(shiftedBox);
}
