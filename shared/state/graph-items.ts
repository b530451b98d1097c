// Exceptions from the graph's limits, node by node: hidden, pinned, opened one step further, closed. A node is in at most one of hidden
// and pinned, and in at most one of opened and closed.
import { type ItemRef, sameItem } from '../viewmodel/item.ts';
import type { GraphSettings } from './view-state.ts';

/** Show undoes hide, unpin undoes pin; expand and collapse undo each other. */
export type GraphItemChange = 'hide' | 'show' | 'pin' | 'unpin' | 'expand' | 'collapse';

/** The same settings if nothing changes. */
export function changeGraphItem(graph: GraphSettings, change: GraphItemChange, item: ItemRef): GraphSettings {
  switch (change) {
    case 'hide':
      if (contains(graph.hidden, item)) return graph;
      return { ...graph, hidden: [...graph.hidden, item], pinned: without(graph.pinned, item) };
    case 'show':
      return contains(graph.hidden, item) ? { ...graph, hidden: without(graph.hidden, item) } : graph;
    case 'pin':
      if (contains(graph.pinned, item)) return graph;
      return { ...graph, pinned: [...graph.pinned, item], hidden: without(graph.hidden, item) };
    case 'unpin':
      return contains(graph.pinned, item) ? { ...graph, pinned: without(graph.pinned, item) } : graph;
    case 'expand':
      return expand(graph, item);
    case 'collapse': {
      if (contains(graph.collapsed, item)) return graph;
      const expanded = graph.expanded.filter((one) => !sameItem(one.item, item));
      return { ...graph, expanded, collapsed: [...graph.collapsed, item] };
    }
  }
}

/** What was closed is as the limits say again; what was not shows a step more. */
function expand(graph: GraphSettings, item: ItemRef): GraphSettings {
  if (contains(graph.collapsed, item)) return { ...graph, collapsed: without(graph.collapsed, item) };
  const known = graph.expanded.find((one) => sameItem(one.item, item));
  const others = graph.expanded.filter((one) => one !== known);
  return { ...graph, expanded: [...others, { item, steps: (known?.steps ?? 0) + 1 }] };
}

function contains(items: readonly ItemRef[], item: ItemRef): boolean {
  return items.some((one) => sameItem(one, item));
}

function without(items: readonly ItemRef[], item: ItemRef): readonly ItemRef[] {
  return contains(items, item) ? items.filter((one) => !sameItem(one, item)) : items;
}
