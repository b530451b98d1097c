// What runs in a process of its own, one stage a process: `node stages.js STAGE FILE`. The last line on standard output is the answer, as JSON.
// Peak memory is that of the whole process, Node's own 45 MB included; worker threads count with it.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { EngineContract, OpenResult } from '../../shared/contracts/engine-contract.ts';
import { initialViewState } from '../../shared/state/view-state.ts';
import { createEngine } from '../../src-main/engine/engine.ts';
import { openRecording } from '../../src-main/engine/open-recording.ts';
import { createFileDirectory } from '../../src-main/services/file-directory.ts';
import { FileHandles } from '../../src-main/services/file-handles.ts';
import { interactionBench } from './interaction.ts';
import type {
  AddAnswer,
  CancelAnswer,
  GapsAnswer,
  InteractionAnswer,
  OpenAnswer,
  ParseAnswer,
  ReadAnswer,
} from './stage-answers.ts';

/** How often gaps are looked for. */
const MILLISECOND = 1;
/** At so many points, the last of which is just before the end. */
const CANCELLATIONS = 16;

/** The least that any reader does: every byte through the processor once. */
function add(path: string): AddAnswer {
  const clock = startClock();
  const block = new Uint8Array(1 << 20);
  const descriptor = openSync(path, 'r');
  let sum = 0;
  for (let length = readSync(descriptor, block); length > 0; length = readSync(descriptor, block))
    sum += sumOf(block, length);
  closeSync(descriptor);
  return { ...clock(), sum };
}

/** Time that passed and processor time of all threads, in milliseconds, since the start. */
function startClock(): () => { milliseconds: number; processor: number } {
  const started = performance.now();
  const used = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(used);
    return { milliseconds: performance.now() - started, processor: (user + system) / 1000 };
  };
}

function sumOf(block: Uint8Array, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at++) sum = (sum + block[at]) | 0;
  return sum;
}

interface BenchEngine {
  readonly contract: EngineContract;
  /** Opens the file as the window does. */
  readonly open: (openId?: string) => Promise<OpenResult>;
}

function engineFor(path: string, onPreview: (recordingId: string) => void = () => undefined): BenchEngine {
  const handles = new FileHandles();
  const { contract } = createEngine({
    files: createFileDirectory(handles, { read: async () => [] }),
    emit: {
      fileChanged: () => undefined,
      progress: () => undefined,
      preview: ({ recording }) => onPreview(recording.recordingId),
    },
  });
  return { contract, open: (openId = 'bench') => contract.open({ openId, files: [handles.offer(path).handle] }) };
}

/** From the call to the first rows of the function list, of the beginning of the file where there is such a look, and to the whole list. */
async function open(path: string): Promise<OpenAnswer> {
  const clock = startClock();
  let early: Promise<number> | undefined;
  const list = async (recordingId: string): Promise<number> => {
    const parameters = { recordingId, viewId: 'functions', state: initialViewState, request: { start: 0, count: 60 } };
    await engine.contract.view(parameters);
    return clock().milliseconds;
  };
  const engine = engineFor(path, (recordingId) => {
    early = list(recordingId);
  });
  const opened = await engine.open();
  if (!opened.ok) throw new Error(opened.error.message);
  const read = clock().milliseconds;
  const everything = await list(opened.recordingId);
  const { counts, eventTypes } = opened.summary;
  const { functions, edges } = counts;
  const total = eventTypes[0]?.total ?? 0;
  const first = early === undefined ? everything : await early;
  const { processor } = clock();
  return {
    read,
    first,
    everything,
    processor,
    functions,
    edges,
    total,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
}

/** Reading alone, without tables and views, by so many threads. */
const reading =
  (threads: number) =>
  async (path: string): Promise<ReadAnswer> => {
    const clock = startClock();
    const { signal } = new AbortController();
    const opened = await openRecording([{ name: basename(path), path }], { signal, threads });
    if (!opened.ok) throw new Error(opened.error.message);
    return { ...clock(), peakBytes: process.resourceUsage().maxRSS * 1024 };
  };

/**
 * How long after it was asked for a cancellation is answered: at points all through the opening, from the first look at the file over its threads and
 * the putting together of tables to what is prepared of the function list. It is opened twice before to know how long that takes.
 */
async function cancel(path: string): Promise<CancelAnswer> {
  const engine = engineFor(path);
  let milliseconds = 0;
  // The second time its code is compiled, as it is for all that follow.
  for (const openId of ['first', 'second']) {
    const started = performance.now();
    const whole = await engine.open(openId);
    milliseconds = performance.now() - started;
    if (whole.ok) await engine.contract.close(whole.recordingId);
  }
  let longest = 0;
  let answered = 0;
  for (let point = 1; point < CANCELLATIONS; point++) {
    const openId = `cancelled ${point}`;
    const opening = engine.open(openId);
    await setTimeout((point / CANCELLATIONS) * milliseconds);
    const asked = performance.now();
    await engine.contract.cancel(openId);
    const opened = await opening;
    if (opened.ok) {
      // It was over before: nothing to answer.
      await engine.contract.close(opened.recordingId);
      continue;
    }
    answered++;
    longest = Math.max(longest, performance.now() - asked);
  }
  return { longest, answered };
}

/** The longest time for which the thread that opens answers nobody: a cancellation, a question about another recording. */
async function gaps(path: string): Promise<GapsAnswer> {
  const engine = engineFor(path);
  const delay = monitorEventLoopDelay({ resolution: MILLISECOND });
  delay.enable();
  const opened = await engine.open();
  await setTimeout(2 * MILLISECOND);
  delay.disable();
  if (!opened.ok) throw new Error(opened.error.message);
  return { longest: delay.max / 1e6 - MILLISECOND };
}

/** `JSON.parse` alone: the text is in memory before the clock starts. */
function parse(path: string): ParseAnswer {
  const text = readFileSync(path, 'latin1');
  const clock = startClock();
  JSON.parse(text);
  return { ...clock(), peakBytes: process.resourceUsage().maxRSS * 1024 };
}

function interaction(subject: string): InteractionAnswer {
  return { measurements: interactionBench(subject), peakBytes: process.resourceUsage().maxRSS * 1024 };
}

const stages: Record<string, (operand: string) => Promise<object> | object> = {
  add,
  open,
  readByOne: reading(1),
  readByTwo: reading(2),
  cancel,
  parse,
  interaction,
  gaps,
};

const [name, operand] = process.argv.slice(2);
process.stdout.write(`\n${JSON.stringify(await stages[name](operand))}\n`);
