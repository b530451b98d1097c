// One running Callipers for each end-to-end test: the built command line starts the browser host on a free port with an empty user folder
// (or Electron itself with CALLIPERS_E2E_HOST=electron), and the page is driven by role and name as a person would.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { _electron, type Browser, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';

const root = join(import.meta.dirname, '../..');
const inElectron = process.env['CALLIPERS_E2E_HOST'] === 'electron';

/** Recordings of the tests, by short name; paths from the project's root. */
export const recordings = {
  taylor: 'fixtures/samples/taylor/taylor-py313.prof',
  shop: 'fixtures/samples/shop/shop.prof',
  shapes: 'fixtures/samples/shapes/callgrind.out.shapes.default',
  busy: 'fixtures/samples/busy/busy-100us.cpuprofile',
} as const;

export interface App {
  readonly page: Page;
  /** A folder of this test alone; copies of recordings go there when a test changes them. */
  readonly folder: string;
  /** What the page complained about in its console. */
  readonly errors: readonly string[];
  /** Ends the program behind the page, as a crash or a lost machine would. */
  readonly kill: () => Promise<void>;
}

/** Starts Callipers with these files, as `callipers open FILE…` does. A second one in the same test finds the settings of the first. */
export type Launch = (...files: string[]) => Promise<App>;

/** A copy of a recording in `folder`, so that a test may change or remove it. */
export function copyOf(recording: string, folder: string, name = basename(recording)): string {
  const target = join(folder, name);
  cpSync(join(root, recording), target);
  return target;
}

export const test = base.extend<{ launch: Launch }>({
  launch: async ({ browser }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'callipers-e2e-'));
    const endings: Ending[] = [];
    await use((...files) => {
      const paths = files.map((file) => resolve(root, file));
      return inElectron ? startElectron(paths, folder, endings) : startInBrowser(paths, { folder, endings, browser });
    });
    for (const end of endings.reverse()) await end();
    rmSync(folder, { recursive: true, force: true });
  },
});

type Ending = () => Promise<void> | void;

/** Settings and recent files of the test alone, wherever the platform keeps them. */
function environmentOf(folder: string): Record<string, string> {
  const own = {
    HOME: folder,
    USERPROFILE: folder,
    APPDATA: join(folder, 'config'),
    XDG_CONFIG_HOME: join(folder, 'config'),
  };
  return { ...(process.env as Record<string, string>), ...own };
}

async function startInBrowser(
  files: readonly string[],
  { folder, endings, browser }: { folder: string; endings: Ending[]; browser: Browser },
): Promise<App> {
  const host = spawn(
    process.execPath,
    [join(root, 'dist/cli/callipers.js'), 'open', '--browser', '--no-open', ...files],
    {
      cwd: folder,
      env: environmentOf(folder),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  endings.push(() => stop(host));
  const address = await addressOf(host);
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 800 } });
  endings.push(() => context.close());
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const errors = watch(page);
  await page.goto(address);
  return { page, folder, errors, kill: () => stop(host, 'SIGKILL') };
}

async function startElectron(files: readonly string[], folder: string, endings: Ending[]): Promise<App> {
  // One instance at a time: a second one would hand its files to the first and end.
  for (const end of endings.splice(0)) await end();
  const application: ElectronApplication = await _electron.launch({
    args: [root, `--user-data-dir=${join(folder, 'electron')}`, ...files],
    cwd: folder,
    env: environmentOf(folder),
  });
  endings.push(() => application.close());
  const page = await application.firstWindow();
  applications.set(page, application);
  return { page, folder, errors: watch(page), kill: () => application.close() };
}

/** What the page complained about: errors, warnings of the content security policy. A test may look at it in the end. */
function watch(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

/** The program around a page in Electron; a page in a browser has none. */
const applications = new WeakMap<Page, ElectronApplication>();

/** Chooses files in the dialog that `press` brings up: the system's in Electron, else the browser's. */
export async function chooseFiles(page: Page, press: () => Promise<void>, files: readonly string[]): Promise<void> {
  const application = applications.get(page);
  if (application === undefined) {
    const chooser = page.waitForEvent('filechooser');
    await press();
    return (await chooser).setFiles(files);
  }
  await application.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...filePaths] });
  }, files);
  await press();
}

/** The file that `press` saves: under the name that is proposed in the system's dialog, or as a download of the browser. */
export async function savedFile(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const application = applications.get(page);
  if (application === undefined) {
    const download = page.waitForEvent('download');
    await press();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  }
  const folder = mkdtempSync(join(tmpdir(), 'callipers-saved-'));
  await application.evaluate(({ dialog }, target) => {
    const save = (options: { defaultPath?: string }) =>
      Promise.resolve({ canceled: false, filePath: `${target}/${options.defaultPath}` });
    dialog.showSaveDialog = ((_: unknown, options: { defaultPath?: string }) => save(options)) as never;
  }, folder);
  await press();
  await expect.poll(() => readdirSync(folder)).toHaveLength(1);
  const [name] = readdirSync(folder);
  await expect(page.getByText(`Saved ${name}`)).toBeVisible();
  const bytes = readFileSync(join(folder, name));
  rmSync(folder, { recursive: true });
  return { name, bytes };
}

function addressOf(host: ChildProcess): Promise<string> {
  return new Promise((found, reject) => {
    let printed = '';
    const look = (chunk: Buffer): void => {
      printed += chunk.toString();
      const address = /https?:\/\/\S+/.exec(printed)?.[0];
      if (address !== undefined) found(address);
    };
    host.stdout?.on('data', look);
    host.stderr?.on('data', look);
    host.once('exit', (code) => reject(new Error(`callipers ended with ${code}: ${printed}`)));
  });
}

function stop(host: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  return new Promise((ended) => {
    if (host.exitCode !== null || host.signalCode !== null) return ended();
    host.once('exit', () => ended());
    host.kill(signal);
    setTimeout(() => host.kill('SIGKILL'), 3000).unref();
  });
}

export { expect };
