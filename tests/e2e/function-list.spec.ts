// The function list beyond its columns: groups, one group alone, names in levels, rows that are copied. C++ names with templates and
// namespaces are those of the sample `shapes`.
import type { Locator, Page } from '@playwright/test';
import { expect, recordings, test } from './app.ts';
import { cellsOf, expectActive, expectOpen, row, searchFor, showTab, table } from './window.ts';

const tree = (page: Page): Locator => page.getByRole('treegrid', { name: 'Functions', exact: true });

async function groupBy(page: Page, choice: string): Promise<void> {
  await page.getByRole('button', { name: 'Group functions' }).click();
  await page.getByRole('menu', { name: 'Group functions' }).getByText(choice, { exact: true }).click();
}

/** `name location` of the rows that are groups. */
async function groupsIn(page: Page): Promise<string[]> {
  const lines = await tree(page).getByRole('row', { expanded: false }).all();
  const open = await tree(page).getByRole('row', { expanded: true }).all();
  const texts = await Promise.all([...open, ...lines].map(cellsOf));
  return texts.map((cells) => cells.slice(-2).join(' '));
}

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

test('groups by namespace: nested, opened and closed by keys, one alone by a double click', async ({ launch }) => {
  const { page } = await launch(recordings.shapes);
  await expectOpen(page, recordings.shapes);
  await groupBy(page, 'Group by namespace or class');
  const std = row(tree(page), 'std');
  await expect(std).toHaveAttribute('aria-expanded', 'false');
  // Not in the middle of the row, where the sign that opens it may be.
  const onNumbers = { position: { x: 40, y: 10 } };
  await std.click(onNumbers);
  await tree(page).press('ArrowRight');
  await expect(std).toHaveAttribute('aria-expanded', 'true');
  const inside = row(tree(page), 'ostream')
    .or(row(tree(page), 'basic_ostream<…>'))
    .or(row(tree(page), '__cxx11'));
  await expect(inside.first()).toHaveAttribute('aria-level', '2');
  await tree(page).press('ArrowLeft');
  await expect(std).toHaveAttribute('aria-expanded', 'false');
  await tree(page).press('Shift+ArrowRight');
  await expect(tree(page).getByRole('row', { expanded: false })).toHaveCount(0);
  await tree(page).press('Shift+ArrowLeft');
  await std.dblclick(onNumbers);
  const chip = page.getByRole('button', { name: /^Show all functions again/ });
  await expect(chip).toBeVisible();
  await expect(row(tree(page), '(global)')).toHaveCount(0);
  await tree(page).press('Escape');
  await expect(chip).toHaveCount(0);
  await expect(row(tree(page), '(global)')).toBeVisible();
});

test('a search shows matches per group and hides groups without any', async ({ launch }) => {
  const { page } = await launch(recordings.shapes);
  await expectOpen(page, recordings.shapes);
  await groupBy(page, 'Group by module');
  await searchFor(page, 'malloc');
  await expect.poll(() => groupsIn(page)).toEqual(expect.arrayContaining([expect.stringMatching(/ \d+ match(es)?$/)]));
  await expect(row(tree(page), 'malloc').first()).toBeVisible();
  await groupBy(page, 'No grouping');
  await expect(table(page, 'Functions')).toBeVisible();
});

test('names are shortened in levels, the whole name a hover away', async ({ launch }) => {
  const { page } = await launch(recordings.shapes);
  await expectOpen(page, recordings.shapes);
  await searchFor(page, 'introsort');
  const cell = table(page, 'Functions').getByRole('row').nth(1).getByRole('gridcell').nth(3);
  const choose = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: 'Names', exact: true }).click();
    await page.getByRole('menuitemcheckbox', { name }).click();
  };
  await expect(cell).toContainText('<');
  const whole = await cell.innerText();
  await choose('Names without template arguments');
  await expect(cell).toContainText('<…>');
  await choose('Names without arguments');
  await expect(cell).not.toContainText('(');
  await choose('Last part of names only');
  await expect(cell).toHaveText('__introsort_loop<…>');
  await cell.hover();
  await expect(cell).toHaveAttribute('title', whole.trim());
  await page.getByRole('button', { name: 'Shorten names' }).click();
  await expect(cell).toHaveText(whole.trim());
});

