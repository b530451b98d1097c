// From the colours of a display list to those of a theme. Hues repeat thousands of times in a picture and cost some arithmetic
// each, so a painter creates one resolver for one painting and every colour is computed once.
import type { HexColor } from './color.ts';
import type { Color } from './display-list.ts';
import { functionColor, type Theme } from './theme.ts';

export type ColorResolver = (color: Color) => HexColor;

export function createColorResolver(theme: Theme): ColorResolver {
  const known = new Map<string, HexColor>();
  return (color) => {
    if (typeof color === 'string') return theme.tokens[color];
    const key = `${color.tone} ${color.hue}`;
    let hex = known.get(key);
    if (hex === undefined) {
      hex = functionColor(theme, color.hue, color.tone);
      known.set(key, hex);
    }
    return hex;
  };
}
