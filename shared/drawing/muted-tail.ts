// Names of functions that are kept apart by their callers (`leaf'fact'main`): the function is what one looks for, so that the callers behind
// it are drawn muted, as lists have them. Trap: the text that is drawn is a cut one of visible characters, not the name.
import type { Font, TextItem } from './display-list.ts';
import type { TextMeasurer } from './text-measurer.ts';
import { visibleText } from './visible-text.ts';

export interface NamedText {
  /** As it is drawn: whole, or cut. */
  readonly text: string;
  /** What it was made of. */
  readonly of: string;
  /** Letters of `of` before the callers; undefined: there are none. */
  readonly own: number | undefined;
  readonly font: Font;
}

/** To be spread into the item of the text. */
export function mutedTail({ text, of, own, font }: NamedText, measurer: TextMeasurer): Pick<TextItem, 'tail'> {
  if (own === undefined) return {};
  const from = visibleText(of.slice(0, own)).length;
  if (from >= text.length) return {};
  const offset = measurer.width(text.slice(0, from), font);
  return { tail: { from, offset, color: 'onFillMuted' } };
}
