/** The order of samples in time is that of a stable sort, however far out of order they stand. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runAtOnce } from '../../shared/base/slices.ts';
import { sortedOrder } from '../../shared/formats/support/sorted-order.ts';

function stableOrder(values: readonly number[]): number[] {
  return values.map((_, index) => index).sort((a, b) => values[a] - values[b] || a - b);
}

it('is that of a stable sort for any numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 300 }), (values) => {
      expect(Array.from(runAtOnce(sortedOrder(Float64Array.from(values))))).toEqual(stableOrder(values));
    }),
  );
});

it('is that of a stable sort for numbers that are a little out of order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3, max: 9 }), { maxLength: 300 }), (steps) => {
      let now = 0;
      const values = steps.map((step) => {
        now += step;
        return now;
      });
      expect(Array.from(runAtOnce(sortedOrder(Float64Array.from(values))))).toEqual(stableOrder(values));
    }),
  );
});

it('takes a moment for a hundred thousand numbers in the wrong order', () => {
  const values = Float64Array.from({ length: 100_000 }, (_, i) => -i);
  const order = runAtOnce(sortedOrder(values));
  expect([order[0], order[99_999]]).toEqual([99_999, 0]);
});
