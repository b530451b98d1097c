// `callipers machine`: the annotated machine code of a function, or the bytecode of a Python one.
import { initialViewState } from '../../../shared/state/view-state.ts';
import { parseChoice } from '../arguments.ts';
import { printCode } from '../code-printing.ts';
import type { Command } from '../command.ts';
import { fileRuleOptions } from '../granted-files.ts';

export const machineCommand: Command = {
  synopsis: 'machine FILE FUNCTION',
  description:
    'The instructions of FUNCTION with the cost of each, the calls made there and the lines of source they were made from.\nNeeds a recording with --dump-instr=yes, the binary, and objdump or llvm-objdump (or the program that OBJDUMP names).\nOf a Python function: its bytecode, made from the source by python3; nothing of it is run.',
  options: {
    all: { description: 'also runs of instructions that cost nothing' },
    syntax: { value: 'HOW', description: 'how operands are written: att (default) or intel' },
    'no-source': { description: 'without the lines of source' },
    ...fileRuleOptions('binaries and source files'),
  },
  takesCommonOptions: true,
  operands: { names: ['FILE', 'FUNCTION'], min: 2, max: 2 },
  run: async (parsed, terminal) => {
    const syntax = parseChoice(machineCommand, parsed, 'syntax', ['att', 'intel']);
    if (!syntax.ok) return syntax;
    const machine = { ...initialViewState.machine, syntax: syntax.value, withSource: !parsed.has('no-source') };
    return await printCode({ command: 'machine', viewId: 'machine-code', change: { machine } }, parsed, terminal);
  },
};
