// Memory that WebAssembly sees: arrays are zeros of their own wherever they lie, what is given back is used again, and growing moves nothing that is in use.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WorkMemory } from '../../shared/base/work-memory.ts';

const FIRST = 2048;

describe('WorkMemory', () => {
  test('Arrays in use never lie over each other, begin with zeros, and keep their numbers while others come and go', () => {
    const step = fc.record({ length: fc.nat({ max: 3000 }), isNumbers: fc.boolean(), gives: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const memory = new WorkMemory(FIRST);
        const used: { array: Int32Array | Float64Array; mark: number }[] = [];
        steps.forEach(({ length, isNumbers, gives }, i) => {
          const array = isNumbers ? memory.numbers(length) : memory.integers(length);
          expect(array.every((value) => value === 0)).toBe(true);
          expect(array.byteOffset).toBeGreaterThanOrEqual(FIRST);
          expect(memory.owns(array)).toBe(true);
          array.fill(i + 1);
          used.push({ array, mark: i + 1 });
          const last = gives ? used.splice(i % used.length, 1)[0] : undefined;
          if (last !== undefined) memory.give(last.array);
        });
        for (const { array, mark } of used) expect(array.every((value) => value === mark)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('What was given back is used again: the memory does not grow', () => {
    const memory = new WorkMemory(FIRST);
    memory.give(memory.numbers(300_000));
    const { byteLength } = memory.memory.buffer;
    for (let i = 0; i < 50; i++) {
      const array = memory.numbers(300_000);
      array.fill(1);
      memory.give(array);
    }
    expect(memory.memory.buffer.byteLength).toBe(byteLength);
  });

  test('Arrays made before the memory has grown are seen by those made afterwards', () => {
    const memory = new WorkMemory(FIRST);
    const early = memory.integers(4);
    memory.numbers(4_000_000);
    early[2] = 7;
    expect(memory.integersAt(early.byteOffset, 4)[2]).toBe(7);
  });

  test('A large array that grows has its numbers, zeros behind them, and mostly stays where it is', () => {
    const memory = new WorkMemory(FIRST);
    let array = memory.integers(1000).fill(5) as Int32Array;
    const places = new Set<number>();
    for (let length = 2000; length <= 4_096_000; length *= 2) {
      array = memory.withRoom(array, length);
      expect(array.length).toBe(length);
      expect(array.subarray(0, 1000).every((value) => value === 5)).toBe(true);
      expect(array.subarray(1000).every((value) => value === 0)).toBe(true);
      if (length > 600_000) places.add(array.byteOffset);
    }
    expect(places.size).toBe(1);
  });

  test('What does not fit into any memory of the kind is a RangeError, and the memory stays as it is', () => {
    const memory = new WorkMemory(FIRST);
    const { byteLength } = memory.memory.buffer;
    expect(() => memory.numbers(2 ** 30)).toThrow(RangeError);
    expect(memory.memory.buffer.byteLength).toBe(byteLength);
    expect(memory.integers(3)).toHaveLength(3);
  });

  test('Arrays of other memory are not taken for its own', () => {
    const memory = new WorkMemory(FIRST);
    const other = new Int32Array(16);
    expect(memory.owns(other)).toBe(false);
    memory.give(other);
    expect(memory.integers(16).byteOffset).toBeGreaterThanOrEqual(FIRST);
  });
});
