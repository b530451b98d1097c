// The builder's promises: equal rows are added up, contexts come out depth-first, an alias leaves no trace of its function.
import { describe, expect, test } from 'vitest';
import { NONE } from '../../shared/base/brands.ts';
import { arrayOf } from '../../shared/base/columns.ts';
import type { FunctionIndex, PartIndex } from '../../shared/model/indices.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import { functionName } from '../../shared/model/texts.ts';

const part = 0 as PartIndex;
const nowhere = { file: NONE, line: NONE, addressHigh: 0, addressLow: 0 };

function builderWith(...events: string[]): RecordingBuilder {
  const builder = new RecordingBuilder();
  for (const name of events) builder.eventType({ name });
  builder.part({ file: 'test' });
  return builder;
}

function fn(builder: RecordingBuilder, name: string): FunctionIndex {
  return builder.function({ name: builder.strings.internText(name) });
}

test('functions are told apart by where they begin once some say so, and those before keep their rows', () => {
  const builder = builderWith('Ir');
  const name = builder.strings.internText('f');
  const plain = { name };
  const placed = { name, startLine: 7 };
  const column = { name, startLine: 7, startColumn: 2 };
  const rows = [plain, plain, placed, plain, column, placed].map((key) => builder.function(key));
  const { startLine, startColumn } = builder.finish().functions;
  expect([rows, Array.from(arrayOf(startLine)), Array.from(arrayOf(startColumn))]).toEqual([
    [0, 0, 1, 0, 2, 1],
    [NONE, 7, 7],
    [NONE, NONE, 2],
  ]);
});

describe('calls', () => {
  test('of the same place are added up, others stay apart', () => {
    const builder = builderWith('Ir');
    const [main, leaf] = [fn(builder, 'main'), fn(builder, 'leaf')];
    const edge = { part, caller: main, callee: leaf };
    builder.call(edge, { ...nowhere, line: 3 }, 2, [10], 1);
    builder.call(edge, { ...nowhere, line: 3 }, 1, [5], 1);
    builder.call(edge, { ...nowhere, line: 4 }, 7, [1], 1);
    const { calls } = builder.finish();
    expect([
      calls.length,
      Array.from(arrayOf(calls.callCount)),
      Array.from(arrayOf(calls.inclusive[0] ?? calls.line)),
    ]).toEqual([2, [3, 7], [15, 1]]);
  });

  test('keep addresses of 64 bits exactly', () => {
    const builder = builderWith('Ir');
    const main = fn(builder, 'main');
    builder.call(
      { part, caller: main, callee: main },
      { ...nowhere, addressHigh: 0xffffffff | 0, addressLow: 0x81000010 | 0 },
      1,
      [1],
      1,
    );
    expect(builder.finish().calls.address.at(0 as never)).toBe(0xffffffff81000010n);
  });
});

test('contexts come out depth-first with subtree ranges, whatever the order they were seen in', () => {
  const builder = builderWith('Time');
  const [a, b, c] = [fn(builder, 'a'), fn(builder, 'b'), fn(builder, 'c')];
  const root = builder.context(part, NONE, a);
  const other = builder.context(part, NONE, b);
  const child = builder.context(part, root, b);
  const deep = builder.context(part, child, c);
  const second = builder.context(part, root, c);
  for (const context of [root, other, child, deep, second]) builder.addContextSelf(context, 0 as never, context + 1);
  builder.samples(Int32Array.from([deep, other]), Float64Array.from([0, 5]), Float64Array.from([5, 5]));
  const { contexts, samples } = builder.finish();
  expect({
    parent: Array.from(arrayOf(contexts.parent)),
    end: Array.from(arrayOf(contexts.subtreeEnd)),
    self: Array.from(arrayOf(contexts.self[0] ?? contexts.parent)),
    samples: Array.from(arrayOf(samples.context)),
  }).toEqual({ parent: [-1, 0, 1, 0, -1], end: [4, 3, 3, 4, 5], self: [1, 3, 4, 5, 2], samples: [2, 4] });
});

