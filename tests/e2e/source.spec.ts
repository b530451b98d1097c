// The source view as a person uses it: the dearest line, calls, folds, search, copies, a missing file and the three ways to say where it is.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, recordings, savedFile, test } from './app.ts';
import { breadcrumb, makeActive, showTab } from './window.ts';

const source = (page: Page): Locator => page.getByRole('grid', { name: 'Source', exact: true });
const find = (page: Page): Locator => page.getByRole('searchbox', { name: 'Find in Source' });
const line = (page: Page, text: string): Locator => source(page).getByRole('row').filter({ hasText: text });

test('shows the dearest line of the active function, and goes along its calls', async ({ launch }) => {
  const { page, errors } = await launch(recordings.shapes);
  await makeActive(page, 'main');
  await showTab(page, 'Source');
  await expect(source(page).getByRole('row').filter({ hasText: 'shapes_main.cpp' }).first()).toBeVisible();
  // From the dearest line with the keyboard: the call below it, selected with Space, made active with Return.
  const dearest = line(page, 'make_shape').first();
  await expect(dearest).toBeVisible();
  const call = source(page)
    .getByRole('row')
    .filter({ hasText: /calls? to/ })
    .first();
  await call.click();
  await expect(call).toHaveAttribute('aria-selected', 'true');
  const name = (await call.locator('.name').innerText()).trim();
  await page.keyboard.press('Enter');
  await expect(breadcrumb(page).getByRole('strong')).toHaveText(name);
  expect(errors).toEqual([]);
});

test('unfolds, searches and copies', async ({ launch }) => {
  const { page } = await launch(recordings.shapes);
  await makeActive(page, 'main');
  await showTab(page, 'Source');
  const folds = source(page)
    .getByRole('row')
    .filter({ hasText: /⋯ \d+ lines/ });
  await expect(source(page)).toBeVisible();
  const rows = async () => Number(await source(page).getAttribute('aria-rowcount'));
  const folded = await rows();
  await page.getByRole('button', { name: 'Whole file' }).click();
  await expect.poll(rows).toBeGreaterThan(folded);
  await page.getByRole('button', { name: 'Whole file' }).click();
  await expect.poll(rows).toBe(folded);

  await source(page).focus();
  await page.keyboard.press('/');
  await expect(find(page)).toBeFocused();
  await find(page).fill('include');
  await expect(page.getByRole('status', { name: 'Found in Source' })).toHaveText(/of \d+ lines/);
  await expect(line(page, '#include').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(source(page)).toBeFocused();
  await expect(folds.first()).toBeAttached();

  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+c');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe('');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(readFileSync('fixtures/samples/shapes/shapes_main.cpp', 'utf8')).toContain(copied.split('\n')[0]);
});

test('says what was tried for a missing file, and finds it by a mapping that is remembered', async ({ launch }) => {
  const first = await launch();
  const { folder } = first;
  const recording = join(folder, 'callgrind.out.1');
  writeFileSync(
    recording,
    '# callgrind format\ncmd: ./tool\nevents: Ir\n\nfl=/build/7/src/tool\nfn=main\n10 5\n12 8\n',
  );
  mkdirSync(join(folder, 'elsewhere'));
  // Without an ending: what it looks like tells its language.
  cpSync('fixtures/samples/shop/shop/stock.py', join(folder, 'elsewhere/tool'));
  const { page } = await launch(recording);
  await showTab(page, 'Source');
  const missing = page.getByRole('region', { name: 'Source file not found' });
  await expect(missing).toContainText('/build/7/src/tool');
  await missing.getByRole('button', { name: 'Show what was tried' }).click();
  await expect(missing.getByRole('list', { name: 'Places that were tried' })).toContainText('/build/7/src/tool');
  // Costs are there without the text.
  await expect(source(page).getByRole('row').filter({ hasText: '61.54' })).toBeVisible();

  await missing.getByRole('button', { name: 'Map prefix…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Map prefix' });
  await expect(dialog.getByLabel('Recorded paths that begin with')).toHaveValue('/build/7/src');
  await dialog.getByLabel('Are in this folder').fill(join(folder, 'nowhere'));
  await dialog.getByRole('button', { name: 'Map prefix' }).click();
  await expect(dialog.getByRole('alert')).toHaveText(`There is no folder ${join(folder, 'nowhere')}.`);
  await dialog.getByLabel('Are in this folder').fill(join(folder, 'elsewhere'));
  await dialog.getByLabel(/Only for recordings of/).check();
  await dialog.getByRole('button', { name: 'Map prefix' }).click();
  await expect(line(page, 'def __repr__')).toBeVisible();
  await expect(page.getByText('Python', { exact: true })).toBeVisible();

  const again = await launch(recording);
  await showTab(again.page, 'Source');
  await expect(line(again.page, 'def __repr__')).toBeVisible();
  // The settings list what is remembered, and forget it.
  await again.page.keyboard.press('Control+k');
  await again.page.keyboard.type('Settings');
  await again.page.keyboard.press('Enter');
  const settings = again.page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('tab', { name: 'Sources' }).click();
  await expect(settings).toContainText('only for recordings of ./tool');
  await settings.getByRole('button', { name: /^Forget \/build\/7\/src/ }).click();
  await expect(settings).toContainText('Nothing yet');
});

test('says what a format does not record, and is exported as annotated text', async ({ launch }) => {
  const { page } = await launch(recordings.shop);
  await makeActive(page, 'run');
  await showTab(page, 'Source');
  await expect(page.getByText('cProfile records no costs of lines')).toBeVisible();
  const { name, bytes } = await savedFile(page, async () => {
    await page.getByRole('button', { name: 'Export Source' }).click();
    await page.getByRole('menuitem', { name: 'Annotated text' }).click();
  });
  expect(name).toBe('shop.prof.source.txt');
  expect(bytes.toString()).toMatch(/15 +def run\(\):\n +40\.48 +=> 4 calls to build \(shop_main\.py:9\)/);
});
