// How long the page's thread is kept, task by task, from a trace of Chromium: by scripts alone, and by all that Chromium does in the task, in
// processor time of that thread and as a ratio to a loop in the same page, so that a slow or busy machine changes little. Traps: only in
// Chromium, not in Electron; a trace of Playwright's takes a screenshot of every frame meanwhile, for which the page waits: none here.
import type { Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Of the processor. */
  readonly tdur?: number;
}

const script = /^(FunctionCall|EvaluateScript|EventDispatch|TimerFire|FireAnimationFrame|RunMicrotasks)$/;
const drawing = /^(Layout|UpdateLayoutTree|PrePaint|Paint)$/;

/** Each time the step was run, in loops: the longest script of a task, and the longest task. */
export interface Longest {
  readonly script: readonly number[];
  readonly task: readonly number[];
  /** The longest task in milliseconds of processor time; by the clock (another one, it may be). */
  readonly milliseconds: readonly number[];
  readonly byTheClock: readonly number[];
}

export interface Step {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** Runs each of `steps` in turn and returns, by its name, how long the longest task was each time. */
export async function longestTasks(page: Page, steps: readonly Step[]): Promise<Map<string, Longest>> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('no browser to trace');
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const traceConfig = { includedCategories: ['devtools.timeline', 'toplevel', 'blink.user_timing'] };
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  for (const { name, run } of steps) {
    // Beside every step: processors are not as fast at one moment as at another.
    await page.evaluate(loop);
    await page.evaluate((step) => performance.mark(`step ${step}`), name);
    await run();
    // Answers, and the turns that panes take with them.
    await page.waitForTimeout(250);
  }
  await page.evaluate(() => performance.mark('step end'));
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return ratios(events);
}

/** What pages do: texts, objects, a table of them. */
function loop(): void {
  performance.mark('loop begins');
  const table = new Map<string, { readonly name: string; readonly at: number }>();
  for (let i = 0; i < 12_000; i++) table.set(`name ${i % 4000} of ${i}`, { name: String(i), at: i });
  let sum = 0;
  for (const { name, at } of table.values()) sum += name.length + at;
  if (sum === 0) throw new Error('assertion failed: nothing was counted');
  performance.mark('loop ends');
}

function ratios(events: readonly TraceEvent[]): Map<string, Longest> {
  const marks = events.filter(({ name }) => name.startsWith('step ') || name.startsWith('loop '));
  const { pid, tid } = marks[0] ?? {};
  const own = events.filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X');
  const tasks = own.filter(({ name }) => name.endsWith('RunTask'));
  const within = (from: number, to: number) => tasks.filter(({ ts, dur = 0 }) => ts + dur >= from && ts <= to);
  const sorted = [...marks].sort((a, b) => a.ts - b.ts);
  const loops = sorted.flatMap(({ name, ts }, i) =>
    name === 'loop begins' ? [Math.max(...within(ts, sorted[i + 1]?.ts ?? ts).map(({ tdur = 0 }) => tdur))] : [],
  );
  const unit = median(loops);
  const found = new Map<string, Longest>();
  sorted.forEach(({ name, ts }, i) => {
    const next = sorted[i + 1];
    if (!name.startsWith('step ') || next === undefined) return;
    const step = name.slice('step '.length);
    const spent = within(ts, next.ts);
    const longest = (times: readonly number[]) => Math.max(0, ...times);
    const { script: scripts = [], task: all = [], milliseconds = [], byTheClock = [] } = found.get(step) ?? {};
    const task = longest(spent.map(({ tdur = 0 }) => tdur));
    found.set(step, {
      script: [...scripts, longest(spent.map((one) => scriptIn(own, one))) / unit],
      task: [...all, task / unit],
      milliseconds: [...milliseconds, task / 1000],
      byTheClock: [...byTheClock, longest(spent.map(({ dur = 0 }) => dur)) / 1000],
    });
  });
  return found;
}

/** Processor time of the scripts of a task; what they make the page lay out is no script. */
function scriptIn(own: readonly TraceEvent[], task: TraceEvent): number {
  const end = task.ts + (task.dur ?? 0);
  const inside = own.filter(({ ts, dur = 0 }) => ts >= task.ts && ts + dur <= end);
  const scripts = outermost(inside.filter(({ name }) => script.test(name)));
  const drawn = outermost(inside.filter(({ name }) => drawing.test(name)));
  const isInScript = ({ ts }: TraceEvent) => scripts.some((one) => ts >= one.ts && ts < one.ts + (one.dur ?? 0));
  const sum = (all: readonly TraceEvent[]) => all.reduce((time, { tdur = 0 }) => time + tdur, 0);
  return sum(scripts) - sum(drawn.filter(isInScript));
}

function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  const found: TraceEvent[] = [];
  for (const event of [...events].sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))) {
    const last = found.at(-1);
    if (last === undefined || event.ts >= last.ts + (last.dur ?? 0)) found.push(event);
  }
  return found;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
