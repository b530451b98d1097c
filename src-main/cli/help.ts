// The texts of --help: of the program, and of one command out of its own table of options.
import { commonOptions, type OptionTable, optionsOf } from './arguments.ts';
import type { Command } from './command.ts';
import { commandList } from './command-list.ts';

export function programHelp(): string {
  const width = Math.max(...commandList.map((entry) => entry.name.length));
  const commands = commandList.map((entry) => `  ${entry.name.padEnd(width)}  ${entry.summary}`);
  return [
    'callipers opens performance profiles and shows where the time went.',
    '',
    'usage: callipers FILE…                 open the window',
    '       callipers COMMAND [OPTIONS] …   answer in the terminal',
    '',
    'Commands:',
    ...commands,
    '',
    'FILE may be - for standard input, and compressed with gzip or zstd. `callipers COMMAND --help` says more.',
    '',
  ].join('\n');
}

export function commandHelp(command: Command): string {
  const sections = [`usage: callipers ${command.synopsis}`, '', command.description, ''];
  if (Object.keys(command.options).length > 0) sections.push('Options:', ...optionLines(command.options), '');
  const rest = Object.fromEntries(Object.entries(optionsOf(command)).filter(([name]) => !(name in command.options)));
  sections.push(
    command.takesCommonOptions ? 'Common options:' : 'Other options:',
    ...optionLines({ ...(command.takesCommonOptions ? commonOptions : {}), ...rest }),
    '',
  );
  return sections.join('\n');
}

function optionLines(table: OptionTable): string[] {
  const names = Object.entries(table).map(([name, spec]) => {
    const short = spec.short === undefined ? '    ' : `-${spec.short}, `;
    return `  ${short}--${name}${spec.value === undefined ? '' : ` ${spec.value}`}`;
  });
  const width = Math.max(...names.map((name) => name.length));
  return Object.values(table).map((spec, i) => `${names[i].padEnd(width)}  ${spec.description}`);
}
