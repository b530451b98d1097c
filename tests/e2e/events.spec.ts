// Event types as people use them: the first and the second, ratios, formulas of their own that come back with the program.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { cellsOf, expectOpen, picture, row, showTab, table } from './window.ts';

/** Sums by hand: work reads 36 of 40 and misses 9 of 9; main is the rest. */
function profile(folder: string): string {
  const path = join(folder, 'callgrind.out.events');
  const lines = ['# callgrind format', 'cmd: ./app', 'events: Ir Dr D1mr', 'fn=main', '1 10 4 0'];
  writeFileSync(path, [...lines, 'cfn=work', 'calls=5 1', '2 90 36 9', 'fn=work', '1 90 36 9', ''].join('\n'));
  return path;
}

const functions = (page: Page) => table(page, 'Functions');
const types = (page: Page) => table(page, 'Event types');
const typeRow = (page: Page, label: string) =>
  types(page)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name: label, exact: true }) });
const numbersOf = async (page: Page, name: string) => (await cellsOf(row(functions(page), name))).slice(0, 4);

async function newFormula(page: Page, text: string, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Second event type/ }).click();
  await page.getByRole('menuitem', { name: 'New formula…' }).click();
  await page.getByRole('textbox', { name: 'Formula', exact: true }).fill(text);
  await page.getByRole('textbox', { name: 'Short name' }).fill(name);
}

test('the list of event types chooses the first by a click and the second by a double click', async ({ launch }) => {
  const first = await launch('fixtures/samples/shop/shop.prof');
  await expectOpen(first.page, 'shop.prof');
  const { page, folder } = await launch(profile(first.folder));
  await expectOpen(page, join(folder, 'callgrind.out.events'));
  await showTab(page, 'Event types');
  await expect
    .poll(async () => (await cellsOf(typeRow(page, 'Data Read Access'))).slice(0, 5))
    .toEqual(['100.00 %', '10.00 %', 'Data Read Access', 'Dr', '']);
  await typeRow(page, 'Data Read Access').click();
  await expect(page.getByRole('combobox', { name: 'Event type' })).toHaveValue('Dr');
  await expect.poll(() => numbersOf(page, 'work')).toEqual(['90.00', '90.00', '5', 'work']);
  await expect(typeRow(page, 'Data Read Access')).toHaveAttribute('aria-current', 'true');

  await typeRow(page, 'L1 Data Read Miss').dblclick();
  await expect(page.getByRole('button', { name: 'Second event type: D1mr' })).toBeVisible();
  // The click that a double click begins with did not take the first one away.
  await expect(page.getByRole('combobox', { name: 'Event type' })).toHaveValue('Dr');
  await expect.poll(() => numbersOf(page, 'work')).toEqual(['90.00', '90.00', '100.00', '100.00']);
  await showTab(page, 'Callees');
  await expect(table(page, 'Callees').getByRole('columnheader', { name: /Incl. D1mr/ })).toBeVisible();

  await showTab(page, 'Event types');
  await typeRow(page, 'L1 Data Read Miss').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Hide as second event type' }).click();
  await expect.poll(() => numbersOf(page, 'work')).toEqual(['90.00', '90.00', '5', 'work']);
  expect(first.errors).toEqual([]);
});

test('a ratio is shown as it is, and pictures say that it has no area', async ({ launch }) => {
  const { page } = await launch('fixtures/samples/shapes/callgrind.out.shapes.default');
  await expectOpen(page, 'callgrind.out.shapes.default');
  await page
    .getByRole('combobox', { name: 'Event type' })
    .selectOption({ label: 'Instruction Fetch per call (Ir per call)' });
  await expect(
    functions(page)
      .getByRole('columnheader', { name: /^Incl\./ })
      .first(),
  ).not.toContainText('%');
  await showTab(page, 'Call graph');
  await expect(page.getByText(/Ir per call = Ir \/ calls does not add up/).first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Event type' }).selectOption('Ir');
  await expect(picture(page, 'Call graph')).toBeVisible();
});

test('a formula is tried while it is written, kept for the program, changed and removed', async ({ launch }) => {
  const start = await launch();
  const path = profile(start.folder);
  const { page, errors } = await launch(path);
  await expectOpen(page, path);
  await newFormula(page, '100 D1mr / Drr', 'rate');
  const field = page.getByRole('textbox', { name: 'Formula', exact: true });
  await expect(page.getByText('There is no event type Drr.')).toBeVisible();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('100 D1mr / Dr');
  await expect(page.getByText('There is no event type Drr.')).toBeHidden();
  await expect(page.getByText('22.5').first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Short name' }).fill('Dr');
  await expect(page.getByText('There is an event type Dr already.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Short name' }).fill('rate');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect.poll(() => numbersOf(page, 'work')).toEqual(['25.0', '25.0', '5', 'work']);

  const again = await launch(path);
  await expectOpen(again.page, path);
  await showTab(again.page, 'Event types');
  await typeRow(again.page, 'rate').click({ button: 'right' });
  await again.page.getByRole('menuitem', { name: 'Edit formula…' }).click();
  await again.page.getByRole('textbox', { name: 'Formula', exact: true }).fill('Dr - 40 D1mr');
  await again.page.getByRole('button', { name: 'Store' }).click();
  // main by itself has 4 of a total of 40 − 40 × 9: a share below nothing, signed.
  await expect(typeRow(again.page, 'rate')).toContainText('−1.25 %');
  await typeRow(again.page, 'rate').click({ button: 'right' });
  await again.page.getByRole('menuitem', { name: 'Remove formula' }).click();
  await expect(typeRow(again.page, 'rate')).toHaveCount(0);

  const other = await launch('fixtures/samples/shapes/callgrind.out.shapes.default');
  await expectOpen(other.page, 'callgrind.out.shapes.default');
  await expect(
    other.page.getByRole('combobox', { name: 'Event type' }).getByRole('option', { name: 'rate' }),
  ).toHaveCount(0);
  expect(errors).toEqual([]);
});
