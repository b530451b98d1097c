// A window of rows of a table of any length. Cells are numbers and labels; presenters and the command line make text of them with format-*.ts.
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
  readonly visibleByDefault: boolean;
  /** First click sorts this way. */
  readonly firstDirection: 'ascending' | 'descending';
  /** In CSS pixels at 13 px base; 0 takes what is left. */
  readonly width: number;
}

export interface SortKey {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

/** null: the format does not say. */
export type Cell = number | string | null;

export interface TableRow {
  readonly label: ItemLabel;
  /** By column, same order as `columns`; the item column holds the name. */
  readonly cells: readonly Cell[];
  /** A call that stays inside a cycle or calls itself: its cost is listed but adds to no sum (S7, S8). */
  readonly recursive: boolean;
  readonly estimated: boolean;
  /** Why a number is unusual (S4): `calls carry no cost`, or undefined. */
  readonly note?: string;
}

export interface TableModel {
  readonly kind: 'table';
  readonly columns: readonly ColumnSpec[];
  readonly measure: Measure;
  /** Rows after search. */
  readonly rowCount: number;
  /** Rows before search. */
  readonly allRows: number;
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
