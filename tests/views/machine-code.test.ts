/** The rows of machine code; the program, its costs and what must be seen are written out by hand. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { functionsNamed } from '../../shared/analysis/named-functions.ts';
import { callgrindReader } from '../../shared/formats/callgrind.ts';
import { cprofileReader } from '../../shared/formats/cprofile.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import type { CodeModel, CodeRow } from '../../shared/viewmodel/code.ts';
import { machineCodeView } from '../../shared/views/machine-code.ts';
import type { Granted, GrantedCode, Instruction } from '../../shared/views/support/wishes.ts';
import type { ViewRequest } from '../../shared/views/view.ts';
import { recordingOf } from '../support/read-memory.ts';
import { foundSource } from '../support/source-text.ts';

/**
 * `f` has a loop at 0x10 … 0x1c, and a cold part 20,000 bytes behind it. 0x18 calls g three times at 200; 0x1c jumps back nine times;
 * 0x4e30 leaves for g by a jump.
 */
const program = `# callgrind format
positions: instr line
events: Ir
ob=/usr/bin/prog
fl=a.c
fn=f
0x10 1 1
0x14 2 10
0x18 3 9
cfn=g
calls=3 0x100 20
0x18 3 600
jump=9 0x14 2
0x1c 3
0x1c 3 9
jfn=g
jump=1 0x100 20
0x4e30 6
0x4e30 6 1
fn=g
0x100 20 600
`;

function instruction(address: number, text: string, symbol?: string): Instruction {
  return { address: BigInt(address), bytes: '90', text, ...(symbol === undefined ? {} : { symbol }) };
}

const file = { path: '/usr/bin/prog', handle: 'h', how: 'as recorded', newer: false };
const code: GrantedCode = {
  state: 'found',
  by: 'objdump',
  gaps: [],
  file,
  instructions: [
    instruction(0x10, 'mov %rax,%rbx', 'f'),
    instruction(0x14, 'cmp $0x5,%rax'),
    instruction(0x18, 'call 100 <g>'),
    instruction(0x1c, 'jmp 14 <f+0x4>'),
    instruction(0x1e, 'ret'),
    instruction(0x20, 'push %rbp', 'h'),
    instruction(0x4e30, 'jmp 100 <g>', 'f.cold'),
  ],
};
const sources = new Map([['a.c', foundSource('int f() {\n  while (x)\n    g();\n')]]);

interface Asked {
  readonly request?: ViewRequest;
  readonly state?: Partial<ViewState>;
  readonly granted?: Granted;
}

function modelOf(recording: Recording, { request = {}, state, granted = { sources, code } }: Asked = {}): CodeModel {
  const [index] = functionsNamed(recording, 'f');
  const view = { ...initialViewState, active: { kind: 'function', index }, mode: absolute, ...state } as const;
  const model = machineCodeView.select(recording, view, request, granted);
  if (model.kind !== 'code') throw new Error(JSON.stringify(model));
  return model;
}
const absolute = { relative: false, toParent: false };

function printed(row: CodeRow, { sections }: CodeModel): string {
  switch (row.type) {
    case 'section':
      return `== ${sections[row.section].title}`;
    case 'quote':
      return `> ${row.place} ${row.text?.trim() ?? '?'}`;
    case 'line':
      return `${row.cells[0]} ${row.cells[1] ?? '.'} ${row.cells[2] ?? '.'} ${row.text}`;
    case 'call':
      return `  ${row.calls} to ${row.label.name}: ${row.cells[1]}`;
    case 'jump':
      return `  ${row.followed} to ${row.target}`;
    case 'fold':
      return `… ${row.lines}`;
    case 'note':
      return `# ${row.text}`;
  }
}

const rowsOf = (model: CodeModel): string[] => model.rows.map((row) => printed(row, model));

