// The settings of the window itself: how it looks, how numbers read, where files open.
import { useState } from 'react';
import { attempt } from '../store/announce.ts';
import { dispatch, usePage, usePageState } from '../store/page-store.tsx';
import { Button } from '../widgets/button.tsx';
import { ChoiceLine, SettingsLine, SwitchLine } from './settings-line.tsx';

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
      <DigitsLine />
      <SwitchLine
        name="clickActivates"
        title="One click in the function list makes active"
        explanation="As in KCachegrind; else a click selects and a double click makes active"
      />
    </>
  );
}

const defaultDigits = 2;

/** Digits are a part of the window's state: the settings follow it. */
function DigitsLine() {
  const page = usePage();
  const digits = usePageState((state) => state.window.view.percentDigits);
  const set = (next: number) => dispatch(page, { type: 'set-percent-digits', digits: next });
  return (
    <SettingsLine
      title="Digits of shares"
      explanation="After the decimal point"
      isDefault={digits === defaultDigits}
      onReset={() => set(defaultDigits)}
    >
      {(labelId) => (
        <input
          className="field"
          type="number"
          aria-labelledby={labelId}
          min={0}
          max={5}
          value={digits}
          onChange={(event) => {
            const next = event.currentTarget.valueAsNumber;
            if (Number.isFinite(next)) set(next);
          }}
        />
      )}
    </SettingsLine>
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
