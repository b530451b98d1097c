// Where this platform keeps the settings of a program. Only absolute XDG paths count, as its specification says.
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** The folder for settings and recent files; it may not exist yet. */
export function userFolder(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  if (platform === 'win32') {
    return win32.join(environment['APPDATA'] || win32.join(home, 'AppData', 'Roaming'), 'Callipers');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Callipers');
  const xdg = environment['XDG_CONFIG_HOME'];
  return posix.join(xdg !== undefined && posix.isAbsolute(xdg) ? xdg : posix.join(home, '.config'), 'callipers');
}
