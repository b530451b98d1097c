// What one look at every call of a whole recording tells of each function: what flowed in and out, how often it was called, how many call it
// and how many it calls. Only where the calls of each function stand together (call-arrows.ts) and all are of one part.
import { arrayOf, type NumberArray } from '../base/columns.ts';
import { memo, memoInSlices } from '../base/memo.ts';
import { inBlocks } from '../base/row-blocks.ts';
import type { Sliced } from '../base/slices.ts';
import type { Recording } from '../model/recording.ts';
import { callArrowsInSlices } from './call-arrows.ts';
import type { Scope } from './scope.ts';

/** By function; the same whatever the event type. */
export interface WholeCallCounts {
  /** Calls, recursion included. */
  readonly calls: Float64Array;
  /** Functions that call it, and that it calls; itself among them where it calls itself. */
  readonly callers: Int32Array;
  readonly callees: Int32Array;
  /** Pairs of caller and callee. */
  readonly pairs: number;
}

/** By function, without its calls of itself (S7). */
export interface CallFlows {
  readonly incoming: Float64Array;
  readonly outgoing: Float64Array;
  /** HAS_CALLERS and WAS_CALLED. */
  readonly flags: Uint8Array;
}

/** Called by another function. */
export const HAS_CALLERS = 2;
/** Such calls were counted, too. */
export const WAS_CALLED = 4;

/** Whether all calls can be looked at at once. */
export function* areTogether(recording: Recording, scope: Scope): Sliced<boolean> {
  if (recording.family === 'stacks' || scope.parts !== undefined || recording.parts.length > 1) return false;
  return (yield* callArrowsInSlices(recording, scope)).rows === undefined;
}

/** Only where they are together. */
export function wholeCallCounts(recording: Recording): Sliced<WholeCallCounts> {
  return memoInSlices(recording, KEPT, function* () {
    const { length } = recording.functions;
    const flows = { incoming: new Float64Array(0), outgoing: new Float64Array(length), flags: new Uint8Array(0) };
    return yield* sumCalls(recording, undefined, flows);
  });
}

const KEPT = 'whole-call-counts';

/** Adds up what flows along all calls, by a column of their costs. Only where they are together; counts on the way what wholeCallCounts() tells. */
export function* addCallFlows(recording: Recording, costs: NumberArray | undefined, flows: CallFlows): Sliced<void> {
  const counts = yield* sumCalls(recording, costs, flows);
  memo(recording, KEPT, () => counts);
}

/** What calls by one caller after the other have told of it so far. */
interface Sums {
  readonly calls: Float64Array;
  readonly callers: Int32Array;
  readonly callees: Int32Array;
  /** 1 for functions that call themselves. */
  readonly recursive: Uint8Array;
  /** By callee: 1 + the last caller that was seen to call it. */
  readonly calledBy: Int32Array;
  pairs: number;
}

/** Three looks, so that what is added up by callee stays close to the processor: calls lead anywhere, and waiting for memory is all they cost. */
function* sumCalls(
  recording: Recording,
  costs: NumberArray | undefined,
  { incoming, outgoing, flags }: CallFlows,
): Sliced<WholeCallCounts> {
  const { calls, functions } = recording;
  const { length } = functions;
  const sums: Sums = {
    calls: new Float64Array(length),
    callers: new Int32Array(length),
    callees: new Int32Array(length),
    recursive: new Uint8Array(length),
    calledBy: new Int32Array(length),
    pairs: 0,
  };
  const rows = { rows: undefined, from: 0, to: calls.length };
  const integers = [calls.caller, calls.callee].map(arrayOf);
  if (costs !== undefined) {
    yield* inBlocks(rows, { integers, numbers: [costs] }, (count, [caller, callee], [values]) =>
      addFlows({ incoming, outgoing }, { caller, callee, values, count }),
    );
  }
  yield* inBlocks(rows, { integers, numbers: [arrayOf(calls.callCount)] }, (count, [caller, callee], [values]) =>
    addCounts(sums, flags, { caller, callee, values, count }),
  );
  yield* inBlocks(rows, { integers, numbers: [] }, (count, [caller, callee]) => addPairs(sums, caller, callee, count));
  if (flags.length > 0) {
    const { callers, recursive } = sums;
    for (let f = 0; f < length; f++) if (callers[f] > recursive[f]) flags[f] |= HAS_CALLERS;
  }
  const { callers, callees, pairs } = sums;
  return { calls: sums.calls, callers, callees, pairs };
}

interface CallBlock {
  readonly caller: Int32Array;
  readonly callee: Int32Array;
  readonly values: Float64Array;
  readonly count: number;
}

function addFlows(
  { incoming, outgoing }: Pick<CallFlows, 'incoming' | 'outgoing'>,
  { caller, callee, values, count }: CallBlock,
): void {
  for (let i = 0; i < count; ) {
    const from = caller[i];
    let out = outgoing[from];
    for (; i < count && caller[i] === from; i++) {
      if (callee[i] === from) continue;
      incoming[callee[i]] += values[i];
      out += values[i];
    }
    outgoing[from] = out;
  }
}

function addCounts({ calls, recursive }: Sums, flags: Uint8Array, { caller, callee, values, count }: CallBlock): void {
  const isWanted = flags.length > 0;
  for (let i = 0; i < count; i++) {
    const to = callee[i];
    calls[to] += values[i];
    if (caller[i] === to) recursive[to] = 1;
    else if (isWanted && values[i] > 0) flags[to] |= WAS_CALLED;
  }
}

function addPairs(sums: Sums, caller: Int32Array, callee: Int32Array, count: number): void {
  const { callers, callees, calledBy } = sums;
  let { pairs } = sums;
  for (let i = 0; i < count; i++) {
    const by = caller[i] + 1;
    if (calledBy[callee[i]] === by) continue;
    calledBy[callee[i]] = by;
    callers[callee[i]]++;
    callees[caller[i]]++;
    pairs++;
  }
  sums.pairs = pairs;
}
