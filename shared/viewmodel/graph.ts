// The call graph around an active item: nodes and edges with their values, no positions yet.
import type { ItemLabel } from './item.ts';
import type { Measure, ViewNote } from './measure.ts';

export interface GraphNode {
  /** itemKey() of its item. */
  readonly id: string;
  readonly label: ItemLabel;
  /** Cost spent here while the active item ran (below it), or share of its cost that came through here (above it) (S13). */
  readonly value: number;
  /** Global costs of the item. */
  readonly inclusive: number;
  readonly self: number;
  readonly focus: boolean;
  readonly estimated: boolean;
}

export interface GraphEdge {
  /** Ids of nodes. Equal for direct recursion: a loop. */
  readonly from: string;
  readonly to: string;
  /** null where call counts are not recorded. Never scaled: the calls that were made. */
  readonly calls: number | null;
  readonly value: number;
  /** Inside a cycle or a loop: listed, adds to no sum. */
  readonly recursive: boolean;
  readonly estimated: boolean;
}

export interface GraphModel {
  readonly kind: 'graph';
  readonly measure: Measure;
  /** Id of the active item's node. */
  readonly focus: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Left out because of the limits. */
  readonly hidden: { readonly nodes: number; readonly edges: number };
  readonly notes: readonly ViewNote[];
}
