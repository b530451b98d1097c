// What somebody who has used KCachegrind for ten years does again and again, by role and name: for the specs of the handbook's tasks.
import type { Locator, Page } from '@playwright/test';
import { expect } from './app.ts';
import { expectActive, row, search, searchFor, table, toolbar } from './window.ts';

export const functions = (page: Page): Locator => table(page, 'Functions');
export const tree = (page: Page): Locator => page.getByRole('treegrid', { name: 'Functions', exact: true });
export const header = (page: Page, title: RegExp) => functions(page).getByRole('columnheader', { name: title });
export const pressed = (page: Page, name: string) => toolbar(page).getByRole('button', { name, exact: true });
export const announced = (page: Page) => page.getByRole('status', { name: 'Announcement' });
export const makeShape = 'geometry::make_shape(int, double, double)';

export async function groupBy(page: Page, choice: string): Promise<void> {
  await page.getByRole('button', { name: 'Group functions' }).click();
  await page.getByRole('menu', { name: 'Group functions' }).getByText(choice, { exact: true }).click();
}

/** By the palette, under the key that it has there. */
export async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+Alt+i');
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toHaveCount(0);
}

/** Searches for a function and makes the first hit active, as KCachegrind's search box does. */
export async function goTo(page: Page, text: string, name = text): Promise<void> {
  await searchFor(page, text);
  await expect(row(functions(page), name)).toBeVisible();
  await search(page).press('Enter');
  await expectActive(page, name);
  await searchFor(page, '');
}

export async function choose(page: Page, menu: string, item: string): Promise<void> {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitemcheckbox', { name: item, exact: true }).click();
}

export async function slide(page: Page, name: string, key: string): Promise<void> {
  await page.getByRole('slider', { name, exact: true }).focus();
  await page.keyboard.press(key);
}
