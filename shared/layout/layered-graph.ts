// A directed graph in layers, or in rings: sizes and edges in, boxes and curves out. The layout is Graphviz' `dot` (Gansner, Koutsofios, North,
// Vo, "A Technique for Drawing Directed Graphs", 1993) or `twopi`, compiled to WASM; names never go into it, nodes are n0, n1, ….
// `layoutLayeredGraph` blocks for as long as Graphviz takes (0.4 s for 200 nodes): the page calls it in a worker.
import { failure, type Result, success } from '../base/result.ts';
import type { Point, Rectangle } from './geometry.ts';
import { writeLayeredDot } from './layered-dot.ts';
import { layeredGeometry } from './layered-geometry.ts';
import { type PlainGraph, readPlainOutput } from './plain-output.ts';

export interface LayeredGraphInput {
  /** Sizes in pixels. */
  readonly nodes: readonly { readonly width: number; readonly height: number }[];
  readonly edges: readonly LayeredEdgeInput[];
  /** Where edges lead: down, to the right, or outwards from the root, in rings. */
  readonly direction: 'down' | 'right' | 'around';
  /** Absent: normal. */
  readonly spacing?: 'compact' | 'normal' | 'tall';
  /** Row of the node in the middle of the rings. */
  readonly root?: number;
  /** Rows of nodes that are to stand together in a box; a node is in one box at most. Rings have no boxes. */
  readonly groups?: readonly (readonly number[])[];
}

export interface LayeredEdgeInput {
  /** Rows of `nodes`; equal for a loop. */
  readonly from: number;
  readonly to: number;
  /** 0 … 1: heavier edges are kept shorter and straighter. */
  readonly weight: number;
  /** Size in pixels of a text to be placed beside the edge. */
  readonly label?: { readonly width: number; readonly height: number };
}

/** Rows as in the input. */
export interface LayeredGraphLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Rectangle[];
  readonly edges: readonly LayeredEdge[];
  /** Boxes around the groups, with room for a title at the top; none in rings. */
  readonly groups: readonly Rectangle[];
}

export interface LayeredEdge {
  /** Cubic Béziers from border to border, see bezier.ts. */
  readonly points: readonly number[];
  /** Centre of the label; null where it has none or there is no room. */
  readonly label: Point | null;
}

/** What we need of a loaded Graphviz. */
export interface GraphvizEngine {
  layout(dotSource: string, outputFormat: 'plain', engine: 'dot' | 'twopi'): string;
}

/** Loads the engine: 0.2 s in a worker, once. */
export async function loadGraphviz(): Promise<GraphvizEngine> {
  const { Graphviz } = await import('@hpcc-js/wasm-graphviz');
  return Graphviz.load();
}

/** The failure is Graphviz' own message. Two calls with the same input give the same layout. */
export function layoutLayeredGraph(
  input: LayeredGraphInput,
  graphviz: GraphvizEngine,
): Result<LayeredGraphLayout, string> {
  if (input.nodes.length === 0) return success({ width: 0, height: 0, nodes: [], edges: [], groups: [] });
  let plain: PlainGraph;
  try {
    plain = readPlainOutput(
      graphviz.layout(writeLayeredDot(input), 'plain', input.direction === 'around' ? 'twopi' : 'dot'),
    );
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error));
  }
  return success(layeredGeometry(input, plain));
}
