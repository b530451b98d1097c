// The tools that people open the same files with, timed where they are installed. KCachegrind has no mode without a window: it is started
// without a display, and what counts is the processor time that it took until it went quiet, less that of starting with nothing.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

export interface ToolTime {
  readonly tool: string;
  /** Processor time, so that a busy machine does not count against it. */
  readonly milliseconds: number;
}

/** Nothing for a tool that is not there or does not manage. */
export async function timeOtherTools(path: string, which: 'all' | 'compiled'): Promise<ToolTime[]> {
  const times: ToolTime[] = [];
  for (const tool of which === 'all' ? ['callgrind_annotate', 'cgview'] : ['cgview']) {
    if (!isInstalled(tool)) continue;
    const milliseconds = timeProgram(tool, path);
    if (milliseconds !== undefined) times.push({ tool, milliseconds });
  }
  if (process.platform === 'linux' && isInstalled('kcachegrind') && isInstalled('dbus-run-session')) {
    const milliseconds = await timeWindow('kcachegrind', path);
    if (milliseconds !== undefined) times.push({ tool: 'kcachegrind', milliseconds });
  }
  return times;
}

const LONGEST = 120_000;
const QUIET = 3000;
const LOOK_EVERY = 100;
/** Exit codes above this: ended by a signal. */
const CRASHED = 128;

function isInstalled(tool: string): boolean {
  return spawnSync('which', [tool]).status === 0;
}

/** The shell's `times` says in its second line what its children used: `0m9.120s 0m0.310s`. */
function timeProgram(tool: string, path: string): number | undefined {
  const run = spawnSync('sh', ['-c', '"$0" "$1" > /dev/null 2>&1 && times', tool, path], {
    encoding: 'utf8',
    timeout: LONGEST,
  });
  const spent = run.stdout.split('\n')[1]?.matchAll(/(\d+)m([\d.]+)s/g);
  if (run.status !== 0 || spent === undefined) return undefined;
  return Array.from(spent, ([, minutes, seconds]) => (Number(minutes) * 60 + Number(seconds)) * 1000).reduce(
    (a, b) => a + b,
    0,
  );
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

/** Until it used none for a while; then it is ended. In milliseconds. KDE's programs want a session bus: they get one of their own. */
async function processorTime(tool: string, path: string): Promise<number | undefined> {
  const session = spawn('dbus-run-session', ['--', tool, path], {
    stdio: 'ignore',
    env: { ...process.env, QT_QPA_PLATFORM: 'offscreen' },
  });
  session.on('error', () => undefined);
  if (session.pid === undefined) return undefined;
  const started = performance.now();
  let used = 0;
  let changed = started;
  let window: number | undefined;
  while (session.exitCode === null && performance.now() - started < LONGEST && performance.now() - changed < QUIET) {
    await setTimeout(LOOK_EVERY);
    window ??= childNamed(session.pid, tool);
    const now = window === undefined ? 0 : ticksOf(window);
    if (now > used) changed = performance.now();
    used = Math.max(used, now);
  }
  // One that ended by itself showed nothing, unless it crashed: KCachegrind does after loading hundreds of megabytes, and what it had
  // used until then is less than it needs.
  const { exitCode } = session;
  if (exitCode === null && window !== undefined) process.kill(window);
  session.kill();
  const isMeasured = exitCode === null || exitCode > CRASHED;
  return isMeasured && used > 0 ? used * MILLISECONDS_A_TICK : undefined;
}

function childNamed(parent: number, tool: string): number | undefined {
  try {
    const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ').map(Number);
    return children.find((child) => readFileSync(`/proc/${child}/comm`, 'utf8').trim() === tool);
  } catch {
    return undefined;
  }
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
