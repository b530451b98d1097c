// The graph around the active item: both sides put together, limits applied, what is left out counted (S13).
import type { Focus } from '../../analysis/focus.ts';
import type { Recording } from '../../model/recording.ts';
import type { ViewState } from '../../state/view-state.ts';
import { formatCount } from '../../viewmodel/format-count.ts';
import type { GraphEdge, GraphModel, GraphNode } from '../../viewmodel/graph.ts';
import { itemKey } from '../../viewmodel/item.ts';
import type { ViewNote } from '../../viewmodel/measure.ts';
import type { UnavailableModel } from '../../viewmodel/view-model.ts';
import { focusMeasure, focusOfState } from './focus-of-state.ts';
import { type GraphSide, graphSide, type ShownEdge } from './graph-side.ts';
import { createLabels, itemOfRow } from './item-labels.ts';
import { estimatedNote } from './notes.ts';

export function selectGraph(recording: Recording, state: ViewState): GraphModel | UnavailableModel {
  const focus = focusOfState(recording, state);
  if (focus === undefined) return { kind: 'unavailable', reason: 'No function is active.' };
  const sides = [graphSide(focus, state.graph, 'callers'), graphSide(focus, state.graph, 'callees')];
  const nodes = graphNodes(focus, state, sides);
  const edges = graphEdges(focus, state, sides);
  const hidden = {
    nodes: sides[0].hiddenNodes + sides[1].hiddenNodes,
    edges: sides[0].hiddenEdges + sides[1].hiddenEdges,
  };
  return {
    kind: 'graph',
    measure: focusMeasure(recording, state, focus),
    focus: itemKey(itemOfRow(recording, focus.row)),
    nodes,
    edges,
    hidden,
    notes: notesOf(hidden, edges),
  };
}

function graphNodes(focus: Focus, state: ViewState, sides: readonly GraphSide[]): GraphNode[] {
  const { recording, costs } = focus;
  const labels = createLabels(recording, costs, state);
  const values = new Map<number, { value: number; estimated: boolean }>();
  for (const side of sides) {
    for (const [row, node] of side.nodes) {
      const known = values.get(row);
      if (known === undefined || known.value < node.value) values.set(row, node);
    }
  }
  values.delete(focus.row);
  const toNode = (row: number, value: number, estimated: boolean): GraphNode => {
    const cycle = row - recording.functions.length;
    const inclusive = cycle < 0 ? focus.inclusive[row] : costs.cycleInclusive[cycle];
    return {
      id: itemKey(itemOfRow(recording, row)),
      label: labels.ofRow(row),
      value: state.graph.globalValues ? inclusive : value,
      inclusive,
      self: cycle < 0 ? focus.self[row] : costs.cycleSelf[cycle],
      focus: row === focus.row,
      estimated: estimated && !state.graph.globalValues,
    };
  };
  const others = [...values].sort(([a, x], [b, y]) => y.value - x.value || a - b);
  return [
    toNode(focus.row, focus.value, false),
    ...others.map(([row, node]) => toNode(row, node.value, node.estimated)),
  ];
}

function graphEdges(focus: Focus, state: ViewState, sides: readonly GraphSide[]): GraphEdge[] {
  const { recording } = focus;
  const merged = new Map<string, ShownEdge>();
  for (const side of sides) {
    for (const edge of side.edges) {
      const key = `${edge.from} ${edge.to}`;
      const known = merged.get(key);
      // A call that carries cost on one side may lead back to the item on the other.
      const isBetter = known === undefined || (known.recursive && !edge.recursive);
      if (isBetter || (known.recursive === edge.recursive && known.value < edge.value)) merged.set(key, edge);
    }
  }
  return [...merged.values()]
    .sort((a, b) => b.value - a.value || a.from - b.from || a.to - b.to)
    .map(({ from, to, calls, value, cost, recursive, estimated }) => ({
      from: itemKey(itemOfRow(recording, from)),
      to: itemKey(itemOfRow(recording, to)),
      calls,
      value: state.graph.globalValues && from !== to ? cost : value,
      recursive,
      estimated: estimated && !state.graph.globalValues,
    }));
}

function notesOf(hidden: { nodes: number; edges: number }, edges: readonly GraphEdge[]): ViewNote[] {
  const notes: ViewNote[] = [];
  if (edges.some((edge) => edge.estimated)) notes.push(estimatedNote);
  if (hidden.nodes > 0 || hidden.edges > 0) {
    const functions = `${formatCount(hidden.nodes)} function${hidden.nodes === 1 ? '' : 's'}`;
    const calls = `${formatCount(hidden.edges)} call edge${hidden.edges === 1 ? '' : 's'}`;
    notes.push({ kind: 'limited', text: `${functions} and ${calls} are left out by the limits.` });
  }
  return notes;
}
