/** What Electron's folder decides without Electron: where a window goes, what the program was started with, what is in its menu. */
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../shared/commands/commands.ts';
import { buildMenu } from '../../src-main/electron/menu.ts';
import { parseStartArguments, startArgumentsOf } from '../../src-main/electron/start-arguments.ts';
import { placeWindow } from '../../src-main/services/window-state.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const beside = { x: 1440, y: 0, width: 2560, height: 1440 };
const state = { x: 1500, y: 100, width: 1200, height: 900, isMaximized: false };

describe('a new window', () => {
  it('stands where the last one stood', () => {
    expect(placeWindow(state, [laptop, beside])).toEqual({ x: 1500, y: 100, width: 1200, height: 900 });
  });

  it.each([
    ['its display is gone', state, [laptop]],
    ['it is above every display', { ...state, y: -500 }, [laptop, beside]],
    ['it is below every display', { ...state, y: 1430 }, [beside]],
    ['only a sliver of it could be seen', { ...state, x: 50 - 1200 }, [laptop]],
  ])('keeps its size alone where %s', (_, last, displays) => {
    expect(placeWindow(last, displays)).toEqual({ width: 1200, height: 900 });
  });

  it('may hang over the edge as long as its title bar can be taken', () => {
    const last = { ...state, x: -1000, y: 30 };
    expect(placeWindow(last, [laptop])).toMatchObject({ x: -1000, y: 30 });
  });

  it('is never too small to be used, and has a size at the first start', () => {
    expect(placeWindow({ ...state, width: 3, height: 3 }, [beside])).toMatchObject({ width: 640, height: 400 });
    expect(placeWindow(undefined, [laptop])).toEqual({ width: 1280, height: 800 });
  });
});

describe('the arguments of a start', () => {
  it('are files, relative to where it was started, and a sample; switches are passed over', () => {
    const argv = ['electron', '/app', '--sample=shop', 'a.prof', '--inspect', '/data/b.prof'];
    expect(parseStartArguments(argv, '/work', true)).toEqual({
      files: [resolve('/work', 'a.prof'), resolve('/data/b.prof')],
      sample: 'shop',
      spools: [],
    });
    expect(parseStartArguments(['/opt/callipers', 'a.prof'], '/work', false).files).toEqual([resolve('/work/a.prof')]);
    expect(parseStartArguments(['/opt/callipers'], '/work', false)).toEqual({
      files: [],
      sample: undefined,
      spools: [],
    });
  });
});

describe('folders with standard input', () => {
  it('are taken over when they are the command line’s own, and no others', () => {
    const own = join(tmpdir(), 'callipers-aB3xY9');
    const others = ['/home', join(tmpdir(), 'x'), join(own, 'y'), join(tmpdir(), 'callipers-..'), `${own}/../../home`];
    const argv = ['callipers', ...[own, ...others].map((folder) => `--spool=${folder}`)];
    expect(parseStartArguments(argv, '/', false).spools).toEqual([own]);
    expect(startArgumentsOf({ spools: [own, ...others, 7] }).spools).toEqual([own]);
  });
});

describe('what a second start sends along', () => {
  it('is taken as far as it can be understood', () => {
    expect(startArgumentsOf({ files: ['/a', 7], sample: 'shop' })).toEqual({
      files: ['/a'],
      sample: 'shop',
      spools: [],
    });
    for (const data of [undefined, null, 7, 'x', { files: 'a', sample: {} }]) {
      expect(startArgumentsOf(data)).toEqual({ files: [], sample: undefined, spools: [] });
    }
  });
});

describe.each(['linux', 'win32', 'darwin'] as const)('the menu on %s', (platform) => {
  const run: string[] = [];
  const template = buildMenu({
    run: (id) => run.push(id),
    shortcuts: {},
    platform,
  }) as unknown as Electron.MenuItemConstructorOptions[];
  const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));

  it('has each command once, and names it to the page', () => {
    const ids = items.map(({ id }) => id).filter((id) => id !== undefined);
    expect([...ids].sort()).toEqual(commands.map(({ id }) => id).sort());
    for (const { click } of items) (click as undefined | (() => void))?.();
    expect(run).toEqual(ids);
  });

  it('registers no key and shows none that would be taken from somebody who types', () => {
    for (const { accelerator, registerAccelerator } of items) {
      if (accelerator === undefined) continue;
      expect(registerAccelerator).toBe(false);
      expect(accelerator).toMatch(/^(?:CmdOrCtrl\+|Alt\+|Shift\+)+[A-Z]|^(?:CmdOrCtrl\+|Alt\+)\w+$|^F\d+$/);
    }
  });

  it('has no separator at its ends or twice in a row', () => {
    for (const { submenu } of template) {
      if (!Array.isArray(submenu)) continue;
      const lines = submenu.map(({ type }) => (type === 'separator' ? '-' : 'x')).join('');
      expect(lines).toMatch(/^x+(?:-x+)*$/);
    }
  });
});
