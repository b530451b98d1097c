// The files behind open recordings: noticing that they change, that further parts appear, and asking a running callgrind for one.
import { setTimeout } from 'node:timers/promises';
import type { DumpResult, EngineEvents, OfferedFile } from '../../shared/contracts/engine-contract.ts';

import type { Recording } from '../../shared/model/recording.ts';
import type { FileDirectory } from '../services/file-directory.ts';
import { requestDump } from '../services/force-dump.ts';
import { type FilesAsRead, FileWatcher, furtherParts } from './file-watcher.ts';
import { findSiblings } from './siblings.ts';

export interface RecordingFilesOptions {
  readonly files: FileDirectory;
  readonly emit: Pick<EngineEvents, 'fileChanged'>;
  /** In tests: another program than callgrind_control, and shorter times, in milliseconds. */
  readonly dumpProgram?: string;
  readonly lookEvery?: number;
  readonly dumpWait?: number;
}

const DUMP_WAIT_MILLISECONDS = 10_000;
const DUMP_LOOK_MILLISECONDS = 200;

interface Opened extends FilesAsRead {
  readonly recording: Recording;
}

export class RecordingFiles {
  private readonly opened = new Map<string, Opened>();
  private readonly options: RecordingFilesOptions;
  private readonly watcher: FileWatcher;

  constructor(options: RecordingFilesOptions) {
    this.options = options;
    this.watcher = new FileWatcher((change) => void this.tell(change), options.lookEvery);
  }

  add(recordingId: string, files: FilesAsRead, recording: Recording): void {
    this.opened.set(recordingId, { ...files, recording });
  }

  remove(recordingId: string): void {
    this.opened.delete(recordingId);
    this.watcher.remove(recordingId);
  }

  dispose(): void {
    this.opened.clear();
    this.watcher.dispose();
  }

  /** Parts beside the first file that are not among the opened ones. */
  async offer(paths: readonly string[]): Promise<readonly OfferedFile[]> {
    const found = await furtherParts(paths);
    return Promise.all(found.map((path) => this.options.files.offer(path)));
  }

  watch(recordingId: string, on: boolean): void {
    const opened = this.opened.get(recordingId);
    if (opened === undefined || !on) this.watcher.remove(recordingId);
    else this.watcher.add(recordingId, opened, hasSiblings(opened.recording));
  }

  /** Asks the process that is being recorded; answers with the file that it wrote, or says why there is none. */
  async forceDump(recordingId: string): Promise<DumpResult> {
    const opened = this.opened.get(recordingId);
    if (opened === undefined) return { ok: false, message: 'This recording is not open any more.' };
    const { recording, paths } = opened;
    if (recording.format !== 'callgrind')
      return { ok: false, message: 'Only callgrind writes dumps when it is asked to.' };
    const pid = recording.parts.find((part) => part.pid !== undefined)?.pid;
    if (pid === undefined || !Number.isSafeInteger(pid) || pid <= 0) {
      return { ok: false, message: 'The recording does not say which process it is of.' };
    }
    const before = new Set([...paths, ...(await findSiblings(paths[0]))]);
    const asked = await requestDump(pid, this.options.dumpProgram);
    if (!asked.ok) return { ok: false, message: asked.error };
    const found = await this.waitForParts(paths[0], before);
    if (found.length > 0)
      return { ok: true, files: await Promise.all(found.map((path) => this.options.files.offer(path))) };
    return {
      ok: false,
      message: `Process ${pid} was asked for a dump, but wrote no further part beside the file that is open.`,
    };
  }

  /** New parts once their sizes stay the same. */
  private async waitForParts(path: string, before: ReadonlySet<string>): Promise<string[]> {
    const { dumpWait = DUMP_WAIT_MILLISECONDS } = this.options;
    let last = '';
    for (const until = performance.now() + dumpWait; performance.now() < until; ) {
      const found = (await findSiblings(path)).filter((sibling) => !before.has(sibling));
      const now = found.join('\n');
      if (now !== '' && now === last) return found;
      last = now;
      await setTimeout(Math.min(DUMP_LOOK_MILLISECONDS, dumpWait / 4));
    }
    return [];
  }

  private async tell(change: { recordingId: string; changed: boolean; siblings: readonly string[] | undefined }) {
    const { recordingId, changed, siblings } = change;
    const offered =
      siblings === undefined ? undefined : await Promise.all(siblings.map((path) => this.options.files.offer(path)));
    if (!this.opened.has(recordingId)) return;
    this.options.emit.fileChanged({ recordingId, changed, ...(offered === undefined ? {} : { siblings: offered }) });
  }
}

function hasSiblings(recording: Recording): boolean {
  return recording.format === 'callgrind';
}
