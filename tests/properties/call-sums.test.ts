// What is told of the calls of a recording agrees with counting them one by one, whichever way it is found: looked at all at once where the
// calls of each function stand together, sorted by caller where they do not, part by part where there are several.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callArrows } from '../../shared/analysis/call-arrows.ts';
import { callComponents } from '../../shared/analysis/call-components.ts';
import { callCounts } from '../../shared/analysis/call-counts.ts';
import { callDegrees } from '../../shared/analysis/call-degrees.ts';
import { callEdges, edgeCalls, edgeInclusive } from '../../shared/analysis/call-edges.ts';
import { eventTotal } from '../../shared/analysis/event-total.ts';
import { functionTotals } from '../../shared/analysis/function-totals.ts';
import { type Scope, wholeScope } from '../../shared/analysis/scope.ts';
import { strongComponents } from '../../shared/analysis/strong-components.ts';
import { NONE } from '../../shared/base/brands.ts';
import { arrayOf } from '../../shared/base/columns.ts';
import type { FunctionIndex, PartIndex } from '../../shared/model/indices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';

const FUNCTIONS = 7;
const fn = fc.nat(FUNCTIONS - 1);
const part = fc.nat(2);
const call = fc.record({ part, from: fn, to: fn, line: fc.nat(3), calls: fc.nat(4), cost: fc.nat(300) });
const line = fc.record({ part, fn, line: fc.nat(3), cost: fc.nat(70_000) });
const drawn = fc.record({
  calls: fc.array(call, { maxLength: 40 }),
  lines: fc.array(line, { maxLength: 20 }),
  parts: fc.constantFrom(1, 3),
  together: fc.boolean(),
  addressed: fc.boolean(),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer Value> ? Value : never;

/** Calls in the order they were drawn, or those of each function together. */
function callsOf({ calls, parts, together }: Drawn): Drawn['calls'] {
  const own = calls.map((one) => ({ ...one, part: one.part % parts }));
  return together ? own.sort((a, b) => (a.from - b.from) * ((a.from % 2) * 2 - 1) || a.from - b.from) : own;
}

function recordingOf(all: Drawn): Recording {
  const builder = new RecordingBuilder();
  builder.family = 'call-graph';
  builder.eventType({ name: 'Ir' });
  for (let p = 0; p < all.parts; p++) builder.part({ file: 'x', part: p + 1 });
  const functions = Array.from({ length: FUNCTIONS }, (_, f) =>
    builder.function({ name: builder.strings.internText(`f${f}`) }),
  );
  const place = (at: number) => ({ file: NONE, line: at, addressHigh: 0, addressLow: 16 * at });
  for (const { part: p, fn: f, line: at, cost } of all.lines) {
    const own = (p % all.parts) as PartIndex;
    if (all.addressed) builder.instruction(own, functions[f], place(at), [cost], 1);
    else builder.line(own, functions[f], NONE, at, [cost], 1);
  }
  for (const { part: p, from, to, line: at, calls, cost } of callsOf(all)) {
    const edge = { part: p as PartIndex, caller: functions[from], callee: functions[to] };
    builder.call(edge, place(at), calls, [cost], 1);
  }
  return builder.finish();
}

const active = fc.constantFrom<readonly number[] | undefined>(undefined, [0], [0, 2]);

const key = (from: number, to: number): string => `${from} → ${to}`;

/** By pair of functions, the sum of what is told of each call. */
function sums(calls: Drawn['calls'], value: (one: Drawn['calls'][number]) => number): Map<string, number> {
  const found = new Map<string, number>();
  for (const one of calls) found.set(key(one.from, one.to), (found.get(key(one.from, one.to)) ?? 0) + value(one));
  return found;
}

const functionsFrom = (f: (f: number) => number): number[] => Array.from({ length: FUNCTIONS }, (_, row) => f(row));

test('degrees, counts and edges agree with the calls one by one (S6, S7)', () => {
  fc.assert(
    fc.property(drawn, active, (all, parts) => {
      const recording = recordingOf(all);
      const scope: Scope = { ...wholeScope(recording), parts: all.parts === 1 ? undefined : parts };
      const calls = callsOf(all).filter((one) => scope.parts === undefined || scope.parts.includes(one.part));
      const pairs = sums(calls, () => 0);
      const degrees = callDegrees(recording, scope);
      expect(degrees.pairs).toBe(pairs.size);
      const names = [...pairs.keys()].map((pair) => pair.split(' → ').map(Number));
      expect(Array.from(degrees.callees)).toEqual(functionsFrom((f) => names.filter(([from]) => from === f).length));
      expect(Array.from(degrees.callers)).toEqual(functionsFrom((f) => names.filter(([, to]) => to === f).length));
      if (all.calls.some((one) => one.calls > 0)) {
        expect(Array.from(arrayOf(callCounts(recording, scope).calls ?? []))).toEqual(
          functionsFrom((f) => calls.reduce((sum, one) => sum + (one.to === f ? one.calls : 0), 0)),
        );
      }
      const edges = callEdges(recording, scope);
      const told = Array.from(edges.caller, (from, edge) => key(from, edges.callee[edge]));
      expect(told).toEqual([...pairs.keys()].sort());
      expect(told.map((_, edge) => edgeInclusive(recording, scope)[edge])).toEqual(
        told.map((pair) => sums(calls, ({ cost }) => cost).get(pair)),
      );
      const counts = edgeCalls(recording, scope);
      if (counts !== undefined)
        expect(Array.from(counts)).toEqual(told.map((pair) => sums(calls, (one) => one.calls).get(pair)));
    }),
  );
});

test('self and inclusive costs agree with the rules, whatever the order of the calls (S2, S4, S7)', () => {
  fc.assert(
    fc.property(drawn, (all) => {
      const recording = recordingOf(all);
      const scope = wholeScope(recording);
      const { self, inclusive, total } = functionTotals(recording, scope);
      const lines = all.lines.map((one) => ({ ...one, part: one.part % all.parts }));
      const calls = callsOf(all).filter(({ from, to }) => from !== to);
      const sum = (costs: readonly { cost: number }[]): number => costs.reduce((before, { cost }) => before + cost, 0);
      for (let f = 0; f < FUNCTIONS; f++) {
        const ofPart = Array.from({ length: all.parts }, (_, p) => {
          const own = sum(lines.filter((one) => one.fn === f && one.part === p));
          const incoming = sum(calls.filter((one) => one.to === f && one.part === p));
          const outgoing = sum(calls.filter((one) => one.from === f && one.part === p));
          return { own, all: Math.max(incoming, own + outgoing) };
        });
        expect(self[f as FunctionIndex]).toBe(ofPart.reduce((before, { own }) => before + own, 0));
        expect(inclusive[f as FunctionIndex]).toBe(ofPart.reduce((before, one) => before + one.all, 0));
      }
      expect([total, eventTotal(recording, scope)]).toEqual([sum(lines), sum(lines)]);
    }),
  );
});

test('arrows lead from every function to what it calls, by the rows of the table', () => {
  fc.assert(
    fc.property(drawn, (all) => {
      const recording = recordingOf(all);
      const { start, end, target, rows } = callArrows(recording, wholeScope(recording));
      const { caller, callee } = recording.calls;
      const seen: number[] = [];
      for (let f = 0; f < FUNCTIONS; f++) {
        for (let place = start[f]; place < end[f]; place++) {
          const row = rows === undefined ? place : rows[place];
          expect([arrayOf(caller)[row], arrayOf(callee)[row]]).toEqual([f, target[place]]);
          seen.push(row);
        }
      }
      expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: recording.calls.length }, (_, row) => row));
    }),
  );
});

