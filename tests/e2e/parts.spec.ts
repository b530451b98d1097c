// Parts as people use them: chosen one by one, further ones added, and files that change under the window.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import {
  cellsOf,
  expectActive,
  expectOpen,
  makeActive,
  namesIn,
  recordingFacts,
  row,
  search,
  searchFor,
  showTab,
  table,
} from './window.ts';

const parts = (page: Page) => table(page, 'Parts');
const functions = (page: Page) => table(page, 'Functions');
const selfOf = async (page: Page, name: string) => (await cellsOf(row(functions(page), name)))[1];

/** One dump of a process: main with 10, and work with what is said. */
function dump(part: number, work: number): string {
  const head = [
    '# callgrind format',
    'creator: callgrind-3.19.0',
    'pid: 99',
    `part: ${part}`,
    'cmd: ./server',
    'events: Ir',
  ];
  return [...head, 'fn=main', '1 10', 'cfn=work', 'calls=1 1', `2 ${work}`, 'fn=work', `1 ${work}`, ''].join('\n');
}

async function showAbsolute(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Relative', exact: true }).click();
}

test('parts are offered, added, and chosen by click, Ctrl and Shift; all numbers follow', async ({ launch }) => {
  const { folder } = await launch();
  const path = join(folder, 'callgrind.out.99.1');
  for (const [i, work] of [30, 50, 200].entries()) {
    writeFileSync(join(folder, `callgrind.out.99.${i + 1}`), dump(i + 1, work));
  }
  const { page, errors } = await launch(path);
  await expectOpen(page, path);
  await expect(page.getByRole('status', { name: 'Further parts' })).toContainText(
    'callgrind.out.99.2, callgrind.out.99.3',
  );
  await page.getByRole('button', { name: 'Add 2 further parts' }).click();
  await expect(recordingFacts(page)).toContainText('3 parts');
  await showTab(page, 'Parts');
  await makeActive(page, 'work');
  await showAbsolute(page);
  // 280 of 310.
  await expect.poll(() => selfOf(page, 'work')).toBe('280');
  await parts(page)
    .getByRole('row', { name: /part 2/ })
    .click();
  await expect(recordingFacts(page)).toContainText('part 2 of 3');
  await expect.poll(() => selfOf(page, 'work')).toBe('50');
  await parts(page)
    .getByRole('row', { name: /part 3/ })
    .click({ modifiers: ['Control'] });
  await expect(recordingFacts(page)).toContainText('parts 2, 3 of 3');
  await expect.poll(() => selfOf(page, 'work')).toBe('250');
  await parts(page)
    .getByRole('row', { name: /part 1/ })
    .click();
  await parts(page)
    .getByRole('row', { name: /part 3/ })
    .click({ modifiers: ['Shift'] });
  await expect(recordingFacts(page)).toContainText('parts 1–3 of 3');
  await parts(page)
    .getByRole('row', { name: /part 2/ })
    .click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'All but this part' }).click();
  await expect.poll(() => selfOf(page, 'work')).toBe('230');
  // By the keyboard: Space takes a part away, Return chooses it alone.
  await parts(page)
    .getByRole('row', { name: /part 1/ })
    .click({ modifiers: ['Control'] });
  await expect.poll(() => selfOf(page, 'work')).toBe('200');
  await page.keyboard.press('Space');
  await expect.poll(() => selfOf(page, 'work')).toBe('230');
  await page.keyboard.press('Enter');
  await expect.poll(() => selfOf(page, 'work')).toBe('30');
  expect(errors).toEqual([]);
});

test('an empty base file names the parts beside it', async ({ launch }) => {
  const { folder } = await launch();
  writeFileSync(join(folder, 'callgrind.out.5'), '');
  writeFileSync(join(folder, 'callgrind.out.5-01'), dump(1, 30));
  writeFileSync(join(folder, 'callgrind.out.5-02'), dump(1, 50));
  const { page } = await launch(join(folder, 'callgrind.out.5'));
  await page.getByRole('button', { name: 'Open the 2 parts beside it' }).click();
  await expectOpen(page, 'callgrind.out.5-01');
  await expect(recordingFacts(page)).toContainText('2 parts');
});

test('a file that changes is offered again; reading it keeps place, search, order and parts', async ({ launch }) => {
  const { folder } = await launch();
  const paths = [1, 2].map((part) => join(folder, `callgrind.out.99.${part}`));
  writeFileSync(paths[0], dump(1, 30));
  const { page, errors } = await launch(paths[0]);
  await expectOpen(page, paths[0]);
  writeFileSync(paths[1], dump(2, 50));
  await page.getByRole('button', { name: 'Add 1 further part' }).click();
  await expect(recordingFacts(page)).toContainText('2 parts');
  await makeActive(page, 'work');
  await showTab(page, 'Parts');
  await parts(page)
    .getByRole('row', { name: /part 2/ })
    .click();
  await showAbsolute(page);
  await searchFor(page, 'w');
  await functions(page).getByRole('columnheader', { name: 'Function' }).getByRole('button').click();
  await expect.poll(() => namesIn(functions(page))).toEqual(['work']);

  // Other functions before it: every row has another number now.
  writeFileSync(paths[1], dump(2, 77).replace('fn=main', 'fn=earlier\n1 5\nfn=warm\n1 1\nfn=main'));
  await expect(page.getByRole('status', { name: 'Changed on disk' })).toBeVisible();
  await page.getByRole('button', { name: 'Reload', exact: true }).click();
  await expect.poll(() => selfOf(page, 'work')).toBe('77');
  await expect.poll(() => namesIn(functions(page))).toEqual(['warm', 'work']);
  await expectActive(page, 'work');
  await expect(search(page)).toHaveValue('w');
  await expect(recordingFacts(page)).toContainText('part 2 of 2');
  await expect(page.getByRole('status', { name: 'Changed on disk' })).toBeHidden();

  // By itself from now on; what cannot be read leaves what is shown.
  writeFileSync(paths[1], dump(2, 78));
  await page.getByRole('button', { name: 'Always reload' }).click();
  await expect.poll(() => selfOf(page, 'work')).toBe('78');
  writeFileSync(paths[1], 'half of something');
  await expect(page.getByRole('status', { name: 'Changed on disk' })).toContainText('could not be read again');
  await expect.poll(() => selfOf(page, 'work')).toBe('78');
  writeFileSync(paths[1], dump(2, 99));
  await expect.poll(() => selfOf(page, 'work'), { timeout: 15_000 }).toBe('99');
  expect(errors).toEqual([]);
});

test('a dump of a program that is gone is refused in words', async ({ launch }) => {
  const { folder } = await launch();
  const path = join(folder, 'callgrind.out.4194999');
  writeFileSync(path, dump(1, 30).replace('pid: 99', 'pid: 4194999'));
  const { page } = await launch(path);
  await expectOpen(page, path);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Force dump' }).click();
  await expect(page.getByRole('alert', { name: 'Problem' })).toContainText(
    /does not run under callgrind on this machine any more|callgrind_control was not found/,
  );
});
