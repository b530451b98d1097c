// What an analysis of "around this item" needs to know: the item's functions, its cost, and how calls inside cycles are to be taken.
// Where only calls are known, calls inside a cycle are in no sum (S8). Stated inclusive costs and plain edges (detection off) let them be followed
// as long as a function is not entered twice.
import { arrayOf, type NumberArray } from '../base/columns.ts';
import type { Recording } from '../model/recording.ts';
import { type CallEdges, callEdges, edgeCalls, edgeInclusive } from './call-edges.ts';
import type { CycleCut } from './cycles.ts';
import { type ItemCosts, itemCosts, knowsInclusive } from './item-costs.ts';
import type { Scope } from './scope.ts';

export type Direction = 'callees' | 'callers';

export interface Focus {
  readonly recording: Recording;
  readonly scope: Scope;
  readonly cut: CycleCut;
  readonly costs: ItemCosts;
  readonly edges: CallEdges;
  readonly edgeCost: Float64Array;
  /** undefined where calls are not counted. */
  readonly edgeCount: Float64Array | undefined;
  readonly self: NumberArray;
  readonly inclusive: NumberArray;
  /** Function row, or functions.length + cycle row. */
  readonly row: number;
  /** Its functions: itself, or the members of the cycle. */
  readonly starts: Int32Array;
  readonly cycle: number | undefined;
  /** Inclusive cost of the item. */
  readonly value: number;
  /** Calls inside cycles are listed but not followed. */
  readonly cyclesClosed: boolean;
}

export function focusOn(recording: Recording, scope: Scope, cut: CycleCut, row: number): Focus {
  const costs = itemCosts(recording, scope, cut);
  const { length } = recording.functions;
  const cycle = row < length ? undefined : row - length;
  const { memberStart, members } = costs.cycles;
  const inclusive = arrayOf(costs.inclusive);
  return {
    recording,
    scope,
    cut,
    costs,
    edges: callEdges(recording, scope),
    edgeCost: edgeInclusive(recording, scope),
    edgeCount: edgeCalls(recording, scope),
    self: arrayOf(costs.self),
    inclusive,
    row,
    starts: cycle === undefined ? Int32Array.of(row) : members.subarray(memberStart[cycle], memberStart[cycle + 1]),
    cycle,
    value: cycle === undefined ? inclusive[row] : costs.cycleInclusive[cycle],
    cyclesClosed: costs.detected && !knowsInclusive(recording),
  };
}

/** Edges that end at a function (direction callers) or begin at it (callees): edge(from … to − 1). */
export function edgesAt({ edges }: Focus, fn: number, direction: Direction): { from: number; to: number } {
  const { callerStart, calleeStart } = edges;
  return direction === 'callees'
    ? { from: callerStart[fn], to: callerStart[fn + 1] }
    : { from: calleeStart[fn], to: calleeStart[fn + 1] };
}

/** The i-th edge at a function; callers' edges stand in a list of their own. */
export function edgeNumber({ edges }: Focus, i: number, direction: Direction): number {
  return direction === 'callees' ? i : edges.calleeEdges[i];
}

/** The function at the far end. */
export function farEnd({ edges }: Focus, edge: number, direction: Direction): number {
  return direction === 'callees' ? edges.callee[edge] : edges.caller[edge];
}
