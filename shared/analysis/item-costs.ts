// What the function list shows: costs of functions and of cycles, cycles taken into account (S8) or marked only (detection off).
// A member's inclusive cost: where calls alone are known, its self cost and its calls that leave the cycle; stacks and stated
// inclusive costs know better and keep theirs (S3, S5). The cycle's own cost counts every member and every call out of it once.
import { arrayOf, asColumn, type Column, type NumberArray } from '../base/columns.ts';
import { memo } from '../base/memo.ts';
import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { callArrows } from './call-arrows.ts';
import { callCounts, incomingCalls } from './call-counts.ts';
import { countsCalls } from './call-edges.ts';
import { contextInclusive, sumOutermost } from './context-costs.ts';
import { type CycleCut, type Cycles, cyclesKey, findCycles, stackCostsKey } from './cycles.ts';
import { addsUp, combine, combineColumns, isDerived } from './event-costs.ts';
import { functionTotals } from './function-totals.ts';
import { memberShares } from './member-shares.ts';
import { type Scope, scopeKey } from './scope.ts';
import { statesInclusive } from './stated-costs.ts';

export interface ItemCosts {
  /** Σ self of the active parts. */
  readonly total: number;
  readonly self: Column<FunctionIndex>;
  readonly inclusive: Column<FunctionIndex>;
  readonly note: Column<FunctionIndex>;
  /** Strongly connected functions; found also when detection is off, to mark their calls. */
  readonly cycles: Cycles;
  /** True: cycles are items with costs of their own. */
  readonly detected: boolean;
  /** By cycle row. */
  readonly cycleSelf: Float64Array;
  readonly cycleInclusive: Float64Array;
  /** Calls of members from outside; undefined where calls are not counted. */
  readonly cycleCalls: Float64Array | undefined;
}

export function itemCosts(recording: Recording, scope: Scope, cut: CycleCut): ItemCosts {
  return memo(recording, `item-costs:${scopeKey(scope)}:${cyclesKey(cut)}`, () => {
    if (!addsUp(recording, scope.eventType)) return ratioCosts(recording, scope, cut);
    const totals = functionTotals(recording, scope);
    const cycles = findCycles(recording, scope, cut ?? 0);
    const { cycleSelf, cycleInclusive } = cycleCosts(recording, scope, cycles);
    return {
      total: totals.total,
      self: totals.self,
      inclusive: cycles.count === 0 ? totals.inclusive : asColumn(memberInclusive(recording, scope, cycles, cut)),
      note: totals.note,
      cycles,
      detected: cut !== undefined,
      cycleSelf,
      cycleInclusive,
      cycleCalls: callsFromOutside(recording, scope, cycles),
    };
  });
}

/** Ratios are made of finished costs, those of cycles too: nothing is added up behind them. */
function ratioCosts(recording: Recording, scope: Scope, cut: CycleCut): ItemCosts {
  const { total, note } = functionTotals(recording, scope);
  const cycles = findCycles(recording, scope, cut ?? 0);
  const cycleCalls = callsFromOutside(recording, scope, cycles);
  const counted = callCounts(recording, scope).calls;
  const column = (length: number, calls: NumberArray | undefined, of: (costs: ItemCosts) => NumberArray) =>
    combineColumns(recording, scope.eventType, {
      length,
      costs: (eventType) => of(itemCosts(recording, { ...scope, eventType }, cut)),
      calls: () => calls,
    });
  const ofFunctions = (field: 'self' | 'inclusive') =>
    column(recording.functions.length, counted && arrayOf(counted), (costs) => arrayOf(costs[field]));
  return {
    total,
    self: asColumn(ofFunctions('self')),
    inclusive: asColumn(ofFunctions('inclusive')),
    note,
    cycles,
    detected: cut !== undefined,
    cycleSelf: column(cycles.count, cycleCalls, (costs) => costs.cycleSelf),
    cycleInclusive: column(cycles.count, cycleCalls, (costs) => costs.cycleInclusive),
    cycleCalls,
  };
}

