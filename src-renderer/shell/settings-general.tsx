// The settings of the window itself: how it looks, how numbers read, where files open.
import { useState } from 'react';
import { nameFormTitles } from '../../shared/commands/choice-commands.ts';
import type { Action } from '../../shared/state/actions.ts';
import { initialViewState } from '../../shared/state/view-state.ts';
import { nameForms } from '../../shared/viewmodel/shorten-name.ts';
import { attempt } from '../store/announce.ts';
import { dispatch, usePage, usePageState } from '../store/page-store.tsx';
import { Button } from '../widgets/button.tsx';
import { ChoiceLine, ChoiceOf, SettingsLine, SwitchLine } from './settings-line.tsx';

export function AppearanceSettings() {
  return (
    <>
      <ChoiceLine
        name="theme"
        title="Theme"
        choices={[
          { value: 'system', title: 'As the system' },
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ]}
      />
      <SwitchLine
        name="clickActivates"
        title="One click in the function list makes active"
        explanation="As in KCachegrind; else a click selects and a double click makes active"
      />
      <ReadingLines />
    </>
  );
}

/** What a window says about its numbers and names is part of its state; the settings keep the latest choice of all. */
function NumberLine(props: {
  readonly title: string;
  readonly explanation: string;
  readonly value: number;
  readonly usual: number;
  readonly most: number;
  readonly onSet: (value: number) => void;
}) {
  const { title, explanation, value, usual, most, onSet } = props;
  return (
    <SettingsLine title={title} explanation={explanation} isDefault={value === usual} onReset={() => onSet(usual)}>
      {(labelId) => (
        <input
          className="field"
          type="number"
          aria-labelledby={labelId}
          min={0}
          max={most}
          value={value}
          onChange={(event) => {
            const next = event.currentTarget.valueAsNumber;
            if (Number.isFinite(next)) onSet(next);
          }}
        />
      )}
    </SettingsLine>
  );
}

const usual = initialViewState;

function ReadingLines() {
  const page = usePage();
  const { percentDigits, contextLines, mode, names, mangled } = usePageState((state) => state.window.view);
  const send = (action: Action) => dispatch(page, action);
  const habits = { mode, names, mangled };
  const setHabits = (change: Partial<typeof habits>) => {
    const { colours } = page.store.getState().window.view;
    send({ type: 'set-habits', habits: { ...habits, colours, contextLines, ...change } });
  };
  return (
    <>
      <ChoiceOf
        title="Costs are shown as"
        value={mode.relative ? (mode.toParent ? 'parent' : 'total') : 'absolute'}
        usual="total"
        choices={[
          ['total', 'Shares of the total'],
          ['parent', 'Shares of what contains them'],
          ['absolute', 'Costs with their units'],
        ]}
        onSet={(value) => setHabits({ mode: { relative: value !== 'absolute', toParent: value === 'parent' } })}
      />
      <NumberLine
        title="Digits of shares"
        explanation="After the decimal point"
        value={percentDigits}
        usual={usual.percentDigits}
        most={5}
        onSet={(digits) => send({ type: 'set-percent-digits', digits })}
      />
      <ChoiceOf
        title="Names of functions"
        value={names}
        usual={usual.names}
        choices={nameForms.map((form) => [form, nameFormTitles[form]] as const)}
        onSet={(form) => setHabits({ names: form })}
      />
      <ChoiceOf
        title="Mangled names"
        explanation="What compilers make of the names of C++ and Rust"
        value={mangled ? 'recorded' : 'source'}
        usual="source"
        choices={[
          ['source', 'As the source has them'],
          ['recorded', 'As they are recorded'],
        ]}
        onSet={(value) => setHabits({ mangled: value === 'recorded' })}
      />
      <NumberLine
        title="Context lines"
        explanation="Of source and machine code, around those with costs"
        value={contextLines}
        usual={usual.contextLines}
        most={500}
        onSet={(lines) => send({ type: 'set-context-lines', lines })}
      />
    </>
  );
}

export function FilesSettings() {
  return (
    <>
      <ChoiceLine
        name="openIn"
        title="Open a further recording"
        choices={[
          { value: 'tab', title: 'In a new tab' },
          { value: 'same-tab', title: 'In the same tab' },
        ]}
      />
      <SwitchLine
        name="restoreSession"
        title="Open the recordings of the last time"
        explanation="When Callipers is started without a file"
      />
      <ForgetLine />
    </>
  );
}

/** Event type, grouping, layout and active function are kept for each program; this forgets them all. */
function ForgetLine() {
  const page = usePage();
  const [done, setDone] = useState(false);
  const forget = async () => {
    await page.connection.host.forgetPrograms();
    setDone(true);
  };
  return (
    <div className="settings-line">
      <div className="settings-text">
        <span>What is remembered of each program</span>
        <span className="muted">Event types, grouping, layout and active function</span>
      </div>
      <Button
        name="Forget what is remembered of each program"
        label={done ? 'Forgotten' : 'Forget'}
        kind="plain"
        disabled={done}
        onPress={() => attempt(page, forget())}
      />
    </div>
  );
}
