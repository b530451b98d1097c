// What a person set once and expects to find again: theme, digits, layout of the window.
// A field that is missing, or that another version wrote in another way, falls back to its default alone; of a list, what can be understood stays.
import { join } from 'node:path';
import { fallback, looseObject } from 'valibot';
import type { Settings } from '../../shared/contracts/host-contract.ts';
import { settingsEntries } from '../../shared/contracts/parameter-schemas.ts';
import { initialViewState, picturesOf } from '../../shared/state/view-state.ts';
import { JsonFile } from './json-file.ts';
import { createEntryNotes, type EntryNotes, keptList, keptTable } from './kept-entries.ts';

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
function schemaTelling(note: EntryNotes) {
  const { formulas, ownColours, shortcuts } = settingsEntries;
  return looseObject({
    theme: fallback(settingsEntries.theme, defaultSettings.theme),
    percentDigits: fallback(settingsEntries.percentDigits, defaultSettings.percentDigits),
    layout: fallback(settingsEntries.layout, defaultSettings.layout),
    openIn: fallback(settingsEntries.openIn, defaultSettings.openIn),
    restoreSession: fallback(settingsEntries.restoreSession, defaultSettings.restoreSession),
    clickActivates: fallback(settingsEntries.clickActivates, defaultSettings.clickActivates),
    onChange: fallback(settingsEntries.onChange, defaultSettings.onChange),
    formulas: fallback(keptList(formulas, 'the formulas of a program', note), defaultSettings.formulas),
    editor: fallback(settingsEntries.editor, defaultSettings.editor),
    habits: fallback(settingsEntries.habits, defaultSettings.habits),
    pictures: fallback(settingsEntries.pictures, defaultSettings.pictures),
    machine: fallback(settingsEntries.machine, defaultSettings.machine),
    ownColours: fallback(keptList(ownColours, 'a colour of your own', note), defaultSettings.ownColours),
    shortcuts: fallback(keptTable(shortcuts, 'a shortcut of your own', note), defaultSettings.shortcuts),
  });
}

export interface SettingsStore {
  read(): Promise<Settings>;
  /** Fields that are absent stay; a layout of `undefined` or '' goes back to the default layout. */
  change(change: Partial<Settings>): Promise<Settings>;
}

export function createSettingsStore(folder: string, report: (note: string) => void): SettingsStore {
  const path = join(folder, 'settings.json');
  const file = new JsonFile<Settings>({
    path,
    schema: schemaTelling(createEntryNotes(path, report)),
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
