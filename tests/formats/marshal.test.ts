/**
 * Python's marshal format, value by value. The bytes are what CPython's marshal.dumps() gives (the hexadecimal was printed by the
 * versions named), or are made wrong by hand.
 */
import { describe, expect, it } from 'vitest';
import { runAtOnce } from '../../shared/base/slices.ts';
import { decodeMarshal } from '../../shared/formats/support/marshal.ts';
import { describeCode } from '../../shared/formats/support/marshal-code.ts';
import type { MarshalValues } from '../../shared/formats/support/marshal-values.ts';

function bytesOf(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex.replace(/\s/g, ''), 'hex'));
}

/** The value as plain data; containers at most five levels down. */
function plain(values: MarshalValues, value: number, depth = 0): unknown {
  const items = (): unknown[] =>
    depth > 4
      ? ['…']
      : Array.from({ length: values.count(value) }, (_, i) => plain(values, values.item(value, i), depth + 1));
  switch (values.kind(value)) {
    case 'number':
      return values.number(value);
    case 'boolean':
      return values.number(value) === 1;
    case 'text':
    case 'bytes': {
      const start = values.start(value);
      return Buffer.from(values.source.subarray(start, start + values.count(value))).toString('utf8');
    }
    case 'tuple':
    case 'list':
    case 'dict':
      return items();
    default:
      return values.kind(value);
  }
}

function decode(hex: string): unknown {
  const decoded = runAtOnce(decodeMarshal(bytesOf(hex)));
  if (!decoded.ok) return `${decoded.error.message} @${decoded.error.byte}`;
  return plain(decoded.value.values, decoded.value.root);
}

describe('marshal', () => {
  it.each([
    ['None, True, False', '29 03 4e 54 46', ['none', true, false]],
    ['a 32-bit number', 'e9 fe ff ff ff', -2],
    ['a 64-bit number (Python 2)', '49 00 00 00 00 01 00 00 00', 4294967296],
    ['a long number, −(2^40 + 5)', '6c fd ff ff ff 05 00 00 00 00 04', -(2 ** 40 + 5)],
    ['a float', 'e7 00 00 00 00 00 00 e0 3f', 0.5],
    ['a float as text (versions 0 and 1)', '66 04 31 65 2d 33', 0.001],
    [
      'texts of all kinds',
      '29 05 da 01 61 fa 01 62 75 02 00 00 00 c3 a4 73 01 00 00 00 64 61 01 00 00 00 65',
      ['a', 'b', 'ä', 'd', 'e'],
    ],
    ['a dictionary', '7b e9 01 00 00 00 4e 30', [1, 'none']],
    ['an empty dictionary', '7b 30', []],
    ['an empty tuple in a list', '5b 01 00 00 00 29 00', [[]]],
    [
      'a frozen set and a complex number',
      '29 02 3e 01 00 00 00 4e 79 00000000000000000000000000000000',
      ['set', 'other'],
    ],
    ['a slice (Python 3.14)', '29 01 3a 4e 4e 4e', ['slice']],
  ])('reads %s', (_, hex, expected) => {
    expect(decode(hex)).toEqual(expected);
  });

  it('counts references from the head of containers: a tuple takes its slot before its items', () => {
    // (('x',), <reference 0 = outer>, <reference 1 = inner>, <reference 2 = 'x'>) as far as slots go
    expect(decode('a9 03 a9 01 da 01 78 72 01 00 00 00 72 02 00 00 00')).toEqual([['x'], ['x'], 'x']);
  });

  it('reads the interned references of Python 2', () => {
    expect(decode('28 03 00 00 00 74 01 00 00 00 61 74 01 00 00 00 62 52 01 00 00 00')).toEqual(['a', 'b', 'b']);
  });

  it('ends a list that holds itself', () => {
    expect(decode('db 01 00 00 00 72 00 00 00 00')).toEqual([[[[[['…']]]]]]);
  });

  it.each([
    ['nothing', '', 'the file is cut off @0'],
    ['a number that is cut', 'e9 01 00', 'the file is cut off @3'],
    [
      'a tuple that claims 2^31 − 1 items',
      '28 ff ff ff 7f',
      'the file is cut off or damaged: 2,147,483,647 values should follow, but the file ends here @1',
    ],
    [
      'a text of which a byte is there',
      '75 04 00 00 00 61',
      'the file is cut off or damaged: a text of 4 bytes should follow, but only 1 byte of it is left @1',
    ],
    ['a negative length', '75 ff ff ff ff', 'a length is negative @1'],
    ['a number that claims 2^30 digits', '6c 00 00 00 40 01 00', 'a number is longer than the file @1'],
    ['a reference to nothing', '72 05 00 00 00', 'the file is damaged: it refers to value 5, which is not in it @0'],
    ['an unknown type', '3f', "there is no marshal type '?' @0"],
    ['a dictionary that ends behind a key', '7b 4e 30', 'a dictionary ends behind a key @2'],
    ['NULL outside of a dictionary', '30', "there is no marshal type '0' @0"],
  ])('refuses %s, with its place', (_, hex, message) => {
    expect(decode(hex)).toBe(message);
  });

  it('refuses 60,000 nested tuples without recursion', () => {
    expect(decode('2901'.repeat(60_000))).toMatch(/^values are nested more than 2,000 deep/);
  });
});

const INTEGER = '00000000';
const CODE = '73 02000000 6400';
const EMPTY = '29 00';
const text = (value: string): string =>
  `da ${value.length.toString(16).padStart(2, '0')} ${Buffer.from(value).toString('hex')}`;
const LINE = '2a000000';

describe('code objects are taken apart, never run, in the layout of', () => {
  it.each([
    [
      'Python 2.7',
      `63 ${INTEGER.repeat(4)} ${CODE} ${EMPTY.repeat(5)} ${text('f.py')} ${text('work')} ${LINE} ${CODE}`,
    ],
    [
      'Python 3.6',
      `e3 ${INTEGER.repeat(5)} ${CODE} ${EMPTY.repeat(5)} ${text('f.py')} ${text('work')} ${LINE} ${CODE}`,
    ],
    [
      'Python 3.8',
      `e3 ${INTEGER.repeat(6)} ${CODE} ${EMPTY.repeat(5)} ${text('f.py')} ${text('work')} ${LINE} ${CODE}`,
    ],
    [
      'Python 3.10, its byte code shared with another function',
      `e3 ${INTEGER.repeat(6)} 72 00000000 ${EMPTY.repeat(5)} ${text('f.py')} ${text('work')} ${LINE} ${CODE}`,
      `f3 02000000 6400`,
    ],
    [
      'Python 3.11',
      `e3 ${INTEGER.repeat(5)} ${CODE} ${EMPTY.repeat(3)} ${CODE} ${text('f.py')} ${text('work')} ${text('C.work')} ${LINE} ${CODE} ${CODE}`,
    ],
  ])('%s', (_, hex, before = 'e9 01000000') => {
    const decoded = runAtOnce(decodeMarshal(bytesOf(`29 03 ${before} ${hex} e9 07000000`)));
    if (!decoded.ok) throw new Error(decoded.error.message);
    const { values, root } = decoded.value;
    const code = describeCode(values, values.item(root, 1));
    expect([plain(values, code.name), plain(values, code.filename), code.line]).toEqual(['work', 'f.py', 42]);
    expect(values.number(values.item(root, 2))).toBe(7);
  });
});
