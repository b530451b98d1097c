// The token file: every colour and every font of the program, light and dark. The page takes them as CSS custom properties, the
// painters resolve display lists with them, so that chrome, canvas and export agree. A test holds WCAG AA for every pair that
// is used as text on ground. Function colours have one lightness and chroma per theme and tone: only the hue tells them apart,
// so no function looks heavier than another.
import { type HexColor, oklchToHex } from './color.ts';

export type ThemeName = 'light' | 'dark';

export type TokenName =
  /** Grounds, from the content outwards. */
  | 'background'
  | 'panel'
  | 'chrome'
  | 'raised'
  | 'hover'
  | 'selection'
  /** Lines and text on them. `faint` is for what is disabled or decorates; it is not meant to be read. */
  | 'line'
  | 'text'
  | 'muted'
  | 'faint'
  | 'accent'
  | 'onAccent'
  | 'focus'
  /** Bars behind numbers. */
  | 'barInclusive'
  | 'barSelf'
  | 'barTrack'
  /** Text on function fills. */
  | 'onFill'
  | 'onFillMuted'
  /** Call graph edges. */
  | 'edge'
  | 'edgeRecursive'
  | 'cycle'
  /** Notes and errors. */
  | 'warning'
  | 'danger'
  /** Rows by cost, cold to hot. */
  | 'heat1'
  | 'heat2'
  | 'heat3'
  | 'heat4'
  /** Words of code by kind. */
  | 'codeKeyword'
  | 'codeString'
  | 'codeComment'
  | 'codeNumber'
  | 'codeType'
  | 'codeFunction'
  | 'codeProperty'
  | 'codeMeta';

/** fill: ground of a rectangle or node; stroke: its border; strong: swatches and cost bars. */
export type Tone = 'fill' | 'stroke' | 'strong';

interface ToneValues {
  readonly lightness: number;
  readonly chroma: number;
  /** For hue null: built-ins and unknown files. */
  readonly greyLightness: number;
}

export interface Theme {
  readonly name: ThemeName;
  readonly tokens: Readonly<Record<TokenName, HexColor>>;
  readonly tones: Readonly<Record<Tone, ToneValues>>;
}

/** Text of the interface, and text that is code. */
export const fontFamilies = {
  text: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  code: '"JetBrains Mono", ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
} as const;

const greyHue = 255;

export const lightTheme: Theme = {
  name: 'light',
  tokens: {
    background: '#ffffff',
    panel: '#f6f7f9',
    chrome: '#eef0f3',
    raised: '#ffffff',
    hover: '#e8ebef',
    selection: '#e3edfd',
    line: '#dfe3e8',
    text: '#1b2026',
    muted: '#5b6571',
    faint: '#8b95a1',
    accent: '#1d58d8',
    onAccent: '#ffffff',
    focus: '#2563eb',
    barInclusive: '#4a80d6',
    barSelf: '#c46f34',
    barTrack: '#e4e7ec',
    onFill: '#1b2026',
    onFillMuted: '#434c57',
    edge: '#7d8896',
    edgeRecursive: '#b06a1f',
    cycle: '#a3480b',
    warning: '#8a5300',
    danger: '#b3261e',
    heat1: '#fff6e5',
    heat2: '#fee7c4',
    heat3: '#fdd0a0',
    heat4: '#fab283',
    codeKeyword: '#8a2a9c',
    codeString: '#1f6b34',
    codeComment: '#687380',
    codeNumber: '#9a4a00',
    codeType: '#0f6a78',
    codeFunction: '#1d4fb8',
    codeProperty: '#6a4a1c',
    codeMeta: '#8a4a3a',
  },
  tones: {
    fill: { lightness: 0.885, chroma: 0.062, greyLightness: 0.915 },
    stroke: { lightness: 0.745, chroma: 0.095, greyLightness: 0.8 },
    strong: { lightness: 0.66, chroma: 0.135, greyLightness: 0.64 },
  },
};

