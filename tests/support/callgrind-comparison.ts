// Compares with the reference of a callgrind file (and of Xdebug's and other tools' files in that format): every function, edge and
// cycle. The reference gives inclusive costs from both sides: Σ calls to a function, and its own cost plus its calls. S4 takes the
// larger, part by part; S8 takes what leaves the cycle. Costs of the reference are in the file's steps.
import { createHash } from 'node:crypto';
import { type Comparison, createComparison, expectSame, noteRule } from './comparison.ts';
import type { MeasuredFunction, MeasuredRecording } from './measured-recording.ts';

interface ReferenceFunction {
  readonly name: string;
  readonly file: string;
  readonly object: string;
  readonly self: readonly number[];
  readonly incl_callees: readonly number[];
  readonly incl_callers: readonly number[];
  readonly called: number;
  readonly cycle: number | null;
}

export interface CallgrindReference {
  readonly kind: 'callgrind';
  readonly profile: string | readonly string[];
  readonly events: readonly string[];
  readonly totals: readonly number[];
  readonly parts: readonly unknown[];
  readonly function_count: number;
  readonly edge_count: number;
  readonly digest: string;
  readonly functions: readonly ReferenceFunction[];
  readonly edges: readonly {
    readonly caller: number;
    readonly callee: number;
    readonly calls: number;
    readonly incl: readonly number[];
  }[];
  readonly cycles: readonly {
    readonly members: readonly (number | null)[];
    readonly size: number;
    readonly self: readonly number[];
    readonly incl: readonly number[];
  }[];
}

/** What the comparisons of one file need. */
interface Comparing {
  readonly measured: MeasuredRecording;
  readonly reference: CallgrindReference;
  readonly comparison: Comparison;
  /** Costs of the reference in the event types' units. */
  readonly scaled: (costs: readonly number[]) => number[];
  /** By function of the reference: our row, or undefined. */
  readonly ours: readonly (number | undefined)[];
}

export function compareWithCallgrind(measured: MeasuredRecording, reference: CallgrindReference): Comparison {
  const comparison = createComparison();
  const events = measured.eventTypes.map((type) => type.name);
  expectSame(comparison, 'event types', events, reference.events);
  const scaled = (costs: readonly number[]): number[] =>
    measured.eventTypes.map((type, e) => (costs[e] ?? 0) * type.fileScale);
  expectSame(comparison, 'totals', measured.totals, scaled(reference.totals));
  expectSame(comparison, 'number of functions', measured.functions.length, reference.function_count);
  expectSame(comparison, 'number of edges', measured.edges.length, reference.edge_count);
  const comparing: Comparing = {
    measured,
    reference,
    comparison,
    scaled,
    ours: indexFunctions(measured, reference, comparison),
  };
  compareFunctions(comparing);
  compareEdges(comparing);
  compareCycles(comparing);
  compareDigest(comparing);
  return comparison;
}

/** `???`, `~` and an empty name are all "not known". */
function known(text: string | undefined): string {
  return text === undefined || text === '???' || text === '~' ? '' : text;
}

function identity(object: string | undefined, file: string | undefined, name: string): string {
  return `${known(object)}\t${known(file)}\t${known(name)}`;
}

function indexFunctions(
  measured: MeasuredRecording,
  reference: CallgrindReference,
  comparison: Comparison,
): (number | undefined)[] {
  const rows = new Map(measured.functions.map((one, row) => [identity(one.module, one.file, one.name), row]));
  return reference.functions.map((theirs) => {
    const row = rows.get(identity(theirs.object, theirs.file, theirs.name));
    if (row === undefined) expectSame(comparison, `function ${theirs.name}`, 'missing', theirs.file);
    return row;
  });
}

function compareFunctions({ measured, reference, comparison, scaled, ours }: Comparing): void {
  const leaving = costsLeavingCycles(measured);
  for (const [i, theirs] of reference.functions.entries()) {
    const row = ours[i];
    if (row === undefined) continue;
    const mine = measured.functions[row];
    expectSame(comparison, `self of ${theirs.name}`, mine.self, scaled(theirs.self));
    expectSame(comparison, `calls of ${theirs.name}`, mine.calls, theirs.called);
    expectSame(comparison, `${theirs.name} is in a cycle`, mine.cycle !== undefined, theirs.cycle !== null);
    const callees = scaled(theirs.incl_callees);
    const callers = scaled(theirs.incl_callers);
    if (theirs.cycle !== null) {
      noteRule(comparison, 'S8', theirs.name);
      expectSame(comparison, `inclusive of ${theirs.name} (S8)`, mine.inclusive, leaving[row]);
    } else if (reference.parts.length > 1 && theirs.called > 0) {
      comparePartwise(comparison, theirs.name, mine, { callees, callers });
    } else {
      if (theirs.called > 0 && String(callees) !== String(callers)) noteRule(comparison, 'S4', theirs.name);
      const larger = callees.map((cost, e) => Math.max(cost, callers[e]));
      expectSame(comparison, `inclusive of ${theirs.name}`, mine.inclusive, larger);
    }
  }
}

