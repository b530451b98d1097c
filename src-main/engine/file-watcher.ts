// Notices that files of open recordings were written anew, or that further parts of their run appeared beside them (S19).
// Looks at size, time and inode once a second: works for files that are replaced by a rename and on network disks, where notifications
// do not. Says so once a file has stayed the same for one more look, so that nobody reads what is still being written.
import { stat } from 'node:fs/promises';
import { findSiblings } from './siblings.ts';

export interface FileChange {
  readonly recordingId: string;
  /** The recording's own files are other ones now. */
  readonly changed: boolean;
  /** Paths of all further parts beside it; undefined: the same as before. */
  readonly siblings: readonly string[] | undefined;
}

/** Files of a recording, and how they were just before they were read. */
export interface FilesAsRead {
  readonly paths: readonly string[];
  readonly known: string;
  readonly knownSiblings: string;
}

interface Watched {
  readonly paths: readonly string[];
  readonly hasSiblings: boolean;
  /** As they were when they were read, or when last told of. */
  known: string;
  /** As they were at the last look. */
  last: string;
  knownSiblings: string;
  lastSiblings: string;
}

const GONE = 'gone';
/** Of one recording with thousands of parts, a part of them is enough to notice a new run. */
const MOST_FILES = 64;

export class FileWatcher {
  private readonly watched = new Map<string, Watched>();
  private readonly tell: (change: FileChange) => void;
  private readonly interval: number;
  private timer: NodeJS.Timeout | undefined;
  private looking = false;

  constructor(tell: (change: FileChange) => void, interval = 1000) {
    this.tell = tell;
    this.interval = interval;
  }

  /** Tells of what changed since the files began to be read. `hasSiblings`: also of further parts. */
  add(recordingId: string, files: FilesAsRead, hasSiblings: boolean): void {
    // Told once is told, however often it is asked for.
    if (this.watched.has(recordingId)) return;
    const { paths, known, knownSiblings } = files;
    this.watched.set(recordingId, { paths, hasSiblings, known, last: '', knownSiblings, lastSiblings: '' });
    this.timer ??= setInterval(() => void this.look(), this.interval).unref();
    void this.look();
  }

  remove(recordingId: string): void {
    this.watched.delete(recordingId);
    if (this.watched.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  dispose(): void {
    for (const recordingId of [...this.watched.keys()]) this.remove(recordingId);
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      for (const [recordingId, watched] of this.watched) {
        const changed = await hasChanged(watched);
        const siblings = watched.hasSiblings ? await newSiblings(watched) : undefined;
        // It may have been closed while the disk was asked.
        if (this.watched.get(recordingId) !== watched) continue;
        if (changed || siblings !== undefined) this.tell({ recordingId, changed, siblings });
      }
    } finally {
      this.looking = false;
    }
  }
}

/** Files that are away may be on their way back: they count once they are there again. */
async function hasChanged(watched: Watched): Promise<boolean> {
  const now = await stampsOf(watched.paths);
  if (now.includes(GONE)) return false;
  const settled = now === watched.last;
  watched.last = now;
  if (!settled || now === watched.known) return false;
  watched.known = now;
  return true;
}

async function newSiblings(watched: Watched): Promise<readonly string[] | undefined> {
  const paths = await furtherParts(watched.paths);
  const stamps = await Promise.all(paths.slice(0, MOST_FILES).map(stampOf));
  const now = paths.map((path, i) => `${path} ${stamps[i] ?? ''}`).join('\n');
  const settled = now === watched.lastSiblings;
  watched.lastSiblings = now;
  const names = paths.join('\n');
  if (!settled || names === watched.knownSiblings) return undefined;
  watched.knownSiblings = names;
  return paths;
}

/** To be asked before the files are read: what is written meanwhile is a change already. */
export async function lookBeforeReading(paths: readonly string[]): Promise<FilesAsRead> {
  const [known, siblings] = await Promise.all([stampsOf(paths), furtherParts(paths)]);
  return { paths, known, knownSiblings: siblings.join('\n') };
}

/** Parts beside the first file that are not among the files themselves. */
export async function furtherParts(paths: readonly string[]): Promise<string[]> {
  return (await findSiblings(paths[0])).filter((path) => !paths.includes(path));
}

async function stampsOf(paths: readonly string[]): Promise<string> {
  return (await Promise.all(paths.slice(0, MOST_FILES).map(stampOf))).join();
}

async function stampOf(path: string): Promise<string> {
  try {
    const found = await stat(path);
    // What comes through a pipe has been read once and for all.
    return found.isFile() ? `${found.size}:${found.mtimeMs}:${found.ino}` : 'no file';
  } catch {
    // Not there, or not to be looked at any more: the next look may find it.
    return GONE;
  }
}
