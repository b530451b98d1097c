// Distances of ways that are long and short at once (S21): chains with one shortcut, whose distances can be told by counting.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { farthestAt, nearestAt } from '../../shared/analysis/flow-places.ts';
import { type Direction, focusOn } from '../../shared/analysis/focus.ts';
import { flowFrom } from '../../shared/analysis/focus-flow.ts';
import { wholeScope } from '../../shared/analysis/scope.ts';
import { runAtOnce } from '../../shared/base/slices.ts';
import { functionNamed, profileOf } from '../support/profile-notation.ts';

interface Chain {
  readonly length: number;
  /** Function `from` also calls function `to`, which stands further down. */
  readonly from: number;
  readonly to: number;
  readonly item: number;
}

/** f0 calls f1, f1 calls f2 …: a quarter of each goes the short way. */
function chainOf({ length, from, to }: Chain) {
  const lines: string[] = [];
  for (let f = 0; f < length; f++) {
    lines.push(`f${f} 1`);
    if (f + 1 < length) lines.push(`f${f} -> f${f + 1} 1x ${f === from ? 300 : 400}`);
    if (f === from && to > f + 1) lines.push(`f${f} -> f${to} 1x 100`);
  }
  return profileOf(lines.join('\n'));
}

/** Calls from f`start` down to f`end`: by the shortcut, and step by step. */
function distancesBetween({ from, to }: Chain, start: number, end: number): [number, number] {
  const steps = end - start;
  const isPassed = start <= from && to <= end && to > from + 1;
  return [isPassed ? steps - (to - from - 1) : steps, steps];
}

const chain = fc
  .record({ length: fc.integer({ min: 2, max: 400 }), a: fc.nat(399), b: fc.nat(399), item: fc.nat(399) })
  .map(({ length, a, b, item }): Chain => {
    const [x, y] = [a % length, b % length];
    return { length, from: Math.min(x, y), to: Math.max(x, y), item: item % length };
  });

describe('distances of all functions in a chain with a shortcut', () => {
  test.each(['callees', 'callers'] as const)('are exact for %s however long its ways are', (direction: Direction) => {
    fc.assert(
      fc.property(chain, (drawn) => {
        const recording = chainOf(drawn);
        const scope = wholeScope(recording);
        for (const item of [drawn.item, 0, drawn.length - 1]) {
          const focus = focusOn(recording, scope, 0, functionNamed(recording, `f${item}`));
          const flow = runAtOnce(flowFrom(focus, direction));
          for (let f = 0; f < drawn.length; f++) {
            const place = flow.positionOf[functionNamed(recording, `f${f}`)];
            const isReached = direction === 'callees' ? f > item : f < item;
            expect(flow.reached[place] > 0).toBe(isReached);
            if (!isReached) continue;
            expect([nearestAt(flow.places, place), farthestAt(flow.places, place)]).toEqual(
              distancesBetween(drawn, Math.min(f, item), Math.max(f, item)),
            );
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
