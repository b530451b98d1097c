/**
 * What a .cpuprofile says, told by a second reader that knows nothing of the first: JSON.parse, and the rules for links, samples and times written
 * down once more, in the plainest way. Ids, links, samples and times are drawn from what broken and hostile files have. Compared are the time and the
 * samples of every chain of functions, or that both refuse the file.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrayOf } from '../../shared/base/columns.ts';
import { cpuprofileReader } from '../../shared/formats/cpuprofile.ts';
import type { FunctionIndex } from '../../shared/model/indices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { functionName } from '../../shared/model/texts.ts';
import { readMemory } from '../support/read-memory.ts';

const LARGEST = 2 ** 53;
/** JSON.stringify() would write null for what no double can hold. */
const TOO_LARGE = '"§1e400§"';

type Sums = Record<string, [time: number, samples: number]>;
interface Node {
  readonly id?: unknown;
  readonly callFrame: { readonly functionName?: string; readonly lineNumber?: unknown };
  readonly hitCount?: unknown;
  readonly children?: readonly unknown[];
  readonly parent?: unknown;
}
interface Profile {
  readonly nodes: readonly Node[];
  readonly startTime?: unknown;
  readonly endTime?: unknown;
  readonly samples?: readonly unknown[];
  readonly timeDeltas?: readonly unknown[];
}

/** The number that stands there, as a number or as the text of one. */
function numeric(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
}

function parentsOf(nodes: readonly Node[]): (number | undefined)[] | 'broken' {
  const rowOf = new Map<number, number>();
  for (const [row, { id }] of nodes.entries()) {
    const own = numeric(id);
    if (!Number.isNaN(own) && !rowOf.has(own)) rowOf.set(own, row);
  }
  const links = nodes.flatMap(({ children }, row) => (children ?? []).map((child) => [row, rowOf.get(numeric(child))]));
  for (const [row, { parent }] of nodes.entries()) links.push([rowOf.get(numeric(parent)), row]);
  const parents: (number | undefined)[] = nodes.map(() => undefined);
  const seconds: [number, number][] = [];
  for (const [above, below] of links) {
    if (above === undefined || below === undefined) continue;
    if (parents[below] === undefined) parents[below] = above;
    else if (parents[below] !== above) seconds.push([above, below]);
  }
  const isAbove = (upper: number, lower: number | undefined): boolean => {
    let at = lower;
    for (let steps = 0; at !== undefined && at !== upper; steps++) {
      if (steps > nodes.length) return true;
      at = parents[at];
    }
    return at === upper;
  };
  const isLoop = (row: number): boolean => isAbove(row, parents[row]);
  if (nodes.some((_, row) => isLoop(row)) || seconds.some(([above, below]) => isAbove(below, above))) return 'broken';
  return parents;
}

/** Start and weight of each sample, or nothing where there are no times. */
function weightsOf({ samples = [], timeDeltas, startTime, endTime }: Profile): number[] {
  const count = samples.length;
  const start = numeric(startTime);
  const end = numeric(endTime);
  const duration = end >= start && end - start < LARGEST ? end - start : undefined;
  const share = samples.map(() => (duration ?? 0) / count);
  if (timeDeltas === undefined) return share;
  const at: number[] = [];
  let now = 0;
  for (const delta of timeDeltas.slice(0, count)) {
    now += Number.isNaN(numeric(delta)) ? 0 : numeric(delta);
    if (Math.abs(now) >= LARGEST) return share;
    at.push(now);
  }
  const left = Math.max(0, (duration ?? now) - now) / (count - at.length + 1);
  while (at.length < count) at.push((at.at(-1) ?? 0) + left);
  const order = at.map((_, i) => i).sort((a, b) => at[a] - at[b] || a - b);
  const weights = samples.map(() => 0);
  for (const [place, i] of order.entries()) {
    const next = order[place + 1];
    weights[i] = next === undefined ? Math.max(0, (duration ?? 0) - at[i]) : at[next] - at[i];
  }
  return weights;
}

function expected(profile: Profile): Sums | 'broken' {
  const { nodes, samples } = profile;
  const parents = parentsOf(nodes);
  if (parents === 'broken') return 'broken';
  const hits = nodes.map(({ hitCount }) => numeric(hitCount));
  const hasHits = hits.some((one) => !Number.isNaN(one));
  const counted = hits.map((one) => (one >= 0 && one <= Number.MAX_SAFE_INTEGER ? one : 0));
  const nameOf = (row: number): string => {
    const { functionName, lineNumber } = nodes[row].callFrame;
    const name =
      functionName === undefined || functionName === '' ? '(anonymous)' : functionName.replaceAll('\ud800', '\ufffd');
    const line = numeric(lineNumber);
    return `${name}:${line === (line | 0) && line >= 0 ? line + 1 : -1}`;
  };
  const isRoot = (row: number): boolean => parents[row] === undefined && nodes[row].callFrame.functionName === '(root)';
  const chainOf = (row: number): string => {
    const chain: string[] = [];
    for (let at: number | undefined = row; at !== undefined; at = parents[at])
      if (!isRoot(at)) chain.unshift(nameOf(at));
    return chain.length === 0 ? '(program):-1' : chain.join('/');
  };
  const sums: Sums = {};
  const add = (chain: string, time: number, count: number): void => {
    const [times, counts] = sums[chain] ?? [0, 0];
    if (time !== 0 || count !== 0) sums[chain] = [times + time, counts + count];
  };
  if (samples !== undefined && (samples.length > 0 || !hasHits)) {
    const ids = nodes.map(({ id }) => numeric(id));
    const weights = weightsOf(profile);
    for (const [i, sample] of samples.entries()) {
      const row = ids.indexOf(numeric(sample));
      add(row < 0 ? '(unknown):-1' : chainOf(row), weights[i], 1);
    }
    return sums;
  }
  if (!hasHits) return 'broken';
  const total = counted.reduce((sum, one) => sum + one, 0);
  const duration = numeric(profile.endTime) - numeric(profile.startTime);
  const share = duration >= 0 && duration < LARGEST && total > 0 ? duration / total : 0;
  for (const [row, count] of counted.entries()) add(chainOf(row), count * share, count);
  return sums;
}

