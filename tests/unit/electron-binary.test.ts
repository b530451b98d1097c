/** Finding out whether Electron can be started, without importing it: see electron-binary.ts. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOfElectron } from '../../src-main/cli/commands/open.ts';
import { type ElectronPlace, locateElectron } from '../../src-main/services/electron-binary.ts';

let packageFolder: string;
beforeEach(() => {
  packageFolder = mkdtempSync(join(tmpdir(), 'callipers-electron-'));
  write('package.json', '{"version":"45.4.1"}');
});
afterEach(() => rmSync(packageFolder, { recursive: true, force: true }));

function write(path: string, text: string, mode = 0o644): void {
  const file = join(packageFolder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
}

const locate = (place: Partial<ElectronPlace> = {}) =>
  locateElectron({ platform: 'linux', environment: {}, packageFolder, ...place });

describe.skipIf(process.platform === 'win32')('an Electron binary', () => {
  it('is found where its package keeps it', () => {
    write('dist/electron', '', 0o755);
    write('dist/version', 'v45.4.1\n');
    expect(locate()).toEqual({ ok: true, path: join(packageFolder, 'dist/electron'), version: '45.4.1' });
  });

  it('has the name that path.txt gives, or that of its platform', () => {
    write('dist/version', '45.4.1');
    write('dist/Electron.app/Contents/MacOS/Electron', '', 0o755);
    expect(locate({ platform: 'darwin' }).ok).toBe(true);
    write('path.txt', 'other');
    expect(locate({ platform: 'darwin' }).ok).toBe(false);
    write('dist/other', '', 0o755);
    expect(locate({ platform: 'darwin' })).toMatchObject({ path: join(packageFolder, 'dist/other') });
  });

  it('is missing before its first download, and when it cannot be run', () => {
    const missing = { ok: false, reason: "Electron's binary has not been downloaded (npx install-electron does it)" };
    expect(locate()).toEqual(missing);
    write('dist/version', '45.4.1');
    write('dist/electron', '', 0o644);
    expect(locate()).toEqual(missing);
  });

  it('of another version does not count', () => {
    write('dist/electron', '', 0o755);
    expect(locate()).toMatchObject({ ok: false, reason: "Electron's binary is version unknown, its package 45.4.1" });
    write('dist/version', '44.0.0');
    expect(locate()).toMatchObject({ ok: false, reason: "Electron's binary is version 44.0.0, its package 45.4.1" });
  });

  it('may be elsewhere, of whatever version, when the environment says so', () => {
    write('own/electron', '', 0o755);
    const environment = { ELECTRON_OVERRIDE_DIST_PATH: join(packageFolder, 'own') };
    expect(locate({ environment })).toMatchObject({ ok: true, path: join(packageFolder, 'own/electron') });
  });

  it('cannot be there without the package', () => {
    expect(locate({ packageFolder: undefined })).toEqual({
      ok: false,
      reason: 'the electron package is not installed',
    });
  });
});

describe('an Electron that ended', () => {
  it('was closed by its person, by its own quitting or by a signal that asks a program to end', () => {
    expect(failureOfElectron(0, null)).toBeUndefined();
    expect(failureOfElectron(null, 'SIGINT')).toBeUndefined();
    expect(failureOfElectron(null, 'SIGTERM')).toBeUndefined();
  });

  it('crashed by any other signal, as where its sandbox is not allowed: the browser host takes over', () => {
    expect(failureOfElectron(null, 'SIGTRAP')).toBe('Electron crashed (SIGTRAP)');
    expect(failureOfElectron(1, null)).toBe('Electron ended with status 1');
  });
});
