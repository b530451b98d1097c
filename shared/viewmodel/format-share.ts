// Shares as text (S16): `83.11 %`. A share of nothing is `–`, never NaN or Infinity; one that is too small for the digits is `<0.01`, which is
// something: `0.00` is nothing.

/** `83.1` without the sign, for columns whose header has it. */
export function formatPercent(value: number, base: number, digits = 2): string {
  if (!Number.isFinite(value) || !Number.isFinite(base) || base === 0) return '–';
  const percent = (value / base) * 100;
  const places = Math.max(0, Math.min(10, digits));
  const text = percent.toFixed(places);
  if (Number(text) !== 0) return text.replace('-', '−');
  if (percent === 0) return text.replace('-', '');
  const least = (10 ** -places).toFixed(places);
  return percent > 0 ? `<${least}` : `>−${least}`;
}

/** `83.11 %`. */
export function formatShare(value: number, base: number, digits = 2): string {
  const percent = formatPercent(value, base, digits);
  return percent === '–' ? percent : `${percent} %`;
}
