// A nested map: rectangles inside rectangles, area = value. Nodes stand in pre-order; node 0 is the active item, or the rectangle that is zoomed into.
import type { ItemLabel } from './item.ts';
import type { Measure, ViewNote } from './measure.ts';

export interface TreemapNode {
  /** Index of the rectangle it is in; −1 for the root. Parents come before children. */
  readonly parent: number;
  readonly label: ItemLabel;
  /** Area, in the measure's unit. Children of a node never add up to more than it. */
  readonly value: number;
  /** Its own cost on this path: what is left when its shown and hidden children are taken off, and `rest`. 0 in caller maps. */
  readonly self: number;
  /** What neither self cost nor children stand for: cost of calls whose callee has none in the file, or that enter a function again. Absent where there is none. */
  readonly rest?: number;
  /** Calls along this path (estimated below the first level of call-graph recordings); null where not recorded. */
  readonly calls: number | null;
  readonly estimated: boolean;
  /** Children that are too small or too deep to be sent, with their summed value. */
  readonly hiddenChildren: number;
  readonly hiddenValue: number;
  /** Why its value is more than the total; absent where it is not. */
  readonly note?: string;
}

/** A rectangle around the one that fills the map. */
export interface TreemapStep {
  readonly label: ItemLabel;
  readonly value: number;
}

export interface TreemapModel {
  readonly kind: 'treemap';
  readonly direction: 'callees' | 'callers';
  readonly measure: Measure;
  /** From the active item to the parent of node 0; empty where node 0 is the active item. */
  readonly path: readonly TreemapStep[];
  readonly nodes: readonly TreemapNode[];
  readonly notes: readonly ViewNote[];
}
