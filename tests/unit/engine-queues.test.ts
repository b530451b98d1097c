/** What the engine does with questions that come faster than it answers, and with progress that comes faster than anybody looks. */
import { describe, expect, it } from 'vitest';
import type { Sliced } from '../../shared/base/slices.ts';
import type { OpenProgress } from '../../shared/contracts/engine-contract.ts';
import { throttleProgress } from '../../src-main/engine/progress-throttle.ts';
import { QuestionQueue } from '../../src-main/engine/question-queue.ts';

interface Asked {
  readonly search: string;
  readonly start: number;
  readonly view: string;
}

function question(search: string, start = 0, view = 'functions'): Asked {
  return { search, start, view };
}

/** What became of the questions, in the order in which they were asked. */
async function ask(questions: readonly Asked[]): Promise<{ worked: number; answers: string[] }> {
  let worked = 0;
  const queue = new QuestionQueue();
  const answers = questions.map(({ search, start, view }) =>
    queue.ask({
      kind: view,
      state: search,
      *prepare() {},
      answer: () => {
        worked++;
        if (search === 'bug') throw new Error('a bug');
        return `${view} ${search} ${start}`;
      },
    }),
  );
  const settled = await Promise.allSettled(answers);
  return {
    worked,
    answers: settled.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).name)),
  };
}

/** Work that does nothing for a while, in slices of 15 ms, so that every one of them ends its turn. */
function* longPreparation(slices: number, done: () => void): Sliced<void> {
  for (let slice = 0; slice < slices; slice++) {
    const end = performance.now() + 15;
    while (performance.now() < end);
    done();
    yield;
  }
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

  it('end in the middle of their preparation when a newer one comes in', async () => {
    const queue = new QuestionQueue();
    let slices = 0;
    const prepare = () => longPreparation(40, () => slices++);
    const older = queue.ask({ kind: 'functions', state: 'a', prepare, answer: () => 'a' });
    const settled = Promise.allSettled([older]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    const newer = await queue.ask({ kind: 'functions', state: 'b', *prepare() {}, answer: () => 'b' });
    expect(newer).toBe('b');
    expect(await settled).toMatchObject([{ status: 'rejected', reason: { name: 'Superseded' } }]);
    expect(slices).toBeLessThan(40);
  });

  it('of another kind are answered while a long one is still being prepared', async () => {
    const queue = new QuestionQueue();
    let isDone = false;
    function* prepare(): Sliced<void> {
      yield* longPreparation(40, () => undefined);
      isDone = true;
    }
    const long = queue.ask({ kind: 'all-callees', state: 'a', prepare, answer: () => 'long' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await queue.ask({ kind: 'functions', state: 'a', *prepare() {}, answer: () => 'short' })).toBe('short');
    expect(isDone).toBe(false);
    expect(await long).toBe('long');
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
