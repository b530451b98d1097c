// The settings: each takes effect at once, is found again by the next start, and goes back to its default by itself.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, recordings, test } from './app.ts';
import { choose, slide } from './handbook-steps.ts';
import {
  breadcrumb,
  cellsOf,
  expectActive,
  expectOpen,
  makeActive,
  row,
  searchFor,
  showTab,
  table,
  toolbar,
} from './window.ts';

/** The grounds of the page and of all panes that are seen, and how many parts of the page have a scheme of their own. */
function grounds(page: Page) {
  return page.evaluate(() => {
    const panes = [...document.querySelectorAll<HTMLElement>('.pane')];
    const seen = panes.filter((pane) => pane.getBoundingClientRect().width > 0);
    const colours = [document.body, ...seen].map((element) => getComputedStyle(element).backgroundColor);
    return { colours, own: panes.filter(({ style }) => style.colorScheme !== '').length };
  });
}

test('light and dark change pane by pane, and whatever was chosen last holds everywhere @browser', async ({
  launch,
}) => {
  const { page, errors } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  const chooseTheme = async (name: RegExp) => {
    await toolbar(page).getByRole('button', { name: 'Theme', exact: true }).click();
    await page.getByRole('menuitemcheckbox', { name }).click();
  };
  await chooseTheme(/light/i);
  const [light = ''] = (await grounds(page)).colours;
  await page.evaluate(() => {
    const frames: string[][] = [];
    Object.assign(window, { frames });
    const look = () => {
      frames.push([...document.querySelectorAll('.pane')].map((pane) => getComputedStyle(pane).backgroundColor));
      requestAnimationFrame(look);
    };
    look();
  });
  await chooseTheme(/dark/i);
  await expect.poll(async () => new Set((await grounds(page)).colours).size).toBe(1);
  await expect.poll(async () => (await grounds(page)).own).toBe(0);
  const [dark = ''] = (await grounds(page)).colours;
  expect(dark).not.toBe(light);
  const changed = await page.evaluate(() => {
    const { frames } = window as unknown as { frames: string[][] };
    return frames.map((panes, i) => panes.filter((colour, at) => i > 0 && colour !== frames[i - 1]?.[at]).length);
  });
  // Those behind others change in one turn: nothing of them is computed until they are seen.
  const seen = (await grounds(page)).colours.length - 1;
  expect(seen).toBeGreaterThan(2);
  expect(changed.filter((count) => count === 1 || count === 2).length).toBeGreaterThanOrEqual(seen / 2);
  // While the panes still change, the other one again.
  await chooseTheme(/light/i);
  await page.keyboard.press('ControlOrMeta+,');
  const theme = page.getByRole('dialog', { name: 'Settings' }).getByRole('combobox', { name: 'Theme' });
  for (const name of ['Dark', 'Light', 'Dark']) await theme.selectOption(name);
  await expect.poll(async () => (await grounds(page)).own).toBe(0);
  expect(new Set((await grounds(page)).colours)).toEqual(new Set([dark]));
  expect(errors).toEqual([]);
});

test('a setting takes effect at once, stays, and is reset alone', async ({ launch }) => {
  const first = await launch(recordings.taylor);
  const { page } = first;
  await expectOpen(page, recordings.taylor);
  const shareOf = async (name: string) => (await cellsOf(row(table(page, 'Functions'), name)))[0];
  await page.keyboard.press('ControlOrMeta+,');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('spinbutton', { name: 'Digits of shares' }).fill('4');
  await dialog.getByRole('combobox', { name: 'Theme' }).selectOption('Dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Escape');
  await expect.poll(() => shareOf('taylor_sin')).toMatch(/^34\.\d{4}$/);

  const again = (await launch(recordings.taylor)).page;
  await expectOpen(again, recordings.taylor);
  await expect(again.locator('html')).toHaveAttribute('data-theme', 'dark');
  await again.keyboard.press('ControlOrMeta+,');
  const dialogAgain = again.getByRole('dialog', { name: 'Settings' });
  await expect(dialogAgain.getByRole('spinbutton', { name: 'Digits of shares' })).toHaveValue('4');
  await dialogAgain.getByRole('button', { name: 'Reset digits of shares' }).click();
  await expect(dialogAgain.getByRole('spinbutton', { name: 'Digits of shares' })).toHaveValue('2');
  await expect(dialogAgain.getByRole('combobox', { name: 'Theme' })).toHaveValue('dark');
});

