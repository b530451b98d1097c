/**
 * Nodes of a .cpuprofile with one function and one parent are one context, and so are their children of one function, in whatever order the
 * nodes stand: contexts are the distinct chains of names, each with the samples of all of its nodes.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrayOf } from '../../shared/base/columns.ts';
import { cpuprofileReader } from '../../shared/formats/cpuprofile.ts';
import type { FunctionIndex } from '../../shared/model/indices.ts';
import { functionName } from '../../shared/model/texts.ts';
import { recordingOf } from '../support/read-memory.ts';

interface Drawn {
  readonly above: number;
  readonly name: string;
}

const drawn = fc.array(fc.record({ above: fc.nat(), name: fc.constantFrom('a', 'b', 'c') }), {
  minLength: 1,
  maxLength: 25,
});

/** Node 1 is the root, node i + 2 that of number i; each has one sample. */
function profileOf(nodes: readonly Drawn[], isTurned: boolean): object {
  const frame = (functionName: string): object => ({
    functionName,
    scriptId: '1',
    url: '',
    lineNumber: -1,
    columnNumber: -1,
  });
  const listed = nodes.map(({ above, name }, i) => ({
    id: i + 2,
    callFrame: frame(name),
    hitCount: 1,
    parent: 1 + (above % (i + 1)),
  }));
  if (isTurned) listed.reverse();
  return {
    nodes: [{ id: 1, callFrame: frame('(root)'), hitCount: 0 }, ...listed],
    startTime: 0,
    endTime: 10 * nodes.length,
    samples: nodes.map((_, i) => i + 2),
    timeDeltas: nodes.map((_, i) => (i === 0 ? 0 : 10)),
  };
}

function expected(nodes: readonly Drawn[]): [string, number][] {
  const chains: string[] = [''];
  const samples = new Map<string, number>();
  for (const [i, { above, name }] of nodes.entries()) {
    const chain = `${chains[above % (i + 1)]}/${name}`;
    chains.push(chain);
    samples.set(chain, (samples.get(chain) ?? 0) + 1);
  }
  return [...samples].sort();
}

describe('contexts of a .cpuprofile', () => {
  it('are its distinct chains of functions', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, fc.boolean(), async (nodes, isTurned) => {
        const recording = await recordingOf(cpuprofileReader, JSON.stringify(profileOf(nodes, isTurned)));
        const { contexts } = recording;
        const [time, counts] = contexts.self.map((column) => column ?? new Uint8Array(contexts.length)).map(arrayOf);
        const chains: string[] = [];
        for (let row = 0; row < contexts.length; row++) {
          const parent = arrayOf(contexts.parent)[row];
          const name = functionName(recording, arrayOf(contexts.function)[row] as FunctionIndex);
          chains.push(`${parent < 0 ? '' : chains[parent]}/${name}`);
        }
        expect(chains.map((chain, row): [string, number] => [chain, counts[row]]).sort()).toEqual(expected(nodes));
        expect(Array.from(time)).toEqual(Array.from(counts, (count) => count * 10));
        expect(Array.from(arrayOf(recording.samples.context), (row) => chains[row]).sort()).toEqual(
          expected(nodes)
            .flatMap(([chain, count]) => Array.from({ length: count }, () => chain))
            .sort(),
        );
      }),
      { numRuns: 300 },
    );
  });
});
