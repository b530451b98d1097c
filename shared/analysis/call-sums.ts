// What one look at every call of a whole recording tells of each function: what flowed in and out, how often it was called, how many call it
// and how many it calls. Only where the calls of each function stand together (call-arrows.ts) and all are of one part.
// It knows nothing but columns, so that another thread can do it (row-sums.ts). Trap: the loops take arrays and nothing else. They run for a
// tenth of a second, once, and code that was compiled for objects of some shape is thrown away as soon as the last of those is collected.
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

/** Columns of the table of calls; callers and callees are rows of functions. */
export interface CallColumns {
  readonly functions: number;
  readonly caller: NumberArray;
  readonly callee: NumberArray;
  readonly callCount: NumberArray;
}

/** Whether all calls can be looked at at once. */
export function* areTogether(recording: Recording, scope: Scope): Sliced<boolean> {
  if (recording.family === 'stacks' || scope.parts !== undefined || recording.parts.length > 1) return false;
  return (yield* callArrowsInSlices(recording, scope)).rows === undefined;
}

/** Only where they are together. */
export function wholeCallCounts(recording: Recording): Sliced<WholeCallCounts> {
  return memoInSlices(recording, KEPT, function* () {
    const flows = { incoming: new Float64Array(0), outgoing: new Float64Array(0), flags: new Uint8Array(0) };
    const counts = yield* sumCalls(callColumns(recording), undefined, flows);
    if (counts === undefined) throw new Error('assertion failed: the calls of each function stand together');
    return counts;
  });
}

const KEPT = 'whole-call-counts';

export function callColumns({ calls, functions }: Recording): CallColumns {
  return {
    functions: functions.length,
    caller: arrayOf(calls.caller),
    callee: arrayOf(calls.callee),
    callCount: arrayOf(calls.callCount),
  };
}

/** What was counted of the recording on the way of adding up. */
export function keepCallCounts(recording: Recording, counts: WholeCallCounts): void {
  memo(recording, KEPT, () => counts);
}

/** Adds up what flows along all calls, by a column of their costs. Only where they are together; counts on the way what wholeCallCounts() tells. */
export function* addCallFlows(recording: Recording, costs: NumberArray | undefined, flows: CallFlows): Sliced<void> {
  const counts = yield* sumCalls(callColumns(recording), costs, flows);
  if (counts === undefined) throw new Error('assertion failed: the calls of each function stand together');
  keepCallCounts(recording, counts);
}

/**
 * Several looks, so that what is added up by callee stays close to the processor: calls lead anywhere, and waiting for memory is all they
 * cost; one look that does all takes longer. New memory costs as much again: `incoming` is where callers are noted before anything flows.
 * Nothing where the calls of some function do not stand together.
 */
export function* sumCalls(
  columns: CallColumns,
  costs: NumberArray | undefined,
  { incoming, outgoing, flags }: CallFlows,
): Sliced<WholeCallCounts | undefined> {
  const { functions, caller, callee } = columns;
  const rows = { rows: undefined, from: 0, to: caller.length };
  const integers = [caller, callee];
  const calledBy = incoming.length > 0 ? new Int32Array(incoming.buffer, 0, functions) : new Int32Array(functions);
  const callees = new Int32Array(functions);
  const pairs = new CallPairs(calledBy, new Int32Array(functions), callees);
  yield* inBlocks(rows, { integers, numbers: [] }, (_, [from, to]) => addPairs(pairs, from, to));
  if (!pairs.areTogether) return undefined;
  calledBy.fill(0);
  if (costs !== undefined) {
    const withCosts = { integers, numbers: [costs] };
    yield* inBlocks(rows, withCosts, (_, [from, to], [values]) => addIncoming(incoming, from, to, values));
    yield* inBlocks(rows, withCosts, (_, [from, to], [values]) => addOutgoing(outgoing, from, to, values));
  }
  const calls = yield* callsCounted(columns);
  if (flags.length > 0) {
    const own = pairs.recursive.size === 0 ? undefined : yield* callsOfThemselves(columns);
    markCalled(flags, pairs, calls, own);
    yield;
  }
  return { calls, callers: pairs.callers, callees, pairs: pairs.count };
}

