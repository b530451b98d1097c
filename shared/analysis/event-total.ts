// The total of an event type without the costs of every function: what a list of event types shows of each.
// Equal to the total of functionTotals(), but a sum over one column.
import { arrayOf } from '../base/columns.ts';
import { memo } from '../base/memo.ts';
import type { Recording } from '../model/recording.ts';
import { totalCalls } from './call-counts.ts';
import { combineColumns, isDerived, recordedCosts } from './event-costs.ts';
import { functionTotals } from './function-totals.ts';
import { idleMask, partMask, type Scope, scopeKey } from './scope.ts';
import { statesInclusive } from './stated-costs.ts';

/** Σ self of the active parts, in the event type's unit. */
export function eventTotal(recording: Recording, scope: Scope): number {
  return memo(recording, `event-total:${scopeKey(scope)}`, () => {
    if (isDerived(recording, scope.eventType)) {
      // The total of a ratio is the ratio of the totals, never the sum of ratios.
      const [total] = combineColumns(recording, scope.eventType, {
        length: 1,
        costs: (eventType) => Float64Array.of(eventTotal(recording, { ...scope, eventType })),
        calls: () => totalCalls(recording, scope),
      });
      return total;
    }
    if (recording.family === 'stacks' || statesInclusive(recording)) return functionTotals(recording, scope).total;
    return sumOfLines(recording, scope);
  });
}

function sumOfLines(recording: Recording, scope: Scope): number {
  const costs = recordedCosts(recording.lines.self, scope.eventType);
  if (costs === undefined) return 0;
  const active = partMask(recording, scope);
  const idle = idleMask(recording, scope);
  const part = arrayOf(recording.lines.part);
  const fn = arrayOf(recording.lines.function);
  let total = 0;
  for (let row = 0; row < costs.length; row++) {
    if (active !== undefined && active[part[row]] === 0) continue;
    if (idle !== undefined && idle[fn[row]] === 1) continue;
    total += costs[row];
  }
  return total;
}
