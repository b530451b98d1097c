// What KCachegrind refuses, hangs at, ends on or takes apart wrongly, as the window shows it: the inputs of tests/support/defects.ts that
// stand in no step of defects.spec.ts. The numbers are those of the list in which the defects were collected.
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { defects } from '../support/defects.ts';
import { expect, test } from './app.ts';
import { defectWindow, functions, numbersOf } from './defect-steps.ts';
import {
  cellsOf,
  expectActive,
  expectOpen,
  makeActive,
  openPath,
  recordingFacts,
  row,
  showTab,
  table,
} from './window.ts';

const code = (page: Page, name: 'Source' | 'Machine code') => page.getByRole('grid', { name, exact: true });
const notes = (page: Page) => page.getByRole('button', { name: /^\d+ notes?$/ });

/** Self cost and place of every row of the function list. */
async function places(page: Page): Promise<Record<string, string>> {
  const rows = await functions(page).getByRole('row').all();
  const cells = (await Promise.all(rows.map(cellsOf))).filter((texts) => texts.length > 0);
  return Object.fromEntries(cells.map((texts) => [texts.at(-2) ?? '', `${texts[1]} ${texts.at(-1)}`]));
}

test('files that KCachegrind refuses, hangs at or ends on open', { tag: '@browser' }, async ({ launch }) => {
  const { page, errors, open } = await defectWindow(launch);

  await test.step('D7: positions: behind events:, and both of its columns', async () => {
    await open('d7', defects.positionsAfterEvents);
    await expect.poll(async () => (await numbersOf(page, 'f')).slice(0, 2)).toEqual(['7', '7']);
    await expect(notes(page)).toHaveCount(0);
    await showTab(page, 'Machine code');
    await expect(
      code(page, 'Machine code')
        .getByRole('row')
        .filter({ hasText: /^\s*10\s*7\s*7/ }),
    ).toBeVisible();
    await expect(code(page, 'Machine code').getByRole('row').filter({ hasText: 'line 5' })).toBeVisible();
  });

  await test.step('D17: a step of the address keeps its upper half', async () => {
    await open('d17', defects.wideAddressStep);
    await showTab(page, 'Machine code');
    const far = code(page, 'Machine code').getByRole('row').filter({ hasText: '(not disassembled)' });
    await expect(far).toHaveCount(2);
    await expect.poll(async () => (await cellsOf(far.last())).slice(0, 3)).toEqual(['100001010', '2', '2']);
    await expect(code(page, 'Machine code')).toContainText('0x100001010 … 0x100001010, far from the rest');
  });

  await test.step('D21: jcnd= as the specification spells it: taken 4 of 10 times', async () => {
    await open('d21', defects.jumpAsSpecified);
    await expect(notes(page)).toHaveCount(0);
    await showTab(page, 'Source');
    const arrow = code(page, 'Source').getByRole('img', { name: 'This line jumps ahead: taken 4 of 10 times' });
    await expect(arrow).toBeVisible();
  });

  await test.step('D15: tabs separate costs', async () => {
    await open('d15', defects.tabs);
    await expect.poll(async () => (await numbersOf(page, 'main')).slice(0, 2)).toEqual(['11', '11']);
    const event = page.getByRole('combobox', { name: 'Event type' });
    await event.selectOption('Dr');
    await expect.poll(async () => (await numbersOf(page, 'main')).slice(0, 2)).toEqual(['20', '20']);
    await event.selectOption('Ir');
  });

  await test.step('D10: a name numbered two thousand million', async () => {
    await open('d10', defects.hugeNumber);
    await expect.poll(async () => (await numbersOf(page, 'main')).slice(0, 2)).toEqual(['15', '15']);
    await expect(notes(page)).toHaveCount(0);
  });

  await test.step('D8: a NUL in a name is a sign of it; a line of NULs is told', async () => {
    await open('d8', defects.nulBytes);
    const line = functions(page)
      .getByRole('row')
      .filter({ hasText: /class@anonymous.*\/srv\/a\.php/ });
    await expect.poll(async () => (await cellsOf(line)).slice(0, 2)).toEqual(['10', '10']);
    await page.getByRole('button', { name: '1 note', exact: true }).click();
    const told = page.getByRole('dialog', { name: 'Notes on this recording' }).getByRole('listitem');
    await expect(told).toContainText('Lines that are not in the format were left out.');
    await expect(told).toContainText('line 4');
    await page.keyboard.press('Escape');
  });

  await test.step('D6: 40,000 callees of one function, each with its call', async () => {
    await open('d6', defects.manyCallees(40_000));
    await expect(recordingFacts(page)).toContainText('40,001 functions, 40,000 call edges');
    await expect.poll(() => numbersOf(page, 'main')).toEqual(['40.0 k', '10', '0']);
    await showTab(page, 'Callees');
    await expect(table(page, 'Callees')).toHaveAttribute('aria-rowcount', '40001');
  });

  await test.step('D5: a chain of 100,000 functions, from its first to its last', async () => {
    await open('d5', defects.longChain(100_000));
    await expect(recordingFacts(page)).toContainText('100,000 functions, 99,999 call edges');
    await expect.poll(() => numbersOf(page, 'f0')).toEqual(['100 k', '1', '0']);
    await expectActive(page, 'f0');
    await functions(page).focus();
    await page.keyboard.press('End');
    await makeActive(page, 'f99999');
    await showTab(page, 'Callers');
    await expect
      .poll(async () => (await cellsOf(row(table(page, 'Callers'), 'f99998'))).slice(0, 3))
      .toEqual(['1', '1', '1']);
  });
  expect(errors).toEqual([]);
});

test('functions that KCachegrind puts in the wrong place are where their costs are', { tag: '@browser' }, async ({
  launch,
}) => {
  const { page, errors, open } = await defectWindow(launch);

  await test.step('D11: functions named before the body', async () => {
    await open('d11', defects.namesInHeader);
    await expect.poll(() => places(page)).toEqual({ main: '400 file1.c', func1: '100 file1.c', func2: '700 file2.c' });
    await expect(notes(page)).toHaveCount(0);
  });

  await test.step('D13: name and file that read alike when joined', async () => {
    await open('d13', defects.namesThatJoinAlike);
    await expect.poll(() => places(page)).toEqual({ a: '1 b', '(unknown)': '2 ab' });
  });

  await test.step('D14: ob= behind fn=', async () => {
    await open('d14', defects.objectAfterFunction);
    await expect.poll(() => places(page)).toEqual({ main: '10 x' });
    await expect(notes(page)).toHaveCount(0);
  });

  await test.step('D18: threads in one file keep names and modules', async () => {
    await open('d18', defects.numbersAcrossParts);
    await expect.poll(() => places(page)).toEqual({ main: '10 a.c', work: '7 a.c' });
    await expect(notes(page)).toHaveCount(0);
    await showTab(page, 'Parts');
    await expect(table(page, 'Parts').getByRole('row', { name: /thread 2/ })).toBeVisible();
  });

  // Counted by a parser of its own and by callgrind_annotate: fixtures/callgrind/orders-combined.
  await test.step('D18: so do the dumps of a real run', async () => {
    await openPath(page, resolve('fixtures/callgrind/orders-combined/callgrind.out.orders.combined.gz'));
    await expectOpen(page, 'callgrind.out.orders.combined.gz');
    await expect(recordingFacts(page)).toContainText(/284 functions, .*405 call edges/);
    await expect(recordingFacts(page)).toContainText('3 parts');
    await expect(notes(page)).toHaveCount(0);
  });
  expect(errors).toEqual([]);
});
