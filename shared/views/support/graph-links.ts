// Calls between the rows of a call graph, all calls of one row by another as one link. Collapsed cycles and an active cycle have the calls of
// all their members.

import { edgeNumber, edgesAt, farEnd } from '../../analysis/focus.ts';
import type { Sliced } from '../../base/slices.ts';
import type { GraphRows } from './graph-rows.ts';

export interface RowLink {
  /** The ends as seen from the item. Equal for a loop. */
  readonly near: number;
  readonly far: number;
  /** The ends as they call: rows. */
  readonly from: number;
  readonly to: number;
  /** As recorded, never scaled; null where calls are not counted. */
  readonly calls: number | null;
  /** What of the item's cost went along it; 0 for calls that are in no sum. */
  readonly flow: number;
  /** What is shown: the flow, or for calls that are in no sum what is recorded, at most the item's cost. A loop has none (S7). */
  readonly value: number;
  /** As recorded, not scaled to the item. */
  readonly cost: number;
  /** In no sum: inside a cycle, or back to the item. */
  readonly recursive: boolean;
  /** Recursive, and not just a function that calls itself. */
  readonly inner: boolean;
  readonly estimated: boolean;
}

export interface Links {
  readonly all: readonly RowLink[];
  readonly from: (near: number) => readonly RowLink[];
  /** False where all that reached a row came straight from the item, or where stacks are known. */
  readonly isEstimated: (row: number) => boolean;
}

const none: readonly RowLink[] = [];

/** Links from the item and from shown rows to the item and to shown rows. Linear in the calls at these rows. */
export function* linksBetween(rows: GraphRows, shown: ReadonlySet<number>): Sliced<Links> {
  const byNear = new Map<number, RowLink[]>();
  const all: RowLink[] = [];
  for (const near of [rows.focus.row, ...shown]) {
    const links = yield* linksFrom(rows, near, shown);
    byNear.set(near, links);
    for (const link of links) all.push(link);
  }
  return { all, from: (near) => byNear.get(near) ?? none, isEstimated: (row) => isEstimated(rows, row) };
}

/** Members of a cycle whose calls are looked at between two pauses. */
export const MEMBERS_PER_SLICE = 1 << 14;

function* linksFrom(rows: GraphRows, near: number, shown: ReadonlySet<number>): Sliced<RowLink[]> {
  const { focus, direction, edgeValue, functionsOf, rowOf, isInner } = rows;
  const links = new Map<number, LinkSum>();
  const functions = functionsOf(near);
  for (let m = 0; m < functions.length; m++) {
    if (m % MEMBERS_PER_SLICE === MEMBERS_PER_SLICE - 1) yield;
    const fn = functions[m];
    const { from, to } = edgesAt(focus, fn, direction);
    for (let i = from; i < to; i++) {
      const edge = edgeNumber(focus, i, direction);
      const farFunction = farEnd(focus, edge, direction);
      const far = rowOf(farFunction);
      if (far !== focus.row && !shown.has(far)) continue;
      const flow = Math.max(0, edgeValue(edge));
      const recursive = near === far || isInner(fn, farFunction);
      if (!recursive && flow === 0) continue;
      // Calls that are in no sum are kept apart from those of other members that are.
      const key = far * 2 + (recursive ? 1 : 0);
      const call: EdgeToAdd = { edge, near, far, flow, recursive };
      let link = links.get(key);
      if (link === undefined) {
        link = emptyLink(rows, call);
        links.set(key, link);
      }
      addTo(link, rows, call);
      if (recursive && fn !== farFunction) link.inner = true;
    }
  }
  return [...links.values()];
}

interface EdgeToAdd {
  readonly edge: number;
  readonly near: number;
  readonly far: number;
  readonly flow: number;
  readonly recursive: boolean;
}

/** A link that calls are still added to: one of a large cycle stands for a million. */
type LinkSum = { -readonly [Field in keyof RowLink]: RowLink[Field] };

function emptyLink({ focus, direction }: GraphRows, { near, far, recursive }: EdgeToAdd): LinkSum {
  const isDown = direction === 'callees';
  const calls = focus.edgeCount === undefined ? null : 0;
  const [from, to] = isDown ? [near, far] : [far, near];
  return { near, far, from, to, calls, flow: 0, value: 0, cost: 0, recursive, inner: false, estimated: false };
}

function addTo(link: LinkSum, rows: GraphRows, { edge, near, far, flow, recursive }: EdgeToAdd): void {
  const { focus } = rows;
  const cost = focus.edgeCost[edge];
  if (link.calls !== null) link.calls += focus.edgeCount?.[edge] ?? 0;
  link.flow += flow;
  link.cost += cost;
  // A loop says only how often.
  if (near === far) return;
  // Calls back to the item and inside closed cycles carry no flow: they are shown with what is recorded.
  link.value = Math.min(focus.value, link.value + (flow > 0 || !recursive ? flow : cost));
  if (!link.estimated) link.estimated = !isAsRecorded(rows, edge);
}

/** Stacks, and the item's own calls, unless recursion made them fit into less. */
function isAsRecorded({ focus, isStart, edgeValue }: GraphRows, edge: number): boolean {
  if (focus.recording.family === 'stacks') return true;
  if (isStart[focus.edges.caller[edge]] === 0 && isStart[focus.edges.callee[edge]] === 0) return false;
  const flow = edgeValue(edge);
  return flow === 0 || flow >= focus.edgeCost[edge] * 0.999;
}

function isEstimated(rows: GraphRows, row: number): boolean {
  const { focus, direction, edgeValue, functionsOf } = rows;
  if (focus.recording.family === 'stacks') return false;
  const back = direction === 'callees' ? 'callers' : 'callees';
  const functions = functionsOf(row);
  let recorded = 0;
  for (let m = 0; m < functions.length; m++) {
    const { from, to } = edgesAt(focus, functions[m], back);
    for (let i = from; i < to; i++) {
      const edge = edgeNumber(focus, i, back);
      if (isAsRecorded(rows, edge)) recorded += edgeValue(edge);
    }
  }
  return rows.valueOf(row) > recorded * 1.001;
}
