// One side of the call graph, callers or callees: which nodes and edges stay within the limits, and which are only counted.

import { callComponents } from '../../analysis/call-components.ts';
import { type Direction, edgeNumber, edgesAt, type Focus, farEnd } from '../../analysis/focus.ts';
import type { FocusValues } from '../../analysis/focus-flow.ts';
import { focusValues } from '../../analysis/focus-values.ts';
import { NONE } from '../../base/brands.ts';
import { sortByValue } from '../../base/sort-indices.ts';
import type { GraphLimits } from '../../state/view-state.ts';

export interface ShownEdge {
  /** Rows: functions, then cycles. */
  readonly from: number;
  readonly to: number;
  readonly calls: number | null;
  readonly value: number;
  /** As recorded, not scaled to the item. */
  readonly cost: number;
  readonly recursive: boolean;
  readonly estimated: boolean;
}

export interface GraphSide {
  readonly nodes: ReadonlyMap<number, { readonly value: number; readonly estimated: boolean }>;
  readonly edges: readonly ShownEdge[];
  readonly hiddenNodes: number;
  readonly hiddenEdges: number;
}

interface Side {
  readonly focus: Focus;
  readonly direction: Direction;
  readonly values: FocusValues;
  readonly isStart: Uint8Array;
  readonly componentOf: Int32Array;
  /** Steps from the item; −1: not reached. */
  readonly depth: Int32Array;
}

export function graphSide(focus: Focus, limits: GraphLimits, direction: Direction): GraphSide {
  const functions = focus.recording.functions.length;
  const isStart = new Uint8Array(functions);
  for (const start of focus.starts) isStart[start] = 1;
  const side: Side = {
    focus,
    direction,
    values: focusValues(focus, direction),
    isStart,
    componentOf: callComponents(focus.recording, focus.scope).componentOf,
    depth: new Int32Array(functions).fill(-1),
  };
  listNeighboursInCycle(side);
  const reached = walk(side);
  const shown = withinLimits(side, reached, limits);
  return connect(side, reached, shown, limits);
}

/** The fellows in a closed cycle that the item calls, or that call it, get no share of its cost; they are shown with what is recorded. */
function listNeighboursInCycle({ focus, direction, values }: Side): void {
  const { costs, cyclesClosed, cycle, row, edgeCost } = focus;
  const { cycleOf } = costs.cycles;
  if (!cyclesClosed || cycle !== undefined || cycleOf[row] === NONE) return;
  const { from, to } = edgesAt(focus, row, direction);
  for (let i = from; i < to; i++) {
    const edge = edgeNumber(focus, i, direction);
    const far = farEnd(focus, edge, direction);
    if (far === row || cycleOf[far] !== cycleOf[row]) continue;
    const value = Math.min(edgeCost[edge], focus.value);
    values.edgeValue[edge] = value;
    values.value[far] = Math.max(values.value[far], value);
  }
}

/** Functions that got some of the item's cost, nearest first; sets their depth. */
function walk({ focus, direction, values, isStart, depth }: Side): Int32Array {
  const reached = new Int32Array(depth.length);
  let count = 0;
  for (const start of focus.starts) {
    depth[start] = 0;
    reached[count++] = start;
  }
  for (let next = 0; next < count; next++) {
    const f = reached[next];
    const { from, to } = edgesAt(focus, f, direction);
    for (let i = from; i < to; i++) {
      const edge = edgeNumber(focus, i, direction);
      const far = farEnd(focus, edge, direction);
      if (depth[far] >= 0 || isStart[far] === 1 || !(values.edgeValue[edge] > 0)) continue;
      depth[far] = depth[f] + 1;
      reached[count++] = far;
    }
  }
  return reached.slice(focus.starts.length, count);
}

function withinLimits(side: Side, reached: Int32Array, limits: GraphLimits): Set<number> {
  const { focus, direction, values, depth } = side;
  const levels = direction === 'callers' ? limits.callerDepth : limits.calleeDepth;
  const smallest = limits.minNode * focus.value;
  const kept = reached.filter((f) => values.value[f] >= smallest && (levels < 0 || depth[f] <= levels));
  const most = Math.max(0, Math.floor(limits.maxNodes / 2));
  return new Set(kept.length <= most ? kept : sortByValue(kept, values.value, true).subarray(0, most));
}

