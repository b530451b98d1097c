// The worker that lays out graphs: Graphviz compiled to WASM blocks for as long as it takes, so it has a thread of its own.

import { loadGraphviz } from '../../shared/layout/layered-graph.ts';
import { answerLayoutRequest, type LayoutAnswer, type LayoutRequest } from '../../shared/layout/layout-messages.ts';

const loading = loadGraphviz();

async function answer(request: LayoutRequest): Promise<LayoutAnswer> {
  try {
    return answerLayoutRequest(request, await loading);
  } catch (reason) {
    const error = `Graphviz could not be started: ${reason instanceof Error ? reason.message : String(reason)}`;
    return { id: request.id, result: { ok: false, error } };
  }
}

self.addEventListener('message', (event: MessageEvent<LayoutRequest>) => {
  void answer(event.data).then((message) => self.postMessage(message));
});
