// Costs as text. Scaled (`22.9 ms`, `3.1 MiB`, `1.2 M`) where a person compares, exact (`22,914,007 ns`) on hover and in copies (S15).
// Three significant digits below a thousand of a unit: the next ones are noise to the eye.
import { groupDigits, inFigures, withMinus } from '../base/figures.ts';
import type { Unit } from '../model/event-type.ts';

interface Step {
  readonly factor: number;
  readonly name: string;
}

const TIMES: readonly Step[] = [
  { factor: 1, name: 's' },
  { factor: 1e-3, name: 'ms' },
  { factor: 1e-6, name: 'µs' },
  { factor: 1e-9, name: 'ns' },
];

const SIZES: readonly Step[] = [
  { factor: 2 ** 40, name: 'TiB' },
  { factor: 2 ** 30, name: 'GiB' },
  { factor: 2 ** 20, name: 'MiB' },
  { factor: 2 ** 10, name: 'KiB' },
  { factor: 1, name: 'B' },
];

const COUNTS: readonly Step[] = [
  { factor: 1e12, name: 'T' },
  { factor: 1e9, name: 'G' },
  { factor: 1e6, name: 'M' },
  { factor: 1e3, name: 'k' },
  { factor: 1, name: '' },
];

const SECONDS: Readonly<Partial<Record<Unit, number>>> = {
  seconds: 1,
  milliseconds: 1e-3,
  microseconds: 1e-6,
  nanoseconds: 1e-9,
};

const UNIT_NAMES: Readonly<Record<Unit, string>> = {
  nanoseconds: 'ns',
  microseconds: 'µs',
  milliseconds: 'ms',
  seconds: 's',
  bytes: 'B',
  count: '',
  ratio: '',
};

/** Scaled to a readable size, with its unit: `612 ms`, `4.1 KiB`, `1.2 M`, `950`. */
export function formatCost(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return '–';
  if (unit === 'ratio') return plainNumber(value);
  const seconds = SECONDS[unit];
  if (seconds !== undefined) return scaled(value * seconds, TIMES);
  return scaled(value, unit === 'bytes' ? SIZES : COUNTS);
}

/** Scaled, and never without saying of what: `612 ms`, `4.1 KiB`, `623 M Ir`. */
export function formatNamedCost(value: number, unit: Unit, eventType: string): string {
  const cost = formatCost(value, unit);
  return unit === 'count' && cost !== '–' ? `${cost} ${eventType}` : cost;
}

/** All digits, in the event type's own unit: `22,914,007 ns`. */
export function formatExactCost(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return '–';
  return `${inFigures(value)} ${UNIT_NAMES[unit]}`.trimEnd();
}

/** Three significant digits, small ones too: `0.0312`, `1.20`, `1,200`. */
function plainNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 9999.5) return scaled(value, COUNTS);
  if (size >= 999.5) return withMinus(value < 0, groupDigits(Math.round(size).toString()));
  if (size === 0) return '0';
  if (size >= 1e-6) return withMinus(value < 0, size.toPrecision(3));
  return withMinus(value < 0, size.toExponential(2));
}

function scaled(value: number, steps: readonly Step[]): string {
  const size = Math.abs(value);
  if (size === 0) return `0 ${steps[steps.length - 1].name}`.trimEnd();
  // Small counts are exact: `1,000` says more than `1.00 k`.
  if (steps === COUNTS && size < 1e4 && Number.isInteger(size)) return withMinus(value < 0, groupDigits(String(size)));
  // 999.6 of a step is shown as 1 of the next, never as 1,000.
  const step = steps.find(({ factor }) => size >= factor * 0.9995) ?? steps[steps.length - 1];
  const { factor, name } = step;
  return withMinus(
    value < 0,
    `${threeDigits(size / factor, steps !== TIMES && factor === 1 && Number.isInteger(size))} ${name}`.trimEnd(),
  );
}

function threeDigits(value: number, whole: boolean): string {
  if (whole && value < 1e6) return groupDigits(String(value));
  if (value >= 99.95) return groupDigits(Math.round(value).toString());
  if (value >= 9.995) return value.toFixed(1);
  if (value >= 0.005) return value.toFixed(2);
  return value.toPrecision(2);
}
