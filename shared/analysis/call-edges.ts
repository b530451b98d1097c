// Call edges: all calls of one function by another as one row, sorted by caller, then callee. The structure depends on the parts alone;
// costs are columns beside it, one per event type. Stack recordings: derived exactly, each stack counts an edge once.
import { NONE } from '../base/brands.ts';
import { arrayOf, type NumberArray } from '../base/columns.ts';
import { memo, memoInSlices } from '../base/memo.ts';
import { inSlices, runAtOnce, type Sliced } from '../base/slices.ts';
import type { EventTypeIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { arrowRows, type CallArrows, callArrowsInSlices, inSlicesOfCalls } from './call-arrows.ts';
import { callDegreesInSlices } from './call-degrees.ts';
import { contextInclusive, sumOutermost } from './context-costs.ts';
import { combineColumns, isDerived, recordedCosts } from './event-costs.ts';
import { partsKey, type Scope, scopeKey } from './scope.ts';

export interface CallEdges {
  readonly length: number;
  readonly caller: Int32Array;
  readonly callee: Int32Array;
  /** Edges of caller f: callerStart[f] … callerStart[f + 1] − 1. */
  readonly callerStart: Int32Array;
  /** Edges of callee f: calleeEdges[calleeStart[f] … calleeStart[f + 1] − 1]. */
  readonly calleeStart: Int32Array;
  readonly calleeEdges: Int32Array;
  /** Edge of each row of `calls` (call graphs) or of each context (stacks); NONE for roots and for parts that are not active. */
  readonly rowToEdge: Int32Array;
}

export function callEdges(recording: Recording, scope: Scope): CallEdges {
  return memo(recording, edgesKey(scope), () => runAtOnce(findEdges(recording, scope)));
}

export function callEdgesInSlices(recording: Recording, scope: Scope): Sliced<CallEdges> {
  return memoInSlices(recording, edgesKey(scope), () => findEdges(recording, scope));
}

export const edgesKey = (scope: Scope): string => `edges:${partsKey(scope)}`;

function* findEdges(recording: Recording, scope: Scope): Sliced<CallEdges> {
  const arrows = yield* callArrowsInSlices(recording, scope);
  const { pairs, callers } = yield* callDegreesInSlices(recording, scope);
  const functions = recording.functions.length;
  const edges: CallEdges = {
    length: pairs,
    caller: new Int32Array(pairs),
    callee: new Int32Array(pairs),
    callerStart: new Int32Array(functions + 1),
    calleeStart: new Int32Array(functions + 1),
    calleeEdges: new Int32Array(pairs),
    rowToEdge: new Int32Array(arrowRows(recording)).fill(NONE),
  };
  yield;
  const edgeOf = new Int32Array(functions).fill(NONE);
  yield* inSlicesOfCalls(arrows, (from, to) => mergeArrows(arrows, edges, edgeOf, [from, to]));
  const { callee, calleeStart, calleeEdges } = edges;
  for (let f = 0; f < functions; f++) calleeStart[f + 1] = calleeStart[f] + callers[f];
  const next = calleeStart.slice(0, functions);
  yield* inSlices(pairs, (from, to) => {
    for (let edge = from; edge < to; edge++) calleeEdges[next[callee[edge]]++] = edge;
  });
  return edges;
}

/**
 * All calls of one function by another become one edge, by caller and then by callee. `edgeOf`: by callee its last edge; one of the function
 * that is looked at is not smaller than the first edge of that function.
 */
function mergeArrows(
  { start, end, target, rows }: CallArrows,
  { caller, callee, callerStart, rowToEdge }: CallEdges,
  edgeOf: Int32Array,
  [from, to]: readonly [number, number],
): void {
  for (let f = from; f < to; f++) {
    const first = callerStart[f];
    const [firstPlace, endPlace] = [start[f], end[f]];
    let length = first;
    for (let place = firstPlace; place < endPlace; place++) {
      const far = target[place];
      if (edgeOf[far] >= first) continue;
      edgeOf[far] = length;
      callee[length++] = far;
    }
    sortSome(callee, first, length);
    for (let edge = first; edge < length; edge++) {
      caller[edge] = f;
      edgeOf[callee[edge]] = edge;
    }
    callerStart[f + 1] = length;
    for (let place = firstPlace; place < endPlace; place++)
      rowToEdge[rows === undefined ? place : rows[place]] = edgeOf[target[place]];
  }
}

const FEW = 24;

/** Sorts values[from … to) in place: most functions call a handful of others, for which a view would take longer than sorting them. */
function sortSome(values: Int32Array, from: number, to: number): void {
  if (to - from > FEW) {
    values.subarray(from, to).sort();
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const value = values[i];
    let at = i;
    for (; at > from && values[at - 1] > value; at--) values[at] = values[at - 1];
    values[at] = value;
  }
}

/** Inclusive cost of each edge, as recorded (S7: that of f→f is listed but adds to no sum). */
export function edgeInclusive(recording: Recording, scope: Scope): Float64Array {
  return memo(recording, edgeInclusiveKey(scope), () => runAtOnce(findInclusive(recording, scope)));
}

export function edgeInclusiveInSlices(recording: Recording, scope: Scope): Sliced<Float64Array> {
  return memoInSlices(recording, edgeInclusiveKey(scope), () => findInclusive(recording, scope));
}

function* findInclusive(recording: Recording, scope: Scope): Sliced<Float64Array> {
  const edges = callEdges(recording, scope);
  if (isDerived(recording, scope.eventType)) {
    return combineColumns(recording, scope.eventType, {
      length: edges.length,
      costs: (eventType) => edgeInclusive(recording, { ...scope, eventType }),
      calls: () => edgeCalls(recording, scope),
    });
  }
  if (recording.family === 'stacks') {
    const values = contextInclusive(recording, scope);
    return sumOutermost(recording, values, (c) => edges.rowToEdge[c], edges.length);
  }
  return yield* sumRows(edges, recordedCosts(recording.calls.inclusive, scope.eventType));
}

export const edgeInclusiveKey = (scope: Scope): string => `edge-inclusive:${scopeKey(scope)}`;

/** Calls of each edge, recursion included (S6); undefined where the recording counts none. */
export function edgeCalls(recording: Recording, scope: Scope): Float64Array | undefined {
  if (!countsCalls(recording)) return undefined;
  return memo(recording, edgeCallsKey(scope), () => runAtOnce(findCalls(recording, scope)));
}

export function* edgeCallsInSlices(recording: Recording, scope: Scope): Sliced<void> {
  if (countsCalls(recording)) yield* memoInSlices(recording, edgeCallsKey(scope), () => findCalls(recording, scope));
}

const edgeCallsKey = (scope: Scope): string => `edge-calls:${partsKey(scope)}`;

function findCalls(recording: Recording, scope: Scope): Sliced<Float64Array> {
  return sumRows(callEdges(recording, scope), arrayOf(recording.calls.callCount));
}

/** Primitive calls of each edge, where the format has them. */
export function edgePrimitiveCalls(recording: Recording, scope: Scope): Float64Array | undefined {
  const { primitiveCount } = recording.calls;
  if (primitiveCount === undefined || !countsCalls(recording)) return undefined;
  return memo(recording, `edge-primitive:${partsKey(scope)}`, () =>
    runAtOnce(sumRows(callEdges(recording, scope), arrayOf(primitiveCount))),
  );
}

/** Self cost of the callee when called along each edge, where the format has it (cProfile). */
export function edgeCalleeSelf(recording: Recording, scope: Scope): Float64Array | undefined {
  const { calleeSelf } = recording.calls;
  if (calleeSelf === undefined) return undefined;
  return memo(recording, `edge-callee-self:${scopeKey(scope)}`, () => {
    const edges = callEdges(recording, scope);
    const columnOf = (eventType: EventTypeIndex): Float64Array =>
      runAtOnce(sumRows(edges, recordedCosts(calleeSelf, eventType)));
    return isDerived(recording, scope.eventType)
      ? combineColumns(recording, scope.eventType, {
          length: edges.length,
          costs: columnOf,
          calls: () => edgeCalls(recording, scope),
        })
      : columnOf(scope.eventType);
  });
}

/** Whether the recording says how often functions were called: some writers leave every count at 0. */
export function countsCalls(recording: Recording): boolean {
  return memo(recording, 'counts-calls', () => {
    const { calls, functionCosts, family } = recording;
    if (family === 'stacks') return false;
    const counts = [arrayOf(calls.callCount), arrayOf(functionCosts.callCount)];
    return counts.some((column) => {
      for (let row = 0; row < column.length; row++) if (column[row] > 0) return true;
      return false;
    });
  });
}

function* sumRows({ length, rowToEdge }: CallEdges, values: NumberArray | undefined): Sliced<Float64Array> {
  const sums = new Float64Array(length);
  if (values === undefined) return sums;
  yield* inSlices(rowToEdge.length, (from, to) => addRows(sums, rowToEdge, values, [from, to]));
  return sums;
}

function addRows(
  sums: Float64Array,
  rowToEdge: Int32Array,
  values: NumberArray,
  [from, to]: readonly [number, number],
): void {
  for (let row = from; row < to; row++) if (rowToEdge[row] !== NONE) sums[rowToEdge[row]] += values[row];
}
