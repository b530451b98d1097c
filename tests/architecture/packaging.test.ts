/**
 * The installers' configuration is valid, and a packed program holds the built program and nothing else.
 * Packing needs dist/ (run `npm run build` first) but no Electron: a folder of empty files stands for its binary, which
 * proves what goes into the archive and not that it starts.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from './source-tree.ts';

const require = createRequire(import.meta.url);
const configuration = join(projectRoot, 'electron-builder.yml');
const dist = join(projectRoot, 'dist');
const isBuilt = existsSync(join(dist, 'main/main.js'));
if (!isBuilt)
  process.stdout.write('packaging: dist/main/main.js is not built, so nothing is packed; run `npm run build`\n');

/** The part of app-builder-lib, which electron-builder is a command line for, that checks a configuration. */
interface ConfigurationCheck {
  getConfig(projectDir: string, configPath: string, fromApi: null): Promise<Record<string, unknown>>;
  validateConfiguration(config: Record<string, unknown>, log: { isEnabled: boolean }): Promise<void>;
}

function loadConfigurationCheck(): ConfigurationCheck {
  const fromBuilder = createRequire(require.resolve('electron-builder'));
  return fromBuilder('app-builder-lib/out/util/config/config');
}

const folder = mkdtempSync(join(tmpdir(), 'callipers-packaging-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where fuses are in Electron's binary: version, count and a digit for each follow it. See @electron/fuses. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** What electron-builder looks for in an unpacked Electron. */
function createEmptyElectron(): string {
  const electron = join(folder, 'electron');
  for (const name of ['resources', 'locales']) mkdirSync(join(electron, name), { recursive: true });
  const { version } = JSON.parse(readFileSync(require.resolve('electron/package.json'), 'utf8'));
  writeFileSync(join(electron, 'version'), version);
  writeFileSync(join(electron, 'electron'), `${fuseSentinel}\x01\x09${'1'.repeat(9)}`);
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'locales/en-US.pak'])
    writeFileSync(join(electron, name), '');
  chmodSync(join(electron, 'electron'), 0o755);
  return electron;
}

/** Packs the program for Linux into a folder and returns the files in its archive. */
function pack(): string[] {
  const output = join(folder, 'out');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      require.resolve('electron-builder/cli.js'),
      ...['--linux', 'dir', '--x64', '--publish', 'never'],
      `-c.electronDist=${createEmptyElectron()}`,
      `-c.directories.output=${output}`,
    ],
    { cwd: projectRoot, encoding: 'utf8' },
  );
  expect(status, stdout + stderr).toBe(0);
  return listPackage(join(output, 'linux-unpacked/resources/app.asar'), { isPack: false }).map((path) =>
    path.slice(1).replaceAll('\\', '/'),
  );
}

describe('the installers', () => {
  it('have a configuration that electron-builder accepts', async () => {
    const { getConfig, validateConfiguration } = loadConfigurationCheck();
    const config = await getConfig(projectRoot, configuration, null);
    await validateConfiguration(config, { isEnabled: false });
    await expect(validateConfiguration({ ...config, nonsense: 1 }, { isEnabled: false })).rejects.toThrow('nonsense');
  });

  it.runIf(isBuilt && process.platform !== 'win32')(
    'pack the built program and nothing else',
    () => {
      const files = pack();
      expect([...new Set(files.map((path) => path.split('/')[0]))].sort()).toEqual(['dist', 'package.json']);
      expect(files).toContain('dist/main/main.js');
      expect(files).toContain('dist/main/preload.cjs');
      expect(files).toContain('dist/engine/engine-process.js');
      expect(files).toContain('dist/engine/token-worker.mjs');
      expect(files).toContain('dist/renderer/index.html');
      const binary = readFileSync(join(folder, 'out/linux-unpacked/callipers'), 'latin1');
      const fuses = binary.slice(binary.indexOf(fuseSentinel) + fuseSentinel.length + 2);
      // Runs as Node, reads NODE_OPTIONS, is inspected, checks its archive, loads nothing else, files have rights of their own.
      expect([0, 2, 3, 4, 5, 7].map((fuse) => fuses[fuse])).toEqual(['0', '0', '0', '1', '1', '0']);
      // Packing takes ten seconds of a calm machine.
    },
    120_000,
  );
});

describe.runIf(isBuilt)('the built program', () => {
  it('needs nothing outside dist but Node and Electron', () => {
    const outside = readdirSync(dist, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.js') && !path.startsWith('renderer'))
      .flatMap((path) => packagesImportedBy(readFileSync(join(dist, path), 'utf8')))
      .filter((name) => name !== 'electron' && !name.startsWith('node:') && !builtinModules.includes(name));
    expect([...new Set(outside)]).toEqual([]);
  });

  it('has a thread that needs nothing beside itself, since it lies alone outside the packed program', () => {
    const thread = readFileSync(join(dist, 'engine/token-worker.mjs'), 'utf8');
    const imported = [...thread.matchAll(/^import\b[^'";]*["']([^"']+)["']/gm)].map(([, name]) => name);
    expect(imported.filter((name) => !name?.startsWith('node:'))).toEqual([]);
    expect(imported).toContain('node:worker_threads');
  });

  it('has a preload that requires electron alone, as the sandbox demands', () => {
    const preload = readFileSync(join(dist, 'main/preload.cjs'), 'utf8');
    expect([...preload.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron']);
  });
});

/** A program of another language in a text may begin a line with `import` too, but goes on otherwise. */
function packagesImportedBy(text: string): string[] {
  return [...text.matchAll(/^(?:import|export)\b[^'";=(]*?(?:\bfrom\s*)?["']([^"'.][^"']*)["']/gm)].map(
    ([, name = '']) => name,
  );
}