/** S4 takes the larger side part by part, the reference has sums over parts: equal sides are exact, else the sum lies between. */
function comparePartwise(
  comparison: Comparison,
  name: string,
  mine: MeasuredFunction,
  { callees, callers }: { readonly callees: readonly number[]; readonly callers: readonly number[] },
): void {
  const larger = callees.map((cost, e) => Math.max(cost, callers[e]));
  const isExact = mine.inclusive.every((cost, e) => cost === larger[e]);
  const isBetween = mine.inclusive.every((cost, e) => cost >= larger[e] && cost <= callees[e] + callers[e]);
  if (!isExact || String(callees) !== String(callers)) noteRule(comparison, 'S4', name);
  expectSame(comparison, `inclusive of ${name} lies where S4 allows: ${mine.inclusive}`, isBetween, true);
}

/** S8 from the edges, which are compared with the reference on their own: self plus calls that leave the cycle. */
function costsLeavingCycles(measured: MeasuredRecording): number[][] {
  const inclusive = measured.functions.map((one) => Array.from(one.self));
  for (const { caller, callee, inclusive: costs } of measured.edges) {
    const { cycle } = measured.functions[caller];
    if (cycle === undefined || measured.functions[callee].cycle === cycle) continue;
    for (let e = 0; e < costs.length; e++) inclusive[caller][e] += costs[e];
  }
  return inclusive;
}

function compareEdges({ measured, reference, comparison, scaled, ours }: Comparing): void {
  const edges = new Map(measured.edges.map((edge) => [`${edge.caller}>${edge.callee}`, edge]));
  for (const theirs of reference.edges) {
    const { name: caller } = reference.functions[theirs.caller];
    const { name: callee } = reference.functions[theirs.callee];
    const edge = edges.get(`${ours[theirs.caller]}>${ours[theirs.callee]}`);
    expectSame(comparison, `calls ${caller} > ${callee}`, edge?.calls, theirs.calls);
    expectSame(comparison, `cost of ${caller} > ${callee}`, edge?.inclusive, scaled(theirs.incl));
  }
}

function compareCycles({ measured, reference, comparison, scaled, ours }: Comparing): void {
  const bySize = (a: SizedCycle, b: SizedCycle): number => a.size - b.size || a.self[0] - b.self[0];
  const mine = measured.cycles.map((cycle) => ({ ...cycle, size: cycle.members.length })).sort(bySize);
  const theirs = reference.cycles.map((cycle) => ({ ...cycle, self: scaled(cycle.self) })).sort(bySize);
  expectSame(comparison, 'number of cycles', mine.length, theirs.length);
  for (const [i, cycle] of mine.entries()) {
    const other = theirs[i];
    if (other === undefined) continue;
    expectSame(comparison, `size of cycle ${i}`, cycle.size, other.size);
    for (const member of other.members) {
      if (member === null) continue;
      const row = ours[member];
      const isMember = row !== undefined && cycle.members.includes(row);
      expectSame(comparison, `member ${reference.functions[member].name} of cycle ${i}`, isMember, true);
    }
    expectSame(comparison, `self of cycle ${i}`, cycle.self, other.self);
    expectSame(comparison, `inclusive of cycle ${i} (S8)`, cycle.inclusive, scaled(other.incl));
  }
}

interface SizedCycle {
  readonly size: number;
  readonly self: readonly number[];
}

/** The digest covers every function, also those that the reference does not list. */
function compareDigest({ measured, reference, comparison }: Comparing): void {
  const file = unknownSpelling(reference.functions.map((one) => one.file));
  const object = unknownSpelling(reference.functions.map((one) => one.object));
  if (file === undefined || object === undefined) return;
  expectSame(comparison, 'digest of all functions', digestOf(measured, { file, object }), reference.digest);
}

/** How this file spells "not known"; undefined where it has several spellings, which we do not keep apart. */
function unknownSpelling(texts: readonly string[]): string | undefined {
  const spellings = new Set(texts.filter((text) => known(text) === ''));
  return spellings.size > 1 ? undefined : (Array.from(spellings)[0] ?? '???');
}

/** As tools/ref_callgrind.py computes it: a line a function, sorted by its bytes. Costs go back to the file's steps. */
function digestOf(measured: MeasuredRecording, unknown: { readonly file: string; readonly object: string }): string {
  const outgoing = measured.functions.map((one) => Array.from(one.self));
  for (const { caller, callee, inclusive } of measured.edges) {
    if (caller === callee) continue;
    for (let e = 0; e < inclusive.length; e++) outgoing[caller][e] += inclusive[e];
  }
  const inSteps = (costs: readonly number[]): string =>
    costs.map((cost, e) => cost / measured.eventTypes[e].fileScale).join(' ');
  const lines = measured.functions.map(({ module, file, name, calls, self }, row) => {
    const fields = [module ?? unknown.object, file ?? unknown.file, name, calls, inSteps(self), inSteps(outgoing[row])];
    return Buffer.from(`${fields.join('\t')}\n`);
  });
  const hash = createHash('sha256');
  for (const line of lines.sort(Buffer.compare)) hash.update(line);
  return hash.digest('hex');
}
