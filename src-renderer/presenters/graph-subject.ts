// What a place of the graph stands for: a node, a call, or calls that are left out, by the key that drawing and hit test use.
import type { GraphEdge, GraphModel, GraphNode, GraphStub } from '../../shared/viewmodel/graph.ts';
import { edgeOfTarget, stubOfTarget } from '../../shared/viewmodel/pictures.ts';

export interface GraphSubject {
  readonly model: GraphModel;
  /** The node itself; of a call the end that is not the active item; of calls left out the node that is there. */
  readonly node: GraphNode;
  readonly edge: GraphEdge | undefined;
  readonly stub: GraphStub | undefined;
}

export function subjectOf(model: GraphModel | undefined, target: string | undefined): GraphSubject | undefined {
  if (model === undefined || target === undefined) return undefined;
  const edge = edgeOfTarget(model, target);
  const stub = edge === undefined ? stubOfTarget(model, target) : undefined;
  const id = edge === undefined ? (stub?.node ?? target) : edge.to === model.focus ? edge.from : edge.to;
  const node = model.nodes.find((each) => each.id === id);
  return node === undefined ? undefined : { model, node, edge, stub };
}

/** Nodes that belong to it: both ends of a call. */
export function nodeIdsOf({ node, edge }: GraphSubject): readonly string[] {
  return edge === undefined ? [node.id] : [edge.from, edge.to];
}
