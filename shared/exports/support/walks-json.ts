// JSON of what is further away than one call: all callers and callees, the heaviest stack, cycles. The shapes are promised by the command line.
import type { Recording } from '../../model/recording.ts';
import type { Cell, TableModel, TableRow } from '../../viewmodel/table.ts';
import { identityOf } from './function-identity.ts';

/** A cell by the id of its column; null where there is none. */
export function cellsOf(table: TableModel): (row: TableRow, id: string) => Cell {
  const positions = new Map(table.columns.map((column, i) => [column.id, i]));
  return (row, id) => {
    const position = positions.get(id);
    return position === undefined ? null : row.cells[position];
  };
}

/** `self` is null for callers: what they cost themselves is not the function's. */
export function allCallsToJson(recording: Recording, tables: readonly TableModel[]): object[] {
  return tables.flatMap((table) => {
    const cell = cellsOf(table);
    return table.rows.map((row) => ({
      ...identityOf(recording, row.label),
      inclusive: cell(row, 'inclusive'),
      self: cell(row, 'self'),
      calls: cell(row, 'calls'),
      distance: { nearest: cell(row, 'nearest'), farthest: cell(row, 'farthest'), dearest: cell(row, 'dearest') },
      estimated: row.estimated,
    }));
  });
}

/** Outermost first; `step` 0 is the function itself, callers have negative ones. */
export function stackToJson(recording: Recording, tables: readonly TableModel[]): object[] {
  return tables.flatMap((table) => {
    const cell = cellsOf(table);
    return table.rows.map((row) => ({
      ...identityOf(recording, row.label),
      step: cell(row, 'step'),
      inclusive: cell(row, 'inclusive'),
      ofStep: cell(row, 'of-step'),
      calls: cell(row, 'calls'),
      estimated: row.estimated,
      ways: (row.breakdown?.entries ?? []).map(({ name, value }) => ({ name, inclusive: value })),
    }));
  });
}

interface CycleJson {
  readonly name: string;
  readonly self: Cell;
  readonly inclusive: Cell;
  readonly calls: Cell;
  readonly closingCalls: readonly { readonly call: string; readonly inclusive: number }[];
  readonly members: object[];
}

/** Members stand below their cycle's row, maybe in the next window of rows. */
export function cyclesToJson(recording: Recording, tables: readonly TableModel[]): CycleJson[] {
  const cycles: CycleJson[] = [];
  for (const table of tables) {
    const cell = cellsOf(table);
    for (const row of table.rows) {
      const costs = { self: cell(row, 'self'), inclusive: cell(row, 'inclusive'), calls: cell(row, 'calls') };
      if (row.label.item.kind === 'function') {
        cycles.at(-1)?.members.push({ ...identityOf(recording, row.label), ...costs });
        continue;
      }
      const closing = row.breakdown?.entries ?? [];
      const closingCalls = closing.map(({ name, value }) => ({ call: name, inclusive: value }));
      cycles.push({ name: row.label.name, ...costs, closingCalls, members: [] });
    }
  }
  return cycles;
}
