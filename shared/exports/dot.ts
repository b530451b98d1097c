// The call graph in Graphviz's language, to be drawn by `dot`. Self-contained: no images, no fonts but generic names.
// Source: Graphviz, The DOT Language. In labels a backslash begins an escape, so it is doubled before quotes are escaped.
import { cutText } from '../viewmodel/cut-text.ts';
import { formatCount } from '../viewmodel/format-count.ts';
import { formatShare } from '../viewmodel/format-share.ts';
import type { GraphEdge, GraphGroup, GraphModel, GraphNode, GraphStub } from '../viewmodel/graph.ts';
import type { SeenView, ViewExporter } from './exporter.ts';
import { quoteDot as quote } from './support/dot-text.ts';
import { flowToDot } from './support/flow-dot.ts';

export const dotExporter: ViewExporter = {
  id: 'dot',
  *write(view: SeenView): Generator<string> {
    for (const model of view.models) {
      if (model.kind === 'graph') yield graphToDot(model, view.graphShape);
      if (model.kind === 'flow') yield flowToDot(model, view.graphShape?.direction === 'right' ? 'right' : 'down');
    }
  },
};

const MAX_NAME = 80;
/** Inches between levels and between neighbours. */
const spacings = {
  compact: 'ranksep=0.25, nodesep=0.15',
  normal: 'ranksep=0.4, nodesep=0.25',
  tall: 'ranksep=0.8, nodesep=0.3',
};

function graphToDot(model: GraphModel, { direction, spacing = 'normal' }: Shape = { direction: 'down' }): string {
  const rankdir = direction === 'right' ? 'LR' : 'TB';
  // `layout` tells the program that draws it which of its engines is meant, with the active item in the middle of the rings.
  const rings = direction === 'around' ? `, layout=twopi, overlap=false, root=${model.focus}` : '';
  return [
    'digraph callipers {',
    `  graph [rankdir=${rankdir}, ${spacings[spacing]}${rings}];`,
    '  node [shape=box, style="rounded,filled", fillcolor=white, fontname="sans-serif", fontsize=10];',
    '  edge [fontname="sans-serif", fontsize=9, arrowsize=0.7];',
    ...model.nodes.map((node) => nodeLine(node, model)),
    ...model.groups.flatMap((group) => groupLines(group, model)),
    ...model.edges.map((edge) => edgeLine(edge, model)),
    ...model.stubs.flatMap((stub) => stubLines(stub, model)),
    '}',
    '',
  ].join('\n');
}

type Shape = NonNullable<SeenView['graphShape']>;

function groupLines({ id, title }: GraphGroup, { nodes }: GraphModel): string[] {
  const members = nodes.filter((node) => node.group === id).map((node) => `${node.id};`);
  const attributes = `label=${quote([cutText(title, MAX_NAME)])}; fontname="sans-serif"; fontsize=10; style=rounded; color="#b8c0ca";`;
  return [`  subgraph cluster_${id} {`, `    ${attributes}`, `    ${members.join(' ')}`, '  }'];
}

/** Calls that are left out: an arrow to or from a point. */
function stubLines({ node, end, calls, value }: GraphStub, { measure }: GraphModel): string[] {
  const point = end === 'caller' ? `from_${node}` : `to_${node}`;
  const lines = [formatShare(value, measure.base)];
  if (calls !== null && calls > 0) lines.push(`${formatCount(calls)} ×`);
  const ends = end === 'caller' ? `${node} -> ${point}` : `${point} -> ${node}`;
  return [
    `  ${point} [shape=point, width=0.08, label=""];`,
    `  ${ends} [label=${quote(lines)}, style=dotted, color="#7d8896"];`,
  ];
}

function nodeLine(node: GraphNode, model: GraphModel): string {
  const lines = [shorten(node.label.name), node.label.location, formatShare(node.value, model.measure.base)];
  const attributes = [
    `label=${quote(lines.filter((line) => line !== ''))}`,
    `tooltip=${quote([node.label.name])}`,
    `fillcolor="${fillOf(node.label.hue)}"`,
  ];
  if (node.focus) attributes.push('penwidth=2');
  return `  ${node.id} [${attributes.join(', ')}];`;
}

function edgeLine(edge: GraphEdge, { measure }: GraphModel): string {
  const lines = edge.recursive ? [] : [formatShare(edge.value, measure.base)];
  if (edge.calls !== null && edge.calls > 0) lines.push(`${formatCount(edge.calls)} ×`);
  const share = measure.base > 0 ? Math.min(1, edge.value / measure.base) : 0;
  const attributes = [`label=${quote(lines)}`, `penwidth=${(1 + 3 * Math.max(0, share)).toFixed(2)}`];
  if (edge.recursive) attributes.push('style=dashed');
  return `  ${edge.from} -> ${edge.to} [${attributes.join(', ')}];`;
}

/** Pale, so that black text stands on it; grey for built-ins and unknown files. */
function fillOf(hue: number | null): string {
  return hue === null ? '#eeeeee' : `${(hue / 360).toFixed(3)} 0.150 0.980`;
}

function shorten(name: string): string {
  return name.length <= MAX_NAME ? name : `${cutText(name, MAX_NAME - 1)}…`;
}
