/**
 * What the command line prints for people: tables as the window shows them, errors with file and place, and never anything of a file
 * that a terminal would obey.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { printableText } from '../../src-main/cli/printable-text.ts';
import { runCli } from '../support/run-cli.ts';

const taylor = 'fixtures/cprofile/taylor-py313/taylor-py313.prof';
const folder = mkdtempSync(join(tmpdir(), 'callipers-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('top', () => {
  it('prints the dearest functions with calls and places', async () => {
    const { status, output, messages } = await runCli(['top', taylor, '--limit', '4']);
    expect({ status, messages }).toEqual({ status: 0, messages: '' });
    expect(output).toBe(
      [
        '  Incl.     Self       Called  Function                         Location',
        '92.7 ms  6.83 µs            1  <built-in method builtins.exec>  built-in',
        '92.7 ms  11.1 µs            1  <module>                         taylor.py:1',
        '92.6 ms  32.3 µs            1  benchmark                        taylor.py:30',
        '91.7 ms  91.7 ms  188,000/750  factorial                        taylor.py:10',
        '',
      ].join('\n'),
    );
  });

  it('prints shares when asked', async () => {
    const { output } = await runCli(['top', taylor, '--relative', '--search', 'factorial']);
    expect(output.split('\n')[1]).toBe('98.93 %  98.93 %  188,000/750  factorial  taylor.py:10');
  });

  it('cuts lines to the terminal, and only there', async () => {
    const seen = await runCli(['top', taylor], { width: 40 });
    const piped = await runCli(['top', taylor]);
    expect(Math.max(...seen.output.split('\n').map((line) => line.length))).toBe(40);
    expect(piped.output).toContain("<method 'disable' of '_lsprof.Profiler' objects>  built-in");
  });

  it.each([
    ['fixtures/bad/empty-dict.prof', [], /: Nothing was recorded: the file holds no functions\. Usually the profiler /],
    ['fixtures/bad/all-zero.callgrind', [], /: All costs of Ir are 0: the profiler counted none\.\n$/],
    [taylor, ['--search', 'zzz'], /: No function is found by "zzz": a search looks for a part of a name/],
  ])('says why its table shows nothing: %s %j', async (file, options, why) => {
    const { status, messages } = await runCli(['top', file, ...options]);
    expect(messages.split('\n')).toHaveLength(2);
    expect({ status, messages }).toEqual({ status: 0, messages: expect.stringMatching(why) });
    expect((await runCli(['top', file, ...options, '--quiet'])).messages).toBe('');
  });

  it('names the event types that have costs where the one asked for has none', async () => {
    const input = 'version: 1\nevents: Ir Dr Bc\nfn=f\n1 0 7 9\n';
    const asked = async (event: string) => (await runCli(['top', '-', '--event', event], { input })).messages;
    expect(await asked('Ir')).toBe(
      'callipers: standard input: All costs of Ir are 0: the profiler counted none. There are costs of Dr, Bc: choose with --event.\n',
    );
    expect(await asked('Dr')).toBe('');
  });

  it('names the file that is at fault where two have one name', async () => {
    const [a, b] = ['a', 'b'].map((name) => mkdtempSync(join(tmpdir(), `callipers-${name}-`)));
    const [good, bad] = [join(a, 'callgrind.out.1'), join(b, 'callgrind.out.1')];
    writeFileSync(good, 'version: 1\nevents: Ir\nfn=f\n1 5\n');
    writeFileSync(bad, 'version: 1\nevents:\nfn=f\n1 5\n');
    const { messages } = await runCli(['top', good, '--with', bad]);
    expect(messages).toMatch(new RegExp(`^callipers: ${bad}:4: `));
    writeFileSync(bad, 'version: 1\nevents: Ir\nfn=f\n1 5\nwhat\n');
    expect((await runCli(['top', good, '--with', bad])).messages).toContain(`callipers: ${bad}:5: warning: `);
    for (const made of [a, b]) rmSync(made, { recursive: true });
  });

  it('reads standard input', async () => {
    const input = new Uint8Array(readFileSync(taylor));
    const fromInput = await runCli(['top', '-'], { input });
    expect(fromInput.output).toBe((await runCli(['top', taylor])).output);
  });
});

describe('callers and callees', () => {
  it('show the 500 and 250 calls of the classic example, recursion marked', async () => {
    const { output } = await runCli(['callers', taylor, 'factorial']);
    expect(output.split('\n').slice(2)).toEqual([
      '  Incl.        Count  Function               Location',
      '91.3 ms  187,250/749  factorial (recursive)  taylor.py:10',
      '60.6 ms          500  taylor_exp             taylor.py:16',
      '31.1 ms          250  taylor_sin             taylor.py:20',
      '',
    ]);
  });

  it('list the candidates of an ambiguous name in a form that picks one', async () => {
    const shop = 'fixtures/samples/shop/shop.prof';
    const { status, output, messages } = await runCli(['callees', shop, 'total']);
    expect({ status, output }).toEqual({ status: 1, output: '' });
    const candidates = messages
      .split('\n')
      .slice(1, -1)
      .map((line) => line.trim());
    expect(candidates).toEqual(['total@shop/pricing.py:15', 'total@shop/stock.py:22']);
    for (const candidate of [...candidates, 'total@pricing.py', 'total@shop/stock.py']) {
      expect(await runCli(['callees', shop, candidate])).toMatchObject({ status: 0 });
    }
  });

  it('tell functions on one line apart by their column, with and without a file', async () => {
    const frame = (url: string, columnNumber: number) => ({ functionName: '', url, lineNumber: 11, columnNumber });
    const frames = [frame('file:///a/main.js', 4), frame('file:///a/main.js', 30), frame('', 4), frame('', 30)];
    const root = { functionName: '(root)', url: '', lineNumber: -1, columnNumber: -1 };
    const nodes = [{ id: 1, callFrame: root, children: [2, 3, 4, 5] }];
    const callees = frames.map((callFrame, i) => ({ id: i + 2, callFrame }));
    const samples = { samples: [2, 3, 4, 5, 5], timeDeltas: [0, 40, 30, 20, 10], startTime: 0, endTime: 100 };
    const input = Buffer.from(JSON.stringify({ nodes: [...nodes, ...callees], ...samples }));
    const { status, messages } = await runCli(['callers', '-', '(anonymous)'], { input });
    expect(status).toBe(1);
    const candidates = messages.split('\n').slice(1, -1);
    const expected = ['a/main.js:12:5', 'a/main.js:12:31', '12:5', '12:31'].map((place) => `  (anonymous)@${place}`);
    expect(candidates).toEqual(expected);
    for (const candidate of candidates) {
      expect(await runCli(['callers', '-', candidate.trim()], { input })).toMatchObject({ status: 0 });
    }
    const line = await runCli(['callers', '-', '(anonymous)@a/main.js:12'], { input });
    expect(line).toMatchObject({ status: 1, output: '' });
  });

  it('answer an unknown name with similar ones', async () => {
    const { status, messages } = await runCli(['callers', taylor, 'factoria']);
    expect(status).toBe(1);
    expect(messages).toBe('callipers: there is no function factoria in it (similar: factorial)\n');
    const empty = await runCli(['callers', 'fixtures/bad/empty-dict.prof', 'main']);
    expect(empty.messages).toMatch(
      /^callipers: nothing was recorded: the file holds no functions \(Usually the profiler was never enabled, .*\)\n$/,
    );
  });
});

describe('errors', () => {
  it.each([
    ['a file that is not there', ['top', 'fixtures/no-such'], 'callipers: fixtures/no-such: '],
    ['an empty file', ['top', 'fixtures/bad/empty.prof'], 'callipers: fixtures/bad/empty.prof: '],
    ['a format without a reader', ['top', 'fixtures/bad/valid.pb.gz'], 'callipers: fixtures/bad/valid.pb.gz: '],
    [
      'a formula that is none',
      ['top', taylor, '--event', 'Time +'],
      'callipers: "Time +" is no formula: Something is missing after +. (it has Time)',
    ],
    [
      'a second event type that is not in it',
      ['top', taylor, '--second', 'Ir'],
      'callipers: there is no event type "Ir" in it (it has Time)',
    ],
    [
      'an event type that is not in it',
      ['top', taylor, '--event', 'Ir'],
      'callipers: there is no event type "Ir" in it (it has Time)',
    ],
    [
      'a part that is not in it',
      ['top', taylor, '--parts', '2'],
      'callipers: there is no part 2 in it (it has 1 to 1)',
    ],
    [
      'a folder that is not there',
      ['top', taylor, '-o', '/no/such/folder/x'],
      'callipers: /no/such/folder/x: it cannot be written: there is no such folder',
    ],
  ])('of %s are one line with status 1', async (_, args, start) => {
    const { status, output, messages } = await runCli(args);
    expect({ status, output }).toEqual({ status: 1, output: '' });
    expect(messages.slice(0, start.length)).toBe(start);
    expect(messages.trimEnd().split('\n')).toHaveLength(1);
  });

  it('carry the line where there is one', async () => {
    const { messages } = await runCli(['top', 'fixtures/bad/no-events.callgrind']);
    expect(messages).toMatch(/^callipers: fixtures\/bad\/no-events\.callgrind:\d+: /);
  });

  it('are warnings where the file still opens, and --quiet keeps them back', async () => {
    const file = 'fixtures/bad/truncated-line.callgrind';
    const loud = await runCli(['top', file]);
    const quiet = await runCli(['top', file, '--quiet']);
    expect(loud.messages).toMatch(/^callipers: fixtures\/bad\/truncated-line\.callgrind:\d+: warning: /);
    expect(quiet).toMatchObject({ status: 0, messages: '', output: loud.output });
  });
});

describe('names that a terminal would obey', () => {
  it('are shown, not sent', async () => {
    const { output } = await runCli(['top', 'fixtures/bad/control-names.callgrind', '--quiet']);
    expect(output).toContain('\\x1b[31mred\\x1b[0m \\x07 \\u202egnp.exe \\u200b\\u2066x');
    expect(output).toMatch(/^[ -~\n]*$/);
  });

  it.each(readdirSync('fixtures/bad').map((file) => [file]))(
    '%s: no command prints a control character',
    async (file) => {
      for (const command of ['top', 'info']) {
        const { output, messages } = await runCli([command, join('fixtures/bad', file)]);
        expect(`${output}${messages}`).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
      }
    },
  );

  it('keep letters of any script', () => {
    expect(printableText('spül 数 é 🙂')).toBe('spül 数 é 🙂');
  });
});

describe('-o', () => {
  it('writes the file whole and leaves nothing beside it', async () => {
    const path = join(folder, 'graph.dot');
    const { status, output } = await runCli(['graph', taylor, 'benchmark', '-o', path]);
    expect({ status, output }).toEqual({ status: 0, output: '' });
    expect(readFileSync(path, 'utf8')).toMatch(/^digraph callipers \{\n[\s\S]*\n\}\n$/);
    expect(readdirSync(folder)).toEqual(['graph.dot']);
  });

  it.each([
    ['svg', /^<\?xml|^<svg/],
    ['json', /^\{/],
    ['dot', /^digraph/],
  ])('chooses %s by its ending', async (ending, start) => {
    const path = join(folder, `picture.${ending}`);
    expect(await runCli(['graph', taylor, '-o', path])).toMatchObject({ status: 0 });
    expect(readFileSync(path, 'utf8')).toMatch(start);
    rmSync(path);
  });
});

describe('a folder where a file is expected (D23)', () => {
  it('is looked at itself, and the person is asked which of its recordings', async () => {
    const asked = mkdtempSync(join(tmpdir(), 'callipers-folder-'));
    for (const name of ['callgrind.out.12', 'callgrind.out.2', 'notes.txt', 'x.cpuprofile.gz']) {
      writeFileSync(join(asked, name), '');
    }
    for (const command of ['open', 'top', 'info']) {
      for (const given of [asked, `${asked}/`]) {
        const { status, messages } = await runCli([command, given]);
        expect([status, messages.split(' (')[1]]).toEqual([
          1,
          'give one of the recordings in it: callgrind.out.2, callgrind.out.12, x.cpuprofile.gz)\n',
        ]);
      }
    }
    rmSync(asked, { recursive: true });
  });
});
