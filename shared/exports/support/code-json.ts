// Code as JSON: file by file, the lines that are seen with exact costs, and the calls that each makes.
import type { CallRow, CodeModel, CodeSection, LineRow } from '../../viewmodel/code.ts';
import type { ItemLabel } from '../../viewmodel/item.ts';
import type { Cell } from '../../viewmodel/table.ts';

interface JsonLine {
  line: number | null;
  text: string | null;
  costs: Record<string, Cell>;
  calls: object[];
}

interface JsonFile {
  file: string | null;
  path: string | null;
  inlined: boolean;
  warnings: readonly string[];
  /** Why there is no text. */
  missing: string | null;
  lines: JsonLine[];
}

/** `models`: windows of rows of one view, in order. `head`: what stands before the files. */
export function codeToJson(
  models: readonly CodeModel[],
  identityOf: (label: ItemLabel) => object,
  head: object,
): object {
  const [first] = models;
  const files = first.sections.map(jsonFile);
  let last: JsonLine | undefined;
  for (const model of models) {
    for (const row of model.rows) {
      if (row.type === 'line') {
        last = { line: row.line, text: row.text, costs: costsOf(row, model), calls: [] };
        files[row.section].lines.push(last);
      } else if (row.type === 'call') {
        last?.calls.push({
          ...identityOf(row.label),
          calls: row.calls,
          recursive: row.recursive,
          costs: costsOf(row, model),
        });
      }
    }
  }
  const { measure } = first;
  return {
    ...head,
    eventType: { name: measure.eventType, unit: measure.unit },
    files,
    notes: first.notes.map(({ text }) => text),
  };
}

function jsonFile({ kind, text }: CodeSection): JsonFile {
  const found = text.state === 'found' ? text : undefined;
  return {
    file: text.state === 'none' ? null : text.recorded,
    path: found?.path ?? null,
    inlined: kind === 'inlined',
    warnings: found?.warnings ?? [],
    missing: text.state === 'found' ? null : text.reason,
    lines: [],
  };
}

/** By column id; what costs nothing is 0, what the column does not say of a call is left out. */
export function costsOf(row: LineRow | CallRow, { columns }: CodeModel): Record<string, Cell> {
  const costs: Record<string, Cell> = {};
  for (const [i, column] of columns.entries()) {
    if (column.kind !== 'cost') continue;
    const cell = row.cells[i];
    if (cell !== null || row.type === 'line') costs[column.id] = cell ?? 0;
  }
  return costs;
}
