// A recording that fills tables, map and graph of a large window, and where to click in it.
import { writeFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';

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
