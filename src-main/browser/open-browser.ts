// Opens an address in the person's own browser. Best effort: the address is printed as well, and nothing waits for it.
import { spawn } from 'node:child_process';

/** The command that opens an address on a platform. */
function browserCommand(platform: NodeJS.Platform, url: string): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}

export function openBrowser(url: string): void {
  const [program, ...parameters] = browserCommand(process.platform, url);
  const child = spawn(program, parameters, { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
}
