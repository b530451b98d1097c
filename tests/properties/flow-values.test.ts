// What flows from an item along the calls of any graph, cycles among them (S12, S21), against the rule taken word by word: groups one by one, all
// distances told apart, no order, no columns. Costs are whole numbers; sums of their parts agree but for rounding.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { histogramsOf } from '../../shared/analysis/flow-histograms.ts';
import { farthestAt, nearestAt } from '../../shared/analysis/flow-places.ts';
import { type Direction, type Focus, focusOn } from '../../shared/analysis/focus.ts';
import { flowFrom } from '../../shared/analysis/focus-flow.ts';
import { wholeScope } from '../../shared/analysis/scope.ts';
import { NONE } from '../../shared/base/brands.ts';
import { runAtOnce } from '../../shared/base/slices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { functionNamed, profileOf } from '../support/profile-notation.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const name = fc.constantFrom(...NAMES);
const call = fc.record({ from: name, to: name, cost: fc.integer({ min: 0, max: 40 }) });
const graph = fc.record({
  calls: fc.array(call, { minLength: 1, maxLength: 22 }),
  own: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: NAMES.length, maxLength: NAMES.length }),
});
type Graph = { calls: { from: string; to: string; cost: number }[]; own: number[] };

function recordingOf({ calls, own }: Graph): Recording {
  const lines = own.map((cost, i) => `${NAMES[i]} ${cost}`);
  for (const { from, to, cost } of calls) lines.push(`${from} -> ${to} 1x ${cost}`);
  return profileOf(lines.join('\n'));
}

interface Arrow {
  readonly from: number;
  readonly to: number;
  readonly cost: number;
}

interface Settled {
  readonly reached: number;
  readonly scale: number;
  readonly share: number;
  /** By function, what came to it from outside its group. */
  readonly came: ReadonlyMap<number, number>;
  /** What came over each distance. */
  readonly costs: Map<number, number>;
}

/** The functions that something flows to. */
function plainFlow(focus: Focus, direction: Direction): Map<number, { value: number; costs: Map<number, number> }> {
  const starts = new Set(focus.starts);
  const all: Arrow[] = [];
  for (let edge = 0; edge < focus.edges.length; edge++) {
    const [caller, callee, cost] = [focus.edges.caller[edge], focus.edges.callee[edge], focus.edgeCost[edge]];
    if (caller !== callee)
      all.push({ ...(direction === 'callees' ? { from: caller, to: callee } : { from: callee, to: caller }), cost });
  }
  const follows = focus.cycle === undefined && !focus.cyclesClosed;
  const arrows = all.filter(({ to }) => !starts.has(to));
  const groupOf = strongGroups(focus.inclusive.length, follows ? arrows : all);
  const inGroup = (f: number): number[] => [...groupOf.keys()].filter((other) => groupOf[other] === groupOf[f]);
  const leaving = (f: number): number =>
    arrows.reduce((sum, { from, to, cost }) => sum + (from === f && groupOf[to] !== groupOf[f] ? cost : 0), 0);
  const fitting = (f: number): number => {
    if (focus.cyclesClosed && focus.costs.cycles.cycleOf[f] === NONE) return 1;
    const available = focus.inclusive[f] - (direction === 'callees' ? focus.self[f] : 0);
    return leaving(f) > available * 1.001 && leaving(f) > 0 ? Math.max(0, available) / leaving(f) : 1;
  };
  const settled = new Map<number, Settled>();
  const settle = (f: number): Settled => {
    const known = settled.get(groupOf[f]);
    if (known !== undefined) return known;
    const members = inGroup(f);
    const costs = new Map<number, number>();
    const came = new Map<number, number>();
    const isHome = members.some((member) => starts.has(member));
    for (const { from, to, cost } of isHome ? [] : arrows) {
      if (groupOf[to] !== groupOf[f] || groupOf[from] === groupOf[f]) continue;
      const source = starts.has(from) ? fromItem(from) : settle(from);
      if (!(source.scale * cost > 0)) continue;
      came.set(to, (came.get(to) ?? 0) + source.scale * cost);
      for (const [distance, part] of source.costs) {
        costs.set(distance + 1, (costs.get(distance + 1) ?? 0) + (source.scale * cost * part) / source.reached);
      }
    }
    const reached = [...came.values()].reduce((sum, cost) => sum + cost, 0);
    const isAlone = members.length === 1;
    const whole = isAlone
      ? focus.inclusive[f]
      : members.reduce((sum, m) => sum + leaving(m) + (direction === 'callees' ? focus.self[m] : 0), 0);
    const share = whole > 0 ? Math.min(1, reached / whole) : 0;
    const found = { reached, share, scale: share * (isAlone ? fitting(f) : 1), came, costs };
    settled.set(groupOf[f], found);
    return found;
  };
  const fromItem = (f: number): Settled => ({
    reached: 1,
    share: 1,
    scale: starts.size > 1 ? 1 : fitting(f),
    came: new Map(),
    costs: new Map([[0, 1]]),
  });
  const found = new Map<number, { value: number; costs: Map<number, number> }>();
  for (let f = 0; f < focus.inclusive.length; f++) {
    if (starts.has(f)) continue;
    const { reached, share, came, costs } = settle(f);
    const own = came.get(f) ?? 0;
    const value = inGroup(f).length === 1 ? own : Math.min(reached, Math.max(own, share * focus.inclusive[f]));
    if (value > 0) found.set(f, { value, costs });
  }
  return found;
}

