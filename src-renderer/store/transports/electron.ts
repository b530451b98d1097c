// Electron: the host answers over the preload's bridge, the engine over a MessagePort of its own process, which the main process sends
// anew whenever it is asked to connect. Messages are cloned, never encoded.
import { enginePortMessage, type PreloadBridge } from '../../../shared/contracts/preload-bridge.ts';
import type { Channel } from '../../../shared/contracts/rpc.ts';
import type { Transport } from './link.ts';

export function electronTransport(bridge: PreloadBridge): Transport {
  return {
    droppedFile: (file) => bridge.droppedFile(file),
    async openLink() {
      const port = await enginePort(bridge);
      const engine: Channel = {
        post: (message) => port.postMessage(message),
        listen: (listener) => {
          port.onmessage = ({ data }) => listener(data);
        },
      };
      const host: Channel = {
        post: (message) => bridge.post(message),
        listen: (listener) => bridge.listen(listener),
      };
      // The host says when the engine's process dies; the bridge itself lives as long as the window.
      return { host, engine, onLost: () => undefined, close: () => port.close() };
    },
  };
}

function enginePort(bridge: PreloadBridge): Promise<MessagePort> {
  return new Promise((resolve) => {
    const received = (event: MessageEvent) => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== enginePortMessage || port === undefined) return;
      window.removeEventListener('message', received);
      resolve(port);
    };
    window.addEventListener('message', received);
    bridge.connectEngine();
  });
}
