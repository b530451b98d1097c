// The growing tables that readers add up in: keys are found again, costs add up, texts keep every byte.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BlockScratch } from '../../shared/base/column-blocks.ts';
import { KeyedRows } from '../../shared/base/keyed-rows.ts';
import { memo } from '../../shared/base/memo.ts';
import { NarrowColumn } from '../../shared/base/narrow-column.ts';
import { runAtOnce, runInTurns } from '../../shared/base/slices.ts';
import { groupValuesInSlices } from '../../shared/base/sort-indices.ts';
import { StringInterner } from '../../shared/base/string-interner.ts';
import { AppendedCostRows } from '../../shared/model/appended-rows.ts';
import { KeyedCostRows } from '../../shared/model/cost-rows.ts';

describe('KeyedRows', () => {
  test.each([
    ['any', -3, 3, false],
    ['distinct', 0, 5000, true],
    ['few', 0, 3, true],
  ] as const)(
    'gives equal keys the same row and numbers new keys in order, like a Map of joined keys (%s)',
    (...kind) => {
      const [, min, max, isDistinct] = kind;
      const key = fc.tuple(fc.integer({ min, max }), fc.oneof(fc.integer(), fc.integer({ min: 0, max: 2 })));
      fc.assert(
        fc.property(fc.array(key, { maxLength: 2000, size: 'max' }), (keys) => {
          const rows = new KeyedRows(2, 0, isDistinct);
          const expected = new Map<string, number>();
          for (const [a, b] of keys) {
            rows.key[0] = a;
            rows.key[1] = b;
            const name = `${a},${b}`;
            if (!expected.has(name)) expected.set(name, expected.size);
            expect(rows.rowOfKey()).toBe(expected.get(name));
          }
          expect(rows.length).toBe(expected.size);
        }),
        { numRuns: 30 },
      );
    },
  );

  test('finds 200,000 consecutive keys again after growing', () => {
    const rows = new KeyedRows(1);
    for (let i = 0; i < 200_000; i++) {
      rows.key[0] = i;
      rows.rowOfKey();
    }
    rows.key[0] = 123_456;
    expect([rows.rowOfKey(), rows.length]).toEqual([123_456, 200_000]);
  });
});

describe('KeyedCostRows', () => {
  test('widening keeps every cost in its row and event type', () => {
    const table = new KeyedCostRows(1, 2);
    table.costs.add(0, [1, 2], 2);
    table.costs.add(3, [5], 1);
    table.costs.widen(3);
    table.costs.add(3, [1, 1, 7], 3);
    const columns = runAtOnce(table.costs.finish(4, [1, 10, 1])).map((column) =>
      column === undefined ? undefined : Array.from({ length: 4 }, (_, row) => column[row]),
    );
    expect(columns).toEqual([
      [1, 0, 0, 6],
      [20, 0, 0, 10],
      [0, 0, 0, 7],
    ]);
  });
});

/** Key entries, then costs and count of every row. */
function rowsOf(rows: AppendedCostRows): number[][] {
  const { length } = rows;
  const columns: number[][] = [];
  for (const column of [...rows.keys, ...rows.numbers.columns.slice(1), rows.numbers.columns[0]])
    columns.push(Array.from(runAtOnce(column.finishNarrow()) ?? new Uint8Array(length)));
  return Array.from({ length }, (_, r) => columns.map((column) => column[r]));
}

const three = { table: 3, width: 3, groupWidth: 2, ascending: 2, otherwise: 2, wide: [1] };

