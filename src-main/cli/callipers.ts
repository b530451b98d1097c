// The program `callipers`: connects the process to the command line. Kept small, because every subcommand pays for what is loaded here.
import { runCommandLine } from './run-command-line.ts';
import { createProcessTerminal } from './terminal.ts';

const interrupted = new AbortController();
process.once('SIGINT', () => {
  interrupted.abort();
  // A second Ctrl+C, or one while nothing listens, ends the program as it would have.
  process.once('SIGINT', () => process.exit(130));
});

process.exitCode = await runCommandLine(process.argv.slice(2), createProcessTerminal(interrupted.signal));
