// One side of the call graph, callers or callees: nodes and edges within the limits, and what was left out at each node (S13).
// "Near" is towards the active item, "far" away from it, on either side.

import { edgeNumber, edgesAt, farEnd } from '../../analysis/focus.ts';
import type { Sliced } from '../../base/slices.ts';
import { chooseRows, HANDFUL, type RowLimits } from './graph-limits.ts';
import { type Links, linksBetween, MEMBERS_PER_SLICE, type RowLink } from './graph-links.ts';
import type { GraphRows } from './graph-rows.ts';

export interface SideLimits extends RowLimits {
  /** Smallest share of the item's cost for an edge. */
  readonly minEdge: number;
  /** Rows behind which nothing is shown. */
  readonly collapsed: ReadonlySet<number>;
  /** Calls inside cycles as edges. */
  readonly innerCycleCalls: boolean;
  /** How many of them are drawn at the item, on this side; may be infinite. */
  readonly maxInnerCalls: number;
}

/** Calls at a node that are not shown, added up. */
export interface SkippedCalls {
  readonly row: number;
  /** Which end of them the node is. */
  readonly node: 'caller' | 'callee';
  readonly edges: number;
  /** As recorded; null where calls are not counted. */
  readonly calls: number | null;
  readonly value: number;
  /** As recorded, not scaled to the item. */
  readonly cost: number;
}

export interface GraphSide {
  readonly nodes: ReadonlyMap<number, { readonly value: number; readonly estimated: boolean }>;
  readonly edges: readonly RowLink[];
  readonly skipped: readonly SkippedCalls[];
  readonly hiddenNodes: number;
  readonly hiddenEdges: number;
  /** Calls inside cycles are left out because of their own limit. */
  readonly cutInner: boolean;
}

export function* graphSide(rows: GraphRows, limits: SideLimits): Sliced<GraphSide> {
  const chosen = chooseRows(rows, limits);
  yield;
  const links = yield* linksBetween(rows, chosen.shown);
  const drawn = drawnLinks(rows, limits, { links, forced: chosen.forced });
  const nodes = new Map<number, { value: number; estimated: boolean }>();
  for (const row of drawn.visited) nodes.set(row, { value: rows.valueOf(row), estimated: links.isEstimated(row) });
  for (const row of limits.pinned) {
    // Nothing that is shown leads to it: it stands alone.
    if (chosen.shown.has(row) && !nodes.has(row)) {
      nodes.set(row, { value: rows.valueOf(row), estimated: links.isEstimated(row) });
    }
  }
  const isShown = (row: number): boolean => row === rows.focus.row || nodes.has(row);
  const edges = drawn.links.filter((link) => isShown(link.near) && isShown(link.far));
  const shown = { rows: [rows.focus.row, ...nodes.keys()], edges, innerCycleCalls: limits.innerCycleCalls };
  const { skipped, hiddenEdges } = yield* skippedCalls(rows, shown);
  // Recursion hands nothing on, so it is in no sum of skipped calls; a limit that hides it is told all the same.
  const hiddenRecursion = drawn.hiddenRecursion.filter((link) => isShown(link.near) && isShown(link.far)).length;
  return {
    nodes,
    edges,
    skipped,
    hiddenNodes: chosen.reached - nodes.size,
    hiddenEdges: hiddenEdges + hiddenRecursion,
    cutInner: drawn.cutInner,
  };
}

interface Drawn {
  readonly visited: ReadonlySet<number>;
  readonly links: readonly RowLink[];
  readonly hiddenRecursion: readonly RowLink[];
  readonly cutInner: boolean;
}

interface Possible {
  readonly links: Links;
  readonly forced: ReadonlyMap<number, ReadonlySet<number>>;
}

/** Follows the links from the item; nodes that no drawn link ties to it are left out. */
function drawnLinks(rows: GraphRows, limits: SideLimits, { links, forced }: Possible): Drawn {
  const { focus } = rows;
  const smallest = limits.minEdge * focus.value;
  const ties = heaviestTies(links, limits.collapsed);
  const open = [focus.row];
  const visited = new Set(open);
  const drawn: RowLink[] = [];
  const hiddenRecursion: RowLink[] = [];
  let cutInner = false;
  for (let next = 0; next < open.length; next++) {
    const atNode = links.from(open[next]);
    const more = HANDFUL * (limits.expanded.get(open[next]) ?? 0);
    const mostInner = open[next] === focus.row ? limits.maxInnerCalls : innerOfOthers(limits.maxInnerCalls);
    const kept = keptInner(atNode, more + mostInner);
    for (const link of atNode) {
      const { near, far, flow, cost, recursive, inner } = link;
      const isLoop = near === far;
      const isFollowed = isLoop || !limits.collapsed.has(near) || near === focus.row;
      if (!isFollowed) continue;
      const isHeavy = isLoop || (recursive ? cost : flow) >= smallest;
      const isForced = forced.get(far)?.has(near) === true;
      if (inner && !isForced && !kept.has(link) && !limits.pinned.has(far)) {
        if (isHeavy && limits.innerCycleCalls) cutInner = true;
        if (flow === 0 && limits.innerCycleCalls) hiddenRecursion.push(link);
        continue;
      }
      const isNeeded = isForced || ties.get(far) === link;
      if (!isHeavy && !isNeeded) {
        if (recursive && limits.innerCycleCalls) hiddenRecursion.push(link);
        continue;
      }
      if (limits.innerCycleCalls || !inner) drawn.push(link);
      if (!visited.has(far) && flow > 0) {
        visited.add(far);
        open.push(far);
      }
    }
  }
  visited.delete(focus.row);
  return { visited, links: drawn, hiddenRecursion, cutInner };
}

