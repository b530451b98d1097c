// Questions of the page to the engine: one at a time, a newer one drops an older one, answers are kept and forgotten oldest first.
import { describe, expect, it } from 'vitest';
import { LatestQuestion, QueryCache } from '../../src-renderer/store/query-cache.ts';

/** As Promise.withResolvers(), which Node 20 lacks. */
function withResolvers() {
  let resolve: (value: string) => void = () => undefined;
  let reject: (reason: string) => void = () => undefined;
  const promise = new Promise<string>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** A question that is answered by hand. */
function questionTo(log: string[], name: string) {
  const { promise, resolve, reject } = withResolvers();
  const question = {
    ask: () => {
      log.push(`asked ${name}`);
      return promise;
    },
    answered: (value: string) => log.push(`${name}: ${value}`),
    failed: (reason: unknown) => log.push(`${name} failed: ${reason}`),
  };
  return { question, resolve, reject };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('the latest question', () => {
  it('is the only one that is answered, and those in between are never asked', async () => {
    const log: string[] = [];
    const asker = new LatestQuestion<string>();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => questionTo(log, name));
    for (const one of [a, b, c]) if (one !== undefined) asker.ask(one.question);
    a?.resolve('old');
    await settled();
    c?.resolve('new');
    await settled();
    expect(log).toEqual(['asked a', 'asked c', 'c: new']);
  });

  it('is told of a failure, and the next one is asked all the same', async () => {
    const log: string[] = [];
    const asker = new LatestQuestion<string>();
    const a = questionTo(log, 'a');
    asker.ask(a.question);
    a.reject('broken');
    await settled();
    const b = questionTo(log, 'b');
    asker.ask(b.question);
    b.resolve('fine');
    await settled();
    expect(log).toEqual(['asked a', 'a failed: broken', 'asked b', 'b: fine']);
  });

  it('is not answered after it was dropped', async () => {
    const log: string[] = [];
    const asker = new LatestQuestion<string>();
    const a = questionTo(log, 'a');
    asker.ask(a.question);
    asker.drop();
    a.resolve('late');
    await settled();
    expect(log).toEqual(['asked a']);
  });
});

describe('kept answers', () => {
  it('are forgotten by oldest use', () => {
    const cache = new QueryCache();
    for (let i = 0; i < 80; i++) cache.set(`q${i}`, i);
    expect(cache.get('q0')).toBe(0);
    cache.set('one more', 80);
    expect(cache.get('q1')).toBeUndefined();
    expect(cache.get('q0')).toBe(0);
    expect(cache.get('one more')).toBe(80);
  });
});
