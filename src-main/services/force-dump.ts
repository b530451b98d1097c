// Asks a program that runs under callgrind for a dump of its costs so far: `callgrind_control -d PID`, which comes with valgrind.
// The program that is started and its arguments are fixed here; of a recording only the number of the process is used.
import { execFile } from 'node:child_process';
import { failure, type Result, success } from '../../shared/base/result.ts';
import { workingFolder } from './working-folder.ts';

const TIMEOUT_MILLISECONDS = 30_000;

/** Waits until the process has been told. `program`: another one in tests. What went wrong is said in words for people. */
export function requestDump(pid: number, program = 'callgrind_control'): Promise<Result<void, string>> {
  return new Promise((done) => {
    execFile(
      program,
      ['-d', String(pid)],
      { timeout: TIMEOUT_MILLISECONDS, windowsHide: true, cwd: workingFolder },
      (error, output, errors) => {
        const said = lastLine(errors) || lastLine(output);
        const known = problemIn(`${output}\n${errors}`, pid);
        if (known !== undefined) done(failure(known));
        else if (error === null) done(success(undefined));
        else done(failure(problemOf(error as NodeJS.ErrnoException, said)));
      },
    );
  });
}

/** It ends well even where there was nothing to ask. */
function problemIn(text: string, pid: number): string | undefined {
  if (/No active callgrind runs|not detected|vgdb error/i.test(text)) {
    return `Process ${pid} does not run under callgrind on this machine any more.`;
  }
  return undefined;
}

function problemOf(error: NodeJS.ErrnoException & { killed?: boolean }, said: string): string {
  if (error.code === 'ENOENT') return 'The program callgrind_control was not found: it comes with valgrind.';
  if (error.code === 'EACCES') return 'The program callgrind_control may not be run.';
  if (error.killed === true) return 'The program callgrind_control did not answer within half a minute.';
  return said === ''
    ? `The program callgrind_control failed: ${error.message}`
    : `The program callgrind_control says: ${said}`;
}

function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.at(-1)?.trim().slice(0, 300) ?? '';
}
