// The colour of a function beside its name: the same hue that its rectangles and nodes have. Its tooltip says what the hue stands for.

export interface SwatchProps {
  readonly hue: number | null;
  /** What it stands for; absent where it is written beside the swatch. */
  readonly meaning?: string;
}

export function Swatch({ hue, meaning }: SwatchProps) {
  const colour = hue === null ? 'var(--swatch-grey)' : `oklch(var(--swatch-lightness) var(--swatch-chroma) ${hue})`;
  return <span className="swatch" style={{ background: colour }} title={meaning} aria-hidden="true" />;
}