/** Whether one node leads to another, over any number of arrows. */
function reachable(nodes: number, arrows: readonly (readonly [number, number])[]): boolean[][] {
  const reach = Array.from({ length: nodes }, (_, from) => Array.from({ length: nodes }, (_, to) => from === to));
  for (const [from, to] of arrows) reach[from][to] = true;
  for (let by = 0; by < nodes; by++)
    for (let from = 0; from < nodes; from++)
      for (let to = 0; to < nodes; to++) reach[from][to] ||= reach[from][by] && reach[by][to];
  return reach;
}

test('nodes share a component when each leads to the other; numbers go against the arrows', () => {
  const graph = fc.integer({ min: 1, max: 14 }).chain((nodes) =>
    fc.record({
      nodes: fc.constant(nodes),
      arrows: fc.array(fc.record({ from: fc.nat(nodes - 1), to: fc.nat(nodes - 1), followed: fc.boolean() }), {
        maxLength: 40,
      }),
    }),
  );
  fc.assert(
    fc.property(graph, fc.boolean(), ({ nodes, arrows }, picks) => {
      const sorted = [...arrows].sort((a, b) => a.from - b.from);
      const start = Int32Array.from({ length: nodes + 1 }, (_, n) => sorted.filter(({ from }) => from < n).length);
      const target = Int32Array.from(sorted, ({ to }) => to);
      const followed = picks ? Uint8Array.from(sorted, (one) => (one.followed ? 1 : 0)) : undefined;
      const { count, componentOf } = strongComponents({ nodes, start, target, followed });
      const kept = sorted.filter((one) => !picks || one.followed).map(({ from, to }) => [from, to] as const);
      const reach = reachable(nodes, kept);
      expect(new Set(componentOf)).toEqual(new Set(Array.from({ length: count }, (_, component) => component)));
      for (let a = 0; a < nodes; a++)
        for (let b = 0; b < nodes; b++) {
          expect(componentOf[a] === componentOf[b]).toBe(reach[a][b] && reach[b][a]);
          if (reach[a][b]) expect(componentOf[a]).toBeGreaterThanOrEqual(componentOf[b]);
        }
    }),
    { numRuns: 400 },
  );
});

test('components of functions are those of their calls', () => {
  fc.assert(
    fc.property(drawn, (all) => {
      const recording = recordingOf(all);
      const { componentOf, members, memberStart } = callComponents(recording, wholeScope(recording));
      const reach = reachable(
        FUNCTIONS,
        callsOf(all).map(({ from, to }) => [from, to] as const),
      );
      for (let a = 0; a < FUNCTIONS; a++) {
        const mates = functionsFrom((f) => f).filter((b) => reach[a][b] && reach[b][a]);
        const component = componentOf[a];
        expect(Array.from(members.subarray(memberStart[component], memberStart[component + 1]))).toEqual(mates);
      }
    }),
  );
});