/** Functions that lead to each other have the same number. */
function strongGroups(functions: number, arrows: readonly Arrow[]): number[] {
  const leads = Array.from({ length: functions }, (_, f) => Array.from({ length: functions }, (__, to) => f === to));
  for (const { from, to } of arrows) leads[from][to] = true;
  for (let by = 0; by < functions; by++) {
    for (let from = 0; from < functions; from++) {
      for (let to = 0; to < functions; to++) if (leads[from][by] && leads[by][to]) leads[from][to] = true;
    }
  }
  return leads.map((to, f) => to.findIndex((isLedTo, other) => isLedTo && leads[other][f]));
}

/** Costs at a histogram's places: the last one has all that is farther. */
function atPlaces(costs: ReadonlyMap<number, number>, places: number): number[] {
  const nearest = Math.min(...costs.keys());
  const folded = new Array<number>(places).fill(0);
  for (const [distance, cost] of costs) folded[Math.min(places - 1, distance - nearest)] += cost;
  return folded;
}

describe('values, distances and what came over them', () => {
  const cases = (['callees', 'callers'] as const).flatMap((direction) =>
    [0, undefined, 0.5].map((cut) => [direction, cut] as const),
  );
  test.each(cases)('of all %s are those of the rule, cycles cut at %s', (direction, cut) => {
    fc.assert(
      fc.property(graph, name, fc.integer({ min: 2, max: 8 }), fc.boolean(), (drawn, item, most, wantsCycle) => {
        const recording = recordingOf(drawn);
        const scope = wholeScope(recording);
        const row = functionNamed(recording, item);
        const { cycles } = focusOn(recording, scope, cut, row).costs;
        const cycle = cut !== undefined && wantsCycle ? cycles.cycleOf[row] : NONE;
        const focus = focusOn(recording, scope, cut, cycle === NONE ? row : recording.functions.length + cycle);
        const expected = plainFlow(focus, direction);
        const flow = runAtOnce(flowFrom(focus, direction));
        const values = flow.value();
        expect([...values.keys()].filter((f) => values[f] > 0)).toEqual([...expected.keys()]);
        const functions = Int32Array.from(expected.keys());
        // Others asked about before leave nothing behind, nor does who gives up.
        runAtOnce(histogramsOf(flow, functions.slice(0, 2), most));
        histogramsOf(flow, functions, most).next();
        const histograms = runAtOnce(histogramsOf(flow, functions, most));
        functions.forEach((f, i) => {
          const { value, costs } = expected.get(f) ?? { value: Number.NaN, costs: new Map<number, number>() };
          const place = flow.positionOf[f];
          expect(values[f]).toBeCloseTo(value, 9);
          expect(flow.reached[place]).toBe(values[f]);
          expect([nearestAt(flow.places, place), farthestAt(flow.places, place)]).toEqual([
            Math.min(...costs.keys()),
            Math.max(...costs.keys()),
          ]);
          const found = histograms.cost.subarray(histograms.start[i], histograms.start[i + 1]);
          expect(found.length).toBe(Math.min(most, Math.max(...costs.keys()) - Math.min(...costs.keys()) + 1));
          atPlaces(costs, found.length).forEach((cost, at) => {
            expect(found[at]).toBeCloseTo(cost, 9);
          });
        });
      }),
      { numRuns: 400 },
    );
  });
});
