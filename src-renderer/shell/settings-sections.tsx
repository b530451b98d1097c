// The sections of the settings dialog. A part of the program that has settings of its own adds one line here and a component of lines
// made of the pieces in settings-line.tsx.
import type { ComponentType } from 'react';
import { ColourSettings } from './settings-colours.tsx';
import { AppearanceSettings, FilesSettings } from './settings-general.tsx';
import { KeyboardSettings } from './settings-keyboard.tsx';
import { SourcesSettings } from './settings-sources.tsx';

interface SettingsSection {
  readonly id: string;
  readonly title: string;
  readonly Lines: ComponentType;
}

export const settingsSections: readonly [SettingsSection, ...SettingsSection[]] = [
  { id: 'appearance', title: 'Appearance', Lines: AppearanceSettings },
  { id: 'colours', title: 'Colours', Lines: ColourSettings },
  { id: 'files', title: 'Files and windows', Lines: FilesSettings },
  { id: 'keyboard', title: 'Keyboard', Lines: KeyboardSettings },
  { id: 'sources', title: 'Sources', Lines: SourcesSettings },
];
