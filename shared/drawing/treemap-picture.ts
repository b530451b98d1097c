// A laid-out treemap as a display list: rectangles in their functions' colours, titles where they fit, a hatch where something is
// too small. Highlights are a second list, painted on top, so that moving the pointer never rebuilds the picture.
import { grow } from '../layout/geometry.ts';
import type { TreemapLayout } from '../layout/treemap.ts';
import type { DisplayItem, DisplayList, Font, RectItem } from './display-list.ts';
import { fitText } from './fit-text.ts';
import { mutedTail } from './muted-tail.ts';
import type { TextMeasurer } from './text-measurer.ts';

/** What a rectangle says. Texts come formatted. */
export interface MapLabel {
  readonly name: string;
  /** Letters of it before the callers that it is kept apart by, which are drawn muted; absent: all are drawn alike. */
  readonly callersFrom?: number;
  /** Cost or share, beside or below the name where there is room. */
  readonly detail: string;
  readonly hue: number | null;
  /** The whole picture is about this one. */
  readonly active: boolean;
  /** Tooltip of an exported picture; the page makes its own on hover. */
  readonly title?: string;
  /** Key of this rectangle for the hit test. */
  readonly target: string;
  /** Key of what it stands for: all rectangles of one function share it, and are highlighted together. */
  readonly item: string;
}

export interface TreemapPictureInput {
  readonly layout: TreemapLayout;
  /** By row of the layout's input. */
  readonly labels: readonly MapLabel[];
  readonly measurer: TextMeasurer;
  /** Edges are rounded to multiples of this many pixels, 1 ÷ pixel ratio, so that lines are crisp. */
  readonly grid: number;
}

const nameFont: Font = { size: 11, weight: 500 };
const activeFont: Font = { size: 11, weight: 600 };
const detailFont: Font = { size: 10.5, weight: 400 };
const margin = 5;
const lineHeight = 14;
/** Between a name and a detail on one line. */
const detailGap = 8;

export function createTreemapPicture(input: TreemapPictureInput, width: number, height: number): DisplayList {
  const { layout } = input;
  const items: DisplayItem[] = [];
  for (let row = 0; row < layout.node.length; row++) {
    const label = input.labels[layout.node[row] as number];
    if (!label) continue;
    const box = snappedBox(input, row);
    items.push({
      kind: 'rect',
      ...box,
      radius: Math.min(box.width, box.height) >= 12 ? 2 : 0,
      fill: { hue: label.hue, tone: 'fill' },
      stroke: { hue: label.hue, tone: 'stroke' },
      strokeWidth: 1,
      target: label.target,
      // What lies under others has its title on its piece of the line.
      ...(label.title === undefined || sharedTitleBox(input, row) !== undefined ? {} : { title: label.title }),
    });
  }
  for (let row = 0; row < layout.node.length; row++) {
    const label = input.labels[layout.node[row] as number];
    const piece = sharedTitleBox(input, row);
    if (!label || piece === undefined) continue;
    items.push({
      kind: 'rect',
      ...piece,
      radius: 2,
      fill: { hue: label.hue, tone: 'fill' },
      stroke: { hue: label.hue, tone: 'stroke' },
      strokeWidth: 1,
      target: label.target,
      ...(label.title === undefined ? {} : { title: label.title }),
    });
  }
  for (const area of layout.remainders) {
    const label = input.labels[layout.node[area.row] as number];
    const inner = grow(area, -1);
    if (!label || inner.width <= 0 || inner.height <= 0) continue;
    items.push({ kind: 'hatch', ...inner, color: { hue: label.hue, tone: 'stroke' } });
  }
  const isParent = new Uint8Array(layout.node.length);
  for (const parent of layout.parent) if (parent >= 0) isParent[parent] = 1;
  for (const area of layout.remainders) isParent[area.row] = 1;
  for (let row = 0; row < layout.node.length; row++) addTexts(items, input, row, isParent[row] === 1);
  return { width, height, items };
}

/** Rounded outwards and inwards alike: neighbours and children keep their order, nothing overlaps. */
function snappedBox({ layout, grid }: TreemapPictureInput, row: number) {
  const snap = (value: number): number => Math.round(value / grid) * grid;
  const x = snap(layout.x[row] as number);
  const y = snap(layout.y[row] as number);
  const right = snap((layout.x[row] as number) + (layout.width[row] as number));
  const bottom = snap((layout.y[row] as number) + (layout.height[row] as number));
  return { x, y, width: Math.max(grid, right - x), height: Math.max(grid, bottom - y) };
}

