// What a person set once and expects to find again: theme, digits, layout of the window.
// A field that is missing, or that another version wrote in another way, falls back to its default alone.
import { join } from 'node:path';
import { fallback, looseObject } from 'valibot';
import type { Settings } from '../../shared/contracts/host-contract.ts';
import { settingsEntries } from '../../shared/contracts/parameter-schemas.ts';
import { initialViewState, picturesOf } from '../../shared/state/view-state.ts';
import { JsonFile } from './json-file.ts';

const defaultSettings: Settings = {
  theme: 'system',
  percentDigits: 2,
  layout: undefined,
  editor: '',
  openIn: 'tab',
  restoreSession: false,
  clickActivates: false,
  onChange: 'offer',
  formulas: [],
  habits: {
    mode: { relative: true, toParent: false },
    names: 'full',
    mangled: false,
    colours: 'file',
    contextLines: 3,
  },
  pictures: picturesOf(initialViewState),
  machine: { syntax: 'att', withSource: true },
  ownColours: [],
  shortcuts: {},
};

/** Loose: a setting of a later version stays in the file. */
const schema = looseObject({
  theme: fallback(settingsEntries.theme, defaultSettings.theme),
  percentDigits: fallback(settingsEntries.percentDigits, defaultSettings.percentDigits),
  layout: settingsEntries.layout,
  openIn: fallback(settingsEntries.openIn, defaultSettings.openIn),
  restoreSession: fallback(settingsEntries.restoreSession, defaultSettings.restoreSession),
  clickActivates: fallback(settingsEntries.clickActivates, defaultSettings.clickActivates),
  onChange: fallback(settingsEntries.onChange, defaultSettings.onChange),
  formulas: fallback(settingsEntries.formulas, defaultSettings.formulas),
  editor: fallback(settingsEntries.editor, defaultSettings.editor),
  habits: fallback(settingsEntries.habits, defaultSettings.habits),
  pictures: fallback(settingsEntries.pictures, defaultSettings.pictures),
  machine: fallback(settingsEntries.machine, defaultSettings.machine),
  ownColours: fallback(settingsEntries.ownColours, defaultSettings.ownColours),
  shortcuts: fallback(settingsEntries.shortcuts, defaultSettings.shortcuts),
});

export interface SettingsStore {
  read(): Promise<Settings>;
  /** Fields that are absent stay; a layout of `undefined` or '' goes back to the default layout. */
  change(change: Partial<Settings>): Promise<Settings>;
}

export function createSettingsStore(folder: string, report: (note: string) => void): SettingsStore {
  const file = new JsonFile<Settings>({
    path: join(folder, 'settings.json'),
    schema,
    fallback: defaultSettings,
    report,
  });
  return {
    read: () => file.read(),
    change: (change) =>
      file.change((settings) => {
        const changed = { ...settings, ...change };
        return { ...changed, layout: changed.layout === '' ? undefined : changed.layout };
      }),
  };
}
