// What a person set once and expects to find again: theme, digits, layout of the window.
// A field that is missing, or that another version wrote in another way, falls back to its default alone; of a list, what can be understood stays.
import { join } from 'node:path';
import { fallback, looseObject } from 'valibot';
import type { Settings } from '../../shared/contracts/host-contract.ts';
import { initialSettings } from '../../shared/contracts/initial-settings.ts';
import { settingsEntries } from '../../shared/contracts/parameter-schemas.ts';
import { JsonFile } from './json-file.ts';
import { createEntryNotes, type EntryNotes, keptList, keptTable } from './kept-entries.ts';

/** Loose: a setting of a later version stays in the file. */
function schemaTelling(note: EntryNotes) {
  const { formulas, ownColours, shortcuts } = settingsEntries;
  return looseObject({
    theme: fallback(settingsEntries.theme, initialSettings.theme),
    percentDigits: fallback(settingsEntries.percentDigits, initialSettings.percentDigits),
    layout: fallback(settingsEntries.layout, initialSettings.layout),
    openIn: fallback(settingsEntries.openIn, initialSettings.openIn),
    restoreSession: fallback(settingsEntries.restoreSession, initialSettings.restoreSession),
    clickActivates: fallback(settingsEntries.clickActivates, initialSettings.clickActivates),
    onChange: fallback(settingsEntries.onChange, initialSettings.onChange),
    formulas: fallback(keptList(formulas, 'the formulas of a program', note), initialSettings.formulas),
    editor: fallback(settingsEntries.editor, initialSettings.editor),
    habits: fallback(settingsEntries.habits, initialSettings.habits),
    pictures: fallback(settingsEntries.pictures, initialSettings.pictures),
    machine: fallback(settingsEntries.machine, initialSettings.machine),
    ownColours: fallback(keptList(ownColours, 'a colour of your own', note), initialSettings.ownColours),
    shortcuts: fallback(keptTable(shortcuts, 'a shortcut of your own', note), initialSettings.shortcuts),
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
    fallback: initialSettings,
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
