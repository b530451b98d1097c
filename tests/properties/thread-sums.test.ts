// Rows added up bit by bit while they are sealed give the sums that all of them give at the end: whatever is sealed, fetched, put together or sealed
// elsewhere in between. The sums themselves are told by hand, row by row.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RowColumns, sumRows } from '../../shared/analysis/row-sums.ts';
import { BlockScratch } from '../../shared/base/column-blocks.ts';
import { NarrowColumn } from '../../shared/base/narrow-column.ts';
import { runAtOnce } from '../../shared/base/slices.ts';
import { SEALED_TABLES, type SealedColumns } from '../../shared/model/sealed-rows.ts';
import { ThreadSums } from '../../src-main/engine/thread-sums.ts';

const FUNCTIONS = 9;
const fn = fc.nat(FUNCTIONS - 1);
const cost = fc.oneof(fc.nat(300), fc.constant(2 ** 33));
const line = fc.record({ fn, cost });
const call = fc.record({ from: fn, to: fn, calls: fc.nat(3), cost });
const drawn = fc.record({
  lines: fc.array(line, { maxLength: 30 }),
  calls: fc.array(call, { maxLength: 40 }),
  /** How many of the calls are sealed before each time that there is nothing better to do. */
  pauses: fc.array(fc.nat(12), { maxLength: 6 }),
  isTogether: fc.boolean(),
  isPlain: fc.boolean(),
  comesAgain: fc.boolean(),
  /** Rows that the tables had when they went back, more than those at the end. */
  repeated: fc.nat(1),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer Value> ? Value : never;

const scratch = new BlockScratch();
const columns = (keys: number): SealedColumns => ({
  keys: Array.from({ length: keys }, (_, j) => new NarrowColumn(scratch, j === 1 || j === 2)),
  numbers: [new NarrowColumn(scratch), new NarrowColumn(scratch)],
});

function append({ keys, numbers }: SealedColumns, row: readonly number[], count: number, value: number): void {
  for (const [j, entry] of row.entries()) keys[j].appendIntegers({ from: Int32Array.of(entry), first: 0, step: 1 }, 1);
  numbers[0].appendNumbers({ from: Float64Array.of(count), first: 0, step: 1 }, 1);
  numbers[1].appendNumbers({ from: Float64Array.of(value), first: 0, step: 1 }, 1);
}

function callsOf({ calls, isTogether }: Drawn): Drawn['calls'] {
  return isTogether ? calls.toSorted((a, b) => a.from - b.from) : calls;
}

function finished(all: Drawn): RowColumns {
  const calls = callsOf(all);
  return {
    functions: FUNCTIONS,
    isPlain: all.isPlain,
    selfTable: 'lines',
    self: { fn: Int32Array.from(all.lines, (one) => one.fn), costs: Float64Array.from(all.lines, (one) => one.cost) },
    calls: {
      caller: Int32Array.from(calls, ({ from }) => from),
      callee: Int32Array.from(calls, ({ to }) => to),
      callCount: Uint8Array.from(calls, (one) => one.calls),
      costs: Float64Array.from(calls, (one) => one.cost),
    },
  };
}

/** The thread's: rows come in between, and are added up as far as there is time. */
function whileSealing(all: Drawn) {
  const tables = new Map<number, SealedColumns>();
  const sums = new ThreadSums(tables);
  const lines = columns(4);
  const calls = columns(7);
  sums.begin(SEALED_TABLES.lines);
  tables.set(SEALED_TABLES.lines, lines);
  for (const one of all.lines) append(lines, [0, one.fn, 0, 0], 0, one.cost);
  sums.begin(SEALED_TABLES.calls);
  tables.set(SEALED_TABLES.calls, calls);
  const pauses = [...all.pauses];
  let until = pauses.shift();
  for (const { from, to, calls: count, cost: value } of callsOf(all)) {
    append(calls, [0, from, to, 0, 0, 0, 0], count, value);
    if (until !== undefined && until-- === 0) {
      for (let steps = pauses.length; steps > 0 && sums.advance(); steps--);
      until = pauses.shift();
    }
  }
  if (all.comesAgain) {
    sums.leave(SEALED_TABLES.calls, calls.keys[0].length);
    sums.begin(SEALED_TABLES.calls);
  }
  sums.leave(SEALED_TABLES.lines, lines.keys[0].length);
  sums.leave(SEALED_TABLES.calls, calls.keys[0].length + all.repeated);
  tables.clear();
  return sums.finish(finished(all));
}

function areTogether(calls: Drawn['calls']): boolean {
  const runs = calls.filter(({ from }, i) => i === 0 || calls[i - 1].from !== from);
  return new Set(runs.map(({ from }) => from)).size === runs.length;
}

test('rows added up while they are sealed are those added up at the end, and by hand', () => {
  fc.assert(
    fc.property(drawn, (all) => {
      const bitByBit = whileSealing(all);
      expect(bitByBit).toEqual(runAtOnce(sumRows(finished(all))));
      const calls = callsOf(all);
      if (!areTogether(calls)) {
        expect(bitByBit).toBeUndefined();
        return;
      }
      const byFunction = (value: (f: number) => number): number[] =>
        Array.from({ length: FUNCTIONS }, (_, f) => value(f));
      const sum = (values: readonly number[]): number => values.reduce((before, value) => before + value, 0);
      const others = calls.filter(({ from, to }) => from !== to);
      const pairs = [...new Set(calls.map(({ from, to }) => from * FUNCTIONS + to))];
      const found = bitByBit ?? expect.fail('there are no sums');
      expect(Array.from(found.self)).toEqual(
        byFunction((f) => sum(all.lines.filter((one) => one.fn === f).map((one) => one.cost))),
      );
      expect(Array.from(found.incoming)).toEqual(
        byFunction((f) => sum(others.filter(({ to }) => to === f).map((one) => one.cost))),
      );
      expect(Array.from(found.outgoing)).toEqual(
        byFunction((f) => sum(others.filter(({ from }) => from === f).map((one) => one.cost))),
      );
      expect(Array.from(found.counts.calls)).toEqual(
        byFunction((f) => sum(calls.filter(({ to }) => to === f).map((one) => one.calls))),
      );
      expect(Array.from(found.counts.callers)).toEqual(
        byFunction((f) => pairs.filter((pair) => pair % FUNCTIONS === f).length),
      );
      expect(Array.from(found.counts.callees)).toEqual(
        byFunction((f) => pairs.filter((pair) => Math.floor(pair / FUNCTIONS) === f).length),
      );
      expect(Array.from(found.flags)).toEqual(
        byFunction((f) => {
          const own = others.filter(({ to }) => to === f);
          if (own.length === 0) return 0;
          return own.some((one) => one.calls > 0) ? 6 : 2;
        }),
      );
    }),
    { numRuns: 400 },
  );
});
