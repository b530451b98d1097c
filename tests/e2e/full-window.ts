// A recording that fills tables, map and graph of a large window, and where to click in it. With CALLIPERS_TASKS_OF=FILE tests of long tasks
// look at another one, with CALLIPERS_TASKS_SIZE=2560x1440 in a window of another size, and write down what the longest tasks took.
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { type Longest, longestTasks, median, type Step } from './page-tasks.ts';
import { ThreadTimes } from './thread-times.ts';

const FUNCTIONS = 1500;

/** Each function calls a few later ones, some call an earlier one: full tables, a full map, a full graph, a cycle. */
export function writeFull(path: string): string {
  const lines = ['# callgrind format', 'events: Ir Dr'];
  for (let i = 1; i <= FUNCTIONS; i++) {
    lines.push(
      `fl=source_${i % 40}.c`,
      `fn=(${i}) module_${i % 25}::function_with_a_name_${i}`,
      `${i} ${(i * 7919) % 1000} 3`,
    );
    for (const step of [1, 2, 3, 5, 8, 13]) {
      const callee = i + step * (1 + (i % 3));
      if (callee > FUNCTIONS) continue;
      const cost = Math.round((1e7 / i) * (1 / step));
      lines.push(
        `cfn=(${callee}) module_${callee % 25}::function_with_a_name_${callee}`,
        `calls=${step} ${callee}`,
        `${i} ${cost} 9`,
      );
    }
    if (i % 50 === 0) lines.push(`cfn=(${i - 20})`, `calls=1 ${i}`, `${i} 5 1`);
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

export type Point = readonly [number, number];

/** Where it is, found before anything is measured: finding costs the page time. */
export async function middleOf(thing: Locator): Promise<Point> {
  const box = await thing.boundingBox();
  if (box === null) throw new Error('it is not to be seen');
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** The recording to look at: what was asked for, or one that is written to `path`. */
export function fullRecording(path: string): string {
  return process.env['CALLIPERS_TASKS_OF'] ?? writeFull(path);
}

const [width = 1280, height = 800] = process.env['CALLIPERS_TASKS_SIZE']?.split('x').map(Number) ?? [];
export const windowSize = { width, height };

/**
 * `longestTasks` of `steps`, told where a recording was asked for: `step: median (most)` of the longest tasks in milliseconds of processor
 * time and by the clock. What all threads did meanwhile is written down as a recording then.
 */
export async function longestTasksTold(page: Page, steps: readonly Step[]): Promise<Map<string, Longest>> {
  if (process.env['CALLIPERS_TASKS_OF'] === undefined) return longestTasks(page, steps);
  const threads = new ThreadTimes();
  const found = await longestTasks(page, threads.watch(steps));
  found.delete('end');
  const tell = (times: readonly number[]) => `${median(times).toFixed(1)} (${Math.max(...times).toFixed(1)})`;
  for (const [step, { milliseconds, byTheClock }] of found) {
    process.stdout.write(`  ${step}: ${tell(milliseconds)}, by the clock ${tell(byTheClock)}\n`);
  }
  const path = join(tmpdir(), `callgrind.out.threads-of-${steps[0]?.name.replaceAll(' ', '-')}`);
  threads.write(path);
  process.stdout.write(`  what threads ran and waited for: ${path}\n`);
  return found;
}

/**
 * As a hand does it: the pointer comes, and the button is held for a moment. Events at once would be one task of the page; and the dock brings a
 * tab to the front a frame after the press, so that one pressed in the same frame is lost.
 */
export async function press(page: Page, [x, y]: Point, options: { readonly clickCount?: number } = {}): Promise<void> {
  await page.mouse.move(x, y);
  await page.waitForTimeout(60);
  await page.mouse.down(options);
  await page.waitForTimeout(60);
  await page.mouse.up(options);
}
