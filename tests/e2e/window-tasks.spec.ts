// What changes the whole window (another view, the second panel, its size) is done by panes in turns: no task draws more than one of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { fullRecording, middleOf, type Point, tellMilliseconds, windowSize } from './full-window.ts';
import { longestTasks, median } from './page-tasks.ts';
import { expectComputed, expectOpen, toolbar } from './window.ts';

const LIMIT = 5;

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
        await window.mouse.click(...tab);
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
  const found = await longestTasks(window, steps);
  tellMilliseconds(found);
  const usual = [...found].map(([step, { task }]) => `${step} ${median(task).toFixed(2)}`);
  test.info().annotations.push({ type: 'longest task, in loops', description: usual.join(', ') });
  for (const [step, { task }] of found) expect(median(task), step).toBeLessThan(LIMIT);
  // A trace without the page's tasks would meet any limit.
  expect(median(found.get('another view')?.task ?? [])).toBeGreaterThan(0.2);
  expect(errors).toEqual([]);
});
