// Which columns of a table are shown, how wide, and what a click on a header sorts by. Pure: the presenter draws what this says.
import type { ColumnSpec, SortKey, TableModel } from '../../shared/viewmodel/table.ts';

export interface ColumnChoice {
  readonly widths: Readonly<Record<string, number>>;
  readonly visible: Readonly<Record<string, boolean>>;
}

export interface ShownColumn<Spec extends ColumnSpec = ColumnSpec> {
  readonly spec: Spec;
  /** Place of its cell in a row's `cells`. */
  readonly index: number;
  /** In CSS pixels; 0: `flex` says its part of what is left. */
  readonly width: number;
  readonly flex: number;
}

export const MIN_WIDTH = 40;
/** See table.css. */
export const GAPS_BESIDE_TEXT = 18;
/** Of a column that takes what is left: a name is worth more than a place. */
const LEAST_NAME_WIDTH = 120;
const LEAST_TEXT_WIDTH = 72;
/** Names get more of the room than places do. */
const TEXT_FLEX = 0.72;

/** A name with fewer pixels tells nothing; beside it a text with fewer. */
const READABLE_NAME = 132;
const READABLE_TEXT = 130;

/**
 * Those that the pane has room for: names first. What a person asked for stays, and so do the first cost and what the rows are in order of.
 */
export function columnsThatFit(
  all: readonly ShownColumn[],
  room: number,
  { visible, kept }: { readonly visible: ColumnChoice['visible']; readonly kept: string | undefined },
): readonly ShownColumn[] {
  if (room <= 0) return all;
  const firstCost = all.find(({ spec }) => spec.kind === 'cost')?.spec.id;
  const candidates = all
    .filter(({ spec }) => rankOf(spec) >= 0 && visible[spec.id] !== true && spec.id !== firstCost && spec.id !== kept)
    .sort((a, b) => rankOf(a.spec) - rankOf(b.spec) || b.index - a.index);
  const shown = new Set(all);
  for (const candidate of candidates) {
    if (readableWidth([...shown]) <= room) break;
    shown.delete(candidate);
  }
  return all.filter((column) => shown.has(column));
}

/** Which goes first: places, then costs per call, counts, and the self costs before the inclusive ones. −1: never. */
function rankOf(spec: ColumnSpec): number {
  if (spec.kind === 'item') return -1;
  if (spec.kind === 'text') return 0;
  if (spec.kind !== 'cost') return 2;
  if (spec.absolute === true) return 1;
  if (spec.bar === 'self' || spec.id.startsWith('self')) return spec.second === true ? 3 : 4;
  return 5;
}

function readableWidth(columns: readonly ShownColumn[]): number {
  const least = ({ spec, width }: ShownColumn) =>
    width > 0 ? width : spec.kind === 'item' ? READABLE_NAME : READABLE_TEXT;
  return columns.reduce((sum, column) => sum + least(column), 0);
}

/** The item column is always shown: a row without a name is nothing. */
export function shownColumns(model: Pick<TableModel, 'columns'>, choice: ColumnChoice): readonly ShownColumn[] {
  const shown: ShownColumn[] = [];
  model.columns.forEach((spec, index) => {
    if (spec.kind !== 'item' && !(choice.visible[spec.id] ?? spec.visibleByDefault)) return;
    const flex = spec.kind === 'item' ? 1 : spec.kind === 'text' && spec.fixedWidth !== true ? TEXT_FLEX : 0;
    const width = choice.widths[spec.id] ?? (flex > 0 ? 0 : spec.width);
    shown.push({ spec, index, width, flex });
  });
  return shown;
}

export function sameColumns(a: readonly ShownColumn[], b: readonly ShownColumn[]): boolean {
  const isSame = (one: ShownColumn, other: ShownColumn | undefined) =>
    one.spec === other?.spec && one.index === other.index && one.width === other.width && one.flex === other.flex;
  return a.length === b.length && a.every((one, i) => isSame(one, b[i]));
}

/** Of all cells of a column: rows are flex boxes, which browsers lay out in less time than grids. */
export interface CellStyle {
  readonly flex: string;
  readonly minWidth?: number;
}

/** Of a column with bars whose width nobody has changed. */
const WIDEST_BAR = 132;
/** Percent of the pane that such a column takes, by how many of them there are: with more of them names would have no room. */
const barPercents = [undefined, 16, 14, 12, 12];
/** Beside more than one text. */
const PERCENT_BESIDE_TEXTS = 11;
/** Percent that one column of places takes; where there is much room half of what is more than this; and its most pixels. */
const PLACE_PERCENT = 20;
const PLACE_BEYOND = 500;
const WIDEST_PLACE = 340;

