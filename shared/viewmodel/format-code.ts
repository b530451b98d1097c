// Code with its costs as plain text, for copies, exports and the terminal: gutters of fixed width, then the line. Costs are written as the
// window shows them, shares or scaled; counts with all their digits.
import type { CodeColumn, CodeModel, CodeRow, CodeSection, FoldRow } from './code.ts';
import { formatCell, isShare } from './format-cell.ts';
import { formatCount } from './format-count.ts';
import type { Measure } from './measure.ts';
import type { Cell } from './table.ts';

export interface CodeTextOptions {
  readonly digits: number;
  /** Without: the code alone, as it stands in the file; calls, headings and folds are left out. */
  readonly withCosts: boolean;
}

const COST_WIDTH = 11;
const PLACE_WIDTH = 7;

/** The heads of the gutters and a line below them. */
export function codeHeader({ columns, measure, second }: CodeModel, textTitle: string): string {
  const heads = columns.filter(isWritten).map((column) => {
    const of = column.second === true ? (second ?? measure) : measure;
    return pad(`${column.title}${isShare(column, of) ? ' %' : ''}`, column);
  });
  const line = `${heads.join(' ')}  ${textTitle}`;
  return `${line}\n${'-'.repeat(line.length)}\n`;
}

/** One row as a line of text with its end; nothing for rows that the options leave out. */
export function codeRowText(row: CodeRow, model: CodeModel, options: CodeTextOptions): string {
  if (!options.withCosts) return row.type === 'line' ? `${row.text ?? ''}\n` : '';
  switch (row.type) {
    case 'line':
      return line(row.cells, model, options, `${row.text ?? ''}${row.cut ? ' …' : ''}`);
    case 'quote':
      return line([], model, options, `; ${row.place}  ${row.text?.trim() ?? ''}`.trimEnd());
    case 'call': {
      const count = row.calls === null ? 'calls' : `${formatCount(row.calls)} ${row.calls === 1 ? 'call' : 'calls'} to`;
      const place = row.label.location === '' ? '' : ` (${row.label.location})`;
      const mark = row.recursive ? ' (recursive)' : '';
      return line(row.cells, model, options, `${' '.repeat(row.indent)}=> ${count} ${row.label.name}${place}${mark}`);
    }
    case 'jump': {
      const times = row.conditional
        ? `${formatCount(row.followed)} of ${formatCount(row.executed)} times`
        : `${formatCount(row.executed)} times`;
      return line([], model, options, `${' '.repeat(row.indent)}-> ${times} to ${row.target}`);
    }
    case 'fold':
      return line([], model, options, `... ${foldedText(row)}`);
    case 'section':
      return `\n-- ${sectionText(model.sections[row.section])}\n`;
    case 'note':
      return `   ${row.text}\n`;
  }
}

/** `12 lines`, `40 instructions`. */
export function foldedText({ lines, instructions }: FoldRow): string {
  const word = instructions === true ? 'instruction' : 'line';
  return `${formatCount(lines)} ${word}${lines === 1 ? '' : 's'}`;
}

/** `Inlined from list.h: /src/list.h`, or why there is no text. */
function sectionText({ title, text }: CodeSection): string {
  switch (text.state) {
    case 'found':
      return `${title}: ${text.path}${text.warnings.map((warning) => `\n   ${warning}`).join('')}`;
    case 'missing':
      return `${title}: ${text.recorded}: ${text.reason}`;
    case 'none':
      return `${title}: ${text.reason}`;
  }
}

function line(cells: readonly Cell[], model: CodeModel, { digits }: CodeTextOptions, text: string): string {
  const { columns, measure, second } = model;
  const gutters = columns.filter(isWritten).map((column) => {
    const cell = cells[columns.indexOf(column)] ?? null;
    if (cell === null) return pad('', column);
    return pad(costText(cell, column, column.second === true ? (second ?? measure) : measure, digits), column);
  });
  return `${`${gutters.join(' ')}  ${text}`.trimEnd()}\n`;
}

/** Counts with all their digits: they are compared with other tools' texts. */
function costText(cell: number | string, column: CodeColumn, measure: Measure, digits: number): string {
  const { text, exact } = formatCell(cell, column, measure, digits);
  return measure.unit === 'count' && column.kind === 'cost' && !isShare(column, measure) ? exact : text;
}

/** Columns that a person has to ask for are for looking at: texts leave them out. */
function isWritten({ visibleByDefault }: CodeColumn): boolean {
  return visibleByDefault;
}

function pad(text: string, column: CodeColumn): string {
  if (column.kind === 'cost') return text.padStart(COST_WIDTH);
  return column.alignRight === true ? text.padStart(PLACE_WIDTH) : text.padEnd(PLACE_WIDTH);
}