/** The piece of a title line that a rectangle has, which shares it with the one it holds and lies under; undefined for all others. */
function sharedTitleBox({ layout, grid }: TreemapPictureInput, row: number) {
  const start = layout.titleX[row] as number;
  const end = start + (layout.titleWidth[row] as number);
  const right = (layout.x[row] as number) + (layout.width[row] as number);
  if (end >= right - 1) return undefined;
  const snap = (value: number): number => Math.round(value / grid) * grid;
  const x = snap(start);
  const y = snap(layout.y[row] as number);
  return { x, y, width: snap(end) - x, height: snap((layout.y[row] as number) + (layout.header[row] as number)) - y };
}

function addTexts(items: DisplayItem[], input: TreemapPictureInput, row: number, isParent: boolean): void {
  const { layout, measurer } = input;
  const label = input.labels[layout.node[row] as number];
  const header = layout.header[row] as number;
  const whole = snappedBox(input, row);
  const isShared = (layout.titleWidth[row] as number) < (layout.width[row] as number);
  const line = { x: layout.titleX[row] as number, width: layout.titleWidth[row] as number };
  const box = isShared ? { ...whole, ...line } : whole;
  const room = box.width - 2 * margin;
  // A parent without a header has its children up to its upper edge: no place for a title.
  if (!label || (isParent && header === 0) || box.height < lineHeight + 1 || room <= 0) return;
  const font = label.active ? activeFont : nameFont;
  const name = fitText(label.name, room, font, measurer);
  if (name === '') return;
  const baseline = box.y + (header > 0 ? header - 4 : Math.min(lineHeight - 2, (box.height + 8) / 2));
  const common = { kind: 'text', x: box.x + margin } as const;
  const tail = mutedTail({ text: name, of: label.name, own: label.callersFrom, font }, measurer);
  items.push({ ...common, text: name, y: baseline, font, anchor: 'start', color: 'onFill', ...tail });
  const detailWidth = measurer.width(label.detail, detailFont);
  const left = room - measurer.width(name, font) - detailGap;
  if (label.detail !== '' && detailWidth <= left) {
    const x = box.x + box.width - margin;
    const text = label.detail;
    items.push({ ...common, x, text, y: baseline, font: detailFont, anchor: 'end', color: 'onFillMuted' });
  } else if (label.detail !== '' && !isParent && detailWidth <= room && box.height >= 2 * lineHeight + 3) {
    const y = baseline + lineHeight;
    items.push({ ...common, text: label.detail, y, font: detailFont, anchor: 'start', color: 'onFillMuted' });
  }
}

/** Keys of MapLabel.item; `hovered` is a MapLabel.target. */
export interface MapHighlights {
  readonly selected: string | undefined;
  /** The same thing hovered in another pane. */
  readonly linked?: string | undefined;
  readonly hovered: string | undefined;
}

/** What lies on top of the picture: frames around every rectangle of the selected item and around the hovered rectangle. */
export function createTreemapHighlights(
  input: TreemapPictureInput,
  highlights: MapHighlights,
  picture: DisplayList,
): DisplayList {
  const items: RectItem[] = [];
  const { layout } = input;
  for (let row = 0; row < layout.node.length; row++) {
    const label = input.labels[layout.node[row] as number];
    if (!label) continue;
    const shape = { kind: 'rect', ...snappedBox(input, row), radius: 2 } as const;
    const piece = sharedTitleBox(input, row);
    const shapes = piece === undefined ? [shape] : [shape, { ...shape, ...piece }];
    const top = shapes.at(-1) ?? shape;
    if (label.target === highlights.hovered) items.push({ ...top, fill: 'onFill', opacity: 0.09 });
    if (label.item === highlights.selected) {
      for (const each of shapes) items.push({ ...each, stroke: 'accent', strokeWidth: 2 });
    } else if (label.target === highlights.hovered || label.item === highlights.linked) {
      for (const each of shapes) items.push({ ...each, stroke: 'onFillMuted', strokeWidth: 1 });
    }
  }
  return { width: picture.width, height: picture.height, items };
}