function sumsOf(recording: Recording): Sums {
  const { contexts, functions } = recording;
  const columns = contexts.self.map((column) => (column === undefined ? undefined : arrayOf(column)));
  const chains: string[] = [];
  const sums: Sums = {};
  for (let row = 0; row < contexts.length; row++) {
    const fn = arrayOf(contexts.function)[row] as FunctionIndex;
    const parent = arrayOf(contexts.parent)[row];
    const name = `${functionName(recording, fn)}:${arrayOf(functions.startLine)[fn]}`;
    chains.push(parent < 0 ? name : `${chains[parent]}/${name}`);
    const [time, samples] = [columns[0]?.[row] ?? 0, columns[1]?.[row] ?? 0];
    if (time !== 0 || samples !== 0) sums[chains[row]] = [time, samples];
  }
  return sums;
}

/** Sums that differ by no more than what adding up doubles in another order does. */
function expectSame(ours: Sums | 'broken', theirs: Sums | 'broken'): void {
  if (ours === 'broken' || theirs === 'broken') {
    expect(ours).toEqual(theirs);
    return;
  }
  expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort());
  for (const [chain, [time, samples]] of Object.entries(theirs)) {
    expect(ours[chain][1], chain).toBe(samples);
    expect(Math.abs(ours[chain][0] - time), `${chain}: ${ours[chain][0]} for ${time}`).toBeLessThanOrEqual(
      1e-9 * Math.max(1, Math.abs(time)),
    );
  }
}

const few = fc.integer({ min: 1, max: 6 });
const odd = fc.constantFrom<unknown>(
  0,
  -0,
  -1,
  1.5,
  2 ** 31,
  -(2 ** 31),
  2 ** 32 + 1,
  2 ** 53,
  '3',
  '-1',
  'x',
  '',
  null,
  true,
  [],
  {},
  TOO_LARGE,
);
const id = fc.oneof({ weight: 12, arbitrary: few }, { weight: 1, arbitrary: odd });
const name = fc.constantFrom('(root)', 'a', 'b', '', '(idle)', '\ud800', 'a/b"\\');
const node = fc.record(
  {
    id,
    callFrame: fc.record(
      { functionName: name, lineNumber: fc.constantFrom<unknown>(0, 3, -1, 1.5, 2 ** 31, '7') },
      { requiredKeys: [] },
    ),
    hitCount: fc.oneof(fc.integer({ min: 0, max: 9 }), odd),
    children: fc.array(id, { maxLength: 2 }),
    parent: id,
  },
  { requiredKeys: ['callFrame'] },
);
const profile = fc.record(
  {
    nodes: fc.array(node, { minLength: 1, maxLength: 7 }),
    startTime: fc.oneof(fc.constantFrom<unknown>(0, 100, '50'), odd),
    endTime: fc.oneof(fc.constantFrom<unknown>(900, 100.5, '500'), odd),
    samples: fc.array(id, { maxLength: 12 }),
    timeDeltas: fc.array(
      fc.oneof({ weight: 8, arbitrary: fc.integer({ min: -9, max: 90 }) }, { weight: 1, arbitrary: odd }),
      { maxLength: 12 },
    ),
  },
  { requiredKeys: ['nodes'] },
);

describe('a .cpuprofile of any kind', () => {
  it('has the chains, times and samples that a plain second reader finds', async () => {
    const space = fc.constantFrom(undefined, 1);
    const chunk = fc.constantFrom(7, 65536);
    await fc.assert(
      fc.asyncProperty(profile, space, chunk, fc.boolean(), async (drawn, indent, chunkSize, isMarked) => {
        const json = JSON.stringify(drawn, null, indent).replaceAll(JSON.stringify(TOO_LARGE), '1e400');
        const text = `${isMarked ? '\ufeff' : ''}${json}${' '.repeat(300)}`;
        const { recording } = await readMemory(cpuprofileReader, text, chunkSize);
        expectSame(recording === undefined ? 'broken' : sumsOf(recording), expected(JSON.parse(json)));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['1e400', '5'],
    ['-1e400', '1e400'],
    ['1e308', '-1e308'],
  ])('that begins at %s and ends at %s has no time behind its last sample', async (startTime, endTime) => {
    const nodes =
      '[{"id":1,"callFrame":{"functionName":"(root)"},"children":[2]},{"id":2,"callFrame":{"functionName":"a"}}]';
    const times = `"startTime":${startTime},"endTime":${endTime}`;
    const { recording } = await readMemory(
      cpuprofileReader,
      `{"nodes":${nodes},${times},"samples":[2,2,1],"timeDeltas":[1,5,6]}`,
    );
    expect(recording === undefined ? undefined : sumsOf(recording)).toEqual({
      'a:-1': [11, 2],
      '(program):-1': [0, 1],
    });
  });
});
