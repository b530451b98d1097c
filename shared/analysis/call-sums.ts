// What one look at every call of a whole recording tells of each function: what flowed in and out, how often it was called, how many call it
// and how many it calls. Only where the calls of each function stand together (call-arrows.ts) and all are of one part.
// It knows nothing but columns and goes on where it stopped, so that a thread can do it bit by bit (row-sums.ts). Trap: the loops take arrays
// and one class. They run for a tenth of a second, once, and code that was compiled for other objects goes as soon as the last of those does.
import { arrayOf, type NumberArray } from '../base/columns.ts';
import { memo, memoInSlices } from '../base/memo.ts';
import { type BlockOf, blocksOf, ROWS_PER_BLOCK } from '../base/row-blocks.ts';
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

export interface CallSums extends CallFlows {
  readonly counts: WholeCallCounts;
}

/** Called by another function. */
export const HAS_CALLERS = 2;
/** Such calls were counted, too. */
export const WAS_CALLED = 4;

/** Columns of the table of calls; callers and callees are rows of functions. */
export interface CallColumns {
  readonly caller: NumberArray;
  readonly callee: NumberArray;
  readonly callCount: NumberArray;
  /** Inclusive costs; undefined where all are zero. */
  readonly costs: NumberArray | undefined;
}

/** The same block by block, as far as they are known. */
export interface CallRows {
  readonly length: number;
  readonly caller: BlockOf<Int32Array>;
  readonly callee: BlockOf<Int32Array>;
  readonly callCount: BlockOf<Float64Array>;
  readonly costs: BlockOf<Float64Array> | undefined;
}

/** Whether all calls can be looked at at once. */
export function* areTogether(recording: Recording, scope: Scope): Sliced<boolean> {
  if (recording.family === 'stacks' || scope.parts !== undefined || recording.parts.length > 1) return false;
  return (yield* callArrowsInSlices(recording, scope)).rows === undefined;
}

/** Only where they are together. */
export function wholeCallCounts(recording: Recording): Sliced<WholeCallCounts> {
  return memoInSlices(recording, KEPT, function* () {
    return (yield* sumCalls(recording, undefined)).counts;
  });
}

const KEPT = 'whole-call-counts';

/** What was counted of the recording on the way of adding up. */
export function keepCallCounts(recording: Recording, counts: WholeCallCounts): void {
  memo(recording, KEPT, () => counts);
}

/** Adds up what flows along all calls, by a column of their costs. Only where they are together; counts on the way what wholeCallCounts() tells. */
export function* addCallFlows(recording: Recording, costs: NumberArray | undefined, flows: CallFlows): Sliced<void> {
  const { incoming, outgoing, flags, counts } = yield* sumCalls(recording, costs);
  flows.incoming.set(incoming);
  flows.outgoing.set(outgoing);
  for (let f = 0; f < flags.length; f++) flows.flags[f] |= flags[f];
  keepCallCounts(recording, counts);
}

function* sumCalls({ calls, functions }: Recording, costs: NumberArray | undefined): Sliced<CallSums> {
  const summer = new CallSummer(functions.length);
  const { caller, callee, callCount } = calls;
  const columns = { caller: arrayOf(caller), callee: arrayOf(callee), callCount: arrayOf(callCount), costs };
  const rows = callRows(columns);
  while (summer.advance(rows)) yield;
  const sums = summer.finish(functions.length, columns.callCount);
  if (sums === undefined) throw new Error('assertion failed: the calls of each function stand together');
  return sums;
}

export function callRows({ caller, callee, callCount, costs }: CallColumns): CallRows {
  const { length } = caller;
  const integers = (column: NumberArray) => blocksOf(column, undefined, new Int32Array(ROWS_PER_BLOCK));
  const numbers = (column: NumberArray) => blocksOf(column, undefined, new Float64Array(ROWS_PER_BLOCK));
  return {
    length,
    caller: integers(caller),
    callee: integers(callee),
    callCount: numbers(callCount),
    costs: costs && numbers(costs),
  };
}

const BLOCKS_PER_STEP = 4;
/** Rows that each of four looks has seen. */
const PAIRS = 0;
const INCOMING = 1;
const OUTGOING = 2;
const COUNTS = 3;
const LOOKS = 4;

/**
 * Several looks, so that what is added up by callee stays close to the processor: calls lead anywhere, and waiting for memory is all they cost;
 * one look that does all takes longer.
 */
export class CallSummer {
  private readonly seen = new Float64Array(LOOKS);
  private readonly counts = new CallCounter();
  private incoming = new Float64Array(0);
  private outgoing = new Float64Array(0);

  /** `functions`: as many as there are; more can be met later. */
  constructor(functions = 0) {
    this.reserve(functions);
  }

  /** Goes on with some thousand rows; false where each was seen, or their order makes it pointless. */
  advance(rows: CallRows): boolean {
    const { seen } = this;
    let look = 0;
    while (look < LOOKS && seen[look] >= rows.length) look++;
    if (look === LOOKS || !this.counts.areTogether) return false;
    for (let block = 0; block < BLOCKS_PER_STEP && seen[look] < rows.length; block++) {
      const from = seen[look];
      const to = Math.min(rows.length, from + ROWS_PER_BLOCK);
      this.look(look, rows, from, to);
      seen[look] = to;
    }
    return true;
  }

