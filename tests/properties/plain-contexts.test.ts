/**
 * A .cpuprofile that is as plain as V8 writes it has the recording that it would have if it were written otherwise: with the ids of parents in
 * place of those of children, which takes the longer way. Compared are all of its contexts, functions, samples and remarks.
 */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { arrayOf } from '../../shared/base/columns.ts';
import { PlainContexts } from '../../shared/formats/cpuprofile/plain-contexts.ts';
import { cpuprofileReader } from '../../shared/formats/cpuprofile.ts';
import type { FunctionIndex } from '../../shared/model/indices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { functionName } from '../../shared/model/texts.ts';
import { recordingOf } from '../support/read-memory.ts';

/** More than the least that is worth it. */
const NODES = 4200;

interface Drawn {
  /** What tells where nodes are and how they are named. */
  readonly seed: number;
  readonly names: number;
  /** A node is below one of so many before it. */
  readonly reach: number;
  readonly firstId: number;
  readonly isFractional: boolean;
  /** Ids of nodes that are not there, and of the root, are among the samples. */
  readonly isStray: boolean;
  readonly hasProgram: boolean;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
  names: fc.constantFrom(2, 40, 3000),
  reach: fc.constantFrom(1, 5, NODES),
  firstId: fc.constantFrom(1, 2, 70000),
  isFractional: fc.boolean(),
  isStray: fc.boolean(),
  hasProgram: fc.boolean(),
});

/** The same nodes and samples in both ways. */
function profilesOf({ seed, names, reach, firstId, isFractional, isStray, hasProgram }: Drawn): [string, string] {
  let state = seed;
  const next = (below: number): number => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  const parents = Array.from({ length: NODES }, (_, row) => (row === 0 ? -1 : row - 1 - next(Math.min(row, reach))));
  const nodes = parents.map((_, row) => {
    const number = next(names);
    const name = row === 0 ? '(root)' : row === 1 && hasProgram ? '(program)' : number === 0 ? '(idle)' : `f${number}`;
    const place = name.startsWith('(') ? -1 : number;
    const url = place < 0 ? '' : `file:///${number % 7}.js`;
    return {
      id: firstId + row,
      callFrame: { functionName: name, scriptId: '0', url, lineNumber: place, columnNumber: place },
      hitCount: 0,
    };
  });
  const children: number[][] = nodes.map(() => []);
  for (const [row, parent] of parents.entries()) if (parent >= 0) children[parent].push(firstId + row);
  const samples = Array.from({ length: 300 }, () => firstId + (isStray ? next(NODES + 2) - 1 : 1 + next(NODES - 1)));
  const timeDeltas = samples.map(() => next(200));
  const rest = {
    startTime: 1000,
    endTime: 1000 + timeDeltas.reduce((sum, step) => sum + step, 0) + (isFractional ? 0.5 : 7),
    samples: isStray ? [...samples, firstId] : samples,
    timeDeltas: isStray ? [...timeDeltas, 3] : timeDeltas,
  };
  const withChildren = nodes.map((node, row) =>
    children[row].length === 0 ? node : { ...node, children: children[row] },
  );
  const withParents = nodes.map((node, row) => (row === 0 ? node : { ...node, parent: firstId + parents[row] }));
  return [JSON.stringify({ nodes: withChildren, ...rest }), JSON.stringify({ nodes: withParents, ...rest })];
}

function contentsOf(recording: Recording): object {
  const { contexts, samples, functions, idleFunctions, diagnostics, facts } = recording;
  const columns = [contexts.function, contexts.parent, contexts.subtreeEnd, contexts.callLine, contexts.part];
  return {
    contexts: columns.map((column) => Array.from(arrayOf(column))),
    costs: contexts.self.map((column) => column && Array.from(arrayOf(column))),
    samples: [samples.context, samples.time, samples.weight].map((column) => Array.from(arrayOf(column))),
    names: Array.from({ length: functions.length }, (_, row) => functionName(recording, row as FunctionIndex)),
    places: [functions.file, functions.startLine, functions.startColumn].map((column) => Array.from(arrayOf(column))),
    idleFunctions,
    diagnostics,
    facts,
  };
}

describe('a plain .cpuprofile', () => {
  it('has the recording of the same one written otherwise', { timeout: 60_000 }, async () => {
    const plainly = vi.spyOn(PlainContexts.prototype, 'findContexts');
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(drawn, async (what) => {
        const [plain, other] = profilesOf(what);
        runs++;
        expect(contentsOf(await recordingOf(cpuprofileReader, plain))).toEqual(
          contentsOf(await recordingOf(cpuprofileReader, other)),
        );
      }),
      { numRuns: 40 },
    );
    expect(plainly).toHaveBeenCalledTimes(runs);
  });
});
