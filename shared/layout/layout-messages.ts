// What the page and its layout worker say to each other: plain data. One answer a request; a request that takes too long is
// ended by ending the worker, Graphviz cannot be interrupted.
import type { Result } from '../base/result.ts';
import {
  type GraphvizEngine,
  type LayeredGraphInput,
  type LayeredGraphLayout,
  layoutLayeredGraph,
} from './layered-graph.ts';

export interface LayoutRequest {
  /** Chosen by the page, comes back with the answer. */
  readonly id: number;
  readonly graph: LayeredGraphInput;
}

export interface LayoutAnswer {
  readonly id: number;
  /** The error is Graphviz' own message. */
  readonly result: Result<LayeredGraphLayout, string>;
}

/** The worker's whole work. */
export function answerLayoutRequest(request: LayoutRequest, graphviz: GraphvizEngine): LayoutAnswer {
  return { id: request.id, result: layoutLayeredGraph(request.graph, graphviz) };
}
