// The tasks of KCachegrind's handbook, as somebody goes about them who has used it for ten years: the same keys, the same order, found by
// role and name. Expected numbers are those of callgrind_annotate and of the references beside the recordings.
import { expect, recordings, test } from './app.ts';
import { choose, functions, groupBy, header, makeShape, pressed, slide, tree } from './handbook-steps.ts';
import {
  breadcrumb,
  cursorOf,
  expectActive,
  expectOpen,
  exportedJson,
  exportedText,
  namesIn,
  picture,
  recordingFacts,
  row,
  search,
  searchFor,
  showTab,
  table,
} from './window.ts';

test('the dearest functions of a C++ program, and what belongs to each', async ({ launch }) => {
  const { page, errors } = await launch(recordings.shapes);
  await expectOpen(page, recordings.shapes);

  await test.step('the list as it opens: by inclusive cost, main is active', async () => {
    await expect(header(page, /^Incl/)).toHaveAttribute('aria-sort', 'descending');
    await expect
      .poll(async () => (await namesIn(functions(page))).slice(0, 3))
      .toEqual(['0x000000000001ab70', '_dl_start', '_dl_sysdep_start']);
    await expectActive(page, 'main');
    await expect(page).toHaveTitle('callgrind.out.shapes.default [./shapes] – Callipers');
  });

  await test.step('by self cost with one click on the header', async () => {
    await header(page, /^Self/).getByRole('button').click();
    // 472,422 + 167,054 and 465,666 of 2,712,214 with small inlined pieces, as callgrind_annotate adds them up by file.
    await expect
      .poll(async () => (await namesIn(functions(page))).slice(0, 2))
      .toEqual(['_dl_lookup_symbol_x', 'do_lookup_x']);
    await header(page, /^Incl/).getByRole('button').click();
  });

  await test.step('absolute and relative', async () => {
    await pressed(page, 'Relative').click();
    await expect(row(functions(page), 'main')).toContainText('986 k');
    await expect(recordingFacts(page)).toContainText('total 2.71 M');
    await pressed(page, 'Relative').click();
    await expect(row(functions(page), 'main')).toContainText('36.35');
  });

  await test.step('by ELF object, source file, class and cycle', async () => {
    for (const [choice, group] of [
      ['Group by module', 'shapes'],
      ['Group by file', 'shapes_main.cpp'],
      ['Group by namespace or class', 'geometry'],
    ] as const) {
      await groupBy(page, choice);
      await expect(row(tree(page), group).first()).toHaveAttribute('aria-expanded', /true|false/);
    }
    await groupBy(page, 'No grouping');
  });

  await test.step('search while typing, Return takes the first hit', async () => {
    await page.keyboard.press('Control+f');
    await page.keyboard.type('make_sh');
    await expect.poll(() => namesIn(functions(page))).toEqual([makeShape, `${makeShape} [clone .cold]`]);
    await page.keyboard.press('Enter');
    await expectActive(page, makeShape);
    await expect(search(page)).toHaveValue('make_sh');
    await page.keyboard.press('Escape');
    await expect(search(page)).toHaveValue('');
  });

  await test.step('callers and callees, gone along with Return and Space', async () => {
    await showTab(page, 'Callers');
    await expect(row(table(page, 'Callers'), 'main')).toContainText('600');
    await table(page, 'Callers').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expectActive(page, 'main');
    await showTab(page, 'Callees');
    await expect(row(table(page, 'Callees'), makeShape)).toContainText('600');
    await table(page, 'Callees').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await expectActive(page, makeShape);
  });

  await test.step('back, forward and up', async () => {
    await page.keyboard.press('Alt+ArrowLeft');
    await expectActive(page, 'main');
    await page.keyboard.press('Alt+ArrowRight');
    await expectActive(page, makeShape);
    await page.keyboard.press('Alt+ArrowUp');
    await expectActive(page, 'main');
  });

  await test.step('relative to parent: callees as shares of the active function', async () => {
    // 575,527 of the 985,848 of main, and of the 2,712,214 of everything.
    const call = row(table(page, 'Callees'), makeShape);
    await expect(call).toContainText('21.22');
    await pressed(page, 'Relative to parent').click();
    await expect(call).toContainText('58.38');
    await pressed(page, 'Relative to parent').click();
  });

  await test.step('names without template arguments', async () => {
    await searchFor(page, 'introsort');
    const first = functions(page).getByRole('row').nth(1);
    await expect(first).toContainText('__normal_iterator<double*');
    await pressed(page, 'Shorten names').click();
    await expect(first).not.toContainText('__normal_iterator<double*');
    await pressed(page, 'Shorten names').click();
    await searchFor(page, '');
  });

  await test.step('annotated source: the dearest line, and along a call', async () => {
    await showTab(page, 'Source');
    const source = table(page, 'Source');
    const call = source.getByRole('row').filter({ hasText: /600 calls to ?geometry::make_shape/ });
    await expect(call).toBeVisible();
    await call.dblclick();
    await expectActive(page, makeShape);
    // Its dearest line is inlined code.
    await expect(source.getByRole('columnheader', { name: /Inlined from src\/shapes\.hpp/ })).toBeVisible();
    await page.keyboard.press('Alt+ArrowLeft');
  });
  expect(errors).toEqual([]);
});

