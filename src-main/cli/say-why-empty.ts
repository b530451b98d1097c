// A table without rows, or with nothing but zeros, is a right answer that looks like a fault: a line on standard error says why.
// Standard output stays what it is, for programs that read it.
import type { Recording } from '../../shared/model/recording.ts';
import type { ViewState } from '../../shared/state/view-state.ts';
import type { TableModel } from '../../shared/viewmodel/table.ts';
import { selectSummary } from '../../shared/views/summary.ts';
import { nothingRecorded } from '../../shared/views/support/nothing-recorded.ts';
import type { ParsedArguments } from './arguments.ts';
import { printableText } from './printable-text.ts';
import { type Terminal, write } from './terminal.ts';

export interface Listed {
  readonly recording: Recording;
  /** As errors name it. */
  readonly file: string;
  readonly state: ViewState;
  readonly tables: readonly TableModel[];
}

/** Says nothing of a table with a cost in it, nor with --quiet. */
export async function sayWhyEmpty(listed: Listed, parsed: ParsedArguments, terminal: Terminal): Promise<void> {
  const why = parsed.has('quiet') ? undefined : whyEmpty(listed);
  if (why !== undefined) await write(terminal.messages, `callipers: ${printableText(`${listed.file}: ${why}`)}\n`);
}

function whyEmpty({ recording, state, tables }: Listed): string | undefined {
  const nothing = nothingRecorded(recording);
  if (nothing !== undefined) return nothing;
  const rows = tables.flatMap((table) => table.rows);
  if (rows.length === 0 && state.search !== '')
    return `No function is found by "${state.search}": a search looks for a part of a name, * is any text.`;
  return rows.length > 0 && !hasCost(tables) ? whyZero(recording, state, tables[0]) : undefined;
}

function hasCost(tables: readonly TableModel[]): boolean {
  return tables.some(({ columns, rows }) => {
    const costs = columns.flatMap(({ id }, column) => (id === 'inclusive' || id === 'self' ? [column] : []));
    return rows.some(({ cells }) => costs.some((column) => cells[column] !== 0));
  });
}

function whyZero(recording: Recording, state: ViewState, { measure }: TableModel): string {
  const { eventTypes } = selectSummary(recording, '', '');
  const own = eventTypes.find(({ name }) => name === measure.eventType);
  const others = eventTypes.filter(({ total, derived, name }) => total !== 0 && !derived && name !== measure.eventType);
  const zero = `All costs of ${measure.eventType} are 0`;
  if (own !== undefined && own.total !== 0 && state.parts !== undefined)
    return `${zero} in the parts that were chosen.`;
  const what = own === undefined ? zero : `${zero}: the profiler counted none`;
  return others.length === 0
    ? `${what}.`
    : `${what}. There are costs of ${others.map(({ name }) => name).join(', ')}: choose with --event.`;
}
