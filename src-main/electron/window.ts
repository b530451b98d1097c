// The window: sandboxed, isolated, without Node. It remembers where it was, and offers to start over when its page crashed.
import { BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { JsonFile } from '../services/json-file.ts';
import { placeWindow, type WindowState } from '../services/window-state.ts';

/** The caller loads the page, once it can answer it. */
export async function createWindow(
  preload: string,
  stateFile: JsonFile<WindowState | undefined>,
  othersOpen: number,
): Promise<BrowserWindow> {
  const state = await stateFile.read();
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeWindow(beside(state, othersOpen), workAreas),
    minWidth: 480,
    minHeight: 320,
    show: false,
    title: 'Callipers',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#17191d' : '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (state?.isMaximized === true && othersOpen === 0) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    const now = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
    void stateFile.change(() => now);
  });
  window.webContents.on('render-process-gone', (_, { reason }) => {
    // Killed is also what it is when the system had no memory left for it.
    if (reason !== 'clean-exit' && !window.isDestroyed()) void offerReload(window, reason);
  });
  return window;
}

/** A further window does not hide the one before it. */
function beside(state: WindowState | undefined, othersOpen: number): WindowState | undefined {
  const step = 28 * othersOpen;
  return state === undefined ? undefined : { ...state, x: state.x + step, y: state.y + step };
}

async function offerReload(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window stopped working.',
    detail: `Reason: ${reason}. Your files are untouched.`,
    buttons: ['Load it again', 'Close'],
    defaultId: 0,
    cancelId: 1,
  });
  // The program may have been ended meanwhile.
  if (window.isDestroyed()) return;
  if (response === 0) window.webContents.reload();
  else window.destroy();
}
