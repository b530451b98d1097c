// Machine code and control flow as a person uses them: instructions under their source, the ways to write them, a missing binary, blocks
// walked with the keyboard, exports. What objdump prints is kept, so that no compiler is needed.
import { cpSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, savedFile, test } from './app.ts';
import { cursorOf, makeActive, picture, showTab } from './window.ts';

const machine = (page: Page): Locator => page.getByRole('grid', { name: 'Machine code', exact: true });
const line = (page: Page, text: string): Locator => machine(page).getByRole('row').filter({ hasText: text });

// biome-ignore lint/suspicious/noSkippedTests: Windows runs no scripts by their first line
test.skip(process.platform === 'win32', 'what stands for objdump is a script');
test.beforeEach(() => {
  process.env['OBJDUMP'] = resolve('fixtures/machine-code/objdump');
});
test.afterEach(() => {
  delete process.env['OBJDUMP'];
});

/** The recording in the test's folder; its binary and its source only where `whole`. */
function place(folder: string, whole: boolean): string {
  const recording = join(folder, 'callgrind.out.flow');
  cpSync('fixtures/machine-code/callgrind.out.flow', recording);
  if (whole) {
    cpSync('fixtures/machine-code/flow.cpp', join(folder, 'flow.cpp'));
    writeFileSync(join(folder, 'flow'), 'the program');
  }
  return recording;
}

test('shows instructions under the lines they were made from', async ({ launch }) => {
  const { folder } = await launch();
  const { page, errors } = await launch(place(folder, true));
  await makeActive(page, 'collatz(long)');
  await showTab(page, 'Machine code');
  await expect(line(page, 'while (n != 1)').first()).toBeVisible();
  await expect(line(page, 'lea 0x1(%rdi,%rdi,2),%rdi')).toBeVisible();
  await page.getByRole('button', { name: 'Source lines' }).click();
  await expect(line(page, 'while (n != 1)')).toHaveCount(0);
  await page.getByRole('button', { name: 'Hex', exact: true }).click();
  await expect(line(page, '48 8d 7c 7f 01')).toBeVisible();

  // How operands are written is remembered by the next window.
  await page.getByRole('button', { name: 'Intel syntax' }).click();
  await expect(page.getByRole('button', { name: 'Intel syntax' })).toHaveAttribute('aria-pressed', 'true');
  const again = await launch(join(folder, 'callgrind.out.flow'));
  await showTab(again.page, 'Machine code');
  await expect(again.page.getByRole('button', { name: 'Intel syntax' })).toHaveAttribute('aria-pressed', 'true');
  expect(errors).toEqual([]);
});

test('goes along calls, searches, and is exported', async ({ launch }) => {
  const { folder } = await launch();
  const { page } = await launch(place(folder, true));
  await makeActive(page, 'classify(int)');
  await showTab(page, 'Machine code');
  await page.getByRole('searchbox', { name: 'Find in Machine code' }).fill('imul');
  await expect(page.getByRole('status', { name: 'Found in Machine code' })).toHaveText(/of 2 lines/);
  const { bytes } = await savedFile(page, async () => {
    await page.getByRole('button', { name: 'Export Machine code' }).click();
    await page.getByRole('menuitem', { name: 'JSON' }).click();
  });
  const { instructions } = JSON.parse(bytes.toString()) as { instructions: { text: string; line: number }[] };
  expect(instructions.some(({ text, line: at }) => text.startsWith('imul') && at === 30)).toBe(true);
});

test('says what was tried for a missing binary, and shows addresses and costs without it', async ({ launch }) => {
  const { folder } = await launch();
  const { page } = await launch(place(folder, false));
  await makeActive(page, 'collatz(long)');
  await showTab(page, 'Machine code');
  const missing = page.getByRole('region', { name: 'Binary not found' });
  await expect(missing).toContainText('/home/dev/flow/flow');
  await expect(line(page, '4011f3')).toBeVisible();
  writeFileSync(join(folder, 'other'), 'the program');
  await missing.getByRole('button', { name: 'Choose file…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Choose file' });
  await dialog.getByLabel('Are this file').fill(join(folder, 'other'));
  await dialog.getByRole('button', { name: 'Choose file' }).click();
  await expect(line(page, 'sar %rdi')).toBeVisible();
});

test('draws the control flow, walked with the keyboard and exported', async ({ launch }) => {
  const { folder } = await launch();
  const { page, errors } = await launch(place(folder, true));
  await makeActive(page, 'collatz(long)');
  await showTab(page, 'Control flow');
  const cursor = cursorOf(page, 'Control flow');
  await expect(cursor).toContainText('0x4011e1 … 0x4011ec');
  await expect(cursor).toContainText('the function begins here');
  await picture(page, 'Control flow').focus();
  await page.keyboard.press('ArrowDown');
  await expect(cursor).toContainText('unconditional jump, 1 time');
  await page.keyboard.press('ArrowDown');
  await expect(cursor).toContainText('ran 111 times');
  await page.getByRole('button', { name: 'Blocks of the control flow' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Its dearest source lines' }).click();
  const { bytes } = await savedFile(page, async () => {
    await page.getByRole('button', { name: 'Export Control flow' }).click();
    await page.getByRole('menuitem', { name: 'DOT graph' }).click();
  });
  expect(bytes.toString()).toContain('n = 3 * n + 1;');
  expect(errors).toEqual([]);
});
