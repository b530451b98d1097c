// Event types of the callgrind family: their units (S18), their long names, and formulas (S17).
// A unit is taken from the name (`ns`, `Time_(10ns)`, `cpu(ms)`), from the `event:` line's long name (`sysTime (elapsed ns)`),
// or from what the creator is known to count (Xdebug 2, yappi). Long names and built-in formulas are KCachegrind's.
import type { EventType, FormulaTerm, Unit } from '../../model/event-type.ts';
import type { RecordedEventType, RecordingBuilder } from '../../model/recording-builder.ts';

const units: Readonly<Record<string, { readonly unit: Unit; readonly scale: number }>> = {
  ns: { unit: 'nanoseconds', scale: 1 },
  nsec: { unit: 'nanoseconds', scale: 1 },
  nanoseconds: { unit: 'nanoseconds', scale: 1 },
  us: { unit: 'microseconds', scale: 1 },
  usec: { unit: 'microseconds', scale: 1 },
  microseconds: { unit: 'microseconds', scale: 1 },
  ms: { unit: 'milliseconds', scale: 1 },
  msec: { unit: 'milliseconds', scale: 1 },
  milliseconds: { unit: 'milliseconds', scale: 1 },
  s: { unit: 'seconds', scale: 1 },
  sec: { unit: 'seconds', scale: 1 },
  seconds: { unit: 'seconds', scale: 1 },
  b: { unit: 'bytes', scale: 1 },
  bytes: { unit: 'bytes', scale: 1 },
  kb: { unit: 'bytes', scale: 1024 },
  mb: { unit: 'bytes', scale: 1024 * 1024 },
};

/** Units that are names of event types by themselves: `s` and `b` could be anything. */
const unitAsName = /^(?:nsec|ns|nanoseconds|usec|us|microseconds|msec|ms|milliseconds|seconds|bytes)$/i;
const unitInBrackets = /^(.+?)_?\((\d*)([a-z]+)\)$/i;
const unitInLongName = /\([^()]*\b(ns|us|ms)\)\s*$/;

const longNames: Readonly<Record<string, string>> = {
  Ir: 'Instruction Fetch',
  Dr: 'Data Read Access',
  Dw: 'Data Write Access',
  I1mr: 'L1 Instr. Fetch Miss',
  D1mr: 'L1 Data Read Miss',
  D1mw: 'L1 Data Write Miss',
  I2mr: 'L2 Instr. Fetch Miss',
  D2mr: 'L2 Data Read Miss',
  D2mw: 'L2 Data Write Miss',
  ILmr: 'LL Instr. Fetch Miss',
  DLmr: 'LL Data Read Miss',
  DLmw: 'LL Data Write Miss',
  Bi: 'Indirect Branch',
  Bim: 'Mispredicted Ind. Branch',
  Bc: 'Conditional Branch',
  Bcm: 'Mispredicted Cond. Branch',
  Ge: 'Global Bus Event',
  Smp: 'Samples',
  Sys: 'System Time',
  User: 'User Time',
  ns: 'Nanoseconds',
  us: 'Microseconds',
  ms: 'Milliseconds',
};

/** What is known of an event type before it is recorded. `longName` is that of its `event:` line. */
export function describeEventType(name: string, creator: string, longName: string | undefined): RecordedEventType {
  const label = longName ?? longNames[name];
  const known = unitOf(name, creator, longName);
  return known === undefined
    ? { name, ...(label === undefined ? {} : { label }) }
    : { name, label: label ?? known.label ?? name, unit: known.unit, fileScale: known.scale };
}

interface KnownUnit {
  readonly unit: Unit;
  readonly scale: number;
  readonly label?: string;
}

function unitOf(name: string, creator: string, longName: string | undefined): KnownUnit | undefined {
  const named = unitAsName.test(name) ? units[name.toLowerCase()] : undefined;
  if (named !== undefined) return named;
  const brackets = unitInBrackets.exec(name);
  const unit = brackets === null ? undefined : units[brackets[3].toLowerCase()];
  if (brackets !== null && unit !== undefined) {
    return { unit: unit.unit, scale: unit.scale * Number(brackets[2] || 1), label: brackets[1] };
  }
  if (creator.startsWith('xdebug')) {
    if (name === 'Time') return { unit: 'microseconds', scale: 1 };
    if (name === 'Memory') return { unit: 'bytes', scale: 1 };
  }
  if (creator.startsWith('yappi') && name === 'Ticks') return { unit: 'microseconds', scale: 1, label: 'Time' };
  const told = longName === undefined ? null : unitInLongName.exec(longName);
  return told === null ? undefined : units[told[1]];
}

