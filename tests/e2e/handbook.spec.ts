// The tasks of KCachegrind's handbook, as somebody goes about them who has used it for ten years: the same keys, the same order, found by
// role and name. Expected numbers are those of callgrind_annotate and of the references beside the recordings.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { chooseFiles, copyOf, expect, recordings, test } from './app.ts';
import {
  breadcrumb,
  cellsOf,
  cursorOf,
  expectActive,
  expectOpen,
  exportedJson,
  exportedText,
  makeActive,
  namesIn,
  picture,
  recordingFacts,
  row,
  search,
  showTab,
  table,
  toolbar,
} from './window.ts';

const functions = (page: Page): Locator => table(page, 'Functions');
const tree = (page: Page): Locator => page.getByRole('treegrid', { name: 'Functions', exact: true });
const header = (page: Page, title: RegExp) => functions(page).getByRole('columnheader', { name: title });
const pressed = (page: Page, name: string) => toolbar(page).getByRole('button', { name, exact: true });
const announced = (page: Page) => page.getByRole('status', { name: 'Announcement' });
const makeShape = 'geometry::make_shape(int, double, double)';

async function groupBy(page: Page, choice: string): Promise<void> {
  await page.getByRole('button', { name: 'Group functions' }).click();
  await page.getByRole('menu', { name: 'Group functions' }).getByText(choice, { exact: true }).click();
}

/** By the palette, under the key that it has there. */
async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+Alt+i');
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toHaveCount(0);
}

/** Searches for a function and makes the first hit active, as KCachegrind's search box does. */
async function goTo(page: Page, text: string, name = text): Promise<void> {
  await search(page).fill(text);
  await expect(row(functions(page), name)).toBeVisible();
  await search(page).press('Enter');
  await expectActive(page, name);
  await search(page).fill('');
}

async function choose(page: Page, menu: string, item: string): Promise<void> {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitemcheckbox', { name: item, exact: true }).click();
}

async function slide(page: Page, name: string, key: string): Promise<void> {
  await page.getByRole('slider', { name, exact: true }).focus();
  await page.keyboard.press(key);
}