interface GrowingWidth {
  readonly least: number;
  readonly percent: number;
  /** Or half of what the table has more than this. */
  readonly beyond?: number;
  readonly most: number;
}

/** Widths of a column that take a part of the table's; undefined: it takes what it is given, or what is left. */
function growingWidth({ spec, width }: ShownColumn, among: readonly ShownColumn[]): GrowingWidth | undefined {
  const bars = barPercents[among.filter((other) => other.spec.bar !== undefined).length];
  const isAmongTexts = among.filter((other) => other.spec.kind === 'text').length > 1;
  const percent = bars !== undefined && isAmongTexts ? PERCENT_BESIDE_TEXTS : bars;
  if (percent !== undefined && spec.bar !== undefined && width === spec.width) {
    return { least: width, percent, most: WIDEST_BAR };
  }
  if (width !== 0 || spec.kind === 'item') return undefined;
  const hasName = among.some((other) => other.width === 0 && other.spec.kind === 'item');
  const texts = among.filter((other) => other.width === 0 && other.spec.kind !== 'item').length;
  if (!hasName || texts !== 1) return undefined;
  return { least: LEAST_TEXT_WIDTH, percent: PLACE_PERCENT, beyond: PLACE_BEYOND, most: WIDEST_PLACE };
}

/**
 * Bars are to be compared: their columns take a part of the pane, and one column of places beside names no more than places need. Names get what is
 * left, and before they are cut to nothing the others give way.
 */
export function cellStyles(columns: readonly ShownColumn[]): readonly CellStyle[] {
  return columns.map((column) => {
    const growing = growingWidth(column, columns);
    if (growing !== undefined) {
      const { least, percent, beyond, most } = growing;
      const wanted = beyond === undefined ? `${percent}%` : `max(${percent}%, 50% - ${beyond / 2}px)`;
      return { flex: `0 1 clamp(${least}px, ${wanted}, ${most}px)`, minWidth: least };
    }
    if (column.width !== 0) return { flex: `0 0 ${column.width}px` };
    return { flex: `${flexOf(column)} 1 0px`, minWidth: leastFlexible(column) };
  });
}

function flexOf({ flex }: ShownColumn): number {
  return Math.max(flex, 0.1);
}

/** Widths of the columns of a table that is `room` wide, in CSS pixels; where they have to give way, what each has at least. */
export function leastWidths(columns: readonly ShownColumn[], room: number): readonly number[] {
  const whole = Math.max(room, leastWidth(columns));
  const fixed = columns.map((column) => {
    const growing = growingWidth(column, columns);
    if (growing === undefined) return column.width;
    const { least, percent, beyond = Number.POSITIVE_INFINITY, most } = growing;
    return Math.max(least, Math.min(Math.max((whole * percent) / 100, (whole - beyond) / 2), most));
  });
  const left = whole - fixed.reduce((sum, width) => sum + width, 0);
  const flexes = columns.map((column, i) => (fixed[i] === 0 ? flexOf(column) : 0));
  const all = flexes.reduce((sum, flex) => sum + flex, 0);
  const shares = flexes.map((flex) => (all === 0 ? 0 : (left * flex) / all));
  const isShort = columns.some((column, i) => fixed[i] === 0 && (shares[i] ?? 0) < leastFlexible(column));
  return columns.map((column, i) => {
    const width = fixed[i] ?? 0;
    if (width > 0) return isShort ? (growingWidth(column, columns)?.least ?? width) : width;
    return isShort ? leastFlexible(column) : (shares[i] ?? 0);
  });
}

/** Below this the table scrolls sideways. */
export function leastWidth(columns: readonly ShownColumn[]): number {
  return columns.reduce((sum, column) => sum + (column.width === 0 ? leastFlexible(column) : column.width), 0);
}

function leastFlexible({ spec }: ShownColumn): number {
  return spec.kind === 'item' ? LEAST_NAME_WIDTH : LEAST_TEXT_WIDTH;
}

export function isRightAligned(spec: ColumnSpec): boolean {
  return spec.kind === 'cost' || spec.kind === 'count' || spec.kind === 'ratio';
}

/** A click on a header: a new first key, or the other direction. With Shift: a second key, or its other direction. */
export function nextSort(sort: readonly SortKey[], column: ColumnSpec, second: boolean): readonly SortKey[] {
  const [first, other] = sort;
  const fresh: SortKey = { column: column.id, direction: column.firstDirection };
  if (first === undefined) return [fresh];
  if (!second) return first.column === column.id ? [reversed(first)] : [fresh];
  if (first.column === column.id) return [reversed(first), ...(other === undefined ? [] : [other])];
  return [first, other?.column === column.id ? reversed(other) : fresh];
}

function reversed(key: SortKey): SortKey {
  return { ...key, direction: key.direction === 'ascending' ? 'descending' : 'ascending' };
}
