// `top --group-by` and `--merge`: the tree as text and JSON, what callgrind kept apart as one.
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const shapes = 'fixtures/samples/shapes/callgrind.out.shapes.default';
const levels = 'fixtures/merging/callgrind.out.levels.both';

interface Group {
  readonly name: string;
  readonly self: number;
  readonly functions: number;
  readonly groups: readonly Group[];
}
interface Top {
  readonly eventType: { readonly total: number };
  readonly functions: readonly { readonly name: string; readonly self: number; readonly calls: number }[];
  readonly groups: readonly Group[];
}

async function top(...args: string[]): Promise<Top> {
  const { output } = await runCli(['top', ...args, '--json']);
  return JSON.parse(output) as Top;
}

describe('--group-by', () => {
  it.each(['module', 'file', 'folder', 'namespace'])(
    '%s: the self costs of the groups add up to the total (S1)',
    async (by) => {
      const { eventType, functions, groups } = await top(shapes, '--group-by', by, '--limit', '0');
      const sum = (of: readonly { readonly self: number }[]): number => of.reduce((total, { self }) => total + self, 0);
      const real = groups.filter(({ name }) => name !== '(cycles)');
      expect([sum(real), sum(functions)]).toEqual([eventType.total, eventType.total]);
      expect(real.reduce((count, group) => count + group.functions, 0)).toBe(functions.length);
    },
  );

  it('prints a tree, the limit counting in each group', async () => {
    const { output } = await runCli(['top', shapes, '--group-by', 'namespace', '--limit', '1']);
    const [, ...lines] = output.trimEnd().split('\n');
    const place = output.indexOf('Function');
    expect(lines.map((line) => line.slice(place).split(/(?<=\S) {2,}/)[0])).toEqual([
      '(global) (inclusive at most)',
      '  0x000000000001ab70',
    ]);
  });

  it('refuses what nothing is grouped by', async () => {
    const { status, messages } = await runCli(['top', shapes, '--group-by', 'colour']);
    expect([status, messages]).toEqual([2, expect.stringContaining('--group-by must be one of none, module, file')]);
  });
});

describe('--merge', () => {
  it('makes one of what callgrind kept apart: callgrind_annotate of the run that did not says 276 and 24 calls', async () => {
    const { functions } = await top(levels, '--merge', 'recursion,contexts', '--search', 'fact');
    expect(functions.map(({ name, self, calls }) => [name, self, calls])).toEqual([['fact', 276, 24]]);
  });

  it('refuses what cannot be merged', async () => {
    const { status, messages } = await runCli(['top', levels, '--merge', 'threads']);
    expect([status, messages]).toEqual([2, expect.stringContaining('--merge needs recursion, contexts or both')]);
  });
});
