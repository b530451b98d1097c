// A table of the window as text: some of its columns, formatted as the window formats them.
import { formatCell, isShare } from '../../shared/viewmodel/format-cell.ts';
import { formatCalls } from '../../shared/viewmodel/format-count.ts';
import { type ColumnSpec, measureOfCell, type TableModel, type TableRow } from '../../shared/viewmodel/table.ts';
import type { Terminal } from './terminal.ts';
import { textTable } from './text-table.ts';

/** `tables`: windows of rows of one table. `columns`: ids, in order; those that the table lacks are left out. */
export function viewTable(
  tables: readonly TableModel[],
  columns: readonly string[],
  digits: number,
  terminal: Terminal,
): string {
  const [{ columns: specs }] = tables;
  const shown = columns.flatMap((id) => specs.filter((spec) => spec.id === id));
  const primitive = specs.findIndex((spec) => spec.id === 'primitive-calls');
  const cellText = (row: TableRow, spec: ColumnSpec): string => {
    const cell = row.cells[specs.indexOf(spec)];
    if (spec.id === 'calls' && typeof cell === 'number') {
      const first = primitive < 0 ? null : row.cells[primitive];
      return formatCalls(cell, typeof first === 'number' ? first : null);
    }
    if (spec.kind === 'item') return marked(row);
    const measure = measureOfCell(tables[0], row, spec);
    const { text } = formatCell(cell, spec, measure, digits);
    return isShare(spec, measure) && text !== '–' ? `${text} %` : text;
  };
  const titles = shown.map(({ title, kind }) => {
    return { title, align: kind === 'item' || kind === 'text' ? ('left' as const) : ('right' as const) };
  });
  const rows = tables.flatMap((table) => table.rows.map((row) => shown.map((spec) => cellText(row, spec))));
  const width = terminal.isOutputSeen ? terminal.width : undefined;
  return textTable(titles, rows, { colour: terminal.colour, width });
}

/** The name with what a number alone would not say: its cycle, recursion, estimates. */
function marked({ label, recursive, estimated, tree }: TableRow): string {
  const indent = '  '.repeat(tree?.depth ?? 0);
  if (tree?.group !== undefined) return `${indent}${label.name}${estimated ? ' (inclusive at most)' : ''}`;
  const cycle = label.item.kind === 'function' && label.cycle !== null ? ` <cycle ${label.cycle}>` : '';
  return `${indent}${label.name}${cycle}${recursive ? ' (recursive)' : ''}${estimated ? ' (estimated)' : ''}`;
}
