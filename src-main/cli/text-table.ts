// Rows as aligned text: numbers to the right, names to the left, the last column as long as it is or cut to the terminal.
import { printableText } from './printable-text.ts';

export interface TextColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
}

export interface TextTableStyle {
  /** Bold titles. */
  readonly colour: boolean;
  /** Columns of the terminal; undefined: lines as long as they are. */
  readonly width: number | undefined;
}

/** A name of C++ templates may have thousands of characters: it moves what follows it in its own line, not in all lines. */
const WIDEST_TEXT = 100;

/** The table, one line a row, titles first. */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  style: TextTableStyle,
): string {
  const cells = rows.map((row) => row.map(printableText));
  const widths = columns.map((column, i) => {
    const widest = cells.reduce((width, row) => Math.max(width, displayWidth(row[i])), displayWidth(column.title));
    return column.align === 'right' ? widest : Math.min(widest, WIDEST_TEXT);
  });
  const toLine = (row: readonly string[]): string => {
    const padded = row.map((cell, i) => {
      const blanks = ' '.repeat(Math.max(0, widths[i] - displayWidth(cell)));
      return columns[i].align === 'right' ? blanks + cell : cell + blanks;
    });
    const line = padded.join('  ').trimEnd();
    return style.width === undefined ? line : cutTo(line, style.width);
  };
  const titles = toLine(columns.map((column) => column.title));
  const lines = [style.colour ? `\u001b[1m${titles}\u001b[0m` : titles, ...cells.map(toLine)];
  return `${lines.join('\n')}\n`;
}

/** Columns that a text takes in a terminal: East Asian wide characters take two, combining marks none. */
function displayWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

function columnsOf(character: string): number {
  if (/\p{Mn}|\p{Me}/u.test(character)) return 0;
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u.test(
    character,
  )
    ? 2
    : 1;
}

function cutTo(line: string, width: number): string {
  if (displayWidth(line) <= width) return line;
  let cut = '';
  let used = 0;
  for (const character of line) {
    used += columnsOf(character);
    if (used > width - 1) break;
    cut += character;
  }
  return `${cut}…`;
}
