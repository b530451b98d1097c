// Rows sorted by two words, against a stable sort with a comparator: many equal high words, long runs among them, and no order at all.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { identityOrder, sortByValue } from '../../shared/base/sort-indices.ts';

const size = fc.integer({ min: 0, max: 3000 });
const kinds = fc.constantFrom('few', 'near', 'ranks', 'any', 'falling');

/** `near`: doubles that share their high words in runs of every length. */
function drawnValue(kind: string, drawn: number, i: number): number {
  switch (kind) {
    case 'few':
      return Math.floor(drawn * 3);
    case 'near':
      return 2 ** Math.floor(drawn * 8) + ((drawn * 1e6) % 1) * 1e-9;
    case 'ranks':
      return Math.floor(drawn * 1e6) * 2 ** 22 + (i % 3);
    case 'falling':
      return 1 - i * 1e-12;
    default:
      return (drawn - 0.5) * 10 ** ((drawn * 1e9) % 20);
  }
}

test('values come in order, equal ones as they stood', () => {
  fc.assert(
    fc.property(size, kinds, fc.boolean(), fc.integer(), (length, kind, descending, seed) => {
      let bits = seed;
      const values = Float64Array.from({ length }, (_, i) => {
        bits = (Math.imul(bits, 1664525) + 1013904223) | 0;
        return drawnValue(kind, (bits >>> 0) / 2 ** 32, i);
      });
      const rows = Array.from({ length }, (_, row) => row);
      const expected = rows.sort((a, b) => (descending ? values[b] - values[a] : values[a] - values[b]) || a - b);
      expect(Array.from(sortByValue(identityOrder(length), values, descending))).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test('more rows than a slice has', () => {
  const values = Float64Array.from({ length: 200_000 }, (_, i) => 1 + ((i * 7919) % 100_003) * 2 ** -50);
  const order = sortByValue(identityOrder(values.length), values, false);
  for (let i = 1; i < order.length; i++) {
    const difference = values[order[i]] - values[order[i - 1]];
    if (difference < 0 || (difference === 0 && order[i] < order[i - 1])) throw new Error(`row ${order[i]} at ${i}`);
  }
  expect(new Set(order).size).toBe(values.length);
});
