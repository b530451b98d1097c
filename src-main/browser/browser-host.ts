// The browser host: a small web server for this machine alone that serves the built page and answers it over a WebSocket.
// Made for machines without Electron, for profiles on a remote machine (ssh -L), and for tests. What is refused: see request-check.ts.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import type { PickedFile } from '../../shared/contracts/host-contract.ts';
import { largestPiece } from '../../shared/contracts/parameter-schemas.ts';
import { createFileDirectory } from '../services/file-directory.ts';
import { createHost, fileAtPath, type HostServices } from '../services/host.ts';
import { PageFiles } from '../services/page-files.ts';
import { pageHeaders } from '../services/page-headers.ts';
import type { ProgramFiles } from '../services/program-files.ts';
import { EngineThread } from './engine-thread.ts';
import { LaunchCodes } from './launch-codes.ts';
import { connectPage } from './page-connection.ts';
import { createPageUploads } from './page-uploads.ts';
import { checkRequest, checkSender, checkUpgrade } from './request-check.ts';

export interface BrowserHostOptions {
  readonly program: ProgramFiles;
  readonly services: HostServices;
  readonly openAtStart: readonly PickedFile[];
  /** 0: any free one. */
  readonly port: number;
}

export interface BrowserHost {
  /** With the token: whoever has it may read what is opened. */
  readonly url: string;
  /** An address that leads to `url` once, soon: for a command line that others on this machine can see. */
  launchUrl(): string;
  close(): Promise<void>;
}

export async function startBrowserHost({
  program,
  services,
  openAtStart,
  port,
}: BrowserHostOptions): Promise<BrowserHost> {
  const token = randomBytes(24).toString('base64url');
  const files = new PageFiles(program.renderer);
  const engines = new Set<EngineThread>();
  const launches = new LaunchCodes();
  const engineFiles = createFileDirectory(services.handles, services.sourceRules);
  const host = createHost(services, {
    facts: () => ({ kind: 'browser', version: program.version, nativeDialogs: false, openAtStart }),
    // Pages come and go as their browser likes: what the last of them says counts.
    session: services.session.ofWindow(),
    pickFiles: () => Promise.resolve([]),
    fileAtPath: (path) => fileAtPath(services.handles, path),
    pickSourcePath: () => Promise.resolve(undefined),
    saveFile: () => Promise.resolve(false),
    newWindow: () => Promise.resolve(),
    showCommandStates: () => Promise.resolve(),
    setTitle: () => Promise.resolve(),
    // The page connects anew before it asks, and connecting starts the engine.
    restartEngine: () => Promise.resolve(),
  });

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500, { ...pageHeaders(), 'content-type': 'text/plain; charset=utf-8' });
      response.end(`Callipers: its own files cannot be read: ${error instanceof Error ? error.message : error}\n`);
    });
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 2 * largestPiece, perMessageDeflate: false });
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    // From here on the socket is ours alone: one that is gone before its answer would otherwise end the whole program.
    socket.on('error', () => socket.destroy());
    const check = checkUpgrade(request, token);
    if (!check.ok) return void socket.end(`HTTP/1.1 ${check.status} Refused\r\nConnection: close\r\n\r\n`);
    sockets.handleUpgrade(request, socket, head, (page) => {
      page.on('error', () => page.terminate());
      // A thread for each page: a long question in one waits for no other.
      const engine = new EngineThread({
        file: program.engineWorker,
        files: engineFiles,
        died: (reason) => events.engineDied(reason),
      });
      engines.add(engine);
      const uploads = createPageUploads(services.uploads);
      const events = connectPage(page, { ...host, ...uploads.calls }, engine);
      page.on('close', () => {
        engines.delete(engine);
        void engine.close();
        uploads.cancelAll();
      });
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET' && checkSender(request).ok && launches.take(request.url ?? '')) {
      response.writeHead(303, { ...pageHeaders([]), location: `/${token}/` });
      response.end();
      return;
    }
    const headers = pageHeaders([`ws://${request.headers.host}`]);
    const check = checkRequest(request, token);
    const file = check.ok ? await files.read(check.path) : undefined;
    if (check.ok && file !== undefined) {
      response.writeHead(200, { ...headers, 'content-type': file.mediaType, 'content-length': file.body.length });
      response.end(request.method === 'HEAD' ? undefined : file.body);
      return;
    }
    const { status, reason } = check.ok ? { status: 404, reason: 'there is no such file' } : check;
    response.writeHead(status, { ...pageHeaders([]), 'content-type': 'text/plain; charset=utf-8' });
    response.end(`Callipers: ${reason}\n`);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}/${token}/`,
    launchUrl: () => `${origin}${launches.give()}`,
    async close() {
      for (const page of sockets.clients) page.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all([...engines].map((engine) => engine.close()));
      services.dispose();
    },
  };
}
