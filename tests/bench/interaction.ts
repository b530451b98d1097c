// How long an open recording of a million functions takes to answer what a person asks by clicking, question by question, as the engine does it.
// The first answer of each kind makes tables that later ones find; it stands by itself. Times are of this machine: judge by the ratio to
// `scan`, which adds up a column of as many numbers as the recording has edges.
import { performance } from 'node:perf_hooks';
import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import { selectItemDetails } from '../../shared/views/item-details.ts';
import { selectSummary } from '../../shared/views/summary.ts';
import type { ViewRequest } from '../../shared/views/view.ts';
import { viewById } from '../../shared/views/views.ts';
import {
  callGraphRecording,
  chainRecording,
  seededRandom,
  stackRecording,
  wideRecording,
} from './synthetic-recording.ts';

/** Times of one kind of question, in milliseconds. */
export interface Measurement {
  readonly recording: string;
  readonly question: string;
  /** The first answer of this kind, tables that were not there yet included. */
  readonly first: number;
  /** Of the answers after the first. */
  readonly p50: number;
  readonly p95: number;
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

/** All subjects, or those whose name contains `wanted`. One recording is in memory at a time. */
export function interactionBench(wanted = ''): Measurement[] {
  const found: Measurement[] = [];
  for (const { name, make } of subjects) {
    if (name.includes(wanted)) found.push(...measureInteraction(name, make()));
  }
  return found;
}

const MOST_ANSWERS = 24;

function measureInteraction(name: string, recording: Recording): Measurement[] {
  const found: Measurement[] = [];
  const measure = (question: string, answers: number, answer: (turn: number) => void): void => {
    const times: number[] = [];
    for (let turn = 0; turn < answers; turn++) {
      const start = performance.now();
      answer(turn);
      times.push(performance.now() - start);
    }
    found.push(measurementOf(name, question, times));
  };
  const items = itemsToVisit(recording);
  const around = (turn: number): ViewState => ({
    ...initialViewState,
    active: { kind: 'function', index: items[turn % items.length] },
  });
  const window = (turn: number): ViewRequest => ({ start: turn * 40, count: 60 });
  const ask = (view: string, state: ViewState, request: ViewRequest = { count: 60 }): void => {
    viewById(view)?.select(recording, state, request);
  };
  measure('scan', 3, () => scan(recording));
  measure('summary', 2, () => selectSummary(recording, name, name));
  measure('function list', 4, (turn) => ask('functions', initialViewState, window(turn)));
  for (const column of ['self', 'function', 'calls', 'location', 'callers', 'file']) {
    measure(`sort by ${column}`, 3, (turn) => {
      const direction = turn % 2 === 0 ? 'descending' : 'ascending';
      ask('functions', initialViewState, { sort: [{ column, direction }], count: 60 });
    });
  }
  measure('search', MOST_ANSWERS, (turn) => {
    const search = SEARCHES[turn] ?? `_${turn}`;
    ask('functions', { ...initialViewState, search });
  });
  measure('search by pattern', 4, (turn) => ask('functions', { ...initialViewState, search: `/paint_${turn}.*int/` }));
  for (const view of ['callers', 'callees', 'callee-map', 'caller-map', 'call-graph']) {
    measure(`refocus ${view}`, MOST_ANSWERS, (turn) => ask(view, around(turn)));
  }
  measure('refocus details', MOST_ANSWERS, (turn) => {
    selectItemDetails(recording, { kind: 'function', index: items[turn % items.length] }, around(turn));
  });
  measure('cycles off and on', 8, (turn) => ask('functions', { ...initialViewState, cycles: turn % 2 === 1 }));
  measure('graph, cycles off', 8, (turn) => ask('call-graph', { ...around(turn), cycles: false }));
  measure('largest cycle', 4, (turn) => {
    const views = ['callees', 'callee-map', 'caller-map', 'call-graph'];
    ask(views[turn], { ...initialViewState, active: { kind: 'cycle', index: 1 } });
  });
  measure('one part', 3, (turn) => ask('functions', { ...initialViewState, parts: [turn % recording.parts.length] }));
  return found;
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

function measurementOf(recording: string, question: string, times: readonly number[]): Measurement {
  const [first, ...later] = times;
  later.sort((a, b) => a - b);
  const at = (share: number): number => later[Math.min(later.length - 1, Math.floor(share * later.length))] ?? first;
  return { recording, question, first, p50: at(0.5), p95: at(0.95), answers: times.length };
}
