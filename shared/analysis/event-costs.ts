// Costs of an event type that may be a formula over others (S17). A formula is applied to finished sums, not to rows: the derived
// inclusive cost of a function is the formula over its inclusive costs. Results are signed; nothing wraps (D16).
import { arrayOf, type NumberArray } from '../base/columns.ts';
import { memo } from '../base/memo.ts';
import type { EventTypeIndex } from '../model/indices.ts';
import type { Costs, Recording } from '../model/recording.ts';

/** The column of a recorded event type; undefined where all costs are zero. */
export function recordedCosts(costs: Costs<never>, eventType: EventTypeIndex): NumberArray | undefined {
  const column = costs[eventType];
  return column === undefined ? undefined : arrayOf(column);
}

export function isDerived(recording: Recording, eventType: EventTypeIndex): boolean {
  return eventType >= recording.recordedEventTypes;
}

/** Coefficient of each recorded event type in a recorded or derived one. A formula that refers to itself, over others too, is cut there. */
function coefficients(recording: Recording, eventType: EventTypeIndex): Float64Array {
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
  const factors = coefficients(recording, eventType);
  return Array.from(factors.keys()).filter((e) => factors[e] !== 0) as EventTypeIndex[];
}

/** Applies the formula of a derived event type to finished columns of the recorded ones. */
export function combine(
  recording: Recording,
  eventType: EventTypeIndex,
  length: number,
  columnOf: (recorded: EventTypeIndex) => NumberArray,
): Float64Array {
  const result = new Float64Array(length);
  const factors = coefficients(recording, eventType);
  for (let e = 0; e < factors.length; e++) {
    const factor = factors[e];
    if (factor === 0) continue;
    const column = columnOf(e as EventTypeIndex);
    for (let row = 0; row < length; row++) result[row] += factor * column[row];
  }
  return result;
}

/** The event type of this name; undefined where there is none. */
export function eventTypeNamed(recording: Recording, name: string): EventTypeIndex | undefined {
  const index = recording.eventTypes.findIndex((type) => type.name === name);
  return index < 0 ? undefined : (index as EventTypeIndex);
}
