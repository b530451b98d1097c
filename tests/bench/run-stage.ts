// Runs a stage in a process of its own, several times, and takes medians: a process that has opened a file once is faster and larger
// the second time, which no person sees.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { AnswerOf, StageName } from './stage-answers.ts';

/** Built beside this file. */
const program = join(import.meta.dirname, 'stages.js');

/** Throws when the stage fails: a bench that cannot open its own file has nothing to say. */
export function runStage<Name extends StageName>(name: Name, operand: string): AnswerOf<Name> {
  const run = spawnSync(process.execPath, [program, name, operand], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 << 20,
  });
  const last = run.stdout.trimEnd().split('\n').at(-1) ?? '';
  if (run.status !== 0 || !last.startsWith('{')) {
    const words = run.stderr
      .trim()
      .split('\n')
      .filter((line) => /error|limit|out of memory/i.test(line));
    throw new Error(`${name} ${operand}: ${words.at(-1) ?? `ended with ${run.status ?? run.signal}`}`);
  }
  return JSON.parse(last) as AnswerOf<Name>;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
