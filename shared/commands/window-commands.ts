// Commands about tabs, windows and settings. A browser keeps Ctrl+N, Ctrl+W and Ctrl+Tab for itself, so that each has a second key.
import type { Command, CommandContext } from './command.ts';

const always = () => true;
const whenSeveral = (context: CommandContext) => context.tabCount > 1;

export const windowCommands: readonly Command[] = [
  {
    id: 'new-tab',
    title: 'New tab',
    group: 'file',
    section: 3,
    shortcuts: ['Mod+T', 'Alt+T'],
    work: { kind: 'effect', effect: 'new-tab' },
    enabled: always,
  },
  {
    id: 'new-window',
    title: 'New window',
    group: 'file',
    section: 3,
    shortcuts: ['Mod+N', 'Alt+N'],
    work: { kind: 'effect', effect: 'new-window' },
    enabled: always,
  },
  {
    id: 'next-tab',
    title: 'Next tab',
    group: 'file',
    section: 3,
    shortcuts: ['Mod+Tab', 'Alt+PageDown'],
    work: { kind: 'effect', effect: 'next-tab' },
    enabled: whenSeveral,
  },
  {
    id: 'previous-tab',
    title: 'Previous tab',
    group: 'file',
    section: 3,
    shortcuts: ['Mod+Shift+Tab', 'Alt+PageUp'],
    work: { kind: 'effect', effect: 'previous-tab' },
    enabled: whenSeveral,
  },
  {
    id: 'settings',
    title: 'Settings…',
    group: 'file',
    section: 4,
    shortcuts: ['Mod+,'],
    work: { kind: 'effect', effect: 'settings' },
    enabled: always,
  },
];
