/**
 * The callgrind export says what the recording says: read back it is the same recording, and callgrind_annotate prints the same self
 * and inclusive costs. What the format cannot say (fractions, two functions of one name in one file) is written as documented.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { callgrindExporter } from '../../shared/exports/callgrind.ts';
import type { LineIndex } from '../../shared/model/indices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { fileName, functionName } from '../../shared/model/texts.ts';
import { openRecording } from '../../src-main/engine/open-recording.ts';
import { inputsOf, listFixtureCases } from '../support/fixture-cases.ts';
import { type MeasuredRecording, measureRecording } from '../support/measured-recording.ts';

const cases = listFixtureCases().map((fixture) => [fixture.name, fixture] as const);
const { signal } = new AbortController();

async function open(inputs: Parameters<typeof openRecording>[0]): Promise<Recording> {
  const opened = await openRecording(inputs, { signal });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value.recording;
}

function written(recording: Recording): string {
  return Array.from(callgrindExporter.write(recording, 'test')).join('');
}

function readText(text: string): Promise<Recording> {
  return open([{ name: 'callgrind.out.1', bytes: new TextEncoder().encode(text) }]);
}

/** Everything measured, in an order that does not depend on row numbers, without what this format cannot say. */
function comparable(measured: MeasuredRecording): object {
  const nameOf = (row: number): string => {
    const { name, file, module } = measured.functions[row];
    return [module, file, name].join('\t');
  };
  const functions = measured.functions.map(({ self, inclusive, calls }, row) => [nameOf(row), self, inclusive, calls]);
  const edges = measured.edges.map((edge) => [nameOf(edge.caller), nameOf(edge.callee), edge.calls, edge.inclusive]);
  const cycles = measured.cycles.map(({ members, self, inclusive }) => [members.map(nameOf).sort(), self, inclusive]);
  const sorted = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
  return {
    eventTypes: measured.eventTypes.map(({ name, fileScale }) => ({ name, fileScale })),
    totals: measured.totals,
    functions: sorted(functions),
    edges: sorted(edges),
    cycles: sorted(cycles),
  };
}

describe('a callgrind recording, written and read again,', () => {
  const callgrind = cases.filter(([, fixture]) => fixture.format === 'callgrind');

  it.each(callgrind)('%s, has the same numbers', async (_, fixture) => {
    const recording = await open(inputsOf(fixture));
    const again = await readText(written(recording));
    expect(comparable(measureRecording(again))).toEqual(comparable(measureRecording(recording)));
    expect(again.parts.length).toBe(recording.parts.length);
    expect(again.command).toBe(recording.command);
    const addresses = [again.instructions.length, again.jumps.length];
    expect(addresses).toEqual([recording.instructions.length, recording.jumps.length]);
    expect(again.diagnostics.filter((one) => one.severity === 'error')).toEqual([]);
  });

  it.each(callgrind)('%s, is written the same a second time', async (_, fixture) => {
    const once = written(await open(inputsOf(fixture)));
    expect(written(await readText(once)).replaceAll(/\(\d+\)/g, '')).toHaveLength(
      once.replaceAll(/\(\d+\)/g, '').length,
    );
  });
});

