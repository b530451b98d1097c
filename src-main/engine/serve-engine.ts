// The engine at the end of a process or a thread: the parent sends one port per page, and every page gets an engine of its own,
// which ends, with its recordings, when its port closes. Everything else on the parent's line is the engine asking for files.
// The same for Electron's utility process and for a worker thread; the two differ in how a port looks, see ParentPort.
import { type EngineEvents, engineEventNames } from '../../shared/contracts/engine-contract.ts';
import { engineParameters } from '../../shared/contracts/parameter-schemas.ts';
import { type Channel, callContract, serveContract } from '../../shared/contracts/rpc.ts';
import type { FileDirectory } from '../services/file-directory.ts';
import { createEngine } from './engine.ts';

/** A port to one page. */
export interface PagePort extends Channel {
  onClose(listener: () => void): void;
}

export interface ParentPort {
  post(message: unknown): void;
  listen(listener: (message: unknown, ports: readonly PagePort[]) => void): void;
}

export function serveEngine(parent: ParentPort): void {
  let answered: (message: unknown) => void = () => undefined;
  const { calls: files } = callContract<FileDirectory, object>(
    { post: (message) => parent.post(message), listen: (listener) => (answered = listener) },
    {},
  );
  parent.listen((message, ports) => {
    if (ports.length === 0) answered(message);
    for (const port of ports) servePage(port, files);
  });
}

function servePage(port: PagePort, files: FileDirectory): void {
  const engine = createEngine({
    files,
    emit: {
      progress: (event) => events.progress(event),
      preview: (event) => events.preview(event),
      fileChanged: (change) => events.fileChanged(change),
    },
  });
  const events = serveContract<typeof engine.contract, EngineEvents>(
    port,
    engine.contract,
    engineParameters,
    engineEventNames,
  );
  port.onClose(() => engine.dispose());
}
