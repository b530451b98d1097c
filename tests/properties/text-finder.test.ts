// What contains a text is found in the WebAssembly memory and without it, as JavaScript's own search in each text finds it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeFinder, type TextFinder } from '../../shared/analysis/text-finder.ts';
import { textsBeyondAscii } from '../../shared/analysis/text-search.ts';
import { runAtOnce } from '../../shared/base/slices.ts';
import type { StringTable } from '../../shared/model/recording.ts';

const NEVER = Number.POSITIVE_INFINITY;

function tableOf(texts: readonly string[]): StringTable {
  const encoded = texts.map((text) => new TextEncoder().encode(text));
  const offsets = new Uint32Array(texts.length + 1);
  encoded.forEach((bytes, row) => {
    offsets[row + 1] = offsets[row] + bytes.length;
  });
  const bytes = new Uint8Array(offsets[texts.length]);
  encoded.forEach((text, row) => {
    bytes.set(text, offsets[row]);
  });
  return { length: texts.length, bytes, offsets };
}

function findersOf(texts: readonly string[]): TextFinder[] {
  return [0, NEVER].map((fewBytes) => runAtOnce(makeFinder(tableOf(texts), fewBytes)));
}

function found({ markTexts }: TextFinder, needle: string, count: number, [first, behind] = [0, count]): number[] {
  const mask = new Uint8Array(count);
  markTexts(new TextEncoder().encode(needle), mask, first, behind);
  return [...mask];
}

/** Small letters for capital ones of ASCII, as bytes see it. */
function folded(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

const letters = fc.string({ unit: fc.constantFrom('a', 'A', 'b', '_', '@', '[', 'é', 'Z', '{'), maxLength: 40 });
const needles = fc.string({ unit: fc.constantFrom('a', 'b', '_', '@', '[', 'z', '{'), minLength: 1, maxLength: 20 });

test('the texts that contain a needle, and no others, are marked in the rows that are asked about', () => {
  fc.assert(
    fc.property(
      fc.array(letters, { maxLength: 30 }),
      fc.array(needles, { minLength: 1, maxLength: 4 }),
      fc.nat(),
      fc.nat(),
      (texts, wanted, a, b) => {
        const [first, behind] = [a % (texts.length + 1), b % (texts.length + 1)].sort((x, y) => x - y);
        for (const finder of findersOf(texts)) {
          // One after the other in the same memory.
          for (const needle of wanted) {
            expect(found(finder, needle, texts.length, [first, behind])).toEqual(
              texts.map((text, row) => (row >= first && row < behind && folded(text).includes(needle) ? 1 : 0)),
            );
          }
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('a needle of any length is found at any place of a text, and not where it reaches over the end of it', () => {
  for (const length of [1, 2, 3, 15, 16, 17, 33, 1024, 1025, 3000]) {
    const needle = Array.from({ length }, (_, i) => 'xyzw'[(i * i) % 4]).join('');
    const places = [0, 1, 7, 15, 16, 17, 31, 64];
    const holding = places.map((place) => '-'.repeat(place) + needle);
    const divided = length > 1 ? [`-${needle.slice(0, -1)}`, `${needle.slice(-1)}-`] : [];
    const texts = [...holding, '', ...divided, needle.toUpperCase()];
    const expected = texts.map((text) => (text.toLowerCase().includes(needle) ? 1 : 0));
    expect(expected.filter((mark) => mark === 1)).toHaveLength(places.length + 1);
    for (const finder of findersOf(texts)) expect(found(finder, needle, texts.length)).toEqual(expected);
  }
});

test('texts beyond ASCII are told from others, wherever in memory they lie', () => {
  for (let shift = 0; shift < 8; shift++) {
    const plain = Array.from({ length: 40_000 }, (_, row) => 'x'.repeat((row * 7) % 11));
    const texts = ['s'.repeat(shift), ...plain];
    for (const row of [0, 5, 16_383, 16_384, 39_999, 40_000]) texts[row] += row % 2 === 0 ? 'é' : '数a';
    const whole = tableOf(texts);
    const bytes = new Uint8Array(whole.bytes.length + shift).subarray(shift);
    bytes.set(whole.bytes);
    const mask = runAtOnce(textsBeyondAscii({ ...whole, bytes }));
    expect(texts.flatMap((_, row) => (mask[row] === 1 ? [row] : []))).toEqual([0, 5, 16_383, 16_384, 39_999, 40_000]);
  }
});
