// A question to the engine as a hook: the old answer stays until the new one is there, and `slow` turns true once a person has waited
// long enough to wonder (100 ms). Answers of another scope (another recording) are never shown. Panes that show something already take
// turns with what comes next, also with what was asked before: see turns.ts.
import { startTransition, useEffect, useRef, useState } from 'react';
import { usePage } from './page-store.tsx';
import { LatestQuestion } from './query-cache.ts';

const SLOW_MILLISECONDS = 100;

export interface Answer<Value> {
  readonly value: Value | undefined;
  /** The value answers the question as it is now, not an older one. */
  readonly current: boolean;
  readonly slow: boolean;
  /** Words for people, when the engine did not answer. */
  readonly failure: string | undefined;
}

interface Kept<Value> {
  readonly scope: string;
  readonly question: string;
  readonly value: Value | undefined;
  readonly failure: string | undefined;
}

export function useQuery<Value>(scope: string, key: string, ask: () => Promise<Value>): Answer<Value> {
  const { answers, turns } = usePage();
  const question = `${scope} ${key}`;
  const [asker] = useState(() => new LatestQuestion<Value>());
  const [kept, setKept] = useState<Kept<Value>>();
  const [slowQuestion, setSlowQuestion] = useState<string>();

  const newest = useRef<string>(undefined);
  const isShowing = kept?.scope === scope;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the question's text stands for everything that `ask` closes over
  useEffect(() => {
    newest.current = question;
    // Shown again after it was behind another view.
    if (isShowing && kept.question === question && kept.failure === undefined) return;
    const show = (value: Value) => setKept({ scope, question, value, failure: undefined });
    const showInTurn = (value: Value) =>
      turns.take(() => {
        if (newest.current === question) startTransition(() => show(value));
      });
    const cached = answers.get<Value>(question);
    if (cached !== undefined) {
      asker.drop();
      if (isShowing) showInTurn(cached);
      else show(cached);
      return;
    }
    const timer = setTimeout(() => setSlowQuestion(question), SLOW_MILLISECONDS);
    asker.ask({
      ask,
      answered: (value) => {
        clearTimeout(timer);
        answers.set(question, value);
        showInTurn(value);
      },
      failed: (reason) => {
        clearTimeout(timer);
        setKept((old) => ({
          scope,
          question,
          value: old?.scope === scope ? old.value : undefined,
          failure: inWords(reason),
        }));
      },
    });
    return () => clearTimeout(timer);
  }, [question, answers, asker, scope]);

  useEffect(() => () => asker.drop(), [asker]);

  const usable = isShowing ? kept : undefined;
  const cached = usable === undefined ? answers.get<Value>(question) : undefined;
  if (cached !== undefined) return { value: cached, current: true, slow: false, failure: undefined };
  const answered = usable?.question === question;
  return {
    value: usable?.value,
    current: answered && usable.failure === undefined,
    slow: !answered && slowQuestion === question,
    failure: answered ? usable.failure : undefined,
  };
}

function inWords(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
