// What a command is: one thing a person can do, whichever way: toolbar, menu, palette or keyboard. A command either is an
// action on the window's state or names an effect that the host of the command carries out (a dialog, a download, the focus).
import type { Action } from '../state/actions.ts';
import type { History } from '../state/history.ts';
import type { SecondPanel } from '../state/second-panel.ts';
import type { ViewState } from '../state/view-state.ts';
import type { Grouping } from '../viewmodel/grouping.ts';
import type { ItemRef } from '../viewmodel/item.ts';

export type CommandGroup = 'file' | 'export' | 'view' | 'layout' | 'panes' | 'go' | 'help';

/** What only the page can do. */
export type Effect =
  | 'open'
  | 'open-path'
  | 'reload'
  | 'close'
  | 'convert-callgrind'
  | 'focus-search'
  | 'next-pane'
  | 'previous-pane'
  | 'new-formula'
  | 'add-files'
  | 'force-dump'
  | 'watch-files'
  | 'reload-on-change'
  | 'palette'
  | 'shortcuts'
  | 'problems'
  | 'settings'
  | 'new-tab'
  | 'new-window'
  | 'next-tab'
  | 'previous-tab'
  | `layout-${string}`
  | `pane-${string}`
  | `theme-${'light' | 'dark' | 'system'}`
  | `show-${string}`
  | `merge-${string}`
  | `export-${string}`;

/** Everything `enabled` and `checked` may look at. */
export interface CommandContext {
  readonly view: ViewState;
  readonly history: History;
  readonly second: SecondPanel;
  readonly recordingOpen: boolean;
  /** The heaviest caller of the active item. */
  readonly up: ItemRef | undefined;
  readonly hasIdle: boolean;
  /** Names of functions that a compiler mangled. */
  readonly mangledNames: number;
  /** What names keep apart and can be merged. */
  readonly separations: { readonly recursion: boolean; readonly contexts: boolean };
  /** What the functions of the open recording can be grouped by. */
  readonly groupings: readonly Grouping[];
  readonly noteCount: number;
  /** A recording by callgrind that says of which process it is. */
  readonly partCount: number;
  readonly canForceDump: boolean;
  readonly onChange: 'nothing' | 'offer' | 'reload';
  readonly theme: 'system' | 'light' | 'dark';
  /** File formats that the view which was used last can be exported to. */
  readonly exportFormats: readonly string[];
  /** Name of the arrangement of the panes. */
  readonly layoutName: string;
  /** It came with the program: it can be restored, not renamed or deleted. */
  readonly layoutIsPreset: boolean;
  readonly tabCount: number;
  readonly hostKind: 'electron' | 'browser';
  /** The keys of every command, as they are now. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
}

export type CommandWork =
  | { readonly kind: 'action'; readonly action: (context: CommandContext) => Action | undefined }
  | { readonly kind: 'effect'; readonly effect: Effect };

export interface Command {
  /** Stable: menus, tests and the host name commands by it. */
  readonly id: string;
  /** Sentence case, a verb where it does something; ends in `…` where a question follows. */
  readonly title: string;
  readonly group: CommandGroup;
  /** Commands of one group with the same section stand together in a menu, between separators. */
  readonly section: number;
  /** The usual keys, in the notation of shortcut.ts, the first is the one shown; which there are: see key-table.ts. */
  readonly shortcuts?: readonly string[];
  readonly work: CommandWork;
  readonly enabled: (context: CommandContext) => boolean;
  /** Present for switches. */
  readonly checked?: (context: CommandContext) => boolean;
}
