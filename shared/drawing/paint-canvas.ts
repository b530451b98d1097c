// Paints a display list on a 2D canvas. `shared/` knows no DOM, so the few methods that are needed stand here as an interface that
// a CanvasRenderingContext2D (or OffscreenCanvasRenderingContext2D) fulfils. What lies outside the view is skipped.
import { grow, overlaps, type Rectangle } from '../layout/geometry.ts';
import type {
  DisplayItem,
  DisplayList,
  HatchItem,
  PaintedItem,
  PathItem,
  PolygonItem,
  RectItem,
  TextItem,
} from './display-list.ts';
import { hatchLines } from './hatch.ts';
import { controlBox } from './hit-test.ts';
import { type ColorResolver, createColorResolver } from './resolve-color.ts';
import { cssFont } from './text-measurer.ts';
import type { Theme, TokenName } from './theme.ts';

export interface CanvasContext {
  /** `unknown` because the DOM also takes gradients and patterns; only strings are ever set. */
  fillStyle: unknown;
  strokeStyle: unknown;
  lineWidth: number;
  lineJoin: string;
  globalAlpha: number;
  font: string;
  textAlign: string;
  textBaseline: string;
  save(): void;
  restore(): void;
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;
  setLineDash(segments: number[]): void;
  beginPath(): void;
  closePath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void;
  rect(x: number, y: number, width: number, height: number): void;
  roundRect(x: number, y: number, width: number, height: number, radius: number): void;
  clip(): void;
  fill(): void;
  stroke(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  clearRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  strokeText(text: string, x: number, y: number): void;
}

/** Where the picture lies in the surface: surface = scale × picture + offset, in CSS pixels. */
export interface ViewTransform {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface CanvasSurface {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
  readonly theme: Theme;
  readonly view: ViewTransform;
  /** Painted first; absent: what is there stays, for lists that lie on top of others. */
  readonly background?: TokenName;
}

export const noTransform: ViewTransform = { scale: 1, x: 0, y: 0 };

/** Smaller letters than this many CSS pixels are not painted. */
const smallestText = 4;

/** Linear in the list. Leaves the context's state as it was. */
export function paintCanvas(context: CanvasContext, list: DisplayList, surface: CanvasSurface): void {
  const { view, pixelRatio } = surface;
  const painter: Painter = {
    context,
    color: createColorResolver(surface.theme),
    visible: {
      x: -view.x / view.scale,
      y: -view.y / view.scale,
      width: surface.width / view.scale,
      height: surface.height / view.scale,
    },
    scale: view.scale,
  };
  context.save();
  if (surface.background) {
    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    context.fillStyle = painter.color(surface.background);
    context.fillRect(0, 0, surface.width, surface.height);
  }
  const scale = view.scale * pixelRatio;
  // Whole pixels of the screen: what the picture puts on whole ones stays crisp wherever it is moved.
  context.setTransform(scale, 0, 0, scale, Math.round(view.x * pixelRatio), Math.round(view.y * pixelRatio));
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'round';
  for (const item of list.items) paintItem(painter, item);
  context.restore();
}

interface Painter {
  readonly context: CanvasContext;
  readonly color: ColorResolver;
  /** Part of the picture that can be seen. */
  readonly visible: Rectangle;
  readonly scale: number;
}

function paintItem(painter: Painter, item: DisplayItem): void {
  const { context } = painter;
  if (item.kind === 'clip') {
    context.save();
    context.beginPath();
    context.rect(item.x, item.y, item.width, item.height);
    context.clip();
    return;
  }
  if (item.kind === 'clip-end') {
    context.restore();
    return;
  }
  if (isVisible(painter, item)) paintMark(painter, item);
}

function paintMark(painter: Painter, item: PaintedItem): void {
  painter.context.globalAlpha = item.opacity ?? 1;
  switch (item.kind) {
    case 'rect':
      paintRect(painter, item);
      break;
    case 'hatch':
      paintHatch(painter, item);
      break;
    case 'text':
      paintText(painter, item);
      break;
    case 'path':
      paintPath(painter, item);
      break;
    case 'polygon':
      paintPolygon(painter, item);
      break;
  }
}

function isVisible({ visible, scale }: Painter, item: PaintedItem): boolean {
  switch (item.kind) {
    case 'rect':
    case 'hatch':
      return overlaps(visible, item);
    case 'text':
      // Widths are not known here; only the height tells.
      return (
        item.font.size * scale >= smallestText &&
        item.y > visible.y &&
        item.y - item.font.size < visible.y + visible.height
      );
    case 'path':
      return overlaps(visible, controlBox(item, item.strokeWidth));
    case 'polygon':
      return overlaps(grow(visible, 1), controlBox(item, 1));
  }
}

function paintRect({ context, color }: Painter, item: RectItem): void {
  if (item.fill) {
    context.fillStyle = color(item.fill);
    if (item.radius) {
      context.beginPath();
      context.roundRect(item.x, item.y, item.width, item.height, item.radius);
      context.fill();
    } else {
      context.fillRect(item.x, item.y, item.width, item.height);
    }
  }
  if (item.stroke) {
    const width = item.strokeWidth ?? 1;
    const inner = grow(item, -width / 2);
    if (inner.width <= 0 || inner.height <= 0) return;
    context.strokeStyle = color(item.stroke);
    context.lineWidth = width;
    context.setLineDash(item.dash ? [...item.dash] : []);
    context.beginPath();
    if (item.radius) {
      context.roundRect(inner.x, inner.y, inner.width, inner.height, Math.max(0, item.radius - width / 2));
    } else {
      context.rect(inner.x, inner.y, inner.width, inner.height);
    }
    context.stroke();
  }
}

function paintHatch({ context, color }: Painter, item: HatchItem): void {
  const lines = hatchLines(item);
  context.strokeStyle = color(item.color);
  context.lineWidth = 1;
  context.setLineDash([]);
  context.beginPath();
  for (let i = 0; i < lines.length; i += 4) {
    context.moveTo(lines[i] as number, lines[i + 1] as number);
    context.lineTo(lines[i + 2] as number, lines[i + 3] as number);
  }
  context.stroke();
}

function paintText({ context, color }: Painter, item: TextItem): void {
  const font = cssFont(item.font);
  context.font = font;
  context.textAlign = item.anchor === 'middle' ? 'center' : item.anchor;
  if (item.halo) {
    context.strokeStyle = color(item.halo);
    context.lineWidth = 3;
    context.setLineDash([]);
    context.strokeText(item.text, item.x, item.y);
  }
  context.fillStyle = color(item.color);
  const { tail, text, x, y } = item;
  if (tail === undefined) {
    context.fillText(text, x, y);
    return;
  }
  context.fillText(text.slice(0, tail.from), x, y);
  context.fillStyle = color(tail.color);
  context.fillText(text.slice(tail.from), x + tail.offset, y);
}

function paintPath({ context, color }: Painter, item: PathItem): void {
  const { points } = item;
  context.strokeStyle = color(item.stroke);
  context.lineWidth = item.strokeWidth;
  context.setLineDash(item.dash ? [...item.dash] : []);
  context.beginPath();
  context.moveTo(points[0] as number, points[1] as number);
  for (let i = 2; i + 5 < points.length; i += 6) {
    context.bezierCurveTo(
      points[i] as number,
      points[i + 1] as number,
      points[i + 2] as number,
      points[i + 3] as number,
      points[i + 4] as number,
      points[i + 5] as number,
    );
  }
  context.stroke();
}

function paintPolygon({ context, color }: Painter, item: PolygonItem): void {
  const { points } = item;
  context.fillStyle = color(item.fill);
  context.beginPath();
  context.moveTo(points[0] as number, points[1] as number);
  for (let i = 2; i + 1 < points.length; i += 2) context.lineTo(points[i] as number, points[i + 1] as number);
  context.closePath();
  context.fill();
}
