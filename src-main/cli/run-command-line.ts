// From arguments to an exit status: picks the command, prints help, version and errors. Everything expected comes back as a
// CommandError; what is thrown is a bug and shows its stack.
import { failure } from '../../shared/base/result.ts';
import { parseArguments } from './arguments.ts';
import type { CommandError, CommandResult, ExitStatus } from './command.ts';
import { type CommandEntry, commandList } from './command-list.ts';
import { printableText } from './printable-text.ts';
import { type Terminal, write } from './terminal.ts';

export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const [first] = args;
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    const { programHelp } = await import('./help.ts');
    if (first === undefined) {
      await write(terminal.messages, programHelp());
      return 2;
    }
    await write(terminal.output, programHelp());
    return 0;
  }
  if (first === '--version' || first === '-V') {
    const { locateProgramFiles } = await import('../services/program-files.ts');
    await write(terminal.output, `callipers ${locateProgramFiles().version}\n`);
    return 0;
  }
  const entry = commandList.find((candidate) => candidate.name === first);
  // Without a command word everything is a file to open: `callipers callgrind.out.123`.
  return entry === undefined ? runCommand(entryOf('open'), args, terminal) : runCommand(entry, args.slice(1), terminal);
}

async function runCommand(entry: CommandEntry, args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const command = await entry.load();
  const parsed = parseArguments(command, args);
  if (!parsed.ok) return printError(parsed.error, terminal);
  if (parsed.value.has('help')) {
    const { commandHelp } = await import('./help.ts');
    await write(terminal.output, commandHelp(command));
    return 0;
  }
  const result = await runUnlessRefused(() => command.run(parsed.value, terminal));
  return result.ok ? 0 : printError(result.error, terminal);
}

/** That the machine gives no memory is no bug. */
async function runUnlessRefused(run: () => Promise<CommandResult>): Promise<CommandResult> {
  try {
    return await run();
  } catch (error) {
    const { refusedMemory } = await import('../services/refused-memory.ts');
    const refused = refusedMemory(error);
    if (refused === undefined) throw error;
    return failure({ status: 1, message: refused.message, hint: refused.hint });
  }
}

async function printError(error: CommandError, terminal: Terminal): Promise<ExitStatus> {
  const hint = error.hint === undefined ? '' : ` (${error.hint})`;
  const lines = `${error.message}${hint}`.split('\n').map(printableText);
  await write(terminal.messages, `callipers: ${lines.join('\n')}\n`);
  return error.status;
}

function entryOf(name: string): CommandEntry {
  const entry = commandList.find((candidate) => candidate.name === name);
  if (entry === undefined) throw new Error(`assertion failed: no command ${name}`);
  return entry;
}
