// What the specs of KCachegrind's defects share: one window in which the inputs of tests/support/defects.ts are opened one after the other.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type Launch, recordings } from './app.ts';
import { breadcrumb, cellsOf, expectOpen, openPath, row, table } from './window.ts';

export const functions = (page: Page) => table(page, 'Functions');
/** Inclusive cost, self cost and calls of a function. */
export const numbersOf = async (page: Page, name: string) => (await cellsOf(row(functions(page), name))).slice(0, 3);

export interface DefectWindow {
  readonly page: Page;
  readonly folder: string;
  readonly errors: readonly string[];
  /** Writes a callgrind file and opens it in place of the one before. */
  readonly open: (name: string, content: string) => Promise<void>;
  /** Why a number is not what its callers say, in the tooltip of the name above the panes. */
  readonly explanation: () => Promise<string>;
}

/** A window that shows costs, not shares, and opens every file in the same tab. */
export async function defectWindow(launch: Launch): Promise<DefectWindow> {
  const { page, folder, errors } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  await page.keyboard.press('%');
  await page.keyboard.press('ControlOrMeta+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('tab', { name: 'Files and windows' }).click();
  await settings.getByRole('combobox', { name: 'Open a further recording' }).selectOption('In the same tab');
  await page.keyboard.press('Escape');
  const open = async (name: string, content: string): Promise<void> => {
    const path = join(folder, `callgrind.out.${name}`);
    writeFileSync(path, content);
    await openPath(page, path);
    await expectOpen(page, path);
  };
  const explanation = async (): Promise<string> => {
    await breadcrumb(page).getByRole('strong').hover();
    const text = await page.getByRole('tooltip').innerText();
    await page.mouse.move(0, 0);
    await expect(page.getByRole('tooltip')).toHaveCount(0);
    return text;
  };
  return { page, folder, errors, open, explanation };
}
