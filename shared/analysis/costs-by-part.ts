// An item's costs in every part, active or not, in one pass over the rows: what the list of parts shows. The rules are those of the
// function list (S3–S8), part by part; over all parts the columns add up to what it shows for all of them.
// Which functions form cycles is asked of the active parts (S19): a part alone may hold only half of one.
import { NONE } from '../base/brands.ts';
import { arrayOf, type NumberArray } from '../base/columns.ts';
import { memo } from '../base/memo.ts';
import type { EventTypeIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { countsCalls } from './call-edges.ts';
import { contextInclusive, contextSelf, sumOutermost } from './context-costs.ts';
import { combineColumns, isDerived, recordedCosts } from './event-costs.ts';
import type { Focus } from './focus.ts';
import { idleMask, type Scope, scopeKey } from './scope.ts';
import { statesInclusive } from './stated-costs.ts';

/** By part. */
export interface CostsByPart {
  readonly self: Float64Array;
  readonly inclusive: Float64Array;
  /** undefined where calls are not counted. */
  readonly calls: Float64Array | undefined;
}

/** Σ self by part, whichever are active. */
export function totalsByPart(recording: Recording, scope: Scope): Float64Array {
  const everywhere = { ...scope, parts: undefined };
  return memo(recording, `totals-by-part:${scopeKey(everywhere)}`, () => {
    const length = partCount(recording);
    if (isDerived(recording, scope.eventType)) {
      return combineColumns(recording, scope.eventType, {
        length,
        costs: (eventType) => totalsByPart(recording, { ...scope, eventType }),
        calls: () => allCalls(recording, length),
      });
    }
    const idle = idleMask(recording, scope);
    const counts = (fn: number): boolean => idle === undefined || idle[fn] === 0;
    return selfByPart(recording, everywhere, counts);
  });
}

export function costsByPart(focus: Focus): CostsByPart {
  const { recording, scope } = focus;
  const calls = callsByPart(focus);
  if (!isDerived(recording, scope.eventType)) return { ...recordedByPart(focus, scope.eventType), calls };
  const column = (field: 'self' | 'inclusive'): Float64Array =>
    combineColumns(recording, scope.eventType, {
      length: partCount(recording),
      costs: (eventType) => recordedByPart(focus, eventType)[field],
      calls: () => calls,
    });
  return { self: column('self'), inclusive: column('inclusive'), calls };
}

function partCount(recording: Recording): number {
  return Math.max(1, recording.parts.length);
}

/** The item's functions, 1 each. */
function memberMask({ recording, starts }: Focus): Uint8Array {
  const mask = new Uint8Array(recording.functions.length);
  for (const f of starts) mask[f] = 1;
  return mask;
}

function selfByPart(recording: Recording, scope: Scope, counts: (fn: number) => boolean): Float64Array {
  const sums = new Float64Array(partCount(recording));
  const add = (fns: NumberArray, parts: NumberArray, costs: NumberArray | undefined): void => {
    if (costs === undefined) return;
    for (let row = 0; row < costs.length; row++) if (counts(fns[row])) sums[parts[row]] += costs[row];
  };
  const { contexts, functionCosts, lines } = recording;
  if (recording.family === 'stacks') {
    add(arrayOf(contexts.function), arrayOf(contexts.part), contextSelf(recording, scope));
    return sums;
  }
  const stated = statedRows(recording);
  const linesOf = (row: number): boolean => stated === undefined || !stated.has(row);
  const fns = arrayOf(lines.function);
  const parts = arrayOf(lines.part);
  const costs = recordedCosts(lines.self, scope.eventType);
  const functions = recording.functions.length;
  if (costs !== undefined) {
    for (let row = 0; row < costs.length; row++) {
      if (counts(fns[row]) && linesOf(parts[row] * functions + fns[row])) sums[parts[row]] += costs[row];
    }
  }
  add(arrayOf(functionCosts.function), arrayOf(functionCosts.part), recordedCosts(functionCosts.self, scope.eventType));
  return sums;
}

/** part × functions + function of what is stated of whole functions: it goes before what their lines add up to. */
function statedRows(recording: Recording): ReadonlySet<number> | undefined {
  if (!statesInclusive(recording)) return undefined;
  return memo(recording, 'stated-rows', () => {
    const { functionCosts, functions } = recording;
    const fn = arrayOf(functionCosts.function);
    const part = arrayOf(functionCosts.part);
    const rows = new Set<number>();
    for (let row = 0; row < fn.length; row++) rows.add(part[row] * functions.length + fn[row]);
    return rows;
  });
}

function recordedByPart(focus: Focus, eventType: EventTypeIndex): { self: Float64Array; inclusive: Float64Array } {
  const { recording } = focus;
  const scope: Scope = { ...focus.scope, eventType, parts: undefined };
  const isMember = memberMask(focus);
  const idle = idleMask(recording, scope);
  const self = selfByPart(recording, scope, (fn) => isMember[fn] === 1 && (idle === undefined || idle[fn] === 0));
  if (recording.family === 'stacks') {
    const fn = arrayOf(recording.contexts.function);
    const part = arrayOf(recording.contexts.part);
    const outermost = (c: number): number => (isMember[fn[c]] === 1 ? part[c] : NONE);
    const inclusive = sumOutermost(recording, contextInclusive(recording, scope), outermost, partCount(recording));
    return { self, inclusive };
  }
  const flow = callsThrough(focus, isMember, eventType);
  const stated = statedInclusive(focus, isMember, eventType);
  const total = totalsByPart(recording, scope);
  const inclusive = self.map((own, part) => {
    const out = own + flow.out[part];
    if (flow.leaves) return focus.cycle === undefined ? out : Math.max(out, stated?.[part] ?? 0);
    if (stated !== undefined && !Number.isNaN(stated[part])) return Math.max(stated[part], own);
    const larger = Math.max(flow.incoming[part], out);
    return flow.capped ? Math.max(own, Math.min(larger, total[part])) : larger;
  });
  return { self, inclusive };
}

/** What is stated of a function in each part (NaN: nothing), or of the dearest member of a cycle; undefined where files state nothing. */
function statedInclusive(
  { recording, cycle }: Focus,
  isMember: Uint8Array,
  eventType: EventTypeIndex,
): Float64Array | undefined {
  if (!statesInclusive(recording)) return undefined;
  const { functionCosts } = recording;
  const fn = arrayOf(functionCosts.function);
  const part = arrayOf(functionCosts.part);
  const costs = recordedCosts(functionCosts.inclusive, eventType);
  const result = new Float64Array(partCount(recording)).fill(cycle === undefined ? Number.NaN : 0);
  for (let row = 0; row < fn.length; row++) {
    if (isMember[fn[row]] === 0) continue;
    const before = result[part[row]];
    result[part[row]] = Math.max(Number.isNaN(before) ? 0 : before, costs === undefined ? 0 : costs[row]);
  }
  return result;
}

interface Flow {
  readonly incoming: Float64Array;
  readonly out: Float64Array;
  /** Only calls that leave the cycle are in `out`, and they with its self cost are all it costs (S8). */
  readonly leaves: boolean;
  /** Cycles are not looked for: calls inside one are counted again and again, the total is the limit. */
  readonly capped: boolean;
}

function callsThrough(focus: Focus, isMember: Uint8Array, eventType: EventTypeIndex): Flow {
  const { recording, costs, row, cycle, cyclesClosed } = focus;
  const { cycleOf } = costs.cycles;
  const ownCycle = cycle ?? cycleOf[row];
  const leaves = cycle !== undefined || (cyclesClosed && ownCycle !== NONE);
  const incoming = new Float64Array(partCount(recording));
  const out = new Float64Array(partCount(recording));
  const { calls } = recording;
  const cost = recordedCosts(calls.inclusive, eventType);
  if (cost !== undefined) {
    const caller = arrayOf(calls.caller);
    const callee = arrayOf(calls.callee);
    const part = arrayOf(calls.part);
    for (let i = 0; i < cost.length; i++) {
      if (caller[i] === callee[i]) continue;
      if (isMember[callee[i]] === 1) incoming[part[i]] += cost[i];
      if (isMember[caller[i]] === 1 && !(leaves && cycleOf[callee[i]] === ownCycle)) out[part[i]] += cost[i];
    }
  }
  return { incoming, out, leaves, capped: !costs.detected && ownCycle !== NONE };
}

/** Calls of the item; of a cycle those from outside (S6). */
function callsByPart(focus: Focus): Float64Array | undefined {
  const { recording, cycle, costs } = focus;
  if (!countsCalls(recording)) return undefined;
  const isMember = memberMask(focus);
  const sums = new Float64Array(partCount(recording));
  const { calls, functionCosts } = recording;
  const caller = arrayOf(calls.caller);
  const callee = arrayOf(calls.callee);
  const callPart = arrayOf(calls.part);
  const counts = arrayOf(calls.callCount);
  for (let i = 0; i < counts.length; i++) {
    if (isMember[callee[i]] === 0) continue;
    if (cycle === undefined || costs.cycles.cycleOf[caller[i]] !== cycle) sums[callPart[i]] += counts[i];
  }
  if (cycle !== undefined) return sums;
  const fn = arrayOf(functionCosts.function);
  const part = arrayOf(functionCosts.part);
  const stated = arrayOf(functionCosts.callCount);
  for (let row = 0; row < fn.length; row++) if (isMember[fn[row]] === 1) sums[part[row]] = stated[row];
  return sums;
}

function allCalls(recording: Recording, length: number): Float64Array | undefined {
  if (!countsCalls(recording)) return undefined;
  const sums = new Float64Array(length);
  const { calls, functionCosts } = recording;
  const table = functionCosts.length > 0 ? functionCosts : calls;
  const part = arrayOf(table.part);
  const counts = arrayOf(table.callCount);
  for (let row = 0; row < counts.length; row++) sums[part[row]] += counts[row];
  return sums;
}
