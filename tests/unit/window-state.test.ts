// Actions on the state of a window: what is active and selected, the way back, the switches. State is plain data: whole values are compared.
import { describe, expect, it } from 'vitest';
import type { Action } from '../../shared/state/actions.ts';
import { canGoBack, canGoForward, emptyHistory, moveTo, visit } from '../../shared/state/history.ts';
import { reduce } from '../../shared/state/reduce.ts';
import { picturesOf } from '../../shared/state/view-state.ts';
import { initialWindowState, type WindowState } from '../../shared/state/window-state.ts';
import type { ItemRef } from '../../shared/viewmodel/item.ts';

const item = (index: number): ItemRef => ({ kind: 'function', index });
const activate = (index: number): Action => ({ type: 'activate', item: item(index) });

function stateAfter(...actions: readonly Action[]): WindowState {
  return actions.reduce(reduce, initialWindowState);
}

describe('the history', () => {
  it('goes back and forward over what was active', () => {
    const there = stateAfter(activate(1), activate(2), activate(3));
    expect(there.view.active).toEqual(item(3));
    const back = reduce(reduce(there, { type: 'back' }), { type: 'back' });
    expect(back.view.active).toEqual(item(1));
    expect([canGoBack(back.history), canGoForward(back.history)]).toEqual([false, true]);
    expect(reduce(back, { type: 'forward' }).view.active).toEqual(item(2));
  });

  it('forgets what lay ahead when something else becomes active', () => {
    const state = stateAfter(activate(1), activate(2), { type: 'back' }, activate(7));
    expect(state.history).toEqual({ items: [item(1), item(7)], position: 1 });
  });

  it('has one place for an item that is made active twice running', () => {
    const once = visit(emptyHistory, item(1));
    expect(visit(once, item(1))).toBe(once);
    expect(visit(once, { kind: 'cycle', index: 1 }).items).toHaveLength(2);
  });

  it('has no place before the first, after the last or between', () => {
    const history = visit(visit(emptyHistory, item(1)), item(2));
    for (const nowhere of [-1, 2, 0.5]) expect(moveTo(history, nowhere)).toBe(history);
  });

  it('keeps the latest 200 places, at the last of which the person is', () => {
    let history = emptyHistory;
    for (let index = 0; index < 1000; index++) history = visit(history, item(index));
    expect(history.items[0]).toEqual(item(800));
    expect(history.items[history.position]).toEqual(item(999));
    expect(history.items).toHaveLength(200);
  });

  it('goes to any of its places at once and keeps the others', () => {
    const state = stateAfter(activate(1), activate(2), activate(3), { type: 'go-to', position: 0 });
    expect(state.view.active).toEqual(item(1));
    expect(state.history.items).toHaveLength(3);
  });
});

