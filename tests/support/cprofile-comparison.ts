// Compares with what Python's own pstats says of a cProfile dump. Times are stated by the file, so they are the same doubles, not near
// ones; only the total is a sum, and pstats adds in another order. The rules it holds: S5 (stated times as recorded) and S6 (calls
// with recursion, primitive calls apart).
import { type Comparison, createComparison, expectSame, noteRule } from './comparison.ts';
import type { MeasuredFunction, MeasuredRecording } from './measured-recording.ts';

interface ReferenceKey {
  readonly file: string;
  readonly line: number;
  readonly name: string;
}

interface ReferenceCall extends ReferenceKey {
  readonly ncalls: number;
  /** null in files of the pure-Python profiler, which has counts only. */
  readonly primitive: number | null;
  readonly tottime: number | null;
  readonly cumtime: number | null;
}

export interface CprofileReference {
  readonly kind: 'python-pstats';
  readonly profile: string;
  readonly total_tottime: number;
  readonly function_count: number;
  readonly edge_count: number;
  readonly anomalies: readonly string[];
  readonly functions: readonly (ReferenceKey & {
    readonly ncalls: number;
    readonly primitive: number;
    readonly tottime: number;
    readonly cumtime: number;
    readonly callers: readonly ReferenceCall[];
    readonly callees: readonly ReferenceCall[];
  })[];
}

export function compareWithCprofile(measured: MeasuredRecording, reference: CprofileReference): Comparison {
  const comparison = createComparison();
  const difference = Math.abs(measured.totals[0] - reference.total_tottime);
  expectSame(comparison, 'total is the same to a nanosecond', difference < 1e-9, true);
  expectSame(comparison, 'number of edges', measured.edges.length, reference.edge_count);
  const rows = new Map(measured.functions.map((one, row) => [keyOfOurs(one), row]));
  const edges = new Map(measured.edges.map((edge) => [`${edge.caller}>${edge.callee}`, edge]));
  const rowOf = (key: ReferenceKey): number | undefined => rows.get(keyOfTheirs(key));
  for (const theirs of reference.functions) {
    const row = rowOf(theirs);
    if (row === undefined) {
      expectSame(comparison, `function ${theirs.name}`, 'missing', theirs.file);
      continue;
    }
    compareFunction(comparison, measured.functions[row], theirs);
    for (const caller of theirs.callers) {
      compareCall(comparison, `${caller.name} > ${theirs.name}`, edges.get(`${rowOf(caller)}>${row}`), caller);
    }
    for (const callee of theirs.callees) {
      compareCall(comparison, `${theirs.name} > ${callee.name}`, edges.get(`${row}>${rowOf(callee)}`), callee);
    }
  }
  return comparison;
}

function compareFunction(
  comparison: Comparison,
  mine: MeasuredFunction,
  theirs: CprofileReference['functions'][number],
): void {
  expectSame(comparison, `self of ${theirs.name}`, mine.self, [theirs.tottime]);
  // S2 comes first: rounding while Python ran may leave a cumtime below its tottime.
  if (theirs.cumtime < theirs.tottime) noteRule(comparison, 'S2', theirs.name);
  expectSame(comparison, `inclusive of ${theirs.name}`, mine.inclusive, [Math.max(theirs.cumtime, theirs.tottime)]);
  // yappi writes the two the wrong way round; calls can only be the larger.
  const isSwapped = theirs.primitive > theirs.ncalls;
  if (isSwapped) noteRule(comparison, 'S6', theirs.name);
  expectSame(comparison, `calls of ${theirs.name}`, mine.calls, isSwapped ? theirs.primitive : theirs.ncalls);
  if (mine.primitiveCalls !== undefined) {
    const primitive = isSwapped ? theirs.ncalls : theirs.primitive;
    expectSame(comparison, `primitive calls of ${theirs.name}`, mine.primitiveCalls, primitive);
  }
}

function compareCall(
  comparison: Comparison,
  what: string,
  mine: MeasuredRecording['edges'][number] | undefined,
  theirs: ReferenceCall,
): void {
  expectSame(comparison, `calls ${what}`, mine?.calls, theirs.ncalls);
  if (theirs.cumtime !== null) expectSame(comparison, `cost of ${what}`, mine?.inclusive, [theirs.cumtime]);
}

function keyOfOurs({ file, line, name }: MeasuredFunction): string {
  return `${file ?? ''}:${line ?? 0}:${name}`;
}

/** `~` and an empty name are "no file". */
function keyOfTheirs({ file, line, name }: ReferenceKey): string {
  return `${file === '~' ? '' : file}:${line}:${name}`;
}
