// The fixtures: fixtures/<format>/<case>/ with the recorded input (one file, or several parts of one recording), provenance.md,
// reference.json with numbers of another program, and differences.json where a rule of ours makes other numbers on purpose.
// Adding a folder adds its tests.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Input } from '../../src-main/services/byte-sources.ts';

export interface FixtureCase {
  /** `callgrind/orders-default` */
  readonly name: string;
  /** Id of the reader that has to take it: the name of the outer folder. */
  readonly format: string;
  readonly folder: string;
  /** Names of the recorded files, in the order of the reference. */
  readonly inputs: readonly string[];
}

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
const fixturesFolder = join(projectRoot, 'fixtures');
/** Folders of fixtures/ that hold something else. */
const otherFolders = ['bad', 'mangled', 'merging', 'programs', 'samples'];
const companions = ['provenance.md', 'README.md', 'reference.json', 'differences.json'];

export function listFixtureCases(): FixtureCase[] {
  const formats = foldersIn(fixturesFolder).filter((name) => !otherFolders.includes(name));
  return formats.flatMap((format) =>
    foldersIn(join(fixturesFolder, format)).map((name) => {
      const folder = join(fixturesFolder, format, name);
      return { name: `${format}/${name}`, format, folder, inputs: orderedInputs(folder) };
    }),
  );
}

/** The parts in the order in which the reference lists them: numbers of parts depend on it. */
function orderedInputs(folder: string): string[] {
  const present = readdirSync(folder).filter((name) => !companions.includes(name) && !name.startsWith('.'));
  const reference = readCompanion(folder, 'reference.json') as { profile?: string | string[] } | undefined;
  const listed = Array.isArray(reference?.profile) ? reference.profile : [];
  return present.sort((a, b) => listed.indexOf(a) - listed.indexOf(b));
}

/** A JSON companion of a fixture; undefined where there is none. */
export function readCompanion(folder: string, name: string): unknown {
  const path = join(folder, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

export function inputsOf({ folder, inputs }: FixtureCase): Input[] {
  return inputs.map((name) => ({ name, path: join(folder, name) }));
}

/** A folder of the shared corpus of recordings beside the project; undefined where there is none. */
export function corpusFolder(name: string): string | undefined {
  const folder = join(projectRoot, '..', 'shared', 'corpus', name);
  return existsSync(folder) ? folder : undefined;
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
