// Calls as arrows from function to function: where the calls of each function stand. Profilers write a function's calls together; then the
// rows of the table are the arrows, as they are, and nothing is copied. Otherwise they are sorted by caller.
// Calls of the same two functions from different places are several arrows: call-edges.ts makes one of them.
import { NONE } from '../base/brands.ts';
import { arrayOf, type NumberArray } from '../base/columns.ts';
import { memo, memoInSlices } from '../base/memo.ts';
import { inSlices, runAtOnce, type Sliced } from '../base/slices.ts';
import { groupValuesInSlices } from '../base/sort-indices.ts';
import type { Recording } from '../model/recording.ts';
import { partMask, partsKey, type Scope } from './scope.ts';

export interface CallArrows {
  /** Calls of function f: places start[f] … end[f] − 1. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** By place: the callee. */
  readonly target: Int32Array;
  /** By place: the row of `calls` (call graphs) or of the contexts (stacks); undefined: places are rows. */
  readonly rows: Int32Array | undefined;
}

export function callArrows(recording: Recording, scope: Scope): CallArrows {
  return memo(recording, arrowsKey(scope), () => runAtOnce(findArrows(recording, scope)));
}

export function callArrowsInSlices(recording: Recording, scope: Scope): Sliced<CallArrows> {
  return memoInSlices(recording, arrowsKey(scope), () => findArrows(recording, scope));
}

export const arrowsKey = (scope: Scope): string => `call-arrows:${partsKey(scope)}`;

/** How many rows there are that an arrow may stand for. */
export function arrowRows({ family, calls, contexts }: Recording): number {
  return family === 'stacks' ? contexts.length : calls.length;
}

function* findArrows(recording: Recording, scope: Scope): Sliced<CallArrows> {
  const functions = recording.functions.length;
  const active = partMask(recording, scope);
  const { calls } = recording;
  if (recording.family !== 'stacks' && active === undefined) {
    const together = yield* callersTogether(arrayOf(calls.caller), functions);
    if (together !== undefined) return { ...together, target: asInt32(arrayOf(calls.callee)), rows: undefined };
  }
  const { caller, callee } =
    recording.family === 'stacks' ? stackPairs(recording) : callPairs(recording, active !== undefined);
  if (active !== undefined) {
    const part = arrayOf(recording.family === 'stacks' ? recording.contexts.part : calls.part);
    for (let row = 0; row < part.length; row++) if (active[part[row]] === 0) caller[row] = NONE;
    yield;
  }
  const { start, rows, values: target } = yield* groupValuesInSlices(caller, functions, callee);
  return { start: start.subarray(0, functions), end: start.subarray(1), target, rows };
}

/** First row and end of each caller's rows; undefined where some caller's rows do not stand together. */
function* callersTogether(
  caller: NumberArray,
  functions: number,
): Sliced<{ start: Int32Array; end: Int32Array } | undefined> {
  const runs: CallerRuns = {
    start: new Int32Array(functions),
    end: new Int32Array(functions),
    last: NONE,
    together: true,
  };
  yield* inSlices(caller.length, (from, to) => {
    if (runs.together) noteRuns(runs, caller, from, to);
  });
  const { start, end, last, together } = runs;
  if (last !== NONE) end[last] = caller.length;
  return together ? { start, end } : undefined;
}

interface CallerRuns {
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** The caller whose rows go on. */
  last: number;
  together: boolean;
}

function noteRuns(runs: CallerRuns, caller: NumberArray, from: number, to: number): void {
  const { start, end } = runs;
  let { last } = runs;
  for (let row = from; row < to; row++) {
    const f = caller[row];
    if (f === last) continue;
    if (last !== NONE) end[last] = row;
    if (end[f] !== 0) {
      runs.together = false;
      return;
    }
    start[f] = row;
    last = f;
  }
  runs.last = last;
}

/** `isOwn`: callers are going to be changed. */
function callPairs({ calls }: Recording, isOwn: boolean): { caller: Int32Array; callee: NumberArray } {
  const caller = arrayOf(calls.caller);
  return { caller: isOwn ? new Int32Array(caller) : asInt32(caller), callee: arrayOf(calls.callee) };
}

function stackPairs({ contexts }: Recording): { caller: Int32Array; callee: NumberArray } {
  const fn = arrayOf(contexts.function);
  const parent = arrayOf(contexts.parent);
  const caller = new Int32Array(contexts.length).fill(NONE);
  for (let c = 0; c < contexts.length; c++) if (parent[c] !== NONE) caller[c] = fn[parent[c]];
  return { caller, callee: fn };
}

/** Functions are Int32 already wherever the recording was made by RecordingBuilder. */
function asInt32(values: NumberArray): Int32Array {
  return values instanceof Int32Array ? values : new Int32Array(values);
}

/** So many calls between two pauses. */
const CALLS_PER_SLICE = 1 << 15;

/** Calls work(from, to) for ranges of functions that have about so many calls together, with a pause after each. */
export function* inSlicesOfCalls({ start, end }: CallArrows, work: (from: number, to: number) => void): Sliced<void> {
  const functions = start.length;
  for (let from = 0; from < functions; ) {
    let to = from;
    for (let calls = 0; to < functions && calls < CALLS_PER_SLICE; to++) calls += 1 + end[to] - start[to];
    work(from, to);
    from = to;
    yield;
  }
}