const folder = mkdtempSync(join(tmpdir(), 'callipers-annotate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const hasAnnotate = spawnSync('callgrind_annotate', ['--version']).error === undefined;

/** `file:function` to costs, as callgrind_annotate prints them. */
function annotate(text: string, inclusive: 'yes' | 'no'): Map<string, number[]> {
  const path = join(folder, 'callgrind.out.annotated');
  writeFileSync(path, text);
  const args = ['--threshold=100', '--auto=no', '--show-percs=no', `--inclusive=${inclusive}`, path];
  const { stdout, status } = spawnSync('callgrind_annotate', args, { encoding: 'utf8' });
  expect(status).toBe(0);
  const rows = new Map<string, number[]>();
  for (const line of stdout.split('\n')) {
    const match = /^((?:\s*[\d,.]+)+)\s{2}(\S.*)$/.exec(line);
    if (match === null || match[2].includes('PROGRAM TOTALS')) continue;
    const costs = match[1].trim().split(/\s+/);
    // The object, where there is one: names may end in brackets too.
    const name = text.includes('\nob=') ? match[2].replace(/ \[[^\]]*\]$/, '') : match[2];
    rows.set(
      name,
      costs.map((cost) => Number(cost.replaceAll(',', '').replace('.', '0'))),
    );
  }
  return rows;
}

/** Sums of costs by key, in the file's steps. */
function sumCosts(
  rows: Iterable<readonly [string, readonly number[]]>,
  scales: readonly number[],
): Map<string, number[]> {
  const sums = new Map<string, number[]>();
  for (const [key, costs] of rows) {
    const before = sums.get(key) ?? scales.map(() => 0);
    sums.set(
      key,
      before.map((sum, e) => sum + costs[e] / scales[e]),
    );
  }
  return sums;
}

/** Self costs by file of the line and name of the function: it lists included files apart and knows no objects. */
function selfByFile(recording: Recording): Iterable<readonly [string, number[]]> {
  const { lines } = recording;
  return Array.from({ length: lines.length }, (_, index) => {
    const row = index as LineIndex;
    const key = `${fileName(recording, lines.file[row]) ?? '???'}:${functionName(recording, lines.function[row]) || '???'}`;
    return [key, lines.self.map((column) => column?.[row] ?? 0)] as const;
  });
}

/** Its inclusive cost of a called function: all calls of it, recursive ones too. */
function callsByCallee({ edges, functions }: MeasuredRecording): Iterable<readonly [string, readonly number[]]> {
  return edges.flatMap(({ callee, inclusive }) => {
    const { file, name } = functions[callee];
    return [[`${file ?? '???'}:${name || '???'}`, inclusive] as const];
  });
}

describe.runIf(hasAnnotate)('callgrind_annotate of an export', () => {
  // It takes the cost behind calls=0 for self cost, and of several parts it knows the last one's totals only.
  // Every call of Go's pprof is calls=0.
  const single = cases.filter(([, { inputs, name }]) => inputs.length === 1 && !/combined|go-pprof/.test(name));

  it.each(single)('of %s reads our self costs and costs of calls, to the unit', async (_, fixture) => {
    const text = written(await open(inputsOf(fixture)));
    const recording = await readText(text);
    const measured = measureRecording(recording);
    const scales = measured.eventTypes.map((type) => type.fileScale);
    const printed = { self: annotate(text, 'no'), inclusive: annotate(text, 'yes') };
    const ours = {
      self: sumCosts(selfByFile(recording), scales),
      inclusive: sumCosts(callsByCallee(measured), scales),
    };
    let compared = 0;
    for (const kind of ['self', 'inclusive'] as const) {
      for (const [name, costs] of ours[kind]) {
        const theirs = printed[kind].get(name);
        if (theirs === undefined) continue;
        expect([kind, name, theirs]).toEqual([kind, name, costs]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(measured.functions.length / 3);
  });

  it('of a Python profile prints the self and inclusive times of the functions list', async () => {
    const fixture = cases.find(([name]) => name === 'cprofile/taylor-py313');
    if (fixture === undefined) throw new Error('the fixture is gone');
    const recording = await open(inputsOf(fixture[1]));
    const text = written(recording);
    const printed = { self: annotate(text, 'no'), inclusive: annotate(text, 'yes') };
    const nanoseconds = (seconds: number): number => Math.round(seconds * 1e9);
    for (const { name, file, self, inclusive } of measureRecording(recording).functions) {
      const key = `${file ?? '???'}:${name}`;
      expect([name, printed.self.get(key)]).toEqual([name, [nanoseconds(self[0])]]);
      // Recursive calls are added to inclusive costs there.
      if (name !== 'factorial') expect([name, printed.inclusive.get(key)]).toEqual([name, [nanoseconds(inclusive[0])]]);
    }
  });
});
