/** What the engine does with questions that come faster than it answers, and with progress that comes faster than anybody looks. */
import { describe, expect, it } from 'vitest';
import type { OpenProgress, ViewParameters } from '../../shared/contracts/engine-contract.ts';
import { initialViewState } from '../../shared/state/view-state.ts';
import { throttleProgress } from '../../src-main/engine/progress-throttle.ts';
import { ViewQueue } from '../../src-main/engine/view-queue.ts';

function question(search: string, start = 0, viewId = 'functions'): ViewParameters {
  return { recordingId: 'r', viewId, state: { ...initialViewState, search }, request: { start, count: 10 } };
}

/** What became of the questions, in the order in which they were asked. */
async function ask(questions: readonly ViewParameters[]): Promise<{ worked: number; answers: string[] }> {
  let worked = 0;
  const queue = new ViewQueue(({ viewId, state, request }) => {
    worked++;
    if (state.search === 'bug') throw new Error('a bug');
    return { kind: 'unavailable', reason: `${viewId} ${state.search} ${request.start}` };
  });
  const settled = await Promise.allSettled(questions.map((parameters) => queue.ask(parameters)));
  const answers = settled.map((one) =>
    one.status === 'fulfilled' && one.value.kind === 'unavailable'
      ? one.value.reason
      : (one as PromiseRejectedResult).reason.name,
  );
  return { worked, answers };
}

describe('questions about views', () => {
  it('are dropped unworked when a newer one about the same view waits', async () => {
    expect(await ask([question('a'), question('ab'), question('abc')])).toEqual({
      worked: 1,
      answers: ['Superseded', 'Superseded', 'functions abc 0'],
    });
  });

  it('are all answered when they are about other rows or other views', async () => {
    expect(await ask([question('a', 0), question('a', 100), question('b', 0, 'callers')])).toEqual({
      worked: 3,
      answers: ['functions a 0', 'functions a 100', 'callers b 0'],
    });
  });

  it('fail alone', async () => {
    expect((await ask([question('bug'), question('a', 0, 'callers')])).answers).toEqual(['Error', 'callers a 0']);
  });
});

describe('progress', () => {
  it('is told at most every 50 ms, but a new stage or file at once', () => {
    const told: number[] = [];
    let time = 0;
    const progress = throttleProgress(
      ({ bytesRead }) => told.push(bytesRead),
      () => time,
    );
    const at = (milliseconds: number, bytesRead: number, rest: Partial<OpenProgress> = {}) => {
      time = milliseconds;
      progress({ openId: 'o', file: 'a', bytesRead, bytesTotal: 1000, stage: 'reading', ...rest });
    };
    for (let i = 0; i < 100; i++) at(i, i);
    at(100, 100, { stage: 'preparing' });
    at(101, 101, { file: 'b' });
    expect(told).toEqual([0, 50, 100, 101]);
  });
});
