// A person's own event types: kept by what was profiled, so that a formula of one program never turns up with another.
import type { Formula } from '../../shared/state/view-state.ts';
import type { RecordingSummary } from '../../shared/viewmodel/summary.ts';
import { attempt } from './announce.ts';
import { dispatch, type Page } from './page-store.tsx';
import { programOf } from './program-effects.ts';
import { changeSettings } from './settings-effects.ts';

const MOST_PROGRAMS = 300;

/** The formulas kept for this program take the place of those of the one before; event types that are gone are not asked for again. */
export function takeFormulasOf(page: Page, summary: RecordingSummary): void {
  const { settings, window } = page.store.getState();
  const kept = settings.formulas.find(({ program }) => program === programOf(summary));
  const formulas = kept?.formulas ?? [];
  const names = new Set([...summary.eventTypes, ...summary.ratios, ...formulas].map(({ name }) => name));
  const { eventType, secondEvent } = window.view;
  if (eventType !== undefined && !names.has(eventType)) dispatch(page, { type: 'set-event-type', name: undefined });
  if (secondEvent !== undefined && !names.has(secondEvent)) {
    dispatch(page, { type: 'set-second-event', name: undefined });
  }
  dispatch(page, { type: 'set-formulas', formulas });
}

/** From now on, in this window and whenever this program's recordings are opened. */
function keepFormulas(page: Page, formulas: readonly Formula[]): void {
  const { recording, settings } = page.store.getState();
  dispatch(page, { type: 'set-formulas', formulas });
  if (recording === undefined) return;
  const program = programOf(recording.summary);
  const others = settings.formulas.filter((kept) => kept.program !== program).slice(-MOST_PROGRAMS);
  const all = formulas.length === 0 ? others : [...others, { program, formulas }];
  attempt(page, changeSettings(page, { formulas: all }));
}

/** Opens the dialog: for a new formula, or for the one of this name. `from`: what a new one begins with. */
export function editFormula(page: Page, original: string | undefined, from?: Formula): void {
  const known = page.store.getState().window.view.formulas.find(({ name }) => name === original);
  const formula = from ?? known ?? { name: '', label: '', text: '' };
  page.store.setState({ dialog: 'formula', formulaDraft: { original, formula } });
}

/** Adds a formula, or puts it in the place of `original`. What showed that one shows this one. */
export function storeFormula(page: Page, original: string | undefined, formula: Formula): void {
  const { formulas, eventType, secondEvent } = page.store.getState().window.view;
  const isKnown = formulas.some(({ name }) => name === original);
  const next = isKnown ? formulas.map((one) => (one.name === original ? formula : one)) : [...formulas, formula];
  keepFormulas(page, next);
  if (!isKnown || eventType === original) dispatch(page, { type: 'set-event-type', name: formula.name });
  if (isKnown && secondEvent === original) dispatch(page, { type: 'set-second-event', name: formula.name });
}

export function removeFormula(page: Page, name: string): void {
  const { formulas, eventType, secondEvent } = page.store.getState().window.view;
  if (eventType === name) dispatch(page, { type: 'set-event-type', name: undefined });
  if (secondEvent === name) dispatch(page, { type: 'set-second-event', name: undefined });
  keepFormulas(
    page,
    formulas.filter((formula) => formula.name !== name),
  );
}
