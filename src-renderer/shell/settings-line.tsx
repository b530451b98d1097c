// One setting in the dialog: what it is, its control, and a button back to the default that is there while it differs.
import { type ReactNode, useId } from 'react';
import type { Settings } from '../../shared/contracts/host-contract.ts';
import { attempt } from '../store/announce.ts';
import { initialPageState } from '../store/page-state.ts';
import { usePage, usePageState } from '../store/page-store.tsx';
import { changeSettings } from '../store/settings-effects.ts';

export interface SettingsLineProps {
  readonly title: string;
  readonly explanation?: string;
  readonly isDefault: boolean;
  readonly onReset: () => void;
  /** Gets the id of the title, to be labelled by. */
  readonly children: (labelId: string) => ReactNode;
}

export function SettingsLine({ title, explanation, isDefault, onReset, children }: SettingsLineProps) {
  const labelId = useId();
  return (
    <div className="settings-line">
      <div className="settings-text">
        <span id={labelId}>{title}</span>
        {explanation !== undefined && <span className="muted">{explanation}</span>}
      </div>
      {children(labelId)}
      <button
        type="button"
        className={`button quiet small settings-reset${isDefault ? ' unneeded' : ''}`}
        aria-label={`Reset ${title.toLowerCase()}`}
        aria-hidden={isDefault}
        tabIndex={isDefault ? -1 : 0}
        onClick={onReset}
      >
        Reset
      </button>
    </div>
  );
}

/** A setting's value, its default, and what changes it. */
function useSetting<Name extends keyof Settings>(name: Name) {
  const page = usePage();
  const value = usePageState((state) => state.settings[name]);
  const set = (next: Settings[Name]) => attempt(page, changeSettings(page, { [name]: next }));
  const byDefault = initialPageState.settings[name];
  return { value, set, isDefault: value === byDefault, reset: () => set(byDefault) };
}

export interface ChoiceLineProps<Name extends keyof Settings> {
  readonly name: Name;
  readonly title: string;
  readonly explanation?: string;
  readonly choices: readonly { readonly value: Settings[Name] & string; readonly title: string }[];
}

export interface ChoiceOfProps<Value extends string> {
  readonly title: string;
  readonly explanation?: string;
  readonly value: Value;
  readonly usual: Value;
  readonly choices: readonly (readonly [Value, string])[];
  readonly onSet: (value: Value) => void;
}

/** One of a few, of something that is kept elsewhere than among the settings. */
export function ChoiceOf<Value extends string>(props: ChoiceOfProps<Value>) {
  const { title, explanation, value, usual, choices, onSet } = props;
  return (
    <SettingsLine
      title={title}
      isDefault={value === usual}
      onReset={() => onSet(usual)}
      {...(explanation === undefined ? {} : { explanation })}
    >
      {(labelId) => (
        <select
          className="field"
          aria-labelledby={labelId}
          value={value}
          onChange={(event) => {
            const chosen = choices.find(([id]) => id === event.currentTarget.value);
            if (chosen !== undefined) onSet(chosen[0]);
          }}
        >
          {choices.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </SettingsLine>
  );
}

/** A setting that is one of a few. */
export function ChoiceLine<Name extends keyof Settings>({ name, title, explanation, choices }: ChoiceLineProps<Name>) {
  const { value, set, isDefault, reset } = useSetting(name);
  return (
    <SettingsLine
      title={title}
      isDefault={isDefault}
      onReset={reset}
      {...(explanation === undefined ? {} : { explanation })}
    >
      {(labelId) => (
        <select
          className="field"
          aria-labelledby={labelId}
          value={String(value)}
          onChange={(event) => {
            const chosen = choices.find((choice) => choice.value === event.currentTarget.value);
            if (chosen !== undefined) set(chosen.value);
          }}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.title}
            </option>
          ))}
        </select>
      )}
    </SettingsLine>
  );
}

export interface SwitchLineProps<Name extends keyof Settings> {
  readonly name: Name;
  readonly title: string;
  readonly explanation?: string;
}

/** A setting that is on or off. */
export function SwitchLine<Name extends keyof Settings>({ name, title, explanation }: SwitchLineProps<Name>) {
  const { value, set, isDefault, reset } = useSetting(name);
  return (
    <SettingsLine
      title={title}
      isDefault={isDefault}
      onReset={reset}
      {...(explanation === undefined ? {} : { explanation })}
    >
      {(labelId) => (
        <input
          type="checkbox"
          aria-labelledby={labelId}
          checked={value === true}
          onChange={(event) => set(event.currentTarget.checked as Settings[Name])}
        />
      )}
    </SettingsLine>
  );
}