describe('AppendedCostRows', () => {
  test('adds up as a Map of joined keys does, in order of first appearance, whatever comes and goes', () => {
    const row = fc.record({
      key: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: -1, max: 4 })),
      other: fc.integer({ min: -1, max: 70_000 }),
      cost: fc.integer({ min: -1, max: 300 }),
      seal: fc.integer({ min: 0, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 1500 }), fc.boolean(), fc.boolean(), (added, rename, few) => {
        const rows = new AppendedCostRows({ table: 0, width: 4, groupWidth: 2, ascending: 3, otherwise: 2, wide: [1] });
        const expected = new Map<string, number[]>();
        for (const { key, other, cost, seal } of added) {
          const last = few ? Math.max(-1, other % 5) : other;
          rows.stagedKeys.set([...key, last], rows.next);
          rows.add([cost], 1, 1);
          if (seal === 0) rows.seal();
          const [part, fn, place] = key;
          const named = [part, rename && fn === 5 ? 0 : fn, place, last];
          const sum = expected.get(named.join()) ?? [...named, 0, 0];
          sum[4] += cost;
          sum[5] += 1;
          expected.set(named.join(), sum);
        }
        runAtOnce(rows.compact([1], rename ? Int32Array.from([0, 1, 2, 3, 4, 0]) : undefined));
        expect(rowsOf(rows)).toEqual([...expected.values()]);
      }),
      { numRuns: 100 },
    );
  });

  test('a million repetitions of a thousand rows take the room of what is distinct', () => {
    const rows = new AppendedCostRows(three);
    let longest = 0;
    for (let i = 0; i < 1_000_000; i++) {
      rows.stagedKeys.set([0, i % 1000, 7], rows.next);
      rows.add([1], 1, 0);
      if (rows.isRepetitive) runAtOnce(rows.compact());
      longest = Math.max(longest, rows.length);
    }
    runAtOnce(rows.compact());
    expect([longest < 100_000, rowsOf(rows)]).toEqual([
      true,
      Array.from({ length: 1000 }, (_, fn) => [0, fn, 7, 1000, 0]),
    ]);
  });

  test('rows that are repeated far apart are added up again only when that finds many, and before memory is many times what is distinct', () => {
    const rows = new AppendedCostRows(three);
    const distinct = 200_000;
    let longest = 0;
    let times = 0;
    for (let round = 0; round < 12; round++) {
      for (let i = 0; i < distinct; i++) {
        rows.stagedKeys.set([0, i, 7], rows.next);
        rows.add([1], 1, 0);
        if (rows.isRepetitive) {
          times++;
          runAtOnce(rows.compact());
        }
        longest = Math.max(longest, rows.length);
      }
    }
    runAtOnce(rows.compact());
    expect(rows.length).toBe(distinct);
    expect(rowsOf(rows).every((row) => row[3] === 12)).toBe(true);
    expect(longest).toBeLessThan(9 * distinct);
    expect([times > 0, times < 12]).toEqual([true, true]);
  });

  test('rows of the same function in several parts are not taken for repetitions', () => {
    const rows = new AppendedCostRows(three);
    for (let i = 0; i < 1000; i++) {
      rows.stagedKeys.set([Math.floor(i / 100), i % 100, 7], rows.next);
      rows.add([1], 1, 0);
    }
    expect([rows.pending, rows.length]).toEqual([0, 1000]);
  });
});

describe('runInTurns', () => {
  function* endless(): Generator<undefined, string, undefined> {
    for (;;) yield;
  }

  test('gives others a turn every few milliseconds and ends soon after its signal', async () => {
    const stop = new AbortController();
    let turns = 0;
    const turn = async (): Promise<void> => {
      await Promise.resolve();
      if (++turns === 3) stop.abort();
    };
    expect([await runInTurns(endless(), { turn, signal: stop.signal }), turns]).toEqual([undefined, 3]);
  });
});

