// Digits of the shares in a table (S16). Far down in a list by cost everything would be `<0.01`: where the largest share in sight is smaller than
// the precision can tell apart, the column that the list is in order of has more digits, the same ones in all its rows. Only that column, and
// self costs where the order is that of inclusive ones: others may hold anything further down, and would change with every row.
import { isShare } from '../../shared/viewmodel/format-cell.ts';
import { type ColumnSpec, measureOfCell, type TableModel } from '../../shared/viewmodel/table.ts';

/** formatPercent has no more. */
const MOST_DIGITS = 10;

/** Digits behind the point so that the share in the row at the top of what is seen has two that count; `digits` or more. */
export function digitsInSight(model: TableModel, top: number, digits: number): number {
  const [key] = model.sort;
  const row = model.rows[top - model.start];
  const place = model.columns.findIndex(({ id }) => id === key?.column);
  const spec = model.columns[place];
  const value = row?.cells[place];
  if (row === undefined || spec === undefined || typeof value !== 'number') return digits;
  if (key?.direction !== 'descending' || model.grouping !== undefined) return digits;
  const measure = measureOfCell(model, row, spec);
  if (!isShare(spec, measure)) return digits;
  const percent = (100 * value) / measure.base;
  if (!(percent > 0 && percent < Math.min(1, 10 ** (1 - digits)))) return digits;
  return Math.min(MOST_DIGITS, 1 - Math.floor(Math.log10(percent)));
}

/** Whether the digits in sight are those of this column. */
export function followsOrder({ id }: ColumnSpec, [key]: TableModel['sort']): boolean {
  return id === key?.column || (id === 'self' && key?.column === 'inclusive');
}
