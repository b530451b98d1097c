// Compares with the reference of a V8 .cpuprofile, whose numbers two independent algorithms agreed on. A function is a name, url, line
// and column (zero-based there, one-based here). A sample lasts until the next one ("self_us"); samples are counted too. `(root)` is
// no function of ours. Idle time is a function like any other here; leaving it out of totals is the views' business.
import { type Comparison, createComparison, expectSame } from './comparison.ts';
import type { MeasuredFunction, MeasuredRecording } from './measured-recording.ts';

export interface CpuprofileReference {
  readonly kind: 'v8-cpuprofile';
  readonly profile: string;
  readonly sample_count: number;
  readonly self_us_sum: number;
  readonly functions: readonly {
    readonly name: string;
    readonly url: string;
    readonly line: number;
    readonly column: number;
    readonly hits: number;
    readonly total_hits: number;
    readonly self_us: number;
    readonly total_us: number;
  }[];
}

export function compareWithCpuprofile(measured: MeasuredRecording, reference: CpuprofileReference): Comparison {
  const comparison = createComparison();
  expectSame(comparison, 'total time and samples', measured.totals, [reference.self_us_sum, reference.sample_count]);
  const rows = new Map(measured.functions.map((one) => [keyOfOurs(one), one]));
  for (const theirs of reference.functions) {
    const name = theirs.name || '(anonymous)';
    const mine = rows.get(`${name}\t${theirs.url}\t${theirs.line + 1}\t${theirs.column + 1}`);
    if (name === '(root)') {
      expectSame(comparison, '(root) is no function', mine, undefined);
      continue;
    }
    expectSame(comparison, `self of ${name}`, mine?.self, [theirs.self_us, theirs.hits]);
    expectSame(comparison, `inclusive of ${name}`, mine?.inclusive, [theirs.total_us, theirs.total_hits]);
  }
  return comparison;
}

function keyOfOurs({ name, file, line, column }: MeasuredFunction): string {
  return `${name || '(anonymous)'}\t${file ?? ''}\t${line ?? 0}\t${column ?? 0}`;
}
