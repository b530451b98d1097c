// The total of an event type without the costs of every function: what a list of event types shows of each.
// Equal to the total of functionTotals(), but a sum over one column: only of the event type that is shown first are those costs known anyway.
import { arrayOf } from '../base/columns.ts';
import { memoInSlices } from '../base/memo.ts';
import { inBlocks } from '../base/row-blocks.ts';
import { runAtOnce, type Sliced } from '../base/slices.ts';
import type { Recording } from '../model/recording.ts';
import { totalCalls } from './call-counts.ts';
import { combineColumns, isDerived, recordedCosts } from './event-costs.ts';
import { functionTotalsInSlices } from './function-totals.ts';
import { idleMask, partMask, type Scope, scopeKey } from './scope.ts';
import { statesInclusive } from './stated-costs.ts';

export const eventTotalKey = (scope: Scope): string => `event-total:${scopeKey(scope)}`;

/** Σ self of the active parts, in the event type's unit. */
export function eventTotal(recording: Recording, scope: Scope): number {
  return runAtOnce(eventTotalInSlices(recording, scope));
}

export function eventTotalInSlices(recording: Recording, scope: Scope): Sliced<number> {
  return memoInSlices(recording, eventTotalKey(scope), function* () {
    if (isDerived(recording, scope.eventType)) {
      // The total of a ratio is the ratio of the totals, never the sum of ratios.
      const [total] = combineColumns(recording, scope.eventType, {
        length: 1,
        costs: (eventType) => Float64Array.of(eventTotal(recording, { ...scope, eventType })),
        calls: () => totalCalls(recording, scope),
      });
      return total;
    }
    if (
      recording.family === 'stacks' ||
      statesInclusive(recording) ||
      scope.eventType === recording.preferredEventType
    ) {
      return (yield* functionTotalsInSlices(recording, scope)).total;
    }
    return yield* sumOfLines(recording, scope);
  });
}

function* sumOfLines(recording: Recording, scope: Scope): Sliced<number> {
  // Both say the same; lines would have to be made first.
  const table = recording[recording.instructions.isComplete ? 'instructions' : 'lines'];
  const costs = recordedCosts(table.self, scope.eventType);
  if (costs === undefined) return 0;
  const active = partMask(recording, scope);
  const idle = idleMask(recording, scope);
  const integers = active === undefined && idle === undefined ? [] : [table.part, table.function].map(arrayOf);
  const rows = { rows: undefined, from: 0, to: table.length };
  let total = 0;
  yield* inBlocks(rows, { integers, numbers: [costs] }, (length, [part, fn], [values]) => {
    if (active === undefined && idle === undefined) total = sumOf(values, length, total);
    else
      for (let i = 0; i < length; i++) {
        if (active?.[part[i]] !== 0 && idle?.[fn[i]] !== 1) total += values[i];
      }
  });
  return total;
}

function sumOf(values: Float64Array, length: number, before: number): number {
  let sum = before;
  for (let i = 0; i < length; i++) sum += values[i];
  return sum;
}
