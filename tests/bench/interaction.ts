// How long an open recording of a million functions takes to answer what a person asks by clicking, question by question, as the engine does it.
// The first answer of each kind makes tables that later ones find; it stands by itself. Times are processor time: what else the machine does is
// not in them. `scan` adds up a column of as many numbers as the recording has edges.
import type { Sliced } from '../../shared/base/slices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import { selectItemDetails } from '../../shared/views/item-details.ts';
import { selectSummary } from '../../shared/views/summary.ts';
import { prepareOpening } from '../../shared/views/support/preparation.ts';
import type { ViewRequest } from '../../shared/views/view.ts';
import { prepareView, selectView } from '../../src-main/engine/recording-answers.ts';
import {
  callGraphRecording,
  chainRecording,
  seededRandom,
  stackRecording,
  wideRecording,
} from './synthetic-recording.ts';

/** Processor times of one kind of question, in milliseconds. */
export interface Measurement {
  readonly recording: string;
  readonly question: string;
  /** The first answer of this kind, tables that were not there yet included. */
  readonly first: number;
  /** Of the answers after the first. */
  readonly p50: number;
  readonly p95: number;
  /** The longest stretch of any answer in which nobody else would have been listened to: the engine pauses in between. */
  readonly longest: number;
  readonly answers: number;
}

interface Subject {
  readonly name: string;
  readonly make: () => Recording;
}

export const subjects: readonly Subject[] = [
  { name: '1M functions, 5M edges', make: () => callGraphRecording({ functions: 1_000_000, edges: 5_000_000 }) },
  {
    name: '1M contexts, 5M samples',
    make: () => stackRecording({ functions: 50_000, contexts: 1_000_000, samples: 5_000_000 }),
  },
  { name: 'chain of 100,000', make: () => chainRecording(100_000) },
  { name: '40,000 callees', make: () => wideRecording(40_000) },
  { name: 'cycle of 5,000', make: () => callGraphRecording({ functions: 20_000, edges: 100_000, ring: 5_000 }) },
  { name: 'cycle of 500,000', make: () => callGraphRecording({ functions: 600_000, edges: 2_000_000, ring: 500_000 }) },
  { name: '60,000 parts', make: () => callGraphRecording({ functions: 300_000, edges: 1_000_000, parts: 60_000 }) },
];

/** All subjects, or those whose name contains `wanted`; behind a `|` the only questions that are asked, parts of them with commas. One recording is in memory at a time. */
export function interactionBench(wanted = ''): Measurement[] {
  const found: Measurement[] = [];
  const [subject, question = ''] = wanted.split('|');
  for (const { name, make } of subjects) {
    if (name.includes(subject)) found.push(...measureInteraction(name, make(), question));
  }
  return found;
}

const MOST_ANSWERS = 24;

