// Runs the command line in this process, as src-main/cli/callipers.ts does, and collects what it writes.
import { Readable, Writable } from 'node:stream';
import { runCommandLine } from '../../src-main/cli/run-command-line.ts';

export interface CliRun {
  readonly status: number;
  readonly output: string;
  readonly messages: string;
  /** The output as JSON. */
  json(): unknown;
}

/** `input` stands for standard input. `width`: as if the output were a terminal that wide. */
export async function runCli(
  args: readonly string[],
  { input = '', width }: { readonly input?: string | Uint8Array; readonly width?: number } = {},
): Promise<CliRun> {
  const output = new Collected();
  const messages = new Collected();
  const status = await runCommandLine(args, {
    input: Readable.from([Buffer.from(input)]),
    output,
    messages,
    isOutputSeen: width !== undefined,
    areMessagesSeen: false,
    width: width ?? 80,
    colour: false,
    signal: new AbortController().signal,
  });
  return { status, output: output.text, messages: messages.text, json: () => JSON.parse(output.text) };
}

class Collected extends Writable {
  text = '';

  override _write(chunk: Buffer | string, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
