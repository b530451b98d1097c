// The control flow of a function in Graphviz's language: what stands in a block is left-aligned, kinds of ways differ in their lines.
import type { FlowEdge, FlowModel } from '../../viewmodel/flow.ts';
import { flowPictureInput } from '../../viewmodel/flow-picture.ts';
import { quoteDot } from './dot-text.ts';

const DIGITS = 2;
const styles: Readonly<Record<FlowEdge['kind'], string>> = {
  jump: 'solid',
  branch: 'dashed',
  next: 'solid',
  hidden: 'dotted',
};

export function flowToDot(model: FlowModel, direction: 'down' | 'right'): string {
  const { nodes, edges } = flowPictureInput(model, { percentDigits: DIGITS, titles: false });
  return [
    'digraph callipers {',
    `  graph [rankdir=${direction === 'right' ? 'LR' : 'TB'}, ranksep=0.4, nodesep=0.25];`,
    '  node [shape=box, style=filled, fillcolor=white, fontname="monospace", fontsize=9];',
    '  edge [fontname="sans-serif", fontsize=9, arrowsize=0.7];',
    ...nodes.map((block) => {
      const lines = [
        [block.title, block.detail, block.mark].filter((part) => part !== '').join('  '),
        ...block.lines.map(({ cost, text }) => `${cost.padStart(9)}  ${text}`),
        block.foot,
      ];
      const shown = lines.filter((line) => line !== '');
      const width = block.active ? ', penwidth=2' : '';
      return `  b${block.target} [label=${quoteDot(shown, '\\l')}, fillcolor="${fillOf(block.share)}"${width}];`;
    }),
    ...edges.map(({ from, to, texts, style, share, back }) => {
      const shown = texts.filter((text) => text !== '');
      const attributes = [
        `label=${quoteDot(shown)}`,
        `style=${styles[style]}`,
        `penwidth=${(1 + 2 * Math.sqrt(share)).toFixed(2)}`,
        ...(back ? ['color="#b45309"'] : []),
      ];
      return `  b${nodes[from].target} -> b${nodes[to].target} [${attributes.join(', ')}];`;
    }),
    '}',
    '',
  ].join('\n');
}

/** Warmer with cost. */
function fillOf(share: number): string {
  return `0.090 ${(Math.sqrt(Math.min(1, Math.max(0, share))) * 0.45).toFixed(3)} 1.000`;
}
