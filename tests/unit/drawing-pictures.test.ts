// Pictures of maps and graphs: texts stay in their boxes, arrowheads touch theirs, highlights lie where the things are.
import { beforeAll, describe, expect, it } from 'vitest';
import type { DisplayItem, RectItem, TextItem } from '../../shared/drawing/display-list.ts';
import { createFramedPicture } from '../../shared/drawing/framed-picture.ts';
import {
  createGraphHighlights,
  createGraphPicture,
  type GraphPictureInput,
  measureGraph,
} from '../../shared/drawing/graph-picture.ts';
import { targetAt } from '../../shared/drawing/hit-test.ts';
import { averageMeasurer } from '../../shared/drawing/text-measurer.ts';
import {
  createTreemapHighlights,
  createTreemapPicture,
  type MapLabel,
  type TreemapPictureInput,
} from '../../shared/drawing/treemap-picture.ts';
import { type LayeredGraphLayout, layoutLayeredGraph, loadGraphviz } from '../../shared/layout/layered-graph.ts';
import { defaultTreemapOptions, layoutTreemap } from '../../shared/layout/treemap.ts';

const longName = 'std::map<int, std::string>::operator[]'.repeat(3000);
const names = ['run', longName, '日本語の関数', 'x', '\u202egnp', '<listcomp>', '\u{1f600}\u{1f600}\u{1f600}'];

function texts(items: readonly DisplayItem[]): TextItem[] {
  return items.filter((item) => item.kind === 'text');
}

function isWithin(text: TextItem, box: { x: number; width: number }): boolean {
  const width = averageMeasurer.width(text.text, text.font);
  const left = text.anchor === 'end' ? text.x - width : text.anchor === 'middle' ? text.x - width / 2 : text.x;
  return left >= box.x && left + width <= box.x + box.width;
}

describe('a treemap picture', () => {
  const parent = [-1, ...Array.from({ length: 60 }, (_, i) => (i < 8 ? 0 : i % 8))];
  const value = parent.map((_, i) => (i === 0 ? 4000 : i < 9 ? 400 / (1 + (i % 3)) : 30 / (1 + (i % 5))));
  const labels: MapLabel[] = parent.map((_, i) => ({
    name: names[i % names.length],
    detail: '12.34 %',
    hue: i % 3 === 0 ? null : i * 40,
    active: i === 0,
    target: String(i),
    item: `f${i % 10}`,
  }));
  const layout = layoutTreemap({ parent, value, hidden: parent.map((_, i) => (i === 0 ? 500 : 0)) }, 700, 400);
  const input: TreemapPictureInput = { layout, labels, measurer: averageMeasurer, grid: 0.5 };
  const picture = createTreemapPicture(input, 700, 400);

  it('keeps every text inside a rectangle of the map', () => {
    const rects = picture.items.filter((item): item is RectItem => item.kind === 'rect');
    const shown = texts(picture.items);
    expect(shown.length).toBeGreaterThan(10);
    for (const text of shown) {
      const holder = rects.findLast(
        (box) => text.x > box.x && text.x < box.x + box.width && text.y > box.y && text.y <= box.y + box.height,
      );
      expect(holder && isWithin(text, holder)).toBe(true);
    }
  });

  it('has a piece of the title line for each function of a chain, and the rest of the rectangle for the last', () => {
    const chain = { parent: [-1, 0, 1], value: [100, 100, 100] };
    const shared = layoutTreemap(chain, 600, 300, { ...defaultTreemapOptions, sharedTitle: 100 });
    const titled = labels.map((label) => ({ ...label, title: `title of ${label.target}` }));
    const drawn = createTreemapPicture({ ...input, labels: titled, layout: shared }, 600, 300);
    expect([50, 150, 250].map((x) => targetAt(drawn, x, 8))).toEqual(['0', '1', '2']);
    expect(targetAt(drawn, 50, 100)).toBe('2');
    // One title for each function, wherever it is pointed at.
    const titles = drawn.items.flatMap((item) =>
      item.kind === 'rect' && item.title !== undefined ? [item.title] : [],
    );
    expect(titles.sort()).toEqual(['title of 0', 'title of 1', 'title of 2']);
    const selected = createTreemapHighlights(
      { ...input, layout: shared },
      { selected: 'f1', hovered: undefined },
      drawn,
    );
    expect(selected.items).toHaveLength(2);
  });

  it('hatches what is hidden', () => {
    expect(picture.items.filter((item) => item.kind === 'hatch').length).toBe(layout.remainders.length);
    expect(layout.remainders.length).toBeGreaterThan(0);
  });

  it('puts edges on whole device pixels', () => {
    const rects = picture.items.filter((item): item is RectItem => item.kind === 'rect');
    expect(rects.every((box) => (box.x * 2) % 1 === 0 && ((box.x + box.width) * 2) % 1 === 0)).toBe(true);
  });

  it('frames every rectangle of the selected item, and only the hovered rectangle', () => {
    const rows = Array.from(layout.node, (node) => labels[node]);
    const { items } = createTreemapHighlights(input, { selected: 'f4', hovered: '5' }, picture);
    const strokes = (color: string) => items.filter((item) => item.kind === 'rect' && item.stroke === color).length;
    expect(strokes('accent')).toBe(rows.filter((label) => label.item === 'f4').length);
    expect(strokes('onFillMuted')).toBe(1);
  });
});

