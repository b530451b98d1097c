// Which events a callgrind file gets and how a cost becomes its number. The format knows whole numbers only: costs with fractions
// (Python's seconds) are written as nanoseconds, each rounded on its own, so sums may be off by half a nanosecond a row.
import { arrayOf, type Column } from '../../base/columns.ts';
import type { EventType, Unit } from '../../model/event-type.ts';
import type { Recording } from '../../model/recording.ts';

/** One event of the file; a cost in the recording's unit × factor is its number. */
export interface WrittenEvent {
  /** Without blanks: they separate names in `events:`. */
  readonly name: string;
  readonly label: string;
  readonly factor: number;
}

const nanosecondsIn: Readonly<Record<Unit, number | undefined>> = {
  nanoseconds: 1,
  microseconds: 1e3,
  milliseconds: 1e6,
  seconds: 1e9,
  bytes: undefined,
  count: undefined,
  ratio: undefined,
};

/** By recorded event type. Linear in the cost columns: fractions are looked for. */
export function computeWrittenEvents(recording: Recording): readonly WrittenEvent[] {
  const taken = new Set<string>();
  return recording.eventTypes.slice(0, recording.recordedEventTypes).map((type, e) => {
    const nanoseconds = nanosecondsIn[type.unit];
    const inNanoseconds = nanoseconds !== undefined && (type.unit === 'seconds' || hasFractions(recording, e, type));
    const wanted = inNanoseconds ? { name: 'ns', label: type.label } : namesOf(type, recording.format === 'callgrind');
    let { name } = wanted;
    for (let i = 2; taken.has(name); i++) name = `${wanted.name}_${i}`;
    taken.add(name);
    return { name, label: wanted.label, factor: inNanoseconds ? nanoseconds : 1 / type.fileScale };
  });
}

const unitNames: Readonly<Record<Unit, string | undefined>> = {
  nanoseconds: 'ns',
  microseconds: 'us',
  milliseconds: 'ms',
  seconds: 's',
  bytes: 'bytes',
  count: undefined,
  ratio: undefined,
};

/** Whether a reader would find the unit in a name or long name, as we do ourselves. */
function saysUnit(text: string, unit: string): boolean {
  return new RegExp(`(^|[^a-z])${unit}([^a-z]|$)`, 'i').test(text);
}

/**
 * Name and long name that say the unit. A callgrind file keeps its event names, so that it compares with others of its kind, and says
 * the unit in the long name: `event: Ticks : Ticks (us)`. Other formats have no such names to keep: `Time` becomes `Time_(us)`.
 */
function namesOf(type: EventType, isCallgrind: boolean): { name: string; label: string } {
  const name = type.name.replace(/[^!-~]+/g, '_') || 'cost';
  const unit = unitNames[type.unit];
  const isSaid = unit === undefined || type.fileScale !== 1 || saysUnit(name, unit) || saysUnit(type.label, unit);
  if (isSaid) return { name, label: type.label };
  return isCallgrind ? { name, label: `${type.label} (${unit})` } : { name: `${name}_(${unit})`, label: type.label };
}

function hasFractions(recording: Recording, e: number, { fileScale }: EventType): boolean {
  const columns: (Column<number> | undefined)[] = [
    (recording.instructions.isComplete ? recording.instructions : recording.lines).self[e] as
      | Column<number>
      | undefined,
    recording.calls.inclusive[e] as Column<number> | undefined,
    recording.contexts.self[e] as Column<number> | undefined,
  ];
  return columns.some((column) => {
    if (column === undefined) return false;
    const values = arrayOf(column);
    for (let row = 0; row < values.length; row++) {
      const inFile = values[row] / fileScale;
      // Dividing by the scale may leave a last-digit error, which is no fraction.
      if (Math.abs(inFile - Math.round(inFile)) > 1e-6 * Math.max(1, Math.abs(inFile) * 1e-6)) return true;
    }
    return false;
  });
}

/** Costs of one row as the file's numbers. */
export function fileCosts(
  events: readonly WrittenEvent[],
  rows: { cost(row: number, eventType: number): number },
  row: number,
): number[] {
  return events.map(({ factor }, e) => {
    const value = Math.round(rows.cost(row, e) * factor);
    // −0 would be written as 0 but sorts apart; infinities are no numbers of the format.
    return Number.isFinite(value) ? value + 0 : 0;
  });
}

/** Trailing zeros are left out, but one number stays: without it a line is no cost line. */
export function costText(costs: readonly number[]): string {
  let last = costs.length - 1;
  while (last > 0 && costs[last] === 0) last--;
  let text = '';
  for (let e = 0; e <= last; e++) text += `${e === 0 ? '' : ' '}${digitsOf(costs[e])}`;
  return text || '0';
}

/** Never in exponents: 1e21 is no number of the format. */
function digitsOf(value: number): string {
  return Math.abs(value) < 1e21 ? String(value) : BigInt(value).toString();
}
