// Nested treemap: area is value, a child lies inside its parent, what the children leave free is the parent's own cost.
// Tiling is d3-hierarchy's (squares: Bruls, Huizing, van Wijk, "Squarified Treemaps", 2000); the walk over the tree is ours, because
// only rectangles large enough to be seen are opened: a tree of any size costs what fits on the screen.
// What is too small is not dropped silently: it comes back as `remainders`, to be filled with a pattern.
import { treemapBinary, treemapDice, treemapSlice, treemapSliceDice, treemapSquarify } from 'd3-hierarchy';
import { assert } from '../base/assert.ts';
import { GrowableFloat64, GrowableInt32 } from '../base/growable.ts';
import type { Rectangle } from './geometry.ts';

/** A row is a node. Parents come before their children; node 0 is the only one whose parent is −1. */
export interface TreemapInput {
  readonly parent: ArrayLike<number>;
  /** Any unit, ≥ 0. Children that add up to more than their parent are scaled down to it. */
  readonly value: ArrayLike<number>;
  /** Part of the value that belongs to children that are not in the input; absent: none. */
  readonly hidden?: ArrayLike<number>;
}

/** Near squares, halves of equal value, side by side, one below the other, or both by turns. */
export type Tiling = 'squares' | 'halves' | 'columns' | 'rows' | 'turns';

export interface TreemapOptions {
  readonly tiling: Tiling;
  /** Free border between a rectangle and its children, and between siblings; small rectangles get less. */
  readonly padding: number;
  /** Height kept free at the top of a rectangle with children, for its title. */
  readonly header: number;
  /** A rectangle narrower than this gets no header: no title fits anyway. */
  readonly minHeaderWidth: number;
  /** Rectangles with a shorter side than this are left out, with all that is in them. */
  readonly minSide: number;
  /** Rectangles of less area are not divided. */
  readonly minArea: number;
  /** Rectangles that hold hardly more than one other share its title line, in pieces at most this wide; 0: every one has a line of its own. */
  readonly sharedTitle: number;
}

/** A row is a visible rectangle, parents before children. Columns have equal lengths. */
export interface TreemapLayout {
  /** Row of the input. */
  readonly node: Int32Array;
  /** Row of this layout; −1 for the root. */
  readonly parent: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly width: Float64Array;
  readonly height: Float64Array;
  /** 0 for the root. */
  readonly depth: Int32Array;
  /** Height kept free for the title; 0 where there are no children or no room. */
  readonly header: Float64Array;
  /** Where the title stands on its line: the whole of it but for rectangles that share one. */
  readonly titleX: Float64Array;
  readonly titleWidth: Float64Array;
  /** Areas of what is too small or was not sent, never overlapping a rectangle other than those they are in. */
  readonly remainders: readonly Remainder[];
}

export interface Remainder extends Rectangle {
  /** Row of this layout that contains it. */
  readonly row: number;
}

export const defaultTreemapOptions: TreemapOptions = {
  tiling: 'squares',
  padding: 3,
  header: 16,
  minHeaderWidth: 24,
  minSide: 2,
  minArea: 0,
  sharedTitle: 0,
};

const tilings = {
  squares: treemapSquarify,
  halves: treemapBinary,
  columns: treemapDice,
  rows: treemapSlice,
  turns: treemapSliceDice,
} as const;

