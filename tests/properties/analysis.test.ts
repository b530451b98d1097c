// What must hold for any recording: sums agree from all sides, stacks agree with counting them one by one, cycles depend on nobody's order,
// and nothing in a map is larger than what it stands in.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callEdges, edgeInclusive } from '../../shared/analysis/call-edges.ts';
import { functionTotals } from '../../shared/analysis/function-totals.ts';
import { itemCosts } from '../../shared/analysis/item-costs.ts';
import { wholeScope } from '../../shared/analysis/scope.ts';
import { identityOrder, sortByValue } from '../../shared/base/sort-indices.ts';
import type { FunctionIndex } from '../../shared/model/indices.ts';
import { checkIntegrity } from '../../shared/model/integrity.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { functionName } from '../../shared/model/texts.ts';
import { initialViewState, type ViewState } from '../../shared/state/view-state.ts';
import { select } from '../support/printed-views.ts';
import { profileOf } from '../support/profile-notation.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const stack = fc.record({ frames: fc.array(name, { minLength: 1, maxLength: 8 }), cost: fc.nat(20) });
const stacks = fc.array(stack, { minLength: 1, maxLength: 12 });
const call = fc.record({ from: name, to: name, calls: fc.nat(9), cost: fc.nat(50) });
const graph = fc.record({
  self: fc.array(fc.tuple(name, fc.nat(30)), { minLength: 1, maxLength: 8 }),
  calls: fc.array(call, { minLength: 1, maxLength: 14 }),
});

type Stacks = { frames: string[]; cost: number }[];
type Graph = { self: [string, number][]; calls: { from: string; to: string; calls: number; cost: number }[] };

const drawStacks = (drawn: Stacks): Recording =>
  profileOf(drawn.map(({ frames, cost }) => `${frames.join(' > ')} ${cost}`).join('\n'));

const graphLines = ({ self, calls }: Graph): string[] => [
  ...self.map(([fn, cost]) => `${fn} ${cost}`),
  ...calls.map(({ from, to, calls: count, cost }) => `${from} -> ${to} ${count}x ${cost}`),
];

function namesOf(recording: Recording): string[] {
  return Array.from({ length: recording.functions.length }, (_, row) => functionName(recording, row as FunctionIndex));
}

describe('stacks', () => {
  test('functions and edges agree with counting the stacks one by one (S1, S3)', () => {
    fc.assert(
      fc.property(stacks, (drawn) => {
        const recording = drawStacks(drawn);
        const scope = wholeScope(recording);
        const totals = functionTotals(recording, scope);
        const sum = (counts: (frames: string[]) => boolean): number =>
          drawn.reduce((all, { frames, cost }) => all + (counts(frames) ? cost : 0), 0);
        const names = namesOf(recording);
        names.forEach((fn, row) => {
          expect(totals.self[row as FunctionIndex]).toBe(sum((frames) => frames.at(-1) === fn));
          expect(totals.inclusive[row as FunctionIndex]).toBe(sum((frames) => frames.includes(fn)));
        });
        expect(totals.total).toBe(sum(() => true));
        const edges = callEdges(recording, scope);
        const inclusive = edgeInclusive(recording, scope);
        for (let edge = 0; edge < edges.length; edge++) {
          const [from, to] = [names[edges.caller[edge]], names[edges.callee[edge]]];
          expect(inclusive[edge]).toBe(
            sum((frames) => frames.some((frame, i) => frame === from && frames[i + 1] === to)),
          );
        }
      }),
    );
  });

  test('a cycle costs every stack on which one of its members stands (S8)', () => {
    fc.assert(
      fc.property(stacks, (drawn) => {
        const recording = drawStacks(drawn);
        const { cycles, cycleInclusive } = itemCosts(recording, wholeScope(recording), 0);
        const names = namesOf(recording);
        cycleInclusive.forEach((cost, cycle) => {
          const members = new Set(names.filter((_, row) => cycles.cycleOf[row] === cycle));
          const expected = drawn.filter(({ frames }) => frames.some((frame) => members.has(frame)));
          expect(cost).toBe(expected.reduce((all, one) => all + one.cost, 0));
        });
      }),
    );
  });
});

