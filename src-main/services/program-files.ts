// Where the files of this program are: the built page, the built engine, the samples. The same from the source tree, from an installed
// package and from a packed Electron program, because all of them keep package.json above dist/.
// Trap: what Electron packed into app.asar can be read by its own Node alone; the samples and the
// threads' program are unpacked beside it.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ProgramFiles {
  readonly version: string;
  /** The folder that holds package.json. */
  readonly root: string;
  readonly renderer: string;
  readonly samples: string;
  readonly preload: string;
  readonly engineWorker: string;
  readonly engineProcess: string;
  /** The model that tells the language of a source file without an ending. */
  readonly languageModel: string;
  readonly tokenWorker: string;
}

const modelPackage = 'node_modules/@vscode/vscode-languagedetection/model';

/** Finds package.json above `start`: by default above this file, which the build puts somewhere below dist/. */
export function locateProgramFiles(start: string = dirname(fileURLToPath(import.meta.url))): ProgramFiles {
  for (let root = start; ; root = dirname(root)) {
    const version = versionOf(join(root, 'package.json'));
    if (version === undefined && dirname(root) !== root) continue;
    if (version === undefined) throw new Error(`the files of Callipers are not above ${start}`);
    const dist = join(root, 'dist');
    return {
      version,
      root,
      renderer: join(dist, 'renderer'),
      samples: unpacked(join(dist, 'samples')),
      preload: join(dist, 'main/preload.cjs'),
      engineWorker: join(dist, 'engine/engine-worker.js'),
      engineProcess: join(dist, 'engine/engine-process.js'),
      languageModel: [unpacked(join(dist, 'language-model')), join(root, modelPackage)].find(existsSync) ?? '',
      tokenWorker: unpacked(join(dist, 'engine/token-worker.mjs')),
    };
  }
}

function unpacked(path: string): string {
  return path.replace(/app\.asar(?=[/\\])/, 'app.asar.unpacked');
}

function versionOf(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as { name?: string; version?: string };
  return name === 'callipers' ? (version ?? '') : undefined;
}