/** Edges between shown nodes; nodes that no shown edge ties to the item are left out with the others. */
function connect(side: Side, reached: Int32Array, shown: Set<number>, limits: GraphLimits): GraphSide {
  const { focus, direction, values, isStart } = side;
  const smallest = limits.minEdge * focus.value;
  const heaviest = heaviestTies(side, shown);
  const nodes = new Map<number, { value: number; estimated: boolean }>();
  const edges = new Map<string, ShownEdge>();
  const open: number[] = [...focus.starts];
  const visited = new Set<number>(open);
  let hiddenEdges = 0;
  for (let next = 0; next < open.length; next++) {
    const f = open[next];
    const { from, to } = edgesAt(focus, f, direction);
    for (let i = from; i < to; i++) {
      const edge = edgeNumber(focus, i, direction);
      const far = farEnd(focus, edge, direction);
      const isRecursive = far === f || isListed(side, f, far);
      if (!isRecursive && !(values.edgeValue[edge] > 0)) continue;
      const isTie = heaviest.get(far) === edge;
      const isHeavy = isRecursive ? far === f || focus.edgeCost[edge] >= smallest : values.edgeValue[edge] >= smallest;
      if ((!isStart[far] && !shown.has(far)) || !(isHeavy || isTie)) {
        hiddenEdges++;
        continue;
      }
      addEdge(side, edges, edge, isRecursive);
      if (!visited.has(far) && values.edgeValue[edge] > 0) {
        visited.add(far);
        open.push(far);
      }
    }
  }
  for (const f of open) if (isStart[f] === 0) nodes.set(f, { value: values.value[f], estimated: isEstimated(side, f) });
  const tied = [...edges.values()].filter((edge) => isShown(side, nodes, edge.from) && isShown(side, nodes, edge.to));
  return {
    nodes,
    edges: tied,
    hiddenNodes: reached.length - nodes.size,
    hiddenEdges: hiddenEdges + edges.size - tied.length,
  };
}

function isShown({ focus }: Side, nodes: ReadonlyMap<number, unknown>, row: number): boolean {
  return row === focus.row || nodes.has(row);
}

/**
 * A call inside a cycle, shown with its cost, in no sum (S8). Where values may flow through cycles (stacks, stated costs), only those calls are
 * meant that lead back to the item, or stand in a cycle that the item is not part of. With detection off only direct recursion is told apart.
 */
function isListed({ focus, componentOf, isStart }: Side, f: number, far: number): boolean {
  const { costs, cyclesClosed, starts } = focus;
  const { cycleOf } = costs.cycles;
  const isInside = costs.detected && cycleOf[f] !== NONE && cycleOf[f] === cycleOf[far];
  return isInside && (cyclesClosed || isStart[far] === 1 || componentOf[f] !== componentOf[starts[0]]);
}

/** For each shown function the edge that brought it most. */
function heaviestTies({ focus, direction, values, isStart }: Side, shown: ReadonlySet<number>): Map<number, number> {
  const ties = new Map<number, number>();
  for (const f of [...focus.starts, ...shown]) {
    const { from, to } = edgesAt(focus, f, direction);
    for (let i = from; i < to; i++) {
      const edge = edgeNumber(focus, i, direction);
      const far = farEnd(focus, edge, direction);
      if (far === f || isStart[far] === 1 || !shown.has(far)) continue;
      const known = ties.get(far);
      if (known === undefined || values.edgeValue[edge] > values.edgeValue[known]) ties.set(far, edge);
    }
  }
  return ties;
}

function addEdge(side: Side, edges: Map<string, ShownEdge>, edge: number, recursive: boolean): void {
  const { focus, isStart } = side;
  const rowOf = (f: number): number => (isStart[f] === 1 ? focus.row : f);
  const caller = focus.edges.caller[edge];
  const callee = focus.edges.callee[edge];
  const from = rowOf(caller);
  const to = rowOf(callee);
  const count = focus.edgeCount?.[edge] ?? null;
  const key = `${from} ${to}`;
  const known = edges.get(key);
  // Calls of a member of the active cycle are calls of the cycle.
  edges.set(key, {
    from,
    to,
    calls: count === null ? null : count + (known?.calls ?? 0),
    value: from === to ? 0 : shownValue(side, edge, recursive) + (known?.value ?? 0),
    cost: focus.edgeCost[edge] + (known?.cost ?? 0),
    recursive,
    estimated: focus.recording.family !== 'stacks' && !isAsRecorded(side, edge),
  });
}

/** The item's own calls, unless recursion made them fit into less. */
function isAsRecorded({ focus, isStart, values }: Side, edge: number): boolean {
  if (isStart[focus.edges.caller[edge]] === 0 && isStart[focus.edges.callee[edge]] === 0) return false;
  const flow = values.edgeValue[edge];
  return flow === 0 || flow >= focus.edgeCost[edge] * 0.999;
}

/** Calls back to the item and inside closed cycles carry no flow: they are shown with what is recorded, at most the item's cost. */
function shownValue({ focus, values }: Side, edge: number, recursive: boolean): number {
  const flow = values.edgeValue[edge];
  return flow > 0 || !recursive ? flow : Math.min(focus.edgeCost[edge], focus.value);
}

/** True unless all that reached it came straight from the item. */
function isEstimated(side: Side, f: number): boolean {
  const { focus, direction, values } = side;
  if (focus.recording.family === 'stacks') return false;
  const back = direction === 'callees' ? 'callers' : 'callees';
  const { from, to } = edgesAt(focus, f, back);
  let recorded = 0;
  for (let i = from; i < to; i++) {
    const edge = edgeNumber(focus, i, back);
    if (isAsRecorded(side, edge)) recorded += values.edgeValue[edge];
  }
  return values.value[f] > recorded * 1.001;
}
