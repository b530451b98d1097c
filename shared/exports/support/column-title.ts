// What stands above a column of exact numbers: its title, and the event type and unit of costs.
import { type ColumnSpec, measureOfColumn, type TableModel } from '../../viewmodel/table.ts';

export function columnTitle(model: TableModel, column: ColumnSpec): string {
  if (column.kind !== 'cost') return column.title;
  const { eventType, unit } = measureOfColumn(model, column);
  return `${column.title} (${unit === 'count' ? eventType : unit})`;
}
