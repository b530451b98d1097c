// The bytecode of a Python function, made of its source by the python3 that is here. The source is compiled and never run: a fixed script
// reads the file, compiles it and looks for the code object of the name and line, in isolated mode, with the path as an argument.
import { failure, type Result, success } from '../../../shared/base/result.ts';
import type { Instruction } from '../../../shared/views/support/wishes.ts';
import type { Disassembly, DisassemblyFailure } from './disassembler.ts';
import { runProgram } from './run-program.ts';

/** One line an instruction: offset, line, target or −1, name, arguments; tabs between them. */
const SCRIPT = `
import dis, io, sys
path, name, line = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(path, 'rb') as file:
    whole = compile(file.read(), path, 'exec', dont_inherit=True)
waiting, best = [whole], None
while waiting:
    code = waiting.pop()
    waiting.extend(each for each in code.co_consts if hasattr(each, 'co_code'))
    if code.co_name != name and getattr(code, 'co_qualname', code.co_name) != name:
        continue
    if best is None or abs(code.co_firstlineno - line) < abs(best.co_firstlineno - line):
        best = code
if best is None:
    sys.exit(3)
out = io.open(1, 'w', encoding='utf-8', errors='backslashreplace')
print('python', '.'.join(map(str, sys.version_info[:3])), sep='\\t', file=out)
at = best.co_firstlineno
starts = {}
for offset, number in dis.findlinestarts(best):
    starts[offset] = number
for one in dis.get_instructions(best):
    at = starts.get(one.offset, at)
    target = one.argval if one.opcode in dis.hasjrel or one.opcode in dis.hasjabs else -1
    text = ' '.join((one.argrepr or '').split())[:200]
    print(one.offset, at or -1, target, one.opname, text, sep='\\t', file=out)
out.close()
`;
const NOT_FOUND = 'ended with 3.';

export interface PythonFunction {
  /** Absolute path of the source. */
  readonly path: string;
  readonly name: string;
  readonly line: number;
}

export async function pythonBytecode(
  { path, name, line }: PythonFunction,
  program = 'python3',
): Promise<Result<Disassembly, DisassemblyFailure>> {
  const said = await runProgram(program, ['-I', '-B', '-c', SCRIPT, path, name, String(line)]);
  if (said.kind === 'missing') {
    return failure({
      message: `There is no ${program} on this machine.`,
      hint: 'The bytecode is made by Python from the source: install it, and look again.',
    });
  }
  if (said.kind === 'failed') {
    return said.message.endsWith(NOT_FOUND)
      ? failure({ message: `${path} has no function ${name}.`, hint: 'The file was changed since it was recorded.' })
      : failure({ message: said.message, hint: `This ${program} does not compile the file.` });
  }
  const [head, ...lines] = said.output.split('\n');
  const instructions = lines.filter((each) => each !== '').map(toInstruction);
  return success({ instructions, by: `Python ${head.split('\t')[1] ?? ''}`.trim() });
}

function toInstruction(printed: string): Instruction {
  const [offset, line, target, name, text = ''] = printed.split('\t');
  return {
    address: BigInt(offset),
    bytes: '',
    text: `${name} ${text}`.trim(),
    ...(Number(line) > 0 ? { line: Number(line) } : {}),
    ...(/^\d+$/.test(target) ? { target: BigInt(target) } : {}),
  };
}
