/**
 * Self costs of callgrind files that nobody has written by hand are those that valgrind's own reader, callgrind_annotate, finds: names that are defined
 * once and numbered later, positions relative to the last one, inlined lines, calls and jumps between. Where it is not installed there is nothing to compare.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { functionTotals } from '../../shared/analysis/function-totals.ts';
import { wholeScope } from '../../shared/analysis/scope.ts';
import { arrayOf } from '../../shared/base/columns.ts';
import { callgrindReader } from '../../shared/formats/callgrind.ts';
import type { EventTypeIndex, FunctionIndex } from '../../shared/model/indices.ts';
import { functionName } from '../../shared/model/texts.ts';
import { recordingOf } from '../support/read-memory.ts';

const isInstalled = spawnSync('callgrind_annotate', ['--version']).error === undefined;

/** A line of a block: what it is, numbers that it is made of. */
const line = fc.record({
  kind: fc.nat(9),
  a: fc.nat(9000),
  b: fc.nat(40),
  costs: fc.array(fc.nat(2e10), { minLength: 1, maxLength: 3 }),
});
const block = fc.record({
  fn: fc.integer({ min: 1, max: 6 }),
  file: fc.integer({ min: 1, max: 6 }),
  object: fc.nat(6),
  lines: fc.array(line, { maxLength: 8 }),
});
const drawn = fc.record({
  hasAddresses: fc.boolean(),
  isWindows: fc.boolean(),
  isEnded: fc.boolean(),
  blocks: fc.array(block, { minLength: 1, maxLength: 12 }),
});

type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

function linesOf({ hasAddresses, blocks }: Drawn): string[] {
  const defined = new Set<string>();
  const named = (word: string, kind: string, name: string, number: number): string => {
    const key = `${kind}${number}`;
    const text = defined.has(key) ? `(${number})` : `(${number}) ${name}`;
    defined.add(key);
    return `${word}=${text}`;
  };
  const fileOf = (word: string, number: number): string => named(word, 'fl', `/src/f${number}.c`, number);
  const functionOf = (word: string, number: number): string => named(word, 'fn', `fun${number}`, number);
  let last = 0;
  /** As `a` and `b` have it: the same as before, further on, further back, or anew. */
  const positionOf = (a: number, b: number): string => {
    const isAnew = a % 4 === 3 || last < b;
    const step = isAnew ? a + 1 - last : [0, b, -b][a % 4];
    last += step;
    const relative = step === 0 ? '*' : `${step < 0 ? '' : '+'}${step}`;
    const address = isAnew ? `0x${(0x400000 + last).toString(16)}` : relative;
    return `${hasAddresses ? `${address} ` : ''}${isAnew ? last : relative}`;
  };
  const target = hasAddresses ? '0x400010 7' : '7';
  const lines = [`positions: ${hasAddresses ? 'instr line' : 'line'}`, 'events: Ir Dr Dw'];
  for (const { fn, file, object, lines: inside } of blocks) {
    if (object > 0) lines.push(named('ob', 'ob', `/lib/o${object}`, object));
    lines.push(fileOf('fl', file), functionOf('fn', fn));
    for (const { kind, a, b, costs } of inside) {
      const other = 1 + (b % 6);
      if (kind === 0) lines.push(fileOf(a % 2 === 0 ? 'fi' : 'fe', other));
      else if (kind === 1) lines.push(functionOf('cfn', other), `calls=${1 + b} ${target}`);
      else if (kind === 2) lines.push(`jump=${1 + b} ${target}`, hasAddresses ? '* *' : '*');
      else if (kind === 3) lines.push(`jcnd=${b}/${b + 1} ${target}`, hasAddresses ? '* *' : '*');
      if (kind === 0 || kind === 2 || kind === 3) continue;
      lines.push(`${positionOf(a, b)} ${costs.join(' ')}`);
    }
  }
  return lines;
}

/** What callgrind_annotate says of each function, whatever file its lines are in. */
function theirs(path: string): Record<string, number> {
  const args = ['--threshold=100', '--auto=no', '--show-percs=no', '--show=Ir', path];
  const sums: Record<string, number> = {};
  for (const [, cost, name] of execFileSync('callgrind_annotate', args, { encoding: 'utf8' }).matchAll(
    /^\s*([\d,]+)\s+\S+:(fun\d)\b/gm,
  ))
    sums[name] = (sums[name] ?? 0) + Number(cost.replaceAll(',', ''));
  return sums;
}

async function ours(text: string): Promise<Record<string, number>> {
  const recording = await recordingOf(callgrindReader, text);
  const self = arrayOf(functionTotals(recording, { ...wholeScope(recording), eventType: 0 as EventTypeIndex }).self);
  const sums: Record<string, number> = {};
  for (let fn = 0; fn < recording.functions.length; fn++) {
    const name = functionName(recording, fn as FunctionIndex);
    if (name.startsWith('fun')) sums[name] = (sums[name] ?? 0) + self[fn];
  }
  return sums;
}

describe.skipIf(!isInstalled)('callgrind files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'annotate-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('have the self costs that callgrind_annotate finds', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async (one) => {
        // It refuses files without costs, and knows neither the line ends of Windows nor what it does not sum up.
        const lines = [...linesOf(one), 'fn=last', `${one.hasAddresses ? '0x1 ' : ''}1 1`, 'totals: 1'];
        const path = join(folder, 'callgrind.out.1');
        writeFileSync(path, `${lines.join('\n')}\n`);
        const expected = theirs(path);
        const text = lines.join(one.isWindows ? '\r\n' : '\n') + (one.isEnded ? '\n' : '');
        const found = await ours(text);
        const spent = (sums: Record<string, number>) =>
          Object.entries(sums)
            .filter(([, cost]) => cost > 0)
            .sort();
        expect(spent(found)).toEqual(spent(expected));
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