describe('StringInterner', () => {
  test('keeps names apart that differ only in bytes that are not UTF-8', () => {
    const strings = new StringInterner();
    const one = strings.intern(Uint8Array.from([120, 0xff]), 0, 2);
    const two = strings.intern(Uint8Array.from([120, 0xfe]), 0, 2);
    expect([one, two, strings.intern(Uint8Array.from([9, 120, 0xff]), 1, 3)]).toEqual([0, 1, 0]);
  });

  test('numbers texts of any length as a Map does, and finds them wherever they stand', () => {
    const text = fc.uint8Array({ minLength: 0, maxLength: 30 }).map((bytes) => bytes.map((byte) => byte & 1));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 600 }), fc.nat({ max: 5 }), (texts, offset) => {
        const strings = new StringInterner();
        const expected = new Map<string, number>();
        for (const bytes of texts) {
          const source = new Uint8Array(offset + bytes.length + 3).fill(1);
          source.set(bytes, offset);
          const name = bytes.join();
          const isNew = !expected.has(name);
          expect(strings.find(source, offset, offset + bytes.length)).toBe(isNew ? -1 : expected.get(name));
          if (isNew) expected.set(name, expected.size);
          expect(strings.intern(source, offset, offset + bytes.length)).toBe(expected.get(name));
        }
        const { length, bytes, offsets } = strings.finish();
        expect([...expected.keys()]).toEqual(
          Array.from({ length }, (_, i) => bytes.subarray(offsets[i], offsets[i + 1]).join()),
        );
      }),
      { numRuns: 50 },
    );
  });

  test('looks at few other texts where thousands are made to have the same hash', () => {
    // 31 × "A" + "a" is 31 × "B" + "B".
    const texts = Array.from({ length: 1 << 12 }, (_, i) =>
      Array.from({ length: 12 }, (_unused, bit) => ((i >> bit) & 1 ? 'Aa' : 'BB')).join(''),
    );
    const { getInt32 } = DataView.prototype;
    let looks = 0;
    DataView.prototype.getInt32 = function (this: DataView, at: number) {
      looks++;
      return getInt32.call(this, at);
    };
    try {
      const strings = new StringInterner();
      for (const [number, text] of texts.entries()) expect(strings.internText(text)).toBe(number);
      for (const [number, text] of texts.entries()) expect(strings.internText(text)).toBe(number);
      const last = new TextEncoder().encode(texts.at(-1));
      expect(strings.find(last, 0, last.length)).toBe(texts.length - 1);
      expect(strings.length).toBe(texts.length);
    } finally {
      DataView.prototype.getInt32 = getInt32;
    }
    expect(looks / texts.length).toBeLessThan(40);
  });

  test('gives back every text after growing', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 700 }), (texts) => {
        const strings = new StringInterner();
        const indices = texts.map((text) => strings.internText(text));
        const { bytes, offsets, length } = strings.finish();
        expect(length).toBe(new Set(texts).size);
        const decoder = new TextDecoder();
        indices.forEach((index, i) => {
          expect(decoder.decode(bytes.slice(offsets[index], offsets[index + 1]))).toBe(texts[i]);
        });
      }),
      { numRuns: 20 },
    );
  });
});

describe('NarrowColumn', () => {
  test.each([
    [[0, 0], undefined],
    [[0, 255], 'Uint8Array'],
    [[256, 1], 'Uint16Array'],
    [[65536], 'Uint32Array'],
    [[4294967296], 'Float64Array'],
    [[-1, 5], 'Int16Array'],
    [[-1, 40_000], 'Int32Array'],
    [[-1, 4294967295], 'Float64Array'],
    [[0.5], 'Float64Array'],
  ])('%j becomes %s, whatever the blocks', (values, name) => {
    for (const size of [1, 2]) {
      const column = new NarrowColumn(new BlockScratch());
      for (let i = 0; i < values.length; i += size)
        column.appendNumbers({ from: Float64Array.from(values), first: i, step: 1 }, Math.min(size, values.length - i));
      const array = runAtOnce(column.finishNarrow());
      expect(array?.constructor.name).toBe(name);
      if (array !== undefined) expect(Array.from(array)).toEqual(values);
    }
  });

  test('multiplies by the scale, also where all rows so far have one value', () => {
    const column = new NarrowColumn(new BlockScratch());
    column.appendConstant(3, 2);
    column.appendNumbers({ from: Float64Array.of(0.5, 30), first: 0, step: 1 }, 2);
    expect(runAtOnce(column.finishNarrow(10))).toEqual(Uint16Array.of(30, 30, 5, 300));
  });
});

test('a long NarrowColumn keeps every number while it gets wider, byte by byte, and grows', () => {
  const largest = [200, 60_000, 4_000_000_000, 2 ** 40, -3, 0.5];
  const numbers = Float64Array.from({ length: 60_000 }, (_, i) =>
    i % 10_000 === 9999 ? largest[(i / 10_000) | 0] : i % 251,
  );
  const column = new NarrowColumn(new BlockScratch());
  for (let from = 0; from < numbers.length; from += 5000)
    column.appendNumbers({ from: numbers, first: from, step: 1 }, 5000, from < 30_000 ? 45_000 : 0);
  expect(runAtOnce(column.finishNarrow())).toEqual(numbers);
});

