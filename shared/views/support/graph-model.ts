// The graph around the active item: both sides put together, limits applied, what is left out counted (S13).
import type { Focus } from '../../analysis/focus.ts';
import { memoInSlices } from '../../base/memo.ts';
import { runAtOnce, type Sliced } from '../../base/slices.ts';
import type { Recording } from '../../model/recording.ts';
import type { GraphSettings, ViewState } from '../../state/view-state.ts';
import { formatCount } from '../../viewmodel/format-count.ts';
import type { GraphEdge, GraphModel, GraphNode, GraphStub } from '../../viewmodel/graph.ts';
import { type ItemRef, itemKey } from '../../viewmodel/item.ts';
import type { ViewNote } from '../../viewmodel/measure.ts';
import type { UnavailableModel } from '../../viewmodel/view-model.ts';
import { focusMeasure, focusOfState } from './focus-of-state.ts';
import { groupLabels } from './graph-groups.ts';
import type { RowLink } from './graph-links.ts';
import { createGraphRows, type GraphRows } from './graph-rows.ts';
import { type GraphSide, graphSide, type SideLimits, type SkippedCalls } from './graph-side.ts';
import { createLabels, existingItem, itemOfRow, rowOfItem } from './item-labels.ts';
import { createScopeTitles } from './name-scopes.ts';
import { estimatedNote } from './notes.ts';
import { createOverTotal } from './over-total.ts';
import { prepareFlows } from './preparation.ts';

interface Around {
  readonly focus: Focus;
  readonly state: ViewState;
  readonly sides: readonly GraphSide[];
  readonly limits: SideLimits;
}

export function selectGraph(recording: Recording, state: ViewState): GraphModel | UnavailableModel {
  return runAtOnce(graphInSlices(recording, state));
}

export function* prepareGraph(recording: Recording, state: ViewState): Sliced<void> {
  yield* prepareFlows(recording, state);
  yield* graphInSlices(recording, state);
}

function graphInSlices(recording: Recording, state: ViewState): Sliced<GraphModel | UnavailableModel> {
  return memoInSlices(recording, `call-graph:${JSON.stringify(state)}`, () => graphAround(recording, state));
}

function* graphAround(recording: Recording, state: ViewState): Sliced<GraphModel | UnavailableModel> {
  const focus = focusOfState(recording, state);
  if (focus === undefined) return { kind: 'unavailable', reason: 'No function is active.' };
  const rows: GraphRows[] = [];
  for (const direction of ['callers', 'callees'] as const) {
    rows.push(createGraphRows(focus, { ...state.graph, direction }));
    yield;
  }
  const limits = sideLimits(focus, state.graph, rows[0]);
  const sides = yield* bothSides(rows, state.graph, limits);
  const around: Around = { focus, state, sides, limits };
  const nodes = graphNodes(around);
  const labels = createLabels(recording, focus.costs, state);
  const { groupOf, groups } = groupLabels(
    nodes.map((node) => node.label),
    state.graph.groups,
    createScopeTitles(recording),
  );
  const edges = graphEdges(around);
  const hidden = {
    nodes: sides[0].hiddenNodes + sides[1].hiddenNodes,
    edges: sides[0].hiddenEdges + sides[1].hiddenEdges,
  };
  return {
    kind: 'graph',
    measure: focusMeasure(recording, state, focus),
    focus: itemKey(itemOfRow(recording, focus.row)),
    nodes: nodes.map((node, index) => ({ ...node, group: groupOf[index] })),
    edges,
    stubs: state.graph.skippedCalls ? graphStubs(around) : [],
    groups,
    values: state.graph.globalValues ? 'global' : 'focused',
    hiddenItems: [...limits.hidden].map((row) => labels.ofRow(row)),
    hidden,
    cutInner: sides.some(({ cutInner }) => cutInner),
    notes: notesOf(hidden, edges),
  };
}

/** Half of the nodes for each side; what one does not need, the other gets. */
function* bothSides(
  [above, below]: readonly GraphRows[],
  settings: GraphSettings,
  limits: SideLimits,
): Sliced<GraphSide[]> {
  const most = Math.max(0, settings.maxNodes - 1);
  const half = Math.ceil(most / 2);
  const callersUpTo = (count: number) => graphSide(above, { ...limits, depth: settings.callerDepth, most: count });
  const callers = yield* callersUpTo(half);
  const rest = Math.max(half, most - callers.nodes.size);
  const callees = yield* graphSide(below, { ...limits, depth: settings.calleeDepth, most: rest });
  const isCut = callers.nodes.size >= half && callees.nodes.size < most - half;
  return [isCut ? yield* callersUpTo(most - callees.nodes.size) : callers, callees];
}

