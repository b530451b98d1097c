// What the rows of a table show, a slice of them in each frame: all rows of a large screen written anew are too much for one. Rows whose turn
// has not come show what they did, for a frame or two. Trap: what is scrolled by hand moves at once, and all rows with it; only rows that
// stand where they stood, or of which nothing is seen any more, may be late.
import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Later } from '../widgets/later.ts';

/** Rows that are drawn in one frame. */
export const SLICE = 24;

export interface SlicedRows {
  /** Number of the row that stands at the top. */
  readonly first: number;
  /** Another number: rows stand in other elements. */
  readonly slot: number;
  /** Another number: not the person has scrolled, and nothing of what was seen before is in sight. */
  readonly jumps: number;
}

export interface PlacedIn<Rows> {
  readonly rows: Rows;
  /** Row number in the whole table, from 0. */
  readonly index: number;
  /** Number of the element it is drawn in. */
  readonly element: number;
}

/** True: rows that are late would stand among others that have moved. */
export function moveAtOnce(before: SlicedRows, now: SlicedRows): boolean {
  return before.slot !== now.slot || (before.first !== now.first && before.jumps === now.jumps);
}

/** Which slice is the `n`th to be drawn, the other way round: the one that is looked at first, then from the top. */
export function turnOfSlice(slice: number, leading: number): number {
  if (slice === leading) return 0;
  return slice < leading ? slice + 1 : slice;
}

/** Rows of slices up to the first one that shows nothing yet. */
export function rowsOfSlices<Rows extends SlicedRows>(
  shown: readonly (Rows | undefined)[],
  count: number,
  lengthOf: (rows: Rows) => number,
): readonly PlacedIn<Rows>[] {
  const placed: PlacedIn<Rows>[] = [];
  for (let place = 0; place < count; place++) {
    const rows = shown[Math.floor(place / SLICE)];
    if (rows === undefined) break;
    const index = rows.first + place;
    if (index < lengthOf(rows)) placed.push({ rows, index, element: rows.slot + place });
  }
  return placed;
}

/** Elements that the browser paints as one: where none of them changes it takes over what it painted. */
const GROUP = 12;

export interface RowGroup<Placed> {
  readonly key: number;
  readonly rows: readonly Placed[];
}

/** By the number of their element: rows that stay in theirs stay in their group. */
export function inGroups<Placed extends { readonly element: number }>(
  placed: readonly Placed[],
): readonly RowGroup<Placed>[] {
  const groups: { readonly key: number; readonly rows: Placed[] }[] = [];
  for (const one of placed) {
    const key = Math.floor(one.element / GROUP);
    const last = groups.at(-1);
    if (last?.key === key) last.rows.push(one);
    else groups.push({ key, rows: [one] });
  }
  return groups;
}

interface Drawn<Rows> {
  readonly newest?: Rows;
  /** Slices that show the newest. */
  readonly done: number;
  readonly leading: number;
  readonly shown: readonly (Rows | undefined)[];
}

/**
 * For each slice of `count` rows what it shows; undefined: nothing yet. `rows`: the same object while nothing changes.
 * `lookedAt`: number of the row that comes first where the person has jumped to it.
 */
export function useRowSlices<Rows extends SlicedRows>(
  rows: Rows,
  count: number,
  lookedAt: number,
): readonly (Rows | undefined)[] {
  const later = useContext(Later);
  const slices = Math.max(1, Math.ceil(count / SLICE));
  const drawn = useRef<Drawn<Rows>>({ done: 0, leading: 0, shown: [] });
  const [progress, setProgress] = useState<{ readonly of: Rows; readonly done: number }>();
  const { newest } = drawn.current;
  let { done, leading } = drawn.current;
  if (newest === rows) {
    if (progress?.of === rows) done = Math.max(done, progress.done);
  } else {
    done = newest !== undefined && moveAtOnce(newest, rows) ? Number.POSITIVE_INFINITY : 1;
    const place = Math.floor((lookedAt - rows.first) / SLICE);
    leading = newest !== undefined && newest.jumps !== rows.jumps && place > 0 && place < slices ? place : 0;
  }
  const shown = Array.from({ length: slices }, (_, slice) =>
    turnOfSlice(slice, leading) < done ? rows : drawn.current.shown[slice],
  );
  useLayoutEffect(() => {
    drawn.current = { newest: rows, done, leading, shown };
  });
  useEffect(() => {
    if (done >= slices) return;
    let isWanted = true;
    later(() => {
      if (isWanted) setProgress({ of: rows, done: done + 1 });
    });
    return () => {
      isWanted = false;
    };
  }, [rows, done, slices, later]);
  return shown;
}
