// Every command of the program, in menu order: one table for menu, toolbar, palette, keyboard and the shortcut sheet.
// A new command is one entry here; an effect of its own needs a line in the page's effects as well.
import type { Action, Toggle } from '../state/actions.ts';
import { nextCycleCut } from '../state/cycle-cuts.ts';
import { canGoBack, canGoForward } from '../state/history.ts';
import { type ViewFormat, viewFormats } from '../viewmodel/view-formats.ts';
import { appearanceCommands, mergeCommands, themeCommands } from './choice-commands.ts';
import type { Command, CommandContext, CommandGroup, CommandWork, Effect } from './command.ts';
import { layoutCommands, paneCommands } from './pane-commands.ts';
import { windowCommands } from './window-commands.ts';

/** More parts than columns could be told apart in. */
const MOST_PART_COLUMNS = 32;

const always = () => true;
const whenOpen = (context: CommandContext) => context.recordingOpen;
const effect = (name: Effect): CommandWork => ({ kind: 'effect', effect: name });
const action = (make: (context: CommandContext) => Action | undefined): CommandWork => ({
  kind: 'action',
  action: make,
});
const toggle = (what: Toggle): CommandWork => action(() => ({ type: 'toggle', what }));
const exportTo = ({ id, name, form }: ViewFormat): Command => ({
  id: `export-${id}`,
  title: `Export as ${name}…`,
  group: 'export',
  section: form === 'picture' ? 0 : 1,
  work: effect(`export-${id}`),
  enabled: (context) => context.recordingOpen && context.exportFormats.includes(id),
});
/** Shows a view; the page makes one for each view of the engine that has none in the table, so that a new view needs no line here. */
export const show = (view: string, title: string): Command => ({
  id: `show-${view}`,
  title,
  group: 'view',
  section: 1,
  work: effect(`show-${view}`),
  enabled: whenOpen,
});

export const groupTitles: Readonly<Record<CommandGroup, string>> = {
  file: 'File',
  export: 'Export',
  view: 'View',
  layout: 'Layout',
  panes: 'Panes',
  go: 'Go',
  help: 'Help',
};

