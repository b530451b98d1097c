// Self and inclusive cost of every function, before cycles are looked at (cycles.ts does that). The rules are S1–S7.
// Stacks: exact. Stated inclusive costs (cProfile) stay as recorded. Else max(in, out) per part: each of the two alone is wrong sometimes.
import { arrayOf, asColumn, type Column } from '../base/columns.ts';
import { memo, memoInSlices } from '../base/memo.ts';
import { inBlocks, type RowRange } from '../base/row-blocks.ts';
import { runAtOnce, type Sliced } from '../base/slices.ts';
import { groupRowsInSlices } from '../base/sort-indices.ts';
import type { EventTypeIndex, FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { callCounts, totalCalls } from './call-counts.ts';
import { addCallFlows, areTogether, HAS_CALLERS, keepCallCounts, WAS_CALLED } from './call-sums.ts';
import { contextInclusive, contextSelf, sumOutermost } from './context-costs.ts';
import { addsUp, combineColumns, isDerived, recordedCosts } from './event-costs.ts';
import { type RowSums, rowColumns, sumRows } from './row-sums.ts';
import { idleMask, partMask, type Scope, scopeKey } from './scope.ts';

/** Why a function's inclusive cost is not simply the sum of its callers' calls (S4). */
export const NO_NOTE = 0;
export const CALLS_WITHOUT_COST = 1;
export const ENTERED_SPONTANEOUSLY = 2;
export const CALLEES_MISSING = 3;

export interface FunctionTotals {
  /** Σ self of the active parts: the base of shares. */
  readonly total: number;
  readonly self: Column<FunctionIndex>;
  readonly inclusive: Column<FunctionIndex>;
  /** NO_NOTE, CALLS_WITHOUT_COST, ENTERED_SPONTANEOUSLY or CALLEES_MISSING. */
  readonly note: Column<FunctionIndex>;
}

export function functionTotals(recording: Recording, scope: Scope): FunctionTotals {
  return memo(recording, totalsKey(scope), () => runAtOnce(findTotals(recording, scope)));
}

export function functionTotalsInSlices(recording: Recording, scope: Scope): Sliced<FunctionTotals> {
  return memoInSlices(recording, totalsKey(scope), () => findTotals(recording, scope));
}

export const totalsKey = (scope: Scope): string => `function-totals:${scopeKey(scope)}`;

function* findTotals(recording: Recording, scope: Scope): Sliced<FunctionTotals> {
  if (isDerived(recording, scope.eventType)) return derivedTotals(recording, scope);
  return recording.family === 'stacks' ? stackTotals(recording, scope) : yield* callGraphTotals(recording, scope);
}

function derivedTotals(recording: Recording, scope: Scope): FunctionTotals {
  const { length } = recording.functions;
  const counted = callCounts(recording, scope).calls;
  const calls = counted === undefined ? undefined : arrayOf(counted);
  const totalsOf = (eventType: EventTypeIndex): FunctionTotals => functionTotals(recording, { ...scope, eventType });
  const column = (field: 'self' | 'inclusive'): Float64Array =>
    combineColumns(recording, scope.eventType, {
      length,
      costs: (eventType) => arrayOf(totalsOf(eventType)[field]),
      calls: () => calls,
    });
  const finished = finish(column('self'), column('inclusive'), new Uint8Array(length));
  if (addsUp(recording, scope.eventType)) return finished;
  // The total of a ratio is the ratio of the totals, never the sum of ratios.
  const [total] = combineColumns(recording, scope.eventType, {
    length: 1,
    costs: (eventType) => Float64Array.of(totalsOf(eventType).total),
    calls: () => totalCalls(recording, scope),
  });
  return { ...finished, total };
}

function stackTotals(recording: Recording, scope: Scope): FunctionTotals {
  const { length } = recording.functions;
  const fn = arrayOf(recording.contexts.function);
  const contextCosts = contextSelf(recording, scope);
  const self = new Float64Array(length);
  for (let c = 0; c < contextCosts.length; c++) self[fn[c]] += contextCosts[c];
  const inclusive = sumOutermost(recording, contextInclusive(recording, scope), (c) => fn[c], length);
  return finish(self, inclusive, new Uint8Array(length));
}

function finish(self: Float64Array, inclusive: Float64Array, note: Uint8Array): FunctionTotals {
  let total = 0;
  for (let f = 0; f < self.length; f++) total += self[f];
  return { total, self: asColumn(self), inclusive: asColumn(inclusive), note: asColumn(note) };
}

/** Sums of one part, reused for the next: only functions in `touched` are not zero. */
interface PartSums {
  readonly self: Float64Array;
  readonly incoming: Float64Array;
  readonly outgoing: Float64Array;
  /** Empty where the file states no costs of whole functions. */
  readonly stated: Float64Array;
  /** 1: touched, 2: has callers, 4: its calls are counted, 8: the file states its inclusive cost. */
  readonly flags: Uint8Array;
  /** undefined for a recording of one part: then all functions are looked at. */
  readonly touched: Int32Array | undefined;
  touchedCount: number;
}

const TOUCHED = 1;
const STATED = 8;

/** Takes over what somebody else has added up of the recording's rowColumns(); the arrays become the totals. */
export function* keepRowSums(recording: Recording, scope: Scope, sums: RowSums): Sliced<void> {
  yield* memoInSlices(recording, totalsKey(scope), function* () {
    yield;
    return settledRows(recording, scope, sums);
  });
}

/** Costs of a recording of one part, where calls of each function stand together. The place of a sum that is settled is free for the result. */
function settledRows(recording: Recording, scope: Scope, { counts, ...rows }: RowSums): FunctionTotals {
  keepCallCounts(recording, counts);
  const { self, outgoing: inclusive } = rows;
  const note = new Uint8Array(self.length);
  const sums = { ...rows, stated: new Float64Array(0), touched: undefined, touchedCount: 0 };
  settleAll(sums, idleMask(recording, scope), { self, inclusive, note });
  return finish(self, inclusive, note);
}

const PARTS_PER_SLICE = 256;

function* callGraphTotals(recording: Recording, scope: Scope): Sliced<FunctionTotals> {
  const columns = rowColumns(recording, scope);
  if (columns !== undefined && (yield* areTogether(recording, scope))) {
    const sums = yield* sumRows(columns);
    if (sums !== undefined) return settledRows(recording, scope, sums);
  }
  const { length } = recording.functions;
  const isOne = recording.parts.length <= 1;
  const sums: PartSums = {
    self: new Float64Array(length),
    incoming: new Float64Array(length),
    outgoing: new Float64Array(length),
    stated: new Float64Array(recording.functionCosts.length > 0 ? length : 0),
    flags: new Uint8Array(length),
    touched: isOne ? undefined : new Int32Array(length),
    touchedCount: 0,
  };
  // Of one part: the place of a sum that is settled is free for the result.
  const self = isOne ? sums.self : new Float64Array(length);
  const inclusive = isOne ? sums.outgoing : new Float64Array(length);
  const note = new Uint8Array(length);
  const active = partMask(recording, scope);
  const idle = idleMask(recording, scope);
  for (let part = 0; part < Math.max(1, recording.parts.length); part++) {
    if (active !== undefined && active[part] === 0) continue;
    yield* addLines(recording, scope, part, sums);
    yield* addStated(recording, scope, part, sums);
    yield* addCalls(recording, scope, part, sums);
    settleAll(sums, idle, { self, inclusive, note });
    // Most of very many are too small for a pause of their own.
    if (part % PARTS_PER_SLICE === PARTS_PER_SLICE - 1) yield;
  }
  return finish(self, inclusive, note);
}

/** Adds a part to the whole, and leaves its sums empty. */
function settleAll(
  sums: PartSums,
  idle: Uint8Array | undefined,
  { self, inclusive, note }: { self: Float64Array; inclusive: Float64Array; note: Uint8Array },
): void {
  const { touched } = sums;
  const count = touched === undefined ? self.length : sums.touchedCount;
  for (let i = 0; i < count; i++) {
    const f = touched === undefined ? i : touched[i];
    if (idle !== undefined && idle[f] === 1) sums.self[f] = 0;
    const ofAll = settle(sums, f, note);
    const own = sums.self[f];
    sums.self[f] = sums.incoming[f] = sums.outgoing[f] = sums.flags[f] = 0;
    if (sums.stated.length > 0) sums.stated[f] = 0;
    self[f] += own;
    inclusive[f] += ofAll;
  }
  sums.touchedCount = 0;
}

/** Inclusive cost of one function in one part (S4, S5), never below its self cost (S2). */
function settle(sums: PartSums, f: number, note: Uint8Array): number {
  const flags = sums.flags[f];
  if ((flags & STATED) !== 0) return Math.max(sums.stated[f], sums.self[f]);
  const incoming = sums.incoming[f];
  const outgoing = sums.self[f] + sums.outgoing[f];
  const larger = Math.max(incoming, outgoing);
  // Sums of rounded costs differ a little: one in ten thousand is no reason for a remark.
  const rounding = larger * 1e-4;
  if ((flags & HAS_CALLERS) !== 0 && outgoing - incoming > rounding) {
    note[f] = incoming === 0 && (flags & WAS_CALLED) !== 0 ? CALLS_WITHOUT_COST : ENTERED_SPONTANEOUSLY;
  } else if (incoming - outgoing > rounding) note[f] = CALLEES_MISSING;
  return larger;
}

function touch(sums: PartSums, f: number, flag: number): void {
  if (sums.flags[f] === 0 && sums.touched !== undefined) sums.touched[sums.touchedCount++] = f;
  sums.flags[f] |= flag;
}

function* addLines(recording: Recording, scope: Scope, part: number, sums: PartSums): Sliced<void> {
  // Both say the same; lines would have to be made first.
  const table = recording.instructions.isComplete ? 'instructions' : 'lines';
  const costs = recordedCosts(recording[table].self, scope.eventType);
  if (costs === undefined) return;
  const rows = yield* rowsOfPart(recording, table, part);
  const columns = { integers: [arrayOf(recording[table].function)], numbers: [costs] };
  yield* inBlocks(rows, columns, (length, [fn], [values]) => addSelf(sums, fn, values, length));
}

/** Rows of a function mostly stand together. */
function addSelf(sums: PartSums, functions: Int32Array, costs: Float64Array, length: number): void {
  const { self } = sums;
  for (let i = 0; i < length; ) {
    const f = functions[i];
    let sum = self[f];
    do sum += costs[i++];
    while (i < length && functions[i] === f);
    self[f] = sum;
    touch(sums, f, TOUCHED);
  }
}

function* addStated(recording: Recording, scope: Scope, part: number, sums: PartSums): Sliced<void> {
  const { functionCosts } = recording;
  const self = recordedCosts(functionCosts.self, scope.eventType);
  const inclusive = recordedCosts(functionCosts.inclusive, scope.eventType);
  const fn = arrayOf(functionCosts.function);
  const { rows, from, to } = yield* rowsOfPart(recording, 'functionCosts', part);
  for (let i = from; i < to; i++) {
    const row = rows === undefined ? i : rows[i];
    touch(sums, fn[row], STATED);
    // What is stated of the whole function goes before what its lines add up to.
    sums.self[fn[row]] = self === undefined ? 0 : self[row];
    sums.stated[fn[row]] = inclusive === undefined ? 0 : inclusive[row];
  }
}

function* addCalls(recording: Recording, scope: Scope, part: number, sums: PartSums): Sliced<void> {
  const { calls } = recording;
  const rows = yield* rowsOfPart(recording, 'calls', part);
  const costs = recordedCosts(calls.inclusive, scope.eventType);
  if (yield* areTogether(recording, scope)) {
    yield* addCallFlows(recording, costs, sums);
    return;
  }
  const integers = [arrayOf(calls.caller), arrayOf(calls.callee)];
  const numbers = [arrayOf(calls.callCount), ...(costs === undefined ? [] : [costs])];
  yield* inBlocks(rows, { integers, numbers }, (length, [caller, callee], [counts, values]) =>
    addFlow(sums, { caller, callee, counts, costs: values, length }),
  );
}

interface CallBlock {
  readonly caller: Int32Array;
  readonly callee: Int32Array;
  readonly counts: Float64Array;
  readonly costs: Float64Array | undefined;
  readonly length: number;
}

/** What flows along calls; those of a function by itself add to no sum (S7). */
function addFlow(sums: PartSums, { caller, callee, counts, costs, length }: CallBlock): void {
  const { incoming, outgoing } = sums;
  for (let i = 0; i < length; i++) {
    const [from, to] = [caller[i], callee[i]];
    if (from === to) continue;
    touch(sums, to, counts[i] > 0 ? HAS_CALLERS | WAS_CALLED : HAS_CALLERS);
    if (costs === undefined) continue;
    touch(sums, from, TOUCHED);
    incoming[to] += costs[i];
    outgoing[from] += costs[i];
  }
}

/** The rows of a table that belong to a part; `rows` undefined: they are the numbers themselves. */
function* rowsOfPart(
  recording: Recording,
  table: 'lines' | 'instructions' | 'calls' | 'functionCosts',
  part: number,
): Sliced<RowRange> {
  if (recording.parts.length <= 1) return { rows: undefined, from: 0, to: recording[table].length };
  const { start, rows } = yield* memoInSlices(recording, `rows-by-part:${table}`, () =>
    groupRowsInSlices(arrayOf(recording[table].part), recording.parts.length),
  );
  return { rows, from: start[part], to: start[part + 1] };
}
