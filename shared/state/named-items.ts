// Items that a window's settings name: exceptions of the graph, stops and zooms of the maps, what the second panel is about. Where functions
// get other numbers (merged otherwise, read again), those that are still there come along and the others are forgotten.
import { type ItemRef, itemKey, sameItem } from '../viewmodel/item.ts';
import type { GraphSettings, MapLimits } from './view-state.ts';
import type { WindowState } from './window-state.ts';

/** An item under its old number and under its new one. */
export interface MovedItem {
  readonly from: ItemRef;
  readonly to: ItemRef;
}

/** Each once. What is active, selected or in the history is not among them. */
export function namedItems({ view: { graph, map }, second }: WindowState): readonly ItemRef[] {
  const named = [
    ...graph.hidden,
    ...graph.pinned,
    ...graph.expanded.map(({ item }) => item),
    ...graph.collapsed,
    ...map.calleeZoom,
    ...map.callerZoom,
    map.stopAt,
    second.active,
    second.selected,
  ];
  const byKey = new Map(named.flatMap((item) => (item === undefined ? [] : [[itemKey(item), item]])));
  return [...byKey.values()];
}

/**
 * The state with its named items under their new numbers. A zoom is a way from the active item: it is kept only where every step of it and
 * the item it begins at (`keepsZoom`) are still there.
 */
export function withMovedItems(state: WindowState, moved: readonly MovedItem[], keepsZoom: boolean): WindowState {
  const { view, second } = state;
  const byKey = new Map(moved.map(({ from, to }) => [itemKey(from), to]));
  const one = (item: ItemRef | undefined) => (item === undefined ? undefined : byKey.get(itemKey(item)));
  return {
    ...state,
    view: { ...view, graph: movedGraph(view.graph, one), map: movedMap(view.map, one, keepsZoom) },
    second: { ...second, active: one(second.active), selected: one(second.selected) },
  };
}

type Move = (item: ItemRef | undefined) => ItemRef | undefined;

function movedGraph(graph: GraphSettings, one: Move): GraphSettings {
  const { hidden, pinned, expanded, collapsed } = graph;
  if ([hidden, pinned, expanded, collapsed].every((items) => items.length === 0)) return graph;
  const all = (items: readonly ItemRef[]) => onceEach(items.flatMap((item) => one(item) ?? []));
  const opened = expanded.flatMap(({ item, steps }) => {
    const to = one(item);
    return to === undefined ? [] : [{ item: to, steps }];
  });
  return {
    ...graph,
    hidden: all(hidden),
    pinned: all(pinned),
    collapsed: all(collapsed),
    expanded: opened.filter(({ item }, place) => opened.findIndex((other) => sameItem(other.item, item)) === place),
  };
}

/** Several functions may have become one. */
function onceEach(items: readonly ItemRef[]): readonly ItemRef[] {
  return items.filter((item, place) => items.findIndex((other) => sameItem(other, item)) === place);
}

function movedMap(map: MapLimits, one: Move, keepsZoom: boolean): MapLimits {
  const way = (zoom: readonly ItemRef[]): readonly ItemRef[] => {
    const steps = zoom.flatMap((item) => one(item) ?? []);
    return keepsZoom && steps.length === zoom.length ? steps : [];
  };
  return { ...map, stopAt: one(map.stopAt), calleeZoom: way(map.calleeZoom), callerZoom: way(map.callerZoom) };
}