test('a chain of 200,000 contexts is renumbered without recursion', () => {
  const builder = builderWith('Time');
  const f = fn(builder, 'f');
  let context: number = NONE;
  for (let depth = 0; depth < 200_000; depth++) context = builder.context(part, context, f);
  const { contexts } = builder.finish();
  expect([contexts.length, contexts.subtreeEnd[0 as never]]).toEqual([200_000, 200_000]);
});

test('an aliased function vanishes and its rows join the other’s', () => {
  const builder = builderWith('Ir');
  const [main, guess, leaf] = [fn(builder, 'main'), fn(builder, 'leaf?'), fn(builder, 'leaf')];
  builder.line(part, leaf, NONE, 1, [5], 1);
  builder.line(part, guess, NONE, 1, [6], 1);
  builder.call({ part, caller: main, callee: guess }, nowhere, 1, [6], 1);
  builder.aliasFunction(guess, leaf);
  const recording = builder.finish();
  expect(
    Array.from({ length: recording.functions.length }, (_, f) => functionName(recording, f as FunctionIndex)),
  ).toEqual(['main', 'leaf']);
  expect([recording.lines.length, recording.lines.self[0]?.[0 as never], recording.calls.callee[0 as never]]).toEqual([
    1, 11, 1,
  ]);
});

test('costs are multiplied by the file’s step once, and totals that the file states as well', () => {
  const builder = new RecordingBuilder();
  builder.eventType({ name: 'Time_(10ns)', unit: 'nanoseconds', fileScale: 10 });
  builder.part({ file: 'x', statedTotals: [{ eventType: 'Time_(10ns)', value: 7 }] });
  builder.line(part, fn(builder, 'main'), NONE, 1, [6], 1);
  const recording = builder.finish();
  expect([recording.lines.self[0]?.[0 as never], recording.parts[0]?.statedTotals?.[0]?.value]).toEqual([60, 70]);
});

test('an event type that a later part brings starts at zero for earlier rows', () => {
  const builder = builderWith('Ir');
  const main = fn(builder, 'main');
  builder.line(part, main, NONE, 1, [5], 1);
  builder.eventType({ name: 'Cycles' });
  builder.line(part, main, NONE, 2, [1, 9], 2);
  const { lines } = builder.finish();
  expect(lines.self.map((column) => (column === undefined ? [] : Array.from(arrayOf(column))))).toEqual([
    [5, 1],
    [0, 9],
  ]);
});

test('formulas keep only names that exist, and never replace a recorded event type', () => {
  const builder = builderWith('Ir', 'Bim');
  builder.derivedEventType('Bm', 'Mispredicted', [
    { coefficient: 1, eventType: 'Bim' },
    { coefficient: 1, eventType: 'Bcm' },
  ]);
  builder.derivedEventType('Ir', 'no', [{ coefficient: 1, eventType: 'Bim' }]);
  builder.derivedEventType('Nothing', 'no', [{ coefficient: 1, eventType: 'Dr' }]);
  const { eventTypes, recordedEventTypes } = builder.finish();
  expect([recordedEventTypes, eventTypes.slice(2).map((type) => [type.name, type.formula?.length])]).toEqual([
    2,
    [['Bm', 1]],
  ]);
});

test('oddities of the same kind are counted together and keep their first place', () => {
  const builder = builderWith('Ir');
  for (let line = 10; line < 20; line++) builder.diagnose('odd', 'warning', 'Odd.', { line });
  expect(builder.finish().diagnostics).toEqual([
    { code: 'odd', severity: 'warning', message: 'Odd.', count: 10, place: { line: 10 } },
  ]);
});

test('sums past 2^53 are said to be inexact', () => {
  const builder = builderWith('Ir');
  builder.line(part, fn(builder, 'main'), NONE, 1, [2 ** 53], 1);
  builder.line(part, fn(builder, 'leaf'), NONE, 1, [2 ** 53], 1);
  expect(builder.finish().diagnostics.map((diagnostic) => diagnostic.code)).toEqual(['cost-beyond-2^53']);
});
