// Digits of the shares in a table (S16). Far down in a list by cost everything would be `<0.01`: where the largest share in sight is smaller than
// the precision can tell apart, the column that the list is in order of has more digits, the same ones in all its rows. Only that column, and
// self costs where the order is that of inclusive ones: others may hold anything further down, and would change with every row.
import { isShare } from '../../shared/viewmodel/format-cell.ts';
import { type ColumnSpec, measureOfCell, type TableModel } from '../../shared/viewmodel/table.ts';
import { GAPS_BESIDE_TEXT } from './table-columns.ts';

/** formatPercent has no more. */
const MOST_DIGITS = 10;
/** `<0.` before the digits. */
const SIGNS = 3;

interface DigitLimits {
  /** What was said before: holds while the row at the top is not there yet, so that fast scrolling does not write all rows twice. */
  readonly before?: number;
  /** That the column has room for. */
  readonly most: number;
}

/**
 * Digits behind the point so that the share in the row at the top of what is seen has two that count; `digits` or more.
 */
export function digitsInSight(
  model: TableModel,
  top: number,
  digits: number,
  { before = digits, most }: DigitLimits = { most: MOST_DIGITS },
): number {
  const [key] = model.sort;
  const row = model.rows[top - model.start];
  const place = model.columns.findIndex(({ id }) => id === key?.column);
  const spec = model.columns[place];
  const value = row?.cells[place];
  if (spec === undefined || key?.direction !== 'descending' || model.grouping !== undefined) return digits;
  if (row === undefined) return top < model.rowCount ? before : digits;
  if (typeof value !== 'number') return digits;
  const measure = measureOfCell(model, row, spec);
  if (!isShare(spec, measure)) return digits;
  const percent = (100 * value) / measure.base;
  if (!(percent > 0 && percent < Math.min(1, 10 ** (1 - digits)))) return digits;
  return Math.max(digits, Math.min(most, 1 - Math.floor(Math.log10(percent))));
}

/** Digits behind the point that the narrowest of the columns that follow the order has room for; `digitWidth` in CSS pixels, as the widths. */
export function digitsThatFit(
  columns: readonly { readonly spec: ColumnSpec }[],
  widths: readonly number[],
  sort: TableModel['sort'],
  digitWidth: number,
): number {
  let most = MOST_DIGITS;
  columns.forEach(({ spec }, i) => {
    if (!followsOrder(spec, sort)) return;
    most = Math.min(most, Math.floor(((widths[i] ?? 0) - GAPS_BESIDE_TEXT) / digitWidth) - SIGNS);
  });
  return Math.max(0, most);
}

/** Whether the digits in sight are those of this column. */
export function followsOrder({ id }: ColumnSpec, [key]: TableModel['sort']): boolean {
  return id === key?.column || (id === 'self' && key?.column === 'inclusive');
}
