// Colours of one's own: given in the menu of a function and of a legend's entry, seen in every view, kept, limited to a program, taken back.
import type { Page } from '@playwright/test';
import { expect, recordings, test } from './app.ts';
import { expectOpen, row, table } from './window.ts';

/** The hue of a function's swatch in the list: the last number of its colour. Not by role: behind a dialog nothing has one. */
async function hueInList(page: Page, name: string): Promise<string> {
  const line = page.locator('.table[aria-label="Functions"] [role="row"]').filter({ hasText: name }).first();
  const colour = await line.locator('.swatch').getAttribute('style');
  return /(\d+)\)/.exec(colour ?? '')?.[1] ?? 'grey';
}

test('a colour is given to a function, and to a legend’s entry, and taken back', async ({ launch }) => {
  const { page } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  const automatic = await hueInList(page, 'factorial');

  await test.step('by the menu of a row', async () => {
    await row(table(page, 'Functions'), 'factorial').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Colour…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Colour' });
    await expect(dialog.getByRole('radio', { name: /^Function factorial/ })).toBeChecked();
    await dialog.getByRole('button', { name: 'Pink' }).click();
    await expect.poll(() => hueInList(page, 'factorial')).toBe('340');
    await dialog.getByRole('slider', { name: 'Hue' }).fill('17');
    await expect.poll(() => hueInList(page, 'factorial')).toBe('17');
    await dialog.getByRole('radio', { name: /^File taylor\.py/ }).check();
    await dialog.getByRole('button', { name: 'Grey' }).click();
    await expect.poll(() => hueInList(page, 'taylor_exp')).toBe('grey');
    await expect.poll(() => hueInList(page, 'factorial')).toBe('17');
    await dialog.getByRole('button', { name: 'Automatic' }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
  });

  await test.step('by the legend of a map, for this program alone', async () => {
    const choice = page.getByRole('combobox', { name: 'Colours of Callee map' });
    await expect(choice.getByRole('option', { name: 'Functions (one file)', includeHidden: true })).toHaveJSProperty(
      'selected',
      true,
    );
    const entry = page.getByRole('list', { name: 'Legend of Callee map' }).getByRole('button', { name: /factorial/ });
    await entry.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Colour of factorial…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Colour' });
    await dialog.getByRole('checkbox', { name: 'Only in recordings of this program' }).check();
    await dialog.getByRole('button', { name: 'Blue' }).click();
    await expect.poll(() => hueInList(page, 'factorial')).toBe('255');
    await page.keyboard.press('Escape');
  });

  await test.step('the next start knows it; the settings list it and take it back', async () => {
    const again = (await launch(recordings.taylor)).page;
    await expectOpen(again, recordings.taylor);
    await expect.poll(() => hueInList(again, 'factorial')).toBe('255');
    await again.keyboard.press('ControlOrMeta+,');
    const settings = again.getByRole('dialog', { name: 'Settings' });
    await settings.getByRole('tab', { name: 'Colours' }).click();
    await expect(settings.getByText(/^Function, only in recordings of /)).toBeVisible();
    await settings.getByRole('combobox', { name: 'Colours of functions stand for' }).selectOption('Namespace');
    await settings.getByRole('button', { name: 'factorial: automatic again' }).click();
    await expect(settings.getByText('None yet', { exact: false })).toBeVisible();
    await settings.getByRole('button', { name: 'Reset colours of functions stand for' }).click();
    await again.keyboard.press('Escape');
    await expect.poll(() => hueInList(again, 'factorial')).toBe(automatic);
  });
});

test('a colour holds in another recording, unless it is for one program', async ({ launch }) => {
  const { page } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  const give = async (name: string, hue: string, only: boolean) => {
    await row(table(page, 'Functions'), name).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Colour…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Colour' });
    await dialog.getByRole('button', { name: hue }).click();
    if (only) await dialog.getByRole('checkbox', { name: 'Only in recordings of this program' }).check();
    await dialog.getByRole('button', { name: 'Done' }).click();
  };
  await give('<module>', 'Pink', false);
  await give('builtins.exec', 'Orange', true);
  const other = (await launch(recordings.shop)).page;
  await expectOpen(other, recordings.shop);
  await expect.poll(() => hueInList(other, '<module>')).toBe('340');
  await expect.poll(() => hueInList(other, 'builtins.exec')).toBe('grey');
});
