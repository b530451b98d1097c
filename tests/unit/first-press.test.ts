// What clicks mean on rows that are replaced between the button's going down and coming up, and between the two clicks of a double click.
import { describe, expect, test } from 'vitest';
import { FirstPress } from '../../src-renderer/presenters/first-press.ts';

const onRows = () => new FirstPress<string>((a, b) => a === b);

describe('a click on a place whose row may be replaced', () => {
  test('means what was there when the button went down', () => {
    const press = onRows();
    press.down('main', 1);
    expect(press.clicked('exit', 1)).toBe('main');
  });

  test('the second one means the first row, or nothing where another one has come', () => {
    const press = onRows();
    press.down('main', 1);
    press.down('main', 2);
    expect(press.clicked('main', 2)).toBe('main');
    press.down('exit', 2);
    expect([press.clicked('exit', 2), press.clicked(undefined, 2)]).toEqual([undefined, undefined]);
  });

  test('a double click means the row of the first click, also where there is none any more', () => {
    const press = onRows();
    press.down('main', 1);
    press.down('exit', 2);
    expect(press.twice()).toBe('main');
    press.down('parse', 1);
    press.down(undefined, 2);
    expect(press.twice()).toBe('parse');
  });

  test('of a screen reader, which presses no button, means what is there', () => {
    const press = onRows();
    press.down('main', 1);
    expect(press.clicked('exit', 0)).toBe('exit');
  });

  test('a double click that began elsewhere means nothing that was pressed here before', () => {
    const press = onRows();
    press.down('main', 1);
    press.leave({ pointerType: 'mouse' });
    press.down('exit', 2);
    expect(press.twice()).toBe('exit');
    press.down(undefined, 1);
    expect(press.twice()).toBeUndefined();
  });

  test('a finger leaves between the two touches of a double tap', () => {
    const press = onRows();
    press.down('main', 1);
    press.leave({ pointerType: 'touch' });
    press.down('exit', 2);
    expect(press.twice()).toBe('main');
  });
});
