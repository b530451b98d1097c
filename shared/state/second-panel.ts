// The second panel: another set of views, about what is selected in the first one. A walk along selections then shows each item from two
// sides: the first panel stays where it is, the second follows. Its state is the window's, with an active and a selected item of its own.
import { type ItemRef, sameItem } from '../viewmodel/item.ts';
import type { Action } from './actions.ts';
import type { ViewState } from './view-state.ts';
import type { WindowState } from './window-state.ts';

export interface SecondPanel {
  readonly isShown: boolean;
  /** Where it stands. */
  readonly side: 'right' | 'below';
  /** What was selected last in the first panel; undefined: nothing yet, and the panel is about the active item. */
  readonly active: ItemRef | undefined;
  readonly selected: ItemRef | undefined;
}

export const initialSecondPanel: SecondPanel = {
  isShown: false,
  side: 'right',
  active: undefined,
  selected: undefined,
};

/** What the views of the second panel are functions of. */
export function viewOfSecond({ view, second }: WindowState): ViewState {
  return { ...view, active: second.active ?? view.active, selected: second.selected, trail: [] };
}

/** What an action that was made in the second panel means to the window: selecting stays there, everything else is the window's. */
export function actionOfSecond(action: Action): Action {
  return action.type === 'select' ? { type: 'select-in-second', item: action.item } : action;
}

/** The second panel after something was selected in the first; taking a selection away leaves it where it is. */
export function follow(second: SecondPanel, item: ItemRef | undefined): SecondPanel {
  if (item === undefined || sameItem(second.active, item)) return second;
  return { ...second, active: item, selected: undefined };
}

export function selectInSecond(second: SecondPanel, item: ItemRef | undefined): SecondPanel {
  return second.selected === item || sameItem(second.selected, item) ? second : { ...second, selected: item };
}
