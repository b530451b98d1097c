// Options and operands of one command. node:util parses; this file names the common options, checks values and words the errors.
import { parseArgs } from 'node:util';
import { failure, success } from '../../shared/base/result.ts';
import { MEMORY_VARIABLE, parseSize } from '../services/memory-limit.ts';
import type { Command, CommandResult } from './command.ts';

/** One option. `value` is the placeholder in --help; without it the option is a switch. */
export interface OptionSpec {
  readonly value?: string;
  readonly short?: string;
  readonly repeatable?: boolean;
  readonly description: string;
}

export type OptionTable = Readonly<Record<string, OptionSpec>>;

export interface ParsedArguments {
  readonly operands: readonly string[];
  /** Whether a switch is set. */
  has(name: string): boolean;
  /** Last value given, or undefined. */
  value(name: string): string | undefined;
  /** All values given. */
  values(name: string): readonly string[];
}

export const maxMemoryOption: OptionSpec = {
  value: 'SIZE',
  description: 'refuse files that need more memory: 6GB, 800MB (default: what the machine has left)',
};

/** Options of every command that opens a file. */
export const commonOptions: OptionTable = {
  event: { value: 'NAME', description: 'event type or formula to show: Ir, "D1mr / Dr" (default: the preferred one)' },
  second: { value: 'NAME', description: 'a second event type or formula beside it' },
  with: { value: 'FILE', repeatable: true, description: 'a further file that is a part of the same recording' },
  idle: { description: 'count idle time in' },
  relative: { description: 'shares of the total instead of costs' },
  merge: { value: 'LIST', description: 'functions that callgrind kept apart are one: recursion, contexts or both' },
  'no-cycles': { description: 'no cycle detection' },
  parts: { value: 'LIST', description: 'only these parts, by their number in `info`: 1,3-5' },
  json: { description: 'print JSON' },
  output: { value: 'FILE', short: 'o', description: 'write to FILE instead of standard output' },
  'max-memory': maxMemoryOption,
  quiet: { short: 'q', description: 'no progress, no warnings' },
};

const helpOption: OptionTable = { help: { short: 'h', description: 'print this help' } };

export function optionsOf(command: Command): OptionTable {
  return { ...command.options, ...(command.takesCommonOptions ? commonOptions : {}), ...helpOption };
}

/** The parsed arguments, or what is wrong with them (status 2). */
export function parseArguments(command: Command, args: readonly string[]): CommandResult<ParsedArguments> {
  const table = optionsOf(command);
  const options: Record<string, { type: 'string' | 'boolean'; short?: string; multiple: boolean }> = {};
  for (const [name, spec] of Object.entries(table)) {
    const short = spec.short === undefined ? {} : { short: spec.short };
    options[name] = { type: spec.value === undefined ? 'boolean' : 'string', multiple: true, ...short };
  }
  let values: Record<string, unknown>;
  let operands: string[];
  try {
    const parsed = parseArgs({ args: joinNegativeNumbers(args, table), options, allowPositionals: true, strict: true });
    values = parsed.values as Record<string, unknown>;
    operands = parsed.positionals;
  } catch (error) {
    // Node explains in several sentences; the first says what is wrong.
    const [message] = (error instanceof Error ? error.message : String(error)).split(/\.\s|\n/);
    return usageError(command, message.replace(/\.$/, ''));
  }
  for (const [name, spec] of Object.entries(table)) {
    const given = values[name] as unknown[] | undefined;
    if (spec.value !== undefined && spec.repeatable !== true && (given?.length ?? 0) > 1) {
      return usageError(command, `--${name} is given more than once`);
    }
  }
  const parsed: ParsedArguments = {
    operands,
    has: (name) => ((values[name] as boolean[] | undefined) ?? []).includes(true),
    value: (name) => (values[name] as string[] | undefined)?.at(-1),
    values: (name) => (values[name] as string[] | undefined) ?? [],
  };
  return parsed.has('help') ? success(parsed) : checkOperands(command, parsed);
}

/** `--caller-depth -1`: node:util takes -1 for an option of its own unless it stands behind an equals sign. */
function joinNegativeNumbers(args: readonly string[], table: OptionTable): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1) ?? '';
    const takesValue = before.startsWith('--') && table[before.slice(2)]?.value !== undefined;
    if (takesValue && /^-\d/.test(arg)) joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

function checkOperands(command: Command, parsed: ParsedArguments): CommandResult<ParsedArguments> {
  const { names, min, max } = command.operands;
  if (parsed.operands.length < min) return usageError(command, `${names[parsed.operands.length]} is missing`);
  if (parsed.operands.length > max) {
    const surplus = parsed.operands[max];
    return usageError(command, max === 0 ? `no operand is expected: ${surplus}` : `one operand too many: ${surplus}`);
  }
  return success(parsed);
}

/** A usage error that shows how the command is used. */
export function usageError(command: Pick<Command, 'synopsis'>, message: string): CommandResult<never> {
  return failure({ status: 2, message, hint: `usage: callipers ${command.synopsis}` });
}

/** The size given with --max-memory, as a variable of the environment for whatever opens files; undefined: none is given. */
export function memoryEnvironment(parsed: ParsedArguments): CommandResult<Record<string, string>> {
  const text = parsed.value('max-memory');
  if (text === undefined) return success({});
  if (parseSize(text) === undefined) {
    return failure({ status: 2, message: `--max-memory needs a size like 6GB, not "${text}"` });
  }
  return success({ [MEMORY_VARIABLE]: text });
}

/** A number option within limits; `fallback` where it is not given. */
export function parseNumber(
  command: Command,
  parsed: ParsedArguments,
  name: string,
  limits: { readonly fallback: number; readonly min: number; readonly max: number; readonly whole: boolean },
): CommandResult<number> {
  const text = parsed.value(name);
  if (text === undefined) return success(limits.fallback);
  const value = /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*%?\s*$/.test(text) ? Number.parseFloat(text) : Number.NaN;
  if (Number.isNaN(value) || (limits.whole && (!Number.isInteger(value) || text.includes('%')))) {
    return usageError(command, `--${name} needs a ${limits.whole ? 'whole ' : ''}number, not "${text}"`);
  }
  if (value < limits.min || value > limits.max) {
    const range = limits.max === Number.MAX_SAFE_INTEGER ? `at least ${limits.min}` : `${limits.min} to ${limits.max}`;
    return usageError(command, `--${name} must be ${range}, not ${text}`);
  }
  return success(value);
}

/** One of several words; `fallback` where it is not given. */
export function parseChoice<Choice extends string>(
  command: Command,
  parsed: ParsedArguments,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): CommandResult<Choice> {
  const text = parsed.value(name);
  if (text === undefined) return success(choices[0]);
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) return usageError(command, `--${name} must be one of ${choices.join(', ')}, not "${text}"`);
  return success(choice);
}

/** The format of a picture: --format, else --json, else the ending of -o, else the first. */
export function parsePictureFormat<Format extends string>(
  command: Command,
  parsed: ParsedArguments,
  formats: readonly [Format, ...Format[]],
): CommandResult<Format> {
  if (parsed.value('format') !== undefined) return parseChoice(command, parsed, 'format', formats);
  const ending = parsed.has('json') ? 'json' : parsed.value('output')?.toLowerCase().split('.').at(-1);
  return success(formats.find((format) => format === ending) ?? formats[0]);
}
