// Paints a display list as an SVG file: self-contained, texts as texts, tooltips as <title>, no scripts, nothing from outside.
// Names in a profile are hostile until escaped: everything that is not our own number or colour passes `escapeXml`.
import { grow } from '../layout/geometry.ts';
import type { DisplayList, HatchItem, PaintedItem, PathItem, RectItem, TextItem } from './display-list.ts';
import { hatchLines } from './hatch.ts';
import { type ColorResolver, createColorResolver } from './resolve-color.ts';
import { fontFamilies, type Theme } from './theme.ts';

export interface SvgOptions {
  readonly theme: Theme;
  /** Read out by screen readers and shown by file viewers. */
  readonly title: string;
}

export function paintSvg(list: DisplayList, options: SvgOptions): string {
  const color = createColorResolver(options.theme);
  const width = format(list.width);
  const height = format(list.height);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="${escapeXml(fontFamilies.text)}" style="font-variant-numeric:tabular-nums">`,
    `<title>${escapeXml(options.title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${color('background')}"/>`,
  ];
  let clips = 0;
  for (const item of list.items) {
    if (item.kind === 'clip') {
      clips++;
      lines.push(`<clipPath id="clip${clips}"><rect ${box(item)}/></clipPath><g clip-path="url(#clip${clips})">`);
    } else if (item.kind === 'clip-end') {
      lines.push('</g>');
    } else {
      lines.push(element(item, color));
    }
  }
  lines.push('</svg>', '');
  return lines.join('\n');
}

/** For text and attribute values. Characters that XML 1.0 forbids even as references become U+FFFD. */
export function escapeXml(text: string): string {
  return text.replace(forbidden, '\ufffd').replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const forbidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function element(item: PaintedItem, color: ColorResolver): string {
  const opacity = item.opacity === undefined ? '' : ` opacity="${format(item.opacity)}"`;
  const shape = shapeOf(item, color);
  const start = `<${shape.tag}${shape.attributes}${opacity}`;
  const inside = (item.title === undefined ? '' : `<title>${escapeXml(item.title)}</title>`) + (shape.text ?? '');
  return inside === '' ? `${start}/>` : `${start}>${inside}</${shape.tag}>`;
}

interface SvgShape {
  readonly tag: string;
  readonly attributes: string;
  readonly text?: string;
}

function shapeOf(item: PaintedItem, color: ColorResolver): SvgShape {
  switch (item.kind) {
    case 'rect':
      return { tag: 'rect', attributes: rectAttributes(item, color) };
    case 'hatch':
      return { tag: 'path', attributes: ` d="${hatchData(item)}" stroke="${color(item.color)}" stroke-width="1"` };
    case 'text':
      return { tag: 'text', attributes: textAttributes(item, color), text: textContent(item, color) };
    case 'path': {
      const dash = item.dash ? ` stroke-dasharray="${item.dash.map(format).join(' ')}"` : '';
      const stroke = ` stroke="${color(item.stroke)}" stroke-width="${format(item.strokeWidth)}"`;
      return { tag: 'path', attributes: ` d="${pathData(item)}" fill="none"${stroke}${dash}` };
    }
    case 'polygon': {
      const points = Array.from(item.points, format).join(' ');
      return { tag: 'polygon', attributes: ` points="${points}" fill="${color(item.fill)}"` };
    }
  }
}

function rectAttributes(item: RectItem, color: ColorResolver): string {
  const strokeWidth = item.strokeWidth ?? 1;
  // SVG strokes along the middle of a line; the display list's line lies inside.
  const line = item.stroke ? grow(item, -Math.min(strokeWidth, item.width, item.height) / 2) : item;
  const radius = item.radius ? ` rx="${format(Math.max(0, item.radius - (item.stroke ? strokeWidth / 2 : 0)))}"` : '';
  const fill = ` fill="${item.fill ? color(item.fill) : 'none'}"`;
  const stroke = item.stroke ? ` stroke="${color(item.stroke)}" stroke-width="${format(strokeWidth)}"` : '';
  const dash = item.dash ? ` stroke-dasharray="${item.dash.map(format).join(' ')}"` : '';
  return ` ${box(line)}${radius}${fill}${stroke}${dash}`;
}

function textAttributes(item: TextItem, color: ColorResolver): string {
  const parts = [` x="${format(item.x)}" y="${format(item.y)}" font-size="${format(item.font.size)}"`];
  if (item.font.weight !== 400) parts.push(` font-weight="${item.font.weight}"`);
  if (item.font.code) parts.push(` font-family="${escapeXml(fontFamilies.code)}"`);
  if (item.anchor !== 'start') parts.push(` text-anchor="${item.anchor}"`);
  parts.push(` fill="${color(item.color)}"`);
  if (item.halo) {
    parts.push(` stroke="${color(item.halo)}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`);
  }
  return parts.join('');
}

/** The tail follows in the flow of the text: a viewer's letters may be wider than ours. */
function textContent({ text, tail }: TextItem, color: ColorResolver): string {
  if (tail === undefined) return escapeXml(text);
  return `${escapeXml(text.slice(0, tail.from))}<tspan fill="${color(tail.color)}">${escapeXml(text.slice(tail.from))}</tspan>`;
}

function pathData({ points }: PathItem): string {
  const parts = [`M${format(points[0] as number)} ${format(points[1] as number)}`];
  for (let i = 2; i + 5 < points.length; i += 6) {
    const numbers: string[] = [];
    for (let k = i; k < i + 6; k++) numbers.push(format(points[k] as number));
    parts.push(`C${numbers.join(' ')}`);
  }
  return parts.join('');
}

function hatchData(item: HatchItem): string {
  const lines = hatchLines(item);
  const parts: string[] = [];
  for (let i = 0; i < lines.length; i += 4) {
    const [x1, y1, x2, y2] = lines.slice(i, i + 4).map(format);
    parts.push(`M${x1} ${y1}L${x2} ${y2}`);
  }
  return parts.join('');
}

function box(area: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}): string {
  return `x="${format(area.x)}" y="${format(area.y)}" width="${format(Math.max(0, area.width))}" height="${format(Math.max(0, area.height))}"`;
}

/** At most two decimals, never an exponent, never NaN. */
function format(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100) : '0';
}