test('the dearest functions of a C++ program, and what belongs to each', async ({ launch }) => {
  const { page, errors } = await launch(recordings.shapes);
  await expectOpen(page, recordings.shapes);

  await test.step('the list as it opens: by inclusive cost, main is active', async () => {
    await expect(header(page, /^Incl/)).toHaveAttribute('aria-sort', 'descending');
    expect((await namesIn(functions(page))).slice(0, 3)).toEqual([
      '0x000000000001ab70',
      '_dl_start',
      '_dl_sysdep_start',
    ]);
    await expectActive(page, 'main');
    await expect(page).toHaveTitle('callgrind.out.shapes.default [./shapes] – Callipers');
  });

  await test.step('by self cost with one click on the header', async () => {
    await header(page, /^Self/).getByRole('button').click();
    // 472,422 + 167,054 and 465,666 of 2,712,214 with small inlined pieces, as callgrind_annotate adds them up by file.
    await expect
      .poll(async () => (await namesIn(functions(page))).slice(0, 2))
      .toEqual(['_dl_lookup_symbol_x', 'do_lookup_x']);
    await header(page, /^Incl/).getByRole('button').click();
  });

  await test.step('absolute and relative', async () => {
    await pressed(page, 'Relative').click();
    await expect(row(functions(page), 'main')).toContainText('986 k');
    await expect(recordingFacts(page)).toContainText('total 2.71 M');
    await pressed(page, 'Relative').click();
    await expect(row(functions(page), 'main')).toContainText('36.35');
  });

  await test.step('by ELF object, source file, class and cycle', async () => {
    for (const [choice, group] of [
      ['Group by module', 'shapes'],
      ['Group by file', 'shapes_main.cpp'],
      ['Group by namespace or class', 'geometry'],
    ] as const) {
      await groupBy(page, choice);
      await expect(row(tree(page), group).first()).toHaveAttribute('aria-expanded', /true|false/);
    }
    await groupBy(page, 'No grouping');
  });

  await test.step('search while typing, Return takes the first hit', async () => {
    await page.keyboard.press('Control+f');
    await page.keyboard.type('make_sh');
    await expect.poll(() => namesIn(functions(page))).toEqual([makeShape, `${makeShape} [clone .cold]`]);
    await page.keyboard.press('Enter');
    await expectActive(page, makeShape);
    await expect(search(page)).toHaveValue('make_sh');
    await page.keyboard.press('Escape');
    await expect(search(page)).toHaveValue('');
  });

  await test.step('callers and callees, gone along with Return and Space', async () => {
    await showTab(page, 'Callers');
    await expect(row(table(page, 'Callers'), 'main')).toContainText('600');
    await table(page, 'Callers').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expectActive(page, 'main');
    await showTab(page, 'Callees');
    await expect(row(table(page, 'Callees'), makeShape)).toContainText('600');
    await table(page, 'Callees').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await expectActive(page, makeShape);
  });

  await test.step('back, forward and up', async () => {
    await page.keyboard.press('Alt+ArrowLeft');
    await expectActive(page, 'main');
    await page.keyboard.press('Alt+ArrowRight');
    await expectActive(page, makeShape);
    await page.keyboard.press('Alt+ArrowUp');
    await expectActive(page, 'main');
  });

  await test.step('relative to parent: callees as shares of the active function', async () => {
    // 575,527 of the 985,848 of main, and of the 2,712,214 of everything.
    const call = row(table(page, 'Callees'), makeShape);
    await expect(call).toContainText('21.22');
    await pressed(page, 'Relative to parent').click();
    await expect(call).toContainText('58.38');
    await pressed(page, 'Relative to parent').click();
  });

  await test.step('names without template arguments', async () => {
    await search(page).fill('introsort');
    const first = functions(page).getByRole('row').nth(1);
    await expect(first).toContainText('__normal_iterator<double*');
    await pressed(page, 'Shorten names').click();
    await expect(first).not.toContainText('__normal_iterator<double*');
    await pressed(page, 'Shorten names').click();
    await search(page).fill('');
  });

  await test.step('annotated source: the dearest line, and along a call', async () => {
    await showTab(page, 'Source');
    const source = table(page, 'Source');
    const call = source.getByRole('row').filter({ hasText: /600 calls to ?geometry::make_shape/ });
    await expect(call).toBeVisible();
    await call.dblclick();
    await expectActive(page, makeShape);
    // Its dearest line is inlined code.
    await expect(source.getByRole('columnheader', { name: /Inlined from src\/shapes\.hpp/ })).toBeVisible();
    await page.keyboard.press('Alt+ArrowLeft');
  });
  expect(errors).toEqual([]);
});

