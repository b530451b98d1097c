// What the header of the panel shows of the active item, wherever it is asked for.
import type { ItemLabel } from './item.ts';
import type { Measure } from './measure.ts';
import type { ColourName } from './own-colours.ts';

/** Header of the panel: the active item, its numbers, and the heaviest chain of callers above it (first = outermost). */
export interface ItemDetails {
  readonly label: ItemLabel;
  readonly fullName: string;
  /** Where the recording has a mangled name instead. */
  readonly recordedName?: string;
  /** What of it can have a colour of one's own; empty for a cycle. */
  readonly colourNames: readonly ColourName[];
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
