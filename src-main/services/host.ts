// The host's half of the contract that both hosts share: files, uploads, recent files, samples, settings. What differs (dialogs, window,
// engine) is handed in. Nothing here knows Electron or HTTP.
import { rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, sep } from 'node:path';
import type { HostContract, HostFacts, PickedFile } from '../../shared/contracts/host-contract.ts';
import { openInEditor } from './editor.ts';
import { FileHandles } from './file-handles.ts';
import { createProgramMemories } from './program-memory.ts';
import { createRecentFiles } from './recent-files.ts';
import { folderHint } from './recordings-in-folder.ts';
import { listSamples, type NamedSample } from './samples.ts';
import { createSession, type WindowSession } from './session.ts';
import { createSettingsStore } from './settings.ts';
import { checkRule } from './source/checked-rule.ts';
import { createSourceRuleStore } from './source/source-rules.ts';
import { Uploads } from './uploads.ts';

export interface HostServicesOptions {
  /** Settings and recent files. */
  readonly userFolder: string;
  readonly samplesFolder: string;
  /** Oddities that a person should know of but that stop nothing. */
  readonly report: (note: string) => void;
}

/** The part that lives as long as the program; every page gets a HostContract over it. */
export function createHostServices({ userFolder, samplesFolder, report }: HostServicesOptions) {
  const handles = new FileHandles();
  const uploads = new Uploads(handles);
  const spools = new Set<string>();
  const isPassing = (path: string) =>
    uploads.holds(path) || spools.has(dirname(path)) || path.startsWith(samplesFolder + sep);
  return {
    handles,
    uploads,
    settings: createSettingsStore(userFolder, report),
    sourceRules: createSourceRuleStore(userFolder, report),
    recent: createRecentFiles({ folder: userFolder, handles, report, isPassing, now: Date.now }),
    programs: createProgramMemories(userFolder, report),
    session: createSession({ folder: userFolder, handles, report, isPassing }),
    /** Uploads and samples: not worth remembering. */
    isPassing,
    samples: (): Promise<readonly NamedSample[]> => listSamples(samplesFolder, handles),
    /** A folder of ours that is to be removed in the end; what is in it is not worth remembering. */
    takeSpool: (folder: string) => void spools.add(folder),
    /** What cannot be removed (on Windows: what an engine still reads) is told; the program has to end all the same. */
    dispose() {
      try {
        uploads.dispose();
        for (const folder of spools) rmSync(folder, { recursive: true, force: true });
      } catch (error) {
        report(`temporary files are left behind: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
}

export type HostServices = ReturnType<typeof createHostServices>;

/** What one kind of host does in its own way. */
export interface HostParts
  extends Pick<
    HostContract,
    | 'pickFiles'
    | 'fileAtPath'
    | 'pickSourcePath'
    | 'saveFile'
    | 'newWindow'
    | 'showCommandStates'
    | 'setTitle'
    | 'restartEngine'
  > {
  readonly facts: () => Omit<HostFacts, 'platform' | 'session'>;
  /** What is open in the window, for the next start. */
  readonly session: WindowSession;
}

export function createHost(services: HostServices, parts: HostParts): HostContract {
  const { handles, uploads, recent, session, programs, settings, samples, sourceRules } = services;
  return {
    facts: async () => {
      const facts = parts.facts();
      const wanted = facts.openAtStart.length === 0 && (await settings.read()).restoreSession;
      return { ...facts, platform: platformName(), session: wanted ? await session.list() : [] };
    },
    pickFiles: parts.pickFiles,
    fileAtPath: parts.fileAtPath,
    beginUpload: (name, size) => uploads.begin(name, size),
    uploadPiece: (handle, bytes) => uploads.piece(handle, bytes),
    endUpload: (handle) => uploads.end(handle),
    cancelUpload: (handle) => uploads.cancel(handle),
    recentFiles: () => recent.list(),
    rememberRecent: (handle, format, total) => recent.remember(handle, format, total),
    forgetRecent: (handle) => recent.forget(handle),
    recallProgram: (program) => programs.recall(program),
    rememberProgram: (program, memory) => programs.remember(program, memory),
    forgetPrograms: () => programs.forgetAll(),
    rememberSession: (tabs) => parts.session.remember(tabs),
    samples,
    settings: () => settings.read(),
    changeSettings: (change) => settings.change(change),
    sourceRules: () => sourceRules.read(),
    async addSourceRule(rule) {
      const checked = await checkRule(rule);
      if (!checked.ok) return { ok: false, message: checked.error };
      await sourceRules.add(checked.value);
      return { ok: true };
    },
    async removeSourceRule(rule) {
      await sourceRules.remove(rule);
    },
    pickSourcePath: parts.pickSourcePath,
    async openInEditor(handle, line) {
      const path = handles.locate(handle)?.path;
      if (path === undefined) return { ok: false, message: 'The file is not known any more.' };
      const { editor } = await settings.read();
      return openInEditor({ path, line }, { template: editor, environment: process.env });
    },
    saveFile: parts.saveFile,
    newWindow: parts.newWindow,
    showCommandStates: parts.showCommandStates,
    setTitle: parts.setTitle,
    restartEngine: parts.restartEngine,
  };
}

/** A path that a person typed, as a file; says in words what is wrong with it. `~` is the home folder. */
export async function fileAtPath(
  handles: FileHandles,
  typed: string,
): Promise<{ ok: true; file: PickedFile } | { ok: false; message: string }> {
  const trimmed = typed.trim().replace(/^"(.*)"$/, '$1');
  const path = trimmed === '~' || trimmed.startsWith('~/') ? join(homedir(), trimmed.slice(1)) : trimmed;
  if (path === '' || path.includes('\0')) return { ok: false, message: 'Type the path of a file.' };
  if (!isAbsolute(path)) return { ok: false, message: `Type the whole path: ${path} does not say where it starts.` };
  try {
    const found = await stat(path);
    if (found.isDirectory()) return { ok: false, message: `${path} is a folder: ${await folderHint(path)}.` };
    if (!found.isFile()) return { ok: false, message: `${path} is not a file.` };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const known = { ENOENT: `There is no file ${path}.`, EACCES: `You may not read ${path}.` };
    return { ok: false, message: known[code as keyof typeof known] ?? `${path} cannot be read: ${message}` };
  }
  return { ok: true, file: handles.offer(path) };
}

function platformName(): HostFacts['platform'] {
  const { platform } = process;
  return platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other';
}
