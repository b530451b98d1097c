/** Keys of one's own: how they are written, read from a settings file, told from others' keys, and what is back when they are gone. */
import { describe, expect, it } from 'vitest';
import { commandById } from '../../shared/commands/commands.ts';
import { commandOfKey, ownerOfKey, readOwnKeys, withKeys, withUsualKeys } from '../../shared/commands/key-table.ts';
import {
  acceleratorOf,
  formatShortcut,
  type KeyPress,
  parseShortcut,
  shortcutOfPress,
  shortcutText,
} from '../../shared/commands/support/shortcut.ts';
import { isKeptByBrowser, whyNoShortcut } from '../../shared/commands/support/taken-keys.ts';
import { buildMenu } from '../../src-main/electron/menu.ts';

function press(key: string, held = '', code = ''): KeyPress {
  const has = (name: string) => held.split(' ').includes(name);
  return { key, code, ctrlKey: has('ctrl'), metaKey: has('meta'), altKey: has('alt'), shiftKey: has('shift') };
}
const written = (text: string) => {
  const shortcut = parseShortcut(text);
  return shortcut === undefined ? undefined : shortcutText(shortcut);
};
const pressed = (one: KeyPress, platform: 'linux' | 'darwin' = 'linux') => {
  const shortcut = shortcutOfPress(one, platform);
  return shortcut === undefined ? undefined : shortcutText(shortcut);
};
const openCommand = commandById('open') ?? raise();

function raise(): never {
  throw new Error('no such command');
}

describe('a shortcut', () => {
  it.each([
    ['Mod+O', 'Mod+O'],
    ['Shift+Alt+Mod+o', 'Mod+Alt+Shift+O'],
    ['Mod++', 'Mod++'],
    ['+', '+'],
    ['%', '%'],
    ['F12', 'F12'],
    ['Alt+Space', 'Alt+Space'],
    ['Mod+é', 'Mod+É'],
  ])('%s is written %s', (text, one) => {
    expect(written(text)).toBe(one);
  });

  it.each(['', '+O', 'Mod+', 'Mod+Mod+O', 'Ctrl+O', 'Mod+OO', 'F25', 'Shift+%', 'Mod+\n', 'Mod+Alt'])(
    '%j is none',
    (text) => {
      expect(written(text)).toBeUndefined();
    },
  );

  it('is made of a press, whatever prints a sign', () => {
    expect(pressed(press('o', 'ctrl'))).toBe('Mod+O');
    expect(pressed(press('O', 'ctrl shift'))).toBe('Mod+Shift+O');
    expect(pressed(press('%', 'shift'))).toBe('%');
    expect(pressed(press(' ', 'alt'))).toBe('Alt+Space');
    expect(pressed(press('ArrowUp', 'alt shift'))).toBe('Alt+Shift+ArrowUp');
    expect(pressed(press('o', 'meta'), 'darwin')).toBe('Mod+O');
    expect(pressed(press('†', 'alt', 'KeyT'), 'darwin')).toBe('Alt+T');
  });

  it('is none while modifiers alone are held down, nor with the key of the system', () => {
    expect(
      [press('Control', 'ctrl'), press('Dead'), press('o', 'meta'), press('Process')].map((one) => pressed(one)),
    ).toEqual([undefined, undefined, undefined, undefined]);
    expect(pressed(press('o', 'ctrl'), 'darwin')).toBeUndefined();
  });

  it('comes back from what was pressed: the same press means the command that was given it', () => {
    for (const one of [press('j', 'ctrl shift'), press('F2'), press('#'), press('+', 'alt'), press('End', 'ctrl')]) {
      const { table } = readOwnKeys({ open: [pressed(one) ?? ''] });
      expect(commandOfKey(table, one, 'linux')).toBe('open');
    }
  });

  it('is refused where everybody needs it, and known where a browser keeps it', () => {
    const why = (text: string) => whyNoShortcut(parseShortcut(text) ?? raise());
    expect(['Escape', 'ArrowUp', 'Shift+Tab', 'Enter', 'Mod+C'].map(why)).not.toContain(undefined);
    expect(['Alt+ArrowUp', 'Mod+Home', 'F2', 'Mod+Shift+C', 'J'].map(why)).toEqual(Array(5).fill(undefined));
    expect(['Mod+T', 'Mod+Shift+N', 'Mod+Tab', 'Mod+O'].map(isKeptByBrowser)).toEqual([true, true, true, false]);
  });

  it('is shown in a menu in its notation, but for what one types', () => {
    expect(['Mod+Shift+J', 'Alt+1', 'Shift+F6', 'J', 'Shift+J', '#', 'Mod+PageUp'].map(acceleratorOf)).toEqual([
      'CmdOrCtrl+Shift+J',
      'Alt+1',
      'Shift+F6',
      undefined,
      undefined,
      undefined,
      'CmdOrCtrl+PageUp',
    ]);
    expect(formatShortcut('Mod++', 'linux')).toEqual(['Ctrl', '+']);
  });
});

