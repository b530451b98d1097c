// Machine code as JSON: the instructions that are seen with address, text, source position and exact costs, the calls made there and the
// jumps. Jumps name addresses, not rows.
import type { CodeModel, CodeText } from '../../viewmodel/code.ts';
import type { ItemLabel } from '../../viewmodel/item.ts';
import type { Cell } from '../../viewmodel/table.ts';
import { costsOf } from './code-json.ts';

interface JsonInstruction {
  address: string;
  bytes: Cell;
  text: string | null;
  file: string | null;
  line: number | null;
  costs: Record<string, Cell>;
  calls: object[];
  jumps: object[];
}

/** `models`: windows of rows of one view, in order. `head`: what stands before the instructions. */
export function machineToJson(
  models: readonly CodeModel[],
  identityOf: (label: ItemLabel) => object,
  head: object,
): object {
  const [first] = models;
  const instructions: JsonInstruction[] = [];
  /** By row number: arrows are between rows. */
  const atRow = new Map<number, JsonInstruction>();
  for (const model of models) {
    const byteColumn = model.columns.findIndex(({ id }) => id === 'bytes');
    for (const [i, row] of model.rows.entries()) {
      const last = instructions.at(-1);
      if (row.type === 'line') {
        const text = row.source === undefined ? undefined : model.sections[row.source.section]?.text;
        const next = {
          address: `0x${row.id}`,
          bytes: row.cells[byteColumn] ?? null,
          text: row.text,
          file: text === undefined || text.state === 'none' ? null : text.recorded,
          line: row.source?.line ?? null,
          costs: costsOf(row, model),
          calls: [],
          jumps: [],
        };
        instructions.push(next);
        atRow.set(model.start + i, next);
      } else if (row.type === 'call') {
        const { calls, recursive } = row;
        last?.calls.push({ ...identityOf(row.label), calls, recursive, costs: costsOf(row, model) });
      } else if (row.type === 'jump') {
        const { conditional, executed, followed } = row;
        last?.jumps.push({ to: row.target.replace(/ .*$/s, ''), conditional, executed, followed });
      }
    }
  }
  const seen = new Set<string>();
  for (const { jumps } of models) {
    for (const { from, to, conditional, executed, followed } of jumps) {
      // Windows share the arrows that pass from one to another.
      const key = `${from} ${to} ${conditional}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const target = atRow.get(to)?.address ?? null;
      atRow.get(from)?.jumps.push({ to: target, conditional, executed, followed });
    }
  }
  const { measure, sections, rows } = first;
  return {
    ...head,
    eventType: { name: measure.eventType, unit: measure.unit },
    ...binaryOf(sections[0].text),
    instructions,
    notes: rows.flatMap((row) => (row.type === 'note' ? [row.text] : [])),
  };
}

function binaryOf(text: CodeText): { binary: string | null; path: string | null; missing: string | null } {
  return {
    binary: text.state === 'none' ? null : text.recorded,
    path: text.state === 'found' ? text.path : null,
    missing: text.state === 'found' ? null : text.reason,
  };
}