/** What calls by one caller after the other have told of it so far. */
class CallPairs {
  readonly callers: Int32Array;
  readonly callees: Int32Array;
  /** By callee: 1 + the last caller that was seen to call it. */
  readonly calledBy: Int32Array;
  /** Functions that call themselves. */
  readonly recursive = new Set<number>();
  count = 0;
  last = -1;
  areTogether = true;

  constructor(calledBy: Int32Array, callers: Int32Array, callees: Int32Array) {
    this.calledBy = calledBy;
    this.callers = callers;
    this.callees = callees;
  }
}

/** Calls of each caller have to stand together. */
function addPairs(pairs: CallPairs, caller: Int32Array, callee: Int32Array): void {
  const { callers, calledBy, callees } = pairs;
  const count = caller.length;
  for (let i = 0; i < count; ) {
    const from = caller[i];
    if (callees[from] > 0 && from !== pairs.last) {
      pairs.areTogether = false;
      return;
    }
    pairs.last = from;
    let different = 0;
    for (; i < count && caller[i] === from; i++) {
      const to = callee[i];
      if (calledBy[to] === from + 1) continue;
      calledBy[to] = from + 1;
      callers[to]++;
      different++;
      if (to === from) pairs.recursive.add(to);
    }
    callees[from] += different;
    pairs.count += different;
  }
}

function addIncoming(incoming: Float64Array, caller: Int32Array, callee: Int32Array, values: Float64Array): void {
  for (let i = 0; i < caller.length; i++) if (caller[i] !== callee[i]) incoming[callee[i]] += values[i];
}

function addOutgoing(outgoing: Float64Array, caller: Int32Array, callee: Int32Array, values: Float64Array): void {
  const count = caller.length;
  for (let i = 0; i < count; ) {
    const from = caller[i];
    let out = outgoing[from];
    for (; i < count && caller[i] === from; i++) if (callee[i] !== from) out += values[i];
    outgoing[from] = out;
  }
}

/** In half the bytes where the sum of all fits, which is known afterwards: mostly it does. */
function* callsCounted(columns: CallColumns): Sliced<Float64Array | Uint32Array> {
  const { functions, callCount } = columns;
  const wide = (): Float64Array => new Float64Array(functions);
  if (callCount instanceof Float64Array) return (yield* countInto(wide(), columns)).calls;
  const { calls, total } = yield* countInto(new Uint32Array(functions), columns);
  return total < 2 ** 32 ? calls : (yield* countInto(wide(), columns)).calls;
}

function* countInto<Sums extends Float64Array | Uint32Array>(
  calls: Sums,
  { callee, callCount }: CallColumns,
): Sliced<{ calls: Sums; total: number }> {
  const rows = { rows: undefined, from: 0, to: callee.length };
  const totals: number[] = [];
  yield* inBlocks(rows, { integers: [callee], numbers: [callCount] }, (_, [to], [values]) => {
    totals.push(addCounts(calls, to, values));
  });
  return { calls, total: totals.reduce((sum, total) => sum + total, 0) };
}

/** The sum of all. */
function addCounts(calls: Float64Array | Uint32Array, callee: Int32Array, values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < callee.length; i++) {
    calls[callee[i]] += values[i];
    total += values[i];
  }
  return total;
}

/** By function: how often it calls itself. */
function* callsOfThemselves({ functions, caller, callee, callCount }: CallColumns): Sliced<Float64Array> {
  const own = new Float64Array(functions);
  const columns = { integers: [caller, callee], numbers: [callCount] };
  yield* inBlocks({ rows: undefined, from: 0, to: caller.length }, columns, (_, [from, to], [values]) => {
    for (let i = 0; i < from.length; i++) if (from[i] === to[i]) own[to[i]] += values[i];
  });
  return own;
}

function markCalled(
  flags: Uint8Array,
  { callers, recursive }: CallPairs,
  calls: Float64Array | Uint32Array,
  own: Float64Array | undefined,
): void {
  for (let f = 0; f < flags.length; f++)
    if (callers[f] > 0) flags[f] |= calls[f] > 0 ? HAS_CALLERS | WAS_CALLED : HAS_CALLERS;
  for (const f of recursive) {
    if (callers[f] === 1) flags[f] &= ~(HAS_CALLERS | WAS_CALLED);
    else if (calls[f] === own?.[f]) flags[f] &= ~WAS_CALLED;
  }
}
