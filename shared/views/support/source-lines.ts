// Lines of a source text: cut out when they are shown, never kept as a list. Line numbers are 1-based.
import { memo } from '../../base/memo.ts';
import type { SourceText } from './wishes.ts';

/** What is sent of a line at most: a bundle may be one line of megabytes. */
const LONGEST_LINE = 2000;
export const TAB_SIZE = 8;

export function lineCount(text: SourceText): number {
  return text.lineStart.length - 1;
}

/** Without its end; `cut` where it is longer than what is sent. */
export function lineText(source: SourceText, line: number): { readonly text: string; readonly cut: boolean } {
  const { text, lineStart } = source;
  const from = lineStart[line - 1];
  let to = lineStart[line];
  while (to > from && (text[to - 1] === '\n' || text[to - 1] === '\r')) to--;
  const cut = to - from > LONGEST_LINE;
  return { text: text.slice(from, cut ? from + LONGEST_LINE : to), cut };
}

/** Coloured words of a line as from, to, kind, …, counted from its beginning; those behind `length` are left out. */
export function lineSpans({ words, lineStart }: SourceText, line: number, length: number): number[] {
  const spans: number[] = [];
  if (words === undefined) return spans;
  const start = lineStart[line - 1];
  const end = start + length;
  let low = 0;
  let high = words.length;
  // The first word that ends behind the beginning of the line.
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (words.to[middle] <= start) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < words.length && words.from[i] < end; i++) {
    spans.push(Math.max(0, words.from[i] - start), Math.min(length, words.to[i] - start), words.kind[i]);
  }
  return spans;
}

/** Columns that a line is indented by, tabs counted. */
export function lineIndent(source: SourceText, line: number): number {
  const { text } = lineText(source, line);
  return columnsOf(/^[ \t]{0,200}/.exec(text)?.[0] ?? '');
}

/** Columns of the widest line, tabs counted. */
export function widestLine(source: SourceText): number {
  return memo(source, 'widest', () => {
    let widest = 0;
    for (let line = 1; line <= lineCount(source); line++) {
      // Tabs only make a line wider where there are any: most long lines have none.
      const length = source.lineStart[line] - source.lineStart[line - 1];
      if (length * TAB_SIZE <= widest) continue;
      widest = Math.max(widest, columnsOf(lineText(source, line).text));
      if (widest >= LONGEST_LINE) break;
    }
    return widest;
  });
}

function columnsOf(text: string): number {
  if (!text.includes('\t')) return text.length;
  let columns = 0;
  for (const letter of text) columns += letter === '\t' ? TAB_SIZE - (columns % TAB_SIZE) : 1;
  return columns;
}

/** Lines that hold a text, without regard to case, ascending. */
export function linesWith(source: SourceText, find: string): Int32Array {
  return memo(source, `lines with ${find}`, () => {
    const text = memo(source, 'lower case', () => lowerCase(source.text));
    const wanted = lowerCase(find);
    const found: number[] = [];
    let line = 1;
    for (let at = text.indexOf(wanted); at >= 0 && wanted !== ''; ) {
      line = lineAt(source, at, line);
      found.push(line);
      at = line < source.lineStart.length - 1 ? text.indexOf(wanted, source.lineStart[line]) : -1;
    }
    return Int32Array.from(found);
  });
}

/** Of the same length as the text, which some letters' lower case is not. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The line of an offset, at or behind `from`. */
function lineAt({ lineStart }: SourceText, offset: number, from: number): number {
  let low = from;
  let high = lineStart.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (lineStart[middle] <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const MOST_LINES_BACK = 300;

/** The line that heads what stands above `line`, as `diff` shows it: the nearest one that begins with a letter at the margin. */
export function headingAbove(source: SourceText, line: number, first: number): string {
  const least = Math.max(first, line - MOST_LINES_BACK);
  for (let i = line; i >= least; i--) {
    const { text } = lineText(source, i);
    if (/^[\p{L}_$@~]/u.test(text) && !/^(?:public|private|protected|default)?\s*:\s*$/.test(text)) {
      return text.trimEnd().slice(0, 120);
    }
  }
  return '';
}
