// Everything that can change the state of a window. Actions are plain data: commands, presenters and tests all speak them.

import type { Grouping, GroupRef } from '../viewmodel/grouping.ts';
import type { ColourMode } from '../viewmodel/hue.ts';
import type { ItemRef } from '../viewmodel/item.ts';
import type { OwnColour } from '../viewmodel/own-colours.ts';
import type { NameForm } from '../viewmodel/shorten-name.ts';
import type { GraphItemChange } from './graph-items.ts';
import type { History } from './history.ts';
import type { MovedItem } from './named-items.ts';
import type { RecalledView } from './recalled-view.ts';
import type {
  FlowSettings,
  Formula,
  GraphPictureSettings,
  GraphSettings,
  MachineSettings,
  MapLimits,
  MapPictureSettings,
  MergeChoice,
  OwnBlockDetail,
  PictureHabits,
  ReadingHabits,
} from './view-state.ts';

/** The switches of the toolbar. */
export type Toggle = 'relative' | 'to-parent' | 'cycles' | 'shorten-names' | 'mangled' | 'idle' | 'part-columns';

export type Action =
  /** A recording was opened: item numbers mean something new, so active, selected and history start over. */
  | { readonly type: 'recording-opened'; readonly active: ItemRef | undefined }
  /** As the person left it when the same program was looked at before. */
  | { readonly type: 'recall'; readonly view: RecalledView }
  /** The same files were read again: everything stays as it was, as far as it was found again under its new number. */
  | {
      readonly type: 'recording-reloaded';
      readonly active: ItemRef | undefined;
      readonly selected: ItemRef | undefined;
      readonly history: readonly ItemRef[];
      readonly position: number;
      readonly parts: readonly number[] | undefined;
      /** Of namedItems(): those that were found again. */
      readonly moved: readonly MovedItem[];
      /** What is active now is what was active before. */
      readonly isSameActive: boolean;
    }
  /** Every pane is about this item from now on. */
  | { readonly type: 'activate'; readonly item: ItemRef }
  /** Highlighted in every pane. */
  | { readonly type: 'select'; readonly item: ItemRef | undefined }
  /** Highlighted in the second panel alone. */
  | { readonly type: 'select-in-second'; readonly item: ItemRef | undefined }
  /** The second panel comes up if it is not there, and is about this item. */
  | { readonly type: 'show-in-second'; readonly item: ItemRef }
  | { readonly type: 'toggle-second' }
  | { readonly type: 'set-second-side'; readonly side: 'right' | 'below' }
  | { readonly type: 'back' }
  | { readonly type: 'forward' }
  /** To a place of the history, as the history menu offers them. */
  | { readonly type: 'go-to'; readonly position: number }
  | { readonly type: 'toggle'; readonly what: Toggle }
  /** undefined: the recording's preferred one. */
  | { readonly type: 'set-event-type'; readonly name: string | undefined }
  /** undefined: none. */
  | { readonly type: 'set-second-event'; readonly name: string | undefined }
  | { readonly type: 'set-formulas'; readonly formulas: readonly Formula[] }
  /** Numbers of the active parts; undefined or none: all. */
  | { readonly type: 'set-parts'; readonly parts: readonly number[] | undefined }
  | { readonly type: 'set-name-form'; readonly form: NameForm }
  /** Items have new numbers then: those that stay come with them, the others are forgotten. */
  | {
      readonly type: 'set-merge';
      readonly merge: MergeChoice;
      readonly active: ItemRef | undefined;
      readonly history: History;
      readonly moved: readonly MovedItem[];
      readonly isSameActive: boolean;
    }
  | { readonly type: 'set-grouping'; readonly grouping: Grouping }
  /** undefined: the function list shows everything again. */
  | { readonly type: 'show-within'; readonly group: GroupRef | undefined }
  | { readonly type: 'search'; readonly text: string }
  /** S9; kept between 0 and 1. */
  | { readonly type: 'set-cycle-cut'; readonly share: number }
  | { readonly type: 'set-colours'; readonly colours: ColourMode }
  | { readonly type: 'set-own-colours'; readonly colours: readonly OwnColour[] }
  | { readonly type: 'set-graph'; readonly change: Partial<GraphSettings> }
  | { readonly type: 'set-graph-picture'; readonly change: Partial<GraphPictureSettings> }
  /** Hide, pin, open or close one node of the graph, or undo that. */
  | { readonly type: 'change-graph-item'; readonly change: GraphItemChange; readonly item: ItemRef }
  | { readonly type: 'set-map-limits'; readonly limits: Partial<Omit<MapLimits, 'picture'>> }
  | { readonly type: 'set-map-picture'; readonly picture: Partial<MapPictureSettings> }
  /** As the person reads numbers and names in every window. */
  | { readonly type: 'set-habits'; readonly habits: ReadingHabits }
  /** Kept between 0 and 500. */
  | { readonly type: 'set-context-lines'; readonly lines: number }
  | { readonly type: 'set-pictures'; readonly pictures: PictureHabits }
  | { readonly type: 'set-machine'; readonly change: Partial<MachineSettings> }
  | { readonly type: 'set-flow'; readonly change: Partial<FlowSettings> }
  /** One block of the control flow; undefined: it shows what all do. */
  | { readonly type: 'set-flow-block'; readonly block: string; readonly detail: OwnBlockDetail['detail'] | undefined }
  /** Kept between 0 and 5. */
  | { readonly type: 'set-percent-digits'; readonly digits: number };