/** Whether inclusive costs of members of cycles are known without a rule for cycles. */
export function knowsInclusive(recording: Recording): boolean {
  return recording.family === 'stacks' || statesInclusive(recording);
}

function memberInclusive(recording: Recording, scope: Scope, cycles: Cycles, cut: CycleCut): Float64Array {
  const { total, self, inclusive } = functionTotals(recording, scope);
  const result = new Float64Array(arrayOf(inclusive));
  if (knowsInclusive(recording)) return result;
  if (cut === undefined) {
    // Calls inside a cycle are counted again and again: what exceeds the total says nothing.
    for (let i = 0; i < cycles.members.length; i++) {
      const f = cycles.members[i] as FunctionIndex;
      if (result[f] > total && total >= self[f]) result[f] = total;
    }
    return result;
  }
  const shares = memberShares(recording, scope, cycles);
  for (let i = 0; i < cycles.members.length; i++) result[cycles.members[i]] = shares[cycles.members[i]];
  return result;
}

function cycleCosts(
  recording: Recording,
  scope: Scope,
  cycles: Cycles,
): { cycleSelf: Float64Array; cycleInclusive: Float64Array } {
  const cycleSelf = new Float64Array(cycles.count);
  if (cycles.count === 0) return { cycleSelf, cycleInclusive: cycleSelf };
  const { total, self, inclusive } = functionTotals(recording, scope);
  const { members, cycleOf } = cycles;
  for (let i = 0; i < members.length; i++) cycleSelf[cycleOf[members[i]]] += self[members[i] as FunctionIndex];
  if (recording.family === 'stacks') return { cycleSelf, cycleInclusive: stackCycleCosts(recording, scope, cycles) };
  const cycleInclusive = new Float64Array(cycles.count);
  const shares = memberShares(recording, scope, cycles);
  for (let i = 0; i < members.length; i++) cycleInclusive[cycleOf[members[i]]] += shares[members[i]];
  if (!statesInclusive(recording) || isDerived(recording, scope.eventType)) return { cycleSelf, cycleInclusive };
  // A cycle contains its members, and cProfile loses calls: it costs at least what its dearest member states.
  for (let c = 0; c < cycles.count; c++) cycleInclusive[c] = Math.min(cycleInclusive[c], total);
  for (let i = 0; i < members.length; i++) {
    const c = cycleOf[members[i]];
    cycleInclusive[c] = Math.max(cycleInclusive[c], inclusive[members[i] as FunctionIndex]);
  }
  return { cycleSelf, cycleInclusive };
}

/** Exact: each stack counts once for a cycle however many of its members stand on it. */
function stackCycleCosts(recording: Recording, scope: Scope, cycles: Cycles): Float64Array {
  if (isDerived(recording, scope.eventType)) {
    return combine(recording, scope.eventType, cycles.count, (eventType) =>
      stackCycleCosts(recording, { ...scope, eventType }, cycles),
    );
  }
  return memo(cycles, stackCostsKey(scope), () => {
    const fn = arrayOf(recording.contexts.function);
    return sumOutermost(recording, contextInclusive(recording, scope), (c) => cycles.cycleOf[fn[c]], cycles.count);
  });
}

/** All calls of the members but those by each other. */
function callsFromOutside(recording: Recording, scope: Scope, cycles: Cycles): Float64Array | undefined {
  if (!countsCalls(recording)) return undefined;
  const sums = new Float64Array(cycles.count);
  if (cycles.count === 0) return sums;
  const { members, cycleOf } = cycles;
  const calls = incomingCalls(recording, scope);
  const counts = arrayOf(recording.calls.callCount);
  const { start, end, target, rows } = callArrows(recording, scope);
  for (let i = 0; i < members.length; i++) {
    const f = members[i];
    const cycle = cycleOf[f];
    let inside = 0;
    for (let place = start[f]; place < end[f]; place++)
      if (cycleOf[target[place]] === cycle) inside += counts[rows === undefined ? place : rows[place]];
    sums[cycle] += calls[f] - inside;
  }
  return sums;
}
