// Electron's main process: puts the parts together and routes. It reads no profile and decides nothing; a block here would freeze the window.
// One instance: a second start hands its files to the first. Files also come from the system (open-file on macOS, argv elsewhere).
import { app, type BrowserWindow, Menu, nativeTheme } from 'electron';
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
import { parseStartArguments } from './start-arguments.ts';
import { createWindow } from './window.ts';

const given = parseStartArguments(process.argv, process.cwd(), process.defaultApp === true);

if (app.requestSingleInstanceLock({ files: given.files })) start();
else app.quit();

function start(): void {
  const program = locateProgramFiles();
  const report = (note: string) => process.stderr.write(`callipers: ${note}\n`);
  const services = createHostServices({ userFolder: userFolder(), samplesFolder: program.samples, report });
  const stateFile = createWindowStateFile(userFolder(), report);
  const waiting = given.files.map((file) => services.handles.offer(file));
  let window: BrowserWindow | undefined;
  let page: PageHost | undefined;
  let isShowing = false;

  app.setName('Callipers');
  app.enableSandbox();
  app.setAboutPanelOptions({ applicationName: 'Callipers', applicationVersion: program.version });
  registerPageScheme();
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFile(path);
  });
  app.on('second-instance', (_, _argv, _folder, data) => {
    for (const file of filesOf(data)) openFile(file);
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', () => services.dispose());
  app.whenReady().then(run, fail);

  async function run(): Promise<void> {
    guardNavigation();
    servePage(program.renderer);
    nativeTheme.themeSource = (await services.settings.read()).theme;
    const sample = (await services.samples()).find(({ id }) => id === given.sample);
    if (sample !== undefined) waiting.push({ handle: sample.handle, name: sample.name });
    const engine = new EngineChild({
      file: program.engineProcess,
      files: createFileDirectory(services.handles),
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
    window = await createWindow(program.preload, stateFile);
    window.on('closed', () => {
      window = undefined;
      isShowing = false;
    });
    await window.loadURL(`${pageOrigin}/`);
  }

  /** macOS: the program goes on without a window. */
  function showAgain(): void {
    if (page !== undefined && !isShowing) show().catch(fail);
  }

  function openFile(path: string): void {
    const file = services.handles.offer(path);
    if (page?.isListening() === true) page.openFiles([file]);
    else waiting.push(file);
    showAgain();
  }

  function fail(error: unknown): void {
    report(error instanceof Error ? (error.stack ?? error.message) : String(error));
    app.exit(1);
  }
}

/** What another instance sent along; it is of another version, perhaps. */
function filesOf(data: unknown): readonly string[] {
  const { files } = Object(data) as { files?: unknown };
  return Array.isArray(files) ? files.filter((file) => typeof file === 'string') : [];
}
