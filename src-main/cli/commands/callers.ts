// `callipers callers` and `callipers callees`: one step up or down from a function.
import { viewToJson } from '../../../shared/exports/json.ts';
import { formatCost } from '../../../shared/viewmodel/format-cost.ts';
import { formatCalls } from '../../../shared/viewmodel/format-count.ts';
import type { ItemDetails } from '../../../shared/viewmodel/item-details.ts';
import { selectItemDetails } from '../../../shared/views/item-details.ts';
import type { ParsedArguments } from '../arguments.ts';
import type { Command, CommandResult } from '../command.ts';
import { loadFunction } from '../load-function.ts';
import { printableText } from '../printable-text.ts';
import { selectRows } from '../seen-view.ts';
import type { Terminal } from '../terminal.ts';
import { viewTable } from '../view-table.ts';
import { jsonPieces, writeResult } from '../write-result.ts';

export const callersCommand = relationCommand('callers', 'Functions that call FUNCTION, the most expensive first.');
export const calleesCommand = relationCommand('callees', 'Functions that FUNCTION calls, the most expensive first.');

function relationCommand(relation: 'callers' | 'callees', description: string): Command {
  return {
    synopsis: `${relation} FILE FUNCTION`,
    description: `${description}\nFUNCTION is the exact name, or name@end-of-path where several functions have that name.`,
    options: {},
    takesCommonOptions: true,
    operands: { names: ['FILE', 'FUNCTION'], min: 2, max: 2 },
    run: (parsed, terminal) => runRelation(relation, parsed, terminal),
  };
}

async function runRelation(
  relation: 'callers' | 'callees',
  parsed: ParsedArguments,
  terminal: Terminal,
): Promise<CommandResult> {
  const loaded = await loadFunction(parsed, terminal);
  if (!loaded.ok) return loaded;
  const { recording, file, active, state } = loaded.value;
  const selected = selectRows({ recording, state }, relation, [], { limit: 0, counts: () => true });
  if (!selected.ok) return selected;
  const models = selected.value;
  const details = selectItemDetails(recording, active, state);
  if (parsed.has('json')) {
    return writeResult(
      jsonPieces(viewToJson({ recording, file, viewId: relation, models, active: details })),
      parsed,
      terminal,
    );
  }
  const columns = ['inclusive', 'inclusive-2', 'calls', 'function', 'location'];
  const pieces = [headline(relation, details), viewTable(models, columns, state.percentDigits, terminal)];
  return writeResult(pieces, parsed, terminal);
}

/** What the costs below are costs of. */
function headline(relation: string, { label, inclusive, self, calls, primitiveCalls, total }: ItemDetails): string {
  const place = label.location === '' ? '' : ` (${label.location})`;
  const cost = (value: number): string => formatCost(value, total.unit);
  const called = calls === null ? '' : `, called ${formatCalls(calls, primitiveCalls)} times`;
  const text = `${relation} of ${label.name}${place}: inclusive ${cost(inclusive)}, self ${cost(self)}${called}`;
  return `${printableText(text)}\n\n`;
}
