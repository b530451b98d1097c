// The growing tables that readers add up in: keys are found again, costs add up, texts keep every byte.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { narrowest } from '../../shared/base/growable.ts';
import { KeyedRows } from '../../shared/base/keyed-rows.ts';
import { memo } from '../../shared/base/memo.ts';
import { StringInterner } from '../../shared/base/string-interner.ts';
import { AppendedCostRows } from '../../shared/model/appended-rows.ts';
import { KeyedCostRows } from '../../shared/model/cost-rows.ts';

describe('KeyedRows', () => {
  test('gives equal keys the same row and numbers new keys in order, like a Map of joined keys', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer()), { maxLength: 2000 }), (keys) => {
        const rows = new KeyedRows(2);
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
  });

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
    const columns = table.costs
      .finish(4, [1, 10, 1])
      .map((column) => (column === undefined ? undefined : Array.from({ length: 4 }, (_, row) => column[row])));
    expect(columns).toEqual([
      [1, 0, 0, 6],
      [20, 0, 0, 10],
      [0, 0, 0, 7],
    ]);
  });
});

describe('AppendedCostRows', () => {
  test('adds up as a Map of joined keys does, in whatever order groups come and go, and after renaming', () => {
    const row = fc.tuple(
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: -1, max: 4 }),
      fc.integer({ min: 0, max: 9 }),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 1500 }), fc.boolean(), (added, rename) => {
        const rows = new AppendedCostRows({ width: 2, stride: 1, group: 0 });
        const expected = new Map<string, [number, number]>();
        for (const [group, other, cost] of added) {
          rows.key[0] = group;
          rows.key[1] = other;
          rows.add([cost], 1, 1);
          const name = `${rename && group === 5 ? 0 : group},${other}`;
          const [sum, count] = expected.get(name) ?? [0, 0];
          expected.set(name, [sum + cost, count + 1]);
        }
        rows.compact([0], rename ? Int32Array.from([0, 1, 2, 3, 4, 0]) : undefined);
        const found = new Map(
          Array.from({ length: rows.length }, (_, r) => [
            `${rows.keys[r * 2]},${rows.keys[r * 2 + 1]}`,
            [rows.costs.get(r, 0), rows.counts.get(r, 0)],
          ]),
        );
        expect(rows.length).toBe(expected.size);
        expect(found).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  test('a million repetitions of a thousand rows take the room of what is distinct', () => {
    const rows = new AppendedCostRows({ width: 2, stride: 1, group: 0 });
    let longest = 0;
    for (let i = 0; i < 1_000_000; i++) {
      rows.key[0] = i % 1000;
      rows.key[1] = 7;
      rows.add([1], 1, 0);
      longest = Math.max(longest, rows.length);
    }
    rows.compact();
    expect([rows.length, rows.costs.get(999, 0), longest < 100_000]).toEqual([1000, 1000, true]);
  });
});

describe('StringInterner', () => {
  test('keeps names apart that differ only in bytes that are not UTF-8', () => {
    const strings = new StringInterner();
    const one = strings.intern(Uint8Array.from([120, 0xff]), 0, 2);
    const two = strings.intern(Uint8Array.from([120, 0xfe]), 0, 2);
    expect([one, two, strings.intern(Uint8Array.from([9, 120, 0xff]), 1, 3)]).toEqual([0, 1, 0]);
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

describe('narrowest', () => {
  test.each([
    [[0, 0], undefined],
    [[0, 255], 'Uint8Array'],
    [[256, 1], 'Uint16Array'],
    [[65536], 'Uint32Array'],
    [[4294967296], 'Float64Array'],
    [[-1], 'Float64Array'],
    [[0.5], 'Float64Array'],
  ])('%j is kept as %s', (values, name) => {
    const column = narrowest(Float64Array.from(values));
    expect(column?.constructor.name).toBe(name);
    if (column !== undefined) expect(Array.from(column)).toEqual(values);
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
