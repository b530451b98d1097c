// Entry of the engine as a worker thread (the browser host). See serve-engine.ts.
import { MessagePort, parentPort } from 'node:worker_threads';
import { type PagePort, serveEngine } from './serve-engine.ts';

if (parentPort === null) throw new Error('engine-worker.js runs in a worker thread');
const parent = parentPort;

function pagePort(port: MessagePort): PagePort {
  return {
    post: (message) => port.postMessage(message),
    listen: (listener) => port.on('message', listener),
    onClose: (listener) => port.on('close', listener),
  };
}

serveEngine({
  post: (message) => parent.postMessage(message),
  listen: (listener) =>
    parent.on('message', (message: unknown) => {
      if (message instanceof MessagePort) listener(undefined, [pagePort(message)]);
      else listener(message, []);
    }),
});
