// What a window is set to, item by item, when functions get other numbers: merged otherwise, or read again.
import { describe, expect, it } from 'vitest';
import type { Action } from '../../shared/state/actions.ts';
import { type MovedItem, namedItems } from '../../shared/state/named-items.ts';
import { reduce } from '../../shared/state/reduce.ts';
import { initialWindowState, type WindowState } from '../../shared/state/window-state.ts';

const item = (index: number) => ({ kind: 'function', index }) as const;
const moved = (from: number, to: number): MovedItem => ({ from: item(from), to: item(to) });

const set: WindowState = (
  [
    { type: 'recording-opened', active: item(1) },
    { type: 'change-graph-item', change: 'hide', item: item(2) },
    { type: 'change-graph-item', change: 'hide', item: item(3) },
    { type: 'change-graph-item', change: 'pin', item: item(4) },
    { type: 'change-graph-item', change: 'expand', item: item(5) },
    { type: 'change-graph-item', change: 'collapse', item: item(6) },
    { type: 'set-map-limits', limits: { stopAt: item(7), calleeZoom: [item(8), item(9)], callerZoom: [item(8)] } },
    { type: 'show-in-second', item: item(10) },
    { type: 'select-in-second', item: item(4) },
  ] satisfies readonly Action[]
).reduce(reduce, initialWindowState);

const merged = (...pairs: readonly MovedItem[]) =>
  reduce(set, {
    type: 'set-merge',
    merge: { recursion: true, contexts: false },
    active: item(1),
    history: set.history,
    moved: pairs,
    isSameActive: true,
  });

describe('items that a window is set to', () => {
  it('are those of graph, maps and second panel, each once', () => {
    expect(namedItems(set).map(({ index }) => index)).toEqual([2, 3, 4, 5, 6, 8, 9, 7, 10]);
    expect(namedItems(initialWindowState)).toEqual([]);
  });

  it('follow their functions to other numbers', () => {
    const state = merged(...[2, 3, 4, 5, 6, 7, 8, 9, 10].map((index) => moved(index, index + 20)));
    expect(state.view.graph).toMatchObject({
      hidden: [item(22), item(23)],
      pinned: [item(24)],
      expanded: [{ item: item(25), steps: 1 }],
      collapsed: [item(26)],
    });
    expect(state.view.map).toMatchObject({
      stopAt: item(27),
      calleeZoom: [item(28), item(29)],
      callerZoom: [item(28)],
    });
    expect(state.second).toEqual({ isShown: true, side: 'right', active: item(30), selected: item(24) });
  });

  it('are one where their functions have become one', () => {
    expect(merged(moved(2, 22), moved(3, 22)).view.graph.hidden).toEqual([item(22)]);
  });

  it('are forgotten where their functions are gone; a way with a step that is gone leads nowhere', () => {
    const state = merged(moved(4, 24), moved(8, 28));
    expect(namedItems(state)).toEqual([item(24), item(28)]);
    expect(state.view.map).toMatchObject({ stopAt: undefined, calleeZoom: [], callerZoom: [item(28)] });
    expect(state.second).toMatchObject({ isShown: true, active: undefined, selected: item(24) });
  });

  it('stay when the files are read again, but for zooms where another item is active now', () => {
    const state = reduce(set, {
      type: 'recording-reloaded',
      active: item(21),
      selected: undefined,
      history: [],
      position: -1,
      parts: undefined,
      moved: [moved(4, 24), moved(8, 28), moved(9, 29)],
      isSameActive: false,
    });
    expect(state.view.graph.pinned).toEqual([item(24)]);
    expect(state.view.map).toMatchObject({ calleeZoom: [], callerZoom: [] });
  });

  it('are all forgotten with another recording', () => {
    expect(namedItems(reduce(set, { type: 'recording-opened', active: item(0) }))).toEqual([]);
  });
});
