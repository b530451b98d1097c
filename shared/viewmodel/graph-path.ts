// The heaviest way through a shown graph: the one whose lightest call is heaviest, of equal ones the shortest. What a person means by "how
// does the cost get there".
import type { GraphEdge, GraphModel } from './graph.ts';

export interface GraphPath {
  /** Ids from the first node to the last. */
  readonly nodes: readonly string[];
  /** One less than nodes. */
  readonly edges: readonly GraphEdge[];
}

/** From one node along calls to another; undefined where no calls lead there. Every shown call is looked at a few times. */
export function heaviestPath(model: GraphModel, from: string, to: string): GraphPath | undefined {
  const callees = new Map<string, GraphEdge[]>();
  for (const edge of model.edges) {
    const known = callees.get(edge.from);
    if (known === undefined) callees.set(edge.from, [edge]);
    else known.push(edge);
  }
  const best = new Map<string, Reached>([[from, { value: Infinity, steps: 0, by: undefined }]]);
  const open = new Set([from]);
  while (open.size > 0) {
    const id = heaviestOf(open, best);
    if (id === to) return pathTo(to, best);
    open.delete(id);
    const here = best.get(id) as Reached;
    for (const edge of callees.get(id) ?? []) {
      if (edge.to === id) continue;
      const next = { value: Math.min(here.value, edge.value), steps: here.steps + 1, by: edge };
      const known = best.get(edge.to);
      if (known !== undefined && !isBetter(next, known)) continue;
      best.set(edge.to, next);
      open.add(edge.to);
    }
  }
  return undefined;
}

/** Between the active item and a node, whichever of the two calls the other; with `fromRoot` begun where the item's heaviest callers begin. */
export function pathToNode(model: GraphModel, id: string, fromRoot: boolean): GraphPath | undefined {
  if (id === model.focus) return fromRoot ? pathFromRoot(model, id) : undefined;
  const down = heaviestPath(model, model.focus, id);
  if (down === undefined) {
    const up = heaviestPath(model, id, model.focus);
    return up !== undefined && fromRoot ? joined(pathFromRoot(model, id), up) : up;
  }
  return fromRoot ? joined(pathFromRoot(model, model.focus), down) : down;
}

/** Up along the heaviest callers as far as they are shown. */
function pathFromRoot(model: GraphModel, id: string): GraphPath {
  const heaviestCaller = new Map<string, GraphEdge>();
  for (const edge of model.edges) {
    const known = heaviestCaller.get(edge.to);
    if (edge.recursive || edge.from === edge.to) continue;
    if (known === undefined || edge.value > known.value) heaviestCaller.set(edge.to, edge);
  }
  const edges: GraphEdge[] = [];
  const seen = new Set([id]);
  for (let edge = heaviestCaller.get(id); edge !== undefined && !seen.has(edge.from); ) {
    edges.push(edge);
    seen.add(edge.from);
    edge = heaviestCaller.get(edge.from);
  }
  edges.reverse();
  return { nodes: [...edges.map((edge) => edge.from), id], edges };
}

function joined(first: GraphPath, second: GraphPath): GraphPath {
  return { nodes: [...first.nodes, ...second.nodes.slice(1)], edges: [...first.edges, ...second.edges] };
}

interface Reached {
  /** Of the lightest call on the way. */
  readonly value: number;
  readonly steps: number;
  readonly by: GraphEdge | undefined;
}

function isBetter(a: Reached, b: Reached): boolean {
  return a.value > b.value || (a.value === b.value && a.steps < b.steps);
}

function heaviestOf(open: ReadonlySet<string>, best: ReadonlyMap<string, Reached>): string {
  let found: string | undefined;
  for (const id of open) {
    if (found === undefined || isBetter(best.get(id) as Reached, best.get(found) as Reached)) found = id;
  }
  return found as string;
}

function pathTo(to: string, best: ReadonlyMap<string, Reached>): GraphPath {
  const nodes = [to];
  const edges: GraphEdge[] = [];
  for (let edge = best.get(to)?.by; edge !== undefined; edge = best.get(edge.from)?.by) {
    edges.push(edge);
    nodes.push(edge.from);
  }
  return { nodes: nodes.reverse(), edges: edges.reverse() };
}
