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
  /** Id of the box it stands in; null: none. */
  readonly group: string | null;
  /** Shown whatever the limits. */
  readonly pinned: boolean;
  /** What lies behind it was closed by hand. */
  readonly collapsed: boolean;
  /** Call edges at it that carry cost and are not shown. */
  readonly skipped: number;
  /** Why its value is more than the total; absent where it is not. */
  readonly note?: string;
}

export interface GraphEdge {
  /** Ids of nodes. Equal for direct recursion: a loop. */
  readonly from: string;
  readonly to: string;
  /** null where call counts are not recorded. Never scaled: the calls that were made. */
  readonly calls: number | null;
  readonly value: number;
  /** Inclusive cost of all of these calls, whoever was active. */
  readonly cost: number;
  /** Inside a cycle or a loop: listed, adds to no sum. */
  readonly recursive: boolean;
  readonly estimated: boolean;
}

/** Calls at a node that are left out, added up: an arrow into it or out of it that begins or ends nowhere. */
export interface GraphStub {
  /** Id of the node. */
  readonly node: string;
  /** The node is the caller of these calls, or the callee. */
  readonly end: 'caller' | 'callee';
  /** How many call edges. */
  readonly edges: number;
  /** null where call counts are not recorded. Never scaled. */
  readonly calls: number | null;
  /** Their cost, as that of edges. Calls inside cycles are counted, but add no cost. */
  readonly value: number;
}

/** Functions of one module, file, namespace or cycle: a box around their nodes. */
export interface GraphGroup {
  readonly id: string;
  readonly title: string;
}

export interface GraphModel {
  readonly kind: 'graph';
  readonly measure: Measure;
  /** Id of the active item's node. */
  readonly focus: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Empty unless they were asked for. */
  readonly stubs: readonly GraphStub[];
  /** Boxes with a node in them. */
  readonly groups: readonly GraphGroup[];
  /** Values are what was spent while the active item ran, or whole inclusive costs. */
  readonly values: 'focused' | 'global';
  /** Hidden by hand, to be shown again. */
  readonly hiddenItems: readonly ItemLabel[];
  /** Left out because of the limits or by hand. */
  readonly hidden: { readonly nodes: number; readonly edges: number };
  /** Of the calls inside cycles some are left out because of their own limit. */
  readonly cutInner: boolean;
  readonly notes: readonly ViewNote[];
}
