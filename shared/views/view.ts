// What a view is: a headless function from a recording and the state of the window to a view model. One file a view; views.ts is the registry.
import type { Sliced } from '../base/slices.ts';
import type { Recording } from '../model/recording.ts';
import type { ViewState } from '../state/view-state.ts';
import type { SortKey } from '../viewmodel/table.ts';
import type { ViewModel, ViewModelKind } from '../viewmodel/view-model.ts';
import type { Granted, Wishes } from './support/wishes.ts';

/** What the page can show of it just now: keeps the answer bounded by the screen. Fields that a kind does not use are ignored. */
export interface ViewRequest {
  /** Tables: first row and number of rows wanted (at most 1,000). */
  readonly start?: number;
  readonly count?: number;
  readonly sort?: readonly SortKey[];
  /** Tables of groups: which are open. All or none, but for those named (at most 10,000). */
  readonly groups?: { readonly all: boolean; readonly toggled: readonly number[] };
  /** Code: ids of the folds that are opened, or `*` for all of them. */
  readonly open?: readonly string[];
  /** Code: text to look for; what holds it is never folded. */
  readonly find?: string;
  /** Raised to ask the same again when the answer was `pending`, or when what a view is made from besides the recording has changed. */
  readonly again?: number;
}

export interface View {
  /** Stable: `functions`, `callers`, `callees`, `callee-map`, `caller-map`, `call-graph`. */
  readonly id: string;
  readonly title: string;
  /** One sentence for the tab's tooltip. */
  readonly description: string;
  readonly kind: Exclude<ViewModelKind, 'unavailable'>;
  /** True where event types that do not add up (ratios) can be shown; elsewhere a few words say why not. */
  readonly showsRatios?: true;
  /** Why this recording cannot fill the view, or undefined where it can. */
  unavailable(recording: Recording): string | undefined;
  /** The tables that select() needs, made with pauses: select() finds them and takes no more than a moment. */
  prepare?(recording: Recording, state: ViewState, request: ViewRequest): Sliced<void>;
  /** What select() needs besides the recording; absent where that is nothing. */
  wishes?(recording: Recording, state: ViewState): Wishes;
  /** `granted`: what was found of its wishes; without it, nothing was looked for yet. */
  select(recording: Recording, state: ViewState, request: ViewRequest, granted?: Granted): ViewModel;
}
