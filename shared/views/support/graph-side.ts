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
  readonly value: Float64Array;
  readonly edgeValue: FocusValues['edgeValue'];
  readonly isStart: Uint8Array;
  readonly componentOf: Int32Array;
}

export function graphSide(focus: Focus, limits: GraphLimits, direction: Direction): GraphSide {
  const functions = focus.recording.functions.length;
  const isStart = new Uint8Array(functions);
  for (const start of focus.starts) isStart[start] = 1;
  const { value, edgeValue } = focusValues(focus, direction);
  const listed = listNeighboursInCycle(focus, direction, value);
  const side: Side = {
    focus,
    direction,
    value,
    edgeValue: listed.size === 0 ? edgeValue : (edge) => listed.get(edge) ?? edgeValue(edge),
    isStart,
    componentOf: callComponents(focus.recording, focus.scope).componentOf,
  };
  return connect(side, withinLimits(side, limits), limits);
}

/**
 * The fellows in a closed cycle that the item calls, or that call it, get no share of its cost; they are shown with what is recorded.
 * Values of these edges; raises those of the functions.
 */
function listNeighboursInCycle(focus: Focus, direction: Direction, values: Float64Array): Map<number, number> {
  const { costs, cyclesClosed, cycle, row, edgeCost } = focus;
  const { cycleOf } = costs.cycles;
  const listed = new Map<number, number>();
  if (!cyclesClosed || cycle !== undefined || cycleOf[row] === NONE) return listed;
  const { from, to } = edgesAt(focus, row, direction);
  for (let i = from; i < to; i++) {
    const edge = edgeNumber(focus, i, direction);
    const far = farEnd(focus, edge, direction);
    if (far === row || cycleOf[far] !== cycleOf[row]) continue;
    const value = Math.min(edgeCost[edge], focus.value);
    listed.set(edge, value);
    values[far] = Math.max(values[far], value);
  }
  return listed;
}

/** Functions at most `levels` calls that carry cost away from the item, nearest first. */
function nearby({ focus, direction, edgeValue, isStart }: Side, levels: number): Int32Array {
  const isSeen = isStart.slice();
  const found = new Int32Array(isStart.length);
  let count = 0;
  for (const start of focus.starts) found[count++] = start;
  let next = 0;
  for (let level = 0; level < levels && next < count; level++) {
    for (const end = count; next < end; next++) {
      const { from, to } = edgesAt(focus, found[next], direction);
      for (let i = from; i < to; i++) {
        const edge = edgeNumber(focus, i, direction);
        const far = farEnd(focus, edge, direction);
        if (isSeen[far] === 1 || !(edgeValue(edge) > 0)) continue;
        isSeen[far] = 1;
        found[count++] = far;
      }
    }
  }
  return found.slice(focus.starts.length, count);
}

/** Functions dear and near enough, the dearest of them if they are too many; of equal ones the nearest. */
function withinLimits(side: Side, limits: GraphLimits): Set<number> {
  const levels = side.direction === 'callers' ? limits.callerDepth : limits.calleeDepth;
  const smallest = limits.minNode * side.focus.value;
  const most = Math.max(0, Math.floor(limits.maxNodes / 2));
  // To know who is near, all that is reached must be walked: left undone as long as nothing depends on it.
  if (levels < 0) {
    const dear = dearOnes(side.value, undefined, smallest);
    if (dear.length <= most) return new Set(dear);
  }
  const dear = dearOnes(side.value, nearby(side, levels < 0 ? Number.POSITIVE_INFINITY : levels), smallest);
  return new Set(dear.length <= most ? dear : sortByValue(Int32Array.from(dear), side.value, true).subarray(0, most));
}

/** Those among `functions`, or among all, that got at least `smallest` and not nothing. */
function dearOnes(value: Float64Array, functions: Int32Array | undefined, smallest: number): number[] {
  const dear: number[] = [];
  const count = functions === undefined ? value.length : functions.length;
  for (let i = 0; i < count; i++) {
    const f = functions === undefined ? i : functions[i];
    if (value[f] > 0 && value[f] >= smallest) dear.push(f);
  }
  return dear;
}

/** How many functions got some of the item's cost. */
function countReached(value: Float64Array): number {
  let count = 0;
  for (let f = 0; f < value.length; f++) if (value[f] > 0) count++;
  return count;
}

/** Edges between shown nodes; nodes that no shown edge ties to the item are left out with the others. */
function connect(side: Side, shown: Set<number>, limits: GraphLimits): GraphSide {
  const { focus, direction, value, edgeValue, isStart } = side;
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
      if (!isRecursive && !(edgeValue(edge) > 0)) continue;
      const isTie = heaviest.get(far) === edge;
      const isHeavy = isRecursive ? far === f || focus.edgeCost[edge] >= smallest : edgeValue(edge) >= smallest;
      if ((!isStart[far] && !shown.has(far)) || !(isHeavy || isTie)) {
        hiddenEdges++;
        continue;
      }
      addEdge(side, edges, edge, isRecursive);
      if (!visited.has(far) && edgeValue(edge) > 0) {
        visited.add(far);
        open.push(far);
      }
    }
  }
  for (const f of open) if (isStart[f] === 0) nodes.set(f, { value: value[f], estimated: isEstimated(side, f) });
  const tied = [...edges.values()].filter((edge) => isShown(side, nodes, edge.from) && isShown(side, nodes, edge.to));
  return {
    nodes,
    edges: tied,
    hiddenNodes: countReached(value) - nodes.size,
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
function heaviestTies({ focus, direction, edgeValue, isStart }: Side, shown: ReadonlySet<number>): Map<number, number> {
  const ties = new Map<number, number>();
  for (const f of [...focus.starts, ...shown]) {
    const { from, to } = edgesAt(focus, f, direction);
    for (let i = from; i < to; i++) {
      const edge = edgeNumber(focus, i, direction);
      const far = farEnd(focus, edge, direction);
      if (far === f || isStart[far] === 1 || !shown.has(far)) continue;
      const known = ties.get(far);
      if (known === undefined || edgeValue(edge) > edgeValue(known)) ties.set(far, edge);
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
function isAsRecorded({ focus, isStart, edgeValue }: Side, edge: number): boolean {
  if (isStart[focus.edges.caller[edge]] === 0 && isStart[focus.edges.callee[edge]] === 0) return false;
  const flow = edgeValue(edge);
  return flow === 0 || flow >= focus.edgeCost[edge] * 0.999;
}

/** Calls back to the item and inside closed cycles carry no flow: they are shown with what is recorded, at most the item's cost. */
function shownValue({ focus, edgeValue }: Side, edge: number, recursive: boolean): number {
  const flow = edgeValue(edge);
  return flow > 0 || !recursive ? flow : Math.min(focus.edgeCost[edge], focus.value);
}

/** True unless all that reached it came straight from the item. */
function isEstimated(side: Side, f: number): boolean {
  const { focus, direction, value, edgeValue } = side;
  if (focus.recording.family === 'stacks') return false;
  const back = direction === 'callees' ? 'callers' : 'callees';
  const { from, to } = edgesAt(focus, f, back);
  let recorded = 0;
  for (let i = from; i < to; i++) {
    const edge = edgeNumber(focus, i, back);
    if (isAsRecorded(side, edge)) recorded += edgeValue(edge);
  }
  return value[f] > recorded * 1.001;
}
