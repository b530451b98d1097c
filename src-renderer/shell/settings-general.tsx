// The settings of the window itself: how it looks, how numbers read, where files open.
import { dispatch, usePage, usePageState } from '../store/page-store.tsx';
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
    </>
  );
}
