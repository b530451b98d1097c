// A formula being written: its names, its text, what is wrong with it under the field, and what it comes to as it stands.
// Other formulas and event types stay as they are until it is stored.
import '../styles/formula.css';
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import type { Formula } from '../../shared/state/view-state.ts';
import { formatCost } from '../../shared/viewmodel/format-cost.ts';
import type { TriedFormula } from '../../shared/viewmodel/tried-formula.ts';
import { storeFormula } from '../store/formula-effects.ts';
import { usePage, usePageState } from '../store/page-store.tsx';
import { useTriedFormula } from '../store/use-tried-formula.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { harmlessName } from '../widgets/name-text.tsx';

export function FormulaDialog() {
  const page = usePage();
  const { original, formula } = usePageState((state) => state.formulaDraft);
  const [draft, setDraft] = useState(formula);
  const field = useRef<HTMLInputElement>(null);
  const tried = useTriedFormula(draft, original);
  const nameProblem = useNameProblem(draft.name.trim(), original);
  const [asked, setAsked] = useState(false);
  const close = () => page.store.setState({ dialog: undefined });
  const isUsable = tried?.ok === true && nameProblem === '';
  const store = (event?: FormEvent) => {
    event?.preventDefault();
    setAsked(true);
    if (!isUsable) return;
    storeFormula(page, original, { name: draft.name.trim(), label: draft.label.trim(), text: draft.text.trim() });
    close();
  };
  const change = (part: Partial<Formula>) => setDraft({ ...draft, ...part });
  const textProblem = tried?.ok === false && (asked || draft.text.trim() !== '') ? tried.message : '';
  return (
    <Dialog title={original === undefined ? 'New formula' : 'Edit formula'} onClose={close} initialFocus={field}>
      <form className="dialog-body formula-form" onSubmit={store}>
        <Field label="Formula" problem={textProblem} hint={<Names />}>
          {(ids) => (
            <input
              {...ids}
              ref={field}
              className="field mono"
              type="text"
              spellCheck={false}
              autoComplete="off"
              placeholder="(D1mr + D1mw) / (Dr + Dw)"
              maxLength={2000}
              value={draft.text}
              onChange={(event) => change({ text: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label="Short name" problem={asked || draft.name !== '' ? nameProblem : ''}>
          {(ids) => (
            <input
              {...ids}
              className="field"
              type="text"
              spellCheck={false}
              autoComplete="off"
              maxLength={60}
              value={draft.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label="Long name (if you like)" problem="">
          {(ids) => (
            <input
              {...ids}
              className="field"
              type="text"
              autoComplete="off"
              maxLength={120}
              value={draft.label}
              onChange={(event) => change({ label: event.currentTarget.value })}
            />
          )}
        </Field>
        <Preview tried={tried} />
        <div className="dialog-buttons">
          <Button name="Cancel" kind="plain" onPress={close} />
          <Button name={original === undefined ? 'Add' : 'Store'} kind="primary" onPress={() => store()} />
        </div>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}

interface FieldIds {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string;
}

interface FieldProps {
  readonly label: string;
  readonly problem: string;
  readonly hint?: ReactNode;
  readonly children: (ids: FieldIds) => ReactNode;
}

function Field({ label, problem, hint, children }: FieldProps) {
  const id = useId();
  return (
    <div className="formula-field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': problem !== '', 'aria-describedby': `${id}-problem` })}
      <p className="field-problem" id={`${id}-problem`} role="alert">
        {problem}
      </p>
      {hint}
    </div>
  );
}

/** What a formula may be made of. */
function Names() {
  const summary = usePageState((state) => state.recording?.summary);
  const own = usePageState((state) => state.window.view.formulas);
  const names = [...(summary?.eventTypes ?? []), ...own].map(({ name }) => harmlessName(name, 40));
  return (
    <p className="muted formula-names">Made of {names.join(', ')}, calls, numbers, + − × ÷ (or * /) and brackets.</p>
  );
}

/** Why this name cannot be had; empty where it can. */
function useNameProblem(name: string, original: string | undefined): string {
  const summary = usePageState((state) => state.recording?.summary);
  const formulas = usePageState((state) => state.window.view.formulas);
  if (name === '') return 'A short name is missing.';
  if (name.includes('"')) return 'A short name holds no quotation marks.';
  const taken = [...(summary?.eventTypes ?? []), ...(summary?.ratios ?? []), ...formulas].some(
    (one) => one.name === name && one.name !== original,
  );
  return taken || name === 'calls' ? `There is an event type ${name} already.` : '';
}

function Preview({ tried }: { readonly tried: TriedFormula | undefined }) {
  const facts =
    tried?.ok === true
      ? ([
          ['Inclusive', tried.inclusive],
          ['Self', tried.self],
          ['Total', tried.measure.base],
        ] as const)
      : ([
          ['Inclusive', null],
          ['Self', null],
          ['Total', null],
        ] as const);
  const unit = tried?.ok === true ? tried.measure.unit : 'count';
  return (
    <div className="formula-preview">
      <dl aria-label="Preview">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value === null ? '–' : formatCost(value, unit)}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">{tried?.ok === true && tried.measure.ratio === true ? RATIO : ''}</p>
    </div>
  );
}

const RATIO = 'It does not add up: shown as it is, without shares and areas.';
