// The host's contract for the page of one window, over the preload's bridge. Messages count only from the main frame of our own page, and
// from that window: every window has a host of its own, which ends with it.
import { app, type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, nativeTheme } from 'electron';
import type { OwnKeys } from '../../shared/commands/key-table.ts';
import type { CommandState, HostContract, HostEvents, PickedFile } from '../../shared/contracts/host-contract.ts';
import { hostParameters } from '../../shared/contracts/parameter-schemas.ts';
import { serveContract } from '../../shared/contracts/rpc.ts';
import { createHost, fileAtPath, type HostServices } from '../services/host.ts';
import { pickPaths, pickSourcePath, saveBytes } from './dialogs.ts';
import type { EngineChild } from './engine-child.ts';
import { isOurPage } from './navigation-guard.ts';

export interface PageHostOptions {
  readonly services: HostServices;
  readonly engine: EngineChild;
  readonly version: string;
  /** Files to open by the page that asks first; it is emptied. */
  readonly waiting: PickedFile[];
  readonly window: BrowserWindow;
  readonly newWindow: () => Promise<void>;
  readonly showCommandStates: (states: readonly CommandState[]) => void;
  /** The menu shows other keys. */
  readonly showShortcuts: (shortcuts: OwnKeys) => void;
  /** The whole program ends, and not this window alone. */
  readonly isQuitting: () => boolean;
}

export interface PageHost extends HostEvents {
  /** True once the page of this window asked what to open: from then on it is told. */
  isListening(): boolean;
}

/** Serves the page of a window until that is closed; returns what sends the host's events to it. */
export function servePageHost(options: PageHostOptions): PageHost {
  const { services, engine, version, waiting, window, newWindow, showCommandStates } = options;
  const { handles } = services;
  const session = services.session.ofWindow();
  let isListening = false;
  const { webContents } = window;
  const isOurs = (event: IpcMainEvent) => event.sender === webContents && isFromOurPage(event);
  const host = createHost(services, {
    facts: () => {
      isListening = true;
      return { kind: 'electron', version, nativeDialogs: true, openAtStart: waiting.splice(0) };
    },
    session,
    pickFiles: async () => (await pickPaths(window)).map((path) => handles.offer(path)),
    fileAtPath: (path) => fileAtPath(handles, path),
    pickSourcePath: (kind) => pickSourcePath(window, kind),
    saveFile: (name, bytes) => saveBytes(window, name, bytes),
    newWindow,
    showCommandStates: async (states) => showCommandStates(states),
    setTitle: async (title) => window.setTitle(title),
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
      if (change.shortcuts !== undefined) options.showShortcuts(settings.shortcuts);
      return settings;
    },
  };
  let listener: (message: unknown) => void = () => undefined;
  const connectEngine = (event: IpcMainEvent) => {
    if (isOurs(event)) event.sender.postMessage('engine-port', null, [engine.connect()]);
  };
  const receive = (event: IpcMainEvent, message: unknown) => {
    if (isOurs(event)) listener(message);
  };
  ipcMain.on('connect-engine', connectEngine);
  ipcMain.on('host', receive);
  window.on('closed', () => {
    ipcMain.off('connect-engine', connectEngine);
    ipcMain.off('host', receive);
    if (!options.isQuitting()) void session.end();
  });
  const events = serveContract<HostContract, HostEvents>(
    {
      // An answer may come when the window is gone.
      post: (message) => {
        if (!window.isDestroyed()) webContents.send('host', message);
      },
      listen: (next) => {
        listener = next;
      },
    },
    contract,
    hostParameters,
    ['command', 'openFiles', 'engineDied'],
  );
  return {
    command: (id) => events.command(id),
    openFiles: (files) => events.openFiles(files),
    engineDied: (reason) => events.engineDied(reason),
    isListening: () => isListening,
  };
}

/** A path that was dropped on any window becomes a handle. To be called once. */
export function serveDrops({ handles }: HostServices): void {
  ipcMain.handle('dropped-file', (event, path: unknown) =>
    isFromOurPage(event) && typeof path === 'string' ? handles.offer(path) : undefined,
  );
}

function isFromOurPage({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOurPage(senderFrame.url);
}
