// One whole walk without a mouse: open, search, make active, change tabs, walk map and graph, palette, shortcut sheet, export, Escape.
// The focus is moved by keys alone and is always to be seen.
import type { Locator, Page } from '@playwright/test';
import { expect, recordings, savedFile, test } from './app.ts';
import {
  cursorOf,
  expectActive,
  expectOpen,
  namesIn,
  picture,
  recordingFacts,
  search,
  table,
  toolbar,
} from './window.ts';

/** Tab (or Shift+Tab) until the thing has the focus: what cannot be reached so is out of reach for many. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press(key);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${target} was not reached with ${key}`);
}

/** A person can see where the focus is: without it the window looks different. */
async function expectVisibleFocus(page: Page): Promise<void> {
  const focused = await page.evaluateHandle(() => document.activeElement as HTMLElement);
  const withFocus = await page.screenshot({ animations: 'disabled' });
  await focused.evaluate((element) => element.blur());
  const without = await page.screenshot({ animations: 'disabled' });
  await focused.evaluate((element) => element.focus());
  expect(withFocus.equals(without), `no sign of the focus on ${focused}`).toBe(false);
}

test('a whole walk by keyboard', async ({ launch }) => {
  const { page } = await launch();
  const sample = page.getByRole('button', { name: /^Taylor series/ });
  await expect(sample).toBeVisible();
  await tabTo(page, sample);
  await expectVisibleFocus(page);
  await page.keyboard.press('Enter');
  await expectOpen(page, recordings.taylor);

  await test.step('search, and from there into the list', async () => {
    await page.keyboard.press('ControlOrMeta+f');
    await expect(search(page)).toBeFocused();
    await expectVisibleFocus(page);
    await page.keyboard.type('taylor');
    await expect.poll(() => namesIn(table(page, 'Functions'))).toEqual(['taylor_exp', 'taylor_sin']);
    await page.keyboard.press('ArrowDown');
    await expect(table(page, 'Functions')).toBeFocused();
    await expectVisibleFocus(page);
    await page.keyboard.press('End');
    await page.keyboard.press('Space');
    await expectActive(page, 'taylor_sin');
    await page.keyboard.press('ControlOrMeta+f');
    await page.keyboard.press('Escape');
    await expect(search(page)).toHaveValue('');
  });

  await test.step('a button of the toolbar', async () => {
    const relative = toolbar(page).getByRole('button', { name: 'Relative', exact: true });
    await tabTo(page, relative, 'Shift+Tab');
    await expectVisibleFocus(page);
    await page.keyboard.press('Space');
    await expect(relative).toHaveAttribute('aria-pressed', 'false');
    await page.keyboard.press('%');
    await expect(relative).toHaveAttribute('aria-pressed', 'true');
  });

  await test.step('the tabs of a pane', async () => {
    await tabTo(page, page.getByRole('tab', { name: 'Callee map' }));
    await expectVisibleFocus(page);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await expect(table(page, 'All callers')).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(picture(page, 'Callee map')).toBeVisible();
  });

  await test.step('the callee map', async () => {
    await tabTo(page, picture(page, 'Callee map'));
    await expectVisibleFocus(page);
    await page.keyboard.press('ArrowDown');
    await expect(cursorOf(page, 'Callee map')).toContainText('taylor_sin › factorial');
    await page.keyboard.press('Enter');
    await expectActive(page, 'factorial');
  });

  await test.step('the call graph', async () => {
    await tabTo(page, picture(page, 'Call graph'));
    await expectVisibleFocus(page);
    // From a node to the line of its heaviest caller, across to the other line, and along it.
    await page.keyboard.press('ArrowUp');
    await expect(cursorOf(page, 'Call graph')).toContainText('Call taylor_exp → factorial: ');
    await page.keyboard.press('ArrowRight');
    await expect(cursorOf(page, 'Call graph')).toContainText('Call taylor_sin → factorial: ');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowUp');
    await expect(cursorOf(page, 'Call graph')).toContainText('taylor_exp: ');
    await page.keyboard.press('Enter');
    await expectActive(page, 'taylor_exp');
  });

  await test.step('the context menu of a row', async () => {
    await page.keyboard.press('ControlOrMeta+f');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+F10');
    const menu = page.getByRole('menu', { name: 'Item' });
    await expect(menu).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(menu).toHaveCount(0);
    await expect(table(page, 'Functions')).toBeFocused();
  });

  await test.step('the palette: a function, then a command', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await expect(page.getByRole('combobox', { name: 'Command or function' })).toBeFocused();
    await page.keyboard.type('benchmark');
    await expect(page.getByRole('option', { name: /^benchmark/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expectActive(page, 'benchmark');
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('show call graph');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('export as svg');
    const saved = await savedFile(page, () => page.keyboard.press('Enter'));
    expect(saved.name).toBe('taylor-py313-call-graph-of-benchmark.svg');
  });

  await test.step('the shortcut sheet', async () => {
    await tabTo(page, table(page, 'Functions'));
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(
      sheet
        .getByRole('definition')
        .filter({ hasText: /Ctrl|⌘/ })
        .first(),
    ).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(sheet).toHaveCount(0);
    await expect(table(page, 'Functions')).toBeFocused();
  });

  await test.step('back where it began', async () => {
    await page.keyboard.press('Alt+ArrowLeft');
    await expectActive(page, 'taylor_exp');
    await expect(recordingFacts(page)).toContainText('taylor-py313.prof');
  });
});

test('the command table has no two commands for one key, and the sheet lists them all', async ({ launch }) => {
  const { commands } = await import('../../shared/commands/commands.ts');
  const shortcuts = commands.flatMap((command) => command.shortcuts ?? []);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
  const { page } = await launch();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  for (const { title } of commands.filter((command) => command.shortcuts !== undefined)) {
    await expect(sheet.getByRole('term').filter({ hasText: title }).first()).toBeVisible();
  }
});
