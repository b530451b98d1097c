// Rows of a table as tab-separated text, the form in which the clipboard is pasted everywhere. Costs are exact, in the unit that the header
// names; tabs and line ends inside names become blanks, since there is no quoting that all programs agree on.
import type { Cell } from '../viewmodel/table.ts';
import type { SeenView, ViewExporter } from './exporter.ts';
import { columnTitle } from './support/column-title.ts';
import { harmlessCell } from './support/csv-lines.ts';

export const tsvExporter: ViewExporter = {
  id: 'tsv',
  *write(view: SeenView): Generator<string> {
    let begun = false;
    for (const model of view.models) {
      if (model.kind !== 'table') continue;
      if (!begun) yield line(model.columns.map((column) => columnTitle(model, column)));
      begun = true;
      yield model.rows.map(({ cells }) => line(cells.map(cellText))).join('');
    }
  },
};

function line(cells: readonly string[]): string {
  return `${cells.join('\t')}\n`;
}

function cellText(cell: Cell): string {
  if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return '';
  return (typeof cell === 'number' ? String(cell) : harmlessCell(cell)).replace(
    /[\t\r\n\v\f\u0085\u2028\u2029]+/g,
    ' ',
  );
}
