// Walking through a recording: what is listed and in which order, what is active and selected in all panes at once, what the numbers are
// shares of, and the ways back. The expected numbers are those of pstats (fixtures/cprofile/…/reference.json).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, recordings, test } from './app.ts';
import {
  breadcrumb,
  cellsOf,
  expectActive,
  expectOpen,
  makeActive,
  nameInWindow,
  namesIn,
  openPath,
  picture,
  pointAt,
  recordingFacts,
  row,
  search,
  searchFor,
  showTab,
  table,
  toolbar,
} from './window.ts';

interface Reference {
  readonly functions: readonly { readonly name: string; readonly ncalls: number; readonly tottime: number }[];
}
const referenceFile = join(import.meta.dirname, '../../fixtures/cprofile/taylor-py313/reference.json');
const reference = (JSON.parse(readFileSync(referenceFile, 'utf8')) as Reference).functions.map((one) => ({
  ...one,
  name: nameInWindow(one.name),
}));

const functions = (page: Page) => table(page, 'Functions');
const header = (page: Page, title: RegExp) => functions(page).getByRole('columnheader', { name: title });
const switchOf = (page: Page, name: string) => toolbar(page).getByRole('button', { name, exact: true });

test.describe('in a small recording', () => {
  let page: Page;
  test.beforeEach(async ({ launch }) => {
    ({ page } = await launch(recordings.taylor));
    await expectOpen(page, recordings.taylor);
  });

  test('sorts by a header, turns the order round, takes a second key with Shift', async () => {
    const bySelf = reference.toSorted((a, b) => b.tottime - a.tottime).map(({ name }) => name);
    await header(page, /^Self/).getByRole('button').click();
    await expect.poll(() => namesIn(functions(page))).toEqual(bySelf);
    await expect(header(page, /^Self/)).toHaveAttribute('aria-sort', 'descending');
    await header(page, /^Self/).getByRole('button').click();
    await expect.poll(() => namesIn(functions(page))).toEqual(bySelf.toReversed());
    await expect(header(page, /^Self/)).toHaveAttribute('aria-sort', 'ascending');

    await header(page, /^Called/)
      .getByRole('button')
      .click();
    await header(page, /^Self/)
      .getByRole('button')
      .click({ modifiers: ['Shift'] });
    const byCallsThenSelf = reference.toSorted((a, b) => b.ncalls - a.ncalls || b.tottime - a.tottime);
    await expect.poll(() => namesIn(functions(page))).toEqual(byCallsThenSelf.map(({ name }) => name));
  });

  test('searches a part of a name, a pattern, a limit; Return makes the first hit active', async () => {
    await searchFor(page, 'TAYLOR_');
    await expect.poll(() => namesIn(functions(page))).toEqual(['taylor_exp', 'taylor_sin']);
    await searchFor(page, '/^(bench|fact)/');
    await expect.poll(() => namesIn(functions(page))).toEqual(['benchmark', 'factorial']);
    await searchFor(page, 'calls>400');
    await expect.poll(() => namesIn(functions(page))).toEqual(['factorial', 'list.append']);
    await searchFor(page, 'no such function');
    await expect(functions(page)).toContainText('No function matches “no such function”.');
    await searchFor(page, 'sin');
    await expect.poll(() => namesIn(functions(page))).toEqual(['taylor_sin']);
    await search(page).press('Enter');
    await expectActive(page, 'taylor_sin');
    await search(page).press('Escape');
    await expect.poll(() => namesIn(functions(page))).toHaveLength(reference.length);
  });

  test('says what is wrong with a pattern and keeps the list', async () => {
    await searchFor(page, '/(/');
    await expect(search(page)).toHaveAttribute('aria-invalid', 'true');
    await expect(search(page)).toHaveAttribute('title', /is not a regular expression/);
    await expect.poll(() => namesIn(functions(page))).toHaveLength(reference.length);
  });

  test('shows and hides columns', async () => {
    const choose = async (title: string) => {
      await page.getByRole('button', { name: 'Columns of Functions' }).click();
      await page.getByRole('menuitemcheckbox', { name: title, exact: true }).click();
    };
    await expect(header(page, /^Location/)).toBeVisible();
    await choose('Location');
    await expect(header(page, /^Location/)).toHaveCount(0);
    await choose('Primitive calls');
    await expect(header(page, /^Primitive/)).toBeVisible();
    await expect.poll(() => cellsOf(row(functions(page), 'factorial'))).toContain('750');
  });

  test('refocuses by double click in the function list, the callers and the callees', async () => {
    await makeActive(page, 'benchmark');
    await showTab(page, 'Callees');
    await row(table(page, 'Callees'), 'taylor_sin').dblclick();
    await expectActive(page, 'taylor_sin');
    await expect(row(functions(page), 'taylor_sin')).toHaveAttribute('aria-current', 'true');
    await showTab(page, 'Callers');
    await row(table(page, 'Callers'), 'benchmark').dblclick();
    await expectActive(page, 'benchmark');
  });

  test('refocuses by double click in the maps', async () => {
    await makeActive(page, 'benchmark');
    await page.mouse.dblclick(...(await pointAt(page, 'Callee map', 'taylor_sin')));
    await expectActive(page, 'taylor_sin');
    await makeActive(page, 'factorial');
    await showTab(page, 'Caller map');
    await page.mouse.dblclick(...(await pointAt(page, 'Caller map', 'taylor_exp')));
    await expectActive(page, 'taylor_exp');
  });

  test('refocuses by double click in the call graph', async () => {
    await makeActive(page, 'benchmark');
    await page.mouse.dblclick(...(await pointAt(page, 'Call graph', 'taylor_exp')));
    await expectActive(page, 'taylor_exp');
  });

  test('a click selects in every pane at once and refocuses none', async () => {
    await makeActive(page, 'benchmark');
    await showTab(page, 'Callees');
    await expect(row(table(page, 'Callees'), 'taylor_exp')).toHaveAttribute('aria-selected', 'false');
    const before = await picture(page, 'Callee map').screenshot();
    await row(functions(page), 'taylor_exp').click();
    await expect(row(functions(page), 'taylor_exp')).toHaveAttribute('aria-selected', 'true');
    await expect(row(table(page, 'Callees'), 'taylor_exp')).toHaveAttribute('aria-selected', 'true');
    await expect.poll(async () => before.equals(await picture(page, 'Callee map').screenshot())).toBe(false);
    await expectActive(page, 'benchmark');
  });

  test('shows costs or shares, of the total or of the active function', async () => {
    await makeActive(page, 'taylor_exp');
    const factorial = row(functions(page), 'factorial');
    await expect.poll(() => cellsOf(factorial)).toContain('98.93');
    await page.keyboard.press('%');
    await expect(switchOf(page, 'Relative')).toHaveAttribute('aria-pressed', 'false');
    await expect(factorial).toContainText('91.7 ms');
    const active = page.getByRole('definition').first();
    await expect(active).toHaveText('60.9 ms');
    await expect(header(page, /^Incl/)).toHaveAccessibleName('Incl.');
    await switchOf(page, 'Relative').click();
    await expect(factorial).toContainText('98.93');

    await showTab(page, 'Callees');
    const call = row(table(page, 'Callees'), 'factorial');
    await expect(call).toContainText('65.35');
    await switchOf(page, 'Relative to parent').click();
    await expect(call).toContainText('99.55');
    await expect(page.getByText('% of inclusive cost of taylor_exp').first()).toBeVisible();
  });

  test('goes back, forward and up; the breadcrumb and the history lead anywhere', async () => {
    for (const name of ['benchmark', 'taylor_sin', 'factorial']) await makeActive(page, name);
    await page.keyboard.press('Alt+ArrowLeft');
    await expectActive(page, 'taylor_sin');
    await switchOf(page, 'Back').click();
    await expectActive(page, 'benchmark');
    await page.keyboard.press('Alt+ArrowRight');
    await switchOf(page, 'Forward').click();
    await expectActive(page, 'factorial');
    await expect(switchOf(page, 'Forward')).toBeDisabled();
    await page.keyboard.press('Alt+ArrowUp');
    await expectActive(page, 'taylor_exp');
    await breadcrumb(page).getByRole('button', { name: 'benchmark' }).click();
    await expectActive(page, 'benchmark');
    await switchOf(page, 'History').click();
    await page.getByRole('menu', { name: 'History' }).getByRole('menuitemcheckbox', { name: 'taylor_sin' }).click();
    await expectActive(page, 'taylor_sin');
  });
});

