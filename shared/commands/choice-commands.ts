// Commands that choose one of several: how names, groups, colours and themes are, and what is merged. Each is ticked while it holds.
import { type Grouping, groupings, groupingTitles } from '../viewmodel/grouping.ts';
import { type ColourMode, colourModes } from '../viewmodel/hue.ts';
import { type NameForm, nameForms } from '../viewmodel/shorten-name.ts';
import type { Command, CommandContext } from './command.ts';

const whenOpen = (context: CommandContext) => context.recordingOpen;

const merge = (what: 'recursion' | 'contexts', title: string): Command => ({
  id: `merge-${what}`,
  title,
  group: 'view',
  section: 0,
  work: { kind: 'effect', effect: `merge-${what}` },
  enabled: (context) => context.recordingOpen && context.separations[what],
  checked: (context) => context.view.merge[what],
});
const groupBy = (grouping: Grouping): Command => ({
  id: `group-by-${grouping}`,
  title: grouping === 'none' ? 'No grouping' : `Group by ${groupingTitles[grouping].toLowerCase()}`,
  group: 'view',
  section: 2,
  work: { kind: 'action', action: () => ({ type: 'set-grouping', grouping }) },
  enabled: (context) => context.recordingOpen && (grouping === 'none' || context.groupings.includes(grouping)),
  checked: (context) => context.view.grouping === grouping,
});
/** How much of names is shown, as menus and settings call it. */
export const nameFormTitles: Readonly<Record<NameForm, string>> = {
  full: 'Whole names',
  'without-templates': 'Names without template arguments',
  'without-arguments': 'Names without arguments',
  'last-part': 'Last part of names only',
};
const nameForm = (form: NameForm): Command => ({
  id: `names-${form}`,
  title: nameFormTitles[form],
  group: 'view',
  section: 2,
  work: { kind: 'action', action: () => ({ type: 'set-name-form', form }) },
  enabled: whenOpen,
  checked: (context) => context.view.names === form,
});
const colours = (mode: ColourMode, title: string): Command => ({
  id: `colours-${mode}`,
  title: `Colour by ${title.toLowerCase()}`,
  group: 'view',
  section: 2,
  work: { kind: 'action', action: () => ({ type: 'set-colours', colours: mode }) },
  enabled: whenOpen,
  checked: (context) => context.view.colours === mode,
});
const theme = (name: 'system' | 'light' | 'dark', title: string): Command => ({
  id: `theme-${name}`,
  title,
  group: 'view',
  section: 3,
  work: { kind: 'effect', effect: `theme-${name}` },
  enabled: () => true,
  checked: (context) => context.theme === name,
});

export const mergeCommands: readonly Command[] = [
  merge('recursion', 'Merge recursion levels'),
  merge('contexts', 'Merge calling contexts'),
];

/** Of names, groups and colours in all views. */
export const appearanceCommands: readonly Command[] = [
  ...colourModes.map(({ id, title }) => colours(id, title)),
  ...groupings.map(groupBy),
  ...nameForms.map(nameForm),
];

export const themeCommands: readonly Command[] = [
  theme('system', 'Theme of the system'),
  theme('light', 'Light theme'),
  theme('dark', 'Dark theme'),
];
