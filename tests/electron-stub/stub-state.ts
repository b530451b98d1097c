// What the double knows and what a test does with it: answer a dialog, choose a menu item, start the program a second time, kill the engine.
// The API that main sees is in electron.ts.
import { EventEmitter } from 'node:events';
import type { Browser } from '@playwright/test';
import type { MenuItemConstructorOptions } from 'electron';
import type { StubUtilityProcess } from './stub-ports.ts';
import type { StubBrowserWindow } from './stub-window.ts';

type Handler = (event: object, ...parameters: unknown[]) => Promise<unknown>;

export const stub = {
  app: new EventEmitter(),
  ipcMain: new EventEmitter(),
  invokeHandlers: new Map<string, Handler>(),
  protocolHandlers: new Map<string, (request: Request) => Promise<Response> | Response>(),
  windows: [] as StubBrowserWindow[],
  engines: [] as StubUtilityProcess[],
  menu: [] as readonly MenuItemConstructorOptions[],
  /** What happened that leaves no other trace, in order. */
  events: [] as string[],
  /** Answers of the next dialogs; a dialog that nobody expects fails. */
  dialogAnswers: [] as object[],
  browser: undefined as Browser | undefined,
};

/** The page of the only window. */
export function onlyPage() {
  const page = stub.windows[0]?.webContents.page;
  if (page === undefined || stub.windows.length !== 1) throw new Error(`there are ${stub.windows.length} windows`);
  return page;
}

/** Chooses the menu item with this label, in whichever menu it is. */
export function clickMenu(label: string): void {
  const item = stub.menu
    .flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
    .find((candidate) => candidate.label === label);
  if (item?.click === undefined) throw new Error(`there is no menu item ${label}`);
  // As Electron does it: the item ticks itself before anybody is asked.
  if (item.type === 'checkbox') item.checked = item.checked !== true;
  (item.click as () => void)();
}

/** The program is started again with these files, while it runs. */
export function startSecondInstance(files: readonly string[]): void {
  stub.app.emit('second-instance', {}, [], '/', { files });
}