test('columns keep their width and place over a restart', async ({ launch }) => {
  const { page, folder } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  const self = header(page, /^Self/);
  const widthOf = async () => (await self.boundingBox())?.width ?? 0;
  const before = await widthOf();
  const box = await self.boundingBox();
  if (box === null) throw new Error('the header is not to be seen');
  await page.mouse.move(box.x + box.width - 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 38, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(widthOf).toBeCloseTo(before + 40, -1);
  const dragged = await widthOf();
  await self.getByRole('button').press('Alt+Shift+ArrowLeft');
  await expect.poll(widthOf).toBe(dragged - 8);
  await page.getByRole('button', { name: 'Columns of Functions' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Callers', exact: true }).click();

  const settings = join(folder, 'config/callipers/settings.json');
  await expect.poll(() => existsSync(settings) && readFileSync(settings, 'utf8')).toMatch(/callers\W+true/);
  const again = await launch(recordings.taylor);
  await expectOpen(again.page, recordings.taylor);
  const header2 = functions(again.page).getByRole('columnheader', { name: /^Callers/ });
  await expect(header2).toBeVisible();
  const kept = await functions(again.page).getByRole('columnheader', { name: /^Self/ }).boundingBox();
  expect(kept?.width).toBe(dragged - 8);
});

test('joins cycles, or shows functions as they were recorded', async ({ launch }) => {
  const { page } = await launch(recordings.shop);
  await expectOpen(page, recordings.shop);
  await expect(row(functions(page), '<cycle 1>')).toBeVisible();
  await switchOf(page, 'Cycles').click();
  await expect(row(functions(page), '<cycle 1>')).toHaveCount(0);
  await expect(recordingFacts(page)).not.toContainText('cycle');
  await switchOf(page, 'Cycles').click();
  await makeActive(page, '<cycle 1>');
  // The tab counts functions and cycles as the status bar does.
  await expect(recordingFacts(page)).toContainText('238 functions, 3 cycles');
  await expect(page.getByTitle('238 functions and 3 cycles')).toHaveText('238 + 3');
  await searchFor(page, '"<cycle 2>"');
  await expect(page.getByTitle(/ of 238 functions and 3 cycles$/)).toHaveText('0 + 1 of 238');
});

test('searches by file', async ({ launch }) => {
  const { page } = await launch(recordings.shop);
  await expectOpen(page, recordings.shop);
  await searchFor(page, 'file:stock.py numbers');
  await expect.poll(() => namesIn(functions(page))).toEqual(['numbers']);
});

test('shows another event type: its total, its unit, its order', async ({ launch }) => {
  const file = 'fixtures/callgrind/orders-systime/callgrind.out.orders.systime.gz';
  const { page } = await launch(file);
  await expectOpen(page, file);
  await expect(recordingFacts(page)).toContainText('total 1.82 M');
  const firstByInstructions = (await namesIn(functions(page)))[0];
  await page.getByRole('combobox', { name: 'Event type' }).selectOption('sysTime');
  await expect(recordingFacts(page)).toContainText('total 202 ms');
  await header(page, /^Self/).getByRole('button').click();
  await expect.poll(async () => (await namesIn(functions(page)))[0]).not.toBe(firstByInstructions);
});

test('finds signs of a name as they are: c++ is no pattern', async ({ launch }) => {
  const { page, folder } = await launch();
  const file = join(folder, 'callgrind.out.signs');
  const names = ['c++filt(char const*)', 'cccc', 'operator+(a, b)', 'a.c', 'abc'];
  writeFileSync(file, `events: Ir\n${names.map((name, index) => `fn=${name}\n${index + 1} 10\n`).join('\n')}`);
  await openPath(page, file);
  await expectOpen(page, file);
  for (const [text, found] of [
    ['c++', 'c++filt(char const*)'],
    ['a.c', 'a.c'],
    ['"operator+(a, b)"', 'operator+(a, b)'],
  ] as const) {
    await searchFor(page, text);
    await expect.poll(() => namesIn(functions(page))).toEqual([found]);
  }
});
