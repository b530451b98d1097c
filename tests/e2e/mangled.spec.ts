// A recording with mangled names: shown as the source has them, found by either form, as recorded on request.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, recordings, test } from './app.ts';
import { expectOpen, namesIn, openPath, recordingFacts, row, searchFor, table } from './window.ts';

const mangled = `# callgrind format
events: Ir
fl=stock.cc
fn=main
1 10
cfn=_ZN4shop5Stock4findERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE
calls=3 2
1 60
cfn=_ZN4shop4sellEi
calls=2 3
1 30
fn=_ZN4shop5Stock4findERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE
2 60
fn=_ZN4shop4sellEi
3 30
`;

test('mangled names read as in their source, and as recorded on request', async ({ launch }) => {
  const { page, folder } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  writeFileSync(join(folder, 'callgrind.out.mangled'), mangled);
  await openPath(page, join(folder, 'callgrind.out.mangled'));
  await expect(recordingFacts(page)).toContainText('callgrind.out.mangled');
  const functions = table(page, 'Functions');
  await expect(row(functions, 'shop::sell(int)')).toBeVisible();
  const sells = row(functions, 'shop::sell(int)').getByRole('gridcell', { name: 'shop::sell(int)' });
  await sells.hover();
  await expect(sells).toHaveAttribute('title', 'shop::sell(int)\n_ZN4shop4sellEi');

  await test.step('found by either form', async () => {
    await searchFor(page, 'basic_string');
    await expect.poll(() => namesIn(functions)).toEqual([expect.stringContaining('shop::Stock::find(std::')]);
    await searchFor(page, '4sellEi');
    await expect.poll(() => namesIn(functions)).toEqual(['shop::sell(int)']);
    await searchFor(page, '');
    await expect.poll(async () => (await namesIn(functions)).length).toBeGreaterThan(1);
  });

  await test.step('copied as recorded', async () => {
    await row(functions, 'shop::sell(int)').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Copy mangled name' }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('_ZN4shop4sellEi');
  });

  await test.step('told in the notes', async () => {
    await page.getByRole('button', { name: /note/ }).click();
    await expect(page.getByRole('dialog').getByText(/^Names of functions that a compiler mangled/)).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('as recorded', async () => {
    await page.getByRole('button', { name: 'Names', exact: true }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Show mangled names' }).click();
    await expect(row(functions, '_ZN4shop4sellEi')).toBeVisible();
  });
});
