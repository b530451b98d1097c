// Formulas and the second event type on the command line, over a recording whose sums are done by hand.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'callipers-formulas-'));
const file = join(folder, 'callgrind.out.7');
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(
  file,
  ['events: Ir Dr D1mr', 'fn=main', '1 10 4 0', 'cfn=work', 'calls=5 1', '2 90 36 9', 'fn=work', '1 90 36 9', ''].join(
    '\n',
  ),
);

interface Top {
  readonly eventType: object;
  readonly secondEventType?: object;
  readonly functions: readonly { name: string; self: number; inclusive: number; inclusive2?: number; self2?: number }[];
}

const top = async (...options: string[]): Promise<Top> =>
  (await runCli(['top', file, '--json', ...options])).json() as Top;

describe('--event', () => {
  it('takes a formula and names it by its text', async () => {
    const { eventType, functions } = await top('--event', 'D1mr / Dr');
    expect(eventType).toEqual({ name: 'D1mr / Dr', unit: 'ratio', total: 9 / 40 });
    expect(functions.map(({ name, inclusive, self }) => [name, inclusive, self])).toEqual([
      ['work', 0.25, 0.25],
      ['main', 9 / 40, 0],
    ]);
  });

  it('takes a ratio that is offered by its name', async () => {
    const { functions } = await top('--event', 'Ir per call');
    expect(functions[0]).toMatchObject({ name: 'work', inclusive: 18 });
  });

  it('gives no shares of ratios', async () => {
    const { output } = await runCli(['top', file, '--relative', '--event', 'D1mr / Dr', '--second', 'Ir']);
    expect(output.split('\n').map((line) => line.replace(/ {2,}/g, '|').trim())).toEqual([
      'Incl.|Self|Incl. Ir|Self Ir|Called|Function|Location',
      '0.250|0.250|90.00 %|90.00 %|5|work',
      '0.225|0|100.00 %|10.00 %|0|main',
      '',
    ]);
  });

  it('says that a picture of a ratio cannot be had', async () => {
    const { status, messages } = await runCli(['map', file, '--event', 'D1mr / Dr']);
    expect([status, messages]).toEqual([
      1,
      'callipers: D1mr / Dr does not add up: a ratio has no area and no share. Choose another event type for this view.\n',
    ]);
  });
});

describe('--second', () => {
  it('adds its costs beside those of the first', async () => {
    const { secondEventType, functions } = await top('--event', 'Ir', '--second', 'Dr');
    expect(secondEventType).toEqual({ name: 'Dr', unit: 'count', total: 40 });
    expect(functions.map(({ inclusive, inclusive2, self2 }) => [inclusive, inclusive2, self2])).toEqual([
      [100, 40, 4],
      [90, 36, 36],
    ]);
  });

  it('adds the cost of calls to callers and callees', async () => {
    const callees = (await runCli(['callees', file, 'main', '--json', '--second', 'Dr'])).json() as object;
    expect(callees).toMatchObject({ callees: [{ name: 'work', inclusive: 90, inclusive2: 36 }] });
  });
});
