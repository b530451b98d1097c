// Questions about recordings wait here for their turn, so that one that nobody needs any more is never worked on to its end: when a newer
// one of the same kind comes in with another state, the older one is refused as superseded, even while its tables are being prepared.
// A question of another kind that comes in while a long one is worked on does not wait for it: from then on they take turns.
// Trap: two questions that differ only in the rows they want are both wanted: that is how a table is scrolled.
import { setImmediate } from 'node:timers/promises';
import { runInTurns, type Sliced } from '../../shared/base/slices.ts';

/** `name` crosses to the page, which needs no message for it: it has asked something newer. */
class Superseded extends Error {
  override name = 'Superseded';
}

export interface Question<Answer> {
  /** Recording, view and who asks: of questions of one kind only those with the newest state are answered. */
  readonly kind: string;
  readonly state: string;
  /** Makes the tables that the answer is taken from, with pauses for other work. */
  readonly prepare: () => Sliced<void>;
  readonly answer: () => Answer;
}

interface Waiting {
  readonly kind: string;
  readonly state: string;
  readonly work: (signal: AbortSignal) => Promise<void>;
  readonly refuse: (reason: unknown) => void;
  readonly superseded: AbortController;
}

/** Questions that come in together are answered one after the other; one that comes in later waits no longer than this. */
const LONG = 50;

export class QuestionQueue {
  private waiting: Waiting[] = [];
  private readonly working = new Set<Waiting>();
  /** When the last one was begun. */
  private begun = 0;

  ask<Answer>({ kind, state, prepare, answer }: Question<Answer>): Promise<Answer> {
    return new Promise((resolve, refuse) => {
      this.dropOlder(kind, state);
      const work = async (signal: AbortSignal): Promise<void> => {
        await runInTurns(prepare(), { turn: () => setImmediate(), signal });
        if (!signal.aborted) resolve(answer());
      };
      this.waiting.push({ kind, state, work, refuse, superseded: new AbortController() });
      void this.workOff();
    });
  }

  private dropOlder(kind: string, state: string): void {
    const isOlder = (one: Waiting) => one.kind === kind && one.state !== state;
    for (const one of [...this.working, ...this.waiting]) {
      if (!isOlder(one)) continue;
      one.superseded.abort();
      one.refuse(new Superseded('a newer question came in'));
    }
    this.waiting = this.waiting.filter((one) => !isOlder(one));
  }

  /** Each question begins in a turn of its own: messages that came in meanwhile (cancel, newer questions) go first. */
  private async workOff(): Promise<void> {
    if (this.working.size > 0 && performance.now() - this.begun < LONG) return;
    for (;;) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      this.working.add(next);
      this.begun = performance.now();
      await setImmediate();
      if (!next.superseded.signal.aborted) await next.work(next.superseded.signal).catch(next.refuse);
      this.working.delete(next);
    }
  }
}
