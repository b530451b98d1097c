// What a person notices after the first minutes: one menu over every picture and table, legends that can be read to their end, borders that
// the keyboard reaches, tabs that are seen whole.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyOf, expect, recordings, test } from './app.ts';
import { breadcrumb, expectComputed, expectOpen, makeActive, picture, row, showTab, table, toolbar } from './window.ts';

const fixed = [
  /^Make taylor_exp active/,
  'Select',
  'Show in second panel',
  'Show its source',
  'Copy name',
  'Copy full name',
  'Copy location',
  /^Copy row with headers/,
];

test('a row, a rectangle and a node have the same entries in the same order', async ({ launch }) => {
  const { page } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  await makeActive(page, 'taylor_exp');
  const menu = page.getByRole('menu', { name: 'Item' });
  const entriesOf = async (open: () => Promise<void>) => {
    await open();
    await expect(menu).toBeVisible();
    const titles = await menu.getByRole('menuitem').allInnerTexts();
    await page.keyboard.press('Escape');
    return titles;
  };
  const functions = table(page, 'Functions');
  const onRow = await entriesOf(() => row(functions, 'taylor_exp').click({ button: 'right' }));
  const keysOf = (view: string) => async () => {
    await picture(page, view).focus();
    await page.keyboard.press('Shift+F10');
  };
  const onMap = await entriesOf(keysOf('Callee map'));
  const onGraph = await entriesOf(keysOf('Call graph'));
  for (const titles of [onRow, onMap, onGraph]) {
    const places = fixed.map((title) =>
      titles.findIndex((each) => (title instanceof RegExp ? title : new RegExp(`^${title}`)).test(each)),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  }

  await test.step('a node is copied as its row of the list', async () => {
    await keysOf('Call graph')();
    await menu.getByRole('menuitem', { name: 'Copy row with headers' }).click();
    await expect(page.getByText('Copied 1 row')).toBeVisible();
    const [header = '', line = '', ...rest] = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
    expect(header).toMatch(/Incl\..*\tSelf.*\tCalled\tFunction/);
    expect(line.split('\t')).toEqual(expect.arrayContaining(['1', 'taylor_exp']));
    expect(rest).toEqual(['']);
  });

  await test.step('the second panel shows what it is told to, and its menus are about itself', async () => {
    await row(functions, 'taylor_sin').click({ button: 'right' });
    await menu.getByRole('menuitem', { name: 'Show in second panel' }).click();
    const second = page.getByRole('region', { name: 'Second panel' });
    await expect(second.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('strong')).toHaveText('taylor_sin');
    await expect(breadcrumb(page).first().getByRole('strong')).toHaveText('taylor_exp');
    const callees = second.getByRole('grid', { name: 'Callees' });
    await row(callees, 'factorial').click({ button: 'right' });
    await menu.getByRole('menuitem', { name: 'Select' }).click();
    await expect(row(callees, 'factorial')).toHaveAttribute('aria-selected', 'true');
    await expect(row(functions, 'factorial')).toHaveAttribute('aria-selected', 'false');
  });

  await test.step('the tab in front is seen whole when the panes become narrow', async () => {
    for (const name of ['Callee map', 'Call graph']) {
      const cut = () =>
        page
          .getByRole('tab', { name, exact: true, selected: true })
          .first()
          .evaluate((tab) => {
            const strip = tab.closest('.dv-tabs-container')?.getBoundingClientRect();
            const box = tab.getBoundingClientRect();
            return strip === undefined ? 1 : Math.max(strip.left - box.left, box.right - strip.right, 0);
          });
      await expect.poll(cut).toBeLessThan(1);
    }
  });

  await test.step('the source of a function comes to the front', async () => {
    await row(functions, 'factorial').click({ button: 'right' });
    await menu.getByRole('menuitem', { name: 'Show its source' }).click();
    await expect(page.getByRole('tab', { name: 'Source', exact: true }).first()).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await expect(breadcrumb(page).first().getByRole('strong')).toHaveText('factorial');
  });
});

test('the whole legend is a press away, and borders between panes move by keys', async ({ launch }) => {
  const { page } = await launch(recordings.shop);
  await expectOpen(page, recordings.shop);
  await expectComputed(page);
  const all = page.getByRole('button', { name: /^All \d+ colours of Callee map$/ });
  const count = Number(/\d+/.exec((await all.getAttribute('aria-label')) ?? '')?.[0]);
  await all.click();
  const legend = page.getByRole('dialog', { name: 'Whole legend of Callee map' });
  await expect(legend.getByRole('listitem')).toHaveCount(count);
  await page.keyboard.press('Escape');
  await expect(legend).toHaveCount(0);
  await expect(all).toBeFocused();

  const border = page.getByRole('separator', { name: 'Border between Functions and Callee map' });
  await border.focus();
  const value = async () => Number(await border.getAttribute('aria-valuenow'));
  const before = await value();
  const width = async () => (await table(page, 'Functions').boundingBox())?.width ?? 0;
  const widthBefore = await width();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(value).toBeLessThan(before);
  await expect.poll(async () => Math.round(widthBefore - (await width()))).toBe(60);
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => Math.round(widthBefore - (await width()))).toBe(30);
});

