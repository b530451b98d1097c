// How wide a text will be. The page measures with its canvas, character by character and once per font; where there is no canvas
// (command line, tests) a table of average widths stands in, a little too wide rather than too narrow.
import type { Font } from './display-list.ts';
import { fontFamilies } from './theme.ts';

export interface TextMeasurer {
  /** Pixels. Linear in the text: cut long texts first (fit-text.ts does). */
  width(text: string, font: Font): number;
}

/** The part of a CanvasRenderingContext2D that measures. */
export interface MeasuringContext {
  font: string;
  measureText(text: string): { readonly width: number };
}

/** `500 11px Inter, …`, as CSS and canvas want it. */
export function cssFont(font: Font): string {
  return `${font.weight} ${font.size}px ${font.code ? fontFamilies.code : fontFamilies.text}`;
}

interface KnownWidths {
  readonly css: string;
  /** Of single characters. */
  readonly ascii: Float32Array;
  /** Of whole short texts with other characters: the ellipsis, above all. */
  readonly texts: Map<string, number>;
}

/** Longer texts are seldom asked for twice. */
const LONGEST_KEPT = 80;
const MOST_KEPT = 2000;

/** Widths of single characters are asked for once per font and kept; kerning is neglected. */
export function createCanvasMeasurer(context: MeasuringContext): TextMeasurer {
  const fonts = new Map<string, KnownWidths>();
  const byFont = new WeakMap<Font, KnownWidths>();

  function widthsIn(font: Font): KnownWidths {
    const css = cssFont(font);
    const known = fonts.get(css) ?? { css, ascii: new Float32Array(128), texts: new Map<string, number>() };
    fonts.set(css, known);
    byFont.set(font, known);
    return known;
  }

  function widthOfWhole({ css, texts }: KnownWidths, text: string): number {
    const known = texts.get(text);
    if (known !== undefined) return known;
    const width = measureWhole(context, css, text);
    if (text.length > LONGEST_KEPT) return width;
    if (texts.size >= MOST_KEPT) texts.clear();
    texts.set(text, width);
    return width;
  }

  return {
    width(text, font) {
      const known = byFont.get(font) ?? widthsIn(font);
      const { ascii } = known;
      let sum = 0;
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code >= 128) return widthOfWhole(known, text);
        if (ascii[code] === 0) ascii[code] = measureWhole(context, known.css, String.fromCharCode(code));
        sum += ascii[code] as number;
      }
      return sum;
    },
  };
}

function measureWhole(context: MeasuringContext, css: string, text: string): number {
  if (context.font !== css) context.font = css;
  return context.measureText(text).width;
}

/** Widths in ems, after DejaVu Sans, the widest of the fonts that an exported picture may meet. */
const widthClasses: readonly (readonly [string, number])[] = [
  ["ijlIJ'", 0.3],
  [' ,./:;\\|-f', 0.36],
  ['!()[]rt', 0.42],
  ['"*_`?sc', 0.54],
  ['0123456789$abdeghknopquvxyzEFLPSTY{}', 0.64],
  ['ABCKRVXZ', 0.7],
  ['DGHNOQU&', 0.79],
  ['#+<=>^~w', 0.84],
  ['mMW%@', 1],
];
const otherWidth = 0.64;
const wideWidth = 1.05;
const codeWidth = 0.61;
const boldFactor = 1.13;
const asciiWidths = createAsciiWidths();

function createAsciiWidths(): Float32Array {
  const widths = new Float32Array(128).fill(otherWidth);
  for (const [characters, width] of widthClasses) {
    for (let i = 0; i < characters.length; i++) widths[characters.charCodeAt(i)] = width;
  }
  return widths;
}

export const averageMeasurer: TextMeasurer = {
  width(text, font) {
    let ems = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code < 128) ems += font.code ? codeWidth : (asciiWidths[code] as number);
      else if (isWide(code)) ems += wideWidth;
      else if (!isPartOfGrapheme(code)) ems += font.code ? codeWidth : otherWidth;
    }
    return ems * font.size * (font.weight >= 600 ? boldFactor : 1);
  },
};

/** East Asian wide characters, and high surrogates: emoji mostly. Joined emoji count singly: not every font joins them. */
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xdbff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xff00 && code <= 0xff60)
  );
}

/** Low surrogates, combining marks, joiners and variation selectors take no room of their own. */
function isPartOfGrapheme(code: number): boolean {
  return (
    (code >= 0xdc00 && code <= 0xdfff) ||
    (code >= 0x300 && code <= 0x36f) ||
    (code >= 0x200b && code <= 0x200d) ||
    (code >= 0xfe00 && code <= 0xfe0f)
  );
}
