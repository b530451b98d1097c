// The bridge between the sandboxed page and the main process: messages of the host's contract, a port to the engine, paths of drops.
// The page gets these four functions and nothing of Electron; a path goes to the main process and never to the page.
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { enginePortMessage, type PreloadBridge } from '../../shared/contracts/preload-bridge.ts';

let listener: (message: unknown) => void = () => undefined;
ipcRenderer.on('host', (_, message: unknown) => listener(message));
ipcRenderer.on('engine-port', ({ ports }) => window.postMessage(enginePortMessage, window.location.origin, ports));

const bridge: PreloadBridge = {
  post: (message) => ipcRenderer.send('host', message),
  listen: (next) => {
    listener = next;
  },
  connectEngine: () => ipcRenderer.send('connect-engine'),
  droppedFile: async (file) => {
    const path = webUtils.getPathForFile(file as File);
    return path === '' ? undefined : await ipcRenderer.invoke('dropped-file', path);
  },
};
contextBridge.exposeInMainWorld('callipers', bridge);
