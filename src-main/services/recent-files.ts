// The files that were opened last, newest first, with what they were. Uploads are not kept: their bytes end with the session.
import { join } from 'node:path';
import { array, maxLength, number, object, pipe, string } from 'valibot';
import type { FileHandle } from '../../shared/contracts/engine-contract.ts';
import type { RecentFile } from '../../shared/contracts/host-contract.ts';
import type { FileHandles } from './file-handles.ts';
import { JsonFile } from './json-file.ts';

/** How many are remembered. */
export const mostRecentFiles = 20;

const entries = { path: string(), format: string(), total: string(), openedAt: number() };
const schema = pipe(array(object(entries)), maxLength(1000));
type StoredFile = Omit<RecentFile, 'handle' | 'name'>;

export interface RecentFiles {
  list(): Promise<readonly RecentFile[]>;
  remember(handle: FileHandle, format: string, total: string): Promise<void>;
  forget(handle: FileHandle): Promise<void>;
}

export interface RecentFilesOptions {
  readonly folder: string;
  readonly handles: FileHandles;
  readonly report: (note: string) => void;
  /** Paths that are not worth remembering: uploads, samples. */
  readonly isPassing: (path: string) => boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export function createRecentFiles({ folder, handles, report, isPassing, now }: RecentFilesOptions): RecentFiles {
  const file = new JsonFile<readonly StoredFile[]>({
    path: join(folder, 'recent-files.json'),
    schema,
    fallback: [],
    report,
  });
  return {
    async list() {
      const stored = await file.read();
      return stored.map((entry) => ({ ...entry, ...handles.offer(entry.path) }));
    },
    async remember(handle, format, total) {
      const located = handles.locate(handle);
      if (located === undefined || isPassing(located.path)) return;
      const { path } = located;
      await file.change((stored) =>
        [{ path, format, total, openedAt: now() }, ...stored.filter((other) => other.path !== path)].slice(
          0,
          mostRecentFiles,
        ),
      );
    },
    async forget(handle) {
      const path = handles.locate(handle)?.path;
      await file.change((stored) => stored.filter((entry) => entry.path !== path));
    },
  };
}
