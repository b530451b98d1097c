// Functions that stand for others: which rows remain, and where the others went. Expected by hand.
import { expect, test } from 'vitest';
import { runAtOnce } from '../../shared/base/slices.ts';
import { FunctionAliases } from '../../shared/model/function-aliases.ts';

function settled(count: number, pairs: readonly (readonly [number, number])[]): { map: number[]; kept: number[] } {
  const aliases = new FunctionAliases();
  for (const [from, to] of pairs) aliases.set(from, to);
  const { map, kept } = runAtOnce(aliases.settle(count));
  return { map: Array.from(map), kept: Array.from(kept) };
}

test('without aliases every row stays where it is', () => {
  expect(settled(3, [])).toEqual({ map: [0, 1, 2], kept: [0, 1, 2] });
});

test('rows that stand for others vanish, before and after these, and the rows behind them move up', () => {
  expect(
    settled(5, [
      [0, 3],
      [4, 1],
    ]),
  ).toEqual({ map: [2, 0, 1, 2, 0], kept: [1, 2, 3] });
});

test('an alias of an alias is what that one stands for, and the later of two targets holds', () => {
  expect(
    settled(4, [
      [1, 2],
      [2, 3],
      [1, 0],
      [3, 1],
    ]),
  ).toEqual({ map: [0, 0, 0, 0], kept: [0] });
});

test('two that stand for each other have no row, and nobody waits for them', () => {
  expect(
    settled(3, [
      [0, 1],
      [1, 0],
    ]),
  ).toEqual({ map: [-1, -1, 0], kept: [2] });
});

test('a million of them are settled at once', () => {
  const count = 1_000_000;
  const aliases = new FunctionAliases();
  for (let row = 1; row < count; row++) aliases.set(row, 0);
  const { map, kept } = runAtOnce(aliases.settle(count));
  expect([kept.length, aliases.size, map.every((row) => row === 0)]).toEqual([1, count - 1, true]);
});