function measureInteraction(name: string, recording: Recording, wanted: string): Measurement[] {
  const found: Measurement[] = [];
  const measure = (question: string, answers: number, answer: (turn: number) => Sliced<unknown>): void => {
    if (!wanted.split(',').some((part) => question.includes(part))) return;
    const times: number[] = [];
    let longest = 0;
    for (let turn = 0; turn < answers; turn++) {
      const start = processorTime();
      const work = answer(turn);
      for (let from = start, isDone = false; !isDone; ) {
        isDone = work.next().done === true;
        const now = processorTime();
        longest = Math.max(longest, now - from);
        from = now;
      }
      times.push(processorTime() - start);
    }
    found.push(measurementOf(name, question, times, longest));
  };
  const items = itemsToVisit(recording);
  const around = (turn: number): ViewState => ({
    ...initialViewState,
    active: { kind: 'function', index: items[turn % items.length] },
  });
  const window = (turn: number): ViewRequest => ({ start: turn * 40, count: 60 });
  function* ask(viewId: string, state: ViewState, request: ViewRequest = { count: 60 }): Sliced<void> {
    const parameters = { viewId, state, request };
    yield* prepareView(recording, parameters);
    selectView(recording, parameters);
  }
  measure('scan', 3, () => atOnce(() => scan(recording)));
  measure('opening', 1, () => prepareOpening(recording));
  measure('summary', 2, () => atOnce(() => selectSummary(recording, name, name)));
  measure('function list', 4, (turn) => ask('functions', initialViewState, window(turn)));
  for (const column of ['self', 'function', 'calls', 'location', 'callers', 'file']) {
    measure(`sort by ${column}`, 3, (turn) => {
      const direction = turn % 2 === 0 ? 'descending' : 'ascending';
      return ask('functions', initialViewState, { sort: [{ column, direction }], count: 60 });
    });
  }
  measure('search', MOST_ANSWERS, (turn) => {
    const search = SEARCHES[turn] ?? `_${turn}`;
    return ask('functions', { ...initialViewState, search });
  });
  measure('search by pattern', 4, (turn) => ask('functions', { ...initialViewState, search: `/paint_${turn}.*int/` }));
  for (const view of AROUND) {
    measure(`refocus ${view}`, MOST_ANSWERS, (turn) => ask(view, around(turn)));
  }
  measure('refocus details', MOST_ANSWERS, (turn) =>
    atOnce(() => {
      selectItemDetails(recording, { kind: 'function', index: items[turn % items.length] }, around(turn));
    }),
  );
  measure('cycles off and on', 8, (turn) => ask('functions', { ...initialViewState, cycles: turn % 2 === 1 }));
  measure('graph, cycles off', 8, (turn) => ask('call-graph', { ...around(turn), cycles: false }));
  if (recording.family === 'call-graph') {
    const cycle: ViewState = { ...initialViewState, active: { kind: 'cycle', index: 1 } };
    for (const view of AROUND) measure(`largest cycle ${view}`, 3, () => ask(view, cycle));
  }
  measure('cycles list', 3, (turn) => ask('cycles', initialViewState, window(turn)));
  measure('cycles list by closing calls', 3, (turn) =>
    ask('cycles', initialViewState, {
      sort: [{ column: 'closing-calls', direction: turn % 2 === 0 ? 'descending' : 'ascending' }],
      count: 60,
    }),
  );
  measure('types', 8, (turn) => ask('types', around(turn)));
  measure('source', 8, (turn) => ask('source', around(turn)));
  for (const grouping of GROUPINGS) {
    const state: ViewState = { ...initialViewState, grouping };
    measure(`group by ${grouping}`, 4, (turn) =>
      ask('functions', state, { ...window(turn), groups: { all: true, toggled: [] } }),
    );
    measure(`group by ${grouping}, another open`, 8, (turn) =>
      ask('functions', state, { count: 60, groups: { all: false, toggled: [turn] } }),
    );
  }
  for (const colours of COLOURS) {
    measure(`colours by ${colours}`, 4, (turn) => ask('call-graph', { ...around(turn), colours }));
  }
  measure('one part', 3, (turn) => ask('functions', { ...initialViewState, parts: [turn % recording.parts.length] }));
  return found;
}

const AROUND = [
  'callers',
  'callees',
  'callee-map',
  'caller-map',
  'call-graph',
  'all-callers',
  'all-callees',
  'heaviest-stack',
];
const GROUPINGS = ['module', 'file', 'folder', 'namespace', 'cycle'] as const;
const COLOURS = ['module', 'cost', 'kind'] as const;

/** Of all threads, in milliseconds: on a calm machine the clock shows about that or less, on a busy one it shows what others do. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function* atOnce(work: () => unknown): Sliced<void> {
  work();
  yield;
}

const SEARCHES = [
  'paint',
  'Compositor::',
  'main',
  'hash_77',
  'self>0.01%',
  'file:unit_99',
  'zzz',
  'decode_1 net',
  'calls>500',
  'é',
];

/** The dearest functions and some from anywhere. */
function itemsToVisit(recording: Recording): number[] {
  const random = seededRandom(9);
  const { length } = recording.functions;
  return Array.from({ length: MOST_ANSWERS }, (_, turn) =>
    turn % 2 === 0 ? Math.floor(turn / 2) % length : Math.floor(random() * length),
  );
}

function scan({ calls, contexts }: Recording): number {
  const column = new Float64Array(Math.max(calls.length, contexts.length)).fill(1);
  let sum = 0;
  for (let row = 0; row < column.length; row++) sum += column[row];
  return sum;
}

function measurementOf(recording: string, question: string, times: readonly number[], longest: number): Measurement {
  const [first, ...later] = times;
  later.sort((a, b) => a - b);
  const at = (share: number): number => later[Math.min(later.length - 1, Math.floor(share * later.length))] ?? first;
  return { recording, question, first, p50: at(0.5), p95: at(0.95), longest, answers: times.length };
}
