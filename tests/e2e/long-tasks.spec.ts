// Every click is answered at once: no script of the page keeps its thread for long, whatever is pressed while tables, map and graph are full.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { fullRecording, longestTasksTold, middleOf, type Point, press, windowSize, writeFull } from './full-window.ts';
import { median } from './page-tasks.ts';
import { expectComputed, expectOpen, picture, search, table, toolbar } from './window.ts';

/**
 * In loops of page-tasks.ts. The steps need 0.4 to 2.1 of them. Where all panes were drawn in one task, those behind others as well, making a
 * function active, going back, shares and cycles needed 4.5 to 9 (of loops that were a fifth shorter, because they ran before the steps).
 */
const LIMIT = 3.2;

/** With styles, layout and paint: 0.9 to 2.8 of them. That pictures are painted elsewhere is looked at in painting.spec.ts. */
const WHOLE_LIMIT = 4;

async function pressTwice(page: Page, at: Point): Promise<void> {
  await press(page, at);
  await page.waitForTimeout(20);
  await press(page, at, { clickCount: 2 });
}

// See page-tasks.ts.
test.use({ trace: 'off' });

let folder = '';
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'callipers-tasks-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('no script keeps the page for long, whatever is pressed @browser', async ({ launch }) => {
  const path = fullRecording(join(folder, 'callgrind.out.full'));
  const { page: window, errors } = await launch(path);
  await window.setViewportSize(windowSize);
  await expectOpen(window, path);
  await expectComputed(window);
  const list = table(window, 'Functions');
  const rows = await Promise.all([4, 9, 14, 19].map((n) => middleOf(list.getByRole('row').nth(n))));
  const heads = await Promise.all([0, 1].map((n) => middleOf(list.getByRole('columnheader').nth(n))));
  const relative = await middleOf(toolbar(window).getByRole('button', { name: 'Relative', exact: true }));
  const cycles = await middleOf(toolbar(window).getByRole('button', { name: /Cycles|cycles/ }));
  const map = await picture(window, 'Callee map').boundingBox();
  if (map === null) throw new Error('the map is not to be seen');
  const field = await middleOf(search(window));
  const click = (at: Point) => press(window, at);

  const steps = [0, 1, 2].flatMap((round) => [
    { name: 'make active', run: () => pressTwice(window, rows[round] as Point) },
    { name: 'make active', run: () => pressTwice(window, rows[3] as Point) },
    { name: 'back', run: () => window.keyboard.press('Alt+ArrowLeft') },
    { name: 'sort', run: () => click(heads[1] as Point) },
    { name: 'sort', run: () => click(heads[0] as Point) },
    { name: 'relative', run: () => click(relative) },
    { name: 'cycles', run: () => click(cycles) },
    {
      name: 'search',
      run: async () => {
        await click(field);
        await window.keyboard.type('_77', { delay: 60 });
        await window.keyboard.press('ControlOrMeta+a');
        await window.keyboard.press('Delete');
      },
    },
    {
      name: 'hover',
      run: async () => {
        for (let i = 1; i < 12; i++) {
          await window.mouse.move(map.x + (map.width * i) / 12, map.y + map.height * (0.2 + 0.05 * i));
        }
      },
    },
    {
      name: 'scroll',
      run: async () => {
        await window.mouse.move(...(rows[1] as Point));
        for (let i = 0; i < 6; i++) await window.mouse.wheel(0, i < 3 ? 700 : -700);
      },
    },
    {
      name: 'a page by key',
      run: async () => {
        await click(rows[0] as Point);
        for (const key of ['PageDown', 'PageDown', 'Home']) await window.keyboard.press(key, { delay: 60 });
      },
    },
  ]);
  const found = await longestTasksTold(window, steps);
  const usualOf = (part: 'script' | 'task') =>
    Object.fromEntries([...found].map(([step, longest]) => [step, Number(median(longest[part]).toFixed(2))]));
  const usual = usualOf('script');
  const whole = usualOf('task');
  test.info().annotations.push({ type: 'longest script of a task, in loops', description: JSON.stringify(usual) });
  test.info().annotations.push({ type: 'longest task, in loops', description: JSON.stringify(whole) });
  for (const [step, loops] of Object.entries(usual)) expect(loops, step).toBeLessThan(LIMIT);
  for (const [step, loops] of Object.entries(whole)) expect(loops, `${step}, whole`).toBeLessThan(WHOLE_LIMIT);
  // A trace without the page's scripts would meet any limit.
  expect(usual['make active']).toBeGreaterThan(0.05);
  expect(errors).toEqual([]);
});

/** In each frame, how many rows of the function list are there that were not in the frame before, or read otherwise. */
async function rowsOfFrames(page: Page, step: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(() => {
    const rows = () => {
      const all = document.querySelectorAll('[aria-label="Functions"] .table-row');
      return new Set([...all].map((row) => `${row.getAttribute('aria-rowindex')} ${row.textContent}`));
    };
    const watched = { frames: [] as number[], isOver: false };
    Object.assign(window, { watched });
    let before = rows();
    const look = () => {
      const now = rows();
      watched.frames.push([...now].filter((row) => !before.has(row)).length);
      before = now;
      if (!watched.isOver) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await step();
  await page.waitForTimeout(600);
  return page.evaluate(() => {
    const { watched } = window as unknown as { watched: { frames: number[]; isOver: boolean } };
    watched.isOver = true;
    return watched.frames;
  });
}

test('no frame draws all rows of a large screen: a slice in each, and a page in a few @browser', async ({ launch }) => {
  const path = writeFull(join(folder, 'callgrind.out.rows'));
  const { page: window, errors } = await launch(path);
  await window.setViewportSize({ width: 1800, height: 1440 });
  await expectOpen(window, path);
  await expectComputed(window);
  const list = table(window, 'Functions');
  await list.getByRole('row').nth(3).click();
  await expect.poll(() => list.getByRole('row').count()).toBeGreaterThan(55);
  // To the last row that is seen: from there a page is one.
  await list.press('PageDown');
  await expectComputed(window);
  const relative = toolbar(window).getByRole('button', { name: 'Relative', exact: true });
  const steps = {
    'other numbers': () => relative.click(),
    'a page': () => list.press('PageDown'),
    'the end': () => list.press('End'),
  };
  for (const [name, step] of Object.entries(steps)) {
    const frames = await rowsOfFrames(window, step);
    const all = frames.reduce((sum, count) => sum + count, 0);
    // All that are drawn, or those of a page. Two slices in a frame that came late are less than all of them as well.
    expect(all, name).toBeGreaterThan(45);
    expect(Math.max(...frames), name).toBeLessThan(0.8 * all);
    expect(median(frames.filter((count) => count > 0)), name).toBeLessThanOrEqual(24);
  }
  expect(errors).toEqual([]);
});
