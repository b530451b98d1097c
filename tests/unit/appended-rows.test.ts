// Tables under construction with more rows than are staged at a time: whatever is sealed, added up or renamed in between, the rows are those of
// a Map of joined keys, in order of first appearance.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BlockScratch } from '../../shared/base/column-blocks.ts';
import { NarrowColumn } from '../../shared/base/narrow-column.ts';
import { runAtOnce } from '../../shared/base/slices.ts';
import { AppendedCostRows } from '../../shared/model/appended-rows.ts';
import { GroupMarks } from '../../shared/model/group-marks.ts';
import { NamedRows } from '../../shared/model/named-rows.ts';

const shape = { table: 1, width: 4, groupWidth: 2, ascending: 3, otherwise: 2, wide: [1] };

/** Key entries, count, costs, details. */
function rowsOf(rows: AppendedCostRows): number[][] {
  const { length } = rows;
  const columns = [...rows.keys, ...rows.numbers.columns, ...(rows.details?.columns ?? [])].map((column) =>
    Array.from(runAtOnce(column.finishNarrow()) ?? new Uint8Array(length)),
  );
  return Array.from({ length }, (_, row) => columns.map((column) => column[row]));
}

/** Numbers from 0 up to below `bound`, the same ones for the same seed. */
function sequence(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

interface Filling {
  readonly seed: number;
  readonly rows: number;
  readonly functions: number;
  /** Different rows of a function. */
  readonly places: number;
  readonly parts: number;
  readonly withDetails?: boolean;
  /** What the last entry of a key is multiplied by, and the one before it. */
  readonly spread?: readonly [number, number];
}

/** Fills a table and a Map with the same rows, in groups of a few. */
function filled({ seed, rows: count, functions, places, parts, withDetails, spread = [1, 1] }: Filling): {
  rows: AppendedCostRows;
  expected: Map<string, number[]>;
} {
  const next = sequence(seed);
  const rows = new AppendedCostRows(shape);
  rows.widen(2);
  const expected = new Map<string, number[]>();
  for (let added = 0; added < count; ) {
    const part = Math.floor((added / count) * parts);
    const fn = next(functions);
    for (let inGroup = 1 + next(30); inGroup > 0; inGroup--, added++) {
      const key = [part, fn, Math.imul(next(3) - 1, spread[1]), Math.imul(next(places), spread[0])];
      const [cost, calls] = [next(1000), next(3)];
      rows.stagedKeys.set(key, rows.next);
      const row = rows.add([cost], 1, calls);
      const sum = expected.get(key.join()) ?? [...key, 0, 0, 0, ...(withDetails ? [0] : [])];
      sum[4] += calls;
      sum[5] += cost;
      if (withDetails) {
        rows.addDetails(row, [cost * 2], 1);
        sum[7] += cost * 2;
      }
      expected.set(key.join(), sum);
    }
  }
  return { rows, expected };
}

describe('AppendedCostRows with tens of thousands of rows', () => {
  test.each([
    ['few distinct ones, which stay staged', { functions: 50, places: 20, parts: 1 }],
    ['few distinct ones with details', { functions: 50, places: 20, parts: 1, withDetails: true }],
    ['mostly distinct ones, which are sealed', { functions: 20_000, places: 100_000, parts: 1 }],
    ['mostly distinct ones with details', { functions: 20_000, places: 100_000, parts: 1, withDetails: true }],
    ['repetitions across what is sealed', { functions: 3000, places: 9, parts: 1 }],
    ['keys of more than 32 bits', { functions: 3000, places: 9, parts: 1, spread: [0x9e3779b1, 1] as const }],
    ['keys of more than 64 bits', { functions: 9000, places: 4, parts: 1, spread: [0x9e3779b1, 0x85ebca6b] as const }],
    ['several parts', { functions: 500, places: 40, parts: 3 }],
    ['groups that are long', { functions: 1, places: 1_000_000, parts: 1 }],
  ])('adds up %s', (_name, filling) => {
    for (const seed of [1, 2]) {
      const { rows, expected } = filled({ ...filling, seed, rows: 60_000 });
      runAtOnce(rows.compact());
      expect(rowsOf(rows)).toEqual([...expected.values()]);
    }
  });

  test('adds up what becomes equal by another name, sealed or not', () => {
    for (const rows of [5000, 60_000]) {
      const { rows: table, expected } = filled({ seed: 3, rows, functions: 3000, places: 30_000, parts: 1 });
      const map = Int32Array.from({ length: 3000 }, (_, fn) => fn >> 1);
      runAtOnce(table.compact([1], map));
      const renamed = new Map<string, number[]>();
      for (const [part, fn, file, line, ...numbers] of expected.values()) {
        const key = [part, fn >> 1, file, line];
        const sum = renamed.get(key.join()) ?? [...key, 0, 0, 0];
        for (const [i, number] of numbers.entries()) sum[4 + i] += number;
        renamed.set(key.join(), sum);
      }
      expect(rowsOf(table)).toEqual([...renamed.values()]);
    }
  });

  test('a block that begins with the row that the one before began with is not staged again', () => {
    const rows = new AppendedCostRows(shape);
    rows.widen(1);
    for (let block = 0; block < 30_000; block++) {
      rows.stagedKeys.set([0, block % 500, 1, 7], rows.next);
      rows.add([2], 1, 1);
    }
    // Once when its function was new, once when it came again.
    expect(rows).toHaveLength(1000);
    runAtOnce(rows.compact());
    expect(rowsOf(rows)).toEqual(Array.from({ length: 500 }, (_, fn) => [0, fn, 1, 7, 60, 120]));
  });

  test('rows that were compacted go on being added to', () => {
    const { rows, expected } = filled({ seed: 4, rows: 60_000, functions: 3000, places: 9, parts: 1 });
    runAtOnce(rows.compact());
    const [first] = [...expected.values()];
    rows.stagedKeys.set(first.slice(0, 4), rows.next);
    rows.add([5], 1, 1);
    first[4] += 1;
    first[5] += 5;
    runAtOnce(rows.compact());
    expect(rowsOf(rows)).toEqual([...expected.values()]);
  });
});

describe('NarrowColumn', () => {
  const numbers = fc.oneof(
    fc.nat({ max: 255 }),
    fc.integer({ min: -40_000, max: 70_000 }),
    fc.integer(),
    fc.nat({ max: 2 ** 32 - 1 }),
    fc.double({ noNaN: true }).map((value) => (value === 0 ? 0 : value)),
  );
  const stretch = fc.record({ value: numbers, length: fc.nat({ max: 3000 }), step: fc.integer({ min: 0, max: 3 }) });

  test('gives back every number, in whatever blocks and with whatever is expected', () => {
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 6 }), fc.nat({ max: 10_000 }), (stretches, wanted) => {
        const column = new NarrowColumn(new BlockScratch());
        const values: number[] = [];
        for (const { value, length, step } of stretches) {
          const from = new Float64Array(length * 2);
          for (let i = 0; i < length; i++) {
            from[2 * i + 1] = Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? value + i * step : value;
            values.push(from[2 * i + 1]);
          }
          column.appendNumbers({ from, first: 1, step: 2 }, length, Math.max(wanted, values.length));
        }
        const middle = values.length >> 1;
        const half = new Float64Array(values.length - middle);
        column.copyTo(half, middle, values.length);
        expect(Array.from(half)).toEqual(values.slice(middle));
        if (values.length > 0) expect(column.at(middle)).toBe(values[middle]);
        const array = runAtOnce(column.finishNarrow());
        expect(Array.from(array ?? new Uint8Array(values.length))).toEqual(values);
      }),
      { numRuns: 60 },
    );
  });

  test('whole numbers of 32 bits come out as they went in, and as Int32 where that is asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat({ max: 9 }), fc.integer()), { maxLength: 5000 }), (values) => {
        for (const isInt32 of [false, true]) {
          const column = new NarrowColumn(new BlockScratch(), isInt32);
          const from = Int32Array.from(values);
          column.appendIntegers({ from, first: 0, step: 1 }, values.length);
          const array = isInt32 ? column.finishInt32() : runAtOnce(column.finishNarrow());
          expect(Array.from(array ?? new Uint8Array(values.length))).toEqual(values);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('knows the sum of its numbers without their signs', () => {
    const column = new NarrowColumn(new BlockScratch());
    column.appendConstant(7, 5000);
    column.appendNumbers({ from: Float64Array.of(-3, 0.5, 2 ** 40), first: 0, step: 1 }, 3);
    runAtOnce(column.finishNarrow());
    expect(column.total).toBe(35_003.5 + 2 ** 40);
  });
});

