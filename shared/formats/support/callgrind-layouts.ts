// Which positions cost lines begin with, by the words of the `positions:` line.
import { ADDRESS_AND_LINE_LAYOUT, ADDRESS_LAYOUT, LINE_LAYOUT, OTHER_LAYOUT } from './callgrind-tokens.ts';

export type PositionLayout = 0 | 1 | 2 | 3;

export function isLayout(layout: number): layout is PositionLayout {
  return layout >= OTHER_LAYOUT && layout <= ADDRESS_AND_LINE_LAYOUT;
}

/** The layout of a `positions:` line. */
export function layoutOf(positions: readonly string[]): PositionLayout {
  const kinds = positions.join(' ');
  if (kinds === 'line') return LINE_LAYOUT;
  if (kinds === 'instr') return ADDRESS_LAYOUT;
  return kinds === 'instr line' ? ADDRESS_AND_LINE_LAYOUT : OTHER_LAYOUT;
}
