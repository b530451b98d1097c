// Which rows one side of the call graph shows: those dear and near enough, without what was hidden by hand, with what was pinned or asked for
// beyond the limits. Limits speak of shares of the active item's cost.
import { edgeNumber, edgesAt, farEnd } from '../../analysis/focus.ts';
import type { GraphRows } from './graph-rows.ts';

/** Settings in rows of this recording. */
export interface RowLimits {
  readonly minNode: number;
  /** −1: unlimited. */
  readonly depth: number;
  /** Largest number of rows on this side. */
  readonly most: number;
  readonly hidden: ReadonlySet<number>;
  readonly pinned: ReadonlySet<number>;
  /** Row → how many times a handful of its neighbours are added. */
  readonly expanded: ReadonlyMap<number, number>;
}

export interface ChosenRows {
  readonly shown: ReadonlySet<number>;
  /** Ways that are drawn whatever they cost: far row → near rows. */
  readonly forced: ReadonlyMap<number, ReadonlySet<number>>;
  /** Rows that got some of the item's cost. */
  readonly reached: number;
}

/** Neighbours that "show more" adds. */
export const HANDFUL = 8;
/** A way to a pinned row that is longer is not followed: such a picture shows nothing. */
const LONGEST_WAY = 500;

export function chooseRows(rows: GraphRows, limits: RowLimits): ChosenRows {
  const shown = withinLimits(rows, limits);
  const forced = new Map<number, Set<number>>();
  const force = (near: number, far: number): void => {
    const known = forced.get(far);
    if (known === undefined) forced.set(far, new Set([near]));
    else known.add(near);
  };
  for (const row of limits.pinned) addWay(rows, { row, shown, hidden: limits.hidden, force });
  addNeighbours(rows, { shown, limits, force });
  return { shown, forced, reached: countReached(rows) };
}

/** Dear and near enough; the dearest of them if they are too many; of equal ones the nearest. */
function withinLimits(rows: GraphRows, { minNode, depth, most, hidden }: RowLimits): Set<number> {
  const smallest = minNode * rows.focus.value;
  const isDear = (row: number): boolean => {
    const value = rows.valueOf(row);
    return value > 0 && value >= smallest && !hidden.has(row);
  };
  // To know who is near, all that is reached must be walked: left undone as long as nothing depends on it.
  if (depth < 0) {
    const dear = [...dearFunctions(rows, smallest), ...rows.cycleRows].filter(isDear);
    if (dear.length <= most) return new Set(dear);
  }
  const near = nearbyRows(rows, depth < 0 ? Number.POSITIVE_INFINITY : depth).filter(isDear);
  if (near.length > most) near.sort((a, b) => rows.valueOf(b) - rows.valueOf(a));
  return new Set(near.slice(0, most));
}

/** Functions that are nodes of their own and got at least `smallest`. One look at each function of the recording. */
function dearFunctions({ value, isCollapsed, isStart }: GraphRows, smallest: number): number[] {
  const dear: number[] = [];
  for (let f = 0; f < value.length; f++) {
    if (value[f] > 0 && value[f] >= smallest && isStart[f] === 0 && !isCollapsed(f)) dear.push(f);
  }
  return dear;
}

/** Rows at most `levels` calls that carry cost away from the item, nearest first. */
function nearbyRows(rows: GraphRows, levels: number): number[] {
  const { focus, direction, edgeValue, isStart, rowOf, functionsOf } = rows;
  const isSeen = isStart.slice();
  const found: number[] = [];
  let level: number[] = [...focus.starts];
  for (let depth = 0; depth < levels && level.length > 0; depth++) {
    const next: number[] = [];
    for (const f of level) {
      const { from, to } = edgesAt(focus, f, direction);
      for (let i = from; i < to; i++) {
        const edge = edgeNumber(focus, i, direction);
        const far = farEnd(focus, edge, direction);
        if (isSeen[far] === 1 || !(edgeValue(edge) > 0)) continue;
        const row = rowOf(far);
        found.push(row);
        const functions = functionsOf(row);
        for (let m = 0; m < functions.length; m++) {
          isSeen[functions[m]] = 1;
          next.push(functions[m]);
        }
      }
    }
    level = next;
  }
  return found;
}

