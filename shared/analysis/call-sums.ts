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
  readonly calls: Float64Array | Uint32Array;
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
interface Pairs {
  readonly callers: Int32Array;
  readonly callees: Int32Array;
  /** 1 for functions that call themselves. */
  readonly recursive: Uint8Array;
  /** By callee: 1 + the last caller that was seen to call it. */
  readonly calledBy: Int32Array;
  pairs: number;
}

/**
 * Several looks, so that what is added up by callee stays close to the processor: calls lead anywhere, and waiting for memory is all they
 * cost. New memory costs as much again: `incoming` is where callers are noted before anything flows.
 */
function* sumCalls(
  recording: Recording,
  costs: NumberArray | undefined,
  { incoming, outgoing, flags }: CallFlows,
): Sliced<WholeCallCounts> {
  const { calls, functions } = recording;
  const { length } = functions;
  const rows = { rows: undefined, from: 0, to: calls.length };
  const integers = [calls.caller, calls.callee].map(arrayOf);
  const pairs: Pairs = {
    callers: new Int32Array(length),
    callees: new Int32Array(length),
    recursive: new Uint8Array(length),
    calledBy: incoming.length > 0 ? new Int32Array(incoming.buffer, 0, length) : new Int32Array(length),
    pairs: 0,
  };
  yield* inBlocks(rows, { integers, numbers: [] }, (count, [caller, callee]) => addPairs(pairs, caller, callee, count));
  pairs.calledBy.fill(0);
  if (costs !== undefined) {
    const columns = { integers, numbers: [costs] };
    yield* inBlocks(rows, columns, (count, [caller, callee], [values]) =>
      addIncoming(incoming, { caller, callee, values, count }),
    );
    yield* inBlocks(rows, columns, (count, [caller, callee], [values]) =>
      addOutgoing(outgoing, { caller, callee, values, count }),
    );
  }
  const sums = yield* callsCounted(recording);
  const { callers, callees, recursive } = pairs;
  if (flags.length > 0) {
    for (let f = 0; f < length; f++) {
      if (callers[f] <= recursive[f]) continue;
      const byOthers = sums.calls[f] - (recursive[f] === 1 ? (sums.own.get(f) ?? 0) : 0);
      flags[f] |= byOthers > 0 ? HAS_CALLERS | WAS_CALLED : HAS_CALLERS;
    }
  }
  return { calls: sums.calls, callers, callees, pairs: pairs.pairs };
}

interface CountedCalls {
  readonly calls: Float64Array | Uint32Array;
  /** By function that calls itself: its calls of itself. */
  readonly own: Map<number, number>;
  /** Of all calls. */
  total: number;
}

/** In half the bytes where the sum of all fits, which is known afterwards: mostly it does. */
function* callsCounted({ calls, functions }: Recording): Sliced<CountedCalls> {
  const column = arrayOf(calls.callCount);
  const isWhole = !(column instanceof Float64Array);
  const counted = yield* countInto(new (isWhole ? Uint32Array : Float64Array)(functions.length), calls);
  return counted.total < 2 ** 32 || !isWhole ? counted : yield* countInto(new Float64Array(functions.length), calls);
}

function* countInto(sums: Float64Array | Uint32Array, calls: Recording['calls']): Sliced<CountedCalls> {
  const counted: CountedCalls = { calls: sums, own: new Map(), total: 0 };
  const rows = { rows: undefined, from: 0, to: calls.length };
  const columns = { integers: [calls.caller, calls.callee].map(arrayOf), numbers: [arrayOf(calls.callCount)] };
  yield* inBlocks(rows, columns, (count, [caller, callee], [values]) =>
    addCounts(counted, { caller, callee, values, count }),
  );
  return counted;
}

interface CallBlock {
  readonly caller: Int32Array;
  readonly callee: Int32Array;
  readonly values: Float64Array;
  readonly count: number;
}

function addIncoming(incoming: Float64Array, { caller, callee, values, count }: CallBlock): void {
  for (let i = 0; i < count; i++) if (caller[i] !== callee[i]) incoming[callee[i]] += values[i];
}

function addOutgoing(outgoing: Float64Array, { caller, callee, values, count }: CallBlock): void {
  for (let i = 0; i < count; ) {
    const from = caller[i];
    let out = outgoing[from];
    for (; i < count && caller[i] === from; i++) if (callee[i] !== from) out += values[i];
    outgoing[from] = out;
  }
}

function addCounts(counted: CountedCalls, { caller, callee, values, count }: CallBlock): void {
  const { calls, own } = counted;
  let total = 0;
  for (let i = 0; i < count; i++) {
    const to = callee[i];
    calls[to] += values[i];
    total += values[i];
    if (caller[i] === to) own.set(to, (own.get(to) ?? 0) + values[i]);
  }
  counted.total += total;
}

/** Calls of each caller stand together. */
function addPairs(sums: Pairs, caller: Int32Array, callee: Int32Array, count: number): void {
  const { callers, calledBy, callees, recursive } = sums;
  for (let i = 0; i < count; ) {
    const from = caller[i];
    let different = 0;
    for (; i < count && caller[i] === from; i++) {
      const to = callee[i];
      if (calledBy[to] === from + 1) continue;
      calledBy[to] = from + 1;
      callers[to]++;
      different++;
      if (to === from) recursive[to] = 1;
    }
    callees[from] += different;
    sums.pairs += different;
  }
}
