// What the tokenizer makes of numbers and names of every length, wherever they stand in the 16 and 64 bytes that it looks at together: expected
// are BigInt's numbers and string-interner.ts's sums. And lines put together from digits, signs and blanks, which are read like those read with care.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashSumOf } from '../../shared/base/string-interner.ts';
import { WorkMemory } from '../../shared/base/work-memory.ts';
import { callgrindReader } from '../../shared/formats/callgrind.ts';
import type { PositionLayout } from '../../shared/formats/support/callgrind-layouts.ts';
import { CallgrindStretches, STRETCH_WORDS } from '../../shared/formats/support/callgrind-stretches.ts';
import {
  ADDRESS_ABSOLUTE,
  ADDRESS_AND_LINE_LAYOUT,
  ADDRESS_WIDE,
  CAREFUL,
  COST,
  COUNT_SHIFT,
  DEFINED,
  FLAGS_SHIFT,
  KIND_MASK,
  LENGTH_SHIFT,
  LINE_ABSOLUTE,
  LINE_LAYOUT,
  NAMED,
  WORDS_SHIFT,
} from '../../shared/formats/support/callgrind-tokens.ts';
import { CFN, FN } from '../../shared/formats/support/callgrind-words.ts';
import { RecordingBuilder } from '../../shared/model/recording-builder.ts';
import { memorySource } from '../support/memory-source.ts';

const encoder = new TextEncoder();
const memory = new WorkMemory(64);
const tokens = memory.integers(STRETCH_WORDS);
const stretches = new CallgrindStretches(memory);

/** The words of one line, which others stand around. */
function tokenOf(line: Uint8Array | string, layout: PositionLayout): number[] {
  const bytes = typeof line === 'string' ? encoder.encode(line) : line;
  const before = encoder.encode('1234567890\n'.repeat(1 + (bytes.length % 7)));
  const content = new Uint8Array(before.length + bytes.length + 12);
  content.set(before);
  content.set(bytes, before.length);
  content.fill(55, before.length + bytes.length);
  content[before.length + bytes.length] = 10;
  content[content.length - 1] = 10;
  const start = before.length;
  const stop = start + bytes.length + 1;
  expect(stretches.tokenize({ bytes: content, start, stop }, tokens, layout)).toBe(stop);
  return [...tokens.subarray(0, stretches.length)].map((word) => word | 0);
}

function careful(length: number): number {
  return CAREFUL | (length << LENGTH_SHIFT);
}

