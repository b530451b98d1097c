// How often each function was called (S6): Σ over all incoming edges, recursion included. Primitive calls are kept apart.
// Where the file states counts of whole functions (cProfile), they are taken: a function may be called from code that was not profiled.
import { arrayOf, asColumn, type Column, type NumberArray } from '../base/columns.ts';
import { memo, memoInSlices } from '../base/memo.ts';
import { inBlocks } from '../base/row-blocks.ts';
import { runAtOnce, type Sliced } from '../base/slices.ts';
import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { countsCalls } from './call-edges.ts';
import { areTogether, wholeCallCounts } from './call-sums.ts';
import { partMask, partsKey, type Scope } from './scope.ts';
import { statesInclusive } from './stated-costs.ts';

export interface CallCounts {
  /** undefined where the recording does not count calls. */
  readonly calls: Column<FunctionIndex> | undefined;
  /** Calls that were not recursive; undefined where the format does not tell them apart. */
  readonly primitive: Column<FunctionIndex> | undefined;
}

export function callCounts(recording: Recording, scope: Scope): CallCounts {
  return memo(recording, countsKey(scope), () => runAtOnce(countCalls(recording, scope)));
}

export function callCountsInSlices(recording: Recording, scope: Scope): Sliced<CallCounts> {
  return memoInSlices(recording, countsKey(scope), () => countCalls(recording, scope));
}

const countsKey = (scope: Scope): string => `call-counts:${partsKey(scope)}`;

function* countCalls(recording: Recording, scope: Scope): Sliced<CallCounts> {
  if (!countsCalls(recording)) return { calls: undefined, primitive: undefined };
  const recorded = yield* incomingCallsInSlices(recording, scope);
  if (!statesInclusive(recording)) return { calls: asColumn(recorded), primitive: undefined };
  const calls = new Float64Array(recorded);
  const primitive = calls.slice();
  replaceByStated(recording, scope, calls, primitive);
  return { calls: asColumn(calls), primitive: asColumn(primitive) };
}

/** Calls of all functions, as a column of one row. */
export function totalCalls(recording: Recording, scope: Scope): Float64Array | undefined {
  const { calls } = callCounts(recording, scope);
  if (calls === undefined) return undefined;
  const counts = arrayOf(calls);
  let sum = 0;
  for (let f = 0; f < counts.length; f++) sum += counts[f];
  return Float64Array.of(sum);
}

/** By function, what its callers were recorded to call it: Σ over all calls, whatever the file states besides. */
export function incomingCalls(recording: Recording, scope: Scope): NumberArray {
  return runAtOnce(incomingCallsInSlices(recording, scope));
}

function incomingCallsInSlices(recording: Recording, scope: Scope): Sliced<NumberArray> {
  return memoInSlices(recording, `incoming-calls:${partsKey(scope)}`, function* () {
    if (yield* areTogether(recording, scope)) return (yield* wholeCallCounts(recording)).calls;
    return yield* sumIncoming(recording, scope);
  });
}

function* sumIncoming({ calls, functions, parts }: Recording, scope: Scope): Sliced<Float64Array> {
  const sums = new Float64Array(functions.length);
  const active = partMask({ parts }, scope);
  const columns = { integers: [calls.callee, calls.part].map(arrayOf), numbers: [arrayOf(calls.callCount)] };
  yield* inBlocks({ rows: undefined, from: 0, to: calls.length }, columns, (length, [callee, part], [counts]) => {
    for (let i = 0; i < length; i++) if (active === undefined || active[part[i]] === 1) sums[callee[i]] += counts[i];
  });
  return sums;
}

function replaceByStated(recording: Recording, scope: Scope, calls: Float64Array, primitive: Float64Array): void {
  const { functionCosts } = recording;
  const active = partMask(recording, scope);
  const fn = arrayOf(functionCosts.function);
  const part = arrayOf(functionCosts.part);
  const all = arrayOf(functionCosts.callCount);
  const first = arrayOf(functionCosts.primitiveCount);
  const isActive = (row: number): boolean => active === undefined || active[part[row]] === 1;
  for (let row = 0; row < fn.length; row++) if (isActive(row)) calls[fn[row]] = primitive[fn[row]] = 0;
  for (let row = 0; row < fn.length; row++) {
    if (!isActive(row)) continue;
    calls[fn[row]] += all[row];
    primitive[fn[row]] += first[row];
  }
}
