// What the page asks of the program it runs in, whichever that is: Electron or the browser host.
import type { OwnKeys } from '../commands/key-table.ts';
import type { RecalledView } from '../state/recalled-view.ts';
import type { Formula, MachineSettings, PictureHabits, ReadingHabits } from '../state/view-state.ts';
import type { OwnColour } from '../viewmodel/own-colours.ts';
import type { SourceRule } from '../viewmodel/source-rules.ts';
import type { FileHandle } from './engine-contract.ts';

export interface PickedFile {
  readonly handle: FileHandle;
  /** Base name, for people. */
  readonly name: string;
}

export interface RecentFile extends PickedFile {
  /** Whole path, shown as a tooltip. */
  readonly path: string;
  /** What it was when it was last opened. */
  readonly format: string;
  /** `612 ms`, ready to be shown. */
  readonly total: string;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
}

export interface Sample extends PickedFile {
  readonly title: string;
  readonly description: string;
}

export interface Settings {
  readonly theme: 'system' | 'light' | 'dark';
  readonly percentDigits: number;
  /** Serialised dock layout of this program version; the page validates it. */
  readonly layout: string | undefined;
  /** Where a further recording goes. */
  readonly openIn: 'tab' | 'same-tab';
  /** Open the recordings of the last time when the program is started without a file. */
  readonly restoreSession: boolean;
  /** A click in the function list or in the heaviest stack makes active, as KCachegrind's does; else it selects. */
  readonly clickActivates: boolean;
  /** What is done when files of an open recording are written anew. */
  readonly onChange: 'nothing' | 'offer' | 'reload';
  /** A person's own event types, by what was profiled; the program used last stands last. */
  readonly formulas: readonly ProgramFormulas[];
  /** Command that opens a source file at a line, `%f` and `%l` in it; empty: an editor that is found here. */
  readonly editor: string;
  /** What a new tab begins with: as the person set it last, in any. */
  readonly habits: ReadingHabits;
  /** What graph, maps and control flow begin with. */
  readonly pictures: PictureHabits;
  /** How machine code is shown. */
  readonly machine: MachineSettings;
  /** Colours by name that the person gave, the latest last. */
  readonly ownColours: readonly OwnColour[];
  /** Keys of commands that the person changed. */
  readonly shortcuts: OwnKeys;
}

export interface ProgramFormulas {
  /** The profiled command, or what stands for it. */
  readonly program: string;
  readonly formulas: readonly Formula[];
}

export interface HostFacts {
  readonly kind: 'electron' | 'browser';
  readonly platform: 'linux' | 'darwin' | 'win32' | 'other';
  readonly version: string;
  /** The host has a dialog of its own for files on the machine that it runs on. The browser host has none: the page asks for a path or uploads. */
  readonly nativeDialogs: boolean;
  /** Files given on the command line. */
  readonly openAtStart: readonly PickedFile[];
  /** The recordings of the last time, to be opened again: the files of each tab. Empty where something else is opened, or it is not wanted. */
  readonly session: readonly (readonly PickedFile[])[];
}

export interface CommandState {
  readonly id: string;
  readonly enabled: boolean;
  /** Present for switches. */
  readonly checked?: boolean;
}

/** Done, or in words why not. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** How the window was left for a program that was profiled. */
export interface ProgramMemory {
  readonly view: RecalledView;
  /** Name of the layout. */
  readonly layout: string;
  readonly active?: { readonly name: string; readonly location: string } | undefined;
}

export interface HostContract {
  facts(): Promise<HostFacts>;
  /** The open dialog; empty when the person cancels. */
  pickFiles(): Promise<readonly PickedFile[]>;
  /** A path that the person typed or pasted (browser host on a remote machine). The error says what is wrong with it. */
  fileAtPath(
    path: string,
  ): Promise<{ readonly ok: true; readonly file: PickedFile } | { readonly ok: false; readonly message: string }>;
  /** A dropped or uploaded file whose bytes only the page has: stored by the host for this session, in pieces of at most 4 MiB. */
  beginUpload(name: string, size: number): Promise<FileHandle>;
  uploadPiece(handle: FileHandle, bytes: Uint8Array): Promise<void>;
  endUpload(handle: FileHandle): Promise<PickedFile>;
  /** Its bytes are removed. */
  cancelUpload(handle: FileHandle): Promise<void>;
  recentFiles(): Promise<readonly RecentFile[]>;
  rememberRecent(handle: FileHandle, format: string, total: string): Promise<void>;
  forgetRecent(handle: FileHandle): Promise<void>;
  /** `program`: its command. null for one that was never seen. */
  recallProgram(program: string): Promise<ProgramMemory | null>;
  rememberProgram(program: string, memory: ProgramMemory): Promise<void>;
  forgetPrograms(): Promise<void>;
  /** What is open in the tabs of a window, for the next start. */
  rememberSession(tabs: readonly (readonly FileHandle[])[]): Promise<void>;
  samples(): Promise<readonly Sample[]>;
  settings(): Promise<Settings>;
  changeSettings(change: Partial<Settings>): Promise<Settings>;
  /** Where the person said that source files are. */
  sourceRules(): Promise<readonly SourceRule[]>;
  /** Keeps a rule; the message says what is wrong with its paths. */
  addSourceRule(rule: SourceRule): Promise<Outcome>;
  removeSourceRule(rule: SourceRule): Promise<void>;
  /** The system's dialog for a source file or a folder of them; undefined when the person cancels, or where there is no such dialog. */
  pickSourcePath(kind: 'file' | 'folder'): Promise<string | undefined>;
  /** Starts the person's editor; `handle` is of a source file that was found. */
  openInEditor(handle: FileHandle, line: number): Promise<Outcome>;
  /** Asks where to save and writes; false when the person cancels. In the browser the page downloads instead and this is not called. */
  saveFile(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Another window without a recording. In the browser the page opens one itself and this is not called. */
  newWindow(): Promise<void>;
  /** What can be done just now, for the host's menu; a host without one does nothing. */
  showCommandStates(states: readonly CommandState[]): Promise<void>;
  /** Window title. */
  setTitle(title: string): Promise<void>;
  /** A new engine after the old one died. */
  restartEngine(): Promise<void>;
}

/** What the host says unasked. */
export interface HostEvents {
  /** A menu item or accelerator of the host: a command id of commands/commands.ts. */
  command(id: string): void;
  /** A file was opened from outside: second instance, file association, drop on the dock icon. */
  openFiles(files: readonly PickedFile[]): void;
  /** The engine's process ended without being asked to. */
  engineDied(reason: string): void;
}
