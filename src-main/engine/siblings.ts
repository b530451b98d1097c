// Which files beside a callgrind file look like further parts of the same run (S19): `callgrind.out.PID[.part][-thread]`.
// Offered, never merged unasked. Matched on the whole rule and not on a prefix: `callgrind.out.12` is no part of `callgrind.out.1`.
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Run, part and thread; the run is matched as short as possible, so that what may be a part or a thread is one. */
const partName = /^(.+?\.out\.[^/\\]+?)(?:\.(\d+))?(?:-(\d+))?(\.gz|\.zst)?$/;

interface PartName {
  readonly run: string;
  readonly part: number;
  readonly thread: number;
  readonly compressed: string;
}

function parse(name: string): PartName | undefined {
  const match = partName.exec(name);
  if (match === null) return undefined;
  const [, run = '', part = '-1', thread = '-1', compressed = ''] = match;
  return { run, part: Number(part), thread: Number(thread), compressed };
}

/** The names among `names` that are other parts of the run that `name` belongs to, by part, then thread. */
export function siblingNames(name: string, names: readonly string[]): string[] {
  const own = parse(name);
  if (own === undefined) return [];
  return names
    .filter((other) => other !== name)
    .map((other) => ({ other, parsed: parse(other) }))
    .filter(({ parsed }) => parsed?.run === own.run && parsed.compressed === own.compressed)
    .sort((a, b) => compareParts(a.parsed, b.parsed))
    .map(({ other }) => other);
}

/** Paths of the further parts beside a file, empty ones left out. */
export async function findSiblings(path: string): Promise<string[]> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  const paths = siblingNames(basename(path), names).map((name) => join(folder, name));
  const sizes = await Promise.all(
    paths.map((sibling) =>
      stat(sibling).then(
        (status) => (status.isFile() ? status.size : 0),
        () => 0,
      ),
    ),
  );
  return paths.filter((_, i) => sizes[i] !== 0);
}

function compareParts(a: PartName | undefined, b: PartName | undefined): number {
  return (a?.part ?? 0) - (b?.part ?? 0) || (a?.thread ?? 0) - (b?.thread ?? 0);
}
