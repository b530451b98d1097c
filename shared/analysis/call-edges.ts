// Call edges: all calls of one function by another as one row, sorted by caller, then callee. The structure depends on the parts alone;
// costs are columns beside it, one per event type. Stack recordings: derived exactly, each stack counts an edge once.
import { NONE } from '../base/brands.ts';
import { arrayOf, type NumberArray } from '../base/columns.ts';
import { memo, memoInSlices } from '../base/memo.ts';
import { inSlices, runAtOnce, type Sliced } from '../base/slices.ts';
import { groupRowsInSlices } from '../base/sort-indices.ts';
import type { EventTypeIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { contextInclusive, sumOutermost } from './context-costs.ts';
import { combineColumns, isDerived, recordedCosts } from './event-costs.ts';
import { partMask, partsKey, type Scope, scopeKey } from './scope.ts';

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

const edgesKey = (scope: Scope): string => `edges:${partsKey(scope)}`;

function* findEdges(recording: Recording, scope: Scope): Sliced<CallEdges> {
  const { caller, callee } = recording.family === 'stacks' ? stackPairs(recording) : callPairs(recording);
  const active = partMask(recording, scope);
  if (active !== undefined) {
    const part = arrayOf(recording.family === 'stacks' ? recording.contexts.part : recording.calls.part);
    for (let row = 0; row < part.length; row++) if (active[part[row]] === 0) caller[row] = NONE;
  }
  yield;
  return yield* mergePairs(caller, callee, recording.functions.length);
}

function callPairs({ calls }: Recording): { caller: Int32Array; callee: Int32Array } {
  return { caller: new Int32Array(arrayOf(calls.caller)), callee: new Int32Array(arrayOf(calls.callee)) };
}

function stackPairs({ contexts }: Recording): { caller: Int32Array; callee: Int32Array } {
  const fn = arrayOf(contexts.function);
  const parent = arrayOf(contexts.parent);
  const caller = new Int32Array(contexts.length).fill(NONE);
  for (let c = 0; c < contexts.length; c++) if (parent[c] !== NONE) caller[c] = fn[parent[c]];
  return { caller, callee: new Int32Array(fn) };
}

/** Rows with equal (caller, callee) become one edge; two counting sorts, no hashing. */
function* mergePairs(callerOf: Int32Array, calleeOf: Int32Array, functions: number): Sliced<CallEdges> {
  const byCallee = (yield* groupRowsInSlices(calleeOf, functions)).rows;
  const { rows } = yield* groupRowsInSlices(callerOf, functions, byCallee);
  const merged = {
    length: 0,
    caller: new Int32Array(rows.length),
    callee: new Int32Array(rows.length),
    callerStart: new Int32Array(functions + 1),
    rowToEdge: new Int32Array(callerOf.length).fill(NONE),
  };
  yield* inSlices(rows.length, (from, to) => mergeSome(callerOf, calleeOf, rows.subarray(from, to), merged));
  const { length, caller, callerStart, rowToEdge } = merged;
  for (let f = 0; f < functions; f++) callerStart[f + 1] += callerStart[f];
  const callee = merged.callee.slice(0, length);
  const { start: calleeStart, rows: calleeEdges } = yield* groupRowsInSlices(callee, functions);
  return { length, caller: caller.slice(0, length), callee, callerStart, calleeStart, calleeEdges, rowToEdge };
}

interface MergedPairs {
  length: number;
  readonly caller: Int32Array;
  readonly callee: Int32Array;
  /** Number of edges of caller f at f + 1. */
  readonly callerStart: Int32Array;
  readonly rowToEdge: Int32Array;
}

/** `rows` go on where those before ended: sorted by caller, then callee. */
function mergeSome(callerOf: Int32Array, calleeOf: Int32Array, rows: Int32Array, merged: MergedPairs): void {
  const { caller, callee, callerStart, rowToEdge } = merged;
  let { length } = merged;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const isNew = length === 0 || caller[length - 1] !== callerOf[row] || callee[length - 1] !== calleeOf[row];
    if (isNew) {
      caller[length] = callerOf[row];
      callee[length] = calleeOf[row];
      callerStart[callerOf[row] + 1]++;
      length++;
    }
    rowToEdge[row] = length - 1;
  }
  merged.length = length;
}

/** Inclusive cost of each edge, as recorded (S7: that of f→f is listed but adds to no sum). */
export function edgeInclusive(recording: Recording, scope: Scope): Float64Array {
  return memo(recording, `edge-inclusive:${scopeKey(scope)}`, () => {
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
    return sumRows(edges, recordedCosts(recording.calls.inclusive, scope.eventType));
  });
}

/** Calls of each edge, recursion included (S6); undefined where the recording counts none. */
export function edgeCalls(recording: Recording, scope: Scope): Float64Array | undefined {
  if (!countsCalls(recording)) return undefined;
  return memo(recording, `edge-calls:${partsKey(scope)}`, () =>
    sumRows(callEdges(recording, scope), arrayOf(recording.calls.callCount)),
  );
}

/** Primitive calls of each edge, where the format has them. */
export function edgePrimitiveCalls(recording: Recording, scope: Scope): Float64Array | undefined {
  const { primitiveCount } = recording.calls;
  if (primitiveCount === undefined || !countsCalls(recording)) return undefined;
  return memo(recording, `edge-primitive:${partsKey(scope)}`, () =>
    sumRows(callEdges(recording, scope), arrayOf(primitiveCount)),
  );
}

/** Self cost of the callee when called along each edge, where the format has it (cProfile). */
export function edgeCalleeSelf(recording: Recording, scope: Scope): Float64Array | undefined {
  const { calleeSelf } = recording.calls;
  if (calleeSelf === undefined) return undefined;
  return memo(recording, `edge-callee-self:${scopeKey(scope)}`, () => {
    const edges = callEdges(recording, scope);
    const columnOf = (eventType: EventTypeIndex): Float64Array => sumRows(edges, recordedCosts(calleeSelf, eventType));
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

function sumRows(edges: CallEdges, values: NumberArray | undefined): Float64Array {
  const sums = new Float64Array(edges.length);
  if (values === undefined) return sums;
  const { rowToEdge } = edges;
  for (let row = 0; row < rowToEdge.length; row++) if (rowToEdge[row] !== NONE) sums[rowToEdge[row]] += values[row];
  return sums;
}
