// Electron's folder as it is built, main process and preload, against the double of `electron` in tests/electron-stub, with the real page
// in a real Chromium and the real engine. One program runs through all tests, as one person would use it. Where an Electron binary is
// present, the other suites run in it; this one proves what can be proved without.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { clickMenu, onlyPage, startSecondInstance, stub } from '../electron-stub/stub-state.ts';

const root = join(import.meta.dirname, '../..');
const samples = join(root, 'fixtures/samples');
const taylor = join(samples, 'taylor/taylor-py313.prof');
const shop = join(samples, 'shop/shop.prof');
const folder = mkdtempSync(join(tmpdir(), 'callipers-electron-'));

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const electron = pathToFileURL(join(root, 'tests/electron-stub/electron.ts')).href;
  const hook = `export const resolve = (name, context, next) =>
    name === 'electron' ? { url: ${JSON.stringify(electron)}, shortCircuit: true } : next(name, context);`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
  process.env['XDG_CONFIG_HOME'] = folder;
  process.env['APPDATA'] = folder;
  process.argv = ['electron', root, '--some-switch', taylor];
  Object.assign(process, { defaultApp: true });
  await import(pathToFileURL(join(root, 'dist/main/main.js')).href);
  await expect.poll(() => stub.events, { timeout: 30_000 }).toContain('window shown');
});
test.afterAll(async () => {
  for (const engine of stub.engines) engine.kill();
  await stub.browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The status bar names the file that is open. */
const shows = (name: string) => expect(onlyPage().getByRole('status', { name: 'Recording' })).toContainText(name);

test('opens the file that it was started with', async () => {
  await shows('taylor-py313.prof');
  await expect.poll(() => stub.windows[0].title).toBe('taylor-py313.prof – Callipers');
  await expect.poll(() => stub.events).toContain(`recent ${taylor}`);
});

test('opens a file by its menu and the system dialog', async () => {
  stub.dialogAnswers.push({ canceled: false, filePaths: [shop] });
  clickMenu('Open…');
  await shows('shop.prof');
  stub.dialogAnswers.push({ canceled: true, filePaths: [] });
  clickMenu('Open…');
  await expect.poll(() => stub.dialogAnswers).toEqual([]);
  await shows('shop.prof');
});

test('its menu shows what can be done just now, and which switches are on', async () => {
  const item = (id: string) =>
    stub.menu
      .flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
      .find((candidate) => candidate.id === id);
  await expect.poll(() => item('next-tab')?.enabled).toBe(true);
  expect(item('back')?.enabled).toBe(false);
  expect(item('relative')?.checked).toBe(true);
  clickMenu('Relative');
  await expect.poll(() => item('relative')?.checked).toBe(false);
  clickMenu('Relative');
  await expect.poll(() => item('relative')?.checked).toBe(true);
  // Chosen again, one of several stays chosen.
  expect(item('theme-system')?.checked).toBe(true);
  clickMenu(item('theme-system')?.label ?? '');
  expect(item('theme-system')?.checked).toBe(true);
});

test('has every command of the one table in its menu', () => {
  const labels = stub.menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu.map(({ label }) => label) : []));
  expect(labels).toEqual(expect.arrayContaining(['Open…', 'Export as SVG…', 'Relative', 'Back', 'Keyboard shortcuts']));
  const open = stub.menu
    .flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
    .find((one) => one.id === 'open');
  expect(open).toMatchObject({ accelerator: 'CmdOrCtrl+O', registerAccelerator: false });
});

test('opens the files of a second start, and comes to the front', async () => {
  startSecondInstance([taylor]);
  await shows('taylor-py313.prof');
  expect(stub.events).toContain('window focused');
  expect(stub.windows).toHaveLength(1);
});

test('opens a dropped file by its path, without its bytes passing through the page', async () => {
  const dropped = join(folder, 'dropped.prof');
  writeFileSync(dropped, readFileSync(shop));
  await stub.windows[0].webContents.setDropPath('dropped.prof', dropped);
  const transfer = await onlyPage().evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['not these bytes'], 'dropped.prof'));
    return data;
  });
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await onlyPage().dispatchEvent('.app', type, { dataTransfer: transfer });
  }
  await shows('dropped.prof');
  await expect.poll(() => stub.events).toContain(`recent ${dropped}`);
});

test('keeps Node, Electron and the preload out of the page', async () => {
  const seen = await onlyPage().evaluate(() => {
    const world = globalThis as Record<string, unknown>;
    return {
      globals: ['require', 'process', 'module', 'Buffer', 'electronSend', 'electronReceive'].filter(
        (name) => name in world,
      ),
      bridge: Object.keys(world['callipers'] as object).sort(),
      isFrozen: Object.isFrozen(world['callipers']),
    };
  });
  expect(seen).toEqual({
    globals: [],
    bridge: ['connectEngine', 'droppedFile', 'listen', 'post'],
    isFrozen: true,
  });
  expect(stub.windows[0].options.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
  });
  expect(stub.events).toContain('sandbox enabled');
});

test('goes nowhere else and opens no other window', async () => {
  const before = onlyPage().url();
  await onlyPage().evaluate(() => {
    window.location.href = 'https://example.org/';
  });
  await expect.poll(() => stub.events).toContain('navigation denied https://example.org/');
  await onlyPage().evaluate(() => void window.open('https://example.org/popup'));
  await expect.poll(() => stub.events).toContain('window deny https://example.org/popup');
  expect(onlyPage().url()).toBe(before);
  await shows('dropped.prof');
});

test('serves its page alone, under the strict policy', async () => {
  const answers = await onlyPage().evaluate(async () => {
    const statusOf = async (path: string) => (await fetch(path)).status;
    const page = await fetch('/');
    return {
      policy: page.headers.get('content-security-policy'),
      statuses: [
        page.status,
        await statusOf('/../main/main.js'),
        await statusOf('/%2e%2e/main/main.js'),
        await statusOf('/x'),
      ],
    };
  });
  expect(answers.statuses).toEqual([200, 404, 404, 404]);
  expect(answers.policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';");
  const remote = await onlyPage().evaluate(() =>
    fetch('https://example.org/').then(
      () => 'fetched',
      () => 'blocked',
    ),
  );
  expect(remote).toBe('blocked');
});

test('says that the engine died, and opens the file again in a new one', async () => {
  expect(stub.engines).toHaveLength(1);
  stub.engines[0].kill();
  await onlyPage()
    .getByRole('button', { name: /open .*again|start .*again|again/i })
    .click();
  await shows('dropped.prof');
  expect(stub.engines).toHaveLength(2);
});

test('remembers the window, and ends with it, not before its place is on the disk', async () => {
  const [window] = stub.windows;
  const stateFile = join(folder, 'callipers/window.json');
  const written = new Promise<string>((ended) => {
    stub.app.on('will-quit', () =>
      setImmediate(() => stub.events.includes('quit') && ended(readFileSync(stateFile, 'utf8'))),
    );
  });
  await window.close();
  expect(JSON.parse(await written)).toEqual({ x: 10, y: 20, width: 1000, height: 700, isMaximized: false });
});
