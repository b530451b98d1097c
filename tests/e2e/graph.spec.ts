// The call graph as a person bends it: nodes hidden, pinned, opened and closed, what is left out, layouts, a search inside it, calls as things
// of their own, and a layout that takes long.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, recordings, test } from './app.ts';
import {
  cursorOf,
  expectActive,
  expectOpen,
  exportedJson,
  exportedText,
  makeActive,
  namesIn,
  openPath,
  picture,
  searchFor,
  showTab,
  table,
} from './window.ts';

const view = 'Call graph';

interface ExportedGraph {
  readonly values: string;
  readonly nodes: readonly { readonly name: string }[];
  readonly skipped: readonly { readonly edges: number }[];
  readonly hidden: { readonly nodes: number; readonly edges: number };
}

const exported = (page: Page) => exportedJson<ExportedGraph>(page, view);
const namesOf = async (page: Page) => (await exported(page)).nodes.map(({ name }) => name);
const limits = (page: Page) => page.getByRole('group', { name: `Limits of ${view}` });

/** Chooses from one of the two menus below the graph. */
async function choose(page: Page, menu: 'Layout' | 'Show', item: string): Promise<void> {
  await page.getByRole('button', { name: `${menu} of the call graph` }).click();
  await page.getByRole('menuitemcheckbox', { name: item, exact: true }).click();
}

/** Puts the slider at one of its ends. */
async function slide(page: Page, name: string, key: 'Home' | 'End'): Promise<void> {
  await page.getByRole('slider', { name, exact: true }).focus();
  await page.keyboard.press(key);
}

/** Puts the cursor on a node by the search inside the graph. */
async function find(page: Page, text: string): Promise<void> {
  const field = page.getByRole('searchbox', { name: `Find in ${view}` });
  await field.fill(text);
  await field.press('Enter');
  await expect(cursorOf(page, view)).toContainText(text);
  await field.fill('');
}

test('nodes are hidden and come back, pinned ones stay, opened ones show more, closed ones less', async ({
  launch,
}) => {
  const { page } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  await showTab(page, view);
  await makeActive(page, 'benchmark');

  await test.step('hide and show again', async () => {
    await find(page, 'taylor_sin');
    await picture(page, view).focus();
    await page.keyboard.press('h');
    const chip = page
      .getByRole('group', { name: 'Hidden nodes' })
      .getByRole('button', { name: 'Show taylor_sin again' });
    await expect(chip).toBeVisible();
    await expect.poll(() => namesOf(page)).not.toContain('taylor_sin');
    await chip.click();
    await expect(chip).toHaveCount(0);
    await expect.poll(() => namesOf(page)).toContain('taylor_sin');
  });

  await test.step('pin: shown whatever the limits', async () => {
    await find(page, 'factorial');
    await picture(page, view).focus();
    await page.keyboard.press('p');
    await slide(page, 'Callee depth', 'Home');
    expect((await namesOf(page)).sort()).toContain('factorial');
    await picture(page, view).focus();
    await page.keyboard.press('Home');
    await expect(cursorOf(page, view)).toContainText('benchmark: ');
    await page.keyboard.press('e');
    // Nothing below was shown but the pinned one and the way to it; now all that benchmark calls.
    await expect.poll(async () => (await exported(page)).nodes.length).toBeGreaterThan(4);
  });

  await test.step('close a node from its menu, then undo everything', async () => {
    await find(page, 'taylor_exp');
    await picture(page, view).focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: /^Close/ }).click();
    await page.getByRole('button', { name: 'Show of the call graph' }).click();
    await page.getByRole('menuitem', { name: /^Undo hiding/ }).click();
    await slide(page, 'Callee depth', 'Home');
    await expect.poll(async () => (await namesOf(page)).includes('factorial')).toBe(false);
  });
});

