// A table as it is seen, as comma-separated values. Costs are absolute and exact whatever the window shows of them, and what the
// table shows of a function as one short text stands behind it in full.
import type { CodeModel } from '../viewmodel/code.ts';
import { measureOfColumn, type TableModel } from '../viewmodel/table.ts';
import type { SeenView, ViewExporter } from './exporter.ts';
import { csvLine } from './support/csv-lines.ts';

export const csvExporter: ViewExporter = {
  id: 'csv',
  *write(view: SeenView): Generator<string> {
    let missing: readonly LabelColumn[] | undefined;
    let begun = false;
    for (const model of view.models) {
      if (model.kind === 'code') {
        if (!begun) yield codeHeaderLine(model);
        begun = true;
        yield codeLines(model);
      }
      if (model.kind !== 'table') continue;
      const added = missing ?? missingColumns(model);
      if (missing === undefined) yield headerLine(model, added);
      missing = added;
      // Totals of groups between their functions would be added to them by whoever sums the column up: each function names its group instead.
      const rows = model.rows.filter((row) => row.tree?.group === undefined);
      const isGrouped = model.grouping !== undefined;
      yield rows
        .map(({ label, cells, measure, tree }) => {
          const unit = measure === undefined ? [] : [measure.unit];
          const group = isGrouped ? [tree?.path ?? ''] : [];
          return csvLine([...cells, ...added.map((id) => label[id]), ...unit, ...group]);
        })
        .join('');
    }
  },
};

/** Fields of a row's label that make a function itself. */
const labelColumns = ['file', 'module', 'line'] as const;
type LabelColumn = (typeof labelColumns)[number];

function missingColumns({ columns, rows }: TableModel): LabelColumn[] {
  // Rows that stand for settings have no place.
  if (rows[0]?.choice !== undefined) return [];
  return labelColumns.filter((id) => !columns.some((column) => column.id === id));
}

/** The unit stands with the column, or in a column of its own where every row has another. */
function headerLine(model: TableModel, added: readonly LabelColumn[]): string {
  const perRow = model.rows[0]?.measure !== undefined;
  const ids = model.columns.map((column) => {
    return column.kind === 'cost' && !perRow ? `${column.id} (${measureOfColumn(model, column).unit})` : column.id;
  });
  const group = model.grouping === undefined ? [] : ['group'];
  return csvLine([...ids, ...added, ...(perRow ? ['unit'] : []), ...group]);
}

/** Lines and calls of code, one a row; a call stands behind the line that makes it. */
function codeHeaderLine(model: CodeModel): string {
  const ids = model.columns.map((column) => {
    return column.kind === 'cost' ? `${column.id} (${measureOfColumn(model, column).unit})` : column.id;
  });
  return csvLine(['row', 'file', ...ids, 'calls', 'callee', 'callee file', 'text']);
}

function codeLines({ rows, sections }: CodeModel): string {
  return rows
    .map((row) => {
      if (row.type === 'call') {
        return csvLine(['call', null, ...row.cells, row.calls, row.label.name, row.label.file, null]);
      }
      if (row.type !== 'line') return '';
      const { text } = sections[row.source?.section ?? row.section];
      const file = text.state === 'none' ? null : text.recorded;
      return csvLine(['line', file, ...row.cells, null, null, null, row.text]);
    })
    .join('');
}
