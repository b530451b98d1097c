// What changes the whole window (another view, the second panel, its size) is done by panes in turns: no task draws more than one of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { fullRecording, longestTasksTold, middleOf, type Point, press, windowSize, writeFull } from './full-window.ts';
import { median } from './page-tasks.ts';
import { expectComputed, expectOpen, toolbar } from './window.ts';

/** In loops of page-tasks.ts: 1.8 to 3.8 are needed. */
const LIMIT = 4.2;

// See page-tasks.ts.
test.use({ trace: 'off' });

let folder = '';
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'callipers-tasks-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

function tabAt(page: Page, name: string): Promise<Point> {
  const views = page.getByRole('region', { name: 'Views', exact: true });
  return middleOf(views.getByRole('tab', { name: new RegExp(`^${name}( \\d|$)`) }));
}

test('no task of the page is long when the window changes as a whole @browser', async ({ launch }) => {
  const path = fullRecording(join(folder, 'callgrind.out.full'));
  const { page: window, errors } = await launch(path);
  await window.setViewportSize(windowSize);
  await expectOpen(window, path);
  await expectComputed(window);
  const tabs = await Promise.all(['Callers', 'Callees', 'Call graph', 'Callee map'].map((name) => tabAt(window, name)));
  const panel = async () => {
    await toolbar(window).getByRole('button', { name: 'Layout', exact: true }).click();
    const entries = window.getByRole('menu', { name: 'Layout' }).locator('[role^="menuitem"]');
    await entries.filter({ hasText: /^Second panel(?! below)/ }).click();
  };
  const settled = () => window.waitForTimeout(700);
  const steps = [0, 1, 2, 3].flatMap(() => [
    ...tabs.map((tab) => ({
      name: 'another view',
      run: async () => {
        await press(window, tab);
        await settled();
      },
    })),
    ...['second panel opens', 'second panel closes'].map((name) => ({
      name,
      run: async () => {
        await panel();
        await settled();
      },
    })),
    ...[-140, 0].map((by) => ({
      name: 'size of the window',
      run: async () => {
        await window.setViewportSize({ width: windowSize.width + by, height: windowSize.height + by / 2 });
        await settled();
      },
    })),
  ]);
  const found = await longestTasksTold(window, steps);
  const usual = [...found].map(([step, { task }]) => `${step} ${median(task).toFixed(2)}`);
  test.info().annotations.push({ type: 'longest task, in loops', description: usual.join(', ') });
  for (const [step, { task }] of found) expect(median(task), step).toBeLessThan(LIMIT);
  // A trace without the page's tasks would meet any limit.
  expect(median(found.get('another view')?.task ?? [])).toBeGreaterThan(0.2);
  expect(errors).toEqual([]);
});

/** In how many frames the pane of `view` showed its picture whole, and in how many not, until it has been in front for a while. */
async function framesOf(
  page: Page,
  view: string,
  come: () => Promise<void>,
): Promise<{ whole: number; empty: number }> {
  await page.evaluate((name) => {
    const frames = { whole: 0, empty: 0, isOver: false };
    Object.assign(window, { frames });
    const look = () => {
      const picture = document.querySelector(`[role="application"][aria-label="${name}"]`);
      const surface = picture?.parentElement;
      // The dock has views behind others out of the page.
      if (surface !== null && surface !== undefined) {
        const isShown = surface.getClientRects().length > 0;
        const hasPicture = [...surface.querySelectorAll('.painted')].every((place) => place.childElementCount > 0);
        if (isShown && hasPicture) frames.whole += 1;
        else frames.empty += 1;
      }
      if (!frames.isOver) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, view);
  await come();
  await page.waitForTimeout(500);
  return page.evaluate(() => {
    const { frames } = window as unknown as { frames: { whole: number; empty: number; isOver: boolean } };
    frames.isOver = true;
    return frames;
  });
}

test('a view that comes back shows its last picture in every frame', async ({ launch }) => {
  const path = writeFull(join(folder, 'callgrind.out.back'));
  const { page: window, errors } = await launch(path);
  await expectOpen(window, path);
  await expectComputed(window);
  const [map, callers] = await Promise.all(['Callee map', 'Callers'].map((name) => tabAt(window, name)));
  if (map === undefined || callers === undefined) throw new Error('assertion failed: two tabs');
  await press(window, map);
  await expectComputed(window);
  for (let round = 0; round < 3; round++) {
    await press(window, callers);
    await expectComputed(window);
    const frames = await framesOf(window, 'Callee map', () => press(window, map));
    expect(frames.empty).toBe(0);
    expect(frames.whole).toBeGreaterThan(2);
  }
  expect(errors).toEqual([]);
});
