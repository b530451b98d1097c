// Electron's main process: puts the parts together and routes. It reads no profile and decides nothing; a block here would freeze the window.
// One instance: a second start hands its files to the first. Files also come from the system (open-file on macOS, argv elsewhere).
import { app, type BrowserWindow, Menu, nativeTheme } from 'electron';
import type { PickedFile } from '../../shared/contracts/host-contract.ts';
import { createFileDirectory } from '../services/file-directory.ts';
import { createHostServices } from '../services/host.ts';
import { locateProgramFiles } from '../services/program-files.ts';
import { userFolder } from '../services/user-folder.ts';
import { createWindowStateFile } from '../services/window-state.ts';
import { EngineChild } from './engine-child.ts';
import { buildMenu } from './menu.ts';
import { guardNavigation } from './navigation-guard.ts';
import { type PageHost, servePageHost } from './page-host.ts';
import { pageOrigin, registerPageScheme, servePage } from './page-protocol.ts';
import { parseStartArguments, type StartArguments, startArgumentsOf } from './start-arguments.ts';
import { createWindow } from './window.ts';

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
  let window: BrowserWindow | undefined;
  let page: PageHost | undefined;
  let isShowing = false;
  let isWritten = false;

  app.enableSandbox();
  app.setAboutPanelOptions({ applicationName: 'Callipers', applicationVersion: program.version });
  registerPageScheme();
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFile(path);
  });
  app.on('second-instance', (_, _argv, _folder, data) => {
    openAll(startArgumentsOf(data)).catch(fail);
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', endWhenWritten);
  app.whenReady().then(run).catch(fail);

  async function run(): Promise<void> {
    guardNavigation();
    servePage(program.renderer);
    nativeTheme.themeSource = (await services.settings.read()).theme;
    await openAll(given);
    const engine = new EngineChild({
      file: program.engineProcess,
      files: createFileDirectory(services.handles, services.sourceRules),
      died: (reason) => page?.engineDied(reason),
    });
    page = servePageHost({ services, engine, version: program.version, waiting, window: () => window });
    Menu.setApplicationMenu(buildMenu((id) => page?.command(id)));
    app.on('will-quit', () => engine.close());
    app.on('activate', showAgain);
    await show();
  }

  async function show(): Promise<void> {
    isShowing = true;
    const made = await createWindow(program.preload, stateFile);
    window = made;
    made.on('closed', () => {
      window = undefined;
      isShowing = false;
    });
    await made.loadURL(`${pageOrigin}/`).catch((error: unknown) => {
      // Closed while it was loading: nothing went wrong.
      if (!made.isDestroyed()) throw error;
    });
  }

  /** The process would end before the window's place, noted as it closes, is on the disk: the first end waits for it, the second is one. */
  function endWhenWritten(event: { preventDefault(): void }): void {
    services.dispose();
    if (isWritten) return;
    event.preventDefault();
    Promise.all([stateFile.read(), services.settings.read(), services.recent.list()])
      .catch((error: unknown) => report(String(error)))
      .finally(() => {
        isWritten = true;
        app.quit();
      });
  }

  /** macOS: the program goes on without a window. */
  function showAgain(): void {
    if (page !== undefined && !isShowing) show().catch(fail);
  }

  async function openAll({ files, sample }: StartArguments): Promise<void> {
    for (const file of files) openFile(file);
    const found = (await services.samples()).find(({ id }) => id === sample);
    if (found !== undefined) openPicked({ handle: found.handle, name: found.name });
  }

  function openFile(path: string): void {
    openPicked(services.handles.offer(path));
  }

  function openPicked(file: PickedFile): void {
    if (page?.isListening() === true) page.openFiles([file]);
    else waiting.push(file);
    showAgain();
  }

  function fail(error: unknown): void {
    report(error instanceof Error ? (error.stack ?? error.message) : String(error));
    app.exit(1);
  }
}
