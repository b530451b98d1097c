// Files whose bytes only the page has (dropped into a browser, or made by a page): written to a private temporary folder for this session.
// A page has a few at a time, and no more bytes than there is room for; cancelled ones go at once, dispose() removes all. A name never becomes a path: the folder's files are numbered.
import { rmSync } from 'node:fs';
import { mkdtemp, type FileHandle as OpenFile, open, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import type { FileHandle } from '../../shared/contracts/engine-contract.ts';
import type { PickedFile } from '../../shared/contracts/host-contract.ts';
import type { FileHandles } from './file-handles.ts';

/** Unfinished ones. */
const MOST_AT_ONCE = 64;

interface Upload {
  readonly file: OpenFile;
  readonly path: string;
  readonly picked: PickedFile;
  /** As announced. */
  readonly size: number;
  written: number;
  /** Pieces are written one after the other. */
  last: Promise<void>;
}

export class Uploads {
  private readonly handles: FileHandles;
  private readonly uploads = new Map<FileHandle, Upload>();
  private folder: Promise<string> | undefined;
  private folderPath: string | undefined;
  private count = 0;

  constructor(handles: FileHandles) {
    this.handles = handles;
  }

  async begin(name: string, size: number): Promise<FileHandle> {
    if (this.uploads.size >= MOST_AT_ONCE) throw new Error('too many files are being uploaded: wait for one of them');
    this.folder ??= mkdtemp(join(tmpdir(), 'callipers-'));
    this.folderPath = await this.folder;
    await this.checkRoom(size);
    const path = join(this.folderPath, String(this.count++));
    const file = await open(path, 'wx', 0o600);
    const picked = this.handles.offer(path, baseName(name));
    this.uploads.set(picked.handle, { file, path, picked, size, written: 0, last: Promise.resolve() });
    return picked.handle;
  }

  async piece(handle: FileHandle, bytes: Uint8Array): Promise<void> {
    const upload = this.find(handle);
    upload.written += bytes.length;
    if (upload.written > upload.size) throw new Error('the upload is larger than it was announced');
    upload.last = upload.last.then(async () => {
      await upload.file.writeFile(bytes);
    });
    await upload.last;
  }

  async end(handle: FileHandle): Promise<PickedFile> {
    const upload = this.find(handle);
    this.uploads.delete(handle);
    try {
      await upload.last;
    } finally {
      await upload.file.close();
    }
    if (upload.written < upload.size) {
      await rm(upload.path, { force: true });
      throw new Error('the upload is shorter than it was announced');
    }
    return upload.picked;
  }

  /** Forgets an upload and its bytes; nothing happens for one that is finished or unknown. */
  async cancel(handle: FileHandle): Promise<void> {
    const upload = this.uploads.get(handle);
    if (upload === undefined) return;
    this.uploads.delete(handle);
    await upload.last.catch(() => undefined);
    await upload.file.close();
    await rm(upload.path, { force: true });
  }

  /** Throws where what is being uploaded does not fit beside what is on the disk. */
  private async checkRoom(size: number): Promise<void> {
    const { bavail, bsize } = await statfs(await (this.folder ?? tmpdir()));
    const promised = [...this.uploads.values()].reduce((sum, one) => sum + one.size - one.written, 0);
    if (promised + size > bavail * bsize) throw new Error(`there is not enough room in ${tmpdir()} for this file`);
  }

  /** True for what lies in the temporary folder. */
  holds(path: string): boolean {
    return this.folderPath !== undefined && path.startsWith(this.folderPath + sep);
  }

  /** Removes everything, at once: it is also called while the process ends. */
  dispose(): void {
    for (const { file } of this.uploads.values()) file.close().catch(() => undefined);
    this.uploads.clear();
    if (this.folderPath !== undefined) rmSync(this.folderPath, { recursive: true, force: true });
  }

  private find(handle: FileHandle): Upload {
    const upload = this.uploads.get(handle);
    if (upload === undefined) throw new Error('there is no such upload');
    return upload;
  }
}

/** The last part of a name in either style, for people. */
function baseName(name: string): string {
  return name.replace(/^.*[/\\]/s, '') || 'file';
}