describe('a graph picture', () => {
  const input: GraphPictureInput = {
    nodes: names.map((name, i) => ({
      name,
      place: 'shop/stock.py:27',
      detail: `${50 - i}.00 %`,
      share: 1 / (i + 1),
      hue: i === 0 ? null : i * 50,
      mark: i === 3 ? 'cycle 2' : '',
      group: i === 4,
      active: i === 0,
      target: `f${i}`,
    })),
    edges: [
      ...names.slice(1).map((_, i) => ({ from: Math.floor(i / 2), to: i + 1 })),
      { from: 2, to: 2 },
      { from: 6, to: 0 },
    ].map((edge, i) => ({
      ...edge,
      texts: ['6,000×', ''],
      share: 1 / (i + 1),
      recursive: edge.from >= edge.to,
      target: `f${edge.from}>f${edge.to}`,
    })),
  };
  const shape = { direction: 'down' } as const;
  let layout: LayeredGraphLayout;
  beforeAll(async () => {
    const result = layoutLayeredGraph(measureGraph(input, shape, averageMeasurer), await loadGraphviz());
    if (!result.ok) throw new Error(result.error);
    layout = result.value;
  });

  it('keeps every name, place and share inside its box', () => {
    const { items } = createGraphPicture({ input, shape, layout }, averageMeasurer);
    const boxes = items.filter((item): item is RectItem => item.kind === 'rect' && item.target !== undefined);
    expect(boxes.length).toBe(names.length);
    for (const text of texts(items).filter((each) => each.anchor !== 'middle')) {
      const box = boxes.find(
        (each) => text.y > each.y && text.y < each.y + each.height && text.x > each.x && text.x < each.x + each.width,
      );
      expect(box && isWithin(text, box)).toBe(true);
    }
  });

  it('lets the tip of every arrowhead touch the border of its node', () => {
    const { items } = createGraphPicture({ input, shape, layout }, averageMeasurer);
    const boxes = new Map(items.flatMap((item) => (item.kind === 'rect' && item.target ? [[item.target, item]] : [])));
    const heads = items.filter((item) => item.kind === 'polygon');
    expect(heads.length).toBe(input.edges.length);
    for (const head of heads) {
      const [x, y] = Array.from(head.points);
      const box = boxes.get(head.target?.split('>')[1] ?? '');
      if (!box) throw new Error(`no box for ${head.target}`);
      const gaps = [x - box.x, box.x + box.width - x, y - box.y, box.y + box.height - y];
      expect(Math.min(...gaps)).toBeCloseTo(0, 6);
    }
  });

  it('draws no bar where there is no cost, and one that can be seen where there is a little', () => {
    const bars = (share: number) => {
      const nodes = input.nodes.map((node) => ({ ...node, share }));
      const { items } = createGraphPicture({ input: { ...input, nodes }, shape, layout }, averageMeasurer);
      return items.flatMap((item) => (item.kind === 'rect' && item.height === 4 ? [item.width] : []));
    };
    expect(bars(0)).toEqual([]);
    expect(bars(1e-9)).toHaveLength(2 * names.length);
    expect(Math.min(...bars(1e-9))).toBe(3);
  });

  it('marks recursion with dashes', () => {
    const { items } = createGraphPicture({ input, shape, layout }, averageMeasurer);
    const dashed = items.flatMap((item) => (item.kind === 'path' && item.dash ? [item.target] : []));
    expect(dashed).toEqual(['f2>f2', 'f6>f0']);
  });

  it('highlights the selected node and the hovered edge', () => {
    const { items } = createGraphHighlights(
      { input, shape, layout },
      { selected: new Set(['f3']), hovered: 'f0>f1', path: new Set(), found: new Set() },
    );
    expect(items.map((item) => item.kind)).toEqual(['path', 'polygon', 'rect']);
  });
});

