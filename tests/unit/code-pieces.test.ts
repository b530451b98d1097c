/** A line of code in pieces, and the keys in code: pure parts of its presenter. */
import { describe, expect, it } from 'vitest';
import { codeKey, nextRow } from '../../src-renderer/presenters/code-keys.ts';
import { codePieces } from '../../src-renderer/presenters/code-pieces.ts';

describe('pieces of a line', () => {
  const shown = (text: string, spans: number[], find = '') =>
    codePieces(text, spans, find).map(
      ({ text: piece, kind, found }) => `${piece}|${kind ?? ''}${found ? '|found' : ''}`,
    );

  it('are cut at words and at what was searched for', () => {
    expect(shown('int x = int(1);', [0, 3, 4, 12, 13, 3])).toEqual(['int|type', ' x = int(|', '1|number', ');|']);
    expect(shown('return x;', [0, 6, 0], 'URN X')).toEqual(['ret|keyword', 'urn|keyword|found', ' x||found', ';|']);
    expect(shown('', [])).toEqual([]);
  });

  it('show what could hide or turn text around, and keep tabs', () => {
    expect(shown('a\u202eb\tc\u0007', [])).toEqual(['a\ufffdb\tc\u2407|']);
  });
});

describe('keys in code', () => {
  const press = (key: string, held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey', boolean>> = {}) =>
    codeKey(
      { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held },
      { cursor: 5, page: 10, rowCount: 12 },
    );

  it('walk rows inside the text, and mark them with Shift', () => {
    expect(press('ArrowDown')).toEqual({ kind: 'move', to: 6, extend: false });
    expect(press('PageDown', { shiftKey: true })).toEqual({ kind: 'move', to: 11, extend: true });
    expect(press('Home')).toEqual({ kind: 'move', to: 0, extend: false });
  });

  it('go to dear lines with Ctrl, and leave the window’s own keys alone', () => {
    expect(press('ArrowDown', { ctrlKey: true })).toEqual({ kind: 'hot', step: 1 });
    expect(press('ArrowDown', { ctrlKey: true, shiftKey: true })).toBeUndefined();
    expect(press('ArrowLeft', { altKey: true })).toBeUndefined();
    expect(press('F3', { shiftKey: true })).toEqual({ kind: 'match', step: -1 });
  });

  it('go round at the ends', () => {
    expect([nextRow([9, 2, 4], 4, 1), nextRow([9, 2, 4], 9, 1), nextRow([9, 2, 4], 2, -1), nextRow([], 1, 1)]).toEqual([
      9,
      2,
      9,
      undefined,
    ]);
  });
});
