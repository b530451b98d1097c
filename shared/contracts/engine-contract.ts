// What the engine answers. One type for every transport: WebSocket, MessagePort, direct call. Everything here is structured-clone-able and
// bounded by the screen. Parameters are checked at run time with parameter-schemas.ts before they reach the engine.
import type { ReadError } from '../model/diagnostic.ts';
import type { Formula, MergeChoice, ViewState } from '../state/view-state.ts';
import type { ItemLabel, ItemRef } from '../viewmodel/item.ts';
import type { ItemDetails } from '../viewmodel/item-details.ts';
import type { ItemIdentity } from '../viewmodel/item-identity.ts';
import type { RecordingSummary } from '../viewmodel/summary.ts';
import type { TriedFormula } from '../viewmodel/tried-formula.ts';
import type { ViewModel } from '../viewmodel/view-model.ts';
import type { ViewRequest } from '../views/view.ts';

export type { ItemDetails };

/** A file the person chose, as the host handed it out. Never a path that the page made up. */
export type FileHandle = string;

/** A file that the engine found by itself. */
export interface OfferedFile {
  readonly handle: FileHandle;
  /** Base name, for people. */
  readonly name: string;
}

export interface OpenParameters {
  /** Chosen by the caller, unique in this window: progress events and cancel() refer to it. */
  readonly openId: string;
  /** First is the file, further ones are parts of the same recording. */
  readonly files: readonly FileHandle[];
}

/** A recording that can be asked about. */
export interface OpenedRecording {
  readonly recordingId: string;
  readonly summary: RecordingSummary;
  readonly views: readonly ViewAvailability[];
  readonly milliseconds: number;
  /** Sibling files that look like further parts of it (S19): offered, never merged unasked. */
  readonly siblings: readonly OfferedFile[];
}

export type OpenResult =
  | ({ readonly ok: true } & OpenedRecording)
  | {
      readonly ok: false;
      readonly error: ReadError;
      /** What it could be instead: the parts beside a base file that callgrind left empty. */
      readonly siblings?: readonly OfferedFile[];
    };

export interface ViewAvailability {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly kind: 'table' | 'treemap' | 'graph' | 'flow' | 'code';
  /** Ids of viewmodel/view-formats.ts; empty where the view is unavailable. */
  readonly exports: readonly string[];
  /** Why this recording cannot fill it. */
  readonly unavailable?: string;
}

export interface ViewParameters {
  /** Who asks; a newer question drops an older one of the same asker alone. Absent: the first panel. */
  readonly asker?: 'second' | 'palette';
  readonly recordingId: string;
  readonly viewId: string;
  readonly state: ViewState;
  readonly request: ViewRequest;
}

export interface ExportParameters extends Omit<ViewParameters, 'request' | 'asker'> {
  /** Id of a text format of viewmodel/view-formats.ts. */
  readonly format: string;
  readonly sort?: ViewRequest['sort'];
  /** Tables of groups: which are open; without it all are. */
  readonly groups?: ViewRequest['groups'];
  /** Tables: only these rows, both ends of a range included. */
  readonly rows?: readonly { readonly from: number; readonly to: number }[];
  /** Tables: only these columns, in this order. */
  readonly columns?: readonly string[];
}

export interface TextFile {
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}

export interface EngineContract {
  open(parameters: OpenParameters): Promise<OpenResult>;
  /** Answers within 100 ms; the open() it refers to then fails with `cancelled`. */
  cancel(openId: string): Promise<void>;
  close(recordingId: string): Promise<void>;
  view(parameters: ViewParameters): Promise<ViewModel>;
  item(recordingId: string, item: ItemRef, state: ViewState): Promise<ItemDetails>;
  /** What a formula that is being written comes to, or what is wrong with it. */
  tryFormula(recordingId: string, formula: Formula, state: ViewState): Promise<TriedFormula>;
  /** The item a person means by the exact name; several for ambiguous names (at most 50). */
  findItems(recordingId: string, name: string): Promise<readonly ItemLabel[]>;
  /** The same items where functions are merged otherwise: numbered in `to` as they were in `from`. null for cycles and for what is not there. */
  mapItems(
    recordingId: string,
    items: readonly ItemRef[],
    merge: { readonly from: MergeChoice; readonly to: MergeChoice },
  ): Promise<readonly (ItemRef | null)[]>;
  /** What makes these items themselves, so that another reading of the files knows them again; null for what is not there. */
  identify(recordingId: string, items: readonly ItemRef[], state: ViewState): Promise<readonly (ItemIdentity | null)[]>;
  recognise(
    recordingId: string,
    identities: readonly ItemIdentity[],
    state: ViewState,
  ): Promise<readonly (ItemRef | null)[]>;
  /** From now on fileChanged is said of its files, or not any more. */
  watch(recordingId: string, on: boolean): Promise<void>;
  /** Asks the process that the recording is of for a dump: callgrind only. Which program is run is not the page's choice. */
  forceDump(recordingId: string): Promise<DumpResult>;
  /** A table, graph or map as a file: all rows, what is seen (order, search, mode). */
  export(parameters: ExportParameters): Promise<TextFile>;
  /** The whole recording in another format (exporters.ts), as bytes. */
  convert(
    recordingId: string,
    exporterId: string,
  ): Promise<{ readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }>;
}

export type DumpResult =
  | { readonly ok: true; readonly files: readonly OfferedFile[] }
  /** Why there is no dump, in a sentence. */
  | { readonly ok: false; readonly message: string };

export interface FileChanged {
  readonly recordingId: string;
  /** The files that it was read from are other ones now, and have stayed so for a moment. */
  readonly changed: boolean;
  /** All further parts beside it, where there are others than before. */
  readonly siblings?: readonly OfferedFile[];
}

export interface OpenProgress {
  readonly openId: string;
  readonly file: string;
  /** Of the file on disk (compressed bytes for compressed files). */
  readonly bytesRead: number;
  readonly bytesTotal: number | undefined;
  readonly stage: 'reading' | 'preparing';
}

/**
 * The beginning of a large file as a recording of its own, while the rest is still being read. Whoever shows it closes it once the whole
 * one is there; one that is cancelled or fails takes it along.
 */
export interface OpenPreview {
  readonly openId: string;
  readonly recording: OpenedRecording;
  /** Of the file on disk: how much the preview knows. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

/** What the engine says unasked. */
export interface EngineEvents {
  fileChanged(change: FileChanged): void;
  preview(preview: OpenPreview): void;
  progress(progress: OpenProgress): void;
}

export const engineEventNames: readonly (keyof EngineEvents)[] = ['progress', 'preview', 'fileChanged'];
