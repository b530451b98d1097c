// The tokens: every text can be read on every ground it is used on (WCAG 2.2 AA), in both themes.
import { describe, expect, it } from 'vitest';
import { contrast, oklchToHex } from '../../shared/drawing/color.ts';
import { createFlowPicture } from '../../shared/drawing/flow-picture.ts';
import { averageMeasurer } from '../../shared/drawing/text-measurer.ts';
import { cssVariables, functionColor, type ThemeName, type TokenName, themes } from '../../shared/drawing/theme.ts';

const text = 4.5;
const graphics = 3;
const themeNames: readonly ThemeName[] = ['light', 'dark'];
const hues: readonly (number | null)[] = [
  null,
  ...Array.from({ length: 12 }, (_, i) => i * 30),
  25,
  65,
  95,
  160,
  205,
  255,
  305,
  340,
];

const readOn: readonly (readonly [TokenName, readonly TokenName[]])[] = [
  [
    'text',
    ['background', 'panel', 'chrome', 'raised', 'hover', 'selection', 'barTrack', 'heat1', 'heat2', 'heat3', 'heat4'],
  ],
  ['onFillMuted', ['raised', 'heat1', 'heat2', 'heat3', 'heat4']],
  ['muted', ['background', 'panel', 'chrome', 'raised', 'hover', 'selection']],
  ['accent', ['background', 'panel', 'chrome', 'raised', 'selection']],
  ['warning', ['background', 'panel', 'chrome', 'raised']],
  ['danger', ['background', 'panel', 'chrome', 'raised']],
  ['cycle', ['background', 'panel']],
  ['onAccent', ['accent']],
  ...(
    [
      'codeKeyword',
      'codeString',
      'codeComment',
      'codeNumber',
      'codeType',
      'codeFunction',
      'codeProperty',
      'codeMeta',
    ] as const
  ).map((token) => [token, ['background']] as const),
];

describe.each(themeNames)('the %s theme', (name) => {
  const theme = themes[name];

  it.each(readOn.flatMap(([token, grounds]) => grounds.map((ground) => [token, ground] as const)))(
    'has readable %s on %s',
    (token, ground) => {
      expect(contrast(theme.tokens[token], theme.tokens[ground])).toBeGreaterThanOrEqual(text);
    },
  );

  it.each([0.001, 0.05, 0.2, 0.5, 0.9])(
    'has readable texts on a block of control flow with %s of the cost',
    (share) => {
      const block = {
        title: '0x10',
        detail: '20 %',
        mark: 'entry',
        share,
        lines: [{ cost: '9 %', text: 'mov' }],
        foot: '1×',
      };
      const input = { nodes: [{ ...block, active: false, target: '10' }], edges: [] };
      const layout = { width: 200, height: 90, nodes: [{ x: 0, y: 0, width: 200, height: 90 }], edges: [], groups: [] };
      const { items } = createFlowPicture({ input, layout }, averageMeasurer);
      const [ground] = items.flatMap((item) => (item.kind === 'rect' && item.target === '10' ? [item.fill] : []));
      const colours = items.flatMap((item) => (item.kind === 'text' ? [item.color] : []));
      const hexOf = (colour: unknown) => theme.tokens[colour as TokenName];
      expect(colours.length).toBeGreaterThan(5);
      for (const colour of colours) expect(contrast(hexOf(colour), hexOf(ground))).toBeGreaterThanOrEqual(text);
    },
  );

  it.each(hues)('has readable text on the fill of hue %s', (hue) => {
    const fill = functionColor(theme, hue, 'fill');
    expect(contrast(theme.tokens.onFill, fill)).toBeGreaterThanOrEqual(text);
    expect(contrast(theme.tokens.onFillMuted, fill)).toBeGreaterThanOrEqual(text);
  });

  it('has a focus ring, a selection frame and recursion lines that stand out', () => {
    const { tokens } = theme;
    for (const ground of [tokens.background, tokens.panel, tokens.chrome]) {
      expect(contrast(tokens.focus, ground)).toBeGreaterThanOrEqual(graphics);
      expect(contrast(tokens.accent, ground)).toBeGreaterThanOrEqual(graphics);
      expect(contrast(tokens.edgeRecursive, ground)).toBeGreaterThanOrEqual(graphics);
      expect(contrast(tokens.edge, ground)).toBeGreaterThanOrEqual(graphics);
    }
    for (const hue of hues) {
      expect(contrast(tokens.accent, functionColor(theme, hue, 'fill'))).toBeGreaterThanOrEqual(graphics);
    }
  });

  it('has bars that stand out of every row, marked or not', () => {
    const { tokens } = theme;
    for (const ground of [tokens.background, tokens.panel, tokens.hover, tokens.selection]) {
      expect(contrast(tokens.barInclusive, ground)).toBeGreaterThanOrEqual(graphics);
      expect(contrast(tokens.barSelf, ground)).toBeGreaterThanOrEqual(graphics);
    }
  });

  it('gives every token to the page as a CSS variable', () => {
    const variables = cssVariables();
    const colourOf = (name: string) =>
      /^light-dark\((.+), (.+)\)$/.exec(variables[name] ?? '')?.[theme.name === 'light' ? 1 : 2];
    expect(colourOf('--background')).toBe(theme.tokens.background);
    expect(colourOf('--bar-inclusive')).toBe(theme.tokens.barInclusive);
    expect(colourOf('--heat-1')).toBe(theme.tokens.heat1);
    expect(colourOf('--swatch-grey')).toBe(functionColor(theme, null, 'strong'));
    // Two fonts, and three for swatches.
    expect(Object.keys(variables).length).toBe(Object.keys(theme.tokens).length + 5);
  });
});

describe('colours', () => {
  it('convert from OKLCH as the CSS Color 4 specification says', () => {
    // Its sample conversions: oklch(51.975% 0.17686 142.495) is green, rgb(0, 128, 0).
    expect(oklchToHex({ lightness: 0.51975, chroma: 0.17686, hue: 142.495 })).toBe('#008000');
    expect(oklchToHex({ lightness: 1, chroma: 0, hue: 0 })).toBe('#ffffff');
    expect(oklchToHex({ lightness: 0, chroma: 0, hue: 0 })).toBe('#000000');
  });

  it('have the contrast that WCAG says', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
});
