/**
 * Usage of the command line: wrong usage is answered with status 2 and how it is used, help and version with 0, and a name that is no
 * command is a file to open.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandList } from '../../src-main/cli/command-list.ts';
import { runCli } from '../support/run-cli.ts';

const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
const profile = 'fixtures/cprofile/taylor-py313/taylor-py313.prof';

describe('help', () => {
  it('of the program names every command', async () => {
    const { status, output } = await runCli(['--help']);
    expect(status).toBe(0);
    const lines = output.split('\n').map((line) => line.replace(/ {2,}/g, '  '));
    for (const { name, summary } of commandList) expect(lines).toContain(`  ${name}  ${summary}`);
  });

  it.each(commandList.map((entry) => [entry.name]))('of %s says how it is used', async (name) => {
    const { status, output, messages } = await runCli([name, '--help']);
    expect({ status, messages }).toEqual({ status: 0, messages: '' });
    expect(output).toMatch(/^usage: callipers /);
    expect(output).toContain('--help');
  });

  it('comes on standard error where nothing is asked for', async () => {
    const { status, output, messages } = await runCli([]);
    expect({ status, output }).toEqual({ status: 2, output: '' });
    expect(messages).toContain('usage: callipers FILE…');
  });

  it('--version prints the version of package.json', async () => {
    expect(await runCli(['--version'])).toMatchObject({ status: 0, output: `callipers ${version}\n` });
  });
});

describe('wrong usage', () => {
  it.each([
    ['an unknown option', ['top', profile, '--limt', '3'], "Unknown option '--limt'"],
    ['an option of another command', ['top', profile, '--min-node', '3'], "Unknown option '--min-node'"],
    ['a missing operand', ['callers', profile], 'FUNCTION is missing'],
    ['a missing file', ['top'], 'FILE is missing'],
    ['a surplus operand', ['top', profile, 'factorial'], 'one operand too many: factorial'],
    ['a missing value', ['top', profile, '--limit'], "Option '--limit <value>' argument missing"],
    ['a number that is none', ['top', profile, '--limit', 'ten'], '--limit needs a whole number, not "ten"'],
    ['a negative limit', ['top', profile, '--limit', '-3'], '--limit must be at least 0, not -3'],
    ['a share above everything', ['graph', profile, '--min-node', '101'], '--min-node must be 0 to 100, not 101'],
    [
      'an unknown order',
      ['top', profile, '--sort', 'cost'],
      '--sort must be one of inclusive, self, calls, name, not "cost"',
    ],
    ['an unknown format', ['graph', profile, '--format', 'png'], '--format must be one of svg, dot, json, not "png"'],
    ['an odd size', ['map', profile, '--size', 'big'], '--size needs WIDTHxHEIGHT of 1 to 20000 pixels, not "big"'],
    ['an option given twice', ['top', profile, '--event', 'Time', '--event', 'Ir'], '--event is given more than once'],
    [
      'parts that are no numbers',
      ['top', profile, '--parts', '1..3'],
      '--parts needs numbers and ranges like 1,3-5, not "1..3"',
    ],
    ['no output to convert to', ['convert', profile], '-o OUT or --to FORMAT is missing'],
    ['an ending without a format', ['convert', profile, '-o', '/tmp/x.doc'], 'the ending of /tmp/x.doc says no format'],
    ['another host than this', ['open', profile, '--host', '0.0.0.0'], '--host is always loopback, not "0.0.0.0"'],
    ['a port that is none', ['open', profile, '--port', '99999'], '--port must be 0 to 65535, not 99999'],
    ['standard input twice', ['top', '-', '--with', '-'], 'standard input can be read only once'],
  ])('%s is named', async (_, args, message) => {
    const { status, output, messages } = await runCli(args);
    expect({ status, output }).toEqual({ status: 2, output: '' });
    expect(messages).toContain(`callipers: ${message}`);
  });

  it('shows how the command is used', async () => {
    const { messages } = await runCli(['callers', profile]);
    expect(messages).toBe('callipers: FUNCTION is missing (usage: callipers callers FILE FUNCTION)\n');
  });

  it('of a word that is neither command nor file points to the commands', async () => {
    const { status, messages } = await runCli(['tpo']);
    expect(status).toBe(1);
    expect(messages).toBe('callipers: tpo: there is no such file (give a file, or a command: see callipers --help)\n');
  });
});

describe('numbers', () => {
  it('may be negative without an equals sign', async () => {
    expect(await runCli(['graph', profile, '--callee-depth', '-1', '--json'])).toMatchObject({
      status: 0,
      messages: '',
    });
  });

  it('of shares may carry a percent sign', async () => {
    const plain = await runCli(['graph', profile, 'benchmark', '--min-node', '50', '--json']);
    const signed = await runCli(['graph', profile, 'benchmark', '--min-node=50%', '--json']);
    expect(signed.output).toBe(plain.output);
  });
});
