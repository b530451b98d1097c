// A double of the `electron` module: enough of it for src-main/electron to run unchanged in Node, with a page of a real Chromium as its
// window. Typed against the real module, so that a change of Electron's API breaks the compilation and not only the program.
// What it cannot prove: that Electron starts, its sandbox, its own clone rules and limits, native menus and dialogs, the packaged layout.
import type { Display, MenuItemConstructorOptions, BrowserWindow as RealWindow, Session } from 'electron';
import { StubMessageChannel, StubUtilityProcess } from './stub-ports.ts';
import { stub } from './stub-state.ts';
import { StubBrowserWindow } from './stub-window.ts';

type Electron = typeof import('electron');

export const BrowserWindow = StubBrowserWindow;
export const MessageChannelMain = StubMessageChannel;

export const app = Object.assign(stub.app, {
  isPackaged: false,
  requestSingleInstanceLock: () => true,
  whenReady: () => Promise.resolve(),
  setName: (name: string) => void stub.events.push(`name ${name}`),
  enableSandbox: () => void stub.events.push('sandbox enabled'),
  setAboutPanelOptions: () => undefined,
  addRecentDocument: (path: string) => void stub.events.push(`recent ${path}`),
  quit: () => {
    let isPrevented = false;
    const preventDefault = () => {
      isPrevented = true;
    };
    stub.app.emit('will-quit', { preventDefault });
    if (!isPrevented) stub.events.push('quit');
  },
  exit: (code?: number) => void stub.events.push(`exit ${code}`),
} satisfies Pick<
  Electron['app'],
  | 'isPackaged'
  | 'requestSingleInstanceLock'
  | 'whenReady'
  | 'setName'
  | 'enableSandbox'
  | 'setAboutPanelOptions'
  | 'addRecentDocument'
  | 'quit'
  | 'exit'
>);

export const ipcMain = Object.assign(stub.ipcMain, {
  handle: (channel, listener) => {
    if (stub.invokeHandlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    stub.invokeHandlers.set(channel, async (event, ...parameters) => listener(event as never, ...parameters));
  },
} satisfies Pick<Electron['ipcMain'], 'handle'>);

export const protocol = {
  registerSchemesAsPrivileged: () => undefined,
  handle: (scheme, handler) =>
    void stub.protocolHandlers.set(scheme, handler as (request: Request) => Promise<Response>),
} satisfies Pick<Electron['protocol'], 'registerSchemesAsPrivileged' | 'handle'>;

export const utilityProcess = {
  fork: (file: string) => {
    const made = new StubUtilityProcess(file);
    stub.engines.push(made);
    return made as unknown as Electron.UtilityProcess;
  },
} satisfies Pick<typeof Electron.utilityProcess, 'fork'>;

function nextAnswer<Answer>(kind: string): Promise<Answer> {
  const answer = stub.dialogAnswers.shift();
  if (answer === undefined) throw new Error(`nobody expected the dialog ${kind}`);
  return Promise.resolve(answer as Answer);
}
export const dialog = {
  showOpenDialog: () => nextAnswer('open'),
  showSaveDialog: () => nextAnswer('save'),
  showMessageBox: () => nextAnswer('message'),
} satisfies Pick<Electron['dialog'], 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox'>;

export const Menu = {
  buildFromTemplate: (template: MenuItemConstructorOptions[]) => {
    const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    const getMenuItemById = (id: string) => items.find((item) => item.id === id) ?? null;
    return Object.assign(template, { getMenuItemById }) as unknown as Electron.Menu;
  },
  setApplicationMenu: (menu) => {
    stub.menu = menu as unknown as MenuItemConstructorOptions[];
  },
} satisfies Pick<typeof Electron.Menu, 'buildFromTemplate' | 'setApplicationMenu'>;

export const nativeTheme = {
  themeSource: 'system' as 'system' | 'light' | 'dark',
  shouldUseDarkColors: false,
} satisfies Pick<Electron['nativeTheme'], 'themeSource' | 'shouldUseDarkColors'>;

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } } as Display],
} satisfies Pick<Electron['screen'], 'getAllDisplays'>;

const guarded = {
  setPermissionRequestHandler: () => undefined,
  setPermissionCheckHandler: () => undefined,
  setDevicePermissionHandler: () => undefined,
} satisfies Partial<Session>;
export const session = {
  defaultSession: { ...guarded, webRequest: { onBeforeRequest: () => undefined } },
};

/** The methods of a window that main calls: the double has to have them all. */
type UsedOfWindow =
  | 'loadURL'
  | 'setTitle'
  | 'getNormalBounds'
  | 'isMaximized'
  | 'isMinimized'
  | 'isDestroyed'
  | 'maximize'
  | 'restore'
  | 'show'
  | 'focus'
  | 'destroy';
StubBrowserWindow satisfies new (
  options: Electron.BrowserWindowConstructorOptions,
) => Pick<RealWindow, UsedOfWindow>;
