// Pictures of every view, light and dark, to be looked at: test-results/screens/. The two of the README are written into docs/ with
// UPDATE_SCREENSHOTS=1; otherwise they are taken all the same, and none of them may be blank.
import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { chooseFiles, expect, type Launch, recordings, test } from './app.ts';
import {
  cursorOf,
  expectActive,
  expectComputed,
  expectOpen,
  lookAtEachView,
  makeActive,
  row,
  searchFor,
  table,
} from './window.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'test-results/screens');
const themes = ['light', 'dark'] as const;
type ThemeName = (typeof themes)[number];

async function chooseTheme(page: Page, theme: ThemeName): Promise<void> {
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemcheckbox', { name: theme === 'light' ? 'Light theme' : 'Dark theme' }).click();
  await expect(page.getByRole('menu')).toHaveCount(0);
}

/** Takes the picture and looks whether something is on it: a blank window has a handful of colours. Returns its path. */
async function take(page: Page, name: string): Promise<string> {
  await expectComputed(page);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  const picture = await page.screenshot({ path, animations: 'disabled' });
  expect(await coloursOf(page, picture), `colours of ${name}`).toBeGreaterThan(40);
  return path;
}

function coloursOf(page: Page, picture: Buffer): Promise<number> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const { data } = context?.getImageData(0, 0, bitmap.width, bitmap.height) ?? { data: new Uint8ClampedArray() };
    return new Set(new Uint32Array(data.buffer)).size;
  }, picture.toString('base64'));
}

/** Function list, callee map and call graph of `run`, with `search` selected in all of them. */
async function openShop(launch: Launch, theme: ThemeName): Promise<Page> {
  const { page } = await launch(recordings.shop);
  await chooseTheme(page, theme);
  await expectOpen(page, recordings.shop);
  await row(table(page, 'Functions'), 'run').dblclick();
  await expectActive(page, 'run');
  await row(table(page, 'Functions'), 'search').click();
  await expect(cursorOf(page, 'Call graph')).toContainText('run: ');
  await page.mouse.move(640, 790);
  return page;
}

for (const theme of themes) {
  test(`the picture of the README, and every panel, ${theme}`, async ({ launch }) => {
    const page = await openShop(launch, theme);
    const taken = await take(page, `readme-${theme}`);
    if (process.env['UPDATE_SCREENSHOTS'] === '1') {
      mkdirSync(join(root, 'docs'), { recursive: true });
      copyFileSync(taken, join(root, `docs/screenshot-${theme}.png`));
    }
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Command or function' }).fill('lo');
    await expect(page.getByRole('option', { name: /load/ }).first()).toBeVisible();
    await take(page, `${theme}-palette`);
    await page.getByRole('combobox', { name: 'Command or function' }).fill('settings');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    await take(page, `${theme}-settings`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await take(page, `${theme}-shortcuts`);
    await page.keyboard.press('Escape');
    await searchFor(page, '/^_?parse/');
    await expect(table(page, 'Functions').getByRole('row')).toHaveCount(4);
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await take(page, `${theme}-search-and-menu`);
  });

  test(`the start page, with a problem and with recent files, ${theme}`, async ({ launch }) => {
    const { page } = await launch(recordings.taylor);
    await chooseTheme(page, theme);
    await expectOpen(page, recordings.taylor);
    const open = () => page.getByRole('button', { name: 'Open…' }).click();
    await chooseFiles(page, open, [join(root, 'fixtures/bad/truncated.prof')]);
    await expect(page.getByRole('alert', { name: 'Problem' })).toBeVisible();
    await take(page, `${theme}-problem`);
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Close recording' }).click();
    await expect(page.getByRole('button', { name: /^taylor-py313\.prof/ })).toBeVisible();
    await take(page, `${theme}-start`);
  });
}

for (const [theme, file, active] of [
  ['light', recordings.shop, 'run'],
  ['dark', recordings.shapes, 'main'],
] as const) {
  test(`every view of ${basename(file)}, ${theme}`, async ({ launch }) => {
    const { page } = await launch(file);
    await chooseTheme(page, theme);
    await expectOpen(page, file);
    await makeActive(page, active);
    await lookAtEachView(page, async (viewId) => void (await take(page, `${theme}-${viewId}`)));
  });
}

for (const [name, file, active] of [
  ['cpp', recordings.shapes, 'main'],
  ['javascript', recordings.busy, 'executeUserEntryPoint'],
  ['taylor', recordings.taylor, 'benchmark'],
] as const) {
  test(`a large window: ${name}`, async ({ launch }) => {
    const { page } = await launch(file);
    await page.setViewportSize({ width: 2560, height: 1440 });
    await chooseTheme(page, 'light');
    await expectOpen(page, file);
    await makeActive(page, active);
    await take(page, `large-${name}`);
  });
}
