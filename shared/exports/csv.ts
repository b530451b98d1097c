// A table as it is seen, as comma-separated values. Costs are absolute and exact whatever the window shows of them, and what the
// table shows of a function as one short text stands behind it in full.
import type { TableModel } from '../viewmodel/table.ts';
import type { SeenView, ViewExporter } from './exporter.ts';
import { csvLine } from './support/csv-lines.ts';

export const csvExporter: ViewExporter = {
  id: 'csv',
  *write(view: SeenView): Generator<string> {
    let missing: readonly LabelColumn[] | undefined;
    for (const model of view.models) {
      if (model.kind !== 'table') continue;
      const added = missing ?? missingColumns(model);
      if (missing === undefined) yield headerLine(model, added);
      missing = added;
      yield model.rows.map(({ label, cells }) => csvLine([...cells, ...added.map((id) => label[id])])).join('');
    }
  },
};

/** Fields of a row's label that make a function itself. */
const labelColumns = ['file', 'module', 'line'] as const;
type LabelColumn = (typeof labelColumns)[number];

function missingColumns({ columns }: TableModel): LabelColumn[] {
  return labelColumns.filter((id) => !columns.some((column) => column.id === id));
}

function headerLine({ columns, measure }: TableModel, added: readonly LabelColumn[]): string {
  const ids = columns.map((column) => (column.kind === 'cost' ? `${column.id} (${measure.unit})` : column.id));
  return csvLine([...ids, ...added]);
}
