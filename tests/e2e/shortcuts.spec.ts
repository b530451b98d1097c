// Keys of one's own: searched, pressed, taken over, reset, and effective wherever keys are: keyboard, tooltips, palette, sheet, next start.
import type { Page } from '@playwright/test';
import { expect, recordings, test } from './app.ts';
import { expectOpen, search, toolbar } from './window.ts';

async function keyboardSettings(page: Page) {
  await page.keyboard.press('ControlOrMeta+,');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('tab', { name: 'Keyboard' }).click();
  return dialog;
}

test('a key is pressed for a command, taken from another, kept, and reset', async ({ launch }) => {
  const { page } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  const dialog = await keyboardSettings(page);
  const line = (name: string) => dialog.getByRole('group', { name, exact: true });

  await test.step('a free key', async () => {
    await dialog.getByRole('searchbox', { name: 'Search commands' }).fill('cycles');
    await expect(dialog.getByRole('group', { name: 'Open', exact: true })).toHaveCount(0);
    await line('Cycles').getByRole('button', { name: 'Press a key for Cycles' }).press('Enter');
    await expect(line('Cycles').getByRole('status', { name: 'Press the key for Cycles' })).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(line('Cycles').getByRole('alert')).toHaveText('↑ is needed to move about in views.');
    await page.keyboard.press('Alt+c');
    await expect(line('Cycles').getByRole('button', { name: 'Take Alt+C off Cycles' })).toBeVisible();
    await expect(line('Cycles').getByRole('button', { name: 'Press a key for Cycles' })).toBeFocused();
  });

  await test.step('a key that another command has', async () => {
    await dialog.getByRole('searchbox', { name: 'Search commands' }).fill('ctrl f');
    await expect(line('Search functions')).toBeVisible();
    await dialog.getByRole('searchbox', { name: 'Search commands' }).fill('relative');
    await line('Relative').getByRole('button', { name: 'Press a key for Relative' }).click();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeVisible();
    await line('Relative').getByRole('button', { name: 'Press a key for Relative' }).click();
    await page.keyboard.press('Control+f');
    await expect(line('Relative').getByRole('alert')).toContainText('is the key of “Search functions”.');
    await line('Relative').getByRole('button', { name: 'Take it from Search functions' }).click();
    await dialog.getByRole('searchbox', { name: 'Search commands' }).fill('search');
    await expect(line('Search functions').getByRole('button', { name: /^Take/ })).toHaveCount(0);
  });

  await test.step('where they are effective', async () => {
    await page.keyboard.press('Escape');
    const relative = toolbar(page).getByRole('button', { name: 'Relative', exact: true });
    const cycles = toolbar(page).getByRole('button', { name: 'Cycles' });
    await expect(cycles).toHaveAttribute('aria-keyshortcuts', 'Alt+C');
    await expect(relative).toHaveAttribute('aria-keyshortcuts', 'Ctrl+F');
    await page.keyboard.press('Alt+c');
    await expect(cycles).toHaveAttribute('aria-pressed', 'false');
    await page.keyboard.press('Control+f');
    await expect(relative).toHaveAttribute('aria-pressed', 'false');
    await expect(search(page)).not.toBeFocused();
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('cycles');
    await expect(page.getByRole('option', { name: 'Cycles Alt C', exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByRole('searchbox', { name: 'Search shortcuts' }).fill('alt c');
    await expect(sheet.getByRole('term').filter({ hasText: 'Cycles' })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('the next start knows them; one is reset, then all', async () => {
    const again = (await launch(recordings.taylor)).page;
    await expectOpen(again, recordings.taylor);
    const cycles = toolbar(again).getByRole('button', { name: 'Cycles' });
    await expect(cycles).toHaveAttribute('aria-keyshortcuts', 'Alt+C');
    const settings = await keyboardSettings(again);
    await settings.getByRole('button', { name: 'Reset keys of Cycles' }).click();
    await expect(settings.getByRole('button', { name: 'Take Alt+C off Cycles' })).toHaveCount(0);
    await settings.getByRole('button', { name: 'Reset all keys' }).click();
    await expect(settings.getByRole('button', { name: 'Take Ctrl+F off Search functions' })).toBeVisible();
    await again.keyboard.press('Escape');
    await again.keyboard.press('ControlOrMeta+f');
    await expect(search(again)).toBeFocused();
  });
});

test('a key that a browser keeps is told apart, one of a view is told, and a wrong settings file stops nothing', async ({
  launch,
}) => {
  const { writeFileSync, mkdirSync } = await import('node:fs');
  const { join } = await import('node:path');
  const { page, folder } = await launch();
  mkdirSync(join(folder, 'config/callipers'), { recursive: true });
  writeFileSync(
    join(folder, 'config/callipers/settings.json'),
    JSON.stringify({ shortcuts: { fly: ['F2'], reload: ['Ctrl+R', 'F8'] } }),
  );
  await page.close();
  const again = (await launch(recordings.taylor)).page;
  await expectOpen(again, recordings.taylor);
  const dialog = await keyboardSettings(again);
  await expect(dialog.getByRole('note', { name: 'Keys that are ignored' })).toContainText('There is no command “fly”.');
  await expect(dialog.getByRole('note', { name: 'Keys that are ignored' })).toContainText(
    '“Ctrl+R” of reload is no key.',
  );
  await expect(dialog.getByRole('button', { name: 'Take F8 off Reload' })).toBeVisible();
  const tab = dialog.getByRole('group', { name: 'New tab' });
  await expect(tab.getByTitle(/^The browser keeps this key for itself/)).toHaveText(/Ctrl\s*T\s*browser/);
  await dialog.getByRole('button', { name: 'Press a key for Reload', exact: true }).click();
  await again.keyboard.press('F3');
  await expect(dialog.getByRole('group', { name: 'Reload', exact: true }).getByRole('alert')).toContainText(
    'is “Next, previous found line” in “Source”, and stays so there.',
  );
});
