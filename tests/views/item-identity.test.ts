// Items are known again in another reading of the same files by what makes them themselves (S10), whatever their rows are.
import { describe, expect, it } from 'vitest';
import type { Recording } from '../../shared/model/recording.ts';
import { initialViewState } from '../../shared/state/view-state.ts';
import type { ItemRef } from '../../shared/viewmodel/item.ts';
import { identifyItems, recogniseItems } from '../../shared/views/item-identity.ts';
import { functionNamed, profile } from '../support/profile-notation.ts';

const found = (before: Recording, item: ItemRef, after: Recording) => {
  const [identity] = identifyItems(before, [item], initialViewState);
  return identity === null ? 'unknown' : recogniseItems(after, [identity], initialViewState)[0];
};
const fn = (index: number): ItemRef => ({ kind: 'function', index });

describe('an item', () => {
  it('is known again under another number', () => {
    const before = profile`
      main > work 3
      main > rest 1`;
    const after = profile`
      main > early 9
      main > rest 1
      main > work 3`;
    expect(found(before, fn(functionNamed(before, 'work')), after)).toEqual(fn(functionNamed(after, 'work')));
  });

  it('is the one in its own file, not its namesake; of the nearest line where there are several', () => {
    const before = profile`
      main > f@b.py:20 3
      main > f@a.py:1 1`;
    const after = profile`
      main > f@a.py:21 1
      main > f@b.py:90 1
      main > f@b.py:24 1`;
    // Rows: main, then f as they come.
    expect(found(before, fn(1), after)).toEqual(fn(3));
    expect(found(before, fn(2), after)).toEqual(fn(1));
  });

  it('that moved to another file is still known where no other has its name', () => {
    const before = profile`main > f@old.c 3`;
    expect(
      found(
        before,
        fn(1),
        profile`
      x > y 1
      main > f@new.c 3`,
      ),
    ).toEqual(fn(3));
  });

  it('that is gone is gone', () => {
    expect(found(profile`main > f 3`, fn(1), profile`main > g 3`)).toBeNull();
    expect(found(profile`main 3`, fn(7), profile`main 3`)).toBe('unknown');
  });

  it('that is a cycle is known by its members', () => {
    const before = profile`
      main 1
      a 5
      b 6
      main -> a 1x 11
      a -> b 1x 6
      b -> a 1x 2`;
    const after = profile`
      c 500
      d 600
      c -> d 1x 600
      d -> c 1x 9
      main 1
      a 5
      b 6
      main -> a 1x 11
      a -> b 1x 6
      b -> a 1x 2`;
    // The dearer cycle of c and d is number 1 now.
    expect(found(before, { kind: 'cycle', index: 1 }, after)).toEqual({ kind: 'cycle', index: 2 });
    expect(found(before, { kind: 'cycle', index: 1 }, profile`main -> a 1x 5`)).toBeNull();
  });
});