const share = (value: number): number => Math.min(1, Math.max(0, value));

/** The settings in rows; items that this recording does not have are left out. */
function sideLimits({ recording, costs, row: active }: Focus, settings: GraphSettings, rows: GraphRows): SideLimits {
  const toRow = (item: ItemRef): number => {
    const existing = existingItem(recording, costs, item);
    return existing === undefined ? active : rowOfItem(recording, existing);
  };
  /** A function whose cycle is one node stands for that node. */
  const toNode = (item: ItemRef): number => {
    const row = toRow(item);
    return row < recording.functions.length ? rows.rowOf(row) : row;
  };
  const others = (toOther: (item: ItemRef) => number, items: readonly ItemRef[]): Set<number> =>
    new Set(items.map(toOther).filter((row) => row !== active));
  return {
    minNode: share(settings.minNode),
    minEdge: share(settings.minEdge < 0 ? settings.minNode : settings.minEdge),
    depth: -1,
    most: 0,
    hidden: others(toRow, settings.hidden),
    pinned: others(toNode, settings.pinned),
    expanded: new Map(settings.expanded.map(({ item, steps }) => [toNode(item), steps])),
    collapsed: others(toNode, settings.collapsed),
    innerCycleCalls: settings.innerCycleCalls,
    maxInnerCalls: settings.maxInnerCalls < 0 ? Number.POSITIVE_INFINITY : settings.maxInnerCalls,
  };
}

interface NodeValue {
  readonly value: number;
  readonly estimated: boolean;
}

function nodeValues({ focus, sides, limits }: Around): [number, NodeValue][] {
  const values = new Map<number, NodeValue>();
  for (const side of sides) {
    for (const [row, node] of side.nodes) {
      const known = values.get(row);
      if (known === undefined || known.value < node.value) values.set(row, node);
    }
  }
  // Pinned, and has nothing to do with the active item.
  for (const row of limits.pinned) if (!values.has(row)) values.set(row, { value: 0, estimated: false });
  values.delete(focus.row);
  const others = [...values].sort(([a, x], [b, y]) => y.value - x.value || a - b);
  return [[focus.row, { value: focus.value, estimated: false }], ...others];
}

function graphNodes(around: Around): GraphNode[] {
  const { focus, state, sides, limits } = around;
  const { recording, costs } = focus;
  const labels = createLabels(recording, costs, state);
  const overTotal = createOverTotal(recording, focus.scope, costs);
  const isGlobal = state.graph.globalValues;
  const skipped = new Map<number, number>();
  for (const { row, edges } of sides.flatMap((side) => side.skipped)) skipped.set(row, (skipped.get(row) ?? 0) + edges);
  return nodeValues(around).map(([row, { value, estimated }]) => {
    const cycle = row - recording.functions.length;
    const inclusive = cycle < 0 ? focus.inclusive[row] : costs.cycleInclusive[cycle];
    return {
      id: itemKey(itemOfRow(recording, row)),
      label: labels.ofRow(row),
      value: isGlobal ? inclusive : value,
      inclusive,
      self: cycle < 0 ? focus.self[row] : costs.cycleSelf[cycle],
      focus: row === focus.row,
      estimated: estimated && !isGlobal,
      group: null,
      pinned: limits.pinned.has(row),
      collapsed: limits.collapsed.has(row),
      skipped: skipped.get(row) ?? 0,
      ...overTotal(isGlobal ? inclusive : value),
    };
  });
}

function graphEdges({ focus, state, sides }: Around): GraphEdge[] {
  const { recording } = focus;
  const isGlobal = state.graph.globalValues;
  const merged = new Map<string, RowLink>();
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
      value: isGlobal && from !== to ? cost : value,
      cost,
      recursive,
      estimated: estimated && !isGlobal,
    }));
}

function graphStubs({ focus, state, sides }: Around): GraphStub[] {
  const toStub = ({ row, node, edges, calls, value, cost }: SkippedCalls): GraphStub => ({
    node: itemKey(itemOfRow(focus.recording, row)),
    end: node,
    edges,
    calls,
    value: state.graph.globalValues ? cost : value,
  });
  return sides.flatMap((side) => side.skipped).map(toStub);
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
