// The page's own arithmetic, which needs no page: placing pictures, choosing columns and order, walking maps.
import { describe, expect, it } from 'vitest';
import { layoutTreemap } from '../../shared/layout/treemap.ts';
import type { ColumnSpec, SortKey } from '../../shared/viewmodel/table.ts';
import { keepInside, placeAround, placeWhole, toPicture, zoomAbout } from '../../src-renderer/canvas/pan-zoom.ts';
import {
  cellStyles,
  columnsThatFit,
  leastWidths,
  nextSort,
  shownColumns,
} from '../../src-renderer/presenters/table-columns.ts';
import { rowOfKey } from '../../src-renderer/presenters/treemap-keys.ts';
import { offsetAt, scrollRange } from '../../src-renderer/widgets/scroll-offset.ts';

const pane = { width: 800, height: 600 };

describe('a picture in its pane', () => {
  it('is shown whole and in the middle, never enlarged', () => {
    expect(placeWhole({ width: 200, height: 100 }, pane)).toEqual({ scale: 1, x: 300, y: 250 });
    const large = placeWhole({ width: 4000, height: 100 }, pane);
    expect(large.x).toBeGreaterThanOrEqual(0);
    expect(large.x + 4000 * large.scale).toBeLessThanOrEqual(800);
  });

  it('has its nodes in the middle, whatever words stand beside them, as long as nothing is lost', () => {
    // Nodes from 0 to 120, words up to 200: the nodes' middle comes to the pane's, at 400.
    expect(placeWhole({ width: 200, height: 100 }, pane, 60).x).toBe(340);
    expect(placeWhole({ width: 780, height: 100 }, pane, 60).x).toBe(10);
  });

  it('that is too large to be read whole opens around what matters', () => {
    const view = placeAround({ width: 8000, height: 8000 }, pane, { x: 4000, y: 4000 }, undefined);
    const there = { x: view.x + 4000 * view.scale, y: view.y + 4000 * view.scale };
    expect(view.scale).toBeGreaterThan(0.75);
    expect(there.x).toBeCloseTo(400);
    expect(there.y).toBeGreaterThan(150);
    expect(there.y).toBeLessThanOrEqual(300);
  });

  it('keeps a refocused node where it was', () => {
    const at = { x: 123, y: 456 };
    const view = placeAround({ width: 8000, height: 8000 }, pane, { x: 3000, y: 2000 }, { at, scale: undefined });
    const there = toPicture(view, at);
    expect(there.x).toBeCloseTo(3000);
    expect(there.y).toBeCloseTo(2000);
  });

  it('keeps the scale that a person chose, and a small picture where it was put', () => {
    const small = { width: 200, height: 100 };
    const view = placeAround(small, pane, { x: 100, y: 50 }, { at: { x: 150, y: 480 }, scale: 0.5 });
    expect(view).toEqual({ scale: 0.5, x: 100, y: 455 });
    expect(keepInside({ scale: 1, x: 790, y: -20 }, small, pane)).toEqual({ scale: 1, x: 590, y: 10 });
  });

  it('is zoomed about the pointer: what is under it stays under it', () => {
    const about = { x: 250, y: 90 };
    const before = { scale: 0.8, x: -40, y: 17 };
    const after = zoomAbout(before, 1.6, about);
    expect(toPicture(after, about).x).toBeCloseTo(toPicture(before, about).x);
    expect(toPicture(after, about).y).toBeCloseTo(toPicture(before, about).y);
  });

  it('cannot be pushed out of sight', () => {
    const view = keepInside({ scale: 1, x: -1e6, y: 1e6 }, { width: 3000, height: 3000 }, pane);
    expect(view.x + 3000).toBeGreaterThan(700);
    expect(view.y).toBeLessThan(100);
  });
});

const column = (id: string, change: Partial<ColumnSpec> = {}): ColumnSpec => ({
  id,
  title: id,
  description: id,
  kind: 'cost',
  visibleByDefault: true,
  firstDirection: 'descending',
  width: 80,
  ...change,
});