function countReached({ value, isStart, isCollapsed, cycleRows }: GraphRows): number {
  let count = cycleRows.length;
  for (let f = 0; f < value.length; f++) if (value[f] > 0 && isStart[f] === 0 && !isCollapsed(f)) count++;
  return count;
}

type Force = (near: number, far: number) => void;

interface Way {
  readonly row: number;
  readonly shown: Set<number>;
  readonly hidden: ReadonlySet<number>;
  readonly force: Force;
}

/** Adds a row and the heaviest way from it back to the item or to what is shown. */
function addWay(rows: GraphRows, { row, shown, hidden, force }: Way): void {
  const { focus } = rows;
  if (row === focus.row || shown.has(row) || !(rows.valueOf(row) > 0)) return;
  const way = [row];
  const visited = new Set(way);
  let at = row;
  while (way.length < LONGEST_WAY) {
    const near = heaviestNear(rows, at, (other) => visited.has(other) || hidden.has(other));
    if (near === undefined) break;
    way.push(near);
    visited.add(near);
    at = near;
    if (near === focus.row || shown.has(near)) break;
  }
  // A way that leads nowhere brings nobody in: the row then stands alone.
  const arrived = at === focus.row || shown.has(at);
  shown.add(row);
  if (!arrived) return;
  for (let i = 0; i + 1 < way.length; i++) {
    if (way[i] !== focus.row) shown.add(way[i]);
    force(way[i + 1], way[i]);
  }
}

/** The row from which most of a row's value came. */
function heaviestNear(rows: GraphRows, row: number, isOut: (row: number) => boolean): number | undefined {
  const { focus, direction, edgeValue, functionsOf, rowOf } = rows;
  const back = direction === 'callees' ? 'callers' : 'callees';
  const sums = new Map<number, number>();
  const functions = functionsOf(row);
  for (let m = 0; m < functions.length; m++) {
    const { from, to } = edgesAt(focus, functions[m], back);
    for (let i = from; i < to; i++) {
      const edge = edgeNumber(focus, i, back);
      const flow = edgeValue(edge);
      const near = rowOf(farEnd(focus, edge, back));
      if (flow > 0 && near !== row && !isOut(near)) sums.set(near, (sums.get(near) ?? 0) + flow);
    }
  }
  return heaviest(sums, 1)[0];
}

/** Keys with the largest values, at most `most`. */
function heaviest(values: ReadonlyMap<number, number>, most: number): number[] {
  return [...values]
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, most)
    .map(([key]) => key);
}

interface Neighbours {
  readonly shown: Set<number>;
  readonly limits: RowLimits;
  readonly force: Force;
}

/** What was asked for with "show more" at a row; a row that this brings in may itself have been asked about. */
function addNeighbours(rows: GraphRows, { shown, limits, force }: Neighbours): void {
  const waiting = new Set(limits.expanded.keys());
  for (let changed = true; changed; ) {
    changed = false;
    for (const row of waiting) {
      if (row !== rows.focus.row && !shown.has(row)) continue;
      waiting.delete(row);
      changed = true;
      const isOut = (far: number): boolean => far === rows.focus.row || shown.has(far) || limits.hidden.has(far);
      const steps = limits.expanded.get(row) ?? 0;
      for (const far of heaviest(flowsFrom(rows, row, isOut), steps * HANDFUL)) {
        shown.add(far);
        force(row, far);
      }
    }
  }
}

/** What a row hands on, by the row that gets it. */
function flowsFrom(rows: GraphRows, row: number, isOut: (row: number) => boolean): Map<number, number> {
  const { focus, direction, edgeValue, functionsOf, rowOf } = rows;
  const sums = new Map<number, number>();
  const functions = functionsOf(row);
  for (let m = 0; m < functions.length; m++) {
    const { from, to } = edgesAt(focus, functions[m], direction);
    for (let i = from; i < to; i++) {
      const edge = edgeNumber(focus, i, direction);
      const flow = edgeValue(edge);
      const far = rowOf(farEnd(focus, edge, direction));
      if (flow > 0 && far !== row && !isOut(far)) sums.set(far, (sums.get(far) ?? 0) + flow);
    }
  }
  return sums;
}
