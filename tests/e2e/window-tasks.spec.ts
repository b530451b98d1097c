// What changes the whole window (another view, the second panel, its size) is done by panes in turns: no task draws more than one of them.
// CALLIPERS_TASKS_OF=FILE looks at another recording, CALLIPERS_TASKS_SIZE=2560x1440 in a window of another size.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { middleOf, type Point, writeFull } from './full-window.ts';
import { longestTasks, median } from './page-tasks.ts';
import { expectComputed, expectOpen, toolbar } from './window.ts';

const LIMIT = 5;
const [WIDTH = 1280, HEIGHT = 800] = process.env['CALLIPERS_TASKS_SIZE']?.split('x').map(Number) ?? [];

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
  const path = process.env['CALLIPERS_TASKS_OF'] ?? writeFull(join(folder, 'callgrind.out.full'));
  const { page: window, errors } = await launch(path);
  await window.setViewportSize({ width: WIDTH, height: HEIGHT });
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
        await window.setViewportSize({ width: WIDTH + by, height: HEIGHT + by / 2 });
        await settled();
      },
    })),
  ]);
  const found = await longestTasks(window, steps);
  const rounded = (part: 'script' | 'task' | 'milliseconds') =>
    [...found].map(([step, longest]) => {
      const [most, usual] = [Math.max(...longest[part]), median(longest[part])].map((value) => value.toFixed(1));
      return `${step} ${usual} (${most})`;
    });
  for (const part of ['script', 'task', 'milliseconds'] as const) {
    test.info().annotations.push({ type: `longest ${part}, median (most)`, description: rounded(part).join(', ') });
  }
  if (process.env['CALLIPERS_TASKS_OF'] !== undefined) process.stdout.write(`${rounded('milliseconds').join('\n')}\n`);
  for (const [step, { task }] of found) expect(median(task), step).toBeLessThan(LIMIT);
  expect(errors).toEqual([]);
});
