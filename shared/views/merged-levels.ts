// What becomes of items when functions are merged, and what a merged function was made of: the numbers of items are those of the recording
// that is looked at, merged or not.
import { functionTotals } from '../analysis/function-totals.ts';
import { shownName } from '../analysis/locations.ts';
import { type Merge, mergedFunctions } from '../analysis/merged-recording.ts';
import { arrayOf } from '../base/columns.ts';
import { groupRows } from '../base/sort-indices.ts';
import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import type { ViewState } from '../state/view-state.ts';
import { cutText } from '../viewmodel/cut-text.ts';
import { formatCost } from '../viewmodel/format-cost.ts';
import { formatCount } from '../viewmodel/format-count.ts';
import type { ItemRef } from '../viewmodel/item.ts';
import { measureOf, scopeOf } from './support/scope-of-state.ts';

/** `recording` as it was read. Of several functions that were one, the dearest stands for them. Cycles are others after merging. */
export function mapItems(
  recording: Recording,
  items: readonly ItemRef[],
  { from, to }: { readonly from: Merge; readonly to: Merge },
): readonly (ItemRef | null)[] {
  const target = mergedFunctions(recording, to)?.mergedOf;
  return items.map((item) => {
    if (item.kind !== 'function') return null;
    const [dearest] = functionsOf(recording, from, item.index);
    if (dearest === undefined) return null;
    return { kind: 'function', index: target === undefined ? dearest : target[dearest] };
  });
}

const MOST_LEVELS = 6;
const LONGEST_NAME = 80;

/** One sentence that says what a merged function was made of, dearest first; undefined where it was one before. */
export function levelsOf(recording: Recording, item: ItemRef, state: ViewState): string | undefined {
  if (item.kind !== 'function') return undefined;
  const levels = functionsOf(recording, state.merge, item.index);
  if (levels.length < 2) return undefined;
  const { self, inclusive } = functionTotals(recording, scopeOf(recording, state));
  const { unit } = measureOf(recording, state, 0, '');
  const shown = levels.slice(0, MOST_LEVELS).map((f) => {
    const row = f as FunctionIndex;
    const name = cutText(shownName(recording, row, state.mangled), LONGEST_NAME);
    return `${name} (inclusive ${formatCost(inclusive[row], unit)}, self ${formatCost(self[row], unit)})`;
  });
  const more = levels.length - shown.length;
  return `Merged from ${formatCount(levels.length)}: ${shown.join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}.`;
}

/** Functions of the recording that a merged row stands for, the dearest first. */
function functionsOf(recording: Recording, merge: Merge, row: number): number[] {
  const merged = mergedFunctions(recording, merge);
  if (merged === undefined) return row >= 0 && row < recording.functions.length ? [row] : [];
  const { start, rows } = groupRows(merged.mergedOf, merged.functions.length);
  if (!(row >= 0 && row < merged.functions.length)) return [];
  const scope = { eventType: recording.preferredEventType, parts: undefined, idle: true };
  const inclusive = arrayOf(functionTotals(recording, scope).inclusive);
  return Array.from(rows.subarray(start[row], start[row + 1])).sort((a, b) => inclusive[b] - inclusive[a] || a - b);
}