test('the call graph and the maps of a function', async ({ launch }) => {
  const { page, errors } = await launch(recordings.shapes);
  await expectOpen(page, recordings.shapes);
  await showTab(page, 'Call graph');
  const nodes = async () => (await exportedJson<{ nodes: unknown[] }>(page, 'Call graph')).nodes.length;

  await test.step('call graph from main, with other limits', async () => {
    const before = await nodes();
    await slide(page, 'Minimum node share', 'Home');
    await expect.poll(nodes).toBeGreaterThan(before);
    await slide(page, 'Callee depth', 'Home');
    await slide(page, 'Caller depth', 'Home');
    await expect.poll(nodes).toBe(1);
    await page.getByRole('slider', { name: 'Caller depth', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    // (below main) alone calls main.
    await expect.poll(nodes).toBe(2);
    await slide(page, 'Callee depth', 'End');
    await expect.poll(nodes).toBeGreaterThan(before);
  });

  await test.step('layouts and overview of the graph', async () => {
    for (const item of ['Left to right', 'Tall, long names on several lines', 'Bottom left']) {
      await choose(page, 'Layout of the call graph', item);
    }
    await page.getByRole('button', { name: 'Layout of the call graph' }).click();
    for (const item of ['Left to right', 'Tall, long names on several lines', 'Bottom left']) {
      await expect(page.getByRole('menuitemcheckbox', { name: item, exact: true })).toBeChecked();
    }
    await page.keyboard.press('Escape');
    expect(await exportedText(page, 'Call graph', 'DOT graph')).toContain('rankdir=LR');
    // A press in the overview brings that part of the graph into sight, and so does dragging on.
    const overview = await page.locator('.minimap').boundingBox();
    if (overview === null) throw new Error('there is no overview of the graph');
    const seen = () => picture(page, 'Call graph').screenshot();
    const [atFirst, { x, y, width, height }] = [await seen(), overview];
    await page.mouse.move(x + width - 4, y + height - 4);
    await page.mouse.down();
    const thereNow = await seen();
    await page.mouse.move(x + 4, y + 4, { steps: 3 });
    await page.mouse.up();
    expect([atFirst.equals(thereNow), thereNow.equals(await seen())]).toEqual([false, false]);
    await choose(page, 'Layout of the call graph', 'Top to bottom');
  });

  await test.step('along its calls by keys, Return makes active', async () => {
    await picture(page, 'Call graph').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await expect(cursorOf(page, 'Call graph')).toContainText('Call main → geometry::make_shape');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expectActive(page, makeShape);
    await page.keyboard.press('Alt+ArrowLeft');
    await expectActive(page, 'main');
  });

  await test.step('callee map: the dearest leaf, and its limits', async () => {
    await showTab(page, 'Callee map');
    const map = picture(page, 'Callee map');
    await map.focus();
    await page.keyboard.press('ArrowDown');
    await expect(cursorOf(page, 'Callee map')).toContainText(`main › ${makeShape}`);
    await expect(page.locator('.tooltip.point')).toContainText(makeShape);
    for (const item of ['Show calls', 'Show locations', 'Border of 1 pixel', 'Rows']) {
      await choose(page, 'Options of Callee map', item);
    }
    await page.getByRole('button', { name: 'Options of Callee map' }).click();
    for (const item of ['Show calls', 'Show locations', 'Border of 1 pixel', 'Rows']) {
      await expect(page.getByRole('menuitemcheckbox', { name: item, exact: true })).toBeChecked();
    }
    await page.keyboard.press('Escape');
    await map.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: /^Stop at depth of geometry::make_shape.* \(1\)$/ }).click();
    await map.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    const atDepth = await cursorOf(page, 'Callee map').innerText();
    // Nothing is inside of it any more.
    await page.keyboard.press('ArrowDown');
    expect(await cursorOf(page, 'Callee map').innerText()).toBe(atDepth);
    await slide(page, 'Maximum depth', 'End');
  });

  await test.step('the keys of the map', async () => {
    const map = picture(page, 'Callee map');
    await map.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect(breadcrumb(page).getByRole('strong')).toHaveText('main');
    await page.keyboard.press('ArrowRight');
    await expect(cursorOf(page, 'Callee map')).not.toContainText(`› ${makeShape}`);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Backspace');
    await expect(cursorOf(page, 'Callee map')).toContainText(/^main: /);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expectActive(page, makeShape);
  });

  await test.step('caller map: who it was for', async () => {
    await showTab(page, 'Caller map');
    await picture(page, 'Caller map').focus();
    await page.keyboard.press('ArrowDown');
    await expect(cursorOf(page, 'Caller map')).toContainText(`${makeShape} › main`);
  });
  expect(errors).toEqual([]);
});
