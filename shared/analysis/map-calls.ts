// Nested maps of recordings that know calls but not stacks (S12, S14): the item's own calls are as recorded, everything further is scaled,
// as if every call of a function cost like its average one. Calls that would enter a function again are left out (S7, S8).
import { NONE } from '../base/brands.ts';
import { GrowableFloat64, GrowableInt32 } from '../base/growable.ts';
import { memo } from '../base/memo.ts';
import type { Branch, Branches, TreeNode } from './best-first-tree.ts';
import { type Direction, edgeNumber, edgesAt, type Focus, farEnd } from './focus.ts';
import { memberShares } from './member-shares.ts';
import { scopeKey } from './scope.ts';

export interface CallPlace {
  /** The function whose calls are looked at; undefined for a closed cycle that was entered: all of its members' calls. */
  readonly fn: number | undefined;
  readonly cycle: number | undefined;
  /** What the calls are multiplied with. */
  readonly share: number;
  /** Part of the value that is the node's own and no call's. */
  readonly own: number;
  /** Values below are as recorded. */
  readonly exact: boolean;
}

type CallNode = TreeNode<CallPlace>;

export function rootPlace({ cycle, row, self }: Focus): CallPlace {
  return cycle === undefined
    ? { fn: row, cycle, share: 1, own: self[row], exact: true }
    : { fn: undefined, cycle, share: 1, own: 0, exact: true };
}

/** Calls of a place by the function at the far end, each once. */
interface Calls {
  readonly far: Int32Array;
  readonly cost: Float64Array;
  /** undefined where calls are not counted. */
  readonly count: Float64Array | undefined;
}

interface CallMap {
  readonly focus: Focus;
  readonly direction: Direction;
  /** What stands above the node that is looked at: marked with its turn. */
  readonly above: { turn: number; readonly functions: Int32Array; readonly cycles: Int32Array };
}

export function callBranches(
  focus: Focus,
  direction: Direction,
): (node: CallNode, smallest: number) => Branches<CallPlace> {
  const above = {
    turn: 0,
    functions: new Int32Array(focus.inclusive.length),
    cycles: new Int32Array(focus.costs.cycles.count),
  };
  const map: CallMap = { focus, direction, above };
  return (node, smallest) =>
    node.depth === 0 && focus.cycle !== undefined && direction === 'callees'
      ? memberBranches(focus, node, smallest)
      : edgeBranches(map, node, smallest);
}

function edgeBranches(map: CallMap, node: CallNode, smallest: number): Branches<CallPlace> {
  const { payload } = node;
  const { far, cost, count } = callsOf(map, payload);
  if (far.length === 0) return { shown: [], hiddenCount: 0, hiddenValue: 0 };
  const allowed = allowedCalls(map, node, far);
  let total = 0;
  for (let i = 0; i < far.length; i++) if (allowed[i] === 1) total += Math.max(0, cost[i]);
  const available = Math.max(0, node.value - (map.direction === 'callees' ? payload.own : 0));
  const wanted = total * payload.share;
  const scale = wanted <= available * (1 + 1e-9) ? payload.share : available / total;
  // A part in a thousand is rounding, not recursion: such direct calls still count as recorded.
  const estimated = !payload.exact || wanted > available * 1.001;
  const shown: Branch<CallPlace>[] = [];
  let hiddenCount = 0;
  let hiddenValue = 0;
  for (let i = 0; i < far.length; i++) {
    const value = Math.min(cost[i] * scale, available);
    if (allowed[i] === 0 || !(value > 0)) continue;
    if (value < smallest) {
      hiddenCount++;
      hiddenValue += value;
      continue;
    }
    const calls = count === undefined ? null : payload.exact ? count[i] : count[i] * payload.share;
    shown.push({ row: far[i], value, calls, estimated, payload: placeBelow(map, far[i], value) });
  }
  return { shown, hiddenCount, hiddenValue };
}

