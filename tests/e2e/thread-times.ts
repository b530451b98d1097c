// What the threads of page, browser and engine run, and how long they wait for a processor, step by step, as the system counts it: written
// down as a callgrind file, so that Callipers itself shows where the time by the clock goes. Only where /proc tells it (Linux).
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Step } from './page-tasks.ts';

/** Nanoseconds on a processor, and ready to run without one, since the thread began. */
interface Times {
  readonly name: string;
  readonly run: number;
  readonly wait: number;
}

export class ThreadTimes {
  private readonly steps = new Map<string, Map<string, { run: number; wait: number }>>();
  private before: ReadonlyMap<string, Times> = new Map();

  /** The same steps: what has passed from the beginning of one to the beginning of the next belongs to it. */
  watch(steps: readonly Step[]): Step[] {
    let current: string | undefined;
    const next = (step: string | undefined) => {
      const now = threadsNow();
      if (current !== undefined) this.add(current, now);
      current = step;
      this.before = now;
    };
    const watched = steps.map(({ name, run }) => ({
      name,
      run: () => {
        next(name);
        return run();
      },
    }));
    return [...watched, { name: 'end', run: () => Promise.resolve(next(undefined)) }];
  }

  private add(step: string, now: ReadonlyMap<string, Times>): void {
    const spent = this.steps.get(step) ?? new Map<string, { run: number; wait: number }>();
    this.steps.set(step, spent);
    for (const [id, { name, run, wait }] of now) {
      const from = this.before.get(id) ?? { run: 0, wait: 0 };
      const sum = spent.get(name) ?? { run: 0, wait: 0 };
      spent.set(name, { run: sum.run + run - from.run, wait: sum.wait + wait - from.wait });
    }
  }

  /** Steps call threads; costs are microseconds. Throws where the system tells nothing. */
  write(path: string): void {
    if (this.before.size === 0) throw new Error('the system does not tell what threads run: no /proc/…/schedstat');
    const lines = ['# callgrind format', 'event: Run : on a processor (us)', 'event: Wait : for a processor (us)'];
    lines.push('events: Run Wait');
    const micro = (time: number) => Math.round(time / 1000);
    const threads = new Map<string, { run: number; wait: number }>();
    for (const [step, spent] of this.steps) {
      lines.push(`fn=step: ${step}`);
      for (const [name, { run, wait }] of spent) {
        lines.push(`cfn=${name}`, 'calls=1 0', `0 ${micro(run)} ${micro(wait)}`);
        const sum = threads.get(name) ?? { run: 0, wait: 0 };
        threads.set(name, { run: sum.run + micro(run), wait: sum.wait + micro(wait) });
      }
    }
    for (const [name, { run, wait }] of threads) lines.push(`fn=${name}`, `0 ${run} ${wait}`);
    writeFileSync(path, `${lines.join('\n')}\n`);
  }
}

function threadsNow(): Map<string, Times> {
  const found = new Map<string, Times>();
  for (const process of namesIn('/proc').filter((name) => /^\d+$/.test(name))) {
    const role = roleOf(read(join('/proc', process, 'cmdline')));
    if (role === undefined) continue;
    const tasks = join('/proc', process, 'task');
    for (const thread of namesIn(tasks)) {
      const [run, wait] = read(join(tasks, thread, 'schedstat'))
        .split(' ')
        .map(Number);
      if (run === undefined || wait === undefined) continue;
      const own = thread === process ? 'main thread' : read(join(tasks, thread, 'comm')).trim();
      found.set(`${process} ${thread}`, { name: `${role}: ${own}`, run, wait });
    }
  }
  return found;
}

/** `undefined`: neither ours nor the browser's. */
function roleOf(commandLine: string): string | undefined {
  if (commandLine.includes('callipers.js')) return 'engine and server';
  const [, type] = /--type=([a-z-]+)/.exec(commandLine) ?? [];
  if (type !== undefined) return type;
  if (/chrom/.test(commandLine) && commandLine.includes('--no-sandbox')) return 'browser';
  return commandLine.includes('playwright') ? 'test' : undefined;
}

/** Processes and threads end while they are looked at: nothing then. */
function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
