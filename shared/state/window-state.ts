// The state of one window: what the views are functions of, how the person got there, and the second panel. One value, serialisable,
// changed only by reduce().
import { emptyHistory, type History } from './history.ts';
import { initialSecondPanel, type SecondPanel } from './second-panel.ts';
import { initialViewState, type ViewState } from './view-state.ts';

export interface WindowState {
  readonly view: ViewState;
  readonly history: History;
  readonly second: SecondPanel;
}

export const initialWindowState: WindowState = {
  view: initialViewState,
  history: emptyHistory,
  second: initialSecondPanel,
};
