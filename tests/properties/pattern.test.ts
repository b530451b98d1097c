// Patterns find what JavaScript's own regular expressions find, for any pattern that they take; JavaScript is the second computation.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textsMatching } from '../../shared/analysis/text-search.ts';
import { createPattern, type Pattern } from '../../shared/base/pattern.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';

const taken = (source: string): Pattern => {
  const pattern = createPattern(source);
  if (!pattern.ok) throw new Error(pattern.error);
  return pattern.value;
};

const character = fc.constantFrom('a', 'b', 'K', 's', ' ', '_', '1', '-', 'é', 'É', 'ſ', '\u212a', '😀', '\n', ':');
const text = fc.array(character, { maxLength: 12 }).map((all) => all.join(''));
const single = fc.constantFrom(
  ...['a', 'b', 'k', 'S', ' ', ':', '.', '\\w', '\\W', '\\d', '\\s', '\\S', '[ab]', '[^a]', '[a-c_]', '[^\\w]', 'é'],
  ...['\\p{L}', '\\P{Lu}', '\\u{1f600}', '\\ud83d\\ude00', '😀', '\\x61', '\\n', '[\\]é-]', '[😀b]', '\\/'],
);
const edge = fc.constantFrom('^', '$', '\\b', '\\B');
const counts = fc.constantFrom('*', '+', '?', '{2}', '{1,}', '{0,2}', '{1,3}', '*?', '+?', '??', '{0}');

const { pattern: drawn } = fc.letrec<{ pattern: string; piece: string; group: string }>((tie) => ({
  group: fc
    .tuple(fc.constantFrom('(', '(?:', '(?<name>'), tie('pattern'))
    // A name may stand in a pattern once.
    .map(([open, inside]) => `${open === '(?<name>' && inside.includes('(?<name>') ? '(' : open}${inside})`),
  piece: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    single,
    edge,
    fc.tuple(single, counts).map((both) => both.join('')),
    fc.tuple(tie('group'), counts).map((both) => both.join('')),
    tie('group'),
  ),
  pattern: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.array(tie('piece'), { maxLength: 5 }).map((pieces) => pieces.join('')),
    fc.tuple(tie('pattern'), tie('pattern')).map((both) => both.join('|')),
  ),
}));

function isTaken(source: string): boolean {
  try {
    return new RegExp(source, 'iu') !== undefined;
  } catch {
    return false;
  }
}

