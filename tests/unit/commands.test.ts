// The command table: what is in it, which keys mean which command, and what a command does to the state.
import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../shared/commands/command.ts';
import { commandById, commands, groupTitles } from '../../shared/commands/commands.ts';
import { commandOfKey, readOwnKeys } from '../../shared/commands/key-table.ts';
import { acceleratorOf, formatShortcut, type KeyPress } from '../../shared/commands/support/shortcut.ts';
import { initialWindowState } from '../../shared/state/window-state.ts';

const nothingOpen: CommandContext = {
  ...initialWindowState,
  recordingOpen: false,
  up: undefined,
  hasIdle: false,
  mangledNames: 0,
  groupings: [],
  separations: { recursion: false, contexts: false },
  noteCount: 0,
  partCount: 1,
  canForceDump: false,
  onChange: 'offer',
  theme: 'system',
  exportFormats: [],
  layoutName: 'Classic',
  layoutIsPreset: true,
  tabCount: 1,
  hostKind: 'browser',
  keys: readOwnKeys({}).table,
};
const open: CommandContext = { ...nothingOpen, recordingOpen: true };

const usual = readOwnKeys({}).table;

function press(key: string, ...modifiers: readonly ('ctrl' | 'meta' | 'alt' | 'shift')[]): KeyPress {
  return {
    key,
    code: '',
    ctrlKey: modifiers.includes('ctrl'),
    metaKey: modifiers.includes('meta'),
    altKey: modifiers.includes('alt'),
    shiftKey: modifiers.includes('shift'),
  };
}

describe('the command table', () => {
  it('names every command once, in a group that has a title', () => {
    expect(new Set(commands.map((command) => command.id)).size).toBe(commands.length);
    for (const { group } of commands) expect(groupTitles[group]).toBeTruthy();
  });

  it('gives no keys to two commands', () => {
    const shortcuts = commands.flatMap((command) => command.shortcuts ?? []);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
  });

  it('lets a window without a recording open one, look around and nothing else', () => {
    const enabled = commands.filter((command) => command.enabled(nothingOpen)).map((command) => command.group);
    expect(new Set(enabled)).toEqual(new Set(['file', 'view', 'go', 'help']));
    for (const id of ['reload', 'close', 'search', 'relative', 'export-svg', 'back', 'up']) {
      expect(commandById(id)?.enabled(nothingOpen), id).toBe(false);
    }
  });

  it('exports a view only to what the view can be', () => {
    const table: CommandContext = { ...open, exportFormats: ['csv', 'json'] };
    const offered = commands.filter((command) => command.group === 'export' && command.enabled(table));
    expect(offered.map((command) => command.id)).toEqual(['export-csv', 'export-json']);
  });

  it('goes up to the heaviest caller', () => {
    const up = { kind: 'function', index: 4 } as const;
    const work = commandById('up')?.work;
    expect(work?.kind === 'action' && work.action({ ...open, up })).toEqual({ type: 'activate', item: up });
    expect(work?.kind === 'action' && work.action(open)).toBeUndefined();
  });
});

