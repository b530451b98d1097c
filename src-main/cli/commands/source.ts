// `callipers source`: the annotated source of a function, as callgrind_annotate prints it and the window shows it.
import { resolve } from 'node:path';
import { failure } from '../../../shared/base/result.ts';
import { annotatedExporter } from '../../../shared/exports/annotated.ts';
import { viewToJson } from '../../../shared/exports/json.ts';
import type { CodeModel } from '../../../shared/viewmodel/code.ts';
import type { SourceRule } from '../../../shared/viewmodel/source-rules.ts';
import { selectItemDetails } from '../../../shared/views/item-details.ts';
import type { ViewRequest } from '../../../shared/views/view.ts';
import { selectView, wishesOfView } from '../../engine/recording-answers.ts';
import { SourceLibrary, sourceContext } from '../../services/source/source-library.ts';
import { createSourceRuleStore } from '../../services/source/source-rules.ts';
import { userFolder } from '../../services/user-folder.ts';
import type { ParsedArguments } from '../arguments.ts';
import { chooseViewState } from '../chosen-view-state.ts';
import type { Command, CommandResult } from '../command.ts';
import { findFunction } from '../find-function.ts';
import { loadRecording } from '../load-recording.ts';
import { printableText } from '../printable-text.ts';
import { type Terminal, write } from '../terminal.ts';
import { jsonPieces, writeResult } from '../write-result.ts';

const WINDOW = 1000;
const TAB = '        ';

export const sourceCommand: Command = {
  synopsis: 'source FILE FUNCTION',
  description:
    'The source of FUNCTION with the cost of every line and the calls it makes; lines without cost are left out.\nFUNCTION is the exact name, or name@end-of-path where several functions have that name.',
  options: {
    all: { description: 'all lines of the files' },
    map: {
      value: 'FROM=TO',
      repeatable: true,
      description: 'recorded paths that begin with FROM are in the folder TO',
    },
    folder: { value: 'DIR', repeatable: true, description: 'search DIR and all below it for source files' },
  },
  takesCommonOptions: true,
  operands: { names: ['FILE', 'FUNCTION'], min: 2, max: 2 },
  run: runSource,
};

async function runSource(parsed: ParsedArguments, terminal: Terminal): Promise<CommandResult> {
  const rules = rulesOf(parsed);
  if (!rules.ok) return rules;
  const given = rules.value;
  const loaded = await loadRecording(parsed, terminal);
  if (!loaded.ok) return loaded;
  const { recording, file } = loaded.value;
  const chosen = chooseViewState(recording, parsed);
  if (!chosen.ok) return chosen;
  const found = findFunction(recording, parsed.operands[1]);
  if (!found.ok) return found;
  const state = { ...chosen.value, active: found.value };
  const [path] = parsed.operands;
  const kept = createSourceRuleStore(userFolder(), (note) => void write(terminal.messages, `callipers: ${note}\n`));
  const library = new SourceLibrary({
    sourceRules: async () => given.concat(await kept.read()),
    offer: (source) => Promise.resolve({ handle: source, name: source }),
  });
  const wishes = wishesOfView(recording, 'source', state);
  const input = path === '-' ? { name: '-', stream: terminal.input } : { name: resolve(path), path: resolve(path) };
  const granted = {
    sources: await library.grant(wishes.sources, await sourceContext(input, recording.command)),
  };
  library.dispose();
  const models: CodeModel[] = [];
  const open = parsed.has('all') ? ['*'] : [];
  for (let start = 0; ; start += WINDOW) {
    const request: ViewRequest = { start, count: WINDOW, open };
    const model = selectView(recording, { viewId: 'source', state, request }, granted);
    if (model.kind === 'unavailable') return failure({ status: 1, message: model.reason });
    if (model.kind !== 'code') throw new Error('assertion failed: the source view is no code');
    models.push(model);
    if (start + WINDOW >= model.rowCount) break;
  }
  const seen = { recording, file, viewId: 'source', models, active: selectItemDetails(recording, found.value, state) };
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

function rulesOf(parsed: ParsedArguments): CommandResult<readonly SourceRule[]> {
  const rules: SourceRule[] = parsed.values('folder').map((path) => {
    return { kind: 'folder', path: resolve(path), scope: undefined };
  });
  for (const mapping of parsed.values('map')) {
    const at = mapping.indexOf('=');
    if (at <= 0) {
      return failure({ status: 2, message: `--map needs FROM=TO, not "${mapping}"`, hint: 'callipers source --help' });
    }
    rules.push({ kind: 'mapping', from: mapping.slice(0, at), to: resolve(mapping.slice(at + 1)), scope: undefined });
  }
  return { ok: true, value: rules };
}
