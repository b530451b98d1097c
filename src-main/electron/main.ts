// Electron's main process: puts the parts together and routes. It reads no profile and decides nothing; a block here would freeze the window.
// One instance: a second start hands its files to the first. Files also come from the system (open-file on macOS, argv elsewhere).
import { app, type BrowserWindow, Menu, nativeTheme } from 'electron';
import type { OwnKeys } from '../../shared/commands/key-table.ts';
import type { CommandState, PickedFile } from '../../shared/contracts/host-contract.ts';
import { createFileDirectory } from '../services/file-directory.ts';
import { createHostServices } from '../services/host.ts';
import { locateProgramFiles } from '../services/program-files.ts';
import { userFolder } from '../services/user-folder.ts';
import { createWindowStateFile } from '../services/window-state.ts';
import { EngineChild } from './engine-child.ts';
import { buildMenu, showInMenu } from './menu.ts';
import { guardNavigation } from './navigation-guard.ts';
import { type PageHost, serveDrops, servePageHost } from './page-host.ts';
import { pageOrigin, registerPageScheme, servePage } from './page-protocol.ts';
import { parseStartArguments, type StartArguments, startArgumentsOf } from './start-arguments.ts';
import { createWindow } from './window.ts';

interface OpenWindow {
  readonly window: BrowserWindow;
  readonly page: PageHost;
  /** What can be done in it, in the menu. */
  readonly showStates: () => void;
}

const given = parseStartArguments(process.argv, process.cwd(), process.defaultApp === true);

app.setName('Callipers');
if (app.requestSingleInstanceLock({ ...given })) start();
else app.quit();

function start(): void {
  const program = locateProgramFiles();
  const report = (note: string) => process.stderr.write(`callipers: ${note}\n`);
  const services = createHostServices({ userFolder: userFolder(), samplesFolder: program.samples, report });
  const stateFile = createWindowStateFile(userFolder(), report);
  const waiting: PickedFile[] = [];
  /** Latest first. */
  let windows: readonly OpenWindow[] = [];
  let menu: Menu | undefined;
  let isReady = false;
  let isShowing = false;
  let isQuitting = false;
  let isWritten = false;

  app.enableSandbox();
  app.setAboutPanelOptions({ applicationName: 'Callipers', applicationVersion: program.version });
  registerPageScheme();
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open([services.handles.offer(path)]);
  });
  app.on('second-instance', (_, _argv, _folder, data) => {
    openAll(startArgumentsOf(data)).catch(fail);
    const window = windows[0]?.window;
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
    showAgain();
  });
  app.on('before-quit', () => {
    isQuitting = true;
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', endWhenWritten);
  app.whenReady().then(run).catch(fail);

  async function run(): Promise<void> {
    guardNavigation();
    servePage(program.renderer);
    const { theme, shortcuts } = await services.settings.read();
    nativeTheme.themeSource = theme;
    await openAll(given);
    serveDrops(services);
    showShortcuts(shortcuts);
    app.on('activate', showAgain);
    isReady = true;
    await show();
  }

  /** A menu cannot be given other keys: it is made anew. */
  function showShortcuts(shortcuts: OwnKeys): void {
    menu = buildMenu({ run: runCommand, shortcuts });
    Menu.setApplicationMenu(menu);
    windows[0]?.showStates();
  }

  /** `fragment`: see the page's own way to start. Every window has an engine of its own: a long question in one waits for no other. */
  async function show(fragment = ''): Promise<void> {
    isShowing = true;
    const window = await createWindow(program.preload, stateFile, windows.length);
    const engine = new EngineChild({
      file: program.engineProcess,
      files: createFileDirectory(services.handles, services.sourceRules),
      died: (reason) => page.engineDied(reason),
    });
    const newWindow = () => show('#new');
    let states: readonly CommandState[] = [];
    const showStates = () => {
      if (menu !== undefined && windows[0]?.window === window) showInMenu(menu, states);
    };
    const showCommandStates = (next: readonly CommandState[]) => {
      states = next;
      showStates();
    };
    const { version } = program;
    const common = { services, waiting, newWindow, showShortcuts, isQuitting: () => isQuitting };
    const page = servePageHost({ ...common, engine, version, window, showCommandStates });
    const made = { window, page, showStates };
    windows = [made, ...windows];
    window.on('focus', () => {
      windows = [made, ...windows.filter((other) => other !== made)];
      showStates();
    });
    window.on('closed', () => {
      windows = windows.filter((other) => other !== made);
      isShowing = windows.length > 0;
      engine.close();
    });
    await window.loadURL(`${pageOrigin}/${fragment}`).catch((error: unknown) => {
      // Closed while it was loading: nothing went wrong.
      if (!window.isDestroyed()) throw error;
    });
  }

  /** The item ticked itself when it was chosen: it goes back to what is, until the page says otherwise. Without a window it brings one. */
  function runCommand(id: string): void {
    const [front] = windows;
    if (front === undefined) showAgain();
    front?.showStates();
    front?.page.command(id);
  }

  /** The process would end before the window's place, noted as it closes, is on the disk: the first end waits for it, the second is one. */
  function endWhenWritten(event: { preventDefault(): void }): void {
    if (isWritten) {
      // By now the engines are gone, and what they read can be removed.
      services.dispose();
      return;
    }
    event.preventDefault();
    Promise.all([stateFile.read(), services.settings.read(), services.recent.list()])
      .catch((error: unknown) => report(String(error)))
      .finally(() => {
        isWritten = true;
        app.quit();
      });
  }

  /** macOS: the program goes on without a window. Nothing happens while there is one, or one is being made. */
  function showAgain(): void {
    if (isReady && !isShowing) show().catch(fail);
  }

  async function openAll({ files, sample, spools }: StartArguments): Promise<void> {
    for (const folder of spools) services.takeSpool(folder);
    const found = (await services.samples()).find(({ id }) => id === sample);
    const samples = found === undefined ? [] : [{ handle: found.handle, name: found.name }];
    open([...files.map((path) => services.handles.offer(path)), ...samples]);
  }

  /** In the window that was used last; without one, in the next that opens. */
  function open(files: readonly PickedFile[]): void {
    if (files.length === 0) return;
    const page = windows.find((candidate) => candidate.page.isListening())?.page;
    if (page !== undefined) page.openFiles(files);
    else waiting.push(...files);
    showAgain();
  }

  function fail(error: unknown): void {
    report(error instanceof Error ? (error.stack ?? error.message) : String(error));
    app.exit(1);
  }
}