test('one click in the function list makes active where that is wanted, and nowhere else', async ({ launch }) => {
  const { page } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  const functions = table(page, 'Functions');
  await row(functions, 'taylor_sin').click();
  await expect(row(functions, 'taylor_sin')).toHaveAttribute('aria-selected', 'true');
  await expect(breadcrumb(page).getByRole('strong')).not.toHaveText('taylor_sin');
  await page.keyboard.press('ControlOrMeta+,');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('checkbox', { name: 'One click in the function list makes active' }).check();
  await page.keyboard.press('Escape');
  await row(functions, 'taylor_sin').click();
  await expectActive(page, 'taylor_sin');
  // Marking rows for a copy is no walk through the program.
  await row(functions, 'taylor_exp').click({ modifiers: ['Shift'] });
  await showTab(page, 'Callees');
  await row(table(page, 'Callees'), 'factorial').click();
  await expect(row(functions, 'factorial')).toHaveAttribute('aria-selected', 'true');
  await expectActive(page, 'taylor_sin');
});

test('limits and drawing of graph and maps are found again by the next start, and reset by their menus', async ({
  launch,
}) => {
  const { page, folder } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  await choose(page, 'Layout of the call graph', 'Left to right');
  await slide(page, 'Caller depth', 'End');
  await choose(page, 'Options of Callee map', 'No border');
  const file = join(folder, 'config/callipers/settings.json');
  const kept = () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  await expect.poll(kept).toMatch(/"border":\s*0/);

  const again = (await launch(recordings.shop)).page;
  await expectOpen(again, recordings.shop);
  await expect(again.getByRole('slider', { name: 'Caller depth', exact: true })).toHaveAttribute('aria-valuetext', '∞');
  await again.getByRole('button', { name: 'Layout of the call graph' }).click();
  await expect(again.getByRole('menuitemcheckbox', { name: 'Left to right' })).toBeChecked();
  await again.keyboard.press('Escape');
  await again.getByRole('button', { name: 'Options of Callee map' }).click();
  await expect(again.getByRole('menuitemcheckbox', { name: 'No border' })).toBeChecked();
  await again.getByRole('menuitem', { name: 'Reset map' }).click();
  await again.getByRole('button', { name: 'Options of Callee map' }).click();
  await expect(again.getByRole('menuitemcheckbox', { name: 'Border of 3 pixels' })).toBeChecked();
});

test('the recordings of the last time come back where that is wanted; what is remembered can be forgotten', async ({
  launch,
}) => {
  const { page } = await launch(recordings.taylor, recordings.shop);
  await expectOpen(page, recordings.shop);
  await page.keyboard.press('ControlOrMeta+,');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('tab', { name: 'Files and windows' }).click();
  await dialog.getByRole('checkbox', { name: 'Open the recordings of the last time' }).check();
  await page.keyboard.press('Escape');
  await makeActive(page, 'search');
  await page.waitForTimeout(1500);

  const again = (await launch()).page;
  await expectOpen(again, recordings.shop);
  await expectActive(again, 'search');
  await expect(again.getByRole('tablist', { name: 'Recordings' }).getByRole('tab')).toHaveCount(2);
  await again.keyboard.press('ControlOrMeta+,');
  const settings = again.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('tab', { name: 'Files and windows' }).click();
  await settings.getByRole('button', { name: 'Forget what is remembered of each program' }).click();
  await expect(settings.getByRole('button', { name: /^Forget what/ })).toHaveText('Forgotten');

  const third = (await launch(recordings.shop)).page;
  await expectOpen(third, recordings.shop);
  await expect(breadcrumb(third).getByRole('strong')).not.toHaveText('search');
});

test('how numbers and names read is set there, at once and for the next start', async ({ launch }) => {
  const { page } = await launch(recordings.shapes);
  await expectOpen(page, recordings.shapes);
  const first = table(page, 'Functions').getByRole('row').nth(1);
  await page.keyboard.press('ControlOrMeta+,');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('combobox', { name: 'Costs are shown as' }).selectOption('Costs with their units');
  await dialog.getByRole('combobox', { name: 'Names of functions' }).selectOption('Last part of names only');
  await dialog.getByRole('spinbutton', { name: 'Context lines' }).fill('7');
  await page.keyboard.press('Escape');
  await expect(first).toContainText(/\d M|\d k|\d Ir/);
  await searchFor(page, 'introsort');
  await expect(first).toContainText('__introsort_loop<…>');

  const again = (await launch(recordings.shapes)).page;
  await expectOpen(again, recordings.shapes);
  await again.keyboard.press('ControlOrMeta+,');
  const settings = again.getByRole('dialog', { name: 'Settings' });
  await expect(settings.getByRole('spinbutton', { name: 'Context lines' })).toHaveValue('7');
  await expect(settings.getByRole('combobox', { name: 'Costs are shown as' })).toHaveValue('absolute');
  await settings.getByRole('button', { name: 'Reset context lines' }).click();
  await expect(settings.getByRole('spinbutton', { name: 'Context lines' })).toHaveValue('3');
  await settings.getByRole('button', { name: 'Reset costs are shown as' }).click();
  await expect(settings.getByRole('combobox', { name: 'Costs are shown as' })).toHaveValue('total');
});
