// `callipers source`: the annotated source of a function, as callgrind_annotate prints it and the window shows it.
import { printCode } from '../code-printing.ts';
import type { Command } from '../command.ts';
import { fileRuleOptions } from '../granted-files.ts';

export const sourceCommand: Command = {
  synopsis: 'source FILE FUNCTION',
  description:
    'The source of FUNCTION with the cost of every line and the calls it makes; lines without cost are left out.\nFUNCTION is the exact name, or name@end-of-path where several functions have that name.',
  options: {
    all: { description: 'all lines of the files' },
    ...fileRuleOptions('source files'),
  },
  takesCommonOptions: true,
  operands: { names: ['FILE', 'FUNCTION'], min: 2, max: 2 },
  run: (parsed, terminal) => printCode({ command: 'source', viewId: 'source' }, parsed, terminal),
};
