/**
 * The shapes of --json, which other programs rely on: fields, units, null rules. Numbers are compared with what Python's pstats and
 * callgrind_annotate say of the same files.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CprofileReference } from '../support/cprofile-comparison.ts';
import { runCli } from '../support/run-cli.ts';

const taylor = 'fixtures/cprofile/taylor-py313/taylor-py313.prof';
const busy = 'fixtures/cpuprofile/busy/busy.cpuprofile';
const parts = 'fixtures/callgrind/orders-combined/callgrind.out.orders.combined.gz';

interface ListedFunction {
  readonly name: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly self: number;
  readonly inclusive: number;
  readonly calls: number;
  readonly primitiveCalls: number | null;
  readonly cycle: number | null;
}

interface TopOutput {
  readonly eventType: { readonly name: string; readonly unit: string; readonly total: number };
  readonly functions: readonly ListedFunction[];
}

async function run(...args: readonly string[]): Promise<unknown> {
  const { status, output, messages } = await runCli([...args, '--json', '--quiet']);
  expect({ status, messages }).toEqual({ status: 0, messages: '' });
  return JSON.parse(output);
}

describe('top --json', () => {
  it('has every promised field, with null where there is nothing', async () => {
    expect(await run('top', taylor, '--search', 'factorial')).toEqual({
      file: taylor,
      format: 'cprofile',
      eventType: { name: 'Time', unit: 'seconds', total: expect.closeTo(0.092706663, 9) },
      functions: [
        {
          name: 'factorial',
          file: 'taylor.py',
          module: null,
          line: 10,
          self: 0.09171242,
          inclusive: 0.09171242,
          calls: 188000,
          primitiveCalls: 750,
          cycle: null,
          estimated: false,
        },
      ],
    });
  });

  it('lists all functions with --limit 0, with the exact numbers of pstats', async () => {
    const reference: CprofileReference = JSON.parse(
      readFileSync('fixtures/cprofile/shop-py311/reference.json', 'utf8'),
    );
    const { functions } = (await run('top', 'fixtures/cprofile/shop-py311/shop.prof', '--limit', '0')) as TopOutput;
    const toRow = (file: string | null, line: number | null, name: string, numbers: readonly number[]): string =>
      JSON.stringify([file === '~' ? null : file, line || null, name, ...numbers]);
    const ours = functions.map((one) =>
      toRow(one.file, one.line, one.name, [one.self, one.inclusive, one.calls, one.primitiveCalls ?? -1]),
    );
    const theirs = reference.functions.map((one) =>
      toRow(one.file, one.line, one.name, [one.tottime, one.cumtime, one.ncalls, one.primitive]),
    );
    expect(ours.sort()).toEqual(theirs.sort());
  });

  it('lists no cycle as a function: members carry its number', async () => {
    const { functions } = (await run('top', parts, '--limit', '0')) as TopOutput;
    expect(
      functions
        .filter((one) => one.cycle !== null)
        .map((one) => [one.name, one.cycle])
        .sort(),
    ).toEqual([
      ["check_even'2", 1],
      ["check_odd'2", 1],
    ]);
    expect(functions).toHaveLength(284);
  });

  it('gives --limit that many functions, cycles not counted', async () => {
    const { functions } = (await run('top', parts, '--sort', 'name', '--limit', '3')) as TopOutput;
    expect(functions).toHaveLength(3);
  });

  it('counts no calls where a format does not, lists no (root), and leaves idle time out unless asked', async () => {
    const awake = (await run('top', busy, '--limit', '0')) as TopOutput;
    const all = (await run('top', busy, '--limit', '0', '--idle')) as TopOutput;
    expect(new Set(awake.functions.map((one) => one.calls))).toEqual(new Set([0]));
    const names = (output: TopOutput): string[] => output.functions.map((one) => one.name);
    expect(names(all)).toContain('(idle)');
    expect([...names(awake), ...names(all)]).not.toContain('(root)');
    // 169,201 µs idle, by the reference.
    expect(all.eventType.total - awake.eventType.total).toBe(169201);
  });

  it('adds up the chosen parts alone', async () => {
    const reference: { parts: { sum_of_cost_lines: number[] }[] } = JSON.parse(
      readFileSync('fixtures/callgrind/orders-combined/reference.json', 'utf8'),
    );
    const totals = reference.parts.map((part) => part.sum_of_cost_lines[0]);
    for (const [i, total] of totals.entries()) {
      const { eventType } = (await run('top', parts, '--parts', String(i + 1))) as TopOutput;
      expect(eventType.total).toBe(total);
    }
    const both = (await run('top', parts, '--parts', '1,3')) as TopOutput;
    expect(both.eventType.total).toBe(totals[0] + totals[2]);
  });

  it('keeps names to the letter', async () => {
    const { functions } = (await run('top', 'fixtures/bad/control-names.callgrind', '--limit', '0')) as TopOutput;
    expect(functions.map((one) => one.name)).toContain('\u001b[31mred\u001b[0m \u0007 \u202egnp.exe \u200b\u2066x');
  });
});

describe('callers --json and callees --json', () => {
  it('have the calls of pstats', async () => {
    const output = await run('callers', taylor, 'factorial');
    const caller = (name: string, calls: number, inclusive: number, recursive: boolean): object => {
      return { name, file: 'taylor.py', module: null, calls, inclusive, recursive, estimated: false };
    };
    expect(output).toEqual({
      function: {
        name: 'factorial',
        file: 'taylor.py',
        module: null,
        self: 0.09171242,
        inclusive: 0.09171242,
        calls: 188000,
      },
      callers: [
        caller('factorial', 187250, expect.any(Number) as number, true),
        caller('taylor_exp', 500, 0.060582281, false),
        caller('taylor_sin', 250, 0.031130139, false),
      ],
    });
  });

  it('have null for the file of a built-in', async () => {
    expect(await run('callees', taylor, 'taylor_sin')).toMatchObject({
      callees: [
        { name: 'factorial', calls: 250 },
        { name: "<method 'append' of 'list' objects>", file: null, calls: 500 },
      ],
    });
  });
});

describe('graph --json', () => {
  it('has nodes and edges that refer to each other, around the function that was asked for', async () => {
    const graph = (await run('graph', taylor, 'benchmark')) as {
      focus: string;
      nodes: { id: string; name: string; share: number }[];
      edges: { from: string; to: string; calls: number; recursive: boolean }[];
      hidden: { nodes: number; edges: number };
    };
    const names = new Map(graph.nodes.map((node) => [node.id, node.name]));
    expect(names.get(graph.focus)).toBe('benchmark');
    const calls = graph.edges.map((edge) => `${names.get(edge.from)} > ${names.get(edge.to)} ${edge.calls}`);
    expect(calls).toContain('taylor_exp > factorial 500');
    expect(calls).toContain('factorial > factorial 187250');
    expect(graph.edges.filter((edge) => edge.recursive)).toHaveLength(1);
    expect(graph.hidden).toEqual({ nodes: expect.any(Number), edges: expect.any(Number) });
  });
});

describe('graph --json with what is left out', () => {
  it('makes up the cost of the function: its own, the shown calls and those left out', async () => {
    const options = ['--max-nodes', '2', '--min-edge', '0', '--skipped-calls', '--groups', 'file'];
    const graph = (await run('graph', taylor, 'benchmark', ...options)) as {
      focus: string;
      nodes: { id: string; self: number; inclusive: number; group?: string }[];
      edges: { from: string; to: string; inclusive: number }[];
      skipped: { node: string; end: string; edges: number; inclusive: number }[];
    };
    const focus = graph.nodes.find((node) => node.id === graph.focus);
    const shown = graph.edges.filter(({ from, to }) => from === graph.focus && to !== from);
    const left = graph.skipped.filter(({ node, end }) => node === graph.focus && end === 'caller');
    const sum = [...shown, ...left].reduce((all, { inclusive }) => all + inclusive, focus?.self ?? 0);
    expect(left).toHaveLength(1);
    expect(sum).toBeCloseTo(focus?.inclusive ?? 0, 9);
    expect(focus?.group).toBe('taylor.py');
    expect(graph.nodes).toHaveLength(2);
  });
});

describe('map --json', () => {
  interface MapNode {
    readonly name: string;
    readonly value: number;
    readonly self: number;
    readonly children: readonly MapNode[];
  }

  it('has two rectangles for factorial in the map of benchmark, and children never exceed their parent', async () => {
    const { root } = (await run('map', taylor, 'benchmark')) as { root: MapNode };
    const open: MapNode[] = [root];
    let rectangles = 0;
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (node.name === 'factorial') rectangles++;
      const inside = node.children.reduce((sum, child) => sum + child.value, node.self);
      expect(inside).toBeLessThanOrEqual(node.value * (1 + 1e-9));
      open.push(...node.children);
    }
    expect(rectangles).toBe(2);
  });
});

describe('info --json', () => {
  it('describes parts, event types, counts and facts', async () => {
    expect(await run('info', parts)).toMatchObject({
      file: parts,
      format: 'callgrind',
      creator: 'callgrind-3.19.0',
      command: './orders',
      eventTypes: [{ name: 'Ir', unit: 'count', total: 1819972, derived: false }],
      parts: [
        { pid: 11315, part: 1, thread: null },
        { pid: 11315, part: 2 },
        { pid: 11315, part: 3 },
      ],
      counts: { functions: 284, edges: 405, contexts: 0, samples: 0 },
      facts: { calls: 'recorded', contexts: 'absent' },
      diagnostics: [],
    });
  });

  it('has every problem with its place', async () => {
    const { diagnostics } = (await run('info', 'fixtures/bad/more-costs.callgrind')) as { diagnostics: object[] };
    expect(diagnostics).toContainEqual({
      code: expect.any(String),
      severity: 'warning',
      message: expect.any(String),
      line: expect.any(Number),
      byte: null,
      count: 1,
      file: null,
    });
  });
});

describe('formats --json', () => {
  it('says what is read and written', async () => {
    const { output } = await runCli(['formats', '--json']);
    const { reads, writes } = JSON.parse(output) as Record<'reads' | 'writes', { id: string }[]>;
    expect(reads.map((one) => one.id)).toEqual(
      expect.arrayContaining(['cachegrind', 'callgrind', 'cpuprofile', 'cprofile']),
    );
    expect(writes.map((one) => one.id)).toEqual(expect.arrayContaining(['callgrind', 'csv', 'json']));
  });
});
