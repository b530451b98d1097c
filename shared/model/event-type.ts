// An event type is a thing that was counted: instructions, nanoseconds, bytes. Costs are numbers in its unit.
// Derived event types are formulas over recorded ones and belong to the recording (S17).

/** `ratio`: a plain number, what a formula with a division comes to. No file counts in it. */
export type Unit = 'nanoseconds' | 'microseconds' | 'milliseconds' | 'seconds' | 'bytes' | 'count' | 'ratio';

/** One term of a linear formula: coefficient × the cost of a recorded or derived event type. */
export interface FormulaTerm {
  readonly coefficient: number;
  readonly eventType: string;
}

export interface EventType {
  /** As in the file: `Ir`, `Time_(10ns)`. Unique in the recording. */
  readonly name: string;
  /** For people: `Instructions`, `Time`. */
  readonly label: string;
  readonly unit: Unit;
  /** The file counts in steps of this many units: 10 for `Time_(10ns)`. Columns are in `unit` already; only exporters that write the file's own unit divide by it. */
  readonly fileScale: number;
  /** Absent for recorded event types. */
  readonly formula?: readonly FormulaTerm[];
}