/** One `event:` line: `X = Ir + 10 Bm : Long name`. */
export interface EventDefinition {
  readonly name: string;
  readonly formula: readonly FormulaTerm[] | undefined;
  readonly longName: string | undefined;
}

/** The value of an `event:` line; `undefined` where it has no name or its formula is not a sum of terms. */
export function parseEventDefinition(text: string): EventDefinition | undefined {
  const parts = /^\s*([^\s=:]+)\s*(?:=([^:]*))?(?::\s*(.*?))?\s*$/.exec(text);
  if (parts === null) return undefined;
  const formula = parts[2] === undefined ? undefined : parseFormula(parts[2]);
  if (parts[2] !== undefined && formula === undefined) return undefined;
  return { name: parts[1], formula, longName: parts[3] || undefined };
}

/** Sums and differences of `name`, `10 name` or `10*name`. */
function parseFormula(text: string): FormulaTerm[] | undefined {
  const terms: FormulaTerm[] = [];
  const term = /\s*([+-]?)\s*(?:(\d+(?:\.\d+)?)\s*\*?\s*)?([^\s+\-*\d][^\s+\-*]*)\s*/y;
  while (term.lastIndex < text.length) {
    const match = term.exec(text);
    if (match === null || (terms.length > 0 && match[1] === '')) return undefined;
    const coefficient = Number(match[2] ?? 1);
    terms.push({ coefficient: match[1] === '-' ? -coefficient : coefficient, eventType: match[3] });
  }
  return terms.length === 0 ? undefined : terms;
}

/** KCachegrind's built-in formulas; `I2mr` … are the last-level misses of old valgrinds. */
const sums: readonly { readonly name: string; readonly label: string; readonly of: readonly string[] }[] = [
  { name: 'L1m', label: 'L1 Miss Sum', of: ['I1mr', 'D1mr', 'D1mw'] },
  { name: 'L2m', label: 'L2 Miss Sum', of: ['I2mr', 'D2mr', 'D2mw'] },
  { name: 'LLm', label: 'Last-level Miss Sum', of: ['ILmr', 'DLmr', 'DLmw'] },
  { name: 'Bm', label: 'Mispredicted Branch', of: ['Bim', 'Bcm'] },
];

const cycleWeights: readonly FormulaTerm[] = [
  { coefficient: 10, eventType: 'Bm' },
  { coefficient: 10, eventType: 'L1m' },
  { coefficient: 20, eventType: 'Ge' },
  { coefficient: 100, eventType: 'L2m' },
  { coefficient: 100, eventType: 'LLm' },
];

/** Offers the built-in formulas whose parts are recorded, then those of the file, which replace them. */
export function addDerivedEventTypes(builder: RecordingBuilder, definitions: Iterable<EventDefinition>): void {
  const recorded = new Map<string, EventType>(builder.eventTypes.map((type) => [type.name, type]));
  const offered = new Set(recorded.keys());
  for (const { name, label, of } of sums) {
    const terms = of.filter((part) => recorded.has(part)).map((eventType) => ({ coefficient: 1, eventType }));
    if (terms.length === 0) continue;
    builder.derivedEventType(name, label, terms);
    offered.add(name);
  }
  const weights = cycleWeights.filter(({ eventType }) => offered.has(eventType));
  if (recorded.has('Ir') && weights.length > 0) {
    builder.derivedEventType('CEst', 'Cycle Estimation', [{ coefficient: 1, eventType: 'Ir' }, ...weights]);
  }
  for (const { name, formula, longName } of definitions) {
    if (formula === undefined) continue;
    const unit = recorded.get(formula[0].eventType)?.unit ?? 'count';
    builder.derivedEventType(name, longName ?? name, formula, unit);
  }
}
