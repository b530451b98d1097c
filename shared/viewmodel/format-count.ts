// Whole numbers as text: `187,250`. One form everywhere, independent of the system's language, so that exports and tests read alike.
import { groupDigits, withMinus } from '../base/figures.ts';
import type { ItemCount } from './table.ts';

/** Digits in groups of three; halves and smaller remainders of estimates are rounded away. `–` for what is not a number. */
export function formatCount(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '–';
  const rounded = Math.round(value);
  if (Math.abs(rounded) >= 1e21) return rounded.toExponential(3);
  return withMinus(rounded < 0, groupDigits(BigInt(Math.abs(rounded)).toString()));
}

/** `187,250/750`: all calls and primitive ones; one number where they are equal or not told apart. */
export function formatCalls(calls: number | null, primitive: number | null): string {
  if (calls === null || primitive === null || calls === primitive) return formatCount(calls);
  return `${formatCount(calls)}/${formatCount(primitive)}`;
}

/** `1 function`, `789 functions`. */
export function formatCounted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `789 functions and 1 cycle`. */
export function formatItemCount({ functions, cycles }: ItemCount): string {
  const named = formatCounted(functions, 'function');
  return cycles === 0 ? named : `${named} and ${formatCounted(cycles, 'cycle')}`;
}
