// Numbers in figures, digits in groups of three: `187,250`. One form everywhere, whatever language the system speaks, so that
// what readers say of a file, what views show and what is exported read alike.

/** All digits: `18,446,744,073,709,551,616`, `0.25`, `−3`. Far beyond what can be read: `1.234e+21`. */
export function inFigures(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e21) return value.toExponential(3);
  const whole = Math.trunc(size);
  // Nine digits behind the point: a nanosecond of a second. More are artefacts of binary fractions.
  const fraction =
    size === whole
      ? ''
      : (size - whole)
          .toFixed(9)
          .slice(1)
          .replace(/\.?0+$/, '');
  return withMinus(value < 0, `${groupDigits(BigInt(whole).toString())}${fraction}`);
}

export function groupDigits(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A real minus sign stands as wide as a digit. */
export function withMinus(negative: boolean, text: string): string {
  return negative ? `−${text}` : text;
}
