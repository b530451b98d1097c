// Machine code of a range of addresses, by objdump or llvm-objdump, whichever is there. Run beside everything else, bounded in time and
// output, and kept: the same range of the same file is asked of the program once. `OBJDUMP` names another program.
// The program gets the path of a file that exists, never words from a recording.
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { failure, type Result, success } from '../../../shared/base/result.ts';
import { type Disassembly, parseObjdump } from './parse-objdump.ts';

export type Syntax = 'att' | 'intel';

export interface CodeRange {
  /** Absolute path of an object file. */
  readonly path: string;
  /** First address, and the first behind the range. */
  readonly from: bigint;
  readonly to: bigint;
  readonly syntax: Syntax;
}

/** What went wrong, in words for people, and what to do. */
export interface DisassemblyFailure {
  readonly message: string;
  readonly hint: string;
}

type Answer = Result<Disassembly, DisassemblyFailure>;

const MOST_SECONDS = 30;
const MOST_OUTPUT = 64 * 2 ** 20;
const MOST_KEPT = 200;

export class Disassembler {
  private readonly kept = new Map<string, Promise<Answer>>();
  private readonly programs: readonly string[];

  /** `programs`: tried in this order. */
  constructor(programs: readonly string[] = knownPrograms()) {
    this.programs = programs;
  }

  /** The same promise for the same range while it is kept. */
  async disassemble(range: CodeRange): Promise<Answer> {
    const found = await stat(range.path).catch(() => undefined);
    if (found === undefined || !found.isFile()) {
      return failure({ message: `${range.path} is not there`, hint: 'say where the binary is' });
    }
    const key = [range.path, found.mtimeMs, found.size, range.from, range.to, range.syntax].join('\n');
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const answer = this.ask(range);
    this.kept.set(key, answer);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_KEPT) break;
      this.kept.delete(oldest);
    }
    // What failed may work the next time: a program was installed, the machine was busy.
    if (!(await answer).ok) this.kept.delete(key);
    return answer;
  }

  private async ask(range: CodeRange): Promise<Answer> {
    for (const program of this.programs) {
      const said = await run(program, argumentsFor(program, range));
      if (said.kind === 'missing') continue;
      if (said.kind === 'failed') return failure({ message: said.message, hint: 'the file may be no program' });
      const disassembly = parseObjdump(said.output);
      if (disassembly.instructions.length > 0) return success(disassembly);
      return failure({
        message: `${program} finds no code at 0x${range.from.toString(16)} in ${range.path}`,
        hint: 'the file is another one than the one that was recorded, or was built anew since',
      });
    }
    return failure({
      message: `there is no ${this.programs.join(', no ')} on this machine`,
      hint: 'install binutils or LLVM, or name the program in the environment variable OBJDUMP',
    });
  }
}

function knownPrograms(): readonly string[] {
  const own = process.env['OBJDUMP'];
  return [...(own === undefined || own === '' ? [] : [own]), 'objdump', 'llvm-objdump'];
}

function argumentsFor(program: string, { path, from, to, syntax }: CodeRange): string[] {
  const isLlvm = /llvm/.test(program);
  const intel = isLlvm ? ['--x86-asm-syntax=intel'] : ['-M', 'intel'];
  return [
    '--disassemble',
    '--demangle',
    // One line an instruction; LLVM's does so anyway.
    ...(isLlvm ? [] : ['--wide']),
    ...(syntax === 'intel' ? intel : []),
    `--start-address=0x${from.toString(16)}`,
    `--stop-address=0x${to.toString(16)}`,
    path,
  ];
}

type Said =
  | { readonly kind: 'output'; readonly output: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly message: string };

function run(program: string, parameters: readonly string[]): Promise<Said> {
  const options = {
    timeout: MOST_SECONDS * 1000,
    maxBuffer: MOST_OUTPUT,
    windowsHide: true,
    encoding: 'utf8',
  } as const;
  return new Promise((resolve) => {
    execFile(program, parameters, options, (error, output, complaints) => {
      if (error === null) resolve({ kind: 'output', output });
      else if (error.code === 'ENOENT') resolve({ kind: 'missing' });
      else resolve({ kind: 'failed', message: reasonOf(program, error, complaints) });
    });
  });
}

function reasonOf(
  program: string,
  error: NonNullable<Parameters<NonNullable<Parameters<typeof execFile>[3]>>[0]>,
  complaints: string,
): string {
  if (error.killed === true) return `${program} took longer than ${MOST_SECONDS} s`;
  const said = complaints.split('\n').find((line) => line.trim() !== '');
  return said === undefined ? `${program} ended with ${String(error.code)}` : said.trim();
}
