// Who wrote a pstats file. The format has no header, so the rows have to tell:
//   sampled      Python 3.15 `profiling.sampling --pstats`: an entry ("__sampled__",): True. `primitive calls` are samples in
//                which the function stood on top, `calls` those in which it stood anywhere (once for each level of
//                recursion), callers are bare numbers of samples. Its times are these numbers × the sampling interval.
//   uncounted    pyinstrument: every call count is −1.
//   counted      everybody else.
import type { MarshalValues } from '../support/marshal-values.ts';

export interface Dialect {
  readonly kind: 'counted' | 'uncounted' | 'sampled';
  readonly hasCallCounts: boolean;
  /** Seconds that one sample stands for; 0 where the file does not count samples. */
  readonly sampleSeconds: number;
  readonly creator: string | undefined;
  /** A sentence for people. */
  readonly remark: string | undefined;
}

/** The key that marks sampled files is the only one with one item. */
export const SAMPLED_KEY_ITEMS = 1;

const counted: Dialect = {
  kind: 'counted',
  hasCallCounts: true,
  sampleSeconds: 0,
  creator: undefined,
  remark: undefined,
};

/** One pass over the entries of the dict `root`. */
export function recogniseDialect(values: MarshalValues, root: number): Dialect {
  let sampled = false;
  let entries = 0;
  let uncounted = 0;
  let seconds = 0;
  let samples = 0;
  for (let i = 0; i < values.count(root); i += 2) {
    const key = values.item(root, i);
    if (values.kind(key) !== 'tuple') continue;
    if (values.count(key) === SAMPLED_KEY_ITEMS) {
      sampled = true;
      continue;
    }
    const entry = values.item(root, i + 1);
    if (values.kind(entry) !== 'tuple' || values.count(entry) !== 5) continue;
    entries++;
    if (values.number(values.item(entry, 0)) === -1 && values.number(values.item(entry, 1)) === -1) uncounted++;
    samples += values.number(values.item(entry, 0));
    seconds += values.number(values.item(entry, 2));
  }
  if (sampled) {
    return {
      kind: 'sampled',
      hasCallCounts: false,
      sampleSeconds: samples > 0 && Number.isFinite(seconds / samples) ? seconds / samples : 0,
      creator: 'Python profiling.sampling',
      remark:
        'A sampling profiler wrote this file: it counts samples, not calls. Inclusive values count a recursive function once for each level.',
    };
  }
  if (entries === 0 || uncounted < entries) return counted;
  return {
    ...counted,
    kind: 'uncounted',
    hasCallCounts: false,
    remark: 'The profiler that wrote this file (pyinstrument does so) did not count calls.',
  };
}
