/**
 * What WebAssembly prepares of a recording of stacks is what the analyses' own loops find, to the last bit: costs here have digits behind the
 * point, whose sums differ by the order in which they are added.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callArrows } from '../../shared/analysis/call-arrows.ts';
import { componentsOfFunctions } from '../../shared/analysis/call-components.ts';
import { callDegrees } from '../../shared/analysis/call-degrees.ts';
import { callEdges, edgeInclusive, edgesKey } from '../../shared/analysis/call-edges.ts';
import { contextInclusive, contextSelf } from '../../shared/analysis/context-costs.ts';
import { eventTotal } from '../../shared/analysis/event-total.ts';
import { functionTotals } from '../../shared/analysis/function-totals.ts';
import { itemCosts } from '../../shared/analysis/item-costs.ts';
import { wholeScope } from '../../shared/analysis/scope.ts';
import { prepareStackTables } from '../../shared/analysis/stack-tables.ts';
import { known } from '../../shared/base/memo.ts';
import { runAtOnce } from '../../shared/base/slices.ts';
import { cpuprofileReader } from '../../shared/formats/cpuprofile.ts';
import type { EventTypeIndex } from '../../shared/model/indices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { recordingOf } from '../support/read-memory.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', '(idle)'];
const node = fc.record({ above: fc.nat(), name: fc.constantFrom(...NAMES), cost: fc.nat(1000) });

function profileOf(nodes: readonly { above: number; name: string; cost: number }[]): string {
  const frame = (functionName: string, lineNumber = -1): object => ({
    functionName,
    url: '',
    lineNumber,
    columnNumber: -1,
  });
  return JSON.stringify({
    nodes: [
      { id: 1, callFrame: frame('(root)') },
      // Several functions are idle.
      ...nodes.map(({ above, name, cost }, i) => ({
        id: i + 2,
        callFrame: frame(name, name === '(idle)' ? cost % 3 : -1),
        parent: 1 + (above % (i + 1)),
      })),
    ],
    startTime: 0,
    endTime: 1e6,
    samples: nodes.map((_, i) => i + 2),
    timeDeltas: nodes.map(({ cost }) => cost / 7),
  });
}

/** Everything that is prepared, and what the list makes of it. */
function tablesOf(recording: Recording): object {
  const scope = wholeScope(recording);
  return {
    totals: functionTotals(recording, scope),
    self: contextSelf(recording, scope),
    inclusive: contextInclusive(recording, scope),
    arrows: callArrows(recording, scope),
    degrees: callDegrees(recording, scope),
    components: runAtOnce(componentsOfFunctions(recording, scope)),
    edges: callEdges(recording, scope),
    edgeInclusive: edgeInclusive(recording, scope),
    items: itemCosts(recording, scope, 0),
    dear: itemCosts(recording, scope, 0.2),
    eventTotals: [0, 1].map((eventType) => eventTotal(recording, { ...scope, eventType: eventType as EventTypeIndex })),
  };
}

describe('tables of stacks that WebAssembly prepares', () => {
  it('are those that are found without it, costs to the last bit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(node, { minLength: 1, maxLength: 60 }), async (nodes) => {
        const prepared = await recordingOf(cpuprofileReader, profileOf(nodes));
        runAtOnce(prepareStackTables(prepared, 1));
        const plain = await recordingOf(cpuprofileReader, profileOf(nodes));
        expect(tablesOf(prepared)).toEqual(tablesOf(plain));
      }),
      { numRuns: 400 },
    );
  });

  it('are left where the analyses look for them', async () => {
    const loop = ['a', 'b', 'a', 'b'].map((name, above) => ({ above, name, cost: 7 }));
    const recording = await recordingOf(cpuprofileReader, profileOf(loop));
    const scope = wholeScope(recording);
    runAtOnce(prepareStackTables(recording, 1));
    const edges = known(recording, edgesKey(scope));
    expect(edges).toBeDefined();
    expect(callEdges(recording, scope)).toBe(edges);
  });

  it('are not made of small recordings', async () => {
    const recording = await recordingOf(cpuprofileReader, profileOf([{ above: 0, name: 'a', cost: 1 }]));
    runAtOnce(prepareStackTables(recording));
    expect(known(recording, edgesKey(wholeScope(recording)))).toBeUndefined();
  });
});
