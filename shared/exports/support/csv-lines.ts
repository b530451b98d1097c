// Lines of comma-separated values (RFC 4180: CR LF, quotes doubled). Numbers are exact; the header names their unit.
// Spreadsheets run a text cell that begins with = + - @ (full-width ones too), tab or line end as a formula, some of them also behind blanks
// and invisible characters, which an HTML table loses: an apostrophe is put before such texts, and only before texts. Whoever needs names to the
// letter takes the JSON.

const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** One line; null and numbers that are none (NaN, infinite) are empty cells. */
export function csvLine(cells: readonly (number | string | null)[]): string {
  const quoted = cells.map((cell) => {
    if (cell === null) return '';
    if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
    const text = harmlessCell(cell);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${quoted.join(',')}\r\n`;
}

/** A text that no spreadsheet takes for a formula. */
export function harmlessCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
