// The colour of a function beside its name: the same hue that its rectangles and nodes have.

export function Swatch({ hue }: { readonly hue: number | null }) {
  const colour = hue === null ? 'var(--swatch-grey)' : `oklch(var(--swatch-lightness) var(--swatch-chroma) ${hue})`;
  return <span className="swatch" style={{ background: colour }} aria-hidden="true" />;
}
