// What every presenter shows of the linked panes and says back: the active, selected and hovered item, actions, and a wish for the
// context menu of an item.
import type { Action } from '../../shared/state/actions.ts';
import type { ItemLabel, ItemRef } from '../../shared/viewmodel/item.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LinkedItems {
  readonly active: ItemRef | undefined;
  readonly selected: ItemRef | undefined;
  readonly hovered: ItemRef | undefined;
}

export interface ItemEvents {
  readonly dispatch: (action: Action) => void;
  readonly onHover: (item: ItemRef | undefined) => void;
  /** The context menu of an item, in client coordinates. */
  readonly onMenu: (label: ItemLabel, at: Point) => void;
}
