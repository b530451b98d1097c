/** The code of an engine's functions: found by the same rules as sources, disassembled beside everything else, clear words where it is not. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { SourceRule } from '../../shared/viewmodel/source-rules.ts';
import type { CodeWish } from '../../shared/views/support/wishes.ts';
import { CodeLibrary } from '../../src-main/services/machine-code/code-library.ts';
import { Disassembler } from '../../src-main/services/machine-code/disassembler.ts';
import { pythonBytecode } from '../../src-main/services/machine-code/python-bytecode.ts';
import { indexFolder } from '../../src-main/services/source/folder-index.ts';

const folder = mkdtempSync(join(tmpdir(), 'callipers-code-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

// A program that prints what objdump printed; a shell cannot run it on Windows.
const printer = resolve('fixtures/machine-code/objdump');
const binary = join(folder, 'flow');
writeFileSync(binary, 'any file');

const wish: CodeWish = {
  kind: 'machine',
  object: '/no-such/flow',
  stretches: [{ from: 0x4011e1n, to: 0x401213n }],
  syntax: 'att',
};
const nowhere = { recording: undefined, recordedAt: undefined, command: undefined };

function library(rules: readonly SourceRule[], program = printer): CodeLibrary {
  const files = {
    sourceRules: () => Promise.resolve(rules),
    offer: (path: string) => Promise.resolve({ handle: `h:${path}`, name: path }),
  };
  return new CodeLibrary(files, indexFolder, new Disassembler([program]));
}
const mapped: SourceRule = { kind: 'mapping', from: '/no-such', to: folder, scope: undefined };

describe.runIf(process.platform !== 'win32')('the code of a function', () => {
  it('comes from the binary that a rule of the person leads to', async () => {
    const code = await library([mapped]).grant(wish, nowhere, true);
    if (code.state !== 'found') throw new Error(JSON.stringify(code));
    expect(code.file).toEqual({
      path: binary,
      handle: `h:${binary}`,
      how: `path mapping /no-such → ${folder}`,
      newer: false,
    });
    expect(code.instructions[0]).toEqual({
      address: 0x4011e1n,
      bytes: '48 83 ff 01',
      text: 'cmp $0x1,%rdi',
      symbol: 'collatz(long)',
    });
    expect(code.instructions.at(-1)).toMatchObject({ address: 0x401212n, text: 'ret' });
  });

  it('is found beside the recording, and known to be newer than it', async () => {
    const context = { recording: join(folder, 'callgrind.out.1'), recordedAt: Date.now() - 60_000, command: undefined };
    const code = await library([]).grant(wish, context, true);
    expect(code).toMatchObject({
      state: 'found',
      file: { how: 'beside the recording, by its name alone', newer: true },
    });
  });

  it('is pending while the program takes long, and there when it has ended', async () => {
    vi.stubEnv('SLOW', '700');
    const slow = library([mapped]);
    expect(await slow.grant(wish, nowhere, false)).toMatchObject({ state: 'pending' });
    await expect.poll(() => slow.grant(wish, nowhere, false), { timeout: 5000 }).toMatchObject({ state: 'found' });
  });

  it('is missed in clear words: no binary and what was tried, no program, no code there', async () => {
    expect(await library([]).grant(wish, nowhere, true)).toMatchObject({
      state: 'missing',
      reason: 'The file was not found.',
      tried: ['/no-such/flow'],
    });
    expect(await library([mapped], 'no-such-objdump').grant(wish, nowhere, true)).toMatchObject({
      state: 'failed',
      reason: 'There is no no-such-objdump on this machine.',
      hint: expect.stringContaining('OBJDUMP'),
    });
    const elsewhere = { ...wish, stretches: [{ from: 1n, to: 2n }] };
    expect(await library([mapped]).grant(elsewhere, nowhere, true)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('finds no code at 0x1'),
    });
  });
});

function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.runIf(hasPython())('the bytecode of a Python function', () => {
  const path = join(folder, 'shop.py');
  const ran = join(folder, 'ran');
  writeFileSync(
    path,
    [
      `open(${JSON.stringify(ran)}, 'w').close()`,
      'def price(n):',
      '    return n',
      'class Shop:',
      '    def price(self, n):',
      '        for i in range(n):',
      '            n += i',
      '        return n',
      '',
    ].join('\n'),
  );

  it('is that of the function that begins at the line, with lines and targets of jumps; nothing of the file is run', async () => {
    const answer = await pythonBytecode({ path, name: 'price', line: 5 });
    if (!answer.ok) throw new Error(answer.error.message);
    const { instructions, by } = answer.value;
    expect(by).toMatch(/^Python 3\.\d+/);
    expect(new Set(instructions.map(({ line }) => line))).toEqual(new Set([5, 6, 7, 8]));
    expect(instructions.some(({ text }) => text.startsWith('FOR_ITER'))).toBe(true);
    const addresses = new Set(instructions.map(({ address }) => address));
    const targets = instructions.flatMap(({ target }) => (target === undefined ? [] : [target]));
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.every((target) => addresses.has(target))).toBe(true);
    expect(existsSync(ran)).toBe(false);
  });

  it('is missed in clear words', async () => {
    const reason = async (about: Parameters<typeof pythonBytecode>[0], program?: string) => {
      const answer = await pythonBytecode(about, program);
      return answer.ok ? 'code' : answer.error.message;
    };
    expect(await reason({ path, name: 'cost', line: 1 })).toBe(`${path} has no function cost.`);
    expect(await reason({ path, name: 'price', line: 5 }, 'no-such-python')).toContain('There is no no-such-python');
    const broken = join(folder, 'broken.py');
    writeFileSync(broken, 'def f(:\n');
    expect(await reason({ path: broken, name: 'f', line: 1 })).toContain('SyntaxError');
  });
});
