// Arrays and hash tables that grow where they are: nothing of what they hold is lost, copied without need, or in the way of what comes.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freeSlots, grownSlots, isFull, SLOT } from '../../shared/base/hash-slots.ts';
import { withRoom } from '../../shared/base/room.ts';
import { WorkMemory } from '../../shared/base/work-memory.ts';
import { UNDEFINED } from '../../shared/formats/support/callgrind-cells.ts';
import { NameTable } from '../../shared/formats/support/callgrind-names.ts';

describe('withRoom', () => {
  test('keeps the numbers and has zeros behind them, whatever the kind of array', () => {
    for (const array of [new Uint8Array([1, 2]), new Int32Array([-1, 2]), new Float64Array([0.5, 2])])
      expect([...withRoom(array, 5)]).toEqual([...array, 0, 0, 0]);
  });

  test('a large array that grows again is a longer view of the same memory', () => {
    const large = withRoom(new Int32Array(4), 1 << 20);
    large[(1 << 20) - 1] = 7;
    const larger = withRoom(large, 1 << 21);
    expect([larger.length, larger[(1 << 20) - 1], larger[1 << 20], larger.buffer === large.buffer]).toEqual([
      1 << 21,
      7,
      0,
      true,
    ]);
  });
});

/** Puts entry 1, 2, … where their hashes belong, growing as full tables do. */
function filled(hashes: readonly number[]): Int32Array {
  let slots = freeSlots();
  for (const [i, hash] of hashes.entries()) {
    const mask = slots.length - 1;
    let slot = (hash * SLOT) & mask;
    while (slots[slot + 1] !== 0) slot = (slot + SLOT) & mask;
    slots.set([hash, i + 1], slot);
    if (isFull(i + 1, slots.length)) slots = grownSlots(slots);
  }
  return slots;
}

/** What a look-up for the hash comes by before it meets a free slot. */
function met(slots: Int32Array, hash: number): number[] {
  const mask = slots.length - 1;
  const entries: number[] = [];
  for (let slot = (hash * SLOT) & mask; slots[slot + 1] !== 0; slot = (slot + SLOT) & mask)
    entries.push(slots[slot + 1]);
  return entries;
}

describe('slots of a hash table', () => {
  test('every entry is found after growing, and none is there twice, also where all crowd at the end of the table', () => {
    const anywhere = fc.integer();
    // The last places of a table of 256, 1,024 and 4,096 slots, so that what does not fit goes round to the first ones.
    const atTheEnd = fc.tuple(fc.integer({ min: -6, max: 3 }), fc.integer({ min: 0, max: 7 }));
    const hash = fc.oneof(
      anywhere,
      atTheEnd.map(([place, above]) => (place + (above << 8)) | 0),
    );
    fc.assert(
      fc.property(fc.array(hash, { minLength: 150, maxLength: 3000, size: 'max' }), (hashes) => {
        const slots = filled(hashes);
        const lost = hashes.filter((one, i) => !met(slots, one).includes(i + 1));
        const entries = Array.from({ length: slots.length / SLOT }, (_, slot) => slots[slot * SLOT + 1]);
        expect([lost, entries.filter((entry) => entry > 0).length]).toEqual([[], hashes.length]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('NameTable', () => {
  test.each([true, false])(
    'says of every number what it was given last, as a Map does, small and large ones (bound: %s)',
    (areBound) => {
      const number = fc.oneof(fc.nat({ max: 3000 }), fc.nat({ max: 200_000 }), fc.constant(2_000_000_000));
      const definition = fc.record({ number, entry: fc.integer({ min: -1, max: 50 }), part: fc.nat({ max: 2 }) });
      fc.assert(
        fc.property(fc.array(definition, { maxLength: 400 }), (definitions) => {
          const names = new NameTable(new WorkMemory(64), areBound);
          const expected = new Map<number, { entry: number; part: number }>();
          for (const { number: id, entry, part } of definitions) {
            const before = expected.get(id);
            const isClash = before !== undefined && before.part === part && before.entry !== entry;
            expect(names.define(id, entry, part)).toBe(!isClash);
            expected.set(id, { entry, part });
          }
          for (const id of [0, 1, 2999, 150_000, 2_000_000_000, ...expected.keys()])
            expect(names.get(id)).toBe(expected.get(id)?.entry ?? UNDEFINED);
        }),
        { numRuns: 60 },
      );
    },
  );
});
