// Maps and graphs as files: the same texts as on screen, nothing from outside, nothing in a name gets out of its text.
import { beforeAll, describe, expect, it } from 'vitest';
import { graphSvg, treemapSvg } from '../../shared/exports/svg.ts';
import { type GraphvizEngine, loadGraphviz } from '../../shared/layout/layered-graph.ts';
import type { GraphModel } from '../../shared/viewmodel/graph.ts';
import type { ItemLabel } from '../../shared/viewmodel/item.ts';
import type { Measure } from '../../shared/viewmodel/measure.ts';
import {
  edgeOfTarget,
  graphPictureInput,
  hueLegend,
  mapNodeOfTarget,
  pictureTitle,
  treemapPictureInput,
} from '../../shared/viewmodel/pictures.ts';
import type { TreemapModel } from '../../shared/viewmodel/treemap.ts';

const measure: Measure = {
  eventType: 'Time',
  label: 'Time',
  unit: 'milliseconds',
  base: 200,
  baseName: 'total',
  relative: true,
};

function label(index: number, name: string, location: string, hue: number | null): ItemLabel {
  const item = { kind: 'function', index } as const;
  return {
    item,
    name,
    location,
    file: null,
    module: null,
    line: null,
    hue,
    hueName: location.replace(/:\d+$/, ''),
    cycle: null,
  };
}

const hostile = '</text><script>alert("x")</script>\u202e\u0000';
const run = label(0, 'run', 'shop.py:15', 255);
const search = label(1, hostile, 're/__init__.py:173', 65);
const round = label(2, 'round', 'built-in', null);

const map: TreemapModel = {
  kind: 'treemap',
  direction: 'callees',
  path: [],
  measure,
  notes: [{ kind: 'estimated', text: 'Estimated below direct calls.' }],
  nodes: [
    { parent: -1, label: run, value: 150, self: 50, calls: null, estimated: false, hiddenChildren: 0, hiddenValue: 0 },
    {
      parent: 0,
      label: search,
      value: 100,
      self: 60,
      calls: 6000,
      estimated: false,
      hiddenChildren: 2,
      hiddenValue: 30,
    },
    { parent: 1, label: round, value: 10, self: 10, calls: 12, estimated: true, hiddenChildren: 0, hiddenValue: 0 },
  ],
};

const plain = { group: null, pinned: false, collapsed: false, skipped: 0 };

const graph: GraphModel = {
  kind: 'graph',
  measure,
  focus: 'f0',
  stubs: [],
  groups: [],
  values: 'focused',
  hiddenItems: [],
  cutInner: false,
  hidden: { nodes: 0, edges: 0 },
  notes: [],
  nodes: [
    { id: 'f0', label: run, value: 150, inclusive: 150, self: 50, focus: true, estimated: false, ...plain },
    { id: 'f1', label: search, value: 100, inclusive: 100, self: 90, focus: false, estimated: false, ...plain },
    { id: 'f2', label: round, value: 10, inclusive: 10, self: 10, focus: false, estimated: true, ...plain },
  ],
  edges: [
    { from: 'f0', to: 'f1', calls: 6000, value: 100, cost: 100, recursive: false, estimated: false },
    { from: 'f0', to: 'f2', calls: 3, value: 4, cost: 4, recursive: false, estimated: false },
    { from: 'f1', to: 'f2', calls: null, value: 6, cost: 6, recursive: false, estimated: true },
    { from: 'f1', to: 'f1', calls: 187_250, value: 0, cost: 0, recursive: true, estimated: false },
    { from: 'f1', to: 'f9', calls: 1, value: 1, cost: 1, recursive: false, estimated: false },
  ],
};

const texts = { percentDigits: 1, titles: true };

let graphviz: GraphvizEngine;
beforeAll(async () => {
  graphviz = await loadGraphviz();
});

