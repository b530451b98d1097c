// What KCachegrind shows wrongly, as the window shows it: the inputs of tests/support/defects.ts, opened as files. What a correct viewer
// shows stands with them; how they are read is tested in tests/formats/callgrind-defects.test.ts. Inputs that KCachegrind refuses, hangs at
// or takes apart wrongly are opened in defects-files.spec.ts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defects } from '../support/defects.ts';
import { expect, test } from './app.ts';
import { defectWindow, functions, numbersOf } from './defect-steps.ts';
import {
  cellsOf,
  expectActive,
  expectOpen,
  makeActive,
  namesIn,
  openPath,
  problem,
  recordingFacts,
  row,
  search,
  searchFor,
  showTab,
  table,
} from './window.ts';

test('costs of functions, cycles and names that KCachegrind gets wrong', { tag: '@browser' }, async ({ launch }) => {
  const { page, folder, errors, open, explanation } = await defectWindow(launch);

  await test.step('D1: a root that calls itself costs what it calls', async () => {
    await open('d1', defects.rootThatOnlyRecurses);
    await expect.poll(() => numbersOf(page, 'main')).toEqual(['60', '10', '5']);
    await expectActive(page, 'main');
    await showTab(page, 'Callees');
    await expect(row(table(page, 'Callees'), 'main')).toContainText('↻');
  });

  await test.step('D2: what was called and also ran by itself costs all of it, and says so', async () => {
    await open('d2', defects.spontaneousFunction);
    await expect.poll(async () => (await numbersOf(page, 'h')).slice(0, 2)).toEqual(['100', '100']);
    await makeActive(page, 'h');
    await expect.poll(() => explanation()).toContain('it was also entered without a recorded call');
  });

  await test.step('D3: calls without costs do not make a function free, and it says why', async () => {
    await open('d3', defects.callWithoutCost);
    await expect.poll(() => numbersOf(page, 'g')).toEqual(['40', '40', '5']);
    await makeActive(page, 'g');
    await expect.poll(() => explanation()).toContain('Its recorded calls carry no cost');
  });

  await test.step('D4: the cycle of A and B is found below main', async () => {
    await open('d4', defects.cycleBelowRoot('main'));
    await expect.poll(async () => (await numbersOf(page, '<cycle 1>')).slice(0, 2)).toEqual(['150', '70']);
    await showTab(page, 'Cycles');
    const cycles = table(page, 'Cycles');
    await expect(row(cycles, '<cycle 1>')).toContainText('B → A');
    await expect(row(cycles, 'A <cycle 1>').or(row(cycles, 'A'))).toBeVisible();
    await expect(row(cycles, 'B <cycle 1>').or(row(cycles, 'B'))).toBeVisible();
    await showTab(page, 'Functions');
  });

  await test.step('D12: equal names in files of equal base name are two, told apart by their place', async () => {
    await open('d12', defects.sameNameInTwoFolders);
    await expect(row(functions(page), 'f')).toHaveCount(2);
    const places = await Promise.all((await row(functions(page), 'f').all()).map(cellsOf));
    expect(places.map((cells) => [cells[1], cells.at(-1)]).sort()).toEqual([
      ['1', 'x/a.c'],
      ['2', 'y/a.c'],
    ]);
  });

  await test.step('D16: a difference is below nothing, with its sign', async () => {
    await open('d16', defects.negativeFormula);
    await page.getByRole('combobox', { name: 'Event type' }).selectOption('X');
    await expect.poll(() => numbersOf(page, 'main')).toEqual(['−15', '−15', expect.anything()]);
    await page.getByRole('combobox', { name: 'Event type' }).selectOption('Ir');
  });

  await test.step('D19: a callee without its file is the one function of that name', async () => {
    await open('d19', defects.calleeFromIncludedFile);
    await expect(row(functions(page), 'leaf')).toHaveCount(1);
    await makeActive(page, 'leaf');
    await showTab(page, 'Callers');
    await expect
      .poll(async () => (await cellsOf(row(table(page, 'Callers'), 'main'))).slice(0, 3))
      .toEqual(['50', '25', '2']);
  });

  await test.step('D20: the namespace of a template is what stands before its name', async () => {
    await open('d20', `${defects.templateName}fn=geometry::area(int)\n1 5\n`);
    await page.getByRole('button', { name: 'Group functions' }).click();
    const menu = page.getByRole('menu', { name: 'Group functions' });
    await menu.getByText('Group by namespace or class', { exact: true }).click();
    const tree = page.getByRole('treegrid', { name: 'Functions', exact: true });
    await expect(row(tree, 'std')).toBeVisible();
    await expect(row(tree, 'geometry')).toBeVisible();
    await page.getByRole('button', { name: 'Group functions' }).click();
    await menu.getByText('No grouping', { exact: true }).click();
  });

  await test.step('D22: profiles that Xdebug appended are parts, named by their command', async () => {
    await open('d22', defects.xdebugAppended);
    await expect(recordingFacts(page)).toContainText('2 parts');
    await showTab(page, 'Parts');
    await expect(table(page, 'Parts').getByRole('row', { name: /a\.php/ })).toBeVisible();
    await expect(table(page, 'Parts').getByRole('row', { name: /b\.php/ })).toBeVisible();
  });

  await test.step('D24: c++ is searched for as it stands', async () => {
    await open('d24', `events: Ir\n${['c++filt()', 'cccc'].map((name) => `fn=${name}\n1 10\n`).join('')}`);
    await searchFor(page, 'c++');
    await expect.poll(() => namesIn(functions(page))).toEqual(['c++filt()']);
    await expect(search(page)).not.toHaveAttribute('aria-invalid', 'true');
    await searchFor(page, '');
  });

  await test.step('D9: a call without a callee is told, with its line; so is why shares are over 100 %', async () => {
    await open('d9', defects.callWithoutCallee);
    await expect.poll(() => numbersOf(page, '(unknown)')).toEqual(['100', '0', '1']);
    await expect(page.getByRole('note').filter({ hasText: 'over 100 %' })).toHaveCount(0);
    await page.keyboard.press('%');
    await expect.poll(async () => (await numbersOf(page, 'main')).slice(0, 2)).toEqual(['1100.00', '100.00']);
    await expect(page.getByRole('note').filter({ hasText: 'over 100 %' })).toBeVisible();
    await expect
      .poll(() => explanation())
      .toContain('calls were charged more than all self costs in the file add up to');
    await page.keyboard.press('%');
    await page.getByRole('button', { name: '1 note', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'Notes on this recording' })).toContainText('line 5');
    await page.keyboard.press('Escape');
  });

  await test.step('D25: a file without events: is refused with the reason and the place', async () => {
    const path = join(folder, 'callgrind.out.d25');
    writeFileSync(path, defects.withoutEvents);
    await openPath(page, path);
    await expect(problem(page)).toContainText('There are costs but no events: line before them');
    await expect(problem(page)).toContainText('line 5');
    await expect(functions(page)).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('D23: a folder is itself, and nothing in it is merged unasked', async () => {
    mkdirSync(join(folder, 'runs'));
    for (const number of [1, 12]) writeFileSync(join(folder, `runs/callgrind.out.${number}`), defects.tabs);
    await openPath(page, join(folder, 'runs'));
    const said = page.getByRole('dialog', { name: 'Open path' }).getByRole('alert');
    await expect(said).toContainText(
      'is a folder: give one of the recordings in it: callgrind.out.1, callgrind.out.12',
    );
    await page.keyboard.press('Escape');
    await openPath(page, join(folder, 'runs/callgrind.out.1'));
    await expectOpen(page, 'callgrind.out.1');
    await expect(page.getByRole('status', { name: 'Further parts' })).toHaveCount(0);
    await expect.poll(() => numbersOf(page, 'main')).toEqual(['11', '11', expect.anything()]);
  });
  expect(errors).toEqual([]);
});
