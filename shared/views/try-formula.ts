// A formula that somebody is writing: what it comes to for the active item, or what is wrong with it and where.
import { eventTotal } from '../analysis/event-total.ts';
import { compileFormula } from '../analysis/formulas.ts';
import type { Recording } from '../model/recording.ts';
import type { Formula, ViewState } from '../state/view-state.ts';
import type { TriedFormula } from '../viewmodel/tried-formula.ts';
import { focusOfState } from './support/focus-of-state.ts';
import { orNull } from './support/number-columns.ts';
import { measureOf, scopeOf } from './support/scope-of-state.ts';

/** Cannot be a name of an event type: files have no control signs in theirs. */
const TRIED = '\u0000tried';

/** `state.formulas` are the others: those that it may refer to. Names that are taken are not looked at here. */
export function tryFormula(recording: Recording, formula: Formula, state: ViewState): TriedFormula {
  const tried = { ...formula, name: formula.name || TRIED };
  const compiled = compileFormula(recording, state.formulas, tried);
  if (!compiled.ok) return { ok: false, ...compiled.error };
  const under: ViewState = {
    ...state,
    formulas: [...state.formulas, { ...tried, name: TRIED }],
    eventType: TRIED,
    secondEvent: undefined,
  };
  const focus = focusOfState(recording, under);
  const total = eventTotal(recording, scopeOf(recording, under));
  const self = focus?.cycle === undefined ? focus?.self[focus.row] : focus.costs.cycleSelf[focus.cycle];
  return {
    ok: true,
    measure: { ...measureOf(recording, under, total, 'total'), eventType: formula.name, label: formula.label },
    inclusive: orNull(focus?.value ?? Number.NaN),
    self: orNull(self ?? Number.NaN),
  };
}
