// A program that prints text about a file, run without a shell, bounded in time and output.
// Trap: what cannot be an argument (128 kB on Linux, a zero byte) is thrown by execFile at once, not told to its callback.
import { execFile } from 'node:child_process';
import { workingFolder } from '../working-folder.ts';

const MOST_SECONDS = 30;
const MOST_OUTPUT = 64 * 2 ** 20;

export type Said =
  | { readonly kind: 'output'; readonly output: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly message: string };

export function runProgram(program: string, parameters: readonly string[]): Promise<Said> {
  const options = {
    timeout: MOST_SECONDS * 1000,
    maxBuffer: MOST_OUTPUT,
    windowsHide: true,
    encoding: 'utf8',
    cwd: workingFolder,
    // Other languages write other words; binutils would ask these servers for what a file lacks.
    env: { ...process.env, LC_ALL: 'C', DEBUGINFOD_URLS: '' },
  } as const;
  return new Promise((resolve) => {
    try {
      execFile(program, [...parameters], options, (error, output, complaints) => {
        if (error === null) resolve({ kind: 'output', output });
        else if (error.code === 'ENOENT') resolve({ kind: 'missing' });
        else resolve({ kind: 'failed', message: reasonOf(program, error, complaints) });
      });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      resolve({ kind: 'failed', message: `${program} cannot be asked for this name (${code}).` });
    }
  });
}

type ExecError = Parameters<NonNullable<Parameters<typeof execFile>[3]>>[0];

function reasonOf(program: string, error: NonNullable<ExecError>, complaints: string): string {
  if (String(error.code) === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return `${program} printed more than 64 MB.`;
  if (error.killed === true) return `${program} took longer than ${MOST_SECONDS} s.`;
  const said = complaints
    .split('\n')
    .filter((line) => line.trim() !== '')
    .at(-1);
  return said === undefined ? `${program} ended with ${String(error.code)}.` : said.trim().slice(0, 500);
}
