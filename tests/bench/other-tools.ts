// The tools that people open the same files with, timed where they are installed. KCachegrind has no mode without a window: it is started
// without a display, and what counts is the processor time that it took until it went quiet, less that of starting with nothing.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

export interface ToolTime {
  readonly tool: string;
  readonly milliseconds: number;
}

/** Nothing for a tool that is not there or does not manage. */
export async function timeOtherTools(path: string, which: 'all' | 'compiled'): Promise<ToolTime[]> {
  const times: ToolTime[] = [];
  for (const tool of which === 'all' ? ['callgrind_annotate', 'cgview'] : ['cgview']) {
    if (!isInstalled(tool)) continue;
    const started = performance.now();
    const run = spawnSync(tool, [path], { stdio: ['ignore', 'ignore', 'ignore'], timeout: LONGEST });
    if (run.status === 0) times.push({ tool, milliseconds: performance.now() - started });
  }
  if (process.platform === 'linux' && isInstalled('kcachegrind')) {
    const milliseconds = await timeWindow('kcachegrind', path);
    if (milliseconds !== undefined) times.push({ tool: 'kcachegrind', milliseconds });
  }
  return times;
}

const LONGEST = 120_000;
const QUIET = 1500;
const LOOK_EVERY = 100;

function isInstalled(tool: string): boolean {
  return spawnSync('which', [tool]).status === 0;
}

async function timeWindow(tool: string, path: string): Promise<number | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'callipers-bench-'));
  try {
    const nothing = join(folder, 'callgrind.out.1');
    writeFileSync(nothing, 'events: Ir\nfn=main\n1 1\n');
    const empty = await processorTime(tool, nothing);
    const whole = await processorTime(tool, path);
    return empty === undefined || whole === undefined ? undefined : Math.max(0, whole - empty);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Until it used none for a while; then it is ended. In milliseconds. */
async function processorTime(tool: string, path: string): Promise<number | undefined> {
  const child = spawn(tool, [path], { stdio: 'ignore', env: { ...process.env, QT_QPA_PLATFORM: 'offscreen' } });
  const { pid } = child;
  child.on('error', () => undefined);
  if (pid === undefined) return undefined;
  const started = performance.now();
  let used = 0;
  let changed = started;
  while (child.exitCode === null && performance.now() - started < LONGEST && performance.now() - changed < QUIET) {
    await setTimeout(LOOK_EVERY);
    const now = ticksOf(pid);
    if (now > used) changed = performance.now();
    used = Math.max(used, now);
  }
  // One that ended by itself showed nothing.
  const isOver = child.exitCode !== null;
  child.kill();
  return isOver ? undefined : used * MILLISECONDS_A_TICK;
}

/** `getconf CLK_TCK` is 100 on every Linux that Node runs on. */
const MILLISECONDS_A_TICK = 10;

function ticksOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}
