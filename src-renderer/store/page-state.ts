// Everything the page knows: the window's state (serialisable, changed by actions alone) and what belongs to this run of the page:
// the open recording, what is being opened, what went wrong, which dialog is up.
import type { OpenProgress, OpenResult } from '../../shared/contracts/engine-contract.ts';
import type { HostFacts, PickedFile, RecentFile, Sample, Settings } from '../../shared/contracts/host-contract.ts';
import { initialSettings } from '../../shared/contracts/initial-settings.ts';
import type { Formula } from '../../shared/state/view-state.ts';
import { initialWindowState, type WindowState } from '../../shared/state/window-state.ts';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import type { Measure, ViewNote } from '../../shared/viewmodel/measure.ts';
import type { ColourKind, ColourName } from '../../shared/viewmodel/own-colours.ts';
import type { CountedItems, SortKey } from '../../shared/viewmodel/table.ts';
import { initialWindowLayout, type WindowLayout } from './window-layout.ts';

type Opened = Extract<OpenResult, { readonly ok: true }>;
type Refused = Extract<OpenResult, { readonly ok: false }>;

export interface OpenRecording extends Omit<Opened, 'ok'> {
  /** What was asked for, to open it again. */
  readonly files: readonly PickedFile[];
  /** It is the beginning of a file that is still being read: how much of it, in bytes of the file on disk. */
  readonly partial?: { readonly bytesRead: number; readonly bytesTotal: number };
}

export interface Opening {
  readonly openId: string;
  readonly files: readonly PickedFile[];
  /** performance.now() when it began. */
  readonly startedAt: number;
  readonly progress: OpenProgress | undefined;
  /** Bytes that the page is still sending to a host elsewhere; undefined once the engine reads. */
  readonly uploading: { readonly sent: number; readonly size: number } | undefined;
}

/** A file that could not be opened, or a thing that could not be done, in words for people. */
export interface Failure {
  readonly title: string;
  readonly file: string | undefined;
  readonly error: Refused['error'];
  /** What to open when the person tries again. */
  readonly files: readonly PickedFile[];
  /** What to open instead. */
  readonly siblings?: readonly PickedFile[];
}

export interface ColourSubject {
  readonly names: readonly ColourName[];
  readonly kind: ColourKind;
}

export type Dialog =
  | 'formula'
  | 'colour'
  | 'palette'
  | 'shortcuts'
  | 'open-path'
  | 'problems'
  | 'settings'
  | 'save-layout'
  | 'rename-layout'
  | 'several-files';

/** What the frame around a view shows of the model inside it. */
export interface ViewHeadline {
  readonly notes: readonly ViewNote[];
  readonly measure: Measure | undefined;
  /** The function list: how many of its rows are functions, and how many cycles. */
  readonly counted?: CountedItems;
  readonly searchError?: string;
  /** The search that the rows meet; absent while they are those of an older one. */
  readonly search?: string;
  readonly firstRow?: ItemRef;
  readonly sort?: readonly SortKey[];
  readonly columns?: readonly { readonly id: string; readonly title: string; readonly visibleByDefault: boolean }[];
  /** Ids of the columns that the pane has room for, with blanks between. */
  readonly fitting?: string;
}

/** All or none, but for those named. */
export interface OpenGroups {
  /** The grouping that the numbers belong to. */
  readonly key: string;
  readonly all: boolean;
  readonly toggled: readonly number[];
}

export interface PageState {
  readonly window: WindowState;
  readonly facts: HostFacts | undefined;
  readonly settings: Settings;
  readonly recentFiles: readonly RecentFile[];
  readonly samples: readonly Sample[];
  readonly recording: OpenRecording | undefined;
  /** Active when the whole recording took the place of its first look: tables stay where they were scrolled to. */
  readonly settledOn: ItemRef | undefined;
  readonly opening: Opening | undefined;
  readonly failure: Failure | undefined;
  /** Why the engine ended; undefined while it lives. */
  readonly engineDied: string | undefined;
  /** Under the pointer, in any pane. */
  readonly hovered: ItemRef | undefined;
  /** The heaviest caller of the active item, once the engine named it. */
  readonly up: ItemRef | undefined;
  /** The files on disk are other ones than those that were read; `problem`: why they could not be read again by themselves. */
  readonly onDisk: { readonly problem: string | undefined } | undefined;
  /** The offer of further parts was turned down: it waits in the status bar. */
  readonly siblingsDeclined: boolean;
  readonly dialog: Dialog | undefined;
  /** Chosen together, and alike by name: one recording in parts, or several? */
  readonly several: readonly PickedFile[];
  /** The section of the settings that is shown; undefined: the first. */
  readonly settingsSection: string | undefined;
  /** What the formula dialog begins with; `original`: the name of the one that is changed, undefined for a new one. */
  readonly formulaDraft: { readonly original: string | undefined; readonly formula: Formula };
  /** What the colour dialog is about: the things that can have one, and the one it begins with. */
  readonly colourSubject: ColourSubject;
  /** The view used last: what the Export menu exports. */
  readonly viewInUse: string;
  /** By itemKey(): items that were active, for the history menu. */
  readonly itemNames: Readonly<Record<string, { readonly name: string; readonly location: string }>>;
  /** By view id. */
  readonly headlines: Readonly<Record<string, ViewHeadline>>;
  /** Groups of the function list that are open: see open-groups.ts. */
  readonly openGroups: OpenGroups;
  readonly layout: WindowLayout;
  /** The layout that the panes stand in. */
  readonly layoutName: string;
  /** Grows when the panes are to be arranged anew though the layout's name stays. */
  readonly arrangement: number;
  /** Something that was done, for a few seconds: `Saved run-callee-map.svg`. */
  readonly announcement: string;
}

export const initialPageState: PageState = {
  window: initialWindowState,
  facts: undefined,
  settings: initialSettings,
  recentFiles: [],
  samples: [],
  recording: undefined,
  settledOn: undefined,
  opening: undefined,
  failure: undefined,
  engineDied: undefined,
  hovered: undefined,
  up: undefined,
  onDisk: undefined,
  siblingsDeclined: false,
  dialog: undefined,
  several: [],
  settingsSection: undefined,
  formulaDraft: { original: undefined, formula: { name: '', label: '', text: '' } },
  colourSubject: { names: [], kind: 'function' },
  viewInUse: 'functions',
  itemNames: {},
  headlines: {},
  openGroups: { key: '', all: false, toggled: [] },
  layout: initialWindowLayout,
  layoutName: initialWindowLayout.first,
  arrangement: 0,
  announcement: '',
};
