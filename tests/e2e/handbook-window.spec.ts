// The second half of the handbook's tasks (see handbook.spec.ts): parts, cycles, event types, panes, keys and settings, machine code.
// Expected numbers are those of callgrind_annotate and of the references beside the recordings.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chooseFiles, copyOf, expect, recordings, test } from './app.ts';
import {
  announced,
  choose,
  command,
  functions,
  goTo,
  groupBy,
  header,
  pressed,
  slide,
  tree,
} from './handbook-steps.ts';
import {
  cellsOf,
  cursorOf,
  expectActive,
  expectOpen,
  exportedText,
  makeActive,
  picture,
  recordingFacts,
  row,
  searchFor,
  showTab,
  table,
} from './window.ts';

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
    await searchFor(page, '<cycle 1>');
    await expect(row(functions(page), '<cycle 1>')).toBeVisible();
    await pressed(page, 'Cycles').click();
    await expect(row(functions(page), '<cycle 1>')).toHaveCount(0);
    await pressed(page, 'Cycles').click();
    await makeActive(page, '<cycle 1>');
    await searchFor(page, '');
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