describe('an action', () => {
  it('that changes nothing gives back the same state, so that nobody asks again', () => {
    const state = stateAfter(activate(1), { type: 'select', item: item(2) }, { type: 'search', text: 'x' });
    const idle: readonly Action[] = [
      activate(1),
      { type: 'select', item: item(2) },
      { type: 'search', text: 'x' },
      { type: 'forward' },
      { type: 'go-to', position: 5 },
      { type: 'set-event-type', name: undefined },
    ];
    for (const action of idle) expect(reduce(state, action), action.type).toBe(state);
  });

  it('of making active leaves what was active selected, so that the eye finds it again', () => {
    const state = stateAfter(activate(1), activate(2));
    expect([state.view.active, state.view.selected]).toEqual([item(2), item(1)]);
  });

  it('of opening a recording forgets items and search, and keeps what a person set', () => {
    const state = stateAfter(
      activate(1),
      { type: 'search', text: 'x' },
      { type: 'toggle', what: 'shorten-names' },
      { type: 'set-graph', change: { minNode: 0.1 } },
      { type: 'recording-opened', active: item(9) },
    );
    expect(state.history).toEqual({ items: [item(9)], position: 0 });
    expect(state.view).toMatchObject({ active: item(9), selected: undefined, search: '', names: 'without-templates' });
    expect(state.view.graph.minNode).toBe(0.1);
  });

  it('of asking for shares of the parent turns shares on, and taking them back leaves shares', () => {
    const absolute = stateAfter({ type: 'toggle', what: 'relative' });
    expect(absolute.view.mode).toEqual({ relative: false, toParent: false });
    const toParent = reduce(absolute, { type: 'toggle', what: 'to-parent' });
    expect(toParent.view.mode).toEqual({ relative: true, toParent: true });
    expect(reduce(toParent, { type: 'toggle', what: 'to-parent' }).view.mode).toEqual({
      relative: true,
      toParent: false,
    });
  });

  it('changes one limit and leaves its neighbours', () => {
    const { graph } = stateAfter({ type: 'set-graph', change: { callerDepth: 5 } }).view;
    expect(graph).toEqual({ ...initialWindowState.view.graph, callerDepth: 5 });
  });

  it('hides, pins, opens and closes nodes of the graph, one way at a time', () => {
    const change = (what: 'hide' | 'show' | 'pin' | 'unpin' | 'expand' | 'collapse') =>
      ({ type: 'change-graph-item', change: what, item: item(3) }) as const;
    const exceptions = (...changes: Parameters<typeof change>[0][]) => {
      const { hidden, pinned, expanded, collapsed } = stateAfter(...changes.map(change)).view.graph;
      return { hidden, pinned, expanded, collapsed };
    };
    const nothing = { hidden: [], pinned: [], expanded: [], collapsed: [] };
    expect(exceptions('hide', 'pin')).toEqual({ ...nothing, pinned: [item(3)] });
    expect(exceptions('pin', 'hide', 'hide')).toEqual({ ...nothing, hidden: [item(3)] });
    expect(exceptions('hide', 'show', 'pin', 'unpin')).toEqual(nothing);
    expect(exceptions('expand', 'expand')).toEqual({ ...nothing, expanded: [{ item: item(3), steps: 2 }] });
    expect(exceptions('expand', 'collapse')).toEqual({ ...nothing, collapsed: [item(3)] });
    expect(exceptions('collapse', 'expand')).toEqual(nothing);
  });

  it('of opening a recording forgets what was done to nodes, whose numbers mean others now', () => {
    const hide = { type: 'change-graph-item', change: 'hide', item: item(3) } as const;
    const opened = stateAfter(hide, { type: 'recording-opened', active: item(9) });
    expect(opened.view.graph).toEqual(initialWindowState.view.graph);
  });

  it('changes how the graph is drawn and nothing else of it', () => {
    const { graph } = stateAfter({ type: 'set-graph-picture', change: { direction: 'right' } }).view;
    const before = initialWindowState.view.graph;
    expect(graph).toEqual({ ...before, picture: { ...before.picture, direction: 'right' } });
  });

  it('takes over limits and drawing of pictures, and leaves what belongs to the recording', () => {
    const hide = { type: 'change-graph-item', change: 'hide', item: item(3) } as const;
    const set = stateAfter(
      { type: 'set-graph', change: { minNode: 0.01, callerDepth: 5 } },
      { type: 'set-map-picture', picture: { border: 1 } },
      { type: 'set-flow', change: { direction: 'right' } },
      hide,
    );
    const pictures = picturesOf(set.view);
    expect([Object.keys(pictures.graph).includes('hidden'), Object.keys(pictures.map)]).toEqual([
      false,
      ['depth', 'minShare', 'picture'],
    ]);
    const { graph, map, flow } = reduce(initialWindowState, { type: 'set-pictures', pictures }).view;
    expect([graph, map, flow]).toEqual([{ ...set.view.graph, hidden: [] }, set.view.map, set.view.flow]);
  });

  it('keeps the digits of shares between 0 and 5', () => {
    const digits = [-3, 2.4, 99].map(
      (wanted) => stateAfter({ type: 'set-percent-digits', digits: wanted }).view.percentDigits,
    );
    expect(digits).toEqual([0, 2, 5]);
  });

  it('leaves a state that survives being written down', () => {
    const state = stateAfter(activate(1), { type: 'toggle', what: 'cycles' }, { type: 'search', text: 'a' });
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });
});