test('NarrowColumn gives all numbers times a scale, in the narrowest kind that holds those', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.nat({ max: 200 }), fc.nat({ max: 2 ** 32 - 1 }), fc.integer({ min: -300, max: 300 }))),
      fc.constantFrom(10, 1000, 0.5, 0.001),
      (numbers, scale) => {
        const column = new NarrowColumn(new BlockScratch());
        column.appendNumbers({ from: Float64Array.from(numbers), first: 0, step: 1 }, numbers.length);
        const scaled = runAtOnce(column.finishNarrow(scale)) ?? new Uint8Array(numbers.length);
        const expected = numbers.map((number) => number * scale + 0);
        expect(Array.from(scaled, (number) => number + 0)).toEqual(expected);
        if (expected.every((number) => Number.isInteger(number) && number >= 0 && number < 256))
          expect(scaled).toBeInstanceOf(Uint8Array);
      },
    ),
  );
});

test('values are grouped by key with the rows they are of, in the order of the rows', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: -1, max: 6 }), fc.nat())), (pairs) => {
      const keyOf = Int32Array.from(pairs, ([key]) => key);
      const values = Int32Array.from(pairs, ([, value]) => value);
      const { start, rows, values: grouped } = runAtOnce(groupValuesInSlices(keyOf, 7, values));
      for (let key = 0; key < 7; key++) {
        const expected = pairs.flatMap(([found, value], row) => (found === key ? [[row, value]] : []));
        const places = Array.from({ length: start[key + 1] - start[key] }, (_, i) => start[key] + i);
        expect(places.map((place) => [rows[place], grouped[place]])).toEqual(expected);
      }
    }),
  );
});

describe('NarrowColumn, rows that repeat others', () => {
  test.each([
    ['in the bytes they had', [1, 2, 3, 4], [5, 2, 3], 'Uint8Array'],
    ['in more bytes', [250, 2, 250, 9], [259, 2, 250], 'Uint16Array'],
    ['beyond 32 bits', [4_000_000_000, 2, 5, 4_000_000_000], [8_000_000_000, 2, 5], 'Float64Array'],
    ['below zero', [3, 1, 2, -5], [-2, 1, 2], 'Int16Array'],
    ['with fractions', [0.5, 1, 2, 0.25], [0.75, 1, 2], 'Float64Array'],
    ['all of one value', [7, 7, 7, 7], [14, 7, 7], 'Uint8Array'],
  ] as const)('are added up and taken out, %s', (_, numbers, expected, kind) => {
    const column = new NarrowColumn(new BlockScratch());
    column.appendNumbers({ from: Float64Array.from(numbers), first: 0, step: 1 }, numbers.length);
    // The last one repeats the first.
    column.addRows(Int32Array.of(3), Int32Array.of(0));
    column.removeRows(Int32Array.of(3));
    const rows = runAtOnce(column.finishNarrow());
    expect([Array.from(rows ?? []), rows?.constructor.name]).toEqual([[...expected], kind]);
  });

  test('are taken out of any place, and what comes later stands behind what is left', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 199 })), fc.nat({ max: 40 }), (removed, more) => {
        const numbers = Int32Array.from({ length: 200 + more }, (__, i) => i * 7);
        const column = new NarrowColumn(new BlockScratch());
        column.appendIntegers({ from: numbers, first: 0, step: 1 }, 200);
        column.removeRows(Int32Array.from(removed).sort());
        column.appendIntegers({ from: numbers, first: 200, step: 1 }, more);
        const left = Array.from(numbers).filter((__, i) => !removed.includes(i));
        expect(Array.from(runAtOnce(column.finishNarrow()) ?? left)).toEqual(left);
      }),
    );
  });
});

test('memo computes once per owner and key', () => {
  const owner = {};
  let computed = 0;
  const value = (): number => ++computed;
  expect([memo(owner, 'a', value), memo(owner, 'a', value), memo(owner, 'b', value), memo({}, 'a', value)]).toEqual([
    1, 1, 2, 3,
  ]);
});

test('memo does not ask for what a value makes only when somebody asks', () => {
  let asked = 0;
  const value = {
    get column() {
      asked++;
      return new Float64Array(8);
    },
  };
  expect([memo({}, 'lazy', () => value) === value, asked]).toEqual([true, 0]);
});