export const darkTheme: Theme = {
  name: 'dark',
  tokens: {
    background: '#15171a',
    panel: '#1b1e22',
    chrome: '#22262b',
    raised: '#22262b',
    hover: '#2a2f36',
    selection: '#1f3253',
    line: '#2e333a',
    text: '#e4e8ec',
    muted: '#9fa9b5',
    faint: '#76808c',
    accent: '#7fb2fd',
    onAccent: '#0f1a2b',
    focus: '#78aefc',
    barInclusive: '#5487dc',
    barSelf: '#c87d48',
    barTrack: '#31363d',
    onFill: '#f1f4f7',
    onFillMuted: '#d3d9df',
    edge: '#74808e',
    edgeRecursive: '#d39349',
    cycle: '#f0a050',
    warning: '#f0b45c',
    danger: '#ff8a80',
    heat1: '#27211a',
    heat2: '#3a2a1b',
    heat3: '#50321c',
    heat4: '#693c1d',
    codeKeyword: '#d59bea',
    codeString: '#9fd3a2',
    codeComment: '#8a95a1',
    codeNumber: '#ecb27c',
    codeType: '#79cfd8',
    codeFunction: '#93b9fb',
    codeProperty: '#dcc08e',
    codeMeta: '#e0a898',
  },
  tones: {
    fill: { lightness: 0.405, chroma: 0.062, greyLightness: 0.36 },
    stroke: { lightness: 0.56, chroma: 0.085, greyLightness: 0.47 },
    strong: { lightness: 0.7, chroma: 0.125, greyLightness: 0.68 },
  },
};

export const themes: Readonly<Record<ThemeName, Theme>> = { light: lightTheme, dark: darkTheme };

/** Colour of a function of this hue (degrees; null: grey). Some microseconds: whoever paints thousands keeps the results. */
export function functionColor(theme: Theme, hue: number | null, tone: Tone): HexColor {
  const { lightness, chroma, greyLightness } = theme.tones[tone];
  return hue === null
    ? oklchToHex({ lightness: greyLightness, chroma: 0.006, hue: greyHue })
    : oklchToHex({ lightness, chroma, hue });
}

/** The same in CSS, of the tone `strong`, for light and dark at once. The page computes it itself, wherever it is shown. */
export function functionColorInCss(hue: number | null): string {
  if (hue === null) return 'var(--swatch-grey)';
  const inCss = ({ tones: { strong } }: Theme) => `oklch(${strong.lightness} ${strong.chroma} ${hue})`;
  return `light-dark(${inCss(lightTheme)}, ${inCss(darkTheme)})`;
}

/**
 * What the page needs of this file as CSS variables: `{'--bar-inclusive': 'light-dark(#4a80d6, #5487dc)', …}` with all tokens, `--font-text`,
 * `--font-code`, `--swatch-grey`, and lightness and chroma of swatches as `--swatch-light` and `--swatch-dark`.
 */
export function cssVariables(): Record<string, string> {
  const strong = ({ tones }: Theme) => `${tones.strong.lightness} ${tones.strong.chroma}`;
  const both = (colorIn: (theme: Theme) => HexColor) => `light-dark(${colorIn(lightTheme)}, ${colorIn(darkTheme)})`;
  const variables: Record<string, string> = {
    '--font-text': fontFamilies.text,
    '--font-code': fontFamilies.code,
    '--swatch-light': strong(lightTheme),
    '--swatch-dark': strong(darkTheme),
    '--swatch-grey': both((theme) => functionColor(theme, null, 'strong')),
  };
  for (const token of Object.keys(lightTheme.tokens) as TokenName[]) {
    const name = `--${token.replace(/[A-Z]|\d/g, (letter) => `-${letter.toLowerCase()}`)}`;
    variables[name] = both((theme) => theme.tokens[token]);
  }
  return variables;
}
