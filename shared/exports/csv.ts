// Tables as comma-separated values (RFC 4180: CR LF, quotes doubled). Numbers are exact and in the unit that the header names.
// Spreadsheets run a text cell that begins with = + - @, tab or CR as a formula: an apostrophe is put before such names, and only
// before names. Whoever needs names to the letter takes the JSON.
import type { ColumnSpec, TableModel } from '../viewmodel/table.ts';
import type { SeenView, ViewExporter } from './exporter.ts';

export const csvExporter: ViewExporter = {
  id: 'csv',
  extension: 'csv',
  mediaType: 'text/csv',
  kinds: ['table'],
  *write(view: SeenView): Generator<string> {
    let first = true;
    for (const model of view.models) {
      if (model.kind !== 'table') continue;
      if (first) yield headerLine(model);
      first = false;
      if (model.rows.length > 0) yield bodyLines(model);
    }
  },
};

/** Columns of a row's label that the table itself shows as one short text. */
const labelColumns = ['file', 'module', 'line'];

function headerLine(model: TableModel): string {
  const ids = model.columns.map((column) =>
    column.kind === 'cost' ? `${column.id} (${model.measure.unit})` : column.id,
  );
  return toLine([...ids, ...labelColumns]);
}

function bodyLines(model: TableModel): string {
  let text = '';
  for (const row of model.rows) {
    const cells = row.cells.map((cell, i) => toCell(cell, model.columns[i]));
    text += toLine([...cells, safeText(row.label.file ?? ''), safeText(row.label.module ?? ''), row.label.line ?? '']);
  }
  return text;
}

function toCell(cell: number | string | null, column: ColumnSpec): number | string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : '';
  return column.kind === 'item' || column.kind === 'text' ? safeText(cell) : cell;
}

/** The text with an apostrophe before it where a spreadsheet would take it for a formula. */
function safeText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function toLine(cells: readonly (number | string)[]): string {
  const quoted = cells.map((cell) => {
    const text = String(cell);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${quoted.join(',')}\r\n`;
}
