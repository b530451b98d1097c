// Reads Graphviz' `plain` output: node centres, sizes, spline points and label centres, in inches with y upwards; gives pixels
// with y downwards. Format: https://graphviz.org/docs/outputs/plain/. Only names and labels that layered-graph.ts wrote itself
// (n0, n1 …, digits) occur in it, so a line splits at blanks.
import type { Point, Rectangle } from './geometry.ts';

export const pixelsPerInch = 72;

export interface PlainEdge {
  readonly points: readonly number[];
  /** Centre of the label, where Graphviz placed one. */
  readonly label: Point | null;
}

export interface PlainGraph {
  readonly width: number;
  readonly height: number;
  /** By node name. */
  readonly nodes: ReadonlyMap<string, Rectangle>;
  /** By `tail head`; parallel edges in the order in which they were written. */
  readonly edges: ReadonlyMap<string, PlainEdge[]>;
}

export function readPlainOutput(text: string): PlainGraph {
  let height = 0;
  let width = 0;
  const nodes = new Map<string, Rectangle>();
  const edges = new Map<string, PlainEdge[]>();
  for (const line of text.split('\n')) {
    const words = line.trimEnd().split(' ');
    const inches = (index: number): number => Number(words[index]) * pixelsPerInch;
    if (words[0] === 'graph') {
      width = inches(2);
      height = inches(3);
    } else if (words[0] === 'node') {
      const box = { width: inches(4), height: inches(5) };
      nodes.set(words[1] ?? '', { x: inches(2) - box.width / 2, y: height - inches(3) - box.height / 2, ...box });
    } else if (words[0] === 'edge') {
      const key = `${words[1]} ${words[2]}`;
      const parallel = edges.get(key) ?? [];
      parallel.push(readEdge(words, inches, height));
      edges.set(key, parallel);
    }
  }
  return { width, height, nodes, edges };
}

/** `edge tail head n x1 y1 … xn yn [label x y] style color` */
function readEdge(words: readonly string[], inches: (index: number) => number, height: number): PlainEdge {
  const count = Number(words[3]);
  const points: number[] = [];
  for (let i = 0; i < count; i++) points.push(inches(4 + 2 * i), height - inches(5 + 2 * i));
  const after = 4 + 2 * count;
  const labelled = words.length - after >= 5;
  return { points, label: labelled ? { x: inches(after + 1), y: height - inches(after + 2) } : null };
}
