// All callers and callees, the heaviest stack, cycles and maps in the window: by role and name, as a long-time user would go about it.
import { expect, recordings, test } from './app.ts';
import {
  breadcrumb,
  cellsOf,
  cursorOf,
  expectActive,
  expectOpen,
  makeActive,
  namesIn,
  picture,
  row,
  showTab,
  table,
} from './window.ts';

test('everything that leads to factorial, the stack through it, and a way along it', async ({ launch }) => {
  const { page, errors } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  await makeActive(page, 'factorial');

  await test.step('all callers, with distances and marks', async () => {
    await showTab(page, 'All callers');
    const callers = table(page, 'All callers');
    await expect(row(callers, 'taylor_exp')).toBeVisible();
    const [, distance, calls] = await cellsOf(row(callers, 'taylor_exp'));
    expect([distance, calls]).toEqual(['1', '500']);
    // All calls of factorial come from benchmark, by two ways: known, not an estimate.
    const [cost] = await cellsOf(row(callers, 'benchmark'));
    expect(cost).toMatch(/^\d+\.\d+$/);
  });

  await test.step('the heaviest stack stays while one walks along it', async () => {
    await showTab(page, 'Heaviest stack');
    const stack = table(page, 'Heaviest stack');
    await expect(row(stack, 'taylor_exp')).toBeVisible();
    const before = await namesIn(stack);
    await row(stack, 'benchmark').dblclick();
    await expectActive(page, 'benchmark');
    await expect(row(stack, 'benchmark')).toHaveAttribute('aria-current', 'true');
    await expect.poll(() => namesIn(stack)).toEqual(before);
  });
  expect(errors).toEqual([]);
});

test('a map: into a rectangle and back by keys and breadcrumb, the active function stays', async ({ launch }) => {
  const { page } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  await makeActive(page, 'benchmark');
  await showTab(page, 'Callee map');
  const map = picture(page, 'Callee map');
  const zoom = page.getByRole('navigation', { name: 'Zoom of Callee map' });
  await map.focus();
  await map.press('ArrowDown');
  await expect(cursorOf(page, 'Callee map')).toContainText('taylor_exp: ');
  await map.press('+');
  await expect(zoom).toContainText('benchmark');
  await expect(zoom.getByRole('strong')).toHaveText('taylor_exp');
  await expect(breadcrumb(page).getByRole('strong')).toHaveText('benchmark');
  await map.press('ArrowDown');
  await map.press('+');
  await expect(zoom.getByRole('strong')).toHaveText('factorial');
  await zoom.getByRole('button', { name: 'benchmark' }).click();
  await expect(zoom).toBeHidden();

  await page.getByRole('combobox', { name: 'Colours of Callee map' }).selectOption('Self cost');
  await expect(page.getByRole('list', { name: 'Legend of Callee map' })).toContainText('self cost of 20 % or more');
  await page.getByRole('button', { name: 'Options of Callee map' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Columns', exact: true }).click();
  await page.getByRole('button', { name: 'Options of Callee map' }).click();
  await expect(page.getByRole('menuitemcheckbox', { name: 'Columns', exact: true })).toBeChecked();
});

test('the list of cycles: members below their cycle, and the cut', async ({ launch }) => {
  const { page } = await launch('fixtures/callgrind/orders-combined/callgrind.out.orders.combined.gz');
  await expect(table(page, 'Functions').getByRole('row').nth(1)).toBeVisible();
  await showTab(page, 'Cycles');
  const cycles = table(page, 'Cycles');
  await expect(row(cycles, '<cycle 1>')).toBeVisible();
  await expect.poll(async () => (await cellsOf(row(cycles, '<cycle 1>'))).join(' ')).toContain('→');
  await row(cycles, '<cycle 1>').dblclick();
  await expectActive(page, '<cycle 1>');
  const cut = page.getByRole('slider', { name: 'Cycle cut' });
  await cut.focus();
  await cut.press('End');
  await expect(page.getByText('No cycle is left at this limit')).toBeVisible();
});