test('rows are marked with Shift and copied with their headers, of any table', async ({ launch }) => {
  const { page } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  const functions = table(page, 'Functions');
  await row(functions, 'factorial').click();
  await functions.press('Shift+ArrowUp');
  await expect(functions.getByRole('row', { selected: true })).toHaveCount(2);
  await functions.press('Control+c');
  await expect(page.getByText('Copied 2 rows')).toBeVisible();
  const lines = (await clipboard(page)).trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^Incl\. \(seconds\)\tSelf \(seconds\)\tCalled\tFunction\tLocation$/);
  expect(lines[2]).toMatch(/^0\.09171242\t0\.09171242\t188000\tfactorial\t/);
  await functions.press('Control+a');
  await row(functions, 'factorial').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Copy 9 rows with headers/ }).click();
  await expect.poll(async () => (await clipboard(page)).trimEnd().split('\n').length).toBe(10);
  await showTab(page, 'Callees');
  const callees = table(page, 'Callees');
  await callees.getByRole('row').nth(1).click();
  await callees.press('Control+c');
  await expect.poll(async () => (await clipboard(page)).trimEnd().split('\n').length).toBe(2);
});

test('levels of recursion become one function, which stays active and says what it was made of', async ({ launch }) => {
  const recording = 'fixtures/merging/callgrind.out.levels.recs4';
  const { page } = await launch(recording);
  await expectOpen(page, recording);
  const functions = table(page, 'Functions');
  await searchFor(page, 'fact');
  await row(functions, "fact'3").dblclick();
  // Offered above the list, where names keep levels apart; and in the menu of everything.
  const merge = page.getByRole('button', { name: 'Merge recursion levels' });
  await expect(merge).toHaveAttribute('aria-pressed', 'false');
  await merge.click();
  await expectActive(page, 'fact');
  await expect(merge).toHaveAttribute('aria-pressed', 'true');
  // callgrind_annotate of the run with --separate-recs=1: fact has a self cost of 276 of 1,895 and was called 24 times.
  await expect.poll(async () => (await cellsOf(row(functions, 'fact'))).slice(1, 3)).toEqual(['14.56', '24']);
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('strong').hover();
  await expect(page.getByText(/^Merged from 4: fact /)).toBeVisible();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Merge recursion levels' }).click();
  await expectActive(page, 'fact');
  await expect(row(functions, "fact'2")).toBeVisible();
});

test('nothing is offered to be merged where nothing is kept apart', async ({ launch }) => {
  const { page } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  await expect(page.getByRole('button', { name: /^Merge/ })).toHaveCount(0);
});

test('clicks mean the row that was pressed first, whatever stands there when the answer comes between them', async ({
  launch,
}) => {
  const { page } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  const functions = table(page, 'Functions');
  await row(functions, 'taylor_sin').hover();

  await page.mouse.down();
  await searchFor(page, 'e');
  await page.mouse.up();
  await expect(row(functions, 'taylor_sin')).toHaveCount(0);
  await searchFor(page, '');
  await expect(row(functions, 'taylor_sin')).toHaveAttribute('aria-selected', 'true');

  // A shorter list, which ends above the pointer; and one with another function under it.
  for (const [text, name] of [
    ['no such function', 'taylor_exp'],
    ['e', 'factorial'],
  ] as const) {
    const place = row(functions, name);
    const index = Number(await place.getAttribute('aria-rowindex'));
    await place.hover();
    await page.mouse.down();
    await page.mouse.up();
    await searchFor(page, text);
    await expect(functions.locator(`[aria-rowindex="${index}"]`).getByText(name)).toHaveCount(0);
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
    await expectActive(page, name);
    await searchFor(page, '');
  }
});
