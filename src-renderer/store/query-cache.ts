// Answers of the engine that are kept for a while, oldest use first out; and the queue that makes a newer question drop an older one.

const MAX_ANSWERS = 80;

/** Answers by question. A question names the recording, so that closing one forgets what was said of it. */
export class QueryCache {
  private readonly answers = new Map<string, unknown>();

  get<Value>(question: string): Value | undefined {
    const value = this.answers.get(question);
    if (value === undefined) return undefined;
    this.answers.delete(question);
    this.answers.set(question, value);
    return value as Value;
  }

  set(question: string, value: unknown): void {
    this.answers.set(question, value);
    if (this.answers.size <= MAX_ANSWERS) return;
    for (const oldest of this.answers.keys()) {
      this.answers.delete(oldest);
      break;
    }
  }

  clear(): void {
    this.answers.clear();
  }
}

export interface Question<Value> {
  readonly ask: () => Promise<Value>;
  /** Called with the answer, or with what went wrong, unless a newer question came in meanwhile. */
  readonly answered: (value: Value) => void;
  readonly failed: (reason: unknown) => void;
}

/** Asks one question at a time; of those that come in meanwhile only the newest is asked at all. */
export class LatestQuestion<Value> {
  private current: Question<Value> | undefined;
  private next: Question<Value> | undefined;

  ask(question: Question<Value>): void {
    this.next = question;
    if (this.current === undefined) void this.work();
  }

  /** Nobody wants the answers any more. */
  drop(): void {
    this.next = undefined;
    this.current = undefined;
  }

  private async work(): Promise<void> {
    while (this.next !== undefined) {
      const question = this.next;
      this.current = question;
      this.next = undefined;
      try {
        const value = await question.ask();
        if (this.isNewest(question)) question.answered(value);
      } catch (reason) {
        if (this.isNewest(question)) question.failed(reason);
      }
      if (this.current === question) this.current = undefined;
    }
  }

  private isNewest(question: Question<Value>): boolean {
    return this.current === question && this.next === undefined;
  }
}
