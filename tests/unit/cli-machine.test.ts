/** `callipers machine` and `callipers flow`: what they print of a recorded C++ program, with what objdump printed of it. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'callipers-cli-machine-'));
const recording = join(folder, 'callgrind.out.flow');

beforeEach(() => {
  vi.stubEnv('XDG_CONFIG_HOME', join(folder, 'config'));
  vi.stubEnv('OBJDUMP', resolve('fixtures/machine-code/objdump'));
});
beforeAll(() => {
  cpSync('fixtures/machine-code/callgrind.out.flow', recording);
  cpSync('fixtures/machine-code/flow.cpp', join(folder, 'flow.cpp'));
  writeFileSync(join(folder, 'flow'), 'the program');
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe.runIf(process.platform !== 'win32')('machine', () => {
  it('prints the cost of every instruction below its line of source, with all digits', async () => {
    const { status, output } = await runCli(['machine', recording, 'collatz(long)']);
    expect(status).toBe(0);
    const lines = output.split('\n').map((line) => line.replace(/ +/g, ' ').trim());
    // The loop ran 111 times: its test is reached so often, and costs one Ir each time.
    expect(lines).toContain('; flow.cpp:24 steps++;');
    expect(lines.some((line) => /^4011f3 111 111 .*add \$0x1,%rax$/.test(line))).toBe(true);
  });

  it('writes JSON with addresses, lines, costs and jumps', async () => {
    const { output } = await runCli(['machine', recording, 'collatz(long)', '--json']);
    const { instructions, path } = JSON.parse(output);
    expect(path).toBe(join(folder, 'flow'));
    const jump = instructions.find(({ address }: { address: string }) => address === '0x401210');
    expect(jump).toMatchObject({ text: expect.stringContaining('jmp'), line: 20, costs: { self: 70 } });
    expect(jump.jumps).toEqual([{ to: '0x4011f3', conditional: false, executed: 70, followed: 70 }]);
  });

  it('says what to record where there are no instructions', async () => {
    const { status, messages } = await runCli([
      'machine',
      'fixtures/samples/shapes/callgrind.out.shapes.default',
      'main',
    ]);
    expect(status).toBe(1);
    expect(messages).toContain('--dump-instr=yes --collect-jumps=yes');
  });
});

describe.runIf(process.platform !== 'win32')('flow', () => {
  it('writes blocks and ways between them as JSON and as a picture', async () => {
    const json = await runCli(['flow', recording, 'collatz(long)', '--format', 'json']);
    const { blocks, flows, entry } = JSON.parse(json.output);
    expect(entry).toBe('0x4011e1');
    expect(blocks.reduce((sum: number, { self }: { self: number }) => sum + self, 0)).toBe(951);
    expect(flows).toContainEqual({
      from: '0x4011fd',
      to: '0x4011ee',
      kind: 'branch',
      count: 41,
      executed: 111,
      back: true,
    });
    const svg = await runCli(['flow', recording, 'collatz(long)', '--detail', 'lines']);
    expect(svg.output).toContain('Control flow of collatz(long)');
    expect(svg.output).toContain('n = 3 * n + 1;');
  });
});
