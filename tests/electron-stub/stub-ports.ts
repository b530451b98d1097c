// Message ports and the utility process. A port is one of Node's, dressed as Electron's; the utility process is a worker thread whose
// `process.parentPort` is one as well, so that the built engine-process.js runs in it unchanged.
import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';

export class StubPort extends EventEmitter {
  /** null once it was handed on. */
  readonly port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.port = port;
    port.on('close', () => this.emit('close'));
  }

  postMessage(message: unknown): void {
    this.port.postMessage(message);
  }

  start(): void {
    this.port.on('message', (data) => this.emit('message', { data, ports: [] }));
  }

  close(): void {
    this.port.close();
  }
}

export class StubMessageChannel {
  readonly port1: StubPort;
  readonly port2: StubPort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new StubPort(port1);
    this.port2 = new StubPort(port2);
  }
}

/** What stands between a worker thread and a program that expects to be in Electron's utility process. */
const utilityMain = `
const { parentPort, workerData } = require('node:worker_threads');
const { EventEmitter } = require('node:events');
const dress = (port) => {
  const dressed = Object.assign(new EventEmitter(), {
    postMessage: (message) => port.postMessage(message),
    start: () => port.on('message', (data) => dressed.emit('message', { data, ports: [] })),
  });
  port.on('close', () => dressed.emit('close'));
  return dressed;
};
const parent = Object.assign(new EventEmitter(), { postMessage: (message) => parentPort.postMessage(message) });
process.parentPort = parent;
const early = [];
let receive = (message) => early.push(message);
parentPort.on('message', (message) => receive(message));
import(workerData.file).then(() => {
  receive = ({ data, ports }) => parent.emit('message', { data, ports: ports.map(dress) });
  early.forEach(receive);
});`;

export class StubUtilityProcess extends EventEmitter {
  readonly worker: Worker;

  constructor(file: string) {
    super();
    this.worker = new Worker(utilityMain, { eval: true, workerData: { file } });
    this.worker.on('message', (message) => this.emit('message', message));
    this.worker.on('error', () => undefined);
    this.worker.on('exit', (code) => this.emit('exit', code));
  }

  postMessage(data: unknown, ports: readonly StubPort[] = []): void {
    const transferred = ports.map(({ port }) => port);
    this.worker.postMessage({ data, ports: transferred }, transferred);
  }

  kill(): boolean {
    void this.worker.terminate();
    return true;
  }
}
