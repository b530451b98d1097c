// Where a command reads from and writes to. The real one wraps the process; tests collect what is written.
import type { Readable, Writable } from 'node:stream';

export interface Terminal {
  /** Standard input: what the file name - stands for. */
  readonly input: Readable;
  /** Standard output: results only. */
  readonly output: Writable;
  /** Standard error: progress, warnings, errors. */
  readonly messages: Writable;
  /** Whether a person looks at the output / the messages: colour, progress, names cut to the width. */
  readonly isOutputSeen: boolean;
  readonly areMessagesSeen: boolean;
  /** Columns of the output's terminal. */
  readonly width: number;
  readonly colour: boolean;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
}

/** The terminal of this process. A pipe that is closed by its reader (`| head`) ends the program without a word. */
export function createProcessTerminal(signal: AbortSignal): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
  const isOutputSeen = process.stdout.isTTY === true;
  return {
    // A getter: merely touching standard input keeps the process waiting for it.
    get input() {
      return process.stdin;
    },
    output: process.stdout,
    messages: process.stderr,
    isOutputSeen,
    areMessagesSeen: process.stderr.isTTY === true,
    // 0 in a terminal that was never given a size.
    width: process.stdout.columns || 80,
    // https://no-color.org: any value but the empty one.
    colour: isOutputSeen && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb',
    signal,
  };
}

/** Writes and waits while the reader is slower than we are. */
export async function write(stream: Writable, text: string): Promise<void> {
  if (stream.write(text)) return;
  await new Promise<void>((resolve) => stream.once('drain', resolve));
}