  /** Nothing where the calls of some function do not stand together. `callCount`: the column that was added up. */
  finish(functions: number, callCount: NumberArray): CallSums | undefined {
    if (!this.counts.areTogether) return undefined;
    this.reserve(functions);
    const { incoming, outgoing } = this;
    const { calls, callers, callees, pairs, total } = this.counts;
    const counted = calls.subarray(0, functions);
    return {
      incoming: incoming.subarray(0, functions),
      outgoing: outgoing.subarray(0, functions),
      flags: this.counts.flags(functions),
      counts: {
        // In half the bytes where the sum of all fits: mostly it does.
        calls: total[0] < 2 ** 32 && !(callCount instanceof Float64Array) ? new Uint32Array(counted) : counted,
        callers: callers.subarray(0, functions),
        callees: callees.subarray(0, functions),
        pairs,
      },
    };
  }

  private look(look: number, rows: CallRows, from: number, to: number): void {
    const caller = rows.caller(from, to);
    const callee = rows.callee(from, to);
    if (look === PAIRS) {
      this.reserve(1 + Math.max(largest(caller), largest(callee)));
      addPairs(this.counts, caller, callee);
    } else if (look === COUNTS) addCounts(this.counts, caller, callee, rows.callCount(from, to));
    else if (rows.costs === undefined) return;
    else if (look === INCOMING) addIncoming(this.incoming, caller, callee, rows.costs(from, to));
    else if (look === OUTGOING) addOutgoing(this.outgoing, caller, callee, rows.costs(from, to));
  }

  private reserve(functions: number): void {
    this.incoming = roomFor(this.incoming, functions);
    this.outgoing = roomFor(this.outgoing, functions);
    this.counts.reserve(functions);
  }
}

/** What calls by one caller after the other have told of it so far. */
class CallCounter {
  callers = new Int32Array(0);
  callees = new Int32Array(0);
  /** By callee: 1 + the last caller that was seen to call it. */
  calledBy = new Int32Array(0);
  calls = new Float64Array(0);
  /** Calls of functions by themselves. */
  own = new Float64Array(0);
  /** Functions that call themselves. */
  readonly recursive = new Set<number>();
  pairs = 0;
  last = -1;
  areTogether = true;
  /** Of all calls; in an array, so that no object changes its shape when it grows. */
  readonly total = new Float64Array(1);

  reserve(functions: number): void {
    if (functions <= this.callers.length) return;
    this.callers = roomFor(this.callers, functions);
    this.callees = roomFor(this.callees, functions);
    this.calledBy = roomFor(this.calledBy, functions);
    this.calls = roomFor(this.calls, functions);
    this.own = roomFor(this.own, functions);
  }

  flags(functions: number): Uint8Array {
    const { callers, calls, own, recursive } = this;
    const flags = new Uint8Array(functions);
    for (let f = 0; f < functions; f++)
      if (callers[f] > 0) flags[f] = calls[f] > 0 ? HAS_CALLERS | WAS_CALLED : HAS_CALLERS;
    for (const f of recursive) {
      if (callers[f] === 1) flags[f] = 0;
      else if (calls[f] === own[f]) flags[f] = HAS_CALLERS;
    }
    return flags;
  }
}

const LEAST_ROOM = 1 << 20;
const TIMES = 4;

/** Room for exactly so many at first; later for several times as many, because nobody knows how many there will be, and what is not touched is no memory. */
export function roomFor<Numbers extends Float64Array | Int32Array>(numbers: Numbers, length: number): Numbers {
  if (length <= numbers.length) return numbers;
  const View = numbers.constructor as new (length: number) => Numbers;
  const larger = new View(numbers.length === 0 ? length : Math.max(LEAST_ROOM, length * TIMES));
  larger.set(numbers);
  return larger;
}

export function largest(numbers: Int32Array): number {
  let found = -1;
  for (let i = 0; i < numbers.length; i++) if (numbers[i] > found) found = numbers[i];
  return found;
}

/** Calls of each caller have to stand together. */
function addPairs(counter: CallCounter, caller: Int32Array, callee: Int32Array): void {
  const { callers, calledBy, callees } = counter;
  const count = caller.length;
  for (let i = 0; i < count; ) {
    const from = caller[i];
    if (callees[from] > 0 && from !== counter.last) {
      counter.areTogether = false;
      return;
    }
    counter.last = from;
    let different = 0;
    for (; i < count && caller[i] === from; i++) {
      const to = callee[i];
      if (calledBy[to] === from + 1) continue;
      calledBy[to] = from + 1;
      callers[to]++;
      different++;
      if (to === from) counter.recursive.add(to);
    }
    callees[from] += different;
    counter.pairs += different;
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

function addCounts(counter: CallCounter, caller: Int32Array, callee: Int32Array, values: Float64Array): void {
  const { calls, own } = counter;
  let total = 0;
  for (let i = 0; i < callee.length; i++) {
    const value = values[i];
    calls[callee[i]] += value;
    total += value;
    if (caller[i] === callee[i]) own[callee[i]] += value;
  }
  counter.total[0] += total;
}
