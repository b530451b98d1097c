// Several recordings in one window: a tab each with its own state, opened together, reordered, closed; and another window.

import { resolve } from 'node:path';
import { expect, recordings, test } from './app.ts';
import { breadcrumb, expectActive, expectOpen, makeActive, openPath, recordingFacts } from './window.ts';

const root = resolve(import.meta.dirname, '../..');
const strip = 'Recordings';

test('a further recording opens in a tab, and each tab keeps its own state', async ({ launch }) => {
  const { page } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  await expect(page.getByRole('tablist', { name: strip })).toHaveCount(0);
  await makeActive(page, 'taylor_sin');
  await openPath(page, resolve(root, recordings.shop));
  await expectOpen(page, recordings.shop);
  const tabs = page.getByRole('tablist', { name: strip }).getByRole('tab');
  await expect(tabs).toHaveText(['taylor-py313.prof', 'shop.prof']);
  await expect(page).toHaveTitle('shop.prof – Callipers');

  await test.step('back to the first', async () => {
    await page.keyboard.press('ControlOrMeta+Tab');
    await expectActive(page, 'taylor_sin');
    await expect(page).toHaveTitle('taylor-py313.prof – Callipers');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(breadcrumb(page).getByRole('strong')).not.toHaveText('taylor_sin');
  });

  await test.step('reordered by key', async () => {
    await tabs.nth(0).focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect(tabs).toHaveText(['shop.prof', 'taylor-py313.prof']);
  });

  await test.step('an empty tab, for a file or nothing', async () => {
    await page.keyboard.press('Alt+t');
    await expect(page.getByRole('heading', { name: 'Drop a profile here' })).toBeVisible();
    await expect(tabs).toHaveText(['shop.prof', 'taylor-py313.prof', 'New tab']);
    await page.getByRole('button', { name: 'Close New tab' }).click();
    await expect(tabs).toHaveCount(2);
  });

  await test.step('closed one after the other', async () => {
    await expect(recordingFacts(page)).toContainText('taylor-py313.prof');
    await page.keyboard.press('Alt+w');
    await expect(recordingFacts(page)).toContainText('shop.prof');
    await expect(page.getByRole('tablist', { name: strip })).toHaveCount(0);
    await page.keyboard.press('Alt+w');
    await expect(page.getByRole('heading', { name: 'Drop a profile here' })).toBeVisible();
  });
});

test('several files come in a tab each', async ({ launch }) => {
  const { page } = await launch(recordings.taylor, recordings.shop, recordings.busy);
  const tabs = page.getByRole('tablist', { name: strip }).getByRole('tab');
  await expect(tabs).toHaveText(['taylor-py313.prof', 'shop.prof', 'busy-100us.cpuprofile'], { timeout: 20_000 });
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('next tab');
  await page.keyboard.press('Enter');
  await expect(recordingFacts(page)).toContainText('taylor-py313.prof');
});

test('another window opens no file by itself, and has settings in common', { tag: '@browser' }, async ({ launch }) => {
  const { page } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  const opened = page.waitForEvent('popup');
  await page.keyboard.press('Alt+n');
  const other = await opened;
  await expect(other.getByRole('heading', { name: 'Drop a profile here' })).toBeVisible();
  await other.getByRole('button', { name: /^taylor-py313\.prof/ }).click();
  await expectOpen(other, recordings.taylor);
});
