// Is there an Electron that can be started? Found out by looking at files alone: importing the package downloads its binary, which on a
// machine without the network takes minutes to fail. Its package keeps the binary in dist/, its name in path.txt, its version in
// dist/version; ELECTRON_OVERRIDE_DIST_PATH names another dist whose version is its owner's business.
import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type ElectronBinary =
  | { readonly ok: true /** The executable. */; readonly path: string; readonly version: string }
  | { readonly ok: false /** One line for people. */; readonly reason: string };

export interface ElectronPlace {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  /** Folder of the npm package, or undefined where it is not installed. */
  readonly packageFolder: string | undefined;
}

export function locateElectron(place: ElectronPlace = thisMachine()): ElectronBinary {
  const { platform, environment, packageFolder } = place;
  if (packageFolder === undefined) return { ok: false, reason: 'the electron package is not installed' };
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  const dist = override || join(packageFolder, 'dist');
  const path = join(dist, textOf(join(packageFolder, 'path.txt')) ?? executableName(platform));
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return { ok: false, reason: "Electron's binary has not been downloaded (npx install-electron does it)" };
  }
  const present = textOf(join(dist, 'version'))?.replace(/^v/, '');
  if (!override && present !== version) {
    return { ok: false, reason: `Electron's binary is version ${present ?? 'unknown'}, its package ${version}` };
  }
  return { ok: true, path, version };
}

function executableName(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'electron.exe';
  return platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

function thisMachine(): ElectronPlace {
  const { platform, env: environment } = process;
  try {
    // package.json, not the package: requiring that would start the download.
    const packageFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
    return { platform, environment, packageFolder };
  } catch {
    return { platform, environment, packageFolder: undefined };
  }
}
