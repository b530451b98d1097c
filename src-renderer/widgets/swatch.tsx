// The colour of a function beside its name: the same hue that its rectangles and nodes have. Its tooltip says what the hue stands for.
// Its colour is written out: resolving variables of the page for each of hundreds of swatches takes longer than all else about their style.
import { functionColorInCss } from '../../shared/drawing/theme.ts';

export interface SwatchProps {
  readonly hue: number | null;
  /** What it stands for; absent where it is written beside the swatch. */
  readonly meaning?: string;
}

export function Swatch({ hue, meaning }: SwatchProps) {
  return <span className="swatch" style={{ background: functionColorInCss(hue) }} title={meaning} aria-hidden="true" />;
}