describe('columns', () => {
  const columns = [
    column('inclusive'),
    column('per-call', { visibleByDefault: false }),
    column('function', { kind: 'item', width: 0 }),
  ];

  it('are shown as the view says until a person chooses, but for the name, which always is', () => {
    const shown = (visible: Record<string, boolean>) =>
      shownColumns({ columns }, { widths: {}, visible }).map(({ spec, index }) => `${spec.id} ${index}`);
    expect(shown({})).toEqual(['inclusive 0', 'function 2']);
    expect(shown({ inclusive: false, 'per-call': true, function: false })).toEqual(['per-call 1', 'function 2']);
  });

  it('give way to the name where the pane is narrow: places, costs per call, counts, self costs', () => {
    const wide = [
      column('inclusive'),
      column('self', { bar: 'self' }),
      column('per-call', { absolute: true }),
      column('calls', { kind: 'count' }),
      column('function', { kind: 'item', width: 0 }),
      column('location', { kind: 'text', width: 0 }),
    ];
    const at = (room: number, visible: Record<string, boolean> = {}, kept?: string) =>
      columnsThatFit(shownColumns({ columns: wide }, { widths: {}, visible }), room, { visible, kept })
        .map(({ spec }) => spec.id)
        .join(' ');
    // Four numbers of 80, 132 for the name, 130 for the place.
    expect(at(582)).toBe('inclusive self per-call calls function location');
    expect(at(581)).toBe('inclusive self per-call calls function');
    expect(at(451)).toBe('inclusive self calls function');
    expect(at(371)).toBe('inclusive self function');
    expect(at(200)).toBe('inclusive function');
    expect(at(451, { location: true })).toBe('inclusive self function location');
    expect(at(200, {}, 'calls')).toBe('inclusive calls function');
  });

  it('give one column of places a part of the pane, and names all that is left; several share', () => {
    const name = column('function', { kind: 'item', width: 0 });
    const place = column('location', { kind: 'text', width: 0 });
    const styles = (...all: ColumnSpec[]) => cellStyles(shownColumns({ columns: all }, { widths: {}, visible: {} }));
    const names = { flex: '1 1 0px', minWidth: 120 };
    const several = { flex: '0.72 1 0px', minWidth: 72 };
    const ofPlace = { flex: '0 1 clamp(72px, max(20%, 50% - 250px), 340px)', minWidth: 72 };
    expect(styles(name, place)).toEqual([names, ofPlace]);
    expect(styles(name, place, column('formula', { kind: 'text', width: 0 }))).toEqual([names, several, several]);
  });

  it('of bars become wider in wide panes, where they are few and nobody gave them a width', () => {
    const bar = (id: string) => column(id, { bar: 'self', width: 86 });
    const styles = (count: number, widths = {}) => {
      const all = Array.from({ length: count }, (_, i) => bar(`self-${i}`));
      return cellStyles(shownColumns({ columns: all }, { widths, visible: {} }));
    };
    expect(styles(1)).toEqual([{ flex: '0 1 clamp(86px, 16%, 132px)', minWidth: 86 }]);
    expect(styles(2)[0]).toEqual({ flex: '0 1 clamp(86px, 14%, 132px)', minWidth: 86 });
    expect(styles(3)[0]).toEqual({ flex: '0 1 clamp(86px, 12%, 132px)', minWidth: 86 });
    expect(styles(1, { 'self-0': 100 })).toEqual([{ flex: '0 0 100px' }]);
    expect(styles(5)[0]).toEqual({ flex: '0 0 86px' });
    const texts = ['short', 'formula'].map((id) => column(id, { kind: 'text', width: 104 }));
    const besideTexts = cellStyles(shownColumns({ columns: [bar('self'), ...texts] }, { widths: {}, visible: {} }));
    expect(besideTexts[0]).toEqual({ flex: '0 1 clamp(86px, 11%, 132px)', minWidth: 86 });
  });

  it('keep the width a person gave them', () => {
    const shown = shownColumns({ columns }, { widths: { inclusive: 123, function: 300 }, visible: {} });
    expect(cellStyles(shown)).toEqual([{ flex: '0 0 123px' }, { flex: '0 0 300px' }]);
  });

  it('are at least as wide as is said of them: parts of the table, what is left, and in a narrow one their least', () => {
    const name = column('function', { kind: 'item', width: 0 });
    const place = column('location', { kind: 'text', width: 0 });
    const formula = column('formula', { kind: 'text', width: 0 });
    const bar = column('self', { bar: 'self', width: 86 });
    const widths = (room: number, ...all: ColumnSpec[]) =>
      leastWidths(shownColumns({ columns: all }, { widths: {}, visible: {} }), room).map(Math.round);
    // 16 % of 500, but at least 86, for the bar, 20 % for the place; of 1000 half of 500 for the place; no more than 132 and 340.
    expect(widths(500, bar, name, place)).toEqual([86, 314, 100]);
    expect(widths(1000, bar, name, place)).toEqual([132, 618, 250]);
    expect(widths(2000, bar, name, place)).toEqual([132, 1528, 340]);
    // Scrolled sideways from 86 + 120 + 72 on.
    expect(widths(100, bar, name, place)).toEqual([86, 120, 72]);
    // Shares of 1 : 0.72 : 0.72.
    expect(widths(1000, name, place, formula)).toEqual([410, 295, 295]);
    expect(widths(280, name, place, formula)).toEqual([120, 72, 72]);
  });

  it('sort by a click, the other way by the next, and second with Shift', () => {
    const click = (sort: readonly SortKey[], id: string, shift = false) => nextSort(sort, column(id), shift);
    const self: SortKey = { column: 'self', direction: 'descending' };
    expect(click([], 'self')).toEqual([self]);
    expect(click([self], 'self')).toEqual([{ column: 'self', direction: 'ascending' }]);
    expect(click([self], 'calls', true)).toEqual([self, { column: 'calls', direction: 'descending' }]);
    expect(click([self, { column: 'calls', direction: 'descending' }], 'calls', true)).toEqual([
      self,
      { column: 'calls', direction: 'ascending' },
    ]);
    expect(click([self, { column: 'calls', direction: 'descending' }], 'name')).toEqual([
      { column: 'name', direction: 'descending' },
    ]);
  });
});

