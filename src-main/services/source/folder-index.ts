// The files below a source folder by their base name, so that a recorded path is found by its longest end. Walked once per engine and
// bounded: a person may name a folder with a million files. Linked folders are not followed (circles), nor are version-control stores.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const MOST_FILES = 300_000;
const skipped = new Set(['.git', '.hg', '.svn', 'CVS', '.cache', '__pycache__']);

export interface FolderIndex {
  /** Paths by base name. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
  /** False where the folder has more files than are looked at, or could not be read. */
  readonly complete: boolean;
}

export async function indexFolder(folder: string): Promise<FolderIndex> {
  const byName = new Map<string, string[]>();
  const waiting = [folder];
  let files = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    // A folder that may not be read holds nothing for us.
    const entries = await readdir(next, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name)) waiting.push(path);
      } else if (entry.isFile() || entry.isSymbolicLink()) {
        if (++files > MOST_FILES) return { byName, complete: false };
        const same = byName.get(entry.name);
        if (same === undefined) byName.set(entry.name, [path]);
        else same.push(path);
      }
    }
  }
  return { byName, complete: true };
}