export const commands: readonly Command[] = [
  {
    id: 'open',
    title: 'Open…',
    group: 'file',
    section: 0,
    shortcuts: ['Mod+O'],
    work: effect('open'),
    enabled: always,
  },
  { id: 'open-path', title: 'Open path…', group: 'file', section: 0, work: effect('open-path'), enabled: always },
  {
    id: 'reload',
    title: 'Reload',
    group: 'file',
    section: 0,
    shortcuts: ['F5', 'Mod+R'],
    work: effect('reload'),
    enabled: whenOpen,
  },
  {
    id: 'add-files',
    title: 'Add files to this recording…',
    group: 'file',
    section: 0,
    work: effect('add-files'),
    enabled: whenOpen,
  },
  {
    id: 'watch-files',
    title: 'Watch files for changes',
    group: 'file',
    section: 1,
    work: effect('watch-files'),
    enabled: always,
    checked: ({ onChange }) => onChange !== 'nothing',
  },
  {
    id: 'reload-on-change',
    title: 'Reload on change',
    group: 'file',
    section: 1,
    work: effect('reload-on-change'),
    enabled: always,
    checked: ({ onChange }) => onChange === 'reload',
  },
  {
    id: 'force-dump',
    title: 'Force dump',
    group: 'file',
    section: 1,
    work: effect('force-dump'),
    enabled: ({ canForceDump }) => canForceDump,
  },
  {
    id: 'convert-callgrind',
    title: 'Save recording as callgrind…',
    group: 'file',
    section: 1,
    work: effect('convert-callgrind'),
    enabled: whenOpen,
  },
  {
    id: 'close',
    title: 'Close recording',
    group: 'file',
    section: 2,
    shortcuts: ['Mod+W', 'Alt+W'],
    work: effect('close'),
    enabled: ({ recordingOpen, tabCount }) => recordingOpen || tabCount > 1,
  },
  ...windowCommands,

  ...viewFormats.map(exportTo),

  {
    id: 'relative',
    title: 'Relative',
    group: 'view',
    section: 0,
    shortcuts: ['%'],
    work: toggle('relative'),
    enabled: whenOpen,
    checked: (context) => context.view.mode.relative,
  },
  {
    id: 'relative-to-parent',
    title: 'Relative to parent',
    group: 'view',
    section: 0,
    shortcuts: ['Alt+%'],
    work: toggle('to-parent'),
    enabled: whenOpen,
    checked: (context) => context.view.mode.relative && context.view.mode.toParent,
  },
  {
    id: 'cycles',
    title: 'Cycles',
    group: 'view',
    section: 0,
    work: toggle('cycles'),
    enabled: whenOpen,
    checked: (context) => context.view.cycles,
  },
  {
    id: 'ignore-more-calls',
    title: 'Ignore more calls when looking for cycles',
    group: 'view',
    section: 0,
    work: action(({ view }) => ({ type: 'set-cycle-cut', share: nextCycleCut(view.cycleCut, 'up') })),
    enabled: ({ recordingOpen, view }) => recordingOpen && view.cycles && view.cycleCut < 1,
  },
  {
    id: 'ignore-fewer-calls',
    title: 'Ignore fewer calls when looking for cycles',
    group: 'view',
    section: 0,
    work: action(({ view }) => ({ type: 'set-cycle-cut', share: nextCycleCut(view.cycleCut, 'down') })),
    enabled: ({ recordingOpen, view }) => recordingOpen && view.cycles && view.cycleCut > 0,
  },
  {
    id: 'shorten-names',
    title: 'Shorten names',
    group: 'view',
    section: 0,
    work: toggle('shorten-names'),
    enabled: whenOpen,
    checked: (context) => context.view.names !== 'full',
  },
  {
    id: 'mangled-names',
    title: 'Show mangled names',
    group: 'view',
    section: 0,
    work: toggle('mangled'),
    enabled: ({ recordingOpen, mangledNames }) => recordingOpen && mangledNames > 0,
    checked: (context) => context.view.mangled,
  },
  {
    id: 'hide-second-event',
    title: 'Hide the second event type',
    group: 'view',
    section: 0,
    work: action(() => ({ type: 'set-second-event', name: undefined })),
    enabled: (context) => context.recordingOpen && context.view.secondEvent !== undefined,
  },
  {
    id: 'new-formula',
    title: 'New formula…',
    group: 'view',
    section: 0,
    work: effect('new-formula'),
    enabled: whenOpen,
  },
  {
    id: 'all-parts',
    title: 'All parts',
    group: 'view',
    section: 0,
    work: action(() => ({ type: 'set-parts', parts: undefined })),
    enabled: (context) => context.recordingOpen && context.view.parts !== undefined,
  },
  {
    id: 'part-columns',
    title: 'Columns for each part',
    group: 'view',
    section: 0,
    work: toggle('part-columns'),
    enabled: ({ partCount }) => partCount > 1 && partCount <= MOST_PART_COLUMNS,
    checked: ({ view }) => view.partColumns,
  },
  {
    id: 'idle',
    title: 'Count idle time',
    group: 'view',
    section: 0,
    work: toggle('idle'),
    enabled: (context) => context.recordingOpen && context.hasIdle,
    checked: (context) => context.view.idle,
  },
  ...mergeCommands,
  show('functions', 'Show functions'),
  show('callers', 'Show callers'),
  show('callees', 'Show callees'),
  show('callee-map', 'Show callee map'),
  show('caller-map', 'Show caller map'),
  show('call-graph', 'Show call graph'),
  ...appearanceCommands,
  {
    id: 'more-digits',
    title: 'More digits in shares',
    group: 'view',
    section: 2,
    work: action(({ view }) => ({ type: 'set-percent-digits', digits: view.percentDigits + 1 })),
    enabled: ({ view }) => view.percentDigits < 5,
  },
  {
    id: 'fewer-digits',
    title: 'Fewer digits in shares',
    group: 'view',
    section: 2,
    work: action(({ view }) => ({ type: 'set-percent-digits', digits: view.percentDigits - 1 })),
    enabled: ({ view }) => view.percentDigits > 0,
  },
  ...themeCommands,
  ...layoutCommands,
  ...paneCommands,

  {
    id: 'back',
    title: 'Back',
    group: 'go',
    section: 0,
    shortcuts: ['Alt+ArrowLeft'],
    work: action(() => ({ type: 'back' })),
    enabled: ({ history }) => canGoBack(history),
  },
  {
    id: 'forward',
    title: 'Forward',
    group: 'go',
    section: 0,
    shortcuts: ['Alt+ArrowRight'],
    work: action(() => ({ type: 'forward' })),
    enabled: ({ history }) => canGoForward(history),
  },
  {
    id: 'up',
    title: 'Up',
    group: 'go',
    section: 0,
    shortcuts: ['Alt+ArrowUp'],
    work: action(({ up }) => (up === undefined ? undefined : { type: 'activate', item: up })),
    enabled: ({ up }) => up !== undefined,
  },
  {
    id: 'search',
    title: 'Search functions',
    group: 'go',
    section: 1,
    shortcuts: ['Mod+F'],
    work: effect('focus-search'),
    enabled: whenOpen,
  },
  {
    id: 'next-pane',
    title: 'Next pane',
    group: 'go',
    section: 1,
    shortcuts: ['F6'],
    work: effect('next-pane'),
    enabled: whenOpen,
  },
  {
    id: 'previous-pane',
    title: 'Previous pane',
    group: 'go',
    section: 1,
    shortcuts: ['Shift+F6'],
    work: effect('previous-pane'),
    enabled: whenOpen,
  },
  {
    id: 'palette',
    title: 'All commands…',
    group: 'go',
    section: 1,
    shortcuts: ['Mod+K', 'Mod+Alt+I'],
    work: effect('palette'),
    enabled: always,
  },

  {
    id: 'shortcuts',
    title: 'Keyboard shortcuts',
    group: 'help',
    section: 0,
    shortcuts: ['?', 'F1'],
    work: effect('shortcuts'),
    enabled: always,
  },
  {
    id: 'problems',
    title: 'Notes on this recording',
    group: 'help',
    section: 0,
    work: effect('problems'),
    enabled: whenOpen,
  },
];

export function commandById(id: string): Command | undefined {
  return commands.find((command) => command.id === id);
}
