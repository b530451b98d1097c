// A graph's layout, made in a worker. The last layout stays until the next one is there; a newer graph ends the work on an older one,
// which for Graphviz means ending the worker; work that takes too long is ended and said to be too much.
import { useEffect, useState } from 'react';
import type { LayeredGraphInput, LayeredGraphLayout } from '../../shared/layout/layered-graph.ts';
import type { LayoutAnswer } from '../../shared/layout/layout-messages.ts';

const SLOW_MILLISECONDS = 100;
const TOO_LONG_MILLISECONDS = 8000;

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

export interface GraphLayoutState<Source> {
  readonly shown: LaidOut<Source> | undefined;
  /** The layout of the newest graph takes long enough to be noticed. */
  readonly slow: boolean;
  readonly failure: string | undefined;
}

/** `source` names the graph: another one asks for another layout. */
export function useGraphLayout<Source>(graph: LayeredGraphInput, source: Source): GraphLayoutState<Source> {
  const [thread] = useState(() => new LayoutThread());
  const [shown, setShown] = useState<LaidOut<Source>>();
  const [slow, setSlow] = useState(false);
  const [failure, setFailure] = useState<string>();
  useEffect(() => () => thread.end(), [thread]);
  useEffect(() => {
    const slowTimer = setTimeout(() => setSlow(true), SLOW_MILLISECONDS);
    const endTimer = setTimeout(() => {
      thread.end();
      setSlow(false);
      setFailure('Laying this graph out takes too long. Raise the minimum shares or lower the depths.');
    }, TOO_LONG_MILLISECONDS);
    const stop = () => {
      clearTimeout(slowTimer);
      clearTimeout(endTimer);
    };
    thread.lay(graph, ({ result }) => {
      stop();
      setSlow(false);
      setFailure(result.ok ? undefined : `The graph could not be laid out: ${result.error}`);
      if (result.ok) setShown({ source, layout: result.value });
    });
    return stop;
  }, [graph, source, thread]);
  return { shown, slow, failure };
}
