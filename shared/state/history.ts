// Where the person has been: the active items in order, and the place in that order. Back and forward only move the place;
// activating something new cuts off what lay ahead, as in a browser.
import { type ItemRef, sameItem } from '../viewmodel/item.ts';

export interface History {
  readonly items: readonly ItemRef[];
  /** Index of the active item in `items`; −1 while nothing is active. */
  readonly position: number;
}

const MAX_ITEMS = 200;

export const emptyHistory: History = { items: [], position: -1 };

/** The history after `item` became active; the same one if it is active already. */
export function visit(history: History, item: ItemRef): History {
  if (sameItem(history.items[history.position], item)) return history;
  const items = [...history.items.slice(0, history.position + 1), item].slice(-MAX_ITEMS);
  return { items, position: items.length - 1 };
}

/** The history at another of its places; the same one if there is no such place. */
export function moveTo(history: History, position: number): History {
  if (position === history.position || history.items[position] === undefined) return history;
  return { ...history, position };
}

const LONGEST_TRAIL = 50;

/** What was active before the active item, latest last. */
export function trailOf({ items, position }: History): readonly ItemRef[] {
  return items.slice(Math.max(0, position - LONGEST_TRAIL), Math.max(0, position));
}

export function canGoBack(history: History): boolean {
  return history.position > 0;
}

export function canGoForward(history: History): boolean {
  return history.position + 1 < history.items.length;
}
