// The second event type of a window (KCachegrind's "Cost 2"): what a table needs to show it beside the first.
// A table that has costs makes its second columns with secondSpec() and puts secondMeasure() into its model as `second`.
import type { CycleCut } from '../../analysis/cycles.ts';
import { eventNamed } from '../../analysis/formulas.ts';
import { itemCosts } from '../../analysis/item-costs.ts';
import type { Scope } from '../../analysis/scope.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import type { ViewState } from '../../state/view-state.ts';
import type { Measure } from '../../viewmodel/measure.ts';
import type { ColumnSpec } from '../../viewmodel/table.ts';
import { measureOf, scopeOf } from './scope-of-state.ts';

/** The state as it would be with the second event type as the first; undefined where none is chosen, or one that this recording lacks. */
export function secondState(recording: Recording, state: ViewState): ViewState | undefined {
  const { secondEvent, formulas } = state;
  if (secondEvent === undefined || eventNamed(recording, formulas, secondEvent) === undefined) return undefined;
  return { ...state, eventType: secondEvent, secondEvent: undefined };
}

export function secondScope(recording: Recording, state: ViewState): Scope | undefined {
  const second = secondState(recording, state);
  return second === undefined ? undefined : scopeOf(recording, second);
}

/** The same column for the second event type: `inclusive` is `inclusive-2`, titled `Incl. Dr`. */
export function secondSpec(spec: ColumnSpec, eventType: string): ColumnSpec {
  const { bar: _, ...rest } = spec;
  return {
    ...rest,
    id: `${spec.id}-2`,
    title: `${spec.title} ${eventType}`,
    description: `${spec.description.replace(/\.$/, '')}: ${eventType}, the second event type.`,
    second: true,
    width: Math.max(spec.width, Math.min(180, 34 + 7 * (spec.title.length + 1 + eventType.length))),
  };
}

/** The base of the second event type around an item: its own cost, or the total. */
export function secondBase(recording: Recording, state: ViewState, row: number, cut: CycleCut): number {
  const scope = secondScope(recording, state);
  if (scope === undefined) return 0;
  const costs = itemCosts(recording, scope, cut);
  return state.mode.toParent ? costs.inclusive[row as FunctionIndex] : costs.total;
}

/** `base`: the total of the second event type, or what the table's shares refer to. */
export function secondMeasure(recording: Recording, state: ViewState, base: number, baseName: string): Measure {
  return measureOf(recording, secondState(recording, state) ?? state, base, baseName);
}
