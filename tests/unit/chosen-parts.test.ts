// Choosing parts by clicks, as lists of files are chosen from everywhere.
import { expect, it } from 'vitest';
import { chosenParts } from '../../src-renderer/shell/chosen-parts.ts';

const shown = [3, 1, 0, 2];

it('chooses one by a click, and all again by a click on the only one', () => {
  expect(chosenParts([], 1, { gesture: 'one', anchor: undefined, shown })).toEqual([1]);
  expect(chosenParts([0, 1], 1, { gesture: 'one', anchor: 0, shown })).toEqual([1]);
  expect(chosenParts([1], 1, { gesture: 'one', anchor: 1, shown })).toEqual([]);
});

it('adds and takes away with Ctrl, in the order of the parts', () => {
  expect(chosenParts([2], 0, { gesture: 'toggle', anchor: 2, shown })).toEqual([0, 2]);
  expect(chosenParts([0, 2], 2, { gesture: 'toggle', anchor: 0, shown })).toEqual([0]);
});

it('chooses what is shown between two with Shift, whichever comes first', () => {
  expect(chosenParts([3], 0, { gesture: 'range', anchor: 3, shown })).toEqual([0, 1, 3]);
  expect(chosenParts([2], 1, { gesture: 'range', anchor: 2, shown })).toEqual([0, 1, 2]);
});

it('chooses one with Shift where nothing was chosen before', () => {
  expect(chosenParts([], 2, { gesture: 'range', anchor: undefined, shown })).toEqual([2]);
});
