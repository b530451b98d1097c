// JSON of any length is written bit by bit, and is the text that JSON.stringify makes where it can.
import { describe, expect, it } from 'vitest';
import { jsonPieces } from '../../src-main/cli/write-result.ts';

const row = (i: number) => ({ name: `f${i}\n"quoted"`, cost: i / 4, of: [i, { in: null }], none: undefined });
const rows = Array.from({ length: 5000 }, (_, i) => row(i));

describe('JSON for programs', () => {
  it.each([
    ['nothing', null],
    ['a text of several lines', 'a\nb'],
    ['a short list', [1, [], {}]],
    ['a long list', rows],
    [
      'a long list deep inside, and what stands beside it',
      { file: 'x\n', no: undefined, rows, deep: { a: [{ rows }], z: 1 } },
    ],
    ['long lists in a long list', Array.from({ length: 1001 }, (_, i) => (i === 7 ? rows : i === 8 ? undefined : [i]))],
  ])('is what JSON.stringify makes, with a newline behind it: %s', (_, value) => {
    expect([...jsonPieces(value)].join('')).toBe(`${JSON.stringify(value, undefined, 2)}\n`);
  });

  it('comes in pieces that are no longer than they need to be', () => {
    const pieces = [...jsonPieces({ rows })];
    expect(pieces.length).toBeGreaterThan(4);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(1 << 17);
  });
});
