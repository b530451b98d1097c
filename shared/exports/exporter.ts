// What an exporter is: a recording or a view as a file. One file an exporter; exporters.ts is the registry.
// Text comes in pieces, because a large recording does not fit into one string. Nothing here reads or writes files.
import type { Recording } from '../model/recording.ts';
import type { ItemLabel } from '../viewmodel/item.ts';
import type { ViewModel } from '../viewmodel/view-model.ts';

/** Writes a whole recording in a format that a profile viewer reads. */
export interface RecordingExporter {
  /** Stable, also `--to` of the command line. */
  readonly id: string;
  readonly label: string;
  /** Name endings that choose it, without dot. */
  readonly extensions: readonly string[];
  readonly mediaType: string;
  /** Why this recording cannot be written so, or undefined where it can. */
  unavailable(recording: Recording): string | undefined;
  /** `file`: base name of what was opened. */
  write(recording: Recording, file: string): Iterable<string>;
}

/** A view as it is seen, with all its rows. */
export interface SeenView {
  readonly recording: Recording;
  /** Base name of the file, for the JSON. */
  readonly file: string;
  readonly viewId: string;
  /** A graph or a map is one model; a table comes in windows of rows, in order. Never empty. */
  readonly models: Iterable<ViewModel>;
  /** The active item with its own numbers, where the view is about one. */
  readonly active?: ActiveItem;
  /** How a graph is laid out; absent: from top to bottom. */
  readonly graphShape?: {
    readonly direction: 'down' | 'right' | 'around';
    readonly spacing?: 'compact' | 'normal' | 'tall';
  };
}

export interface ActiveItem {
  readonly label: ItemLabel;
  readonly self: number;
  readonly inclusive: number;
  /** null where call counts are not recorded. */
  readonly calls: number | null;
}

/** Writes what a view shows, as text. */
export interface ViewExporter {
  /** Of the format in viewmodel/view-formats.ts: what it is called and which views it can write stands there. */
  readonly id: string;
  write(view: SeenView): Iterable<string>;
}