describe('picture inputs', () => {
  it('give maps shares of the base, or costs, and the hidden rest', () => {
    const { tree, labels } = treemapPictureInput(map, texts);
    expect(tree).toEqual({ parent: [-1, 0, 1], value: [150, 100, 10], hidden: [0, 30, 0] });
    expect(labels.map(({ detail, hue, active }) => [detail, hue, active])).toEqual([
      ['75.0 %', 255, true],
      ['50.0 %', 65, false],
      ['5.0 %', null, false],
    ]);
    const absolute = { ...map, measure: { ...measure, relative: false } };
    expect(treemapPictureInput(absolute, texts).labels.map((each) => each.detail)).toEqual([
      '150 ms',
      '100 ms',
      '10.0 ms',
    ]);
    expect(labels[2].title).toBe('round\nbuilt-in\n10.0 ms, 5.00 % of total\n12 calls\nestimated');
    expect(mapNodeOfTarget(map, labels[2].target)).toBe(map.nodes[2]);
  });

  it('give edges their calls, and their cost only where neither end says it already', () => {
    const { edges } = graphPictureInput(graph, texts);
    expect(edges.map((edge) => [edge.target, ...edge.texts])).toEqual([
      ['f0>f1', '6,000×', ''],
      ['f0>f2', '3×', '2.0 %'],
      ['f1>f2', '', '3.0 %'],
      ['f1>f1', '187,250×', ''],
    ]);
    expect(edgeOfTarget(graph, 'f0>f2')).toBe(graph.edges[1]);
  });

  it('never divide by a total of 0', () => {
    const empty = { ...graph, measure: { ...measure, base: 0 } };
    const { nodes } = graphPictureInput(empty, texts);
    expect(nodes.map((node) => [node.share, node.detail])).toEqual([
      [0, '–'],
      [0, '–'],
      [0, '–'],
    ]);
  });

  it('say what the colours stand for, heaviest first', () => {
    expect(hueLegend(graph)).toEqual([
      { hue: 65, text: 're/__init__.py' },
      { hue: 255, text: 'shop.py' },
      { hue: null, text: 'built-in' },
    ]);
    expect([pictureTitle(map), pictureTitle(graph)]).toEqual(['Callee map of run', 'Call graph of run']);
    expect(pictureTitle({ ...map, nodes: [] })).toBe('Callee map of nothing');
  });
});

/** Names of all elements, and true where every one is closed in order. */
function readElements(svg: string): { names: Set<string>; balanced: boolean } {
  const open: string[] = [];
  const names = new Set<string>();
  let balanced = true;
  for (const [, closing, name, empty] of svg.matchAll(/<(\/?)([a-zA-Z]+)[^<>]*?(\/?)>/g)) {
    names.add(name);
    if (closing) balanced = open.pop() === name && balanced;
    else if (!empty) open.push(name);
  }
  return { names, balanced: balanced && open.length === 0 };
}

describe('SVG files', () => {
  const options = { file: '/home/me/shop.prof', percentDigits: 1 };
  const drawMap = (model: TreemapModel) => treemapSvg(model, { ...options, width: 600, height: 400 });
  const drawGraph = (model: GraphModel) => {
    const result = graphSvg(model, { ...options, shape: { direction: 'down' }, graphviz });
    return result.ok ? result.value : result.error;
  };

  it('carry title, file, base of the shares, legend and notes', () => {
    const svg = drawMap(map);
    for (const text of [
      'Callee map of run',
      'shop.prof · Time · shares of total',
      're/__init__.py',
      'Estimated below direct calls.',
      '75.0 %',
    ]) {
      expect(svg).toContain(`>${text}</text>`);
    }
    expect(drawGraph(graph)).toContain('>6,000×</text>');
  });

  it('are well-formed, self-contained and free of scripts, whatever the names', () => {
    for (const svg of [drawMap(map), drawGraph(graph)]) {
      const { names, balanced } = readElements(svg.replace(/^<\?xml.*\?>/, ''));
      expect(balanced).toBe(true);
      expect([...names].filter((name) => !['svg', 'title', 'rect', 'text', 'path', 'polygon'].includes(name))).toEqual(
        [],
      );
      expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|href|url\(|\u202e|\p{Cc}(?<!\n)|NaN/u);
    }
  });

  it('are made for empty views too', () => {
    for (const svg of [drawMap({ ...map, nodes: [] }), drawGraph({ ...graph, nodes: [], edges: [] })]) {
      expect(readElements(svg.replace(/^<\?xml.*\?>/, '')).balanced).toBe(true);
      expect(svg).toContain('of nothing');
    }
  });

  it('are the same every time', () => {
    expect([drawMap(map), drawGraph(graph)]).toEqual([drawMap(map), drawGraph(graph)]);
  });
});
