// Compares a recording with a reference of the corpus, table by table; a difference shows as the one value that differs.
import { expect } from 'vitest';
import { type CallgrindReference, type Described, identity } from './described-recording.ts';

export function expectReference(found: Described, expected: CallgrindReference): void {
  const { recording } = found;
  expect(recording.eventTypes.slice(0, recording.recordedEventTypes).map(({ name }) => name)).toEqual(expected.events);
  expect(found.totals()).toEqual(expected.totals);
  const functions = found.functions();
  expect(functions.length).toBe(expected.function_count);
  const byIdentity = new Map(functions.map((fn) => [identity(fn), fn]));
  const listed = expected.functions.map(({ self_by_file: _, ...fn }) => withoutExtras(fn));
  expect(expected.functions.map((fn) => pickLike(byIdentity.get(identity(fn)), fn))).toEqual(listed);
  expectCalls(found, expected);
  expectPlaces(found, expected);
  if (expected.digest !== undefined) expect(found.digest()).toBe(expected.digest);
}

function expectCalls(found: Described, expected: CallgrindReference): void {
  const edges = found.edges();
  if (expected.edge_count !== undefined) expect(edges.size).toBe(expected.edge_count);
  if (expected.call_count !== undefined) {
    expect([...edges.values()].reduce((sum, [calls]) => sum + calls, 0)).toBe(expected.call_count);
  }
  const names = expected.functions.map(identity);
  const keys = expected.edges?.map(({ caller, callee }) => `${names[caller]} -> ${names[callee]}`) ?? [];
  expect(keys.map((key) => edges.get(key))).toEqual(expected.edges?.map(({ calls, incl }) => [calls, ...incl]) ?? []);
  const byLine = found.callsByLine();
  const listed = (expected.line_calls ?? []).filter(([, , callee]) => callee !== null);
  expect(listed.map(([file, line, callee]) => byLine.get(`${file}:${line} -> ${names[callee as number]}`))).toEqual(
    listed.map(([, , , calls, costs]) => [calls, ...costs]),
  );
}

function expectPlaces(found: Described, expected: CallgrindReference): void {
  const lines = found.lines();
  const listed = Object.entries(expected.lines ?? {}).flatMap(([file, costs]) =>
    Object.entries(costs).map(([line, values]) => ({ key: `${file}:${line}`, values })),
  );
  expect(listed.map(({ key }) => lines.get(key))).toEqual(listed.map(({ values }) => values));
  const byFile = found.selfByFile();
  const split = expected.functions.flatMap((fn) =>
    Object.entries(fn.self_by_file ?? {}).map(([file, values]) => ({ key: `${identity(fn)} in ${file}`, values })),
  );
  expect(split.map(({ key }) => byFile.get(key))).toEqual(split.map(({ values }) => values));
  if (expected.jumps !== undefined) expect(expected.jumps).toMatchObject(found.jumps());
  if (expected.instructions === undefined) return;
  const instructions = found.instructions();
  expect(instructions.size).toBe(expected.instructions.distinct_addresses);
  const { top } = expected.instructions;
  expect(top.map(([address]) => instructions.get(address))).toEqual(top.map(([, costs]) => costs));
}

function withoutExtras(fn: object): object {
  return Object.fromEntries(Object.entries(fn).filter(([key]) => key !== 'cycle' && key !== 'self_by_file'));
}

function pickLike(found: object | undefined, wanted: object): object | undefined {
  if (found === undefined) return undefined;
  const keys = Object.keys(withoutExtras(wanted));
  return Object.fromEntries(Object.entries(found).filter(([key]) => keys.includes(key)));
}
