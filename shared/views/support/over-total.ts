// Shares over 100 %: why an inclusive cost is larger than the total that shares are of (S1, S2). Nothing is cut off: the file says so, and
// the reason is said with it. Asked of every list; whether there is any such cost is found out once for each scope.
import { addsUp } from '../../analysis/event-costs.ts';
import type { ItemCosts } from '../../analysis/item-costs.ts';
import type { Scope } from '../../analysis/scope.ts';
import { statesInclusive } from '../../analysis/stated-costs.ts';
import { arrayOf, type NumberArray } from '../../base/columns.ts';
import { memo } from '../../base/memo.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import type { ViewNote } from '../../viewmodel/measure.ts';

/** Sums of rounded costs differ a little: a share of 100.01 % is no reason for a remark. */
const ROUNDING = 1e-4;

export function isOverTotal(inclusive: number, total: number): boolean {
  return total > 0 && inclusive > total * (1 + ROUNDING);
}

/** Inclusive cost of a row of the function list: functions first, then cycles. */
export function inclusiveOfRow({ inclusive, cycleInclusive }: ItemCosts, row: number): number {
  return row < inclusive.length ? inclusive[row as FunctionIndex] : cycleInclusive[row - inclusive.length];
}

/** Why a cost may be more than the total; undefined where none is. Linear in functions when first asked for a scope. */
export function overTotalReason(recording: Recording, scope: Scope, costs: ItemCosts): string | undefined {
  if (!addsUp(recording, scope.eventType)) return undefined;
  // Costs are kept by scope and cut: what is known of them is kept with them.
  return memo(costs, 'over-total', () => ({ reason: findReason(recording, costs) })).reason;
}

/** The reason beside every value that is more than the total, for pictures: `{ note }`, or nothing. */
export function createOverTotal(recording: Recording, scope: Scope, costs: ItemCosts) {
  const reason = overTotalReason(recording, scope, costs);
  return (value: number): { readonly note?: string } =>
    reason !== undefined && isOverTotal(value, costs.total) ? { note: reason } : {};
}

export function overTotalNote(reason: string): ViewNote {
  return { kind: 'info', short: 'shares over 100 %', text: reason };
}

function findReason(recording: Recording, { total, self, inclusive, cycleInclusive }: ItemCosts): string | undefined {
  if (!isOverTotal(Math.max(largest(arrayOf(inclusive)), largest(cycleInclusive)), total)) return undefined;
  if (smallest(arrayOf(self)) < 0) {
    return 'More than the total: some self costs are below zero and take from the total, which is the sum of all self costs. So shares can be over 100 %.';
  }
  if (statesInclusive(recording)) {
    return 'More than the total: the file states inclusive costs that are larger than all its self costs together. So shares can be over 100 %.';
  }
  return 'More than the total: calls were charged more than all self costs in the file add up to, because what was spent in the called code is not in it. So shares can be over 100 %.';
}

function largest(values: NumberArray): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) if (values[i] > most) most = values[i];
  return most;
}

function smallest(values: NumberArray): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < values.length; i++) if (values[i] < least) least = values[i];
  return least;
}
