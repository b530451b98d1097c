// What holds for the call graph whatever a person sets: nothing exceeds the active item, everything ends at shown nodes, and what limits and
// exceptions leave out is exactly what the arrows for it carry.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Recording } from '../../shared/model/recording.ts';
import { type GraphSettings, initialViewState } from '../../shared/state/view-state.ts';
import type { GraphModel } from '../../shared/viewmodel/graph.ts';
import { type ItemRef, itemKey } from '../../shared/viewmodel/item.ts';
import { select } from '../support/printed-views.ts';
import { profileOf } from '../support/profile-notation.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const name = fc.constantFrom(...NAMES);
const drawnStacks = fc.array(
  fc.record({ frames: fc.array(name, { minLength: 1, maxLength: 8 }), cost: fc.integer({ min: 1, max: 20 }) }),
  { minLength: 1, maxLength: 10 },
);
const drawnCalls = fc.record({
  self: fc.array(fc.tuple(name, fc.nat(30)), { minLength: 1, maxLength: 8 }),
  calls: fc.array(fc.tuple(name, name, fc.nat(9), fc.nat(50)), { minLength: 1, maxLength: 14 }),
});
type Stacks = { readonly frames: readonly string[]; readonly cost: number }[];
type Calls = { self: [string, number][]; calls: [string, string, number, number][] };

const ofStacks = (drawn: Stacks): Recording =>
  profileOf(drawn.map(({ frames, cost }) => `${frames.join(' > ')} ${cost}`).join('\n'));
const ofCalls = ({ self, calls }: Calls): Recording =>
  profileOf(
    [
      ...self.map(([fn, cost]) => `${fn} ${cost}`),
      ...calls.map(([from, to, count, cost]) => `${from} -> ${to} ${count}x ${cost}`),
    ].join('\n'),
  );
const anyRecording = fc.oneof(drawnStacks.map(ofStacks), drawnCalls.map(ofCalls));
/** Nobody calls who was called before: everything that leaves the active item is on one side of it. */
const acyclic = fc.oneof(
  drawnStacks.map((drawn) =>
    ofStacks(drawn.map(({ frames, cost }) => ({ frames: [...new Set(frames)].sort(), cost }))),
  ),
  drawnCalls.map(({ self, calls }) =>
    ofCalls({
      self,
      calls: calls.map(([from, to, ...rest]) => (from < to ? [from, to, ...rest] : [to, from, ...rest])),
    }),
  ),
);

const items = fc
  .array(fc.nat(5), { maxLength: 2 })
  .map((rows) => rows.map((index): ItemRef => ({ kind: 'function', index })));
const settings = fc
  .record({
    minNode: fc.constantFrom(0, 0.05, 0.3, 0.9),
    minEdge: fc.constantFrom(-1, 0, 0.2, 0.8),
    callerDepth: fc.constantFrom(-1, 0, 1, 2),
    calleeDepth: fc.constantFrom(-1, 0, 1, 2),
    maxNodes: fc.constantFrom(1, 3, 5, 120),
    innerCycleCalls: fc.boolean(),
    maxInnerCalls: fc.constantFrom(-1, 2, 8),
    collapseCycles: fc.boolean(),
    hidden: items,
    pinned: items,
    collapsed: items,
    expanded: items.map((list) => list.map((item) => ({ item, steps: 1 }))),
  })
  .map((change): GraphSettings => ({ ...initialViewState.graph, ...change, skippedCalls: true }));

function graphOf(recording: Recording, index: number, graph: GraphSettings, cycles: boolean): GraphModel {
  const model = select('call-graph', recording, {
    ...initialViewState,
    cycles,
    active: { kind: 'function', index },
    graph,
  });
  if (model.kind !== 'graph') throw new Error('no graph');
  return model;
}

test('nothing exceeds the active item, and everything ends at a node that is shown once', () => {
  fc.assert(
    fc.property(anyRecording, settings, fc.boolean(), (recording, graph, cycles) => {
      for (let index = 0; index < recording.functions.length; index++) {
        const model = graphOf(recording, index, graph, cycles);
        const ids = model.nodes.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const most = model.nodes.find((node) => node.focus)?.value ?? 0;
        for (const { value } of [...model.nodes, ...model.edges]) expect(value).toBeLessThanOrEqual(most * (1 + 1e-9));
        for (const { from, to } of model.edges) expect(ids.includes(from) && ids.includes(to)).toBe(true);
        for (const { node } of model.stubs) expect(ids).toContain(node);
      }
    }),
  );
});

test('hidden nodes are not shown, pinned ones are, the active item always is', () => {
  fc.assert(
    fc.property(anyRecording, settings, fc.boolean(), (recording, graph, cycles) => {
      for (let index = 0; index < recording.functions.length; index++) {
        // A member of a cycle that is one node has no node of its own.
        const model = graphOf(recording, index, { ...graph, collapseCycles: false }, cycles);
        const ids = new Set(model.nodes.map(({ id }) => id));
        expect(ids.has(model.focus)).toBe(true);
        const exists = (item: ItemRef) => item.index < recording.functions.length && item.index !== index;
        const hidden = graph.hidden.filter(exists).map(itemKey);
        for (const id of graph.pinned.filter(exists).map(itemKey)) {
          if (!hidden.includes(id)) expect(ids.has(id)).toBe(true);
        }
        const pinned = new Set(graph.pinned.map(itemKey));
        for (const id of hidden) if (!pinned.has(id)) expect(ids.has(id)).toBe(false);
      }
    }),
  );
});

test('what the active item hands on and gets is the same with every setting: on shown calls or on arrows for those left out', () => {
  const through = (model: GraphModel, end: 'caller' | 'callee'): number => {
    const shown = model.edges.filter(
      (edge) => !edge.recursive && (end === 'caller' ? edge.from : edge.to) === model.focus,
    );
    const left = model.stubs.filter((stub) => stub.node === model.focus && stub.end === end);
    return [...shown, ...left].reduce((sum, { value }) => sum + value, 0);
  };
  const unlimited = { minNode: 0, minEdge: 0, callerDepth: -1, calleeDepth: -1, maxNodes: 120 };
  const nothing = { hidden: [], pinned: [], collapsed: [], expanded: [] };
  fc.assert(
    fc.property(acyclic, settings, fc.boolean(), (recording, graph, cycles) => {
      for (let index = 0; index < recording.functions.length; index++) {
        const limited = graphOf(recording, index, graph, cycles);
        const whole = graphOf(recording, index, { ...graph, ...unlimited, ...nothing }, cycles);
        for (const end of ['caller', 'callee'] as const)
          expect(through(limited, end)).toBeCloseTo(through(whole, end), 6);
      }
    }),
  );
});
