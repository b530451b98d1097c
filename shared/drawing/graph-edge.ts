// One line of a graph: as wide as its cost, with an arrowhead whose tip touches the box, and texts beside it.
import { trimEnd } from '../layout/bezier.ts';
import type { Point } from '../layout/geometry.ts';
import type { Color, DisplayItem, Font } from './display-list.ts';

export const edgeLabelFont: Font = { size: 10.5, weight: 400 };
export const edgeLabelLine = 13;
/** Recursion adds to no sum, so its cost says nothing about the width. */
const recursiveWidth = 1.25;

export interface EdgeToDraw {
  /** Bézier pieces in the picture's coordinates. */
  readonly points: readonly number[];
  readonly width: number;
  readonly color: Color;
  readonly dash?: readonly [number, number];
  readonly target?: string;
  readonly title?: string;
}

export function edgeWidth(edge: { readonly share: number; readonly recursive: boolean }): number {
  return edge.recursive ? recursiveWidth : 1 + 3 * Math.sqrt(Math.min(1, Math.max(0, edge.share)));
}

export function addEdge(items: DisplayItem[], { points, width, color, dash, target, title }: EdgeToDraw): void {
  const headLength = 6 + 1.6 * width;
  const shape = { ...(target === undefined ? {} : { target }), ...(title === undefined ? {} : { title }) };
  // The line runs a little into the head, so that no gap can show between them.
  const line = trimEnd(points, headLength - 1.5);
  items.push({
    kind: 'path',
    points: line,
    stroke: color,
    strokeWidth: width,
    ...(dash === undefined ? {} : { dash }),
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

export function addEdgeTexts(items: DisplayItem[], texts: readonly string[], center: Point): void {
  texts.forEach((text, line) => {
    items.push({
      kind: 'text',
      text,
      x: Math.round(center.x),
      y: Math.round(center.y + (line - (texts.length - 1) / 2) * edgeLabelLine + 4),
      font: edgeLabelFont,
      anchor: 'middle',
      color: 'muted',
      halo: 'background',
    });
  });
}
