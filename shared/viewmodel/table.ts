// A window of rows of a table of any length. Cells are numbers and labels; presenters and the command line make text of them with format-*.ts.
import type { Grouping } from './grouping.ts';
import type { ItemLabel } from './item.ts';
import type { Measure, ViewNote } from './measure.ts';

/** cost: in the measure's unit, shown absolute or as a share; count: whole number of calls; item: the row's label; text; ratio: plain number. */
export type ColumnKind = 'cost' | 'count' | 'item' | 'text' | 'ratio';

export interface ColumnSpec {
  /** Stable: `inclusive`, `self`, `calls`, `function`, `location`, `inclusive-per-call`, … Also the CSV header and the sort key. */
  readonly id: string;
  readonly title: string;
  /** One sentence for the header's tooltip: what the number is. */
  readonly description: string;
  readonly kind: ColumnKind;
  /** Draws a bar of cost ÷ base behind the number. */
  readonly bar?: 'inclusive' | 'self';
  /** Shares of it would mean little (a cost per call): shown absolute even when the measure is relative. */
  readonly absolute?: boolean;
  /** Its costs are those of the second event type: read by TableModel.second. */
  readonly second?: true;
  readonly visibleByDefault: boolean;
  /** First click sorts this way. */
  readonly firstDirection: 'ascending' | 'descending';
  /** In CSS pixels at 13 px base; 0 takes what is left. Texts take a part of what is left unless their width is fixed. */
  readonly width: number;
  readonly fixedWidth?: true;
}

export interface SortKey {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

/** null: the format does not say. */
export type Cell = number | string | null;

export interface Breakdown {
  /** Id of the column. */
  readonly column: string;
  /** What it shows: `Inclusive cost by distance`. */
  readonly title: string;
  /** Values are costs in the measure's unit. */
  readonly entries: readonly { readonly name: string; readonly value: number }[];
}

export interface TableRow {
  readonly label: ItemLabel;
  /** By column, same order as `columns`; the item column holds the name. */
  readonly cells: readonly Cell[];
  /** A call that stays inside a cycle or calls itself: its cost is listed but adds to no sum (S7, S8). */
  readonly recursive: boolean;
  readonly estimated: boolean;
  /** Ids of the columns that are estimated, where not all of them are. */
  readonly estimatedCells?: readonly string[];
  /** How a cell is made up, for its tooltip: the distances behind `2–4 (3)`. */
  readonly breakdown?: Breakdown;
  /** Why a number is unusual (S4): `calls carry no cost`, or undefined. */
  readonly note?: string;
  /** How the costs of this row are to be read, where rows differ (event types, parts). */
  readonly measure?: Measure;
  /** How the self cost is to be read, where it is a share of the self cost of a group (S15). */
  readonly selfMeasure?: Measure;
  /** Where it stands among groups, or below its cycle; absent in tables that are flat. */
  readonly tree?: TreePlace;
  /** What a click on the row chooses, where the row is no item. Its label's item is then NO_ITEM. */
  readonly choice?: RowChoice;
}

export interface TreePlace {
  /** 0 at the top. */
  readonly depth: number;
  /** Path of the group it is, or is in; empty where there are no groups. */
  readonly path: string;
  /** The row is a group; its label's item is then NO_ITEM, or the cycle that it is. */
  readonly group?: {
    readonly id: number;
    readonly by: Grouping;
    readonly expanded: boolean;
    /** Functions in it and below it that are listed. */
    readonly functions: number;
  };
}

/** A row that stands for a setting of the window. */
export type RowChoice =
  | {
      readonly kind: 'event-type';
      readonly name: string;
      /** What it is in the window now. */
      readonly role: 'first' | 'second' | undefined;
      /** False for a formula that means nothing in this recording. */
      readonly usable: boolean;
      /** A formula of the person's, to be changed and removed. */
      readonly own: boolean;
    }
  | { readonly kind: 'part'; readonly part: number; readonly chosen: boolean };

/** Cycles are rows beside functions: 789 functions and a cycle are 790 rows. */
export interface ItemCount {
  readonly functions: number;
  readonly cycles: number;
}

export interface CountedItems {
  /** That meet the search. */
  readonly listed: ItemCount;
  /** Before the search, in the group that is shown alone. */
  readonly all: ItemCount;
  /** Of the recording as it is looked at: merged or not, with idle time or without. */
  readonly recording: ItemCount;
}

export interface TableModel {
  readonly kind: 'table';
  readonly columns: readonly ColumnSpec[];
  readonly measure: Measure;
  /** Of the columns of the second event type; absent where none is chosen. */
  readonly second?: Measure;
  /** Rows after search. */
  readonly rowCount: number;
  /** What the rows are grouped by; absent where they are not. */
  readonly grouping?: Grouping;
  /** Rows before search. */
  readonly allRows: number;
  /** Function list: what its rows are. */
  readonly counted?: CountedItems;
  /** Row number of rows[0]. */
  readonly start: number;
  readonly rows: readonly TableRow[];
  readonly sort: readonly SortKey[];
  readonly notes: readonly ViewNote[];
  /** Function list: row number of the active item, for bringing it into sight; absent where it is not listed. */
  readonly activeRow?: number;
  /** Set when the search text could not be understood. */
  readonly searchError?: string;
}

/** How a cost in this cell is to be read. */
export function measureOfCell(model: Pick<TableModel, 'measure' | 'second'>, row: TableRow, spec: ColumnSpec): Measure {
  if (row.measure !== undefined) return row.measure;
  if (row.selfMeasure !== undefined && spec.id === 'self') return row.selfMeasure;
  return measureOfColumn(model, spec);
}

/** How the costs of a column are to be read where no row says otherwise. */
export function measureOfColumn(
  { measure, second }: Pick<TableModel, 'measure' | 'second'>,
  spec: ColumnSpec,
): Measure {
  return spec.second === true && second !== undefined ? second : measure;
}
