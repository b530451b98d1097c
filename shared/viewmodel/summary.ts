// What the window shows of a recording as a whole: status bar, event type menu, problem panel, start page.
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Unit } from '../model/event-type.ts';
import type { Facts, Family } from '../model/recording.ts';
import type { Grouping } from './grouping.ts';
import type { ItemRef } from './item.ts';

export interface EventTypeSummary {
  readonly name: string;
  readonly label: string;
  readonly unit: Unit;
  /** Sum of self costs of all parts, idle time left out. */
  readonly total: number;
  readonly derived: boolean;
  /** `Ir + 10 Bm` for derived ones. */
  readonly formula?: string;
}

export interface PartSummary {
  /** Name of the file it was read from. */
  readonly file: string;
  readonly pid: number | null;
  readonly thread: number | null;
  readonly part: number | null;
  readonly label: string | null;
}

export interface RecordingSummary {
  readonly file: string;
  readonly format: string;
  readonly formatLabel: string;
  readonly creator: string | null;
  readonly command: string | null;
  readonly family: Family;
  readonly eventTypes: readonly EventTypeSummary[];
  readonly preferredEventType: string;
  /** Ratios that can be shown as well, although no file holds them. */
  readonly ratios: readonly EventTypeSummary[];
  readonly parts: readonly PartSummary[];
  readonly counts: {
    readonly functions: number;
    readonly edges: number;
    readonly contexts: number;
    readonly samples: number;
    /** `null`: not counted yet, because they are made, of instructions or of samples, when first asked for. */
    readonly lines: number | null;
  };
  readonly facts: Facts;
  readonly diagnostics: readonly Diagnostic[];
  readonly properties: readonly { readonly name: string; readonly value: string }[];
  /** What to make active first: `main` if it is there, else the root with the largest inclusive cost; undefined for an empty recording. */
  readonly firstActive?: ItemRef;
  /** Where it holds no function: that nothing was recorded, and what it usually comes from. */
  readonly nothingRecorded?: string;
  /** What the names keep apart and can be merged: levels of recursion, callers. */
  readonly separations: { readonly recursion: boolean; readonly contexts: boolean };
  /** What functions can be grouped by: more than one group each, and cycles. */
  readonly groupings: readonly Grouping[];
  /** All functions whose place is known stand in the same file: colours by file tell functions apart there (S20). */
  readonly isOneFile: boolean;
  /** True where idle time was recorded and can be counted in. */
  readonly hasIdle: boolean;
  /** Names of functions that a compiler mangled, shown as the source has them; counted on a few hundred where there are many. */
  readonly mangledNames: number;
}