/**
 * Calls inside a cycle are nearly all as dear as the cycle itself, whatever is asked of their share: of a cycle of a thousand functions all would
 * be drawn, side by side. The dearest at a node are; the others are among the calls left out there, and come with "show more".
 */
function keptInner(links: readonly RowLink[], most: number): ReadonlySet<RowLink> {
  const inner = links.filter((link) => link.inner);
  if (inner.length <= most) return new Set(inner);
  return new Set(inner.sort((a, b) => b.cost - a.cost || a.far - b.far).slice(0, most));
}

/** At nodes that one only comes through. */
function innerOfOthers(maxInnerCalls: number): number {
  return Math.ceil(maxInnerCalls / 4);
}

/** For each row the link that brought it most, so that a node never loses its only way to the item to the edge limit. */
function heaviestTies(links: Links, collapsed: ReadonlySet<number>): Map<number, RowLink> {
  const ties = new Map<number, RowLink>();
  for (const link of links.all) {
    if (link.near === link.far || collapsed.has(link.near)) continue;
    const known = ties.get(link.far);
    if (known === undefined || link.flow > known.flow) ties.set(link.far, link);
  }
  return ties;
}

interface Shown {
  readonly rows: readonly number[];
  readonly edges: readonly RowLink[];
  readonly innerCycleCalls: boolean;
}

/** All calls at shown nodes that no shown edge stands for. One between two shown nodes is in the sums of both, but counted once. */
function* skippedCalls(rows: GraphRows, shown: Shown): Sliced<{ skipped: SkippedCalls[]; hiddenEdges: number }> {
  const farOf = new Map<number, Set<number>>();
  const nearOf = new Map<number, Set<number>>();
  for (const { near, far } of shown.edges) {
    addTo(farOf, near, far);
    addTo(nearOf, far, near);
  }
  const isShown = new Set(shown.rows);
  const skipped: SkippedCalls[] = [];
  let hiddenEdges = 0;
  for (const row of shown.rows) {
    const away = yield* skippedAt(rows, row, {
      end: 'near',
      innerCycleCalls: shown.innerCycleCalls,
      drawn: farOf.get(row),
    });
    hiddenEdges += away?.edges ?? 0;
    if (away !== undefined) skipped.push(away);
    if (row === rows.focus.row) continue;
    const { innerCycleCalls } = shown;
    const back = yield* skippedAt(rows, row, { end: 'far', innerCycleCalls, drawn: nearOf.get(row) });
    if (back === undefined) continue;
    skipped.push(back);
    // Those from a shown node are counted there.
    hiddenEdges += (yield* skippedAt(rows, row, { end: 'far', innerCycleCalls, drawn: isShown }))?.edges ?? 0;
  }
  return { skipped, hiddenEdges };
}

function addTo(sets: Map<number, Set<number>>, key: number, value: number): void {
  const known = sets.get(key);
  if (known === undefined) sets.set(key, new Set([value]));
  else known.add(value);
}

interface SkippedAt {
  /** Which end of the calls the row is. */
  readonly end: 'near' | 'far';
  readonly innerCycleCalls: boolean;
  /** Rows at the other end whose calls are not looked at. */
  readonly drawn: ReadonlySet<number> | undefined;
}

function* skippedAt(
  rows: GraphRows,
  row: number,
  { end, innerCycleCalls, drawn }: SkippedAt,
): Sliced<SkippedCalls | undefined> {
  const { focus, direction, edgeValue, functionsOf, rowOf, isInner } = rows;
  const back = direction === 'callees' ? 'callers' : 'callees';
  const towards = end === 'near' ? direction : back;
  const functions = functionsOf(row);
  const sums = { edges: 0, calls: 0, value: 0, cost: 0 };
  for (let m = 0; m < functions.length; m++) {
    if (m % MEMBERS_PER_SLICE === MEMBERS_PER_SLICE - 1) yield;
    const { from, to } = edgesAt(focus, functions[m], towards);
    for (let i = from; i < to; i++) {
      const edge = edgeNumber(focus, i, towards);
      const value = edgeValue(edge);
      const farFunction = farEnd(focus, edge, towards);
      const other = rowOf(farFunction);
      if (!(value > 0) || other === row || drawn?.has(other) === true) continue;
      const inner = isInner(functions[m], farFunction);
      if (inner && !innerCycleCalls) continue;
      sums.edges++;
      sums.calls += focus.edgeCount?.[edge] ?? 0;
      // Calls inside cycles are listed, but part of no sum.
      if (inner) continue;
      sums.value += value;
      sums.cost += focus.edgeCost[edge];
    }
  }
  if (sums.edges === 0) return undefined;
  const calls = focus.edgeCount === undefined ? null : sums.calls;
  return { ...sums, row, node: towards === 'callees' ? 'caller' : 'callee', calls };
}
