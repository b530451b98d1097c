// What a formula comes to while it is being written: asked anew with every change, the last answer kept until the next is there.
import type { Formula } from '../../shared/state/view-state.ts';
import type { TriedFormula } from '../../shared/viewmodel/tried-formula.ts';
import { usePage, usePageState } from './page-store.tsx';
import { useQuery } from './use-query.ts';

/** `original`: the formula that it is to replace, which it may not refer to. */
export function useTriedFormula(formula: Formula, original: string | undefined): TriedFormula | undefined {
  const { connection } = usePage();
  const recordingId = usePageState((page) => page.recording?.recordingId ?? '');
  const view = usePageState((page) => page.window.view);
  const others = view.formulas.filter(({ name }) => name !== original);
  const state = { ...view, formulas: others, selected: undefined, search: '' };
  const tried = { name: formula.name.trim(), label: formula.label.trim(), text: formula.text };
  const key = `formula ${JSON.stringify([tried, state])}`;
  const answer = useQuery(recordingId, key, () => connection.engine.tryFormula(recordingId, tried, state));
  return answer.value;
}
