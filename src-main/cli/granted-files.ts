// What a view needs besides the recording, for the command line: found by the options of the command, then by what the window remembers.
import { resolve } from 'node:path';
import { failure, success } from '../../shared/base/result.ts';
import type { Recording } from '../../shared/model/recording.ts';
import type { ViewState } from '../../shared/state/view-state.ts';
import type { SourceRule } from '../../shared/viewmodel/source-rules.ts';
import type { Granted } from '../../shared/views/support/wishes.ts';
import { wishesOfView } from '../engine/recording-answers.ts';
import { CodeLibrary } from '../services/machine-code/code-library.ts';
import { SourceLibrary, sourceContext } from '../services/source/source-library.ts';
import { createSourceRuleStore } from '../services/source/source-rules.ts';
import { userFolder } from '../services/user-folder.ts';
import type { ParsedArguments } from './arguments.ts';
import type { Command, CommandResult } from './command.ts';
import { type Terminal, write } from './terminal.ts';

/** Options of a command that looks for files: `--map` and `--folder`. */
export function fileRuleOptions(what: string): Command['options'] {
  return {
    map: {
      value: 'FROM=TO',
      repeatable: true,
      description: 'recorded paths that begin with FROM are in the folder TO',
    },
    folder: { value: 'DIR', repeatable: true, description: `search DIR and all below it for ${what}` },
  };
}

/** Rules that the options of a command give. */
export function fileRules(command: string, parsed: ParsedArguments): CommandResult<readonly SourceRule[]> {
  const rules: SourceRule[] = parsed.values('folder').map((path) => {
    return { kind: 'folder', path: resolve(path), scope: undefined };
  });
  for (const mapping of parsed.values('map')) {
    const at = mapping.indexOf('=');
    if (at <= 0) {
      const message = `--map needs FROM=TO, not "${mapping}"`;
      return failure({ status: 2, message, hint: `callipers ${command} --help` });
    }
    rules.push({ kind: 'mapping', from: mapping.slice(0, at), to: resolve(mapping.slice(at + 1)), scope: undefined });
  }
  return success(rules);
}

export interface GrantedView {
  readonly recording: Recording;
  readonly viewId: string;
  readonly state: ViewState;
  /** The recording's path as it was typed; `-`: standard input. */
  readonly path: string;
  readonly rules: readonly SourceRule[];
}

export async function grantView(
  { recording, viewId, state, path, rules }: GrantedView,
  terminal: Terminal,
): Promise<Granted> {
  const kept = createSourceRuleStore(userFolder(), (note) => void write(terminal.messages, `callipers: ${note}\n`));
  const files = {
    sourceRules: async () => rules.concat(await kept.read()),
    offer: (found: string) => Promise.resolve({ handle: found, name: found }),
  };
  const library = new SourceLibrary(files);
  const wishes = wishesOfView(recording, viewId, state);
  const input = path === '-' ? { name: '-', stream: terminal.input } : { name: resolve(path), path: resolve(path) };
  const context = await sourceContext(input, recording.command);
  const sources = await library.grant(wishes.sources, context);
  const machine = new CodeLibrary(files, (folder) => library.indexOf(folder));
  const code = wishes.code === undefined ? undefined : await machine.grant(wishes.code, context, true);
  library.dispose();
  return { sources, ...(code === undefined ? {} : { code }) };
}
