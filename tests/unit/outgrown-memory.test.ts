// When what a reader has outgrown is collected: as the process grows, once more when everything is read, never for small files.
import { describe, expect, test } from 'vitest';
import { garbageCollection, OutgrownMemory } from '../../src-main/services/outgrown-memory.ts';

const MEGABYTE = 2 ** 20;

/** After which of the looks, at a process of so many megabytes, a collection came; `finish`: before the look of this number everything is read. */
function collections(megabytes: readonly number[], finish: number = megabytes.length): number[] {
  let now = megabytes[0];
  let look = 0;
  const collected: number[] = [];
  const memory = new OutgrownMemory(
    () => now * MEGABYTE,
    () => () => {
      collected.push(look);
    },
  );
  for (; look < megabytes.length; look++) {
    now = megabytes[look];
    if (look === finish) memory.finishing();
    memory.look();
  }
  return collected;
}

describe('Collecting what was outgrown', () => {
  test('happens each time the process has grown by 96 MB', () => {
    expect(collections([100, 195, 196, 260, 291, 292, 500])).toEqual([2, 5, 6]);
  });

  test('happens again when everything is read, and then for every 8 MB', () => {
    expect(collections([100, 200, 220, 225, 229, 236], 2)).toEqual([1, 2, 4]);
  });

  test('ends after a few times while tables are put together, however they grow', () => {
    expect(collections([100, 200, ...Array.from({ length: 100 }, (_, i) => 230 + 10 * i)], 2).length).toBeLessThan(9);
  });

  test('is left to V8 where little was read', () => {
    expect(collections([100, 120, 140, 200, 300], 2)).toEqual([]);
  });

  test('gives memory back that V8 would keep', () => {
    const collect = garbageCollection();
    const before = process.memoryUsage().arrayBuffers;
    let dropped: Uint8Array | undefined = new Uint8Array(64 * MEGABYTE);
    const held = process.memoryUsage().arrayBuffers - before;
    dropped = undefined;
    collect();
    const kept = process.memoryUsage().arrayBuffers - before;
    expect([dropped, held >= 64 * MEGABYTE, kept < 32 * MEGABYTE]).toEqual([undefined, true, true]);
  });
});