describe('the callers in the name of a function that is kept apart by them', () => {
  const name = "factorial'benchmark'main";
  const drawn = (items: readonly DisplayItem[]) =>
    texts(items)
      .filter(({ color }) => color === 'onFill')
      .map(({ text, tail }) => [text.slice(0, tail?.from), tail === undefined ? '' : text.slice(tail.from)]);
  const mapOf = (width: number) => {
    const layout = layoutTreemap({ parent: [-1], value: [1], hidden: [0] }, width, 60);
    const label = { name, callersFrom: 9, detail: '', hue: 0, active: false, target: '0', item: 'f0' };
    return createTreemapPicture({ layout, labels: [label], measurer: averageMeasurer, grid: 1 }, width, 60);
  };

  it('are drawn muted in a map, as far as they are shown', () => {
    expect(drawn(mapOf(300).items)).toEqual([['factorial', "'benchmark'main"]]);
    expect(drawn(mapOf(90).items)[0]).toEqual(['factorial', expect.stringMatching(/^'b.*…$/)]);
    expect(drawn(mapOf(40).items)[0]).toEqual([expect.stringMatching(/^fac.*…$/), '']);
  });

  it('are drawn muted in a graph, also where they begin on a line of their own', () => {
    const named = (spacing: 'compact' | 'normal' | 'tall', long: string) => {
      const node = {
        detail: '1 %',
        share: 0.01,
        hue: null,
        mark: '',
        group: false,
        active: false,
        target: 'f0',
        place: '',
      };
      const nodes = [{ ...node, name: long, callersFrom: long.indexOf("'") }];
      const shape = { direction: 'down', spacing } as const;
      const layout = {
        width: 300,
        height: 100,
        nodes: [{ x: 0, y: 0, width: 210, height: 70 }],
        edges: [],
        groups: [],
      };
      return drawn(createGraphPicture({ input: { nodes, edges: [] }, shape, layout }, averageMeasurer).items).filter(
        ([own]) => own !== '1 %',
      );
    };
    expect(named('normal', name)).toEqual([['factorial', "'benchmark'main"]]);
    expect(named('compact', name)).toEqual([['factorial', "'benchmark'main"]]);
    const lines = named('tall', `${'namespace::'.repeat(4)}factorial'benchmark'main`);
    expect(lines.map(([own]) => own).join('')).toBe(`${'namespace::'.repeat(4)}factorial`);
    expect(lines.map(([, callers]) => callers).join('')).toBe("'benchmark'main");
  });
});

describe('a framed picture', () => {
  it('has title, legend and notes around the picture, all inside', () => {
    const rect = { kind: 'rect', x: 0, y: 0, width: 300, height: 100, fill: 'accent' } as const;
    const frame = {
      title: longName,
      subtitle: 'shop.prof · Time',
      legend: Array.from({ length: 9 }, (_, i) => ({ hue: i * 40, text: `some/long/place/file_${i}.py` })),
      notes: ['A note.'],
    };
    const { width, height, items } = createFramedPicture(
      { width: 300, height: 100, items: [rect] },
      frame,
      averageMeasurer,
    );
    for (const text of texts(items)) {
      expect(isWithin(text, { x: 0, width })).toBe(true);
      expect(text.y).toBeLessThan(height);
    }
    expect(texts(items).map((text) => text.text)).toEqual(
      expect.arrayContaining(['shop.prof · Time', 'A note.', 'some/long/place/file_8.py']),
    );
    const moved = items.find((item) => item.kind === 'rect' && item.fill === 'accent') as RectItem;
    expect(moved.x + moved.width / 2).toBeCloseTo(width / 2, 0);
  });
});
