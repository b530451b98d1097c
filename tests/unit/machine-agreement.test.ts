/**
 * Source, machine code and control flow of a C++ program agree with each other, with objdump and with callgrind_annotate, line by line:
 * for a recording that is kept in fixtures/, and for one that is made here where g++, valgrind and objdump are.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Recording } from '../../shared/model/recording.ts';
import type { Granted, Instruction } from '../../shared/views/support/wishes.ts';
import { openRecording } from '../../src-main/engine/open-recording.ts';
import { parseObjdump } from '../../src-main/services/machine-code/parse-objdump.ts';
import {
  annotatedCosts,
  type FunctionViews,
  functionsOf,
  lastInstructions,
  selfByLine,
} from '../support/instruction-agreement.ts';
import { foundSource } from '../support/source-text.ts';

interface Material {
  readonly recording: Recording;
  readonly module: string;
  readonly instructions: readonly Instruction[];
  readonly annotated: string;
  /** Functions that no part of may be left without a check. */
  readonly names: readonly RegExp[];
}

const names = [/^main$/, /fib/, /collatz/, /classify/, /sum/];
const source = readFileSync('fixtures/machine-code/flow.cpp', 'utf8');

async function openFixture(path: string): Promise<Recording> {
  const opened = await openRecording([{ name: 'file', path }], { signal: new AbortController().signal });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value.recording;
}

function viewsOf({ recording, module, instructions }: Material): FunctionViews[] {
  const file = { path: module, handle: 'h', how: 'as recorded', newer: false };
  const granted: Granted = {
    sources: new Map([[join(dirname(module), 'flow.cpp'), foundSource(source)]]),
    code: { state: 'found', by: 'objdump', gaps: [], instructions, file },
  };
  return functionsOf(recording, module, granted);
}

