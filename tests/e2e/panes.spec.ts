// Where the panes stand: moved by the menu of their tabs and by key, floated, maximised, hidden and shown again; layouts by name, over
// restarts; what is remembered of each program; the second panel.
import type { Locator, Page } from '@playwright/test';
import { expect, recordings, test } from './app.ts';
import { breadcrumb, expectActive, expectOpen, makeActive, picture, row, table } from './window.ts';

const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const tab = (page: Page, name: string): Locator => region(page, 'Views').getByRole('tab', { name, exact: true });

async function chooseInTabMenu(page: Page, view: string, item: string): Promise<void> {
  await tab(page, view).click({ button: 'right' });
  await page.getByRole('menu', { name: 'View' }).getByRole('menuitem', { name: item, exact: true }).click();
}

async function chooseLayout(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Layout', exact: true }).click();
  const menu = page.getByRole('menu', { name: 'Layout' });
  await menu
    .locator('[role^="menuitem"]')
    .filter({ hasText: new RegExp(`^${name}(?!\\w| \\w)`) })
    .first()
    .click();
}

async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toHaveCount(0);
}

async function placeOf(thing: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await thing.boundingBox();
  if (box === null) throw new Error(`${thing} is not to be seen`);
  return box;
}

test('a view is moved, floated, maximised, hidden and shown without being dragged', async ({ launch }) => {
  const { page, errors } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);

  await test.step('to the pane at the left', async () => {
    await chooseInTabMenu(page, 'Callers', 'Move to the left');
    await expect(table(page, 'Callers')).toBeVisible();
    expect((await placeOf(tab(page, 'Callers'))).x).toBeLessThan(520);
    await expect(tab(page, 'Functions')).toBeVisible();
  });

  await test.step('floating, and back into the dock', async () => {
    await chooseInTabMenu(page, 'Callers', 'Float');
    await expect(table(page, 'Callers')).toBeVisible();
    await expect(table(page, 'Functions')).toBeVisible();
    await chooseInTabMenu(page, 'Callers', 'Dock');
    await expect(table(page, 'Callers')).toBeVisible();
  });

  await test.step('maximised by key, and restored', async () => {
    await tab(page, 'Callee map').click();
    const before = await placeOf(picture(page, 'Callee map'));
    await page.keyboard.press('F9');
    await expect.poll(async () => (await placeOf(picture(page, 'Callee map'))).width).toBeGreaterThan(1200);
    await page.keyboard.press('F9');
    await expect.poll(async () => (await placeOf(picture(page, 'Callee map'))).width).toBe(before.width);
  });

  await test.step('wider by key', async () => {
    const before = await placeOf(table(page, 'Callers'));
    await table(page, 'Callers').focus();
    await page.keyboard.press('ControlOrMeta+Shift+ArrowRight');
    // The dock counts in whole pixels.
    const growth = async () => (await placeOf(table(page, 'Callers'))).width - before.width;
    await expect.poll(async () => Math.abs((await growth()) - 32)).toBeLessThanOrEqual(1);
  });

  await test.step('hidden, and shown again where it belongs', async () => {
    await chooseInTabMenu(page, 'Callee map', 'Hide');
    await expect(tab(page, 'Callee map')).toHaveCount(0);
    await command(page, 'show callee map');
    await expect(picture(page, 'Callee map')).toBeVisible();
  });
  expect(errors).toEqual([]);
});

test('layouts are chosen by key, saved by name, restored and found again', async ({ launch }) => {
  const first = await launch(recordings.taylor);
  const { page } = first;
  await expectOpen(page, recordings.taylor);
  const left = async () => (await placeOf(table(page, 'Functions'))).x;
  const announced = page.getByRole('status', { name: 'Announcement' });

  await test.step('next and previous', async () => {
    expect(await left()).toBeLessThan(10);
    await page.keyboard.press('ControlOrMeta+ArrowRight');
    await expect(announced).toHaveText('Layout Map first');
    await expect.poll(left).toBeGreaterThan(500);
    await page.keyboard.press('ControlOrMeta+ArrowLeft');
    await expect(announced).toHaveText('Layout Classic');
    await expect.poll(left).toBeLessThan(10);
  });

  await test.step('a changed one is restored', async () => {
    await chooseInTabMenu(page, 'Callers', 'Hide');
    await chooseLayout(page, 'Restore layout');
    await expect(tab(page, 'Callers')).toBeVisible();
  });

  await test.step('saved under a name', async () => {
    await chooseLayout(page, 'Save layout as…');
    await page.getByRole('textbox', { name: 'Name of the layout' }).fill('Mine');
    await page.keyboard.press('Enter');
    await chooseInTabMenu(page, 'Callers', 'Hide');
    await chooseLayout(page, 'Classic');
    await expect(tab(page, 'Callers')).toBeVisible();
    await chooseLayout(page, 'Mine');
    await expect(tab(page, 'Callers')).toHaveCount(0);
  });

  await test.step('found again by the next start: the program remembers its layout, and what was active', async () => {
    await makeActive(page, 'taylor_sin');
    // Written down a moment later.
    await page.waitForTimeout(1500);
    const again = (await launch(recordings.taylor)).page;
    await expectOpen(again, recordings.taylor);
    await expect(tab(again, 'Callers')).toHaveCount(0);
    await expectActive(again, 'taylor_sin');
    await chooseLayout(again, 'Delete layout');
    await expect(tab(again, 'Callers')).toBeVisible();
  });
});

test('a second panel shows what is selected in the first', async ({ launch }) => {
  const { page } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  await makeActive(page, 'benchmark');
  await chooseLayout(page, 'Second panel');
  const second = region(page, 'Second panel');
  const first = region(page, 'Views');
  const about = second.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('strong');

  await row(first.getByRole('grid', { name: 'Functions' }), 'factorial').click();
  await expect(about).toHaveText('factorial');
  await expect(breadcrumb(page).first().getByRole('strong')).toHaveText('benchmark');
  await expect(row(second.getByRole('grid', { name: 'Callers' }), 'taylor_exp')).toBeVisible();

  await test.step('selecting there changes nothing in the first', async () => {
    await row(second.getByRole('grid', { name: 'Callers' }), 'taylor_exp').click();
    await expect(about).toHaveText('factorial');
    await expect(breadcrumb(page).first().getByRole('strong')).toHaveText('benchmark');
  });

  await test.step('a double click there makes it active in the first', async () => {
    await row(second.getByRole('grid', { name: 'Callers' }), 'taylor_exp').dblclick();
    await expect(breadcrumb(page).first().getByRole('strong')).toHaveText('taylor_exp');
  });

  await test.step('its border moves by key, and it stands below when asked to', async () => {
    const before = await placeOf(second);
    await page.getByRole('separator', { name: 'Border between the panels' }).focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(async () => (await placeOf(second)).width).toBeGreaterThan(before.width);
    await chooseLayout(page, 'Second panel below');
    await expect.poll(async () => (await placeOf(second)).x).toBeLessThan(10);
    await chooseLayout(page, 'Second panel');
    await expect(second).toHaveCount(0);
  });
});