/** 1 for calls that enter nothing again that stands above the node already, and stay in no closed cycle. */
function allowedCalls({ focus, above }: CallMap, node: CallNode, far: Int32Array): Uint8Array {
  const { cyclesClosed, costs } = focus;
  const { cycleOf } = costs.cycles;
  const { functions, cycles } = above;
  const turn = ++above.turn;
  for (let up: CallNode | undefined = node; up !== undefined; up = up.parent) {
    const { fn, cycle } = up.payload;
    if (fn !== undefined) functions[fn] = turn;
    if (cycle !== undefined) cycles[cycle] = turn;
    if (cyclesClosed && fn !== undefined && cycleOf[fn] !== NONE) cycles[cycleOf[fn]] = turn;
  }
  return Uint8Array.from(far, (f) =>
    functions[f] === turn || (cycleOf[f] !== NONE && cycles[cycleOf[f]] === turn) ? 0 : 1,
  );
}

function callsOf(map: CallMap, { fn, cycle }: CallPlace): Calls {
  if (fn !== undefined) return callsOfFunction(map, fn);
  if (cycle === undefined) return { far: new Int32Array(0), cost: new Float64Array(0), count: undefined };
  return callsOfCycle(map, cycle);
}

function callsOfFunction({ focus, direction }: Pick<CallMap, 'focus' | 'direction'>, fn: number): Calls {
  const { from, to } = edgesAt(focus, fn, direction);
  const far = new Int32Array(to - from);
  const cost = new Float64Array(to - from);
  const count = focus.edgeCount === undefined ? undefined : new Float64Array(to - from);
  for (let i = from; i < to; i++) {
    const edge = edgeNumber(focus, i, direction);
    far[i - from] = farEnd(focus, edge, direction);
    cost[i - from] = focus.edgeCost[edge];
    if (count !== undefined && focus.edgeCount !== undefined) count[i - from] = focus.edgeCount[edge];
  }
  return { far, cost, count };
}

/** Calls that leave a cycle, or enter it, of all members together. */
function callsOfCycle({ focus, direction }: CallMap, cycle: number): Calls {
  return memo(focus.costs, `cycle-calls:${direction}:${cycle}:${scopeKey(focus.scope)}`, () =>
    addUpCycle(focus, direction, cycle),
  );
}

function addUpCycle(focus: Focus, direction: Direction, cycle: number): Calls {
  const { cycleOf, memberStart, members } = focus.costs.cycles;
  const { edgeCost, edgeCount } = focus;
  const placeOf = new Int32Array(cycleOf.length).fill(NONE);
  const far = new GrowableInt32();
  const cost = new GrowableFloat64();
  const count = new GrowableFloat64();
  for (let m = memberStart[cycle]; m < memberStart[cycle + 1]; m++) {
    const { from, to } = edgesAt(focus, members[m], direction);
    for (let i = from; i < to; i++) {
      const edge = edgeNumber(focus, i, direction);
      const other = farEnd(focus, edge, direction);
      if (cycleOf[other] === cycle) continue;
      if (placeOf[other] === NONE) {
        placeOf[other] = far.push(other);
        cost.push(0);
        count.push(0);
      }
      cost.array[placeOf[other]] += edgeCost[edge];
      if (edgeCount !== undefined) count.array[placeOf[other]] += edgeCount[edge];
    }
  }
  return {
    far: far.finish(),
    cost: cost.finish(),
    count: edgeCount === undefined ? undefined : count.finish(),
  };
}

/** What stands behind a function that was entered with `value`: itself, or the whole closed cycle that it is the entrance of. */
function placeBelow({ focus, direction }: CallMap, fn: number, value: number): CallPlace {
  const { costs, cyclesClosed } = focus;
  const cycle = costs.cycles.cycleOf[fn];
  const isEntrance = cycle !== NONE && cyclesClosed;
  const known = isEntrance ? costs.cycleInclusive[cycle] : focus.inclusive[fn];
  const whole = direction === 'callees' ? known : Math.max(known, value);
  const share = whole > 0 ? Math.min(1, value / whole) : 0;
  return isEntrance
    ? { fn: undefined, cycle, share, own: share * costs.cycleSelf[cycle], exact: false }
    : { fn, cycle: undefined, share, own: share * focus.self[fn], exact: false };
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
      payload: { fn: f, cycle: undefined, share: scale, own, exact: scale === 1 },
    });
  }
  return { shown, hiddenCount, hiddenValue };
}
