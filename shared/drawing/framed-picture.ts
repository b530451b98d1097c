// A picture as it leaves the program: a title above, legend and notes below. Everything a person needs to read it without us.
import type { DisplayItem, DisplayList, Font } from './display-list.ts';
import { fitText, wrapText } from './fit-text.ts';
import type { TextMeasurer } from './text-measurer.ts';

export interface PictureFrame {
  readonly title: string;
  /** File, event type, base of the shares. */
  readonly subtitle: string;
  /** What the colours stand for. */
  readonly legend: readonly { readonly hue: number | null; readonly text: string }[];
  /** How to read it; estimates and limits. */
  readonly notes: readonly string[];
}

const margin = 16;
const narrowest = 560;
const titleFont: Font = { size: 15, weight: 600 };
const textFont: Font = { size: 11.5, weight: 400 };
const lineHeight = 17;
const swatch = 10;
const entryGap = 18;
/** Longer entries are cut, so that one of them never takes more than a line. */
const widestEntry = 420;

export function createFramedPicture(picture: DisplayList, frame: PictureFrame, measurer: TextMeasurer): DisplayList {
  const width = Math.ceil(Math.max(narrowest, picture.width + 2 * margin));
  const room = width - 2 * margin;
  const items: DisplayItem[] = [];
  const line = (text: string, y: number, font: Font, color: 'text' | 'muted'): void => {
    const fitted = fitText(text, room, font, measurer);
    if (fitted !== '') items.push({ kind: 'text', text: fitted, x: margin, y, font, anchor: 'start', color });
  };
  line(frame.title, margin + 14, titleFont, 'text');
  line(frame.subtitle, margin + 32, textFont, 'muted');
  const top = margin + 46;
  const left = Math.round((width - picture.width) / 2);
  for (const item of picture.items) items.push(moved(item, left, top));
  let y = top + picture.height + margin + 8;
  y = addLegend(items, frame, { measurer, room, y });
  for (const note of frame.notes) {
    for (const part of wrapText(note, room, textFont, measurer)) {
      line(part, y, textFont, 'muted');
      y += lineHeight;
    }
  }
  return { width, height: Math.ceil(y - lineHeight + margin), items };
}

/** Entries side by side, in as many lines as they need; returns the base line below them. */
function addLegend(
  items: DisplayItem[],
  frame: PictureFrame,
  place: { readonly measurer: TextMeasurer; readonly room: number; readonly y: number },
): number {
  let x = margin;
  let y = place.y;
  for (const entry of frame.legend) {
    const text = fitText(entry.text, Math.min(place.room, widestEntry) - swatch - 6, textFont, place.measurer);
    const width = swatch + 6 + place.measurer.width(text, textFont);
    if (x > margin && x + width > margin + place.room) {
      x = margin;
      y += lineHeight;
    }
    items.push({
      kind: 'rect',
      x,
      y: y - 9,
      width: swatch,
      height: swatch,
      radius: 2,
      fill: { hue: entry.hue, tone: 'fill' },
      stroke: { hue: entry.hue, tone: 'strong' },
      strokeWidth: 1,
    });
    items.push({ kind: 'text', text, x: x + swatch + 6, y, font: textFont, anchor: 'start', color: 'text' });
    x += width + entryGap;
  }
  return frame.legend.length > 0 ? y + lineHeight + 3 : y;
}

function moved(item: DisplayItem, dx: number, dy: number): DisplayItem {
  switch (item.kind) {
    case 'clip-end':
      return item;
    case 'path':
    case 'polygon':
      return { ...item, points: Array.from(item.points, (value, i) => value + (i % 2 === 0 ? dx : dy)) };
    case 'clip':
    case 'hatch':
    case 'rect':
    case 'text':
      return { ...item, x: item.x + dx, y: item.y + dy };
  }
}
