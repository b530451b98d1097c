// Makes a text fit into a width: whole, or cut with an ellipsis, or not at all. Never cuts inside a grapheme (an emoji, a letter
// with its accents), and never measures more than could fit: names can be 100 kB long.
import type { Font } from './display-list.ts';
import type { TextMeasurer } from './text-measurer.ts';
import { visibleText } from './visible-text.ts';

const ellipsis = '…';
/** A cut text with fewer letters than this says nothing; one ideograph or emoji may. */
const fewestLetters = 2;
/** No letter is narrower than this part of its size on average over a text. */
const narrowest = 0.18;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The text as it can be shown in `width` pixels; empty where nothing sensible fits. */
export function fitText(text: string, width: number, font: Font, measurer: TextMeasurer): string {
  if (width <= 0 || text === '') return '';
  const longest = Math.ceil(width / (narrowest * font.size)) + 2;
  const whole = text.length <= longest;
  const shown = visibleText(whole ? text : text.slice(0, longest));
  if (whole && measurer.width(shown, font) <= width) return shown;
  const ends = graphemeEnds(shown);
  const room = width - measurer.width(ellipsis, font);
  let fits = 0;
  let tooMany = ends.length + 1;
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (measurer.width(shown.slice(0, ends[middle - 1]), font) <= room) fits = middle;
    else tooMany = middle;
  }
  // The slice above may have split the last grapheme.
  if (!whole && fits === ends.length) fits--;
  if (fits < (isPlain(shown) ? fewestLetters : 1)) return '';
  // A text that was shortened before has an ellipsis of its own.
  return shown.slice(0, ends[fits - 1]).replace(/[\s…]+$/, '') + ellipsis;
}

/** Our own sentences in lines, broken at blanks; a word that is too long stays alone on its line. Not for names. */
export function wrapText(text: string, width: number, font: Font, measurer: TextMeasurer): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || measurer.width(longer, font) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** Offset after every grapheme. */
function graphemeEnds(text: string): number[] {
  const ends: number[] = [];
  if (isPlain(text)) {
    for (let i = 1; i <= text.length; i++) ends.push(i);
  } else {
    for (const { index, segment } of graphemes.segment(text)) ends.push(index + segment.length);
  }
  return ends;
}

/** Printable ASCII: every character is a grapheme. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 128) return false;
  return true;
}
