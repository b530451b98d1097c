// Entry of the engine as Electron's utility process. See serve-engine.ts.
// `process.parentPort` and its ports are Electron's, typed here by what is used of them: this folder does not import electron.
import { type PagePort, serveEngine } from './serve-engine.ts';

interface ElectronPort {
  postMessage(message: unknown): void;
  start(): void;
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronPort[] }) => void): void;
  on(event: 'close', listener: () => void): void;
}

const parent = (process as unknown as { parentPort?: ElectronPort }).parentPort;
if (parent === undefined) throw new Error("engine-process.js runs in Electron's utility process");

function pagePort(port: ElectronPort): PagePort {
  return {
    post: (message) => port.postMessage(message),
    listen: (listener) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    onClose: (listener) => port.on('close', listener),
  };
}

serveEngine({
  post: (message) => parent.postMessage(message),
  listen: (listener) => parent.on('message', ({ data, ports }) => listener(data, ports.map(pagePort))),
});
