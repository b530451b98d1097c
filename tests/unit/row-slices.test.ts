/** Rows of a table in several frames: which slice when, which rows stand where meanwhile, and a page that goes by in steps. */
import { describe, expect, it } from 'vitest';
import { inGroups, moveAtOnce, rowsOfSlices, SLICE, turnOfSlice } from '../../src-renderer/presenters/row-slices.ts';
import { Glide } from '../../src-renderer/widgets/glide.ts';

const rows = (first: number, change: { slot?: number; jumps?: number; all?: number } = {}) => ({
  first,
  slot: 0,
  jumps: 0,
  all: 1000,
  ...change,
});

const numbers = (shown: readonly (ReturnType<typeof rows> | undefined)[], count: number) =>
  rowsOfSlices(shown, count, ({ all }) => all).map(({ index }) => index);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe('slices of rows', () => {
  it('are drawn from the top, the one that is looked at before all others', () => {
    const turns = (leading: number) => [0, 1, 2, 3].map((slice) => turnOfSlice(slice, leading));
    expect(turns(0)).toEqual([0, 1, 2, 3]);
    expect(turns(2)).toEqual([1, 2, 0, 3]);
  });

  it('may be late where rows stay in their places or have jumped, not where a person scrolls', () => {
    expect(moveAtOnce(rows(0), rows(0))).toBe(false);
    expect(moveAtOnce(rows(0), rows(500, { jumps: 1 }))).toBe(false);
    expect(moveAtOnce(rows(0), rows(500))).toBe(true);
    expect(moveAtOnce(rows(0), rows(3, { slot: 3 }))).toBe(true);
  });

  it('show each row of the table once, the last slice what is left of them', () => {
    const all = rows(10);
    expect(numbers([all, all, all], 60)).toEqual(range(10, 70));
  });

  it('leave what stood there until their turn has come, and nothing where nothing stood', () => {
    const [before, after] = [rows(0), rows(500, { jumps: 1 })];
    expect(numbers([after, before], 30)).toEqual([...range(500, 500 + SLICE), ...range(SLICE, 30)]);
    expect(numbers([after, undefined], 30)).toEqual(range(500, 500 + SLICE));
    // A slice without rows above it would stand in their place.
    expect(numbers([undefined, after], 30)).toEqual([]);
  });

  it('of a shorter table end with it', () => {
    const short = rows(0, { all: 5 });
    expect(numbers([rows(0, { all: 900 }), short], 30)).toEqual(range(0, SLICE));
    expect(numbers([short, short], 30)).toEqual(range(0, 5));
  });

  it('are painted in groups that their elements stay in', () => {
    const groups = (slot: number) => {
      const all = rows(0, { slot });
      return inGroups(rowsOfSlices([all, all], 30, () => 1000)).map(({ key, rows }) => [key, rows.length]);
    };
    expect(groups(0)).toEqual([
      [0, 12],
      [1, 12],
      [2, 6],
    ]);
    expect(groups(-2)).toEqual([
      [-1, 2],
      [0, 12],
      [1, 12],
      [2, 4],
    ]);
  });
});

describe('a glide', () => {
  /** A list whose frames are drawn by hand. */
  function list() {
    const waiting: (() => void)[] = [];
    const places = [0];
    const glide = new Glide((draw) => waiting.push(draw));
    const glided = { place: () => places.at(-1) ?? 0, stepTo: (place: number) => void places.push(place) };
    const begin = (goal: number, steps: number) => {
      glide.begin(goal, steps, glided);
      return new Promise((begun) => setTimeout(begun, 1));
    };
    return { glide, places, begin, frame: () => waiting.shift()?.() };
  }

  it('goes to its goal in equal steps, one in each frame', async () => {
    const { glide, places, begin, frame } = list();
    await begin(900, 3);
    expect(places).toEqual([0, 300]);
    expect(glide.goal).toBe(900);
    frame();
    frame();
    frame();
    expect(places).toEqual([0, 300, 600, 900]);
    expect(glide.goal).toBeUndefined();
  });

  it('takes another goal on its way, in one step a frame still', async () => {
    const { places, begin, frame } = list();
    await begin(900, 3);
    await begin(1500, 3);
    expect(places).toEqual([0, 300]);
    frame();
    frame();
    frame();
    frame();
    expect(places).toEqual([0, 300, 700, 1100, 1500]);
  });

  it('ends where something else scrolls', async () => {
    const { glide, places, begin, frame } = list();
    await begin(900, 3);
    glide.end();
    frame();
    expect(places).toEqual([0, 300]);
    await begin(400, 1);
    expect(places).toEqual([0, 300, 400]);
  });
});
