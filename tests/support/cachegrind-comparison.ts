// Compares with the reference of a cachegrind file: self costs by function and file. There are no calls in this format, so inclusive
// cost is self cost.
import { type Comparison, createComparison, expectSame } from './comparison.ts';
import type { MeasuredRecording } from './measured-recording.ts';

export interface CachegrindReference {
  readonly kind: 'cachegrind';
  readonly profile: string;
  readonly events: readonly string[];
  readonly totals: readonly number[];
  readonly function_count: number;
  readonly functions: readonly { readonly file: string; readonly name: string; readonly self: readonly number[] }[];
}

export function compareWithCachegrind(measured: MeasuredRecording, reference: CachegrindReference): Comparison {
  const comparison = createComparison();
  const events = measured.eventTypes.map((type) => type.name);
  expectSame(comparison, 'event types', events, reference.events);
  expectSame(comparison, 'totals', measured.totals, reference.totals);
  expectSame(comparison, 'number of functions', measured.functions.length, reference.function_count);
  expectSame(comparison, 'number of edges', measured.edges.length, 0);
  const rows = new Map(measured.functions.map((one) => [`${known(one.file)}\t${known(one.name)}`, one]));
  for (const theirs of reference.functions) {
    const mine = rows.get(`${known(theirs.file)}\t${known(theirs.name)}`);
    const costs = reference.events.map((_, e) => theirs.self[e] ?? 0);
    expectSame(comparison, `self of ${theirs.name} in ${theirs.file}`, mine?.self, costs);
    expectSame(comparison, `inclusive of ${theirs.name} in ${theirs.file}`, mine?.inclusive, costs);
  }
  return comparison;
}

/** `???` is cachegrind's word for "not known". */
function known(text: string | undefined): string {
  return text === undefined || text === '???' ? '' : text;
}
