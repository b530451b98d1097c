// Lines of comma-separated values (RFC 4180: CR LF, quotes doubled). Numbers are exact; the header names their unit.
// Spreadsheets run a text cell that begins with = + - @, tab or CR as a formula: an apostrophe is put before such texts, and only
// before texts. Whoever needs names to the letter takes the JSON.

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
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
