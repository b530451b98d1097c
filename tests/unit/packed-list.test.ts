// What goes to the thread that paints, against the list itself: the same calls of the canvas, in the same order.
import { describe, expect, it } from 'vitest';
import type { DisplayItem, DisplayList } from '../../shared/drawing/display-list.ts';
import { packList, unpackList } from '../../shared/drawing/packed-list.ts';
import { type CanvasContext, noTransform, paintCanvas } from '../../shared/drawing/paint-canvas.ts';
import { lightTheme } from '../../shared/drawing/theme.ts';

/** What a canvas is told to do for this list. */
function callsOf(list: DisplayList): string[] {
  const calls: string[] = [];
  const context = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...parameters: unknown[]) =>
          calls.push(`${String(name)}(${parameters.join(', ')})`),
      set(_, name, value) {
        calls.push(`${String(name)} = ${String(value)}`);
        return true;
      },
    },
  );
  const surface = { width: 400, height: 300, pixelRatio: 1, theme: lightTheme, view: noTransform };
  paintCanvas(context as CanvasContext, list, surface);
  return calls;
}

const font = { size: 11, weight: 500 } as const;
const text = { kind: 'text', x: 10, y: 20, font, anchor: 'start', color: 'onFill' } as const;
const rect = { kind: 'rect', x: 1.25, y: 2, width: 30, height: 20 } as const;

const items: Record<string, readonly DisplayItem[]> = {
  'rectangles with and without fill, line, corners, dashes': [
    { ...rect, fill: 'accent' },
    { ...rect, fill: { hue: 210.123456789, tone: 'fill' }, stroke: { hue: 210.123456789, tone: 'stroke' }, radius: 2 },
    { ...rect, stroke: { hue: null, tone: 'strong' }, strokeWidth: 2, dash: [6, 3], opacity: 0.5 },
    { ...rect, fill: { hue: null, tone: 'fill' }, target: 'a', title: 'b' },
    rect,
  ],
  'a hatched area': [{ kind: 'hatch', x: 5, y: 5, width: 40, height: 30, color: 'faint', opacity: 0.25 }],
  'texts with every anchor, a halo, a tail, letters of every kind': [
    { ...text, text: 'run' },
    { ...text, text: '日本語 🙂\n', anchor: 'middle', font: { size: 10.5, weight: 400, code: true } },
    { ...text, text: 'end', anchor: 'end', halo: 'background' },
    { ...text, text: "f'g", tail: { from: 1, offset: 7, color: 'onFillMuted' } },
  ],
  'lines and areas of any number of points': [
    { kind: 'path', points: [0, 0, 1, 1, 2, 2, 3, 3], stroke: 'edge', strokeWidth: 1.5, dash: [2, 3] },
    {
      kind: 'path',
      points: new Float64Array([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]),
      stroke: 'edge',
      strokeWidth: 1,
    },
    { kind: 'polygon', points: [0, 0, 10, 0, 5, 8], fill: 'edge' },
  ],
  'what is cut off': [
    { kind: 'clip', x: 0, y: 0, width: 50, height: 50 },
    { ...rect, fill: 'accent' },
    { kind: 'clip-end' },
  ],
};

describe('a packed list', () => {
  it.each(Object.entries(items))('paints the same: %s', (_, some) => {
    const list = { width: 400, height: 300, items: some };
    const again = unpackList(structuredClone(packList(list)));
    expect(callsOf(again)).toEqual(callsOf(list));
    expect(callsOf(list).length).toBeGreaterThan(7);
    expect({ width: again.width, height: again.height }).toEqual({ width: 400, height: 300 });
  });

  it('paints the same: all of them one behind the other, and none', () => {
    const list = { width: 400, height: 300, items: Object.values(items).flat() };
    expect(callsOf(unpackList(packList(list)))).toEqual(callsOf(list));
    expect(unpackList(packList({ ...list, items: [] })).items).toEqual([]);
  });

  it('has a colour and a font once, however many shapes have them', () => {
    const hues = [10, 20, null];
    const many = Array.from({ length: 300 }, (_, i): DisplayItem[] => [
      { ...rect, fill: { hue: hues[i % 3] ?? null, tone: 'fill' } },
      { ...text, text: `name ${i}` },
    ]);
    const packed = packList({ width: 400, height: 300, items: many.flat() });
    expect(packed.colors).toHaveLength(4);
    expect(packed.fonts).toHaveLength(1);
    expect(packed.texts).toHaveLength(300);
  });
});