/** What has to hold of every function; `material` is made when the first test asks for it. */
function agree(material: () => Promise<Material>): void {
  it('has every function of the program', async () => {
    const made = await material();
    const seen = viewsOf(made).map(({ name }) => name);
    for (const wanted of made.names) expect(seen.some((name) => wanted.test(name))).toBe(true);
  });

  it('gives a line in the source view what its instructions cost in the machine code', async () => {
    for (const { name, self, source: lines, machine } of viewsOf(await material())) {
      const byLine = selfByLine(machine);
      expect([name, ...byLine].sort()).toEqual([name, ...selfByLine(lines)].sort());
      expect([...byLine.values()].reduce((sum, cost) => sum + cost, 0)).toBe(self);
    }
  });

  it('gives a line what callgrind_annotate prints beside it', async () => {
    const made = await material();
    const sums = new Map<number, number>();
    for (const { machine } of viewsOf(made)) {
      for (const [key, cost] of selfByLine(machine)) {
        const [, line] = /flow\.cpp:(\d+)$/.exec(key) ?? [];
        if (line !== undefined) sums.set(Number(line), (sums.get(Number(line)) ?? 0) + cost);
      }
    }
    const printed = annotatedCosts(made.annotated, 'flow.cpp');
    expect(printed.size).toBeGreaterThan(15);
    expect([...sums].sort(([a], [b]) => a - b)).toEqual([...printed]);
  });

  it('has an instruction at every address with costs', async () => {
    for (const { machine } of viewsOf(await material())) {
      const texts = machine.rows.flatMap((row) => (row.type === 'line' ? [row.text] : []));
      expect(texts).not.toContain('(no instruction)');
    }
  });

  it('divides the function into blocks whose costs add up to its own', async () => {
    for (const { name, self, flow } of viewsOf(await material())) {
      expect([name, flow.nodes.reduce((sum, { value }) => sum + value, 0)]).toEqual([name, self]);
      expect(flow.hidden.nodes).toBe(0);
    }
  });

  it('leads control into every block and out of it as often as it ran', async () => {
    const made = await material();
    let checked = 0;
    for (const { name, calls, machine, flow } of viewsOf(made)) {
      const last = lastInstructions(flow, made.instructions);
      for (const { id, title, executions, entry } of flow.nodes) {
        const sum = (end: 'from' | 'to') =>
          flow.edges.reduce((all, edge) => all + (edge[end] === id ? (edge.count ?? Number.NaN) : 0), 0);
        // main is called by code that was not recorded.
        const entered = entry ? Math.max(calls, name === 'main' ? 1 : 0) : 0;
        expect([name, title, 'in', sum('to') + entered]).toEqual([name, title, 'in', executions]);
        if (leaves(last.get(id) ?? '', machine)) continue;
        expect([name, title, 'out', sum('from')]).toEqual([name, title, 'out', executions]);
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(10);
  });

  it('tells jumps apart as their instructions do, and leads them where these say', async () => {
    const made = await material();
    let checked = 0;
    for (const { flow } of viewsOf(made)) {
      const last = lastInstructions(flow, made.instructions);
      for (const edge of flow.edges) {
        const text = last.get(edge.from) ?? '';
        const target = /^j\w+ +([0-9a-f]+)\b/.exec(text)?.[1];
        if (edge.kind === 'jump') expect(text).toMatch(/^(?:notrack )?jmp/);
        if (edge.kind === 'branch') expect(text).toMatch(/^j(?!mp)/);
        if (edge.kind === 'next') expect(text).not.toMatch(/^(?:jmp|ret)/);
        if (edge.kind === 'next' || target === undefined) continue;
        expect(edge.to).toBe(target);
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(6);
  });
}

/** Whether control leaves the function behind an instruction: by a return, or by a jump to another one, which is recorded as a call. */
function leaves(text: string, machine: FunctionViews['machine']): boolean {
  if (/^ret/.test(text)) return true;
  const target = /^jmp +([0-9a-f]+)\b/.exec(text)?.[1];
  return target !== undefined && !machine.rows.some((row) => row.type === 'line' && row.id === target);
}

describe('a recording with instructions and jumps', () => {
  agree(async () => ({
    recording: await openFixture('fixtures/machine-code/callgrind.out.flow'),
    module: '/home/dev/flow/flow',
    instructions: parseObjdump(readFileSync('fixtures/machine-code/flow.objdump.txt', 'utf8')),
    annotated: readFileSync('fixtures/machine-code/flow.annotate.txt', 'utf8'),
    names,
  }));
});

const tools = {
  compiler: 'g++',
  recorder: 'valgrind',
  disassembler: 'objdump',
  annotator: 'callgrind_annotate',
} as const;

function isThere(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    // callgrind_annotate ends with 255 after saying its version.
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

const missing = process.platform === 'linux' ? Object.values(tools).filter((tool) => !isThere(tool)) : ['Linux'];
const suffix = missing.length === 0 ? '' : ` (left out: there is no ${missing.join(', no ')})`;

describe.runIf(missing.length === 0)(`the same program, built with optimisation and recorded here${suffix}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'callipers-flow-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const run = (program: string, ...parameters: string[]) =>
    execFileSync(program, parameters, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const made = (async (): Promise<Material | undefined> => {
    if (missing.length > 0) return undefined;
    cpSync('fixtures/machine-code/flow.cpp', join(folder, 'flow.cpp'));
    run(tools.compiler, '-g', '-O2', '-o', 'flow', 'flow.cpp');
    const recorded = join(folder, 'callgrind.out.flow');
    const collect = ['--dump-instr=yes', '--collect-jumps=yes', '--toggle-collect=main'];
    run(tools.recorder, '--tool=callgrind', ...collect, `--callgrind-out-file=${recorded}`, './flow');
    const how = ['--auto=yes', '--threshold=100', '--context=1000', '--show-percs=no'];
    return {
      recording: await openFixture(recorded),
      module: join(folder, 'flow'),
      instructions: parseObjdump(run(tools.disassembler, '--disassemble', '--demangle', '--wide', 'flow')),
      annotated: run(tools.annotator, ...how, recorded),
      names: [/^main$/, /fib/, /collatz/, /classify/],
    };
  })();
  agree(async () => {
    const material = await made;
    if (material === undefined) throw new Error('nothing was recorded');
    return material;
  });
});
