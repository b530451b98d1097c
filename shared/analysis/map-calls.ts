// Nested maps of recordings that know calls but not stacks (S12, S14): the item's own calls are as recorded, everything further is scaled,
// as if every call of a function cost like its average one. Calls that would enter a function again are left out (S7, S8).
import { NONE } from '../base/brands.ts';
import type { Branch, Branches, TreeNode } from './best-first-tree.ts';
import { type Direction, edgeNumber, edgesAt, type Focus, farEnd } from './focus.ts';
import { memberShares } from './item-costs.ts';

export interface CallPlace {
  /** Functions whose calls are looked at: one, or all members of a closed cycle that was entered. */
  readonly functions: readonly number[];
  /** What their calls are multiplied with. */
  readonly share: number;
  /** Part of the value that is the node's own and no call's. */
  readonly own: number;
  /** Values below are as recorded. */
  readonly exact: boolean;
}

type CallNode = TreeNode<CallPlace>;

export function rootPlace(focus: Focus): CallPlace {
  const { cycle, row, self } = focus;
  return { functions: focus.starts, share: 1, own: cycle === undefined ? self[row] : 0, exact: true };
}

export function callBranches(
  focus: Focus,
  direction: Direction,
): (node: CallNode, smallest: number) => Branches<CallPlace> {
  return (node, smallest) =>
    node.depth === 0 && focus.cycle !== undefined && direction === 'callees'
      ? memberBranches(focus, node, smallest)
      : edgeBranches(focus, direction, node, smallest);
}

interface Sums {
  readonly cost: Map<number, number>;
  readonly count: Map<number, number>;
  total: number;
}

function edgeBranches(focus: Focus, direction: Direction, node: CallNode, smallest: number): Branches<CallPlace> {
  const { payload } = node;
  const sums = sumCalls(focus, direction, node);
  const available = Math.max(0, node.value - (direction === 'callees' ? payload.own : 0));
  const wanted = sums.total * payload.share;
  const fits = wanted <= available * (1 + 1e-9);
  const scale = fits ? payload.share : available / sums.total;
  // A part in a thousand is rounding, not recursion: such direct calls still count as recorded.
  const estimated = !payload.exact || wanted > available * 1.001;
  const shown: Branch<CallPlace>[] = [];
  let hiddenCount = 0;
  let hiddenValue = 0;
  for (const [fn, cost] of sums.cost) {
    const value = Math.min(cost * scale, available);
    if (!(value > 0)) continue;
    if (value < smallest) {
      hiddenCount++;
      hiddenValue += value;
      continue;
    }
    const count = sums.count.get(fn);
    const calls = count === undefined ? null : payload.exact ? count : count * payload.share;
    shown.push({ row: fn, value, calls, estimated, payload: placeBelow(focus, direction, fn, value) });
  }
  return { shown, hiddenCount, hiddenValue };
}

/** Costs and counts of a node's calls by the function at the far end; the far ends that stand above the node already are left out. */
function sumCalls(focus: Focus, direction: Direction, node: CallNode): Sums {
  const { cycleOf } = focus.costs.cycles;
  const onPath = new Set<number>();
  for (let up: CallNode | undefined = node; up !== undefined; up = up.parent) {
    for (const f of up.payload.functions) onPath.add(f);
  }
  const sums: Sums = { cost: new Map(), count: new Map(), total: 0 };
  for (const f of node.payload.functions) {
    const { from, to } = edgesAt(focus, f, direction);
    for (let i = from; i < to; i++) {
      const edge = edgeNumber(focus, i, direction);
      const far = farEnd(focus, edge, direction);
      const isClosed = focus.cyclesClosed && cycleOf[far] !== NONE && cycleOf[far] === cycleOf[f];
      if (onPath.has(far) || isClosed) continue;
      const cost = focus.edgeCost[edge];
      sums.cost.set(far, (sums.cost.get(far) ?? 0) + cost);
      if (focus.edgeCount !== undefined) sums.count.set(far, (sums.count.get(far) ?? 0) + focus.edgeCount[edge]);
      sums.total += Math.max(0, cost);
    }
  }
  return sums;
}

/** What stands behind a function that was entered with `value`: itself, or the whole closed cycle that it is the entrance of. */
function placeBelow(focus: Focus, direction: Direction, fn: number, value: number): CallPlace {
  const { costs, cyclesClosed } = focus;
  const { cycleOf, memberStart, members } = costs.cycles;
  const cycle = cycleOf[fn];
  if (cycle === NONE || !cyclesClosed) {
    const whole = direction === 'callees' ? focus.inclusive[fn] : Math.max(focus.inclusive[fn], value);
    const share = whole > 0 ? Math.min(1, value / whole) : 0;
    return { functions: [fn], share, own: share * focus.self[fn], exact: false };
  }
  const whole = costs.cycleInclusive[cycle];
  const share = whole > 0 ? Math.min(1, value / whole) : 0;
  const functions = Array.from(members.subarray(memberStart[cycle], memberStart[cycle + 1]));
  return { functions, share, own: share * costs.cycleSelf[cycle], exact: false };
}

/** A cycle's members, each with its self cost and its calls that leave the cycle: together they are the cycle. */
function memberBranches(focus: Focus, node: CallNode, smallest: number): Branches<CallPlace> {
  const shares = memberShares(focus.recording, focus.scope, focus.costs.cycles);
  let total = 0;
  for (const f of focus.starts) total += shares[f];
  const scale = total > node.value && total > 0 ? node.value / total : 1;
  const shown: Branch<CallPlace>[] = [];
  let hiddenCount = 0;
  let hiddenValue = 0;
  for (const f of focus.starts) {
    const value = shares[f] * scale;
    if (!(value > 0)) continue;
    if (value < smallest) {
      hiddenCount++;
      hiddenValue += value;
      continue;
    }
    const own = focus.self[f] * scale;
    shown.push({
      row: f,
      value,
      calls: null,
      estimated: scale !== 1,
      payload: { functions: [f], share: scale, own, exact: scale === 1 },
    });
  }
  return { shown, hiddenCount, hiddenValue };
}
