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

interface Watched {
  readonly paths: readonly string[];
  readonly hasSiblings: boolean;
  /** As they were when last told of; undefined until the first look. */
  known: string | undefined;
  /** As they were at the last look. */
  last: string;
  knownSiblings: string | undefined;
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

  /** `hasSiblings`: also look for further parts of the run. Asking again begins anew from how the files are then. */
  add(recordingId: string, paths: readonly string[], hasSiblings: boolean): void {
    this.watched.set(recordingId, {
      paths,
      hasSiblings,
      known: undefined,
      last: '',
      knownSiblings: undefined,
      lastSiblings: '',
    });
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
  const stamps = await Promise.all(watched.paths.slice(0, MOST_FILES).map(stampOf));
  if (stamps.includes(GONE)) return false;
  const now = stamps.join();
  const settled = now === watched.last;
  watched.last = now;
  if (watched.known === undefined) {
    watched.known = now;
    return false;
  }
  if (!settled || now === watched.known) return false;
  watched.known = now;
  return true;
}

async function newSiblings(watched: Watched): Promise<readonly string[] | undefined> {
  const paths = (await findSiblings(watched.paths[0])).filter((path) => !watched.paths.includes(path));
  const stamps = await Promise.all(paths.slice(0, MOST_FILES).map(stampOf));
  const now = paths.map((path, i) => `${path} ${stamps[i] ?? ''}`).join('\n');
  const settled = now === watched.lastSiblings;
  watched.lastSiblings = now;
  const names = paths.join('\n');
  if (watched.knownSiblings === undefined) {
    watched.knownSiblings = names;
    return undefined;
  }
  if (!settled || names === watched.knownSiblings) return undefined;
  watched.knownSiblings = names;
  return paths;
}

async function stampOf(path: string): Promise<string> {
  try {
    const { size, mtimeMs, ino } = await stat(path);
    return `${size}:${mtimeMs}:${ino}`;
  } catch {
    // Not there, or not to be looked at any more: the next look may find it.
    return GONE;
  }
}
