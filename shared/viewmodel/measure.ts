// How the costs of a view are to be read: the event type, its unit, and the base of its shares (S2, S15).
import type { Unit } from '../model/event-type.ts';

export interface Measure {
  readonly eventType: string;
  readonly label: string;
  readonly unit: Unit;
  /** The 100 % of shares; 0 where there is no cost at all (shares are then shown as "–"). */
  readonly base: number;
  /** What the base is, for headers and tooltips: `total`, `inclusive cost of run`. */
  readonly baseName: string;
  /** True: show shares of the base; false: show absolute costs. */
  readonly relative: boolean;
  /** Present where costs do not add up (S17): a ratio has no share, no bar and no area; it is shown as it is. */
  readonly ratio?: true;
}

/** A remark on a whole view: an estimate, a limit that hid something. */
export interface ViewNote {
  readonly kind: 'estimated' | 'limited' | 'info';
  readonly text: string;
  /** A few words of it for a narrow strip: `estimated below direct calls`. */
  readonly short?: string;
}
