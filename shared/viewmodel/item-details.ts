// What the header of the panel shows of the active item, wherever it is asked for.
import type { ItemLabel } from './item.ts';
import type { Measure } from './measure.ts';

/** Header of the panel: the active item, its numbers, and the heaviest chain of callers above it (first = outermost). */
export interface ItemDetails {
  readonly label: ItemLabel;
  readonly fullName: string;
  readonly inclusive: number;
  readonly self: number;
  /** null where call counts are not recorded. */
  readonly calls: number | null;
  readonly primitiveCalls: number | null;
  readonly total: Measure;
  readonly callers: readonly ItemLabel[];
  /** Members, when the item is a cycle (at most 200 of memberCount, heaviest first). */
  readonly members?: readonly ItemLabel[];
  readonly memberCount?: number;
  /** Why the numbers are what they are: rule and values, one sentence each. */
  readonly explanation: readonly string[];
}
