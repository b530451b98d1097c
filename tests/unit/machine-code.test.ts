/** What objdump prints, as instructions; the printed lines are those of binutils 2.40 and LLVM 14. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Disassembler } from '../../src-main/services/machine-code/disassembler.ts';
import { parseObjdump } from '../../src-main/services/machine-code/parse-objdump.ts';
import { pythonBytecode } from '../../src-main/services/machine-code/python-bytecode.ts';

describe('what objdump prints', () => {
  it('is instructions with their bytes, and symbols (GNU, x86)', () => {
    const printed = [
      '',
      '/usr/bin/true:     file format elf64-x86-64',
      '',
      'Disassembly of section .text:',
      '',
      '0000000000004000 <main>:',
      '    4000:\t60                   \t(bad)',
      '    4001:\te9 73 f0 ff ff       \tjmp    3079 <__cxa_finalize@plt+0xdb9>',
      '    4006:\t48 8b 05 bd 6f 00 00 \tmov    0x6fbd(%rip),%rax        # 8fc8 <_ITM_x>',
      '    400d:\t00 ',
      '    400e:\tde c1                \tfaddp  %st,%st(1)',
      '\t...',
    ].join('\n');
    expect(parseObjdump(printed)).toEqual([
      { address: 0x4000n, bytes: '60', text: '(bad)', symbol: 'main' },
      { address: 0x4001n, bytes: 'e9 73 f0 ff ff', text: 'jmp 3079 <__cxa_finalize@plt+0xdb9>' },
      { address: 0x4006n, bytes: '48 8b 05 bd 6f 00 00 00', text: 'mov 0x6fbd(%rip),%rax # 8fc8 <_ITM_x>' },
      { address: 0x400en, bytes: 'de c1', text: 'faddp %st,%st(1)' },
    ]);
  });

  it('is the same of LLVM, of words, and without bytes', () => {
    const printed = [
      '0000000000002000 <shop::price(int, std::vector<int> const&)>:',
      '    2000: 48 83 ec 08                  \tsubq\t$8, %rsp',
      '    2004: 74 02                        \tje\t0x2012 <.init+0x12>',
      '  400558:\td10083ff \tsub\tsp, sp, #0x20',
      '  40055c:\tadd\tx0, x1, x2',
    ].join('\n');
    expect(parseObjdump(printed)).toEqual([
      {
        address: 0x2000n,
        bytes: '48 83 ec 08',
        text: 'subq $8, %rsp',
        symbol: 'shop::price(int, std::vector<int> const&)',
      },
      { address: 0x2004n, bytes: '74 02', text: 'je 0x2012 <.init+0x12>' },
      { address: 0x400558n, bytes: 'd10083ff', text: 'sub sp, sp, #0x20' },
      { address: 0x40055cn, bytes: '', text: 'add x0, x1, x2' },
    ]);
  });
});

const programs = ['objdump', 'llvm-objdump'].filter((program) => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});
const binary = '/bin/ls';
const sectionReader = 'readelf';

/** Addresses of the first instructions of the program's code, by readelf's word for where that begins. */
function startOfText(): bigint {
  const sections = execFileSync(sectionReader, ['--sections', '--wide', binary], { encoding: 'utf8' });
  const found = / \.text +PROGBITS +([0-9a-f]+)/.exec(sections);
  if (found === null) throw new Error('no .text');
  return BigInt(`0x${found[1]}`);
}

describe.runIf(programs.length > 0 && existsSync(binary) && process.arch === 'x64')('the disassembler', () => {
  it.each(programs)('gives the instructions of a range by %s, in the syntax that is wanted', async (program) => {
    const disassembler = new Disassembler([program]);
    const from = startOfText();
    const range = { path: binary, modified: 0, from, to: from + 64n };
    const att = await disassembler.disassemble({ ...range, syntax: 'att' });
    const intel = await disassembler.disassemble({ ...range, syntax: 'intel' });
    if (!att.ok || !intel.ok) throw new Error('nothing came');
    expect(att.value.instructions[0].address).toBe(from);
    expect(att.value.instructions.every(({ address }) => address >= from && address < from + 64n)).toBe(true);
    expect(intel.value.instructions.map(({ address }) => address)).toEqual(
      att.value.instructions.map(({ address }) => address),
    );
    expect(att.value.instructions.some(({ text }) => text.includes('%r'))).toBe(true);
    expect(intel.value.instructions.some(({ text }) => text.includes('%r'))).toBe(false);
  });

  it('says what is wrong: no such program, no such file, no code there, no program', async () => {
    const range = { path: binary, modified: 0, from: 0x7fff_0000_0000n, to: 0x7fff_0000_0040n, syntax: 'att' } as const;
    const reason = async (disassembler: Disassembler, change: object) => {
      const answer = await disassembler.disassemble({ ...range, ...change });
      return answer.ok ? 'code' : answer.error.message;
    };
    const here = new Disassembler([programs[0]]);
    expect(await reason(new Disassembler(['no-such-objdump']), {})).toBe(
      'There is no no-such-objdump on this machine.',
    );
    expect(await reason(here, { path: '/no/such/file' })).toContain('/no/such/file');
    expect(await reason(here, {})).toContain('finds no code at 0x7fff00000000');
    expect(await reason(here, { path: '/etc/passwd' })).toMatch(/format|recognized/);
  });
});

describe('names that no program can be asked for', () => {
  it.each([
    ['longer than an argument may be', 'f'.repeat(5_000_000)],
    ['with a zero byte', 'f\0g'],
  ])('are told, and end nothing: %s', async (_, name) => {
    const answer = await pythonBytecode({ path: '/x.py', name, line: 1 }, process.execPath);
    expect(answer.ok).toBe(false);
    if (!answer.ok) expect(answer.error.message).toMatch(/cannot be asked for this name/);
  });
});