test('tabs of a narrow window are seen whole, or offered by the menu at the end of their strip', async ({ launch }) => {
  const { page } = await launch(recordings.taylor);
  await page.setViewportSize({ width: 900, height: 700 });
  await expectOpen(page, recordings.taylor);
  const views = page.getByRole('region', { name: 'Views', exact: true });
  /** Of tabs that are painted: their names, and whether all of each is inside of its strip. */
  const painted = () =>
    views.getByRole('tab').evaluateAll((tabs) =>
      tabs
        .filter((tab) => getComputedStyle(tab).opacity !== '0')
        .map((tab) => {
          const strip = tab.parentElement?.getBoundingClientRect();
          const { left, right } = tab.getBoundingClientRect();
          const isWhole = strip !== undefined && left >= strip.left - 1 && right <= strip.right + 1;
          return { name: tab.textContent, isWhole };
        }),
    );
  const all = await views.getByRole('tab').count();
  for (const name of ['Caller map', 'Control flow', 'Event types']) {
    await showTab(page, name);
    await expect.poll(async () => (await painted()).filter(({ isWhole }) => !isWhole)).toEqual([]);
    expect((await painted()).map((tab) => tab.name)).toContain(name);
    expect((await painted()).length).toBeLessThan(all);
  }
});

test('every button of the toolbar is inside of a narrow window, and says what it does', async ({ launch }) => {
  const { page } = await launch(recordings.taylor);
  await expectOpen(page, recordings.taylor);
  for (const width of [1280, 1101, 900, 781, 480]) {
    await page.setViewportSize({ width, height: 700 });
    const all = toolbar(page).locator('button, input, select');
    const boxes = await all.evaluateAll((elements) => elements.map((each) => each.getBoundingClientRect().toJSON()));
    expect(boxes.length).toBeGreaterThan(12);
    expect(boxes.filter(({ left, right, width: room }) => left < 0 || right > width || room < 14)).toEqual([]);
    await expect(toolbar(page).getByRole('button', { name: 'More', exact: true })).toBeInViewport({ ratio: 1 });
  }
  const cycles = toolbar(page).getByRole('button', { name: 'Cycles' });
  await cycles.hover();
  await expect(page.getByRole('tooltip')).toContainText('call each other');
});

test('reading the file again keeps what was hidden, zoomed into and shown beside', async ({ launch }) => {
  const { folder } = await launch();
  const file = copyOf(recordings.taylor, folder, 'run.prof');
  const { page } = await launch(file);
  await expectOpen(page, file);
  await makeActive(page, 'benchmark');
  const menu = page.getByRole('menu', { name: 'Item' });
  await row(table(page, 'Functions'), 'taylor_sin').click({ button: 'right' });
  await menu.getByRole('menuitem', { name: 'Show in second panel' }).click();
  const map = picture(page, 'Callee map').first();
  await map.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('+');
  const zoom = page.getByRole('navigation', { name: 'Zoom of Callee map' });
  await expect(zoom.getByRole('strong')).toHaveText('taylor_exp');
  await picture(page, 'Call graph').first().focus();
  // From node to call to node.
  for (const _step of ['call', 'taylor_exp', 'call', 'factorial']) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+F10');
  const hide = menu.getByRole('menuitem', { name: /^Hide/ });
  await expect(menu.getByRole('menuitem', { name: /^Make factorial active/ })).toBeVisible();
  await hide.click();
  const hidden = page.getByRole('button', { name: 'Show factorial again' });
  await expect(hidden).toBeVisible();
  const about = page.getByRole('region', { name: 'Second panel' }).getByRole('navigation').getByRole('strong');
  // The keyboard walked through the graph: the second panel followed.
  await expect(about).toHaveText('factorial');

  // Another Python wrote this one: other functions, other numbers.
  rmSync(file);
  copyOf('fixtures/cprofile/taylor-py311/taylor.prof', folder, 'run.prof');
  await page.keyboard.press('F5');
  await expect(row(table(page, 'Functions').first(), '<listcomp>').first()).toBeVisible();
  await expect(zoom.getByRole('strong')).toHaveText('taylor_exp');
  await expect(hidden).toBeVisible();
  await expect(about).toHaveText('factorial');
});

test('a graph whose limits leave one node alone brings its dearest neighbours', async ({ launch }) => {
  const { folder } = await launch();
  const file = join(folder, 'callgrind.out.flat');
  const names = Array.from({ length: 40 }, (_, place) => `leaf_${place}`);
  const calls = names.map((name) => `cfn=${name}\ncalls=1 1\n2 100`).join('\n');
  const leaves = names.map((name) => `fn=${name}\n1 100`).join('\n');
  writeFileSync(file, `events: Ir\nfl=flat.c\nfn=main\n1 5\n${calls}\n${leaves}\n`);
  const { page } = await launch(file);
  await expectOpen(page, file);
  const alone = page.getByRole('group', { name: 'One node alone' });
  await expect(page.getByRole('group', { name: 'Limits of Call graph' })).toContainText('40 nodes, 40 calls hidden');
  await alone.getByRole('button', { name: 'Show the dearest' }).click();
  await expect(alone).toHaveCount(0);
  await expect(page.getByRole('group', { name: 'Limits of Call graph' })).toContainText('32 nodes, 32 calls hidden');
});
