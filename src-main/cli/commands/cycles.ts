// `callipers cycles`: functions that call each other in a circle, and the calls that close it.
import { viewToJson } from '../../../shared/exports/json.ts';
import { type ParsedArguments, parseNumber } from '../arguments.ts';
import { chooseViewState } from '../chosen-view-state.ts';
import type { Command, CommandResult } from '../command.ts';
import { loadRecording } from '../load-recording.ts';
import { selectRows } from '../seen-view.ts';
import type { Terminal } from '../terminal.ts';
import { viewTable } from '../view-table.ts';
import { jsonPieces, writeResult } from '../write-result.ts';

export const cyclesCommand: Command = {
  synopsis: 'cycles FILE',
  description: 'Every cycle, the most expensive first, with its members and the calls that lead back into it.',
  options: {
    cut: { value: 'PCT', description: 'ignore calls that cost less than PCT % of their callee (default 0)' },
  },
  takesCommonOptions: true,
  operands: { names: ['FILE'], min: 1, max: 1 },
  run: runCycles,
};

async function runCycles(parsed: ParsedArguments, terminal: Terminal): Promise<CommandResult> {
  const cut = parseNumber(cyclesCommand, parsed, 'cut', { fallback: 0, min: 0, max: 100, whole: false });
  if (!cut.ok) return cut;
  const loaded = await loadRecording(parsed, terminal);
  if (!loaded.ok) return loaded;
  const { recording, file } = loaded.value;
  const chosen = chooseViewState(recording, parsed);
  if (!chosen.ok) return chosen;
  const state = { ...chosen.value, cycleCut: cut.value / 100 };
  const selected = selectRows({ recording, state }, 'cycles', [], { limit: 0, counts: () => true });
  if (!selected.ok) return selected;
  const models = selected.value;
  if (parsed.has('json')) {
    return writeResult(jsonPieces(viewToJson({ recording, file, viewId: 'cycles', models })), parsed, terminal);
  }
  if (models[0].rowCount === 0) return writeResult(['No functions call each other in a circle.\n'], parsed, terminal);
  const columns = ['inclusive', 'self', 'calls', 'function', 'closing-calls', 'location'];
  return writeResult([viewTable(models, columns, state.percentDigits, terminal)], parsed, terminal);
}
