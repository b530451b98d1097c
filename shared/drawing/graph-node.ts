// One box of a graph: how large it must be, and what is drawn in it. Compact: name and number on one line. Normal: name, place and number, bar.
// Tall: the same with the name on up to three lines, for names that matter to their last letter.
import type { Rectangle } from '../layout/geometry.ts';
import type { LayeredGraphInput } from '../layout/layered-graph.ts';
import type { Color, Font, RectItem, TextItem } from './display-list.ts';
import { fitText } from './fit-text.ts';
import { mutedTail } from './muted-tail.ts';
import type { TextMeasurer } from './text-measurer.ts';

export type GraphSpacing = NonNullable<LayeredGraphInput['spacing']>;

/** Texts come formatted. */
export interface PictureNode {
  readonly name: string;
  /** Letters of the name before the part that is drawn muted: the callers that it is kept apart by. Absent: all are drawn alike. */
  readonly callersFrom?: number;
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

const nameFont: Font = { size: 11.5, weight: 500 };
const activeNameFont: Font = { size: 11.5, weight: 600 };
const smallFont: Font = { size: 10.5, weight: 400 };
const padding = 9;
const gap = 10;
const nameLine = 14;
const narrowest = 112;
const widest = 210;
const mostNameLines = 3;
/** Shorter ones are no bars any more. */
const LEAST_BAR = 3;
const heights = { compact: 24, normal: 42 } as const;

export function nodeSize(node: PictureNode, spacing: GraphSpacing, measurer: TextMeasurer) {
  // Longer than any box: no need to measure the rest of a 100 kB name.
  const name = measurer.width(node.name.slice(0, 80), activeNameFont) + markWidth(node, measurer);
  const detail = measurer.width(node.detail, smallFont);
  const place = node.place === '' ? 0 : measurer.width(node.place.slice(0, 80), smallFont) + gap;
  const content = spacing === 'compact' ? name + gap + detail : Math.max(name, place + detail);
  const width = Math.ceil(Math.min(widest, Math.max(narrowest, 2 * padding + 2 + content)));
  if (spacing !== 'tall') return { width, height: heights[spacing] };
  const lines = nameLines(node, width - 2 * padding, measurer).length;
  return { width, height: heights.normal + (lines - 1) * nameLine };
}

function markWidth(node: PictureNode, measurer: TextMeasurer): number {
  return node.mark === '' ? 0 : measurer.width(node.mark, smallFont) + gap;
}

const fontOf = (node: PictureNode): Font => (node.active ? activeNameFont : nameFont);

interface NameLine {
  readonly text: string;
  /** Letters of the name before it. */
  readonly start: number;
}

/** The name on up to three lines, broken where they are full: names have no blanks to break at. The first line leaves room for the mark. */
function nameLines(node: PictureNode, room: number, measurer: TextMeasurer): NameLine[] {
  const font = fontOf(node);
  const lines: NameLine[] = [];
  let rest = node.name;
  while (lines.length < mostNameLines) {
    const width = lines.length === 0 ? room - markWidth(node, measurer) : room;
    const fitted = fitText(rest, width, font, measurer);
    const start = node.name.length - rest.length;
    const isLast = lines.length === mostNameLines - 1;
    if (isLast || !fitted.endsWith('…') || rest.length <= fitted.length) {
      return [...lines, { text: fitted, start }];
    }
    const head = rest.slice(0, Math.max(1, breakAt(rest, fitted.length - 1)));
    lines.push({ text: head, start });
    rest = rest.slice(head.length).trimStart();
  }
  return lines;
}

/** The last place up to `most` behind which a name reads well broken. */
function breakAt(name: string, most: number): number {
  for (let i = most; i > most * 0.6; i--) if (/[:,.<>()\\/_\s-]/.test(name[i - 1] ?? '')) return i;
  // Not between the halves of a surrogate pair.
  return /[\ud800-\udbff]/.test(name[most - 1] ?? '') ? most - 1 : most;
}

/** What is drawn of a node: what is moved by x and y. */
export type NodeItem = RectItem | TextItem;

export interface NodeToDraw {
  readonly node: PictureNode;
  readonly box: Rectangle;
  readonly spacing: GraphSpacing;
}

export function addNode(items: NodeItem[], { node, box, spacing }: NodeToDraw, measurer: TextMeasurer): void {
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
  if (spacing === 'compact') addCompactTexts(items, { node, box, spacing }, measurer);
  else addTexts(items, { node, box, spacing }, measurer);
}

function addCompactTexts(items: NodeItem[], { node, box }: NodeToDraw, measurer: TextMeasurer): void {
  const left = box.x + padding;
  const right = box.x + box.width - padding;
  const y = box.y + box.height / 2 + 4;
  const detailWidth = measurer.width(node.detail, smallFont);
  const room = right - left - detailWidth - gap;
  const name = fitText(node.name, room - markWidth(node, measurer), fontOf(node), measurer);
  addName(items, { node, line: { text: name, start: 0 }, x: left, y }, measurer);
  const markRight = right - detailWidth - gap;
  addText(items, { text: node.mark, x: markRight, y, font: smallFont, color: 'onFillMuted', anchor: 'end' });
  addText(items, { text: node.detail, x: right, y, font: smallFont, color: 'onFill', anchor: 'end' });
}

function addTexts(items: NodeItem[], { node, box, spacing }: NodeToDraw, measurer: TextMeasurer): void {
  const left = box.x + padding;
  const right = box.x + box.width - padding;
  const room = right - left;
  const font = fontOf(node);
  const names =
    spacing === 'tall'
      ? nameLines(node, room, measurer)
      : [{ text: fitText(node.name, room - markWidth(node, measurer), font, measurer), start: 0 }];
  names.forEach((line, number) => {
    addName(items, { node, line, x: left, y: box.y + 15 + number * nameLine }, measurer);
  });
  addText(items, { text: node.mark, x: right, y: box.y + 15, font: smallFont, color: 'onFillMuted', anchor: 'end' });
  const y = box.y + box.height - 14;
  const detailWidth = measurer.width(node.detail, smallFont);
  const place = fitText(node.place, room - detailWidth - gap, smallFont, measurer);
  addText(items, { text: place, x: left, y, font: smallFont, color: 'onFillMuted', anchor: 'start' });
  addText(items, { text: node.detail, x: right, y, font: smallFont, color: 'onFill', anchor: 'end' });
  addBar(items, node, { x: left, y: box.y + box.height - 8, width: room, height: 4 });
}

interface NameToAdd {
  readonly node: PictureNode;
  readonly line: NameLine;
  readonly x: number;
  readonly y: number;
}

function addName(items: NodeItem[], { node, line, x, y }: NameToAdd, measurer: TextMeasurer): void {
  const { text, start } = line;
  const font = fontOf(node);
  if (text === '') return;
  const own = node.callersFrom === undefined ? undefined : Math.max(0, node.callersFrom - start);
  const tail = mutedTail({ text, of: node.name.slice(start), own, font }, measurer);
  items.push({ kind: 'text', text, x, y, font, color: 'onFill', anchor: 'start', ...tail });
}

interface TextToAdd {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly font: Font;
  readonly color: Color;
  readonly anchor: 'start' | 'end';
}

function addText(items: NodeItem[], text: TextToAdd): void {
  if (text.text !== '') items.push({ kind: 'text', ...text });
}

/** What costs nothing has no bar, not an empty one; what costs something has one that can be seen. */
function addBar(items: NodeItem[], node: PictureNode, track: Rectangle): void {
  if (!(node.share > 0)) return;
  items.push({ kind: 'rect', ...track, radius: 2, fill: 'onFill', opacity: 0.12 });
  const bar = { ...track, width: Math.max(track.width * Math.min(1, node.share), LEAST_BAR) };
  items.push({ kind: 'rect', ...bar, radius: 2, fill: { hue: node.hue, tone: 'strong' } });
}
