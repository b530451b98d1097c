// `callipers open`: the window. Electron where its binary and a display are there, else the browser host, said in one line. Files are
// checked here, so that a mistyped name is answered in the terminal and not in a window.
import { spawn } from 'node:child_process';
import { createWriteStream, rmSync } from 'node:fs';
import { mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { failure, success } from '../../../shared/base/result.ts';
import { locateElectron } from '../../services/electron-binary.ts';
import { spoolPrefix } from '../../services/input-spool.ts';
import { locateProgramFiles } from '../../services/program-files.ts';
import { folderHint } from '../../services/recordings-in-folder.ts';
import { maxMemoryOption, memoryEnvironment, type ParsedArguments, parseNumber, usageError } from '../arguments.ts';
import type { Command, CommandResult } from '../command.ts';
import { type Terminal, write } from '../terminal.ts';

export const openCommand: Command = {
  synopsis: '[open] FILE…',
  description:
    'Opens the window: Electron if its binary is there, else a page in the browser, served to this machine alone.',
  options: {
    browser: { description: 'the browser host, even where Electron is there' },
    'no-open': { description: 'only print the address, start no browser' },
    port: { value: 'N', description: 'port of the browser host (default: any free one)' },
    host: { value: 'NAME', description: 'always loopback: 127.0.0.1, ::1 or localhost' },
    'max-memory': maxMemoryOption,
    sample: { value: 'NAME', description: 'open a recording that comes with the program' },
  },
  takesCommonOptions: false,
  operands: { names: [], min: 0, max: Number.MAX_SAFE_INTEGER },
  run: runOpen,
};

const loopback = ['127.0.0.1', '::1', 'localhost'];

async function runOpen(parsed: ParsedArguments, terminal: Terminal): Promise<CommandResult> {
  const port = parseNumber(openCommand, parsed, 'port', { fallback: 0, min: 0, max: 65535, whole: true });
  if (!port.ok) return port;
  const host = parsed.value('host');
  if (host !== undefined && !loopback.includes(host)) {
    return usageError(openCommand, `--host is always loopback, not "${host}"; from elsewhere use ssh -L`);
  }
  const memory = memoryEnvironment(parsed);
  if (!memory.ok) return memory;
  // The engine is another process, or another thread with a copy of this one's environment.
  Object.assign(process.env, memory.value);
  const spool = new InputSpool();
  const files = await checkFiles(parsed.operands, terminal, spool);
  if (!files.ok) return files;
  const wantsPage = parsed.has('browser') || parsed.has('no-open') || parsed.value('port') !== undefined;
  if (!wantsPage) {
    const reason = await runInElectron(files.value, parsed.value('sample'), spool);
    if (reason === undefined) return success(undefined);
    await write(terminal.messages, `callipers: no window: ${reason}. Opening in the browser instead.\n`);
  }
  return serveInBrowser(files.value, parsed, port.value);
}

async function serveInBrowser(files: readonly string[], parsed: ParsedArguments, port: number): Promise<CommandResult> {
  const { serve } = await import('../../browser/serve.ts');
  const sample = parsed.value('sample');
  try {
    await serve({ files, port, open: !parsed.has('no-open'), ...(sample === undefined ? {} : { sample }) });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      return failure({ status: 1, message: `port ${port} is taken`, hint: 'leave out --port' });
    if (code === 'EACCES')
      return failure({ status: 1, message: `port ${port} needs more rights`, hint: 'leave out --port' });
    return failure({ status: 1, message });
  }
  // The server keeps the process alive.
  return success(undefined);
}

/** Absolute paths of files that exist; standard input is put into a file. */
async function checkFiles(
  operands: readonly string[],
  terminal: Terminal,
  spool: InputSpool,
): Promise<CommandResult<readonly string[]>> {
  const files: string[] = [];
  for (const operand of operands) {
    if (operand === '-') {
      files.push(await spool.fill(terminal));
      continue;
    }
    const found = await stat(operand).catch(() => undefined);
    if (found === undefined) {
      const hint = 'give a file, or a command: see callipers --help';
      return failure({ status: 1, message: `${operand}: there is no such file`, hint });
    }
    if (found.isDirectory()) {
      const hint = await folderHint(operand);
      return failure({ status: 1, message: `${operand}: it is a folder`, hint });
    }
    files.push(resolve(operand));
  }
  return success(files);
}

/** Standard input as a file, in a folder of its own that goes when this process does, or is handed on to the window. */
class InputSpool {
  private folder: string | undefined;

  async fill(terminal: Terminal): Promise<string> {
    this.folder ??= await this.make();
    const path = join(this.folder, 'standard input');
    await pipeline(terminal.input, createWriteStream(path, { mode: 0o600 }));
    return path;
  }

  /** The argument by which the window takes the folder over. */
  argument(): readonly string[] {
    return this.folder === undefined ? [] : [`--spool=${this.folder}`];
  }

  /** The window has taken it over. One that ran already outlives this process. */
  handOn(): void {
    this.folder = undefined;
  }

  private async make(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), spoolPrefix));
    process.once('exit', () => {
      if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
    });
    return folder;
  }
}

/** Waits until the window is closed; or says why there is none. */
function runInElectron(
  files: readonly string[],
  sample: string | undefined,
  spool: InputSpool,
): Promise<string | undefined> {
  const electron = locateElectron();
  if (!electron.ok) return Promise.resolve(electron.reason);
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return Promise.resolve('there is no display');
  const { root } = locateProgramFiles();
  const samples = sample === undefined ? [] : [`--sample=${sample}`];
  return new Promise((done) => {
    const child = spawn(electron.path, [root, ...samples, ...spool.argument(), ...files], { stdio: 'inherit' });
    child.once('error', (error) => done(`Electron did not start: ${error.message}`));
    child.once('exit', (code, signal) => {
      const failed = failureOfElectron(code, signal);
      // Else it stays this process's: the page in the browser reads it next.
      if (failed === undefined) spool.handOn();
      done(failed);
    });
  });
}

/** Signals by which somebody ends a program; by others it crashed, as Electron does where its sandbox is not allowed. */
const wishes: readonly (string | null)[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGKILL'];

/** What went wrong with a window that is gone; undefined where it was closed. */
export function failureOfElectron(code: number | null, signal: NodeJS.Signals | null): string | undefined {
  if (code === 0 || wishes.includes(signal)) return undefined;
  return signal === null ? `Electron ended with status ${code}` : `Electron crashed (${signal})`;
}