const digits = (most: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{1,${most}}$`));
const blanks = fc.constantFrom('', ' ', '   ', '\t', ' \t ', ' '.repeat(40), ' '.repeat(70));

test('Costs of up to nine digits are a word, of up to fifteen two, longer ones for the careful reader', () => {
  fc.assert(
    fc.property(fc.array(digits(17), { minLength: 1, maxLength: 8 }), blanks, (costs, gap) => {
      const line = `+12 ${gap}${costs.join(` ${gap}`)}`;
      const words = tokenOf(line, LINE_LAYOUT);
      if (costs.some((cost) => cost.length > 15)) {
        expect(words).toEqual([careful(line.length + 1)]);
        return;
      }
      const expected = costs.flatMap((cost) => {
        const low = Number(BigInt.asIntN(32, BigInt(cost)));
        return cost.length <= 9 ? [low] : [Number(BigInt(cost) >> 32n) | 0x80000000, low];
      });
      const head = COST | ((line.length + 1) << LENGTH_SHIFT) | (costs.length << COUNT_SHIFT);
      expect(words).toEqual([head | ((expected.length + 1) << WORDS_SHIFT), 12, ...expected]);
    }),
    { numRuns: 2000 },
  );
});

test('Addresses of up to sixteen hexadecimal digits are exact, in either case', () => {
  const hex = fc
    .tuple(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.nat(63), fc.nat(17), fc.boolean())
    .map(([value, shift, width, isUpper]) => {
      const text = (value >> BigInt(shift)).toString(16).padStart(width, '0');
      return isUpper ? text.toUpperCase() : text;
    });
  fc.assert(
    fc.property(hex, digits(10), (address, number) => {
      const line = `0x${address} ${number}`;
      const words = tokenOf(line, ADDRESS_AND_LINE_LAYOUT);
      if (address.length > 16 || number.length > 9) {
        expect(words).toEqual([careful(line.length + 1)]);
        return;
      }
      const value = BigInt(`0x${address}`);
      const low = Number(BigInt.asIntN(32, value));
      const isWide = value >= 2n ** 32n;
      const expected = [...(isWide ? [Number(BigInt.asIntN(32, value >> 32n))] : []), low, Number(number)];
      const flags = ADDRESS_ABSOLUTE | LINE_ABSOLUTE | (isWide ? ADDRESS_WIDE : 0);
      const head = COST | ((line.length + 1) << LENGTH_SHIFT) | flags | (expected.length << WORDS_SHIFT);
      expect(words).toEqual([head, ...expected]);
    }),
    { numRuns: 2000 },
  );
});

test('Names of every length have their place and the hash sum that the interner makes', () => {
  const byte = fc.oneof(fc.integer({ min: 33, max: 255 }), fc.constantFrom(0, 9, 13, 32, 40, 41));
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 120 }), fc.boolean(), blanks, (name, isNumbered, trail) => {
      const isBlank = (c: number | undefined): boolean => c === 32 || c === 9 || c === 13;
      const word = isNumbered ? 'cfn=(7) ' : 'fn=';
      // A blank, a parenthesis in front would be something else.
      const own = [97, ...name];
      const line = Uint8Array.from([...encoder.encode(word), ...own, ...encoder.encode(trail)]);
      let end = own.length;
      while (isBlank(own[end - 1])) end--;
      const text = Uint8Array.from(own.slice(0, end));
      const words = tokenOf(line, LINE_LAYOUT);
      const first = 11 * (1 + (line.length % 7)) + word.length;
      const place = [first, first + end, hashSumOf(text, 0, end)];
      const length = (line.length + 1) << LENGTH_SHIFT;
      if (isNumbered) expect(words).toEqual([DEFINED | length | (CFN << FLAGS_SHIFT), 7, ...place]);
      else expect(words).toEqual([NAMED | length | (FN << FLAGS_SHIFT), ...place]);
    }),
    { numRuns: 2000 },
  );
});

test('A line longer than a stretch is one for the careful reader, and so is one longer than a token can tell', () => {
  for (const length of [4094, 4095, 130_000, 131_071, 131_072, 500_000]) {
    const words = tokenOf(`fn=${'x'.repeat(length - 3)}`, LINE_LAYOUT);
    if (length < 4095) expect(words[0] & KIND_MASK).toBe(NAMED);
    else expect(words).toEqual([CAREFUL, length + 1]);
  }
});

async function contentOf(text: string): Promise<string> {
  const builder = new RecordingBuilder();
  const source = memorySource('test', encoder.encode(text));
  const result = await callgrindReader.read(source, builder, new AbortController().signal);
  if (!result.ok) return JSON.stringify(result.error);
  return JSON.stringify(builder.finish(), (_, value: unknown) =>
    ArrayBuffer.isView(value) ? `${value.constructor.name} ${(value as Uint8Array).join(' ')}` : value,
  );
}

const piece = fc.oneof(
  { arbitrary: digits(18), weight: 6 },
  { arbitrary: fc.constantFrom('+', '-', '*', '0x', '/', '=', '(', ')', 'x', 'f', 'F', '\u0000', 'é'), weight: 2 },
  { arbitrary: fc.constantFrom(' ', '  ', '\t', '\r', ' \t\r '), weight: 5 },
);
const hostileLine = fc
  .tuple(
    fc.constantFrom('', '', '', '+', '-', '*', '0x', '0x4', 'calls=', 'jump=', 'jcnd=', 'fn=(', 'cfi=(', 'cob=', 'fe='),
    fc.array(piece, { maxLength: 45 }),
  )
  .map(([begin, pieces]) => begin + pieces.join(''));

test.each(['line', 'instr', 'instr line', 'bb line'])(
  'Lines of digits, signs and blanks in any order are read like those read with care: positions: %s',
  async (positions) => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostileLine, { minLength: 1, maxLength: 30 }), async (lines) => {
        const head = ['version: 1', `positions: ${positions}`, 'events: a b c d e', 'fn=(1) one', '5 5'];
        const all = [...head, ...lines.flatMap((line) => ['fn=(1)', line])];
        // A blank in front of a line keeps it from the fast path.
        const expected = await contentOf(all.map((line) => ` ${line}\n`).join(''));
        expect(await contentOf(all.map((line) => `${line}\n`).join(''))).toBe(expected);
      }),
      { numRuns: 500 },
    );
  },
);
