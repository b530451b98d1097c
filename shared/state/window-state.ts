// The state of one window: what the views are functions of, and how the person got there. One value, serialisable, changed
// only by reduce().
import { emptyHistory, type History } from './history.ts';
import { initialViewState, type ViewState } from './view-state.ts';

export interface WindowState {
  readonly view: ViewState;
  readonly history: History;
}

export const initialWindowState: WindowState = { view: initialViewState, history: emptyHistory };
