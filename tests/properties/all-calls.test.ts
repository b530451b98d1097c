// All callers and all callees for any recording (S21): stacks agree with looking at them one by one; in call graphs nothing gets lost and
// nothing counts twice.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allCalls } from '../../shared/analysis/all-calls.ts';
import { CALLS_ESTIMATED, INCLUSIVE_ESTIMATED, SELF_ESTIMATED } from '../../shared/analysis/all-calls-flow.ts';
import { dearestDistance, distancesOf } from '../../shared/analysis/distance-histograms.ts';
import { type Direction, focusOn } from '../../shared/analysis/focus.ts';
import { wholeScope } from '../../shared/analysis/scope.ts';
import { NONE } from '../../shared/base/brands.ts';
import { runAtOnce } from '../../shared/base/slices.ts';
import type { FunctionIndex } from '../../shared/model/indices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { functionName } from '../../shared/model/texts.ts';
import { functionNamed, profileOf } from '../support/profile-notation.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const stack = fc.record({
  frames: fc.array(name, { minLength: 1, maxLength: 9 }),
  cost: fc.integer({ min: 1, max: 20 }),
});
const stacks = fc.array(stack, { minLength: 1, maxLength: 12 });
type Stacks = { frames: string[]; cost: number }[];

interface Listed {
  inclusive: number;
  self: number;
  nearest: number;
  farthest: number;
}

interface Counted extends Listed {
  /** Stacks that it is in. */
  calls: number;
}

/** By name, what one pass over all stacks finds. */
function counted(drawn: Stacks, item: string, direction: Direction): Map<string, Counted> {
  const found = new Map<string, Counted>();
  for (const { frames, cost } of drawn) {
    const top = frames.indexOf(item);
    if (top < 0) continue;
    const seen = new Set<string>();
    let distance = 0;
    const step = direction === 'callees' ? 1 : -1;
    for (let i = top + step; i >= 0 && i < frames.length; i += step) {
      const frame = frames[i];
      if (frame === item) distance = 0;
      else if (frames[i - step] !== frame) distance++;
      if (frame === item) continue;
      const known = found.get(frame) ?? { inclusive: 0, self: 0, nearest: distance, farthest: distance, calls: 0 };
      if (!seen.has(frame)) known.inclusive += cost;
      if (i === frames.length - 1) known.self += cost;
      known.nearest = Math.min(known.nearest, distance);
      known.farthest = Math.max(known.farthest, distance);
      known.calls += seen.has(frame) ? 0 : 1;
      seen.add(frame);
      found.set(frame, known);
    }
  }
  return found;
}

function listed(recording: Recording, item: string, direction: Direction): Map<string, Listed> {
  const focus = focusOn(recording, wholeScope(recording), 0, functionNamed(recording, item));
  const { functions, inclusive, self, ...calls } = allCalls(focus, 0, direction);
  const histograms = runAtOnce(calls.histograms(functions.map((_, row) => row)));
  const found = new Map<string, Listed>();
  functions.forEach((f, row) => {
    const dearest = dearestDistance(histograms, row);
    expect(dearest).toBeGreaterThanOrEqual(histograms.nearest[row]);
    expect(dearest).toBeLessThanOrEqual(histograms.farthest[row]);
    const costs = histograms.cost.subarray(histograms.start[row], histograms.start[row + 1]);
    expect(costs.reduce((sum, cost) => sum + cost, 0)).toBeCloseTo(inclusive[row], 9);
    found.set(functionName(recording, f as FunctionIndex), {
      inclusive: inclusive[row],
      self: self?.(row) ?? 0,
      nearest: calls.nearest(row),
      farthest: calls.farthest(row),
    });
  });
  return found;
}

describe('stacks', () => {
  const recordingOf = (drawn: Stacks): Recording =>
    profileOf(drawn.map(({ frames, cost }) => `${frames.join(' > ')} ${cost}`).join('\n'));

  test.each(['callees', 'callers'] as const)('all %s agree with looking at the stacks one by one', (direction) => {
    fc.assert(
      fc.property(stacks, name, (drawn, item) => {
        fc.pre(drawn.some(({ frames }) => frames.includes(item)));
        const expected = new Map<string, Listed>();
        for (const [fn, { calls: _, ...one }] of counted(drawn, item, direction))
          expected.set(fn, direction === 'callers' ? { ...one, self: 0 } : one);
        expect(listed(recordingOf(drawn), item, direction)).toEqual(expected);
      }),
    );
  });
});

