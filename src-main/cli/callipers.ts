// The program `callipers`: connects the process to the command line. Kept small, because every subcommand pays for what is loaded here.
import { getEventListeners } from 'node:events';
import { runCommandLine } from './run-command-line.ts';
import { createProcessTerminal } from './terminal.ts';

const interrupted = new AbortController();
process.once('SIGINT', () => {
  // Nobody would hear it: it ends the program, as it does elsewhere. The browser host ends by a listener of its own.
  const isHeard = getEventListeners(interrupted.signal, 'abort').length > 0 || process.listenerCount('SIGINT') > 0;
  if (!isHeard) process.exit(130);
  interrupted.abort();
  // What listens may be long about it: the second one does not wait.
  process.once('SIGINT', () => process.exit(130));
});

process.exitCode = await runCommandLine(process.argv.slice(2), createProcessTerminal(interrupted.signal));
