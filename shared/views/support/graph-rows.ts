// What the nodes of a call graph are: functions, or whole cycles where they are collapsed; and how much of the item's cost reached each (S13).
// A row is a function or functions.length + a cycle, as everywhere; the active item is one row whatever it consists of.
import { callComponents } from '../../analysis/call-components.ts';
import { type Direction, edgeNumber, edgesAt, type Focus, farEnd } from '../../analysis/focus.ts';
import type { FocusValues } from '../../analysis/focus-flow.ts';
import { focusValues } from '../../analysis/focus-values.ts';
import { NONE } from '../../base/brands.ts';

export interface GraphRows {
  readonly focus: Focus;
  readonly direction: Direction;
  /** By function. 0: not reached. */
  readonly value: Float64Array;
  readonly edgeValue: FocusValues['edgeValue'];
  readonly isStart: Uint8Array;
  /** True for functions whose cycle is one node. */
  readonly isCollapsed: (fn: number) => boolean;
  readonly rowOf: (fn: number) => number;
  readonly functionsOf: (row: number) => ArrayLike<number>;
  /** Never more than the item's own cost: sums of scaled calls are off by rounding. */
  readonly valueOf: (row: number) => number;
  /** A call in no sum though it leads to another function: inside a cycle. */
  readonly isInner: (fn: number, far: number) => boolean;
  /** Cycles that got some of the item's cost, where cycles are collapsed. */
  readonly cycleRows: readonly number[];
}

export interface GraphRowOptions {
  readonly direction: Direction;
  readonly collapseCycles: boolean;
  readonly innerCycleCalls: boolean;
}

export function createGraphRows(
  focus: Focus,
  { direction, collapseCycles, innerCycleCalls }: GraphRowOptions,
): GraphRows {
  const functions = focus.recording.functions.length;
  const { cycles, detected } = focus.costs;
  const { cycleOf, memberStart, members } = cycles;
  const isStart = new Uint8Array(functions);
  for (const start of focus.starts) isStart[start] = 1;
  const { value: valuesOf, edgeValue } = focusValues(focus, direction);
  const flowing = valuesOf();
  const listed = innerCycleCalls ? neighboursInCycle(focus, direction) : new Map<number, number>();
  const value = listed.size === 0 ? flowing : raisedValues(focus, direction, flowing, listed);
  const ownCycle = cycleOf[focus.starts[0]];
  const collapses = collapseCycles && detected;
  const isCollapsed = (fn: number): boolean =>
    collapses && isStart[fn] === 0 && cycleOf[fn] !== NONE && cycleOf[fn] !== ownCycle;
  const rowOf = (fn: number): number => {
    if (isStart[fn] === 1) return focus.row;
    return isCollapsed(fn) ? functions + cycleOf[fn] : fn;
  };
  const functionsOf = (row: number): ArrayLike<number> => {
    if (row === focus.row) return focus.starts;
    if (row < functions) return [row];
    return members.subarray(memberStart[row - functions], memberStart[row - functions + 1]);
  };
  const cycleValues = new Map<number, number>();
  if (collapses) {
    for (let cycle = 0; cycle < cycles.count; cycle++) {
      const entered = cycle === ownCycle ? 0 : enteringCost(cycle);
      if (entered > 0) cycleValues.set(functions + cycle, entered);
    }
  }
  const edgeValueOf = listed.size === 0 ? edgeValue : (edge: number) => listed.get(edge) ?? edgeValue(edge);
  /** What comes into a cycle from outside of it. */
  function enteringCost(cycle: number): number {
    const back = direction === 'callees' ? 'callers' : 'callees';
    let sum = 0;
    for (let m = memberStart[cycle]; m < memberStart[cycle + 1]; m++) {
      if (!(value[members[m]] > 0)) continue;
      const { from, to } = edgesAt(focus, members[m], back);
      for (let i = from; i < to; i++) {
        const edge = edgeNumber(focus, i, back);
        if (cycleOf[farEnd(focus, edge, back)] !== cycle) sum += edgeValue(edge);
      }
    }
    return sum;
  }
  return {
    focus,
    direction,
    value,
    edgeValue: edgeValueOf,
    isStart,
    isCollapsed,
    rowOf,
    functionsOf,
    isInner: innerCalls(focus, isStart),
    valueOf: (row) => Math.min(focus.value, row < functions ? value[row] : (cycleValues.get(row) ?? 0)),
    cycleRows: [...cycleValues.keys()],
  };
}

/**
 * The fellows in a closed cycle that the item calls, or that call it, get no share of its cost; they are shown with what is recorded.
 * Values of these edges.
 */
function neighboursInCycle(focus: Focus, direction: Direction): Map<number, number> {
  const { costs, cyclesClosed, cycle, row, edgeCost } = focus;
  const { cycleOf } = costs.cycles;
  const listed = new Map<number, number>();
  if (!cyclesClosed || cycle !== undefined || cycleOf[row] === NONE) return listed;
  const { from, to } = edgesAt(focus, row, direction);
  for (let i = from; i < to; i++) {
    const edge = edgeNumber(focus, i, direction);
    const far = farEnd(focus, edge, direction);
    if (far === row || cycleOf[far] !== cycleOf[row]) continue;
    listed.set(edge, Math.min(edgeCost[edge], focus.value));
  }
  return listed;
}

function raisedValues(
  focus: Focus,
  direction: Direction,
  values: Float64Array,
  listed: ReadonlyMap<number, number>,
): Float64Array {
  const raised = values.slice();
  for (const [edge, value] of listed) {
    const far = farEnd(focus, edge, direction);
    raised[far] = Math.max(raised[far], value);
  }
  return raised;
}

/**
 * A call inside a cycle is shown with its cost, in no sum (S8). Where values may flow through cycles (stacks, stated costs), only those calls are
 * meant that lead back to the item, or stand in a cycle that the item is not part of. With detection off only direct recursion is told apart.
 */
function innerCalls(
  { recording, scope, costs, cyclesClosed, starts }: Focus,
  isStart: Uint8Array,
): GraphRows['isInner'] {
  const { cycleOf } = costs.cycles;
  const { componentOf } = callComponents(recording, scope);
  const home = componentOf[starts[0]];
  return (fn, far) => {
    const isInside = costs.detected && cycleOf[fn] !== NONE && cycleOf[fn] === cycleOf[far];
    return isInside && (cyclesClosed || isStart[far] === 1 || componentOf[fn] !== home);
  };
}
