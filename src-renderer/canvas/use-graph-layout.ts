// A graph's layout, made in a worker. The last layout stays until the next one is there; a newer graph ends the work on an older one,
// which for Graphviz means ending the worker. There is no limit on the time: a person sees that it is under way and may end it.
import { useCallback, useEffect, useState } from 'react';
import type { LayeredGraphInput, LayeredGraphLayout } from '../../shared/layout/layered-graph.ts';
import type { LayoutAnswer } from '../../shared/layout/layout-messages.ts';

const SLOW_MILLISECONDS = 100;

/** One worker; a new one after each that had to be ended. */
class LayoutThread {
  private worker: Worker | undefined;
  private lastId = 0;
  private working = false;

  lay(graph: LayeredGraphInput, answered: (answer: LayoutAnswer) => void): void {
    if (this.working) this.end();
    this.worker ??= new Worker(new URL('./graph-layout-worker.ts', import.meta.url), { type: 'module' });
    const id = ++this.lastId;
    this.working = true;
    this.worker.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
      if (data.id !== id) return;
      this.working = false;
      answered(data);
    };
    this.worker.onerror = (event) => {
      this.end();
      answered({ id, result: { ok: false, error: event.message || 'the layout could not be loaded' } });
    };
    this.worker.postMessage({ id, graph });
  }

  end(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.working = false;
  }
}

export interface LaidOut<Source> {
  /** What the layout is of. */
  readonly source: Source;
  readonly layout: LayeredGraphLayout;
}

/** What becomes of the newest graph. Slow: it takes long enough to be noticed. */
export type LayoutProgress = 'working' | 'slow' | 'done' | 'cancelled' | 'failed';

export interface GraphLayoutState<Source> {
  readonly shown: LaidOut<Source> | undefined;
  readonly progress: LayoutProgress;
  readonly failure: string | undefined;
  /** Ends the work; what was shown stays. */
  readonly cancel: () => void;
  /** Begins anew after it was ended. */
  readonly again: () => void;
}

/** `source` names the graph: another one asks for another layout. */
export function useGraphLayout<Source>(graph: LayeredGraphInput, source: Source): GraphLayoutState<Source> {
  const [thread] = useState(() => new LayoutThread());
  const [shown, setShown] = useState<LaidOut<Source>>();
  const [progress, setProgress] = useState<LayoutProgress>('working');
  const [failure, setFailure] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => () => thread.end(), [thread]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is the same work again
  useEffect(() => {
    setProgress('working');
    const slowTimer = setTimeout(() => setProgress('slow'), SLOW_MILLISECONDS);
    let outdated = false;
    thread.lay(graph, ({ result }) => {
      clearTimeout(slowTimer);
      if (outdated) return;
      setProgress(result.ok ? 'done' : 'failed');
      setFailure(result.ok ? undefined : `The graph could not be laid out: ${result.error}`);
      if (result.ok) setShown({ source, layout: result.value });
    });
    return () => {
      outdated = true;
      clearTimeout(slowTimer);
    };
  }, [graph, source, thread, attempt]);
  const cancel = useCallback(() => {
    thread.end();
    setProgress('cancelled');
  }, [thread]);
  const again = useCallback(() => setAttempt((before) => before + 1), []);
  return { shown, progress, failure, cancel, again };
}
