// The second panel as a function of the window's state: it is about what is selected in the first panel, and selects for itself.
import { describe, expect, it } from 'vitest';
import type { Action } from '../../shared/state/actions.ts';
import { reduce } from '../../shared/state/reduce.ts';
import { actionOfSecond, viewOfSecond } from '../../shared/state/second-panel.ts';
import { initialWindowState, type WindowState } from '../../shared/state/window-state.ts';

const item = (index: number) => ({ kind: 'function', index }) as const;
const opened: WindowState = reduce(initialWindowState, { type: 'recording-opened', active: item(1) });
const stateAfter = (...actions: readonly Action[]) => actions.reduce(reduce, opened);
const inSecond = (...actions: readonly Action[]) => actions.map(actionOfSecond);

describe('the second panel', () => {
  it('is about the active item until something is selected', () => {
    expect(viewOfSecond(opened)).toMatchObject({ active: item(1), selected: undefined });
  });

  it('follows what is selected in the first, and stays there when the selection is taken away', () => {
    const state = stateAfter({ type: 'select', item: item(5) }, { type: 'select', item: undefined });
    expect(viewOfSecond(state).active).toEqual(item(5));
    expect(state.view.active).toEqual(item(1));
  });

  it('selects for itself: the first panel keeps its selection', () => {
    const state = stateAfter({ type: 'select', item: item(5) }, ...inSecond({ type: 'select', item: item(7) }));
    expect(state.view.selected).toEqual(item(5));
    expect(viewOfSecond(state)).toMatchObject({ active: item(5), selected: item(7) });
    expect(viewOfSecond(reduce(state, { type: 'select', item: item(6) })).selected).toBeUndefined();
  });

  it('makes active in the first panel what is made active in it', () => {
    const state = stateAfter({ type: 'select', item: item(5) }, ...inSecond({ type: 'activate', item: item(7) }));
    expect(state.view.active).toEqual(item(7));
    expect(state.history.items).toEqual([item(1), item(7)]);
    expect(viewOfSecond(state).active).toEqual(item(5));
  });

  it('comes up about an item that is to be shown in it, from either panel, and the first stays where it is', () => {
    const wanted: Action = { type: 'show-in-second', item: item(9) };
    for (const state of [stateAfter(wanted), stateAfter(...inSecond(wanted))]) {
      expect(state.second).toMatchObject({ isShown: true, active: item(9), selected: undefined });
      expect(state.view).toEqual(opened.view);
    }
  });

  it('shares everything else with the first', () => {
    const state = stateAfter(
      ...inSecond({ type: 'toggle', what: 'cycles' }, { type: 'set-map-limits', limits: { depth: 9 } }),
    );
    const { active, selected, ...first } = state.view;
    expect(viewOfSecond(state)).toEqual({ ...first, active, selected });
  });

  it('stays open where it stands when another recording is opened, and forgets the items of the old one', () => {
    const state = stateAfter(
      { type: 'toggle-second' },
      { type: 'set-second-side', side: 'below' },
      { type: 'select', item: item(5) },
      { type: 'recording-opened', active: item(2) },
    );
    expect(state.second).toEqual({ isShown: true, side: 'below', active: undefined, selected: undefined });
    expect(viewOfSecond(state).active).toEqual(item(2));
  });

  it('gives back the same state for what changes nothing', () => {
    const state = stateAfter({ type: 'select', item: item(5) });
    const same: readonly Action[] = [
      { type: 'select', item: item(5) },
      { type: 'select-in-second', item: undefined },
      { type: 'set-second-side', side: 'right' },
    ];
    for (const action of same) expect(reduce(state, action)).toBe(state);
  });
});
