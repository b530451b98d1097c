// What a subcommand is. One file a command in commands/; command-list.ts is the registry and loads a command only when it is asked for.
// Commands write through a Terminal and return an exit status, so tests run them in process.
import type { Result } from '../../shared/base/result.ts';
import type { OptionTable, ParsedArguments } from './arguments.ts';
import type { Terminal } from './terminal.ts';

/** 0 done; 1 the file could not be read or the thing asked for is not in it; 2 wrong usage. */
export type ExitStatus = 0 | 1 | 2;

/** Why a command ended without doing what it was asked for; printed as `callipers: message (hint)`. */
export interface CommandError {
  readonly status: 1 | 2;
  readonly message: string;
  readonly hint?: string;
}

export type CommandResult<Value = void> = Result<Value, CommandError>;

export interface Command {
  /** `top FILE` */
  readonly synopsis: string;
  /** What it does, for --help. */
  readonly description: string;
  /** Its own options; the common ones come with every command that opens a file. */
  readonly options: OptionTable;
  readonly takesCommonOptions: boolean;
  /** How many arguments besides options: fewest and most. */
  readonly operands: { readonly names: readonly string[]; readonly min: number; readonly max: number };
  run(parsed: ParsedArguments, terminal: Terminal): Promise<CommandResult>;
}
