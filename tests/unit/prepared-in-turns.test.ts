/** Large recordings: every view is prepared in many small steps, whoever else asks meanwhile; what is then answered is what it always was. */
import { describe, expect, it } from 'vitest';
import { memoInSlices } from '../../shared/base/memo.ts';
import { runAtOnce, runInTurns, type Sliced } from '../../shared/base/slices.ts';
import { initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import { prepareOpening } from '../../shared/views/support/preparation.ts';
import type { ViewRequest } from '../../shared/views/view.ts';
import { prepareView, selectView } from '../../src-main/engine/recording-answers.ts';
import { callGraphRecording } from '../bench/synthetic-recording.ts';

const shape = { functions: 70_000, edges: 200_000, ring: 40_000 };
const recording = callGraphRecording(shape);
const cycle: ViewState = { ...initialViewState, active: { kind: 'cycle', index: 1 } };
const byName: ViewRequest = { count: 5, sort: [{ column: 'function', direction: 'ascending' }] };

interface Asked {
  readonly viewId: string;
  readonly state: ViewState;
  readonly request: ViewRequest;
  /** It takes at least so many steps: what would take one again is found by this. */
  readonly steps: number;
}

const asked: readonly Asked[] = [
  { viewId: 'functions', state: initialViewState, request: { count: 5 }, steps: 40 },
  { viewId: 'functions', state: initialViewState, request: byName, steps: 20 },
  { viewId: 'functions', state: { ...initialViewState, search: 'paint' }, request: { count: 5 }, steps: 3 },
  { viewId: 'functions', state: { ...initialViewState, search: '/paint/' }, request: { count: 5 }, steps: 10 },
  { viewId: 'functions', state: { ...initialViewState, grouping: 'namespace' }, request: { count: 5 }, steps: 30 },
  { viewId: 'cycles', state: initialViewState, request: { count: 5 }, steps: 40 },
  { viewId: 'all-callees', state: cycle, request: { count: 5 }, steps: 15 },
  { viewId: 'all-callers', state: cycle, request: { count: 5 }, steps: 10 },
  { viewId: 'call-graph', state: cycle, request: {}, steps: 10 },
];

function steps(work: Sliced<unknown>): number {
  let count = 1;
  while (work.next().done !== true) count++;
  return count;
}

describe('a large recording', () => {
  it('is prepared for each view in many small steps, and the second time in few', () => {
    for (const { steps: least, ...question } of asked) {
      const name = `${question.viewId} ${question.state.search}${question.state.grouping}`;
      const first = steps(prepareView(recording, question));
      expect([name, first >= least ? 'in steps' : first]).toEqual([name, 'in steps']);
      expect(steps(prepareView(recording, question))).toBeLessThan(Math.max(20, first / 2));
    }
  });

  it('pauses between parts that are too small for a pause of their own', () => {
    const small = { functions: 3000, edges: 9000 };
    const ofOne = steps(prepareOpening(callGraphRecording(small)));
    expect(steps(prepareOpening(callGraphRecording({ ...small, parts: 4000 })))).toBeGreaterThan(ofOne + 10);
  });

  it('answers the same whether it was prepared or not', () => {
    const unprepared = callGraphRecording(shape);
    for (const question of asked) {
      expect(selectView(unprepared, question)).toEqual(selectView(recording, question));
    }
  });

  it('lets others in after every dozen milliseconds, and is given up at once', async () => {
    const fresh = callGraphRecording(shape);
    const superseded = new AbortController();
    let turns = 0;
    const turn = (): Promise<void> => {
      if (++turns === 3) superseded.abort();
      return Promise.resolve();
    };
    const work = prepareView(fresh, { viewId: 'all-callees', state: cycle, request: {} });
    expect(await runInTurns(work, { turn, signal: superseded.signal })).toBeUndefined();
    expect(turns).toBe(3);
    // What was begun is gone on with, not begun again, and ends with the same answer.
    const question = { viewId: 'all-callees', state: cycle, request: { count: 5 } };
    runAtOnce(prepareView(fresh, question));
    expect(selectView(fresh, question)).toEqual(selectView(recording, question));
  });
});

describe('a value that two ask for at the same time', () => {
  it('is computed once, and found by whoever comes later', () => {
    const owner = {};
    let begun = 0;
    const ask = (): Sliced<string> =>
      memoInSlices(owner, 'value', function* () {
        begun++;
        yield;
        yield;
        return 'value';
      });
    const [one, other] = [ask(), ask()];
    expect([one.next().done, other.next().done, one.next()]).toEqual([false, false, { done: true, value: 'value' }]);
    expect(other.next()).toEqual({ done: true, value: 'value' });
    expect([runAtOnce(ask()), begun]).toEqual(['value', 1]);
  });

  it('is computed anew after a failure', () => {
    const owner = {};
    let asked = 0;
    const ask = (): Sliced<number> =>
      memoInSlices(owner, 'value', function* () {
        yield;
        if (++asked === 1) throw new Error('once');
        return asked;
      });
    expect(() => runAtOnce(ask())).toThrow('once');
    expect(runAtOnce(ask())).toBe(2);
  });
});
