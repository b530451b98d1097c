// A window of a sorted list is the same whether all of the list was sorted or not.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runAtOnce } from '../../shared/base/slices.ts';
import { identityOrder, sortByValue } from '../../shared/base/sort-indices.ts';
import { placeOf, rowsAround } from '../../shared/base/sorted-window.ts';

const value = fc.oneof(
  fc.double(),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324, -5e-324, 1e12),
);

test('rows around a window hold those that stand in it when all are sorted, and know how many stand before', () => {
  fc.assert(
    fc.property(
      fc.array(value, { maxLength: 200 }),
      fc.boolean(),
      fc.nat({ max: 210 }),
      fc.nat({ max: 70 }),
      (drawn, descending, start, count) => {
        const values = Float64Array.from(drawn);
        const end = start + count;
        const all = sortByValue(identityOrder(values.length), values, descending);
        const { rows, before } = runAtOnce(rowsAround(values, descending, { start, end }));
        expect([...rows]).toEqual([...rows].sort((a, b) => a - b));
        const window = sortByValue(rows, values, descending).subarray(Math.max(0, start - before), end - before);
        expect([...window]).toEqual([...all.subarray(start, end)]);
      },
    ),
    { numRuns: 1000 },
  );
});

test('the place of a row is the one that it has when all are sorted', () => {
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 60 }),
      fc.boolean(),
      fc.nat(),
      (drawn, descending, drawnRow) => {
        const values = Float64Array.from(drawn);
        const row = drawnRow % values.length;
        const all = sortByValue(identityOrder(values.length), values, descending);
        expect(runAtOnce(placeOf(values, descending, row))).toBe(all.indexOf(row));
      },
    ),
    { numRuns: 1000 },
  );
});

test('the first rows of many are those that stand first when all are sorted, whatever order they come in', () => {
  const orders = {
    mixed: (row: number) => (row * 7919) % 20_011,
    rising: (row: number) => row,
    falling: (row: number) => -row,
    'of few different ones': (row: number) => row % 3,
    'not known': (row: number) => (row % 5 === 0 ? row : Number.NaN),
  };
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(orders)),
      fc.boolean(),
      fc.integer({ min: 1, max: 600 }),
      fc.integer({ min: 1, max: 20_000 }),
      (valueAt, descending, end, length) => {
        const values = Float64Array.from({ length }, (_, row) => valueAt(row));
        const all = sortByValue(identityOrder(length), values, descending);
        const { rows, before } = runAtOnce(rowsAround(values, descending, { start: 0, end }));
        const window = sortByValue(rows, values, descending).subarray(0, end - before);
        expect([...window]).toEqual([...all.subarray(0, end)]);
      },
    ),
    { numRuns: 100 },
  );
});

test('the first sixty of a hundred thousand different costs leave a few hundred to be put in order, in whatever order they come', () => {
  for (const valueAt of [(row: number) => (row * 7919) % 100_003, (row: number) => row, (row: number) => -row]) {
    const values = Float64Array.from({ length: 100_000 }, (_, row) => valueAt(row));
    const { rows } = runAtOnce(rowsAround(values, true, { start: 0, end: 60 }));
    expect(rows.length).toBeGreaterThanOrEqual(60);
    expect(rows.length).toBeLessThan(1000);
  }
});

test('sixty of a hundred thousand different costs leave few to be put in order', () => {
  const values = Float64Array.from({ length: 100_000 }, (_, row) => ((row * 7919) % 100_003) ** 2);
  const { rows } = runAtOnce(rowsAround(values, true, { start: 1, end: 61 }));
  expect(rows.length).toBeGreaterThanOrEqual(60);
  expect(rows.length).toBeLessThan(10_000);
});
