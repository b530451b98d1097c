// Commands about where the panes stand: arrangements by name, the second panel, and moving the view that was used last. The dock carries
// them out; what an effect's name says after `layout-` and `pane-` is what it is asked for.
import type { Command, CommandContext } from './command.ts';

const whenOpen = (context: CommandContext) => context.recordingOpen;
const whenOwn = (context: CommandContext) => context.recordingOpen && !context.layoutIsPreset;

interface Wanted {
  readonly what: string;
  readonly title: string;
  readonly section: number;
  readonly shortcuts?: readonly string[];
  readonly enabled?: (context: CommandContext) => boolean;
}

const layout = ({ what, title, section, shortcuts, enabled = whenOpen }: Wanted): Command => ({
  id: `layout-${what}`,
  title,
  group: 'layout',
  section,
  ...(shortcuts === undefined ? {} : { shortcuts }),
  work: { kind: 'effect', effect: `layout-${what}` },
  enabled,
});

const pane = ({ what, title, section, shortcuts, enabled = whenOpen }: Wanted): Command => ({
  id: `pane-${what}`,
  title,
  group: 'panes',
  section,
  ...(shortcuts === undefined ? {} : { shortcuts }),
  work: { kind: 'effect', effect: `pane-${what}` },
  enabled,
});

/** Puts an arrangement in place; the page makes one for each there is. */
export const layoutCommand = (name: string): Command => ({
  ...layout({ what: `use-${name}`, title: `Layout: ${name}`, section: 0 }),
  checked: (context) => context.layoutName === name,
});

export const layoutCommands: readonly Command[] = [
  layout({ what: 'next', title: 'Next layout', section: 1, shortcuts: ['Mod+ArrowRight'] }),
  layout({ what: 'previous', title: 'Previous layout', section: 1, shortcuts: ['Mod+ArrowLeft'] }),
  layout({ what: 'duplicate', title: 'Duplicate layout', section: 2, shortcuts: ['Mod++'] }),
  layout({ what: 'save-as', title: 'Save layout as…', section: 2 }),
  layout({ what: 'rename', title: 'Rename layout…', section: 2, enabled: whenOwn }),
  layout({ what: 'delete', title: 'Delete layout', section: 2, enabled: whenOwn }),
  layout({ what: 'restore', title: 'Restore layout', section: 3 }),
  layout({ what: 'default', title: 'Start new programs with this layout', section: 3 }),
  {
    id: 'split',
    title: 'Second panel',
    group: 'layout',
    section: 4,
    work: { kind: 'action', action: () => ({ type: 'toggle-second' }) },
    enabled: whenOpen,
    checked: ({ second }) => second.isShown,
  },
  {
    id: 'split-below',
    title: 'Second panel below',
    group: 'layout',
    section: 4,
    work: {
      kind: 'action',
      action: ({ second }) => ({ type: 'set-second-side', side: second.side === 'below' ? 'right' : 'below' }),
    },
    enabled: (context) => context.recordingOpen && context.second.isShown,
    checked: ({ second }) => second.side === 'below',
  },
];

export const paneCommands: readonly Command[] = [
  pane({ what: 'top', title: 'Move view to the top', section: 0 }),
  pane({ what: 'right', title: 'Move view to the right', section: 0 }),
  pane({ what: 'bottom', title: 'Move view to the bottom', section: 0 }),
  pane({ what: 'left', title: 'Move view to the left', section: 0 }),
  pane({ what: 'split-right', title: 'Split pane to the right', section: 1 }),
  pane({ what: 'split-below', title: 'Split pane below', section: 1 }),
  pane({ what: 'float', title: 'Float or dock view', section: 1 }),
  pane({ what: 'maximise', title: 'Maximise or restore pane', section: 1, shortcuts: ['F9'] }),
  pane({ what: 'hide', title: 'Hide view', section: 2 }),
  pane({ what: 'wider', title: 'Widen pane', section: 3, shortcuts: ['Mod+Shift+ArrowRight'] }),
  pane({ what: 'narrower', title: 'Narrow pane', section: 3, shortcuts: ['Mod+Shift+ArrowLeft'] }),
  pane({ what: 'taller', title: 'Heighten pane', section: 3, shortcuts: ['Mod+Shift+ArrowDown'] }),
  pane({ what: 'shorter', title: 'Lower pane', section: 3, shortcuts: ['Mod+Shift+ArrowUp'] }),
];
