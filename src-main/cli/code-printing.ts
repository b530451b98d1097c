// Code of a function for the commands that print it: source or machine code, as text or as JSON.
import { failure } from '../../shared/base/result.ts';
import { annotatedExporter } from '../../shared/exports/annotated.ts';
import { viewToJson } from '../../shared/exports/json.ts';
import type { ViewState } from '../../shared/state/view-state.ts';
import type { CodeModel } from '../../shared/viewmodel/code.ts';
import { selectItemDetails } from '../../shared/views/item-details.ts';
import type { ViewRequest } from '../../shared/views/view.ts';
import { selectView } from '../engine/recording-answers.ts';
import type { ParsedArguments } from './arguments.ts';
import type { CommandResult } from './command.ts';
import { fileRules, grantView } from './granted-files.ts';
import { loadFunction } from './load-function.ts';
import { printableText } from './printable-text.ts';
import type { Terminal } from './terminal.ts';
import { jsonPieces, writeResult } from './write-result.ts';

const WINDOW = 1000;
const TAB = '        ';

export interface PrintedView {
  /** Of the command, for its help. */
  readonly command: string;
  readonly viewId: string;
  readonly change?: Partial<ViewState>;
}

export async function printCode(
  { command, viewId, change }: PrintedView,
  parsed: ParsedArguments,
  terminal: Terminal,
): Promise<CommandResult> {
  const rules = fileRules(command, parsed);
  if (!rules.ok) return rules;
  const loaded = await loadFunction(parsed, terminal);
  if (!loaded.ok) return loaded;
  const { recording, file, active } = loaded.value;
  const state = { ...loaded.value.state, ...change };
  const [path] = parsed.operands;
  const granted = await grantView({ recording, viewId, state, path, rules: rules.value }, terminal);
  const models: CodeModel[] = [];
  const open = parsed.has('all') ? ['*'] : [];
  for (let start = 0; ; start += WINDOW) {
    const request: ViewRequest = { start, count: WINDOW, open };
    const model = selectView(recording, { viewId, state, request }, granted);
    if (model.kind === 'unavailable') return failure({ status: 1, message: model.reason });
    if (model.kind !== 'code') throw new Error(`assertion failed: view ${viewId} is no code`);
    models.push(model);
    if (start + WINDOW >= model.rowCount) break;
  }
  const seen = { recording, file, viewId, models, active: selectItemDetails(recording, active, state) };
  if (parsed.has('json')) return writeResult(jsonPieces(viewToJson(seen)), parsed, terminal);
  return writeResult(printed(annotatedExporter.write(seen), terminal), parsed, terminal);
}

/** Nothing in a source moves the cursor; at a terminal, lines are cut to its width. */
function* printed(pieces: Iterable<string>, terminal: Terminal): Generator<string> {
  for (const piece of pieces) {
    for (const line of piece.replace(/\n$/, '').split('\n')) {
      const text = printableText(line.replaceAll('\t', TAB));
      yield `${terminal.isOutputSeen ? text.slice(0, terminal.width) : text}\n`;
    }
  }
}
