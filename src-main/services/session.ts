// The recordings that were open the last time, tab by tab, of all windows, to be opened again where the person wants that. Files that are gone
// are left out, and so are those of a window that was closed while others stayed.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { array, maxLength, pipe, string } from 'valibot';
import type { FileHandle } from '../../shared/contracts/engine-contract.ts';
import type { PickedFile } from '../../shared/contracts/host-contract.ts';
import type { FileHandles } from './file-handles.ts';
import { JsonFile } from './json-file.ts';

const schema = pipe(array(pipe(array(string()), maxLength(10_000))), maxLength(1000));

export interface SessionOptions {
  readonly folder: string;
  readonly handles: FileHandles;
  readonly report: (note: string) => void;
  /** Paths that are gone the next time: uploads. Samples are not worth it. */
  readonly isPassing: (path: string) => boolean;
}

export interface WindowSession {
  /** What is open in the window now. */
  remember(tabs: readonly (readonly FileHandle[])[]): Promise<void>;
  /** The window was closed; the last one's recordings stay for the next start. */
  end(): Promise<void>;
}

export interface Session {
  list(): Promise<readonly (readonly PickedFile[])[]>;
  ofWindow(): WindowSession;
}

const MOST_TABS = 100;

export function createSession({ folder, handles, report, isPassing }: SessionOptions): Session {
  const file = new JsonFile<readonly (readonly string[])[]>({
    path: join(folder, 'session.json'),
    schema,
    fallback: [],
    report,
  });
  const isThere = (path: string) =>
    stat(path).then(
      (status) => status.isFile(),
      () => false,
    );
  /** Paths of each window's tabs; windows in the order in which they first had any. */
  const windows = new Map<WindowSession, readonly (readonly string[])[]>();
  const write = () => file.change(() => [...windows.values()].flat().slice(0, MOST_TABS));
  return {
    async list() {
      const tabs = await file.read();
      const there = await Promise.all(
        tabs.map(async (paths) => (await Promise.all(paths.map(isThere))).every(Boolean)),
      );
      return tabs
        .filter((paths, at) => paths.length > 0 && there[at])
        .map((paths) => paths.map((path) => handles.offer(path)));
    },
    ofWindow() {
      const window: WindowSession = {
        async remember(tabs) {
          const pathsOf = (files: readonly FileHandle[]) =>
            files.map((handle) => handles.locate(handle)?.path).filter((path) => path !== undefined);
          const paths = tabs.map(pathsOf).filter((files) => files.length > 0 && !files.some(isPassing));
          windows.set(window, paths);
          await write();
        },
        async end() {
          if (windows.delete(window) && windows.size > 0) await write();
        },
      };
      return window;
    },
  };
}
