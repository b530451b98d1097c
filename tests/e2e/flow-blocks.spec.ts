// Blocks of the control flow one by one: what stands in one, closed by a double click and by keys, kept for its function, exported so.
import { expect, test } from './app.ts';
import { goTo } from './handbook-steps.ts';
import { cursorOf, expectOpen, exportedText, picture, pointAt, showTab } from './window.ts';

test('a block by itself', async ({ launch }) => {
  const file = 'fixtures/callgrind/orders-jumps/callgrind.out.orders.jumps.gz';
  const { page, errors } = await launch(file);
  await expectOpen(page, file);
  await goTo(page, 'check_even');
  await showTab(page, 'Control flow');
  const flow = picture(page, 'Control flow');
  const cursor = cursorOf(page, 'Control flow');
  await flow.focus();
  await expect(cursor).toContainText('the function begins here');
  const dot = () => exportedText(page, 'Control flow', 'DOT graph');

  await test.step('closed and opened by keys', async () => {
    await page.keyboard.press('c');
    await expect(cursor).toContainText(', closed, the function begins here');
    await page.keyboard.press('Enter');
    await expect(cursor).not.toContainText('closed');
  });

  let closed = '';
  await test.step('closed by a double click, and so exported', async () => {
    const open = await dot();
    await flow.focus();
    // Along the way to the next block: a click beside all blocks leads back to the first.
    await page.keyboard.press('ArrowDown');
    await expect(cursor).toContainText('→');
    await page.keyboard.press('ArrowDown');
    await expect(cursor).not.toContainText('→');
    const title = (await cursor.innerText()).split(': ')[0] ?? '';
    const point = await pointAt(page, 'Control flow', title);
    await page.mouse.dblclick(...point);
    await expect(cursor).toContainText('closed');
    closed = await dot();
    expect(closed.length).toBeLessThan(open.length);
  });

  await test.step('kept for the function while another one is looked at', async () => {
    await goTo(page, 'check_odd');
    await expect(cursor).not.toContainText('closed');
    await goTo(page, 'check_even');
    await expect.poll(dot).toBe(closed);
  });

  await test.step('by its menu: source lines in this one alone', async () => {
    await flow.focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitemcheckbox', { name: 'Its dearest source lines' }).click();
    await expect.poll(dot).toMatch(/check\.c:\d+/);
    await flow.focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitemcheckbox', { name: 'As in all blocks' }).click();
    await expect.poll(dot).not.toMatch(/check\.c:\d+/);
  });
  expect(errors).toEqual([]);
});
