// Shares as text (S16): `83.11 %`. A share of nothing is `–`, never NaN or Infinity.

/** `83.1` without the sign, for columns whose header has it. */
export function formatPercent(value: number, base: number, digits = 2): string {
  if (!Number.isFinite(value) || !Number.isFinite(base) || base === 0) return '–';
  const percent = (value / base) * 100;
  const text = percent.toFixed(Math.max(0, Math.min(10, digits)));
  // −0.00 is nothing with a sign.
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}

/** `83.11 %`. */
export function formatShare(value: number, base: number, digits = 2): string {
  const percent = formatPercent(value, base, digits);
  return percent === '–' ? percent : `${percent} %`;
}
