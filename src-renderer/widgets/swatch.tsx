// The colour of a function beside its name: the same hue that its rectangles and nodes have. Its tooltip says what the hue stands for.
// Its colour is written out: resolving variables of the page for each of hundreds of swatches takes longer than all else about their style.
import { createContext, useContext } from 'react';
import { lightTheme, type Theme } from '../../shared/drawing/theme.ts';

export interface SwatchProps {
  readonly hue: number | null;
  /** What it stands for; absent where it is written beside the swatch. */
  readonly meaning?: string;
}

/** The theme in force, for the colours of swatches. */
export const SwatchTheme = createContext<Theme>(lightTheme);

export function Swatch({ hue, meaning }: SwatchProps) {
  const { lightness, chroma } = useContext(SwatchTheme).tones.strong;
  const background = hue === null ? 'var(--swatch-grey)' : `oklch(${lightness} ${chroma} ${hue})`;
  return <span className="swatch" style={{ background }} title={meaning} aria-hidden="true" />;
}
