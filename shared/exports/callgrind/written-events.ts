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
};

/** By recorded event type. Linear in the cost columns: fractions are looked for. */
export function computeWrittenEvents(recording: Recording): readonly WrittenEvent[] {
  const taken = new Set<string>();
  return recording.eventTypes.slice(0, recording.recordedEventTypes).map((type, e) => {
    const nanoseconds = nanosecondsIn[type.unit];
    const inNanoseconds = nanoseconds !== undefined && (type.unit === 'seconds' || hasFractions(recording, e, type));
    const wanted = inNanoseconds ? 'ns' : eventName(type);
    let name = wanted;
    for (let i = 2; taken.has(name); i++) name = `${wanted}_${i}`;
    taken.add(name);
    return { name, label: type.label, factor: inNanoseconds ? nanoseconds : 1 / type.fileScale };
  });
}

const unitNames: Readonly<Record<Unit, string | undefined>> = {
  nanoseconds: 'ns',
  microseconds: 'us',
  milliseconds: 'ms',
  seconds: 's',
  bytes: 'bytes',
  count: undefined,
};

/** The recorded name, with the unit put to it where it does not say it already: `time` becomes `time_(us)`. */
function eventName(type: EventType): string {
  const name = type.name.replace(/[^!-~]+/g, '_') || 'cost';
  const unit = unitNames[type.unit];
  if (unit === undefined || type.fileScale !== 1) return name;
  return new RegExp(`(^|[^a-z])${unit}([^a-z]|$)`, 'i').test(name) ? name : `${name}_(${unit})`;
}

function hasFractions(recording: Recording, e: number, { fileScale }: EventType): boolean {
  const columns: (Column<number> | undefined)[] = [
    recording.lines.self[e] as Column<number> | undefined,
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
