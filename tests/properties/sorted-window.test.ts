// A window of a sorted list is the same whether all of the list was sorted or not.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runAtOnce } from '../../shared/base/slices.ts';
import { identityOrder, sortByValue, sortByValueInSlices } from '../../shared/base/sort-indices.ts';
import { bucketRows, firstRows, placeOf, rowsInOrder } from '../../shared/base/sorted-window.ts';

const value = fc.oneof(
  fc.double(),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324, -5e-324, 1e12),
);

test('windows are those of the list of all rows in order, in whatever order they are asked for', () => {
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 200 }),
      fc.boolean(),
      fc.array(fc.tuple(fc.nat({ max: 200 }), fc.nat({ max: 70 })), { minLength: 1, maxLength: 5 }),
      (drawn, descending, windows) => {
        const values = Float64Array.from(drawn);
        const all = sortByValue(identityOrder(values.length), values, descending);
        const buckets = runAtOnce(bucketRows(values, descending));
        const sorted = (rows: Int32Array) => sortByValueInSlices(rows, values, descending);
        for (const [drawnStart, count] of windows) {
          const start = Math.min(drawnStart, values.length);
          const end = Math.min(values.length, start + count);
          const window = runAtOnce(rowsInOrder(buckets, { start, end }, sorted));
          expect([...window]).toEqual([...all.subarray(start, end)]);
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('two who ask for windows in turns get what each of them gets alone', () => {
  const values = Float64Array.from({ length: 300_000 }, (_, row) => 1e6 + ((row * 7919) % 300_007));
  const all = sortByValue(identityOrder(values.length), values, true);
  const buckets = runAtOnce(bucketRows(values, true));
  const sorted = (rows: Int32Array) => sortByValueInSlices(rows, values, true);
  const asked = [100_000, 100_030, 100_060].map((start) => rowsInOrder(buckets, { start, end: start + 60 }, sorted));
  const steps = asked.map((work) => work.next());
  expect(steps.some(({ done }) => done === true)).toBe(false);
  asked.forEach((work, i) => {
    const start = 100_000 + 30 * i;
    expect([...runAtOnce(work)]).toEqual([...all.subarray(start, start + 60)]);
  });
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
        const rows = runAtOnce(firstRows(values, descending, end));
        if (rows === undefined) return;
        expect([...sortByValue(rows, values, descending).subarray(0, end)]).toEqual([...all.subarray(0, end)]);
      },
    ),
    { numRuns: 100 },
  );
});

test('the first sixty of a hundred thousand different costs leave a few hundred to be put in order, in whatever order they come', () => {
  for (const valueAt of [(row: number) => (row * 7919) % 100_003, (row: number) => row, (row: number) => -row]) {
    const values = Float64Array.from({ length: 100_000 }, (_, row) => valueAt(row));
    const rows = runAtOnce(firstRows(values, true, 60));
    expect(rows?.length).toBeGreaterThanOrEqual(60);
    expect(rows?.length).toBeLessThan(1000);
  }
});

test('sixty of a hundred thousand different costs leave few to be put in order', () => {
  const values = Float64Array.from({ length: 100_000 }, (_, row) => ((row * 7919) % 100_003) ** 2);
  const buckets = runAtOnce(bucketRows(values, true));
  let count = 0;
  const window = rowsInOrder(buckets, { start: 1, end: 61 }, (rows) => {
    count += rows.length;
    return sortByValueInSlices(rows, values, true);
  });
  expect(runAtOnce(window)).toHaveLength(60);
  expect(count).toBeGreaterThanOrEqual(60);
  expect(count).toBeLessThan(10_000);
});
