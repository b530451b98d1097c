// A recording that fills tables, map and graph of a large window, and where to click in it. With CALLIPERS_TASKS_OF=FILE tests of long tasks
// look at another one, with CALLIPERS_TASKS_SIZE=2560x1440 in a window of another size, and write down what the longest tasks took.
import { writeFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { type Longest, median } from './page-tasks.ts';

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

/** `step: median (most)` of each, in milliseconds of processor time, where a recording was asked for. */
export function tellMilliseconds(found: ReadonlyMap<string, Longest>): void {
  if (process.env['CALLIPERS_TASKS_OF'] === undefined) return;
  for (const [step, { milliseconds }] of found) {
    process.stdout.write(`  ${step}: ${median(milliseconds).toFixed(1)} (${Math.max(...milliseconds).toFixed(1)})\n`);
  }
}