/** The only fields that d3's tiling reads and writes. */
interface Tile {
  value: number;
  /** Row of the input; −1 for the hidden rest, −2 for what the parent keeps for itself. */
  node: number;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** Lays the tree out in `width` × `height`. Linear in the input, n log n in the children of one node. */
export function layoutTreemap(
  input: TreemapInput,
  width: number,
  height: number,
  options: TreemapOptions = defaultTreemapOptions,
): TreemapLayout {
  const columns = createColumns();
  const remainders: Remainder[] = [];
  const children = childrenByNode(input);
  if (input.parent.length > 0 && Math.min(width, height) >= options.minSide && (input.value[0] ?? 0) > 0) {
    columns.push({ x: 0, y: 0, width, height }, { node: 0, parent: -1, depth: 0 });
  }
  // A chain of single callees would spend its rectangle on frames: from three on they stand on one line.
  const nextOnLine = (row: number): number => {
    if (options.sharedTitle <= 0 || columns.titleRoom(row) < 2 * LEAST_SHARED_TITLE) return NO_LINK;
    const { width, height } = columns.rectangle(row);
    const unseen = options.minSide / Math.max(width, height);
    const next = onlyChild(input, children, columns.node.array[row] as number, unseen);
    const isChain =
      next !== NO_LINK && (columns.isOnSharedLine(row) || onlyChild(input, children, next, unseen) !== NO_LINK);
    return isChain ? next : NO_LINK;
  };
  // Rows are appended while the loop runs: breadth first, without recursion.
  for (let row = 0; row < columns.node.length; row++) {
    const node = columns.node.array[row] as number;
    const tiles = tilesOf(input, children, node);
    if (tiles.length === 0) continue;
    const outer = columns.rectangle(row);
    if (outer.width * outer.height < options.minArea) continue;
    const padding = paddingOf(outer, options.padding);
    const header = headerOf(outer, padding, options);
    const inner = {
      x: outer.x + padding,
      y: outer.y + (header > 0 ? header : padding),
      width: outer.width - 2 * padding,
      height: outer.height - padding - (header > 0 ? header : padding),
    };
    // A rectangle within a rectangle needs two edges and something between them, or all that is seen is edges.
    if (Math.min(inner.width, inner.height) < 2 * options.minSide) continue;
    columns.header.array[row] = header;
    const next = header > 0 ? nextOnLine(row) : NO_LINK;
    if (next !== NO_LINK) {
      columns.share(row, options.sharedTitle, next);
      continue;
    }
    const level = { value: input.value[node] ?? 0, depth: columns.depth.array[row] as number, tiling: options.tiling };
    tile(tiles, level, inner, padding);
    const leftOut: Rectangle[] = [];
    for (const each of tiles) {
      if (each.node === OWN) continue;
      const rectangle = shrinkWithin(each, padding / 2, inner);
      const visible = each.node >= 0 && Math.min(rectangle.width, rectangle.height) >= options.minSide;
      if (visible) {
        columns.push(rectangle, { node: each.node, parent: row, depth: (columns.depth.array[row] as number) + 1 });
      } else {
        leftOut.push(shrinkWithin(each, 0, inner));
      }
    }
    for (const area of joinNeighbours(leftOut)) {
      if (Math.min(area.width, area.height) >= options.minSide) remainders.push({ ...area, row });
    }
  }
  return { ...columns.finish(), remainders };
}

const NO_LINK = -1;
/** Of the value of a rectangle: a single child with more is all there is to see of it. */
const NEARLY_ALL = 0.99;
/** Pixels: less says nothing. */
const LEAST_SHARED_TITLE = 48;

/**
 * The child that has nearly all of a node's value, where the others (shown and hidden) have less than `unseen` of it: as a strip they would
 * be too thin to be drawn. NO_LINK where there is none.
 */
function onlyChild(input: TreemapInput, children: ChildLists, node: number, unseen: number): number {
  const value = input.value[node] as number;
  let largest = NO_LINK;
  let most = 0;
  let sum = input.hidden?.[node] ?? 0;
  for (let child = children.first[node] as number; child >= 0; child = children.next[child] as number) {
    const each = input.value[child] as number;
    sum += each;
    if (each > most) {
      most = each;
      largest = child;
    }
  }
  return value > 0 && most >= NEARLY_ALL * value && sum - most < unseen * value ? largest : NO_LINK;
}

/** Full padding for roomy rectangles, a hair for small ones: nesting stays visible down to the last pixels. */
function paddingOf(outer: Rectangle, padding: number): number {
  const side = Math.min(outer.width, outer.height);
  return side >= 14 * padding ? padding : Math.min(padding, side >= 12 ? 2 : 1);
}

function headerOf(outer: Rectangle, padding: number, options: TreemapOptions): number {
  const roomy = outer.width >= options.minHeaderWidth && outer.height >= options.header + padding + 2 * options.minSide;
  return roomy ? options.header : 0;
}

/** Child lists as two linked columns: first child of a node, next sibling of a child. */
interface ChildLists {
  readonly first: Int32Array;
  readonly next: Int32Array;
}

function childrenByNode(input: TreemapInput): ChildLists {
  const count = input.parent.length;
  const first = new Int32Array(count).fill(-1);
  const next = new Int32Array(count).fill(-1);
  for (let node = count - 1; node > 0; node--) {
    const parent = input.parent[node] as number;
    assert(parent >= 0 && parent < node, 'parents of a treemap come before their children');
    next[node] = first[parent] as number;
    first[parent] = node;
  }
  return { first, next };
}

/** The node's children, largest first, then the hidden rest. Equal values keep the order of the input. */
function tilesOf(input: TreemapInput, children: ChildLists, node: number): Tile[] {
  const tiles: Tile[] = [];
  for (let child = children.first[node] as number; child >= 0; child = children.next[child] as number) {
    const value = input.value[child] as number;
    if (value > 0) tiles.push({ value, node: child, x0: 0, y0: 0, x1: 0, y1: 0 });
  }
  tiles.sort((a, b) => b.value - a.value || a.node - b.node);
  const hidden = input.hidden?.[node] ?? 0;
  if (hidden > 0) tiles.push({ value: hidden, node: -1, x0: 0, y0: 0, x1: 0, y1: 0 });
  return tiles;
}

const OWN = -2;

/** Gives every tile its place in `inner`, with half the gap around each of them. */
function tile(
  tiles: Tile[],
  { value, depth, tiling }: { readonly value: number; readonly depth: number; readonly tiling: Tiling },
  inner: Rectangle,
  gap: number,
): void {
  let sum = 0;
  for (const each of tiles) sum += each.value;
  // Halving divides all there is: what the parent keeps for itself has to be a part of its own.
  if (tiling === 'halves' && value > sum) tiles.push({ value: value - sum, node: OWN, x0: 0, y0: 0, x1: 0, y1: 0 });
  const parent = { value: Math.max(value, sum), depth, children: tiles };
  const half = gap / 2;
  // d3 declares whole hierarchy nodes; its tilings read value, depth and children and write x0, y0, x1, y1.
  tilings[tiling](
    parent as unknown as Parameters<typeof treemapSquarify>[0],
    inner.x - half,
    inner.y - half,
    inner.x + inner.width + half,
    inner.y + inner.height + half,
  );
}

/** The tile without its share of the gap; rounding errors never carry it out of `inner`. */
function shrinkWithin(each: Tile, half: number, inner: Rectangle): Rectangle {
  const x = Math.max(inner.x, each.x0 + half);
  const y = Math.max(inner.y, each.y0 + half);
  return {
    x,
    y,
    width: Math.max(0, Math.min(inner.x + inner.width, each.x1 - half) - x),
    height: Math.max(0, Math.min(inner.y + inner.height, each.y1 - half) - y),
  };
}

/**
 * Joins areas that follow each other in a row or a column: a thousand slivers become one area. Tiles fill their parent row by
 * row, so joining forwards makes bands of slivers, and joining the bands backwards makes what is left of the parent.
 */
function joinNeighbours(areas: readonly Rectangle[]): Rectangle[] {
  return foldNeighbours(foldNeighbours(areas).reverse());
}

function foldNeighbours(areas: readonly Rectangle[]): Rectangle[] {
  const folded: Rectangle[] = [];
  for (const next of areas) {
    const last = folded.at(-1);
    const both = last && union(last, next);
    if (both) folded[folded.length - 1] = both;
    else folded.push(next);
  }
  return folded;
}

/** The rectangle that two areas with a whole edge in common make; undefined where they have none. */
function union(a: Rectangle, b: Rectangle): Rectangle | undefined {
  if (near(a.x, b.x) && near(a.width, b.width) && (near(a.y + a.height, b.y) || near(b.y + b.height, a.y))) {
    return { ...a, y: Math.min(a.y, b.y), height: a.height + b.height };
  }
  if (near(a.y, b.y) && near(a.height, b.height) && (near(a.x + a.width, b.x) || near(b.x + b.width, a.x))) {
    return { ...a, x: Math.min(a.x, b.x), width: a.width + b.width };
  }
  return undefined;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-6;
}

interface Place {
  readonly node: number;
  readonly parent: number;
  readonly depth: number;
}

function createColumns() {
  const node = new GrowableInt32();
  const parent = new GrowableInt32();
  const depth = new GrowableInt32();
  const x = new GrowableFloat64();
  const y = new GrowableFloat64();
  const width = new GrowableFloat64();
  const height = new GrowableFloat64();
  const header = new GrowableFloat64();
  const titleX = new GrowableFloat64();
  const titleWidth = new GrowableFloat64();
  function push(rectangle: Rectangle, place: Place): void {
    node.push(place.node);
    parent.push(place.parent);
    depth.push(place.depth);
    x.push(rectangle.x);
    y.push(rectangle.y);
    width.push(rectangle.width);
    height.push(rectangle.height);
    header.push(0);
    titleX.push(rectangle.x);
    titleWidth.push(rectangle.width);
  }
  function rectangle(row: number): Rectangle {
    return {
      x: x.array[row] as number,
      y: y.array[row] as number,
      width: width.array[row] as number,
      height: height.array[row] as number,
    };
  }
  return {
    node,
    depth,
    header,
    push,
    rectangle,
    titleRoom: (row: number): number => titleWidth.array[row] as number,
    isOnSharedLine: (row: number): boolean => (titleX.array[row] as number) > (x.array[row] as number),
    /** The one rectangle in `row` takes its place; its title stands behind that of `row`, on the same line. */
    share(row: number, most: number, child: number): void {
      const room = titleWidth.array[row] as number;
      const own = Math.min(most, room / 2);
      titleWidth.array[row] = own;
      push(rectangle(row), { node: child, parent: row, depth: (depth.array[row] as number) + 1 });
      const last = node.length - 1;
      titleX.array[last] = (titleX.array[row] as number) + own;
      titleWidth.array[last] = room - own;
    },
    finish() {
      return {
        node: node.finish(),
        parent: parent.finish(),
        depth: depth.finish(),
        x: x.finish(),
        y: y.finish(),
        width: width.finish(),
        height: height.finish(),
        header: header.finish(),
        titleX: titleX.finish(),
        titleWidth: titleWidth.finish(),
      };
    },
  };
}
