// The engine in a worker thread of its own. When it dies unasked (out of memory, a bug) everybody is told, and the next connect()
// starts another: recordings that were open in it are gone, the host and its pages are not.
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { serveContract } from '../../shared/contracts/rpc.ts';
import { type FileDirectory, fileDirectoryParameters } from '../services/file-directory.ts';

export interface EngineThreadOptions {
  /** The built engine-worker.js. */
  readonly file: string;
  readonly files: FileDirectory;
  readonly died: (reason: string) => void;
}

export class EngineThread {
  private readonly options: EngineThreadOptions;
  private worker: Worker | undefined;

  constructor(options: EngineThreadOptions) {
    this.options = options;
  }

  /** A port to an engine of one's own in the thread; closing it closes that engine. */
  connect(): MessagePort {
    this.worker ??= this.start();
    const { port1, port2 } = new MessageChannel();
    this.worker.postMessage(port2, [port2]);
    return port1;
  }

  async close(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    await worker?.terminate();
  }

  private start(): Worker {
    const { file, files, died } = this.options;
    const worker = new Worker(file, { name: 'engine' });
    serveContract<FileDirectory, object>(
      { post: (message) => worker.postMessage(message), listen: (listener) => worker.on('message', listener) },
      files,
      fileDirectoryParameters,
      [],
    );
    let reason = 'the engine ended';
    worker.on('error', (error: NodeJS.ErrnoException) => {
      reason = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'the engine ran out of memory' : error.message;
    });
    worker.on('exit', () => {
      if (this.worker !== worker) return;
      this.worker = undefined;
      died(reason);
    });
    return worker;
  }
}
