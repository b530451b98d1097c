// One page: a WebSocket that carries both contracts, the host's and the engine's, as binary frames. The host answers here; the engine's
// messages are passed on to a port of the engine's thread and back, and are checked there.
import type { RawData, WebSocket } from 'ws';
import type { HostContract, HostEvents } from '../../shared/contracts/host-contract.ts';
import { decodeMessage, encodeMessage } from '../../shared/contracts/message-codec.ts';
import { hostParameters } from '../../shared/contracts/parameter-schemas.ts';
import { type Channel, serveContract, splitChannel } from '../../shared/contracts/rpc.ts';
import type { EngineThread } from './engine-thread.ts';

/** Serves the page until its socket closes; returns what sends the host's events to it. */
export function connectPage(socket: WebSocket, host: HostContract, engine: EngineThread): HostEvents {
  const channels = splitChannel(socketChannel(socket), ['host', 'engine']);
  const port = engine.connect();
  channels.engine.listen((message) => port.postMessage(message));
  port.on('message', (message) => channels.engine.post(message));
  socket.on('close', () => port.close());
  return serveContract<HostContract, HostEvents>(channels.host, host, hostParameters, [
    'command',
    'openFiles',
    'engineDied',
  ]);
}

function socketChannel(socket: WebSocket): Channel {
  return {
    post: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(encodeMessage(message));
    },
    listen: (listener) =>
      socket.on('message', (data: RawData, isBinary: boolean) => {
        const message = isBinary && Buffer.isBuffer(data) ? decodedOrNothing(data) : undefined;
        if (message === undefined) socket.close(1003, 'not a message of Callipers');
        else listener(message);
      }),
  };
}

function decodedOrNothing(data: Uint8Array): unknown {
  try {
    return decodeMessage(data);
  } catch {
    return undefined;
  }
}
