// The worker that lays out graphs: Graphviz compiled to WASM blocks for as long as it takes, so it has a thread of its own.

import { loadGraphviz } from '../../shared/layout/layered-graph.ts';
import { answerLayoutRequest, type LayoutRequest } from '../../shared/layout/layout-messages.ts';

const loading = loadGraphviz();

self.addEventListener('message', (event: MessageEvent<LayoutRequest>) => {
  void loading.then((graphviz) => self.postMessage(answerLayoutRequest(event.data, graphviz)));
});
