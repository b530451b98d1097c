// A table as it is seen, as a Markdown table for issues and chats: costs exact, names as text that no Markdown reader takes for markup.
// Source: GitHub Flavored Markdown Spec, §4.10 Tables (extension); backslash escapes by CommonMark 0.31, §2.4.
import type { Cell, TableModel } from '../viewmodel/table.ts';
import type { SeenView, ViewExporter } from './exporter.ts';
import { columnTitle } from './support/column-title.ts';

export const markdownExporter: ViewExporter = {
  id: 'md',
  *write(view: SeenView): Generator<string> {
    let begun = false;
    for (const model of view.models) {
      if (model.kind !== 'table') continue;
      if (!begun) yield header(model);
      begun = true;
      yield model.rows.map(({ cells }) => line(cells.map(cellText))).join('');
    }
  },
};

function header(model: TableModel): string {
  const { columns } = model;
  const titles = columns.map((column) => cellText(columnTitle(model, column)));
  const sides = columns.map(({ kind }) => (kind === 'item' || kind === 'text' ? '---' : '---:'));
  return line(titles) + line(sides);
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** Every sign that could mean something is escaped: `<T>` would vanish as markup, `|` would end the cell, `__init__` would be bold. */
function cellText(cell: Cell): string {
  if (cell === null) return '';
  return String(cell)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[\\`*_{}[\]<>#|~$&]/g, '\\$&');
}