describe('GroupMarks', () => {
  test('a function is entered again only in the same part, table by table', () => {
    const marks = new GroupMarks();
    const entered = [
      marks.enter(5, 0, 0),
      marks.enter(5, 3, 0),
      marks.enter(100_000, 0, 0),
      marks.enter(5, 0, 1),
      marks.enter(5, 0, 1),
    ];
    expect(entered).toEqual([false, false, false, false, true]);
    expect([marks.isRepeated(5, 0), marks.isRepeated(5, 3), marks.isRepeated(100_000, 0)]).toEqual([1, 0, 0]);
  });

  test('remembers which functions a part has, be they few or very many, and forgets them with it', () => {
    const next = sequence(11);
    const marks = new GroupMarks();
    const seen = new Set<string>();
    for (const [part, groups] of [3, 9000, 4096, 2, 4097, 5000, 0, 10].entries()) {
      for (let i = 0; i < groups; i++) {
        const [fn, table] = [next(20_000), i % 2];
        const key = `${part} ${fn} ${table}`;
        expect(marks.enter(fn, table, part), key).toBe(seen.has(key));
        seen.add(key);
      }
    }
  });

  test('of a part that comes back nothing is taken for new', () => {
    const marks = new GroupMarks();
    marks.enter(1, 2, 4);
    expect([marks.enter(2, 2, 3), marks.isRepeated(2, 2), marks.enter(3, 2, 4)]).toEqual([true, 1, false]);
  });
});

test('NamedRows numbers names in order of first appearance', () => {
  const rows = new NamedRows();
  expect([9000, 3, 9000, 0].map((name) => rows.rowOf(name))).toEqual([0, 1, 0, 2]);
  expect(Array.from(rows.finish())).toEqual([9000, 3, 0]);
});