describe('call graphs', () => {
  test('Σ self is the total, inclusive is never below self, edges agree from both ends (S1, S2)', () => {
    fc.assert(
      fc.property(graph, (drawn) => {
        const recording = profileOf(graphLines(drawn).join('\n'));
        const scope = wholeScope(recording);
        const { total, self, inclusive } = itemCosts(recording, scope, 0);
        expect(total).toBe(drawn.self.reduce((all, [, cost]) => all + cost, 0));
        for (let f = 0 as FunctionIndex; f < recording.functions.length; f++)
          expect(inclusive[f]).toBeGreaterThanOrEqual(self[f]);
        const { callerStart, calleeStart, calleeEdges, caller, callee, length } = callEdges(recording, scope);
        const seen = new Set<number>();
        for (let f = 0; f < recording.functions.length; f++) {
          for (let edge = callerStart[f]; edge < callerStart[f + 1]; edge++) expect(caller[edge]).toBe(f);
          for (let i = calleeStart[f]; i < calleeStart[f + 1]; i++) {
            expect(callee[calleeEdges[i]]).toBe(f);
            seen.add(calleeEdges[i]);
          }
        }
        expect(seen.size).toBe(length);
        expect(checkIntegrity(recording)).toEqual([]);
      }),
    );
  });

  test('cycles do not depend on the order of rows (S8)', () => {
    const described = (recording: Recording): string[] => {
      const { cycles, inclusive, cycleInclusive } = itemCosts(recording, wholeScope(recording), 0);
      const rows = namesOf(recording).map((fn, row) => {
        const cycle = cycles.cycleOf[row];
        return `${fn} in ${cycle + 1} of ${cycleInclusive[cycle] ?? '-'}: ${inclusive[row as FunctionIndex]}`;
      });
      return rows.sort();
    };
    fc.assert(
      fc.property(graph, fc.infiniteStream(fc.nat(1000)), (drawn, order) => {
        const lines = graphLines(drawn);
        const shuffled = lines.map((line) => ({ line, at: order.next().value ?? 0 })).sort((a, b) => a.at - b.at);
        expect(described(profileOf(shuffled.map(({ line }) => line).join('\n')))).toEqual(
          described(profileOf(lines.join('\n'))),
        );
      }),
    );
  });
});

describe('maps and graphs', () => {
  /** As cProfile states them: inclusive costs that need not fit to the calls. */
  const stated = fc
    .record({ graph, costs: fc.array(fc.tuple(fc.nat(20), fc.nat(60)), { minLength: 5, maxLength: 5 }) })
    .map(({ graph: drawn, costs }) => {
      const functions = ['a', 'b', 'c', 'd', 'e'].map((fn, i) => `${fn} states ${costs[i][0]} ${costs[i][1]} 3/2`);
      return profileOf([...functions, ...graphLines({ ...drawn, self: [] })].join('\n'));
    });
  const anyRecording = fc.oneof(
    stated,
    stacks.map(drawStacks),
    graph.map((drawn) => profileOf(graphLines(drawn).join('\n'))),
  );
  const statesOf = (recording: Recording, cycles: boolean): ViewState[] =>
    namesOf(recording).map((_, index) => ({
      ...initialViewState,
      cycles,
      active: { kind: 'function', index },
      map: { ...initialViewState.map, minShare: 0 },
      graph: { ...initialViewState.graph, minNode: 0, minEdge: 0, callerDepth: -1 },
    }));

  test('rectangles never add up to more than the one they stand in (S14)', () => {
    fc.assert(
      fc.property(
        anyRecording,
        fc.boolean(),
        fc.constantFrom('callee-map', 'caller-map'),
        (recording, cycles, view) => {
          for (const state of statesOf(recording, cycles)) {
            const model = select(view, recording, state);
            if (model.kind !== 'treemap') continue;
            const below = new Float64Array(model.nodes.length);
            for (const { parent, value } of model.nodes) if (parent >= 0) below[parent] += value;
            model.nodes.forEach(({ value, hiddenValue }, i) => {
              expect(below[i] + hiddenValue).toBeLessThanOrEqual(value * (1 + 1e-9));
            });
          }
        },
      ),
    );
  });

  test('nodes get no more than the active item has, and edges end at nodes (S13)', () => {
    fc.assert(
      fc.property(anyRecording, fc.boolean(), (recording, cycles) => {
        for (const state of statesOf(recording, cycles)) {
          const model = select('call-graph', recording, state);
          if (model.kind !== 'graph') continue;
          const ids = new Set(model.nodes.map(({ id }) => id));
          const focus = model.nodes.find((node) => node.focus);
          for (const { value } of model.nodes) expect(value).toBeLessThanOrEqual((focus?.value ?? 0) * (1 + 1e-9));
          for (const { from, to } of model.edges) expect(ids.has(from) && ids.has(to)).toBe(true);
        }
      }),
    );
  });
});

test('sorting by a column is stable, in both directions, with unknown cells last', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.double({ noDefaultInfinity: true }), fc.constantFrom(0, -0, 1, Number.NaN))),
      fc.boolean(),
      (values, descending) => {
        const sign = descending ? -1 : 1;
        const expected = values
          .map((value, row) => ({ value, row }))
          .sort((a, b) => {
            if (Number.isNaN(a.value) || Number.isNaN(b.value))
              return Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value)) || a.row - b.row;
            return a.value === b.value ? a.row - b.row : sign * (a.value < b.value ? -1 : 1);
          });
        const sorted = sortByValue(identityOrder(values.length), Float64Array.from(values), descending);
        expect(Array.from(sorted)).toEqual(expected.map(({ row }) => row));
      },
    ),
  );
});