describe('keys of one’s own', () => {
  it('take the place of the usual ones, and those of nobody else', () => {
    const { table, ignored } = readOwnKeys({ open: ['Mod+J'] });
    expect(table.get('open')).toEqual(['Mod+J']);
    expect(commandOfKey(table, press('o', 'ctrl'), 'linux')).toBeUndefined();
    expect(table.get('search')).toEqual(commandById('search')?.shortcuts);
    expect(ignored).toEqual([]);
  });

  it('may be none at all', () => {
    expect(readOwnKeys({ open: [] }).table.has('open')).toBe(false);
  });

  it('go before the usual keys of others, which are back once the own ones are gone', () => {
    const own = withKeys({}, openCommand, ['Mod+F', 'Mod+O']);
    const { table } = readOwnKeys(own);
    expect([ownerOfKey(table, 'Mod+F'), table.has('search')]).toEqual(['open', false]);
    expect(readOwnKeys(withUsualKeys(own, 'open')).table.get('search')).toEqual(['Mod+F']);
  });

  it('are taken from the command that had them as own ones', () => {
    const own = withKeys({ close: ['Mod+J', 'F2'] }, openCommand, ['Mod+J']);
    expect(own).toEqual({ close: ['F2'], open: ['Mod+J'] });
  });

  it('are not kept where they are the usual ones', () => {
    expect(withKeys({ open: ['F2'] }, openCommand, ['Mod+O'])).toEqual({});
  });

  it('are ignored one by one where they mean nothing, and that is said', () => {
    const { table, ignored } = readOwnKeys({
      fly: ['F2'],
      open: ['Ctrl+O', 'Escape', 'F3'],
      close: ['F3', 'F4'],
      'show-a-view-that-is-gone': ['F7'],
    });
    expect([table.get('open'), table.get('close'), table.has('fly')]).toEqual([['F3'], ['F4'], false]);
    expect(ignored).toEqual([
      'There is no command “fly”.',
      '“Ctrl+O” of open is no key.',
      '“Escape” of open leaves dialogs and menus.',
      '“F3” of close is the key of open already.',
    ]);
  });

  it('never mean two commands, whatever the settings say', () => {
    const { table } = readOwnKeys({ open: ['F5'], close: ['Mod+F', 'F5'], reload: ['Mod+K'] });
    const keys = [...table.values()].flat();
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('stand in the menu of the window', () => {
    const template = buildMenu({
      run: () => undefined,
      shortcuts: { open: ['Mod+Shift+J'], reload: [] },
      platform: 'linux',
    }) as unknown as Electron.MenuItemConstructorOptions[];
    const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    const acceleratorIn = (id: string) => items.find((item) => item.id === id)?.accelerator;
    expect([acceleratorIn('open'), acceleratorIn('reload'), acceleratorIn('search')]).toEqual([
      'CmdOrCtrl+Shift+J',
      undefined,
      'CmdOrCtrl+F',
    ]);
  });
});