describe('call graphs made of stacks without recursion', () => {
  const plain = stacks.map((drawn) => drawn.map(({ frames, cost }) => ({ frames: [...new Set(frames)].sort(), cost })));

  /** Self costs and call edges as a profiler without stacks would have added them up. */
  function callGraph(drawn: Stacks): Recording {
    const lines = ['outside 0', 'outside -> outside 1x 0'];
    for (const { frames, cost } of drawn) {
      lines.push(`${frames.at(-1)} ${cost}`);
      for (let i = 1; i < frames.length; i++) lines.push(`${frames[i - 1]} -> ${frames[i]} 1x ${cost}`);
    }
    return profileOf(lines.join('\n'));
  }

  test('own costs of the function and of all its callees are its inclusive cost', () => {
    fc.assert(
      fc.property(plain, name, (drawn, item) => {
        fc.pre(drawn.some(({ frames }) => frames.includes(item)));
        const recording = callGraph(drawn);
        const focus = focusOn(recording, wholeScope(recording), 0, functionNamed(recording, item));
        const { functions, self = () => Number.NaN } = allCalls(focus, 0, 'callees');
        const below = functions.reduce((sum, _, row) => sum + self(row), 0);
        expect(below + focus.self[focus.row]).toBeCloseTo(focus.value, 6);
      }),
    );
  });

  test('distances are those of all ways from the function down, each with its part of the cost', () => {
    fc.assert(
      fc.property(plain, name, (drawn, item) => {
        fc.pre(drawn.some(({ frames }) => frames.includes(item)));
        const recording = callGraph(drawn);
        const focus = focusOn(recording, wholeScope(recording), 0, functionNamed(recording, item));
        const expected = new Map<number, Map<number, number>>();
        const walk = (f: number, part: number, distance: number): void => {
          for (let edge = focus.edges.callerStart[f]; edge < focus.edges.callerStart[f + 1]; edge++) {
            const to = focus.edges.callee[edge];
            const cost = part * focus.edgeCost[edge];
            if (to === f || cost === 0) continue;
            const costs = expected.get(to) ?? new Map<number, number>();
            expected.set(to, costs.set(distance, (costs.get(distance) ?? 0) + cost));
            walk(to, cost / focus.inclusive[to], distance + 1);
          }
        };
        walk(focus.row, 1, 1);
        const { functions, nearest, farthest, ...calls } = allCalls(focus, 0, 'callees');
        const histograms = runAtOnce(calls.histograms(functions.map((_, row) => row)));
        expect([...functions].sort((a, b) => a - b)).toEqual([...expected.keys()].sort((a, b) => a - b));
        functions.forEach((f, row) => {
          const costs = distancesOf(histograms, row);
          const known = expected.get(f) ?? new Map<number, number>();
          expect(costs.map(({ distance }) => distance)).toEqual([...known.keys()].sort((a, b) => a - b));
          for (const { distance, cost } of costs) expect(cost).toBeCloseTo(known.get(distance) ?? 0, 9);
          expect(nearest(row)).toBe(Math.min(...known.keys()));
          expect(farthest(row)).toBe(Math.max(...known.keys()));
        });
      }),
    );
  });

  test('nothing costs more than the function it is about, nor than itself', () => {
    fc.assert(
      fc.property(plain, name, fc.constantFrom('callees' as const, 'callers' as const), (drawn, item, direction) => {
        fc.pre(drawn.some(({ frames }) => frames.includes(item)));
        const recording = callGraph(drawn);
        const focus = focusOn(recording, wholeScope(recording), 0, functionNamed(recording, item));
        const { functions, inclusive } = allCalls(focus, 0, direction);
        functions.forEach((f, row) => {
          expect(inclusive[row]).toBeLessThanOrEqual(focus.value * (1 + 1e-9));
          expect(inclusive[row]).toBeLessThanOrEqual(focus.inclusive[f] * (1 + 1e-9));
        });
      }),
    );
  });

  test('what is not said to be an estimate is what the stacks say, also next to cycles (S12)', () => {
    const once = stacks.map((drawn) => drawn.map(({ frames, cost }) => ({ frames: [...new Set(frames)], cost })));
    fc.assert(
      fc.property(once, name, fc.constantFrom('callees' as const, 'callers' as const), (drawn, item, direction) => {
        fc.pre(drawn.some(({ frames }) => frames.includes(item)));
        const recording = callGraph(drawn);
        const focus = focusOn(recording, wholeScope(recording), 0, functionNamed(recording, item));
        // Members of cycles have values of their own (S8), which stacks know nothing of.
        fc.pre(focus.costs.cycles.cycleOf[focus.row] === NONE);
        const { functions, inclusive, self, calls, estimated } = allCalls(focus, 0, direction);
        const truth = counted(drawn, item, direction);
        functions.forEach((f, row) => {
          if (focus.costs.cycles.cycleOf[f] !== NONE) return;
          const known = truth.get(functionName(recording, f as FunctionIndex));
          const marks = estimated(row);
          if ((marks & INCLUSIVE_ESTIMATED) === 0) expect(inclusive[row]).toBeCloseTo(known?.inclusive ?? 0, 6);
          if ((marks & SELF_ESTIMATED) === 0 && self !== undefined) expect(self(row)).toBeCloseTo(known?.self ?? 0, 6);
          if ((marks & CALLS_ESTIMATED) === 0) expect(calls?.(row)).toBeCloseTo(known?.calls ?? 0, 6);
        });
      }),
      { numRuns: 400 },
    );
  });
});