test('the call graph and the maps of a function', async ({ launch }) => {
  const { page, errors } = await launch(recordings.shapes);
  await expectOpen(page, recordings.shapes);
  await showTab(page, 'Call graph');
  const nodes = async () => (await exportedJson<{ nodes: unknown[] }>(page, 'Call graph')).nodes.length;

  await test.step('call graph from main, with other limits', async () => {
    const before = await nodes();
    await slide(page, 'Minimum node share', 'Home');
    await expect.poll(nodes).toBeGreaterThan(before);
    await slide(page, 'Callee depth', 'Home');
    await slide(page, 'Caller depth', 'Home');
    await expect.poll(nodes).toBe(1);
    await page.getByRole('slider', { name: 'Caller depth', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    // (below main) alone calls main.
    await expect.poll(nodes).toBe(2);
    await slide(page, 'Callee depth', 'End');
    await expect.poll(nodes).toBeGreaterThan(before);
  });

  await test.step('layouts and overview of the graph', async () => {
    for (const item of ['Left to right', 'Tall, long names on several lines', 'Bottom left']) {
      await choose(page, 'Layout of the call graph', item);
    }
    await page.getByRole('button', { name: 'Layout of the call graph' }).click();
    for (const item of ['Left to right', 'Tall, long names on several lines', 'Bottom left']) {
      await expect(page.getByRole('menuitemcheckbox', { name: item, exact: true })).toBeChecked();
    }
    await page.keyboard.press('Escape');
    expect(await exportedText(page, 'Call graph', 'DOT graph')).toContain('rankdir=LR');
    await choose(page, 'Layout of the call graph', 'Top to bottom');
  });

  await test.step('along its calls by keys, Return makes active', async () => {
    await picture(page, 'Call graph').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await expect(cursorOf(page, 'Call graph')).toContainText('Call main → geometry::make_shape');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expectActive(page, makeShape);
    await page.keyboard.press('Alt+ArrowLeft');
    await expectActive(page, 'main');
  });

  await test.step('callee map: the dearest leaf, and its limits', async () => {
    await showTab(page, 'Callee map');
    const map = picture(page, 'Callee map');
    await map.focus();
    await page.keyboard.press('ArrowDown');
    await expect(cursorOf(page, 'Callee map')).toContainText(`main › ${makeShape}`);
    await expect(page.locator('.tooltip.point')).toContainText(makeShape);
    for (const item of ['Show calls', 'Show locations', 'Border of 1 pixel', 'Rows']) {
      await choose(page, 'Options of Callee map', item);
    }
    await page.getByRole('button', { name: 'Options of Callee map' }).click();
    for (const item of ['Show calls', 'Show locations', 'Border of 1 pixel', 'Rows']) {
      await expect(page.getByRole('menuitemcheckbox', { name: item, exact: true })).toBeChecked();
    }
    await page.keyboard.press('Escape');
    await map.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: /^Stop at depth of geometry::make_shape.* \(1\)$/ }).click();
    await map.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    const atDepth = await cursorOf(page, 'Callee map').innerText();
    // Nothing is inside of it any more.
    await page.keyboard.press('ArrowDown');
    expect(await cursorOf(page, 'Callee map').innerText()).toBe(atDepth);
    await slide(page, 'Maximum depth', 'End');
  });

  await test.step('the keys of the map', async () => {
    const map = picture(page, 'Callee map');
    await map.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect(breadcrumb(page).getByRole('strong')).toHaveText('main');
    await page.keyboard.press('ArrowRight');
    await expect(cursorOf(page, 'Callee map')).not.toContainText(`› ${makeShape}`);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Backspace');
    await expect(cursorOf(page, 'Callee map')).toContainText(/^main: /);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expectActive(page, makeShape);
  });

  await test.step('caller map: who it was for', async () => {
    await showTab(page, 'Caller map');
    await picture(page, 'Caller map').focus();
    await page.keyboard.press('ArrowDown');
    await expect(cursorOf(page, 'Caller map')).toContainText(`${makeShape} › main`);
  });
  expect(errors).toEqual([]);
});

test('parts: the threads of a run', async ({ launch }) => {
  const folder = (await launch()).folder;
  mkdirSync(join(folder, 'run'));
  const threads = [1, 2, 3, 4].map((thread) =>
    copyOf(`fixtures/callgrind/threads-separate/callgrind.out.threads.separate-0${thread}.gz`, join(folder, 'run')),
  );
  const { page, errors } = await launch(threads[0] ?? '');
  await expectOpen(page, threads[0] ?? '');

  await test.step('Add: the other threads, each a part', async () => {
    await chooseFiles(page, () => command(page, 'add files to this recording'), threads.slice(1));
    await expect(recordingFacts(page)).toContainText('4 parts');
    await expect(recordingFacts(page)).toContainText('total 707 k');
  });

  await test.step('the list of parts: each with its total', async () => {
    await showTab(page, 'Parts');
    const thread4 = table(page, 'Parts').getByRole('row', { name: /thread 4/ });
    await expect(thread4).toContainText('301 k');
    await thread4.click();
    await expect(recordingFacts(page)).toContainText('total 301 k');
    await command(page, 'all parts');
    await expect(recordingFacts(page)).toContainText('total 707 k');
  });

  await test.step('F5 reads all of them again and stays where one is', async () => {
    await goTo(page, 'collatz');
    await page.keyboard.press('F5');
    await expect(recordingFacts(page)).toContainText('4 parts');
    await expectActive(page, 'collatz');
    await pressed(page, 'Relative').click();
    await expect(row(functions(page), 'collatz')).toContainText('393 k');
  });
  expect(errors).toEqual([]);
});

