// The engine in a utility process: when it crashes or runs out of memory, the window stays, is told, and asks for another one.
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { serveContract } from '../../shared/contracts/rpc.ts';
import { type FileDirectory, fileDirectoryParameters } from '../services/file-directory.ts';

export interface EngineChildOptions {
  /** The built engine-process.js. */
  readonly file: string;
  readonly files: FileDirectory;
  readonly died: (reason: string) => void;
}

export class EngineChild {
  private readonly options: EngineChildOptions;
  private child: UtilityProcess | undefined;

  constructor(options: EngineChildOptions) {
    this.options = options;
  }

  /** The page's end of a port to an engine of its own. Starts the process where there is none. */
  connect(): MessagePortMain {
    this.child ??= this.start();
    const { port1, port2 } = new MessageChannelMain();
    this.child.postMessage(null, [port1]);
    return port2;
  }

  close(): void {
    const { child } = this;
    this.child = undefined;
    child?.kill();
  }

  private start(): UtilityProcess {
    const { file, files, died } = this.options;
    const child = utilityProcess.fork(file, [], { serviceName: 'Callipers engine' });
    serveContract<FileDirectory, object>(
      { post: (message) => child.postMessage(message), listen: (listener) => child.on('message', listener) },
      files,
      fileDirectoryParameters,
      [],
    );
    let reason: string | undefined;
    child.on('error', (type) => {
      reason = `the engine ran into a fatal error (${type}): most likely it ran out of memory`;
    });
    child.on('exit', (code) => {
      if (this.child !== child) return;
      this.child = undefined;
      died(reason ?? `the engine ended with status ${code}`);
    });
    return child;
  }
}
