// `callipers open` without Electron: starts the browser host, prints its address, opens it in the person's browser.
// Temporary files are removed when the process ends, by whichever way it ends.
import { hostname } from 'node:os';
import { createHostServices } from '../services/host.ts';
import { locateProgramFiles } from '../services/program-files.ts';
import { userFolder } from '../services/user-folder.ts';
import { type BrowserHost, startBrowserHost } from './browser-host.ts';
import { openBrowser } from './open-browser.ts';

export interface ServeOptions {
  /** Paths of the files to open at once. */
  readonly files: readonly string[];
  /** Any free one by default. */
  readonly port?: number;
  /** Open the person's browser. */
  readonly open: boolean;
  /** Name of a sample to open at once. */
  readonly sample?: string;
}

/** Rejects where the port is taken or there is no such sample. The host serves until close() or the end of the process. */
export async function serve({ files, port = 0, open, sample }: ServeOptions): Promise<BrowserHost> {
  const program = locateProgramFiles();
  const services = createHostServices({
    userFolder: userFolder(),
    samplesFolder: program.samples,
    report: (note) => console.error(`callipers: ${note}`),
  });
  const openAtStart = files.map((file) => services.handles.offer(file));
  if (sample !== undefined) {
    const samples = await services.samples();
    const found = samples.find(({ id }) => id === sample);
    if (found === undefined) {
      throw new Error(`there is no sample ${sample}; there are: ${samples.map(({ id }) => id).join(', ')}`);
    }
    openAtStart.push({ handle: found.handle, name: found.name });
  }
  const host = await startBrowserHost({ program, services, openAtStart, port });
  process.once('exit', () => services.dispose());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void host.close().finally(() => process.exit(0)));
  }
  console.log(`Callipers is at ${host.url}`);
  if (open) openBrowser(host.launchUrl());
  else
    console.log(
      `From another machine, first: ssh -L ${new URL(host.url).port}:${new URL(host.url).host} ${hostname()}`,
    );
  return host;
}