test('cycles, event types, panes, keys and settings', async ({ launch }) => {
  const { page, errors } = await launch('fixtures/callgrind/orders-systime/callgrind.out.orders.systime.gz');
  await expectOpen(page, 'callgrind.out.orders.systime.gz');

  await test.step('cycle detection off and on', async () => {
    await search(page).fill('<cycle 1>');
    await expect(row(functions(page), '<cycle 1>')).toBeVisible();
    await pressed(page, 'Cycles').click();
    await expect(row(functions(page), '<cycle 1>')).toHaveCount(0);
    await pressed(page, 'Cycles').click();
    await makeActive(page, '<cycle 1>');
    await search(page).fill('');
    await groupBy(page, 'Group by cycle');
    await expect(tree(page)).toBeVisible();
    await groupBy(page, 'No grouping');
  });

  await test.step('another event type, a second one, a formula of one’s own', async () => {
    await showTab(page, 'Event types');
    const types = table(page, 'Event types');
    const typeRow = (name: string) =>
      types.getByRole('row').filter({ has: page.getByRole('gridcell', { name, exact: true }) });
    await typeRow('sysTime').click();
    await expect(page.getByRole('combobox', { name: 'Event type' })).toHaveValue('sysTime');
    await typeRow('Ir').click();
    await typeRow('sysTime').dblclick();
    await expect(page.getByRole('button', { name: 'Second event type: sysTime' })).toBeVisible();
    await expect(header(page, /^Incl\. sysTime/)).toBeVisible();
    await command(page, 'hide the second event type');
    await expect(header(page, /^Incl\. sysTime/)).toHaveCount(0);
    await command(page, 'new formula');
    await page.getByRole('textbox', { name: 'Formula', exact: true }).fill('2 Ir');
    await page.getByRole('textbox', { name: 'Short name' }).fill('Twice');
    await page.keyboard.press('Enter');
    // Twice the 1,819,972 instructions of the reference.
    await expect(recordingFacts(page)).toContainText('total 3.64 M');
    await page.getByRole('combobox', { name: 'Event type' }).selectOption('Ir');
  });

  await test.step('layouts by the keys that one knows', async () => {
    await functions(page).focus();
    await page.keyboard.press('Control+ArrowRight');
    await expect(announced(page)).toHaveText('Layout Map first');
    await page.keyboard.press('Control+ArrowLeft');
    await expect(announced(page)).toHaveText('Layout Classic');
    await page.keyboard.press('Control++');
    await expect(announced(page)).toHaveText('Layout Classic copy');
    await command(page, 'delete layout');
    await expect(functions(page)).toBeVisible();
  });

  await test.step('sidebars: a view hidden and shown again', async () => {
    await functions(page).focus();
    await command(page, 'hide view');
    await expect(functions(page)).toHaveCount(0);
    await command(page, 'show functions');
    await expect(functions(page)).toBeVisible();
  });

  await test.step('split: a second panel that follows', async () => {
    await command(page, 'second panel');
    await expect(page.getByRole('region', { name: 'Second panel', exact: true })).toBeVisible();
    await command(page, 'second panel');
    await expect(page.getByRole('region', { name: 'Second panel', exact: true })).toHaveCount(0);
  });

  await test.step('from pane to pane', async () => {
    await functions(page).focus();
    await page.keyboard.press('F6');
    await expect(functions(page)).not.toBeFocused();
    await page.keyboard.press('Shift+F6');
    await expect(functions(page)).toBeFocused();
  });

  await test.step('the palette under the key of Find Action, the keys under that of the handbook', async () => {
    await page.keyboard.press('Control+Alt+i');
    await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('every view says what it is', async () => {
    const tabs = await page.getByRole('region', { name: 'Views', exact: true }).getByRole('tab').all();
    expect(tabs.length).toBeGreaterThan(8);
    for (const tab of tabs) await expect(tab.locator('[data-view]')).toHaveAttribute('title', /\w+ \w+/);
    await header(page, /^Self/).getByRole('button').focus();
    await expect(page.getByRole('tooltip')).toContainText(/Cost of/);
  });

  await test.step('settings: digits of percentages', async () => {
    await page.keyboard.press('Control+,');
    const dialog = page.getByRole('dialog', { name: 'Settings' });
    await dialog.getByRole('spinbutton', { name: 'Digits of shares' }).fill('1');
    await page.keyboard.press('Escape');
    const first = functions(page).getByRole('row').nth(1);
    await expect.poll(async () => (await cellsOf(first))[0]).toMatch(/^\d+\.\d$/);
  });

  await test.step('costs instead of shares and short names, in the next recording too', async () => {
    await pressed(page, 'Relative').click();
    await pressed(page, 'Shorten names').click();
    const again = (await launch(recordings.taylor)).page;
    await expectOpen(again, recordings.taylor);
    await expect(pressed(again, 'Relative')).toHaveAttribute('aria-pressed', 'false');
    await expect(pressed(again, 'Shorten names')).toHaveAttribute('aria-pressed', 'true');
    await expect(row(functions(again), 'factorial')).toContainText('91.7 ms');
  });
  expect(errors).toEqual([]);
});

test('machine code and control flow of a function', async ({ launch }) => {
  const file = 'fixtures/callgrind/orders-jumps/callgrind.out.orders.jumps.gz';
  const { page, errors } = await launch(file);
  await expectOpen(page, file);
  await goTo(page, 'check_even');

  await test.step('machine code: costs of instructions, Hex and Intel', async () => {
    await showTab(page, 'Machine code');
    const code = table(page, 'Machine code');
    // The binary is not on this machine: addresses and costs all the same.
    await expect(code.getByRole('row', { name: /0x|[0-9a-f]{4}/ }).nth(1)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Hex', exact: true })).toBeVisible();
    const intel = page.getByRole('button', { name: 'Intel syntax', exact: true });
    await intel.click();
    await expect(intel).toHaveAttribute('aria-pressed', 'true');
  });

  await test.step('control flow: blocks, what stands in them, and the dearest alone', async () => {
    await showTab(page, 'Control flow');
    await expect(picture(page, 'Control flow')).toBeVisible();
    await picture(page, 'Control flow').focus();
    await expect(cursorOf(page, 'Control flow')).not.toBeEmpty();
    const first = await cursorOf(page, 'Control flow').innerText();
    await page.keyboard.press('ArrowDown');
    await expect(cursorOf(page, 'Control flow')).not.toHaveText(first);
    await choose(page, 'Blocks of the control flow', 'Addresses alone');
    await choose(page, 'Layout of the control flow', 'Left to right');
    const limits = page.getByRole('group', { name: 'Limits of Control flow' });
    await expect(limits).toContainText(/\d+ blocks/);
    await slide(page, 'Minimum block share', 'End');
    await expect(limits).toContainText('hidden');
    expect(await exportedText(page, 'Control flow', 'DOT graph')).toContain('rankdir=LR');
  });
  expect(errors).toEqual([]);
});
