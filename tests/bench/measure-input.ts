// One input of the bench: opened several times, compared with the loop that adds up its bytes, with JSON.parse and with other tools
// in the same run. Loop and opening take turns, so that a busy moment of the machine meets both.
import { type BenchInput, type MadeInput, makeInput } from './inputs.ts';
import type { Metrics } from './metrics.ts';
import { timeOtherTools } from './other-tools.ts';
import { median, runStage } from './run-stage.ts';
import type { AddAnswer, OpenAnswer } from './stage-answers.ts';

/** JSON.parse needs the text as one string, which V8 cannot make longer than this. */
const LONGEST_STRING = 2 ** 29 - 24;
const MEGABYTE = 1e6;
const NODE_ITSELF = 150 * MEGABYTE;
/** Each takes as long as eight openings. */
const CANCELLED = new Set(['callgrind', 'cpuprofile-5m', 'cprofile']);

export interface InputRow {
  readonly input: BenchInput;
  readonly bytes: number;
  /** What wrote the file. */
  readonly by: string;
  readonly opened: OpenAnswer;
  /** The byte loop, in milliseconds. */
  readonly adding: number;
}

export interface MeasureOptions {
  readonly isFull: boolean;
  readonly runs: number;
  readonly cache: string;
}

export async function measureInput(input: BenchInput, options: MeasureOptions, metrics: Metrics): Promise<InputRow> {
  const made = makeInput(input, options.isFull, options.cache);
  const { path, bytes, by } = made;
  // Once unmeasured: from then on the file is in the system's cache.
  runStage('add', path);
  const loops: AddAnswer[] = [];
  const openings: OpenAnswer[] = [];
  for (let run = 0; run < options.runs; run++) {
    loops.push(runStage('add', path));
    openings.push(runStage('open', path));
  }
  const adding = median(loops.map(({ milliseconds }) => milliseconds));
  const addingProcessor = median(loops.map(({ processor }) => processor));
  const of = (field: keyof OpenAnswer): number => median(openings.map((opening) => opening[field]));
  const opened: OpenAnswer = {
    read: of('read'),
    first: of('first'),
    everything: of('everything'),
    processor: of('processor'),
    functions: of('functions'),
    edges: of('edges'),
    total: of('total'),
    peakBytes: of('peakBytes'),
  };
  checkAgainstReference(opened, made);
  const megabytes = bytes / MEGABYTE;
  const put = (what: string, value: number, unit = ''): void => metrics.put(`${input.name}: ${what}`, value, unit);
  put('MB/s', megabytes / (opened.everything / 1000));
  put('everything', opened.everything, 'ms');
  put('everything, times the byte loop', opened.everything / adding);
  put('processor time', opened.processor, 'ms');
  put('processor time, times that of the byte loop', opened.processor / addingProcessor);
  put('first rows, times the byte loop', opened.first / adding);
  put('milliseconds a megabyte', opened.everything / megabytes);
  put('peak memory', opened.peakBytes / MEGABYTE, 'MB');
  put('peak memory, times the file', opened.peakBytes / bytes);
  put('peak memory beyond 150 MB, times the file', Math.max(0, opened.peakBytes - NODE_ITSELF) / bytes);
  if (input.ending === 'cpuprofile' && bytes < LONGEST_STRING) {
    const parses = Array.from({ length: options.runs }, () => runStage('parse', path).milliseconds);
    put('JSON.parse alone', median(parses), 'ms');
    put('everything, times JSON.parse', opened.everything / median(parses));
  }
  if (bytes < 700 * MEGABYTE) {
    const gaps = Array.from({ length: options.runs }, () => runStage('gaps', path).longest);
    put('longest gap while reading', median(gaps), 'ms');
  }
  if (CANCELLED.has(input.name)) put('longest answer to a cancellation', runStage('cancel', path).longest, 'ms');
  if (input.otherTools !== undefined) {
    for (const { tool, milliseconds } of await timeOtherTools(path, input.otherTools)) {
      put(`${tool}`, milliseconds, 'ms');
      put(`processor time / ${tool}`, opened.processor / milliseconds);
      put(`everything / ${tool}`, opened.everything / milliseconds);
    }
  }
  return { input, bytes, by, opened, adding };
}

/** Speed of a reader that is wrong says nothing. */
function checkAgainstReference(opened: OpenAnswer, { path, reference }: MadeInput): void {
  for (const what of ['functions', 'edges', 'total'] as const) {
    const expected = reference?.[what];
    if (expected !== undefined && expected !== opened[what])
      throw new Error(`${path}: ${opened[what]} ${what}, where its generator wrote ${expected}`);
  }
}

/** What takes two inputs of one shape: whether a megabyte costs more in a larger file. */
export function addGrowth(metrics: Metrics): void {
  const large = metrics.value('callgrind-large: milliseconds a megabyte');
  const small = metrics.value('callgrind-tenth: milliseconds a megabyte');
  if (large !== undefined && small !== undefined)
    metrics.put('callgrind-large: a megabyte, times one in a file a tenth its size', large / small);
}
