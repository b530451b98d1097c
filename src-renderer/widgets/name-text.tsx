// A name out of a profile, as text and nothing else: what could turn the line around is shown as what it is, and a name of 100 kB is
// cut before it reaches the layout.
import { visibleText } from '../../shared/drawing/visible-text.ts';

const MAX_CHARACTERS = 400;

/** The name as one harmless line, at most 400 characters. */
export function harmlessName(name: string, maxCharacters = MAX_CHARACTERS): string {
  const cut = name.length > maxCharacters ? `${name.slice(0, maxCharacters - 1)}…` : name;
  return visibleText(cut);
}

export function NameText({ name, className }: { readonly name: string; readonly className?: string }) {
  return (
    <bdi className={className} dir="ltr">
      {harmlessName(name)}
    </bdi>
  );
}
