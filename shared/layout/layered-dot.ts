// A graph in Graphviz' language: sizes, weights and boxes, no names, no texts. Large graphs get bounds on the work, since the time that Graphviz
// takes grows faster than the graph: 200 nodes 0.4 s, 500 nodes 1 s, 2,000 nodes with 5,000 edges 7 s.
// Source: Graphviz, attributes of `dot` and `twopi`.
import { assert } from '../base/assert.ts';
import type { LayeredGraphInput } from './layered-graph.ts';
import { pixelsPerInch } from './plain-output.ts';

/** Up to here Graphviz places the labels too: it makes room for them, at the price of twice the ranks. */
const labelledNodes = 60;
const labelledEdges = 130;
/** From here on lines are straight: routing them around nodes takes longer than all the rest. */
const straightEdges = { layers: 1500, rings: 300 };
const labelFontSize = 11;
/** Graphviz' height of a line of text. */
const labelLineHeight = 1.2 * labelFontSize;
/** Width of a digit in the font Graphviz knows by heart (Times), as a part of its size. */
const digitWidth = 0.5;

/** Inches between neighbours on a level, and between levels with and without labels on the lines. */
const spacings = {
  compact: { nodes: 0.16, labelled: 0.2, levels: 0.36 },
  normal: { nodes: 0.28, labelled: 0.32, levels: 0.6 },
  tall: { nodes: 0.34, labelled: 0.6, levels: 1.1 },
} as const;

export function writeLayeredDot(input: LayeredGraphInput): string {
  const labelled =
    input.direction !== 'around' && input.nodes.length <= labelledNodes && input.edges.length <= labelledEdges;
  const lines = ['digraph {', ...graphLines(input, labelled)];
  lines.push('node [shape=box, fixedsize=true, label=""];');
  // Arrowheads are ours: with dir=none a spline ends at the border of its node.
  lines.push(`edge [dir=none, fontname="Times-Roman", fontsize=${labelFontSize}];`);
  input.nodes.forEach((node, index) => {
    lines.push(`n${index} [width=${toInches(node.width)}, height=${toInches(node.height)}];`);
  });
  for (const edge of input.edges) {
    assert(input.nodes[edge.from] !== undefined && input.nodes[edge.to] !== undefined, 'an edge joins two nodes');
    const weight = 1 + Math.round(9 * Math.min(1, Math.max(0, edge.weight)));
    const label = labelled && edge.label ? `, label="${spaceFor(edge.label)}"` : '';
    lines.push(`n${edge.from} -> n${edge.to} [weight=${weight}${label}];`);
  }
  if (input.direction !== 'around') {
    input.groups?.forEach((nodes, index) => {
      // The label keeps a line free for the title.
      lines.push(`subgraph cluster_${index} { margin=9; label="0"; ${nodes.map((node) => `n${node};`).join(' ')} }`);
    });
  }
  lines.push('}');
  return lines.join('\n');
}

function graphLines(
  { direction, spacing = 'normal', root, nodes, edges }: LayeredGraphInput,
  labelled: boolean,
): string[] {
  const room = spacings[spacing];
  const most = direction === 'around' ? straightEdges.rings : straightEdges.layers;
  const splines = edges.length > most ? 'line' : 'true';
  if (direction === 'around') {
    const from = root === undefined ? '' : `, root=n${root}`;
    return [`graph [overlap=false, splines=${splines}, ranksep=${(room.levels * 2.5).toFixed(2)}${from}];`];
  }
  const levels = labelled ? room.labelled : room.levels;
  const lines = [
    `graph [rankdir=${direction === 'down' ? 'TB' : 'LR'}, nodesep=${room.nodes}, ranksep=${levels}, splines=${splines}];`,
  ];
  // Bounds on the network simplex, at no visible loss.
  if (nodes.length > 400) lines.push('graph [nslimit=0.2, nslimit1=0.2, mclimit=0.1];');
  else if (!labelled) lines.push('graph [nslimit=1, nslimit1=1, mclimit=0.3];');
  return lines;
}

/** Lines of digits that are as large as the label will be, with some air. */
function spaceFor(label: { readonly width: number; readonly height: number }): string {
  const digits = Math.ceil((label.width + 18) / (digitWidth * labelFontSize));
  const lines = Math.round(label.height / labelLineHeight);
  const line = '0'.repeat(Math.max(1, Math.min(60, digits)));
  return Array.from({ length: Math.max(1, Math.min(4, lines)) }, () => line).join('\\n');
}

function toInches(pixels: number): string {
  return (pixels / pixelsPerInch).toFixed(4);
}
