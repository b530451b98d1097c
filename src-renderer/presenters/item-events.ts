// What every presenter shows of the linked panes and says back: the active, selected and hovered item, actions, and a wish for the
// context menu of an item.
import type { Action } from '../../shared/state/actions.ts';
import type { ItemLabel, ItemRef } from '../../shared/viewmodel/item.ts';
import type { RowChoice } from '../../shared/viewmodel/table.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LinkedItems {
  readonly active: ItemRef | undefined;
  readonly selected: ItemRef | undefined;
  readonly hovered: ItemRef | undefined;
}

/** What was done with a row that stands for a setting: chosen alone, added or taken away, all up to it, or chosen again (double click). */
export type ChoiceGesture = 'one' | 'toggle' | 'range' | 'again';

export interface ChoiceEvents {
  readonly onChoose: (choice: RowChoice, gesture: ChoiceGesture) => void;
  readonly onChoiceMenu: (choice: RowChoice, at: Point) => void;
}

export interface ItemEvents {
  readonly dispatch: (action: Action) => void;
  readonly onHover: (item: ItemRef | undefined) => void;
  /** The context menu of an item, in client coordinates. */
  readonly onMenu: (label: ItemLabel, at: Point) => void;
}