test('calls left out, whole costs, boxes and layouts are in the picture and in its exports', async ({ launch }) => {
  const { page } = await launch(recordings.shapes);
  await expectOpen(page, recordings.shapes);
  await showTab(page, view);
  await expect(limits(page)).toContainText('cost while main ran');

  await choose(page, 'Show', 'Arrows for calls left out');
  await choose(page, 'Show', 'Module');
  await choose(page, 'Layout', 'Left to right');
  const dot = await exportedText(page, view, 'DOT graph');
  expect(dot).toContain('rankdir=LR');
  expect(dot).toMatch(/subgraph cluster_g0/);
  expect(dot).toMatch(/style=dotted/);
  expect((await exported(page)).skipped.length).toBeGreaterThan(0);
  const svg = await exportedText(page, view, 'SVG picture');
  expect(svg).toContain('calls that are left out, added up');

  await choose(page, 'Show', 'Whole inclusive costs');
  await expect(limits(page)).toContainText('whole inclusive costs');
  await expect.poll(async () => (await exported(page)).values).toBe('global');

  await choose(page, 'Layout', 'Circular');
  await page.getByRole('button', { name: 'Show of the call graph' }).click();
  await expect(page.getByRole('menuitemcheckbox', { name: 'Module', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await page.getByRole('menuitem', { name: 'Reset graph' }).click();
  await expect(limits(page)).toContainText('cost while main ran');
  await expect.poll(async () => (await exported(page)).skipped).toEqual([]);
});

test('a call is a thing of its own: reached by keys, told in words, with both its ends in its menu', async ({
  launch,
}) => {
  const { page } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  await showTab(page, view);
  await makeActive(page, 'taylor_exp');
  await picture(page, view).focus();
  await page.keyboard.press('ArrowDown');
  await expect(cursorOf(page, view)).toContainText(/^Call taylor_exp → factorial: .* 500 calls\.$/);
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Select the callee, factorial' })).toBeVisible();
  await page.getByRole('menuitem', { name: 'Select the caller, taylor_exp' }).click();
  await picture(page, view).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expectActive(page, 'factorial');
});

test('a layout that takes long says so, can be ended, and leaves the window free', async ({ launch }) => {
  const { page, folder } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  const file = join(folder, 'callgrind.out.wide');
  writeFileSync(file, wideProfile(3000));
  await openPath(page, file);
  await expectOpen(page, file);
  await showTab(page, view);
  // All calls as well: without them the layout may be over before the page was asked for anything.
  for (const [name, key] of [
    ['Minimum call share', 'Home'],
    ['Minimum node share', 'Home'],
    ['Largest number of nodes', 'End'],
  ] as const) {
    await slide(page, name, key);
  }
  const waiting = page.getByRole('group', { name: 'Layout under way' });
  await expect(waiting).toContainText('Laying out 3,000 nodes', { timeout: 15_000 });
  // The page answers meanwhile.
  await searchFor(page, '/^function_7$/');
  await expect.poll(() => namesIn(table(page, 'Functions'))).toEqual(['function_7']);
  await expect(waiting).toBeVisible();
  await waiting.getByRole('button', { name: 'Cancel layout' }).click();
  const ended = page.getByRole('alert').filter({ hasText: 'was cancelled' });
  await expect(ended).toBeVisible();
  await ended.getByRole('button', { name: 'Show a smaller graph' }).click();
  await slide(page, 'Minimum node share', 'End');
  await expect(ended).toHaveCount(0);
  await expect(waiting).toHaveCount(0, { timeout: 30_000 });
});

/** Every function is called by two of those before it, one of them always the nearest half. */
function wideProfile(functions: number): string {
  const lines = ['# callgrind format', 'events: Ir', ''];
  const callees = Array.from({ length: functions }, (): number[] => []);
  for (let f = 1; f < functions; f++) {
    callees[Math.floor(f / 2)]?.push(f);
    if (f > 3) callees[Math.floor((f * 7919) % f)]?.push(f);
  }
  callees.forEach((list, f) => {
    lines.push(`fn=function_${f}`, '1 10');
    for (const callee of list) lines.push(`cfn=function_${callee}`, 'calls=2 1', '2 20');
  });
  return `${lines.join('\n')}\n`;
}