describe('keys in a map', () => {
  // 0 ┬ 1 ┬ 3
  //   └ 2 └ 4
  const layout = layoutTreemap({ parent: [-1, 0, 0, 1, 1], value: [100, 60, 40, 30, 20] }, 800, 600);
  const rowOf = (node: number): number => layout.node.indexOf(node);
  const go = (node: number, key: string): number | undefined => layout.node[rowOfKey(layout, rowOf(node), key) ?? -1];

  it('lead down to the first child, up to the parent and around the siblings', () => {
    expect(go(0, 'ArrowDown')).toBe(1);
    expect(go(1, 'ArrowDown')).toBe(3);
    expect(go(3, 'ArrowUp')).toBe(1);
    expect(go(3, 'Backspace')).toBe(1);
    expect(go(1, 'ArrowRight')).toBe(2);
    expect(go(2, 'ArrowRight')).toBe(1);
    expect(go(4, 'ArrowLeft')).toBe(3);
  });

  it('stay where there is no way on, and leave other keys to others', () => {
    expect(go(2, 'ArrowDown')).toBe(2);
    expect(go(0, 'ArrowUp')).toBe(0);
    expect(rowOfKey(layout, 0, 'a')).toBeUndefined();
  });
});

describe('five million rows', () => {
  const ROWS = 5_000_000;
  const ROW = 22;
  const top = { offset: 0, scrollTop: 0 };

  // Positions of browsers are whole device pixels, at ratios of displays and at those of zoomed pages.
  it.each([1, 1.1, 1.25, 1.5, 2])('are scrolled to the last one at %s device pixels for one of the page', (ratio) => {
    for (const height of [100, 333.3, 617.6, 1400]) {
      const range = scrollRange(ROWS, ROW, height);
      // Firefox's limit, the lower one.
      expect(range.innerHeight * ratio).toBeLessThan(17_895_698);
      const last = Math.floor((range.innerHeight - height) * ratio) / ratio;
      expect(offsetAt(range, top, last) + height).toBe(ROWS * ROW);
      expect(offsetAt(range, { offset: 50, scrollTop: 4 }, 0)).toBe(0);
    }
  });

  it('are all passed on the way, in order, when the scrollbar is dragged', () => {
    const range = scrollRange(ROWS, ROW, 617.6);
    let before = { ...top };
    for (let scrollTop = 1000; scrollTop < range.mostScroll; scrollTop += 1000) {
      const offset = offsetAt(range, before, scrollTop);
      expect(offset - before.offset).toBeCloseTo(1000 * range.ratio, 3);
      before = { offset, scrollTop };
    }
  });

  it('move by pixels under the wheel, wherever they are', () => {
    const range = scrollRange(ROWS, ROW, 600);
    const before = { offset: 50_000_000, scrollTop: 50_000_000 / range.ratio };
    expect([120, -120, 0.8].map((step) => offsetAt(range, before, before.scrollTop + step) - before.offset)).toEqual([
      expect.closeTo(120, 6),
      expect.closeTo(-120, 6),
      expect.closeTo(0.8, 6),
    ]);
  });

  it('are few rows where they fit: nothing is scrolled', () => {
    const range = scrollRange(3, ROW, 600);
    expect([range.mostScroll, range.mostOffset, offsetAt(range, top, 0)]).toEqual([0, 0, 0]);
  });
});
