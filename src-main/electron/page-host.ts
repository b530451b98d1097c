// The host's contract for the page of one window, over the preload's bridge. Messages count only from the main frame of our own page.
import {
  app,
  type BrowserWindow,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  ipcMain,
  nativeTheme,
  type WebContents,
} from 'electron';
import type { HostContract, HostEvents, PickedFile } from '../../shared/contracts/host-contract.ts';
import { hostParameters } from '../../shared/contracts/parameter-schemas.ts';
import { serveContract } from '../../shared/contracts/rpc.ts';
import { createHost, fileAtPath, type HostServices } from '../services/host.ts';
import { pickPaths, saveBytes } from './dialogs.ts';
import type { EngineChild } from './engine-child.ts';
import { isOurPage } from './navigation-guard.ts';

export interface PageHostOptions {
  readonly services: HostServices;
  readonly engine: EngineChild;
  readonly version: string;
  /** Files to open by the page that asks first; it is emptied. */
  readonly waiting: PickedFile[];
  /** The window there is just now. */
  readonly window: () => BrowserWindow | undefined;
}

export interface PageHost extends HostEvents {
  /** True once the page of this window asked what to open: from then on it is told. */
  isListening(): boolean;
}

/** Serves the page; returns what sends the host's events to it. To be called once. */
export function servePageHost({ services, engine, version, waiting, window }: PageHostOptions): PageHost {
  const { handles } = services;
  let listening: WebContents | undefined;
  const isOurs = ({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent) =>
    sender === window()?.webContents &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    isOurPage(senderFrame.url);
  const host = createHost(services, {
    facts: () => {
      listening = window()?.webContents;
      return { kind: 'electron', version, nativeDialogs: true, openAtStart: waiting.splice(0) };
    },
    pickFiles: async () => {
      const asked = window();
      return asked === undefined ? [] : (await pickPaths(asked)).map((path) => handles.offer(path));
    },
    fileAtPath: (path) => fileAtPath(handles, path),
    saveFile: async (name, bytes) => {
      const asked = window();
      return asked !== undefined && (await saveBytes(asked, name, bytes));
    },
    setTitle: async (title) => window()?.setTitle(title),
    // The page asks for a port before, and that starts the process.
    restartEngine: () => Promise.resolve(),
  });
  const contract: HostContract = {
    ...host,
    async rememberRecent(handle, format, total) {
      await host.rememberRecent(handle, format, total);
      const path = handles.locate(handle)?.path;
      if (path !== undefined && !services.isPassing(path)) app.addRecentDocument(path);
    },
    async changeSettings(change) {
      const settings = await host.changeSettings(change);
      nativeTheme.themeSource = settings.theme;
      return settings;
    },
  };
  ipcMain.on('connect-engine', (event) => {
    if (isOurs(event)) event.sender.postMessage('engine-port', null, [engine.connect()]);
  });
  ipcMain.handle('dropped-file', (event, path: unknown) =>
    isOurs(event) && typeof path === 'string' ? handles.offer(path) : undefined,
  );
  const events = serveContract<HostContract, HostEvents>(
    {
      post: (message) => window()?.webContents.send('host', message),
      listen: (listener) => ipcMain.on('host', (event, message) => (isOurs(event) ? listener(message) : undefined)),
    },
    contract,
    hostParameters,
    ['command', 'openFiles', 'engineDied'],
  );
  return {
    command: (id) => events.command(id),
    openFiles: (files) => events.openFiles(files),
    engineDied: (reason) => events.engineDied(reason),
    isListening: () => listening !== undefined && listening === window()?.webContents,
  };
}
