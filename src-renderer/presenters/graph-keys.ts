// Walking a graph by keys, as people know it: from a node along its heaviest call to the line, along the line to the node at its end; left and
// right go to the neighbours of a node on its level, or of a line at the node one came from. In a graph that runs to the right the keys
// turn with it.
import type { LayeredGraphLayout } from '../../shared/layout/layered-graph.ts';
import type { GraphEdge } from '../../shared/viewmodel/graph.ts';
import { edgeOfTarget, edgeTarget } from '../../shared/viewmodel/pictures.ts';

/** Where the keyboard is: a node, or a line and the node from which it was reached. */
export interface GraphCursor {
  /** Id of a node or key of an edge. */
  readonly target: string;
  /** Id of the node at whose lines Left and Right look. */
  readonly via: string | undefined;
}

/** What walking looks at: the call graph, or the control flow of a function. */
export interface WalkedModel {
  readonly focus: string;
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly WalkedEdge[];
}

type WalkedEdge = Pick<GraphEdge, 'from' | 'to' | 'value'>;

export interface WalkedGraph {
  readonly model: WalkedModel;
  readonly layout: LayeredGraphLayout;
  readonly direction: 'down' | 'right' | 'around';
}

type Step = 'callee' | 'caller' | 'before' | 'after';

const steps = {
  down: { ArrowDown: 'callee', ArrowUp: 'caller', ArrowLeft: 'before', ArrowRight: 'after' },
  right: { ArrowRight: 'callee', ArrowLeft: 'caller', ArrowUp: 'before', ArrowDown: 'after' },
} as const;

/** Where a key leads from `cursor`; undefined: the key means nothing here. */
export function cursorOfKey(graph: WalkedGraph, cursor: GraphCursor, key: string): GraphCursor | undefined {
  if (key === 'Home') return { target: graph.model.focus, via: undefined };
  if (key === 'End') return { target: heaviestEnd(graph.model, cursor.target), via: undefined };
  const keys: Readonly<Record<string, Step>> = steps[graph.direction === 'right' ? 'right' : 'down'];
  const step = keys[key];
  if (step === undefined) return undefined;
  const edge = edgeOfTarget(graph.model, cursor.target);
  return (edge === undefined ? fromNode(graph, cursor, step) : fromEdge(graph, { cursor, edge }, step)) ?? cursor;
}

function fromNode(graph: WalkedGraph, { target: id }: GraphCursor, step: Step): GraphCursor | undefined {
  if (step === 'before' || step === 'after') {
    const beside = nodeBeside(graph, id, step === 'before' ? -1 : 1);
    return beside === undefined ? undefined : { target: beside, via: undefined };
  }
  const heaviest = heaviestEdge(graph.model, id, step);
  return heaviest === undefined ? undefined : { target: edgeTarget(heaviest), via: id };
}

interface OnEdge {
  readonly cursor: GraphCursor;
  readonly edge: WalkedEdge;
}

function fromEdge(graph: WalkedGraph, { cursor, edge }: OnEdge, step: Step): GraphCursor | undefined {
  if (step === 'callee') return { target: edge.to, via: undefined };
  if (step === 'caller') return { target: edge.from, via: undefined };
  const via = cursor.via ?? edge.from;
  const siblings = graph.model.edges
    .filter((each) => (via === edge.to ? each.to === via : each.from === via) && each.from !== each.to)
    .map((each) => ({ key: edgeTarget(each), place: placeAcross(graph, via === edge.to ? each.from : each.to) }))
    .sort((a, b) => a.place - b.place);
  const next = siblings.findIndex(({ key }) => key === cursor.target) + (step === 'before' ? -1 : 1);
  const found = siblings[next];
  return found === undefined ? undefined : { target: found.key, via };
}

function heaviestEdge(model: WalkedModel, id: string, step: 'callee' | 'caller'): WalkedEdge | undefined {
  let best: WalkedEdge | undefined;
  for (const edge of model.edges) {
    if ((step === 'callee' ? edge.from : edge.to) !== id || edge.from === edge.to) continue;
    if (best === undefined || edge.value > best.value) best = edge;
  }
  return best;
}

/** Down along the heaviest calls as far as they are shown. */
function heaviestEnd(model: WalkedModel, target: string): string {
  let at = edgeOfTarget(model, target)?.to ?? target;
  const seen = new Set<string>();
  while (!seen.has(at)) {
    seen.add(at);
    at = heaviestEdge(model, at, 'callee')?.to ?? at;
  }
  return at;
}

function placeAcross({ model, layout, direction }: WalkedGraph, id: string): number {
  const box = layout.nodes[model.nodes.findIndex((node) => node.id === id)];
  if (box === undefined) return 0;
  return direction === 'right' ? box.y + box.height / 2 : box.x + box.width / 2;
}

/** Being on another level counts against a node more than being farther away. */
const LEVEL_WEIGHT = 3;

function nodeBeside({ model, layout, direction }: WalkedGraph, id: string, side: 1 | -1): string | undefined {
  const from = layout.nodes[model.nodes.findIndex((node) => node.id === id)];
  if (from === undefined) return undefined;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  model.nodes.forEach((node, row) => {
    const box = layout.nodes[row];
    if (box === undefined || node.id === id) return;
    const x = box.x + box.width / 2 - from.x - from.width / 2;
    const y = box.y + box.height / 2 - from.y - from.height / 2;
    const across = (direction === 'right' ? y : x) * side;
    const level = Math.abs(direction === 'right' ? x : y);
    const distance = across + LEVEL_WEIGHT * level;
    if (across > 1 && level <= across * 2 && distance < least) {
      least = distance;
      best = node.id;
    }
  });
  return best;
}
