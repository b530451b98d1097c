// Machine code of a range of addresses, by objdump or llvm-objdump, whichever is there. Run beside everything else, bounded in time and
// output, and kept: the same range of the same file is asked of the program once. `OBJDUMP` names another program.
// The program gets the path of a file that exists, never words from a recording.
import { failure, type Result, success } from '../../../shared/base/result.ts';
import type { Instruction } from '../../../shared/views/support/wishes.ts';
import { parseObjdump } from './parse-objdump.ts';
import { runProgram } from './run-program.ts';

export interface CodeRange {
  /** Absolute path of an object file, and when it was last written. */
  readonly path: string;
  readonly modified: number;
  /** First address, and the first behind the range. */
  readonly from: bigint;
  readonly to: bigint;
  readonly syntax: 'att' | 'intel';
}

export interface Disassembly {
  readonly instructions: readonly Instruction[];
  /** The program that printed them. */
  readonly by: string;
}

/** What went wrong, in words for people, and what to do. */
export interface DisassemblyFailure {
  readonly message: string;
  readonly hint: string;
  /** There is a program, but nothing at these addresses: other ranges may be there. */
  readonly isEmpty?: true;
}

export type DisassemblyAnswer = Result<Disassembly, DisassemblyFailure>;

const MOST_KEPT = 400;
const MOST_INSTRUCTIONS_KEPT = 1_000_000;

export class Disassembler {
  private readonly kept = new Map<string, { readonly answer: Promise<DisassemblyAnswer>; size: number }>();
  private readonly programs: readonly string[];

  /** `programs`: tried in this order. */
  constructor(programs: readonly string[] = knownPrograms()) {
    this.programs = programs;
  }

  /** The same promise for the same range while it is kept. */
  disassemble(range: CodeRange): Promise<DisassemblyAnswer> {
    const key = [range.path, range.modified, range.from, range.to, range.syntax].join('\n');
    const known = this.kept.get(key);
    if (known !== undefined) return known.answer;
    const answer = this.ask(range);
    const entry = { answer, size: 0 };
    this.kept.set(key, entry);
    answer.then(
      (result) => {
        // What failed may work the next time: a program was installed, the machine was busy.
        if (!result.ok && result.error.isEmpty !== true) this.kept.delete(key);
        if (result.ok) entry.size = result.value.instructions.length;
        this.forgetOldest(key);
      },
      () => this.kept.delete(key),
    );
    return answer;
  }

  private forgetOldest(newest: string): void {
    let instructions = 0;
    for (const { size } of this.kept.values()) instructions += size;
    for (const [key, { size }] of this.kept) {
      if (key === newest || (this.kept.size <= MOST_KEPT && instructions <= MOST_INSTRUCTIONS_KEPT)) break;
      this.kept.delete(key);
      instructions -= size;
    }
  }

  private async ask(range: CodeRange): Promise<DisassemblyAnswer> {
    for (const program of this.programs) {
      const said = await runProgram(program, argumentsFor(program, range));
      if (said.kind === 'missing') continue;
      if (said.kind === 'failed') return failure({ message: said.message, hint: 'The file may be no program.' });
      const instructions = parseObjdump(said.output);
      const by = program.replace(/^.*[\\/]/, '');
      if (instructions.length > 0) return success({ instructions, by });
      return failure({
        message: `${by} finds no code at 0x${range.from.toString(16)} in ${range.path}.`,
        hint: 'It is another file than the one that was recorded, or was built anew since.',
        isEmpty: true,
      });
    }
    return failure({
      message: `There is no ${this.programs.join(' and no ')} on this machine.`,
      hint: 'Install binutils or LLVM, or name the program in the environment variable OBJDUMP.',
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
