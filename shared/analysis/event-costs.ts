// Costs of an event type that may be a formula over others (S17). A formula is applied to finished sums, not to rows: the derived
// inclusive cost of a function is the formula over its inclusive costs. Results are signed; nothing wraps (D16).
// Formulas that people make are no part of the recording: each gets a number behind its event types the first time it is asked for
// (compileFormula), so that a scope names any event type by one number. Equal formulas have equal numbers.
import { arrayOf, type NumberArray } from '../base/columns.ts';
import { memo } from '../base/memo.ts';
import type { EventTypeIndex } from '../model/indices.ts';
import type { Costs, Recording } from '../model/recording.ts';
import { type FormulaProgram, runProgram } from './formula-program.ts';

/** The column of a recorded event type; undefined where all costs are zero. */
export function recordedCosts(costs: Costs<never>, eventType: EventTypeIndex): NumberArray | undefined {
  const column = costs[eventType];
  return column === undefined ? undefined : arrayOf(column);
}

export function isDerived(recording: Recording, eventType: EventTypeIndex): boolean {
  return eventType >= recording.recordedEventTypes;
}

/** Formulas that were asked for; never forgotten, because scopes name them by their place. */
interface Programs {
  readonly programs: FormulaProgram[];
  readonly numberOf: Map<string, EventTypeIndex>;
}

function programsOf(recording: Recording): Programs {
  // The only thing kept with this owner: it is never dropped for others.
  return memo(recording.eventTypes, 'programs', () => ({ programs: [], numberOf: new Map() }));
}

/** The number by which scopes name this formula. */
export function numberOfProgram(recording: Recording, program: FormulaProgram): EventTypeIndex {
  const { programs, numberOf } = programsOf(recording);
  const key = JSON.stringify(program.steps);
  const known = numberOf.get(key);
  if (known !== undefined) return known;
  programs.push(program);
  const number = (recording.eventTypes.length + programs.length - 1) as EventTypeIndex;
  numberOf.set(key, number);
  return number;
}

function programAt(recording: Recording, eventType: EventTypeIndex): FormulaProgram | undefined {
  return programsOf(recording).programs[eventType - recording.eventTypes.length];
}

/** False for ratios: costs of parts of the program do not add up to that of the whole, so nothing is a share of anything. */
export function addsUp(recording: Recording, eventType: EventTypeIndex): boolean {
  const program = programAt(recording, eventType);
  return program === undefined || program.factors !== undefined;
}

/** Coefficient of each recorded event type in a recorded or derived one. A formula that refers to itself, over others too, is cut there. */
export function coefficients(recording: Recording, eventType: EventTypeIndex): Float64Array {
  const made = programAt(recording, eventType)?.factors;
  if (made !== undefined) return made;
  return memo(recording, `coefficients:${eventType}`, () => {
    const result = new Float64Array(recording.recordedEventTypes);
    const names = new Map(recording.eventTypes.map((type, index) => [type.name, index]));
    const open = [{ index: eventType as number, factor: 1, above: new Set<number>() }];
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      const { index, factor, above } = step;
      if (index < recording.recordedEventTypes) {
        result[index] += factor;
        continue;
      }
      if (above.has(index)) continue;
      for (const term of recording.eventTypes[index]?.formula ?? []) {
        const next = names.get(term.eventType);
        if (next === undefined) continue;
        open.push({ index: next, factor: factor * term.coefficient, above: new Set(above).add(index) });
      }
    }
    return result;
  });
}

/** The recorded event types that a recorded or derived one is made of. */
export function recordedTypesOf(recording: Recording, eventType: EventTypeIndex): readonly EventTypeIndex[] {
  if (!isDerived(recording, eventType)) return [eventType];
  const program = programAt(recording, eventType);
  if (program !== undefined && program.factors === undefined) {
    const costs = program.steps.flatMap((step) => (step.op === 'cost' ? [step.eventType] : []));
    return Array.from(new Set(costs)) as EventTypeIndex[];
  }
  const factors = coefficients(recording, eventType);
  return Array.from(factors.keys()).filter((e) => factors[e] !== 0) as EventTypeIndex[];
}

/** Finished columns that a formula may read. */
export interface EventColumns {
  readonly length: number;
  readonly costs: (recorded: EventTypeIndex) => NumberArray;
  /** Absent, or undefined: calls are not known here, and a formula over them has no value. */
  readonly calls?: () => NumberArray | undefined;
}

/** Applies the formula of a derived event type to finished columns of the recorded ones. */
export function combine(
  recording: Recording,
  eventType: EventTypeIndex,
  length: number,
  columnOf: (recorded: EventTypeIndex) => NumberArray,
): Float64Array {
  return combineColumns(recording, eventType, { length, costs: columnOf });
}

export function combineColumns(
  recording: Recording,
  eventType: EventTypeIndex,
  { length, costs, calls }: EventColumns,
): Float64Array {
  const program = programAt(recording, eventType);
  if (program !== undefined && program.factors === undefined) {
    const columns = { length, costs: costs as (row: number) => NumberArray, calls: () => calls?.() };
    return runProgram(program, columns);
  }
  const result = new Float64Array(length);
  const factors = coefficients(recording, eventType);
  for (let e = 0; e < factors.length; e++) {
    const factor = factors[e];
    if (factor === 0) continue;
    const column = costs(e as EventTypeIndex);
    for (let row = 0; row < length; row++) result[row] += factor * column[row];
  }
  return result;
}

/** The event type of this name; undefined where there is none. */
export function eventTypeNamed(recording: Recording, name: string): EventTypeIndex | undefined {
  const index = recording.eventTypes.findIndex((type) => type.name === name);
  return index < 0 ? undefined : (index as EventTypeIndex);
}