describe('a pattern', () => {
  test('finds what JavaScript finds', () => {
    fc.assert(
      fc.property(drawn.filter(isTaken), fc.array(text, { minLength: 1, maxLength: 8 }), (source, texts) => {
        const pattern = taken(source);
        const expression = new RegExp(source, 'iu');
        // V8 looks for edges of words between the two halves of a character as well, which the standard does not.
        const whole = source.includes('\\B') ? texts.map((one) => one.replaceAll('😀', '')) : texts;
        for (const one of whole) expect([one, pattern.test(one)]).toEqual([one, expression.test(one)]);
      }),
      { numRuns: 3000 },
    );
  });

  test('knows a text that every match holds', () => {
    fc.assert(
      fc.property(drawn.filter(isTaken), fc.array(text, { minLength: 1, maxLength: 8 }), (source, texts) => {
        const pattern = taken(source);
        for (const one of texts) {
          // Letters that only count as ASCII are looked for otherwise.
          const ascii = one.replaceAll(/[^ -~\n]/gu, '');
          if (pattern.test(ascii))
            expect([source, ascii.toLowerCase()]).toEqual([source, expect.stringContaining(pattern.text)]);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['paint_1.*int', 'paint_1'],
    ['^std::(vector|list)<\\w+>::push', '>::push'],
    ['(?:ab)+cde?', 'ab'],
    ['a{0,3}BC', 'bc'],
    ['x|yz', ''],
  ])('/%s/ needs %s', (source, needed) => {
    expect(taken(source).text).toBe(needed);
  });

  test('finds the same in bytes, whatever pieces they come in', () => {
    const ascii = fc.array(fc.constantFrom('a', 'b', 'K', ' ', '_', '1'), { maxLength: 20 }).map((all) => all.join(''));
    fc.assert(
      fc.property(drawn.filter(isTaken), ascii, fc.integer({ min: 1, max: 7 }), (source, one, size) => {
        const pattern = taken(source);
        const bytes = new TextEncoder().encode(one);
        let state = pattern.begin();
        for (let from = 0; from < bytes.length; from += size) {
          state = pattern.goOn(state, bytes, from, Math.min(bytes.length, from + size));
        }
        expect(pattern.ends(state)).toBe(new RegExp(source, 'iu').test(one));
      }),
      { numRuns: 2000 },
    );
  });

  test('finds the same when it has met more states than it remembers', () => {
    const source = '(a|b)*a(a|b){13}:';
    const pattern = taken(source);
    let bits = 1;
    for (let round = 0; round < 60; round++) {
      let long = '';
      for (let i = 0; i < 400; i++) {
        bits = (Math.imul(bits, 1664525) + 1013904223) | 0;
        long += bits < 0 ? 'a' : 'b';
      }
      long += round % 2 === 0 ? ':' : '';
      expect(pattern.test(long)).toBe(/a[ab]{13}:/.test(long));
    }
  });

  test.each(['(a+)+$', '^(a|a)*$', '(.*)*x', '^(([a-z])+.)+[A-Z]([a-z])+$', '(a?){40}a{40}$'])(
    '/%s/ takes a few looks at each character of a long text',
    (source) => {
      const pattern = taken(source);
      const bytes = new TextEncoder().encode(`${'a'.repeat(5000)}!`);
      expect(pattern.ends(pattern.goOn(pattern.begin(), bytes, 0, bytes.length))).toBe(false);
      expect(pattern.work).toBeLessThan(20 * bytes.length);
    },
  );

  test('pauses within one text that is long or hard to decide', () => {
    const builder = new RecordingBuilder();
    const name = builder.strings.internText(`${'ab'.repeat(1 << 19)}baa:`);
    builder.function({ name });
    const wanted = new Uint8Array(builder.strings.length).fill(1);
    const pattern = taken('(a|b)*a(a|b){9}a:');
    const search = textsMatching(builder.finish(), pattern, wanted);
    let pauses = 0;
    let longest = 0;
    let step = search.next();
    for (let before = 0; step.done !== true; step = search.next(), pauses++) {
      longest = Math.max(longest, pattern.work - before);
      before = pattern.work;
    }
    expect(step.value[name]).toBe(1);
    expect(pauses).toBeGreaterThan(4);
    // A quarter of a million bytes, and what a piece of 512 makes new at most.
    expect(longest).toBeLessThan((1 << 18) + (1 << 9) * 100);
  });

  test.each([
    ['[äöü]*(ä|ö){500}$', 'ä', 'ü'],
    ['(é+)+$', 'é', '😀'],
    ['[α-ω]{300}!', 'λ', '?'],
  ])(
    '/%s/ remembers letters beyond ASCII as well: 40,000 of them cost what a few hundred do',
    (source, letter, last) => {
      const workOn = (length: number): number => {
        const pattern = taken(source);
        expect(pattern.test(letter.repeat(length) + last)).toBe(false);
        return pattern.work - length;
      };
      expect(workOn(40_000)).toBeLessThan(1.1 * workOn(600));
    },
  );

  test('that ever new states are made for costs each letter what its steps are, and pauses all the time', () => {
    let bits = 1;
    let long = '';
    for (let i = 0; i < 40_000; i++) {
      bits = (Math.imul(bits, 1664525) + 1013904223) | 0;
      long += bits < 0 ? 'ä' : 'ö';
    }
    const builder = new RecordingBuilder();
    const name = builder.strings.internText(`${long}:`);
    builder.function({ name });
    const pattern = taken('(ä|ö)*ä(ä|ö){600}ß');
    const search = textsMatching(builder.finish(), pattern, new Uint8Array(builder.strings.length).fill(1));
    const most = 3 * 600 + 10;
    let longest = 0;
    let step = search.next();
    for (let before = 0; step.done !== true; step = search.next()) {
      longest = Math.max(longest, pattern.work - before);
      before = pattern.work;
    }
    expect(step.value[name]).toBe(0);
    expect(pattern.work).toBeLessThan(long.length * most);
    expect(longest).toBeLessThan((1 << 18) + (1 << 9) * most);
  });

  test.each(['', 'a'])('never looks at half a character of a long text: %j', (before) => {
    const builder = new RecordingBuilder();
    const name = builder.strings.internText(before + '😀'.repeat(700));
    builder.function({ name });
    const search = textsMatching(
      builder.finish(),
      taken('^a?😀{700}$'),
      new Uint8Array(builder.strings.length).fill(1),
    );
    let step = search.next();
    while (step.done !== true) step = search.next();
    expect(step.value[name]).toBe(1);
  });

  test('tells more kinds of letters apart than it keeps transitions for', () => {
    const letters = Array.from({ length: 300 }, (_, i) => String.fromCodePoint(0x4e00 + i));
    const source = `^(?:${letters.map((letter, i) => `${letter}${letters[(i + 1) % 300]}`).join('|')})+$`;
    const expression = new RegExp(source, 'iu');
    const pattern = taken(source);
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 300; i++) {
        const right = letters[i] + letters[(i + 1) % 300];
        for (const one of [right, right + right, right + letters[i], letters[i]]) {
          expect([one, pattern.test(one)]).toEqual([one, expression.test(one)]);
        }
      }
    }
  });

  test.each([
    ['(a)\\1', 'cannot be searched for: it refers back to what a group found'],
    ['(?<n>a)\\k<n>', 'cannot be searched for: it refers back to what a group found'],
    ['a(?=b)', 'cannot be searched for: it looks ahead or behind'],
    ['a(?!b)', 'cannot be searched for: it looks ahead or behind'],
    ['(?<=a)b', 'cannot be searched for: it looks ahead or behind'],
    ['(?<!a)b', 'cannot be searched for: it looks ahead or behind'],
    ['((a{100}){100}){100}', 'cannot be searched for: written out, its repetitions are too long'],
    ['(((){2000}){2000}){2000}', 'cannot be searched for: written out, its repetitions are too long'],
    [`${'('.repeat(200)}a${')'.repeat(200)}`, 'cannot be searched for: its groups are nested too deeply'],
    ['(', 'is not a regular expression: Unterminated group'],
    ['[b-a]', 'is not a regular expression: Range out of order in character class'],
  ])('/%s/ is refused: it %s', (source, reason) => {
    expect(createPattern(source)).toEqual({ ok: false, error: reason });
  });
});
