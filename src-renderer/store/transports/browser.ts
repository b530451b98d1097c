// The browser host: one WebSocket beside the page, under the same token. Both contracts share it, as binary frames.
import { createFrameReader, encodeMessage } from '../../../shared/contracts/message-codec.ts';
import { type Channel, splitChannel } from '../../../shared/contracts/rpc.ts';
import type { Link, Transport } from './link.ts';

export const browserTransport: Transport = {
  openLink: () => openLink(new URL('socket', window.location.href)),
  droppedFile: () => Promise.resolve(undefined),
};

function openLink(address: URL): Promise<Link> {
  const socket = new WebSocket(`ws://${address.host}${address.pathname}`);
  socket.binaryType = 'arraybuffer';
  const channel: Channel = {
    post: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(encodeMessage(message));
    },
    listen: (listener) => {
      const read = createFrameReader({ turn: nextTask, received: listener, failed: reportError });
      socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => read(new Uint8Array(data)));
    },
  };
  const closing = new AbortController();
  const link: Link = {
    ...splitChannel(channel, ['host', 'engine']),
    onLost: (listener) =>
      socket.addEventListener('close', () => listener('the connection to Callipers ended'), {
        once: true,
        signal: closing.signal,
      }),
    close: () => {
      closing.abort();
      socket.close();
    },
  };
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(link), { once: true });
    socket.addEventListener('close', () => reject(new Error('Callipers does not answer: is it still running?')), {
      once: true,
    });
  });
}

/** In a task of its own, so that a click or a frame may come first. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
