// Rows of a table as an HTML table: what spreadsheets, mail and word processors take from the clipboard, and a file that any browser
// opens. Every text is escaped; there is no script and nothing is loaded from anywhere.
import type { Cell, ColumnSpec } from '../viewmodel/table.ts';
import type { SeenView, ViewExporter } from './exporter.ts';
import { columnTitle } from './support/column-title.ts';
import { harmlessCell } from './support/csv-lines.ts';

export const htmlExporter: ViewExporter = {
  id: 'html',
  *write(view: SeenView): Generator<string> {
    yield `<!doctype html>\n<meta charset="utf-8">\n<title>${escaped(`${view.viewId} of ${view.file}`)}</title>\n<table>\n`;
    let begun = false;
    for (const model of view.models) {
      if (model.kind !== 'table') continue;
      const { columns } = model;
      if (!begun) yield row(columns.map((column) => cell('th', column, columnTitle(model, column))));
      begun = true;
      yield model.rows.map(({ cells }) => row(cells.map((one, i) => cell('td', columns[i], cellText(one))))).join('');
    }
    yield '</table>\n';
  },
};

function row(cells: readonly string[]): string {
  return `<tr>${cells.join('')}</tr>\n`;
}

function cell(element: 'th' | 'td', { kind }: ColumnSpec, text: string): string {
  const side = kind === 'item' || kind === 'text' ? 'left' : 'right';
  return `<${element} style="text-align: ${side}">${escaped(text)}</${element}>`;
}

function cellText(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'string') return harmlessCell(value);
  return Number.isFinite(value) ? String(value) : '';
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '');
}
