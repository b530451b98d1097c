// The active item of a window as a focus, and the base of shares around it (S15).

import { callCounts } from '../../analysis/call-counts.ts';
import { firstActive } from '../../analysis/first-active.ts';
import { type Focus, focusOn } from '../../analysis/focus.ts';
import { itemCosts } from '../../analysis/item-costs.ts';
import { shownName } from '../../analysis/locations.ts';
import { NONE } from '../../base/brands.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import type { ViewState } from '../../state/view-state.ts';
import { cutText } from '../../viewmodel/cut-text.ts';
import type { ItemRef } from '../../viewmodel/item.ts';
import type { Measure } from '../../viewmodel/measure.ts';
import { cycleName, existingItem, rowOfItem } from './item-labels.ts';
import { nothingRecorded } from './nothing-recorded.ts';
import { cutOf, measureOf, scopeOf } from './scope-of-state.ts';

/** Around the active item, or what is to be active first; undefined for a recording without functions. */
export function focusOfState(recording: Recording, state: ViewState): Focus | undefined {
  const item = activeItem(recording, state);
  return item === undefined ? undefined : focusOnItem(recording, state, item);
}

/** What the active item costs, without a look at its calls; undefined for a recording without functions. */
export function activeCosts(recording: Recording, state: ViewState): { inclusive: number; self: number } | undefined {
  const item = activeItem(recording, state);
  if (item === undefined) return undefined;
  const costs = itemCosts(recording, scopeOf(recording, state), cutOf(state));
  if (item.kind === 'cycle') {
    return { inclusive: costs.cycleInclusive[item.index - 1], self: costs.cycleSelf[item.index - 1] };
  }
  const row = item.index as FunctionIndex;
  return { inclusive: costs.inclusive[row], self: costs.self[row] };
}

export function focusOnItem(recording: Recording, state: ViewState, item: ItemRef): Focus {
  return focusOn(recording, scopeOf(recording, state), cutOf(state), rowOfItem(recording, item));
}

/** False for a cycle while cycles are not looked for, and for what another reading of the file had. */
export function hasItem(recording: Recording, state: ViewState, item: ItemRef): boolean {
  const costs = itemCosts(recording, scopeOf(recording, state), cutOf(state));
  return existingItem(recording, costs, item) !== undefined;
}

function activeItem(recording: Recording, state: ViewState): ItemRef | undefined {
  const costs = itemCosts(recording, scopeOf(recording, state), cutOf(state));
  const active = existingItem(recording, costs, state.active);
  if (active !== undefined) return active;
  const first = firstActive(recording);
  return first === undefined ? undefined : { kind: 'function', index: first };
}

/** Shares of the total, or of the active item; a member of a cycle whose cost only the cycle knows stands for its cycle. */
export function focusMeasure(recording: Recording, state: ViewState, focus: Focus): Measure {
  const { costs, row } = focus;
  if (!state.mode.toParent) return measureOf(recording, state, costs.total, 'total');
  const ownCycle = focus.cycle === undefined ? costs.cycles.cycleOf[row] : focus.cycle;
  const isCycle = ownCycle !== NONE && (focus.cycle !== undefined || focus.cyclesClosed);
  const name = isCycle ? cycleName(ownCycle) : shownName(recording, row as FunctionIndex, state.mangled);
  const base = isCycle ? costs.cycleInclusive[ownCycle] : focus.value;
  return measureOf(recording, state, base, `inclusive cost of ${name.length > 80 ? `${cutText(name, 79)}…` : name}`);
}

/** Calls of the item; those from outside for a cycle. null where calls are not counted. */
export function focusCalls(focus: Focus): number | null {
  if (focus.cycle !== undefined) return focus.costs.cycleCalls?.[focus.cycle] ?? null;
  return callCounts(focus.recording, focus.scope).calls?.[focus.row as FunctionIndex] ?? null;
}

/** Why views around an item cannot be made of this recording, undefined where they can. */
export function withoutCalls(recording: Recording): string | undefined {
  if (recording.functions.length === 0) return nothingRecorded(recording);
  if (recording.family !== 'flat') return undefined;
  return recording.format === 'callgrind'
    ? 'No calls were recorded in this file: it holds the cost of functions and lines only.'
    : 'This format does not record who calls whom: it knows the cost of functions and lines only.';
}
