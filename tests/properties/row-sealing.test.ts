// Rows that are sealed by somebody else come back as they would have been sealed here: whatever is widened, fetched in between and added up,
// however late the other one comes to work, and from whenever on it is ready.
import { MessageChannel } from 'node:worker_threads';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runAtOnce } from '../../shared/base/slices.ts';
import { WorkMemory } from '../../shared/base/work-memory.ts';
import { AppendedCostRows } from '../../shared/model/appended-rows.ts';
import { STAGE_CELLS } from '../../shared/model/stage-cells.ts';
import { RowSealing, ThreadSealer } from '../../src-main/engine/row-sealing.ts';

/** Bytes for the numbers that say how far staging is. */
const CELLS = 1024;

const shape = { table: 2, width: 4, groupWidth: 2, ascending: 3, otherwise: 2, wide: [1] };

const step = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('rows'), count: fc.nat(30), cost: fc.integer({ min: 0, max: 2 ** 33 }) }),
  },
  fc.record({ kind: fc.constantFrom('seal', 'seal', 'work', 'ready', 'fetch', 'compact', 'widen') }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Every column of the rows that the steps make. `sealer`: whoever seals them, and how it is brought to work. */
async function columnsOf(steps: readonly Step[], sealer?: Sealing, memory?: WorkMemory): Promise<unknown[]> {
  const rows = new AppendedCostRows(shape);
  if (memory !== undefined) rows.stageIn(memory, memory.integersAt(0, STAGE_CELLS));
  rows.widen(1);
  rows.sealBy(sealer?.reader);
  let eventTypes = 1;
  let fn = 0;
  for (const one of steps) {
    if ('count' in one) {
      fn = (fn * 5 + one.count) % 13;
      for (let i = 0; i < one.count; i++) {
        rows.stagedKeys.set([0, fn, i % 3, (i * 7) % 11], rows.next);
        rows.add(
          Array.from({ length: eventTypes }, (_, e) => one.cost + e * i),
          eventTypes,
          i,
        );
      }
    } else if (one.kind === 'seal') rows.seal();
    else if (one.kind === 'work') sealer?.work();
    else if (one.kind === 'ready') sealer?.beReady();
    else if (one.kind === 'widen' && eventTypes < 4) rows.widen(++eventTypes);
    else if (one.kind === 'fetch') await rows.fetch();
    else if (one.kind === 'compact') {
      await rows.fetch();
      runAtOnce(rows.compact());
    }
  }
  await rows.fetch();
  runAtOnce(rows.compact());
  const { length, numbers } = rows;
  const totals = numbers.columns.map(({ total }) => total);
  const finished = [...rows.keys, ...numbers.columns].map((column) => runAtOnce(column.finishNarrow()));
  return [length, totals, finished];
}

interface Sealing {
  readonly reader: ThreadSealer;
  work(): void;
  beReady(): void;
}

/** Both halves in one thread: the other one works when it is told to, and when it is waited for. */
async function withSealing<Result>(use: (sealing: Sealing) => Promise<Result>): Promise<Result> {
  const { port1, port2 } = new MessageChannel();
  const other = new RowSealing(port2);
  let isReady = false;
  const reader = new ThreadSealer(
    port1,
    () => isReady,
    () => {
      other.work();
      return Promise.resolve(true);
    },
  );
  try {
    const beReady = (): void => {
      isReady = true;
    };
    return await use({ reader, work: () => void other.work(), beReady });
  } finally {
    port1.close();
  }
}

test('rows sealed elsewhere are those sealed here', async () => {
  let sentAway = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
      const expected = await columnsOf(steps);
      const found = await withSealing((sealing) => {
        const taken = sealing.reader.take.bind(sealing.reader);
        sealing.reader.take = (...given) => {
          sentAway += given[1].rows;
          return taken(...given);
        };
        return columnsOf(steps, sealing);
      });
      expect(found).toEqual(expected);
      const memory = new WorkMemory(CELLS);
      expect(await withSealing((sealing) => columnsOf(steps, sealing, memory))).toEqual(expected);
    }),
    { numRuns: 300 },
  );
  expect(sentAway).toBeGreaterThan(1000);
});

test('arrays that come back when there are more event types are used again: the memory does not grow with each of them', async () => {
  const memory = new WorkMemory(CELLS);
  const rows = new AppendedCostRows(shape);
  rows.stageIn(memory, memory.integersAt(0, STAGE_CELLS));
  await withSealing((sealing) => {
    rows.sealBy(sealing.reader);
    sealing.beReady();
    for (let eventTypes = 1; eventTypes <= 60; eventTypes++) {
      rows.widen(eventTypes);
      rows.stagedKeys.set([0, eventTypes, 1, 1], rows.next);
      rows.add([1], 1, 1);
      rows.seal();
      sealing.work();
    }
    return rows.fetch();
  });
  expect(rows).toHaveLength(60);
  // 1,024 rows of 61 numbers are half a megabyte; those of all widths together are 16.
  expect(memory.memory.buffer.byteLength).toBeLessThan(6 * 2 ** 20);
});

test('rows are kept here while the other one is not ready, and when reading was cancelled nothing comes back', async () => {
  const { port1 } = new MessageChannel();
  const rows = new AppendedCostRows(shape);
  rows.widen(1);
  let isReady = false;
  rows.sealBy(
    new ThreadSealer(
      port1,
      () => isReady,
      () => Promise.resolve(false),
    ),
  );
  const add = (fn: number): void => {
    rows.stagedKeys.set([0, fn, 1, 1], rows.next);
    rows.add([1], 1, 1);
    rows.seal();
  };
  add(1);
  expect(rows.keys[0]).toHaveLength(1);
  isReady = true;
  add(2);
  expect(rows.keys[0]).toHaveLength(0);
  expect(rows).toHaveLength(2);
  await rows.fetch();
  expect(rows.keys[0]).toHaveLength(0);
  port1.close();
});