describe('machine code', () => {
  const read = () => recordingOf(callgrindReader, program);

  it('is instructions with their costs under the lines they were made from; far parts stand apart, other functions are left out', async () => {
    expect(rowsOf(modelOf(await read()))).toEqual([
      '== f: 0x10 … 0x1c',
      '> a.c:1 int f() {',
      '10 1 1 mov %rax,%rbx',
      '> a.c:2 while (x)',
      '14 10 10 cmp $0x5,%rax',
      '> a.c:3 g();',
      '18 609 9 call 100 <g>',
      '  3 to g: 600',
      '1c 9 9 jmp 14 <f+0x4>',
      '1e . . ret',
      '== f.cold: 0x4e30 … 0x4e30, far from the rest',
      '> a.c:6 ?',
      '4e30 1 1 jmp 100 <g>',
      '  1 to 0x100 in g',
    ]);
  });

  it('asks for its parts alone, never for what lies between them', async () => {
    const recording = await read();
    const [index] = functionsNamed(recording, 'f');
    const state: ViewState = { ...initialViewState, active: { kind: 'function', index } };
    const wishes = machineCodeView.wishes?.(recording, state);
    const stretches = wishes?.code?.kind === 'machine' ? wishes.code.stretches : [];
    expect(stretches.map(({ from, to }) => [from, to - from < 1000n])).toEqual([
      [0x10n, true],
      [0x4e30n, true],
    ]);
    expect(wishes?.sources).toEqual(['a.c']);
    expect(wishes?.code).toMatchObject({ object: '/usr/bin/prog', syntax: 'att' });
  });

  it('has an arrow for every jump inside the function', async () => {
    const { jumps, rows } = modelOf(await read());
    expect(jumps).toHaveLength(1);
    const [{ from, to, executed, conditional }] = jumps;
    expect([rows[from].id, rows[to].id, executed, conditional]).toEqual(['1c', '14', 9, false]);
  });

  it('says so where costs have no instruction: the binary changed', async () => {
    const other = { ...code, instructions: code.instructions.filter(({ address }) => address !== 0x14n) };
    const rows = rowsOf(modelOf(await read(), { granted: { sources, code: other } }));
    expect(rows).toContain('14 10 10 (no instruction)');
    expect(rows[1]).toMatch(/^# 1 address with costs has no instruction in this file: it is not the one/);
  });

  it('shows addresses and costs without a binary, and what was tried', async () => {
    const missing = { state: 'missing', reason: 'gone', tried: ['/usr/bin/prog'], candidates: [] } as const;
    const model = modelOf(await read(), { granted: { sources, code: missing } });
    expect(model.sections[0].text).toMatchObject({ state: 'missing', recorded: '/usr/bin/prog' });
    expect(rowsOf(model)).toContain('14 10 10 (not disassembled)');
    expect(rowsOf(model)[1]).toMatch(/^# Not disassembled: its binary was not found\./);
    const failed = { state: 'failed', reason: 'There is no objdump.', hint: 'Install it.', file } as const;
    const unmade = rowsOf(modelOf(await read(), { granted: { sources, code: failed } }));
    expect(unmade).toContain('# There is no objdump. Install it.');
    expect(unmade).toContain('14 10 10 (not disassembled)');
    const pending = { state: 'pending', what: 'The code is being disassembled.' } as const;
    const waiting = modelOf(await read(), { granted: { sources, code: pending } });
    expect([waiting.pending, rowsOf(waiting).includes('14 10 10 null')]).toEqual([pending.what, true]);
  });

  it('can be sorted by cost, searched, and shown without source', async () => {
    const recording = await read();
    const sorted = modelOf(recording, { request: { sort: [{ column: 'self', direction: 'descending' }] } });
    expect(rowsOf(sorted).filter((row) => !row.startsWith(' '))).toEqual([
      '14 10 10 cmp $0x5,%rax',
      '18 609 9 call 100 <g>',
      '1c 9 9 jmp 14 <f+0x4>',
      '10 1 1 mov %rax,%rbx',
      '4e30 1 1 jmp 100 <g>',
    ]);
    const found = modelOf(recording, { request: { find: 'CMP' } });
    expect(found.find).toEqual({ text: 'CMP', count: 1, rows: [4] });
    const bare = modelOf(recording, { state: { machine: { syntax: 'att', withSource: false } } });
    expect(rowsOf(bare).some((row) => row.startsWith('>'))).toBe(false);
  });

  it('folds long runs of instructions that never ran', async () => {
    const cold = Array.from({ length: 20 }, (_, i) => instruction(0x1f00 + i, 'nop'));
    const far = program.replace('0x4e30 6 1\n', '0x4e30 6 1\n0x2000 5 1\n').replaceAll('0x4e30', '0x2004');
    const filled = { ...code, instructions: [...code.instructions.slice(0, 4), ...cold, instruction(0x2000, 'ret')] };
    const granted = { sources, code: filled };
    const recording = await recordingOf(callgrindReader, far);
    expect(rowsOf(modelOf(recording, { granted }))).toContain('… 14');
    expect(modelOf(recording, { granted, request: { open: ['*'] } }).folds).toBe(0);
  });

  it('of a Python function is bytecode without costs, asked for by name and line', async () => {
    const bytes = readFileSync('fixtures/samples/shop/shop.prof');
    const recording = await recordingOf(cprofileReader, bytes);
    const [index] = functionsNamed(recording, 'build');
    const state: ViewState = { ...initialViewState, active: { kind: 'function', index } };
    const wish = machineCodeView.wishes?.(recording, state).code;
    expect(wish).toMatchObject({ kind: 'python', name: 'build', line: 9 });
    const bytecode: GrantedCode = {
      ...code,
      by: 'Python 3.11.7',
      instructions: [
        { address: 0n, bytes: '', text: 'RESUME', line: 9 },
        { address: 2n, bytes: '', text: 'FOR_ITER to 8', line: 10, target: 8n },
        { address: 8n, bytes: '', text: 'RETURN_VALUE', line: 11 },
      ],
    };
    const model = machineCodeView.select(recording, state, {}, { sources: new Map(), code: bytecode });
    if (model.kind !== 'code') throw new Error(JSON.stringify(model));
    expect(model.columns.some(({ kind }) => kind === 'cost')).toBe(false);
    expect(model.rows.flatMap((row) => (row.type === 'line' ? [`${row.cells[0]} ${row.text}`] : []))).toEqual([
      '0 RESUME',
      '2 FOR_ITER to 8',
      '8 RETURN_VALUE',
    ]);
    expect(model.rows.flatMap((row) => (row.type === 'quote' ? [row.line] : []))).toEqual([9, 10, 11]);
    expect(model.jumps).toHaveLength(1);
    expect(rowsOf(model)[1]).toContain('Bytecode that Python 3.11.7 makes of this file');
  });

  it('of other recordings says what to do', async () => {
    const lines = await recordingOf(callgrindReader, '# callgrind format\nevents: Ir\nfl=a.c\nfn=f\n1 1\n');
    expect(machineCodeView.unavailable(lines)).toContain('--dump-instr=yes --collect-jumps=yes');
  });
});
