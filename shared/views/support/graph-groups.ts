// The boxes of a call graph: which module, file, namespace or cycle a node stands in; namespaces are those that the function list groups by.
// A node whose place is not known stands in none.
import type { FunctionIndex } from '../../model/indices.ts';
import type { GraphGrouping } from '../../state/view-state.ts';
import type { GraphGroup } from '../../viewmodel/graph.ts';
import type { ItemLabel } from '../../viewmodel/item.ts';
import { cycleName } from './item-labels.ts';

export interface GraphGroups {
  /** Id of the group of each label, in the order of the labels; null: none. */
  readonly groupOf: readonly (string | null)[];
  readonly groups: readonly GraphGroup[];
}

interface Place {
  /** Tells groups apart. */
  readonly key: string;
  readonly title: string;
}

/** `scopeOf`: the namespace or class of a function, undefined for one that stands in none. */
export function groupLabels(
  labels: readonly ItemLabel[],
  grouping: GraphGrouping,
  scopeOf: (f: FunctionIndex) => string | undefined,
): GraphGroups {
  const groups = new Map<string, GraphGroup>();
  const groupOf = labels.map((label) => {
    const place = label.item.kind === 'cycle' ? undefined : placeOf(label, grouping, scopeOf);
    if (place === undefined) return null;
    const group = groups.get(place.key) ?? { id: `g${groups.size}`, title: place.title };
    groups.set(place.key, group);
    return group.id;
  });
  return { groupOf, groups: [...groups.values()] };
}

function placeOf(
  label: ItemLabel,
  grouping: GraphGrouping,
  scopeOf: (f: FunctionIndex) => string | undefined,
): Place | undefined {
  switch (grouping) {
    case 'none':
      return undefined;
    case 'module':
      return label.module === null ? undefined : { key: label.module, title: lastComponent(label.module) };
    case 'file':
      // The location is the shortest path that tells the file apart, with a line.
      return label.file === null ? undefined : { key: label.file, title: label.location.replace(/(?::\d+)+$/, '') };
    case 'namespace': {
      const scope = scopeOf(label.item.index as FunctionIndex);
      return scope === undefined ? undefined : { key: scope, title: scope };
    }
    case 'cycle':
      return label.cycle === null ? undefined : { key: String(label.cycle), title: cycleName(label.cycle - 1) };
  }
}

function lastComponent(path: string): string {
  return path.replace(/^.*[\\/](?=.)/, '');
}
