// A formula made ready for one recording: names looked up, other formulas put in their place, its unit and whether its values add up
// found by carrying it out once on symbols. Columns go in, a column comes out; what is divided by zero has no value (NaN, shown as "–").
// Trap: only sums of recorded costs add up. A ratio of sums is not the sum of ratios, so programs run on finished sums alone (S17).
import type { NumberArray } from '../base/columns.ts';
import type { Unit } from '../model/event-type.ts';
import type { Operator } from './formula-text.ts';

export type ProgramStep =
  | { readonly op: 'number'; readonly value: number }
  /** Row of a recorded event type. */
  | { readonly op: 'cost'; readonly eventType: number }
  /** How often the thing was called. */
  | { readonly op: 'calls' }
  | { readonly op: Operator };

export interface FormulaProgram {
  readonly steps: readonly ProgramStep[];
  /** Factor of each recorded event type where the formula is a sum of them and nothing else: its values add up. */
  readonly factors: Float64Array | undefined;
  readonly unit: Unit;
}

/** What is known of a value before any column is looked at. `linear`: a constant, calls, and recorded costs, each with its factor. */
interface Symbol {
  readonly linear: Linear | undefined;
  /** undefined: a plain number as written. */
  readonly unit: Unit | undefined;
}

interface Linear {
  readonly constant: number;
  readonly calls: number;
  readonly factors: Float64Array;
}

/** `units`: of the recorded event types. Steps must be in order: every operator finds its values. */
export function analyseProgram(steps: readonly ProgramStep[], units: readonly Unit[]): FormulaProgram {
  const values: Symbol[] = [];
  for (const step of steps) values.push(symbolOf(step, values, units));
  const { linear, unit } = values[0];
  const addsUp = linear !== undefined && linear.constant === 0 && linear.calls === 0;
  const known = unit ?? 'ratio';
  return {
    steps,
    factors: addsUp ? linear.factors : undefined,
    // What adds up is a number of something, even where it is of several things.
    unit: addsUp && known === 'ratio' ? 'count' : known,
  };
}

function symbolOf(step: ProgramStep, values: Symbol[], units: readonly Unit[]): Symbol {
  switch (step.op) {
    case 'number':
      return { linear: linear(units, step.value), unit: undefined };
    case 'calls':
      return { linear: linear(units, 0, 1), unit: 'count' };
    case 'cost': {
      const cost = linear(units, 0);
      cost.factors[step.eventType] = 1;
      return { linear: cost, unit: units[step.eventType] };
    }
    case 'negate': {
      const [a] = values.splice(-1);
      return { linear: a.linear && scaled(a.linear, -1), unit: a.unit };
    }
    default: {
      const [a, b] = values.splice(-2);
      return { linear: combined(step.op, a.linear, b.linear), unit: unitOf(step.op, a.unit, b.unit) };
    }
  }
}

function linear(units: readonly Unit[], constant: number, calls = 0): Linear {
  return { constant, calls, factors: new Float64Array(units.length) };
}

function scaled({ constant, calls, factors }: Linear, by: number): Linear {
  return { constant: constant * by, calls: calls * by, factors: factors.map((factor) => factor * by) };
}

function isNumber({ calls, factors }: Linear): boolean {
  return calls === 0 && factors.every((factor) => factor === 0);
}

function combined(op: Operator, a: Linear | undefined, b: Linear | undefined): Linear | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (op === 'multiply') return isNumber(a) ? scaled(b, a.constant) : isNumber(b) ? scaled(a, b.constant) : undefined;
  if (op === 'divide') return isNumber(b) && b.constant !== 0 ? scaled(a, 1 / b.constant) : undefined;
  const sign = op === 'subtract' ? -1 : 1;
  return {
    constant: a.constant + sign * b.constant,
    calls: a.calls + sign * b.calls,
    factors: a.factors.map((factor, i) => factor + sign * b.factors[i]),
  };
}

/** Bytes per call are bytes, nanoseconds by nanoseconds a plain number; what is added up of different things is a plain number, too. */
function unitOf(op: Operator, a: Unit | undefined, b: Unit | undefined): Unit | undefined {
  const isPlain = (unit: Unit | undefined): boolean => unit === undefined || unit === 'count' || unit === 'ratio';
  if (op === 'divide') {
    if (b === undefined) return a;
    return a === undefined || isPlain(a) || !isPlain(b) ? 'ratio' : a;
  }
  if (op === 'multiply') {
    if (a === undefined || b === undefined) return a ?? b;
    return isPlain(a) ? b : isPlain(b) ? a : 'ratio';
  }
  if (a === undefined || b === undefined || a === b) return a ?? b;
  return 'ratio';
}

/** The columns that a program reads. */
export interface ProgramColumns {
  readonly length: number;
  readonly costs: (eventType: number) => NumberArray;
  /** undefined where calls are not counted: no value. */
  readonly calls: () => NumberArray | undefined;
}

/** One value a row; NaN where there is none. Linear in steps × rows. */
export function runProgram({ steps }: FormulaProgram, columns: ProgramColumns): Float64Array {
  const { length, costs, calls } = columns;
  const values: Float64Array[] = [];
  for (const step of steps) {
    switch (step.op) {
      case 'number':
        values.push(new Float64Array(length).fill(step.value));
        break;
      case 'calls':
        values.push(Float64Array.from(calls() ?? new Float64Array(length).fill(Number.NaN)));
        break;
      case 'cost':
        values.push(Float64Array.from(costs(step.eventType)));
        break;
      case 'negate': {
        const column = values[values.length - 1];
        for (let row = 0; row < length; row++) column[row] = -column[row];
        break;
      }
      default: {
        const [a, b] = values.splice(-2);
        values.push(applied(step.op, a, b));
      }
    }
  }
  return values[0];
}

/** Into `a`, which nobody else has. */
function applied(op: Exclude<Operator, 'negate'>, a: Float64Array, b: Float64Array): Float64Array {
  if (op === 'add') for (let row = 0; row < a.length; row++) a[row] += b[row];
  else if (op === 'subtract') for (let row = 0; row < a.length; row++) a[row] -= b[row];
  else if (op === 'multiply') for (let row = 0; row < a.length; row++) a[row] *= b[row];
  else for (let row = 0; row < a.length; row++) a[row] = b[row] === 0 ? Number.NaN : a[row] / b[row];
  return a;
}
