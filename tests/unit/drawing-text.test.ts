// Names as they can be shown: cut to fit, never in the middle of a character, and without characters that are obeyed.
import { describe, expect, it } from 'vitest';
import type { Font } from '../../shared/drawing/display-list.ts';
import { fitText, wrapText } from '../../shared/drawing/fit-text.ts';
import { averageMeasurer, createCanvasMeasurer, type TextMeasurer } from '../../shared/drawing/text-measurer.ts';
import { visibleText } from '../../shared/drawing/visible-text.ts';

const font: Font = { size: 10, weight: 400 };
/** Every UTF-16 unit is ten pixels wide. */
const tens: TextMeasurer = { width: (text) => text.length * 10 };

describe('fitText', () => {
  it.each([
    ['factorial', 90, 'factorial'],
    ['factorial', 89, 'factori…'],
    ['factorial', 30, 'fa…'],
    ['factorial', 29, ''],
    ['f', 10, 'f'],
    ['f', 9, ''],
    ['', 100, ''],
    ['factorial', 0, ''],
    ['a bcdef', 30, 'a…'],
    ['map<…>::x', 60, 'map<…'],
  ])('shows %j in %i pixels as %j', (text, width, expected) => {
    expect(fitText(text, width, font, tens)).toBe(expected);
  });

  it('never cuts a surrogate pair or a joined character', () => {
    const family = '\u{1f469}\u200d\u{1f467}';
    const accented = 'e\u0301';
    for (let width = 0; width < 300; width += 5) {
      const shown = fitText(family + accented + family + accented, width, font, tens).replace('…', '');
      expect([
        '',
        family,
        family + accented,
        family + accented + family,
        family + accented + family + accented,
      ]).toContain(shown);
    }
  });

  it('measures only what could fit of a name of 100 kB', () => {
    let measured = 0;
    const counting: TextMeasurer = {
      width(text) {
        measured += text.length;
        return text.length * 6;
      },
    };
    expect(fitText('x'.repeat(100_000), 200, font, counting)).toBe(`${'x'.repeat(32)}…`);
    expect(measured).toBeLessThan(2000);
  });
});

describe('wrapText', () => {
  it('breaks sentences at blanks and loses no word', () => {
    expect(wrapText('where did the time go', 90, font, tens)).toEqual(['where did', 'the time', 'go']);
    expect(wrapText('unbreakable a', 30, font, tens)).toEqual(['unbreakable', 'a']);
  });
});

describe('visibleText', () => {
  it.each([
    ['two\nlines\tand\u0000', 'two␊lines␉and␀'],
    ['\u007f\u0085', '␡\ufffd'],
    ['evil\u202egnp.exe\u2066x\u2069', 'evil\ufffdgnp.exe\ufffdx\ufffd'],
    ['lone \ud800 and \udc00', 'lone \ufffd and \ufffd'],
    ['日本語 \u{1f600} é <script>', '日本語 \u{1f600} é <script>'],
  ])('shows %j as %j', (text, expected) => {
    expect(visibleText(text)).toBe(expected);
  });
});

describe('measuring', () => {
  it('asks the canvas once for every letter of a font', () => {
    const asked: string[] = [];
    const context = {
      font: '',
      measureText(text: string) {
        asked.push(`${this.font.slice(0, 8)} ${text}`);
        return { width: 7 };
      },
    };
    const measurer = createCanvasMeasurer(context);
    expect(measurer.width('abba', font)).toBe(28);
    expect(measurer.width('baab', font)).toBe(28);
    expect(measurer.width('a', { ...font, weight: 600 })).toBe(7);
    expect(asked).toEqual(['400 10px a', '400 10px b', '600 10px a']);
  });

  it('is never narrower than DejaVu Sans, the widest font an export meets', () => {
    // Advance widths of DejaVu Sans Book 2.37 in thousandths of an em, from the font's own table.
    expect(averageMeasurer.width('Wmi', { size: 1000, weight: 400 })).toBeGreaterThanOrEqual(989 + 974 + 278);
    expect(averageMeasurer.width('0123456789', { size: 1000, weight: 400 })).toBeGreaterThanOrEqual(6360);
  });
});
