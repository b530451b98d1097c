// `callipers all-callers`, `all-callees` and `stack`: what is further than one call away from a function.
import { viewToJson } from '../../../shared/exports/json.ts';
import { formatCost } from '../../../shared/viewmodel/format-cost.ts';
import { selectItemDetails } from '../../../shared/views/item-details.ts';
import { type ParsedArguments, parseNumber } from '../arguments.ts';
import { chooseActive } from '../chosen-active.ts';
import { chooseViewState } from '../chosen-view-state.ts';
import type { Command, CommandResult } from '../command.ts';
import { loadRecording } from '../load-recording.ts';
import { printableText } from '../printable-text.ts';
import { selectRows } from '../seen-view.ts';
import type { Terminal } from '../terminal.ts';
import { viewTable } from '../view-table.ts';
import { jsonPieces, writeResult } from '../write-result.ts';

interface Walk {
  readonly name: string;
  readonly viewId: string;
  readonly title: string;
  readonly description: string;
  readonly columns: readonly string[];
  /** Rows printed unless --limit says otherwise; 0: all. */
  readonly limit: number;
}

export const allCallersCommand = walkCommand({
  name: 'all-callers',
  viewId: 'all-callers',
  title: 'all callers',
  description: 'Functions that lead to FUNCTION, directly or through others, the most expensive first.',
  columns: ['inclusive', 'distance', 'calls', 'function', 'location'],
  limit: 20,
});

export const allCalleesCommand = walkCommand({
  name: 'all-callees',
  viewId: 'all-callees',
  title: 'all callees',
  description: 'Functions that FUNCTION leads to, directly or through others, the most expensive first.',
  columns: ['inclusive', 'self', 'distance', 'calls', 'function', 'location'],
  limit: 20,
});

export const stackCommand = walkCommand({
  name: 'stack',
  viewId: 'heaviest-stack',
  title: 'heaviest stack',
  description: 'The callers that most of the cost of FUNCTION came through, and the callees it mostly went to.',
  columns: ['step', 'inclusive', 'of-step', 'calls', 'function', 'others', 'location'],
  limit: 0,
});

function walkCommand(walk: Walk): Command {
  const command: Command = {
    synopsis: `${walk.name} FILE [FUNCTION]`,
    description: `${walk.description}
FUNCTION is the exact name, or name@end-of-path where several functions have that name (default: where the program begins).`,
    options: {
      limit: { value: 'N', description: `print N functions (default ${walk.limit === 0 ? '0 = all' : walk.limit})` },
    },
    takesCommonOptions: true,
    operands: { names: ['FILE'], min: 1, max: 2 },
    run: (parsed, terminal) => runWalk(walk, command, parsed, terminal),
  };
  return command;
}

async function runWalk(
  walk: Walk,
  command: Command,
  parsed: ParsedArguments,
  terminal: Terminal,
): Promise<CommandResult> {
  const bounds = { fallback: walk.limit, min: 0, max: Number.MAX_SAFE_INTEGER, whole: true };
  const limit = parseNumber(command, parsed, 'limit', bounds);
  if (!limit.ok) return limit;
  const loaded = await loadRecording(parsed, terminal);
  if (!loaded.ok) return loaded;
  const { recording, file } = loaded.value;
  const chosen = chooseViewState(recording, parsed);
  if (!chosen.ok) return chosen;
  const found = chooseActive(recording, parsed.operands[1]);
  if (!found.ok) return found;
  const active = found.value;
  const state = { ...chosen.value, active };
  const rows = { limit: limit.value, counts: () => true };
  const selected = selectRows({ recording, state }, walk.viewId, [], rows);
  if (!selected.ok) return selected;
  const models = selected.value;
  const details = selectItemDetails(recording, active, state);
  if (parsed.has('json')) {
    const json = viewToJson({ recording, file, viewId: walk.viewId, models, active: details });
    return writeResult(jsonPieces(json), parsed, terminal);
  }
  const { label, inclusive, total } = details;
  const place = label.location === '' ? '' : ` (${label.location})`;
  const headline = `${walk.title} of ${label.name}${place}: inclusive ${formatCost(inclusive, total.unit)}`;
  const notes = models[0].notes.map(({ text }) => `${printableText(text)}\n`).join('');
  const pieces = [
    `${printableText(headline)}\n\n`,
    viewTable(models, walk.columns, state.percentDigits, terminal),
    notes === '' ? '' : `\n${notes}`,
  ];
  return writeResult(pieces, parsed, terminal);
}
