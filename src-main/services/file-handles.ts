// The files that a person chose, by random handle. The engine's contract knows handles alone; the one way to name a path is
// fileAtPath() of the host's, for paths that a person types.
// The same path keeps its handle for the life of the process, so that recent files, drops and dialogs agree on which file is which.
import { randomBytes } from 'node:crypto';
import { basename, resolve } from 'node:path';
import type { FileHandle } from '../../shared/contracts/engine-contract.ts';
import type { PickedFile } from '../../shared/contracts/host-contract.ts';

/** What a handle stands for. */
export interface LocatedFile {
  /** Absolute. */
  readonly path: string;
  /** For people; differs from the path's last part for uploads. */
  readonly name: string;
}

export class FileHandles {
  private readonly files = new Map<FileHandle, LocatedFile>();
  private readonly pathToHandle = new Map<string, FileHandle>();

  /** The handle of a path that a person chose. The file need not exist. */
  offer(path: string, name?: string): PickedFile {
    const absolute = resolve(path);
    const located = { path: absolute, name: name ?? basename(absolute) };
    const handle = this.pathToHandle.get(absolute) ?? randomBytes(16).toString('base64url');
    if (!this.files.has(handle)) {
      this.files.set(handle, located);
      this.pathToHandle.set(absolute, handle);
    }
    return { handle, name: located.name };
  }

  locate(handle: FileHandle): LocatedFile | undefined {
    return this.files.get(handle);
  }
}