describe('keys', () => {
  const cases = [
    { press: press('o', 'ctrl'), platform: 'linux', id: 'open' },
    { press: press('o', 'meta'), platform: 'darwin', id: 'open' },
    { press: press('o', 'ctrl'), platform: 'darwin', id: undefined },
    { press: press('F5'), platform: 'linux', id: 'reload' },
    { press: press('ArrowLeft', 'alt'), platform: 'win32', id: 'back' },
    { press: press('ArrowLeft'), platform: 'win32', id: undefined },
    { press: press('f', 'ctrl'), platform: 'linux', id: 'search' },
    { press: press('f', 'ctrl', 'shift'), platform: 'linux', id: undefined },
    { press: press('k', 'ctrl'), platform: 'linux', id: 'palette' },
    { press: press('F6'), platform: 'linux', id: 'next-pane' },
    { press: press('F6', 'shift'), platform: 'linux', id: 'previous-pane' },
    { press: press('?', 'shift'), platform: 'linux', id: 'shortcuts' },
  ] as const;
  it.each(cases)('$press.key on $platform means $id', ({ press: key, platform, id }) => {
    expect(commandOfKey(usual, key, platform)).toBe(id);
  });

  it('take a sign by what it prints, whether its keyboard needs Shift for it or not', () => {
    expect(commandOfKey(usual, press('%', 'shift'), 'linux')).toBe('relative');
    expect(commandOfKey(usual, press('%'), 'linux')).toBe('relative');
    expect(commandOfKey(usual, press('%', 'alt', 'shift'), 'linux')).toBe('relative-to-parent');
  });

  it('know the percent key of a Mac, where Option prints something else', () => {
    const option: KeyPress = { ...press('ﬁ', 'alt', 'shift'), code: 'Digit5' };
    expect(commandOfKey(usual, option, 'darwin')).toBe('relative-to-parent');
  });

  it('are written as the platform writes them', () => {
    expect(formatShortcut('Mod+O', 'linux')).toEqual(['Ctrl', 'O']);
    expect(formatShortcut('Mod+O', 'darwin')).toEqual(['⌘', 'O']);
    expect(formatShortcut('Alt+ArrowUp', 'win32')).toEqual(['Alt', '↑']);
  });

  it('become accelerators of a menu, but for signs, which text fields need', () => {
    expect(['Mod+O', 'Alt+ArrowLeft', 'F5', '%', '?'].map(acceleratorOf)).toEqual([
      'CmdOrCtrl+O',
      'Alt+Left',
      'F5',
      undefined,
      undefined,
    ]);
  });
});

describe('the cut of cycles (S9)', () => {
  const cutAfter = (id: string, cycleCut: number): number | undefined => {
    const work = commandById(id)?.work;
    const action = work?.kind === 'action' ? work.action({ ...open, view: { ...open.view, cycleCut } }) : undefined;
    return action?.type === 'set-cycle-cut' ? action.share : undefined;
  };

  it('moves step by step, also from between two steps, and stays within 0 and 1', () => {
    expect([0, 0.03, 0.5].map((cut) => cutAfter('ignore-more-calls', cut))).toEqual([0.001, 0.05, 1]);
    expect([1, 0.03, 0.001].map((cut) => cutAfter('ignore-fewer-calls', cut))).toEqual([0.5, 0.02, 0]);
    const enabled = (id: string, cycleCut: number) =>
      commandById(id)?.enabled({ ...open, view: { ...open.view, cycleCut } });
    expect([enabled('ignore-more-calls', 1), enabled('ignore-fewer-calls', 0)]).toEqual([false, false]);
  });
});

describe("KCachegrind's keys", () => {
  // Every one of its menus, in their order (kcachegrind.rc, and qcachegrind for Close).
  const kept = [
    ['New window', press('n', 'ctrl'), 'new-window'],
    ['Open', press('o', 'ctrl'), 'open'],
    ['Reload', press('F5'), 'reload'],
    ['Close', press('w', 'ctrl'), 'close'],
    ['Duplicate layout', press('+', 'ctrl'), 'layout-duplicate'],
    ['Next layout', press('ArrowRight', 'ctrl'), 'layout-next'],
    ['Previous layout', press('ArrowLeft', 'ctrl'), 'layout-previous'],
    ['Back', press('ArrowLeft', 'alt'), 'back'],
    ['Forward', press('ArrowRight', 'alt'), 'forward'],
    ['Up', press('ArrowUp', 'alt'), 'up'],
    ['Handbook', press('F1'), 'shortcuts'],
    ['Find action', press('i', 'ctrl', 'alt'), 'palette'],
  ] as const;
  it.each(kept)('%s', (_, key, id) => {
    expect(commandOfKey(usual, key, 'linux')).toBe(id);
  });

  it('Quit belongs to the menu of the system, What is this to the tooltips', () => {
    expect(commandOfKey(usual, press('q', 'ctrl'), 'linux')).toBeUndefined();
    expect(commandOfKey(usual, press('F1', 'shift'), 'linux')).toBeUndefined();
  });
});
