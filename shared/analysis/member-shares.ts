// What members bring into their cycle: their self cost and their calls that leave it; these add up to the cycle's inclusive cost (S8).
// Asked for while cycles are being numbered, too: by these sums.
import { NONE } from '../base/brands.ts';
import { arrayOf } from '../base/columns.ts';
import { memo, memoInSlices } from '../base/memo.ts';
import { inSlices, runAtOnce, type Sliced } from '../base/slices.ts';
import type { Recording } from '../model/recording.ts';
import { type CallArrows, callArrowsInSlices } from './call-arrows.ts';
import { callEdgesInSlices, edgeInclusive } from './call-edges.ts';
import type { Cycles } from './cycles.ts';
import { isDerived, recordedCosts } from './event-costs.ts';
import { functionTotalsInSlices } from './function-totals.ts';
import { type Scope, scopeKey } from './scope.ts';

/** By function; 0 for those in no cycle. */
export function memberShares(recording: Recording, scope: Scope, cycles: Cycles): Float64Array {
  return memo(cycles, sharesKey(scope), () => runAtOnce(findShares(recording, scope, cycles)));
}

export function memberSharesInSlices(recording: Recording, scope: Scope, cycles: Cycles): Sliced<Float64Array> {
  return memoInSlices(cycles, sharesKey(scope), () => findShares(recording, scope, cycles));
}

/** Shares that are known already, of the same cycles under other numbers. */
export function keepShares(scope: Scope, cycles: Cycles, shares: Float64Array): void {
  memo(cycles, sharesKey(scope), () => shares);
}

/** What members bring into their components and what those cost, all calls followed: by function, by component. Of stacks, where somebody has added it up. */
export interface ComponentCosts {
  readonly shares: Float64Array;
  readonly inclusive: Float64Array;
}

export const componentCostsKey = (scope: Scope): string => `component-costs:${scopeKey(scope)}`;

const sharesKey = (scope: Scope): string => `shares:${scopeKey(scope)}`;

function* findShares(recording: Recording, scope: Scope, cycles: Cycles): Sliced<Float64Array> {
  const self = arrayOf((yield* functionTotalsInSlices(recording, scope)).self);
  const shares = new Float64Array(self.length);
  const calls = yield* callsOf(recording, scope);
  yield* inSlices(cycles.members.length, (from, to) => addShares(cycles, { ...calls, self }, shares, [from, to]));
  return shares;
}

interface CostlyCalls extends Omit<CallArrows, 'rows'> {
  /** Costs of the calls: by the entry of `rows`, by place where there is none. */
  readonly costs: ArrayLike<number> | undefined;
  readonly rows: Int32Array | undefined;
}

/** Costs of rows add up; where only those of edges are known (stacks: each counts an edge once) edges stand for them. */
function* callsOf(recording: Recording, scope: Scope): Sliced<CostlyCalls> {
  if (recording.family !== 'stacks' && !isDerived(recording, scope.eventType)) {
    const arrows = yield* callArrowsInSlices(recording, scope);
    return { ...arrows, costs: recordedCosts(recording.calls.inclusive, scope.eventType) };
  }
  const { callerStart, callee } = yield* callEdgesInSlices(recording, scope);
  const costs = edgeInclusive(recording, scope);
  return { start: callerStart, end: callerStart.subarray(1), target: callee, rows: undefined, costs };
}

function addShares(
  { members, cycleOf }: Cycles,
  { start, end, target, rows, costs, self }: CostlyCalls & { readonly self: ArrayLike<number> },
  shares: Float64Array,
  [from, to]: readonly [number, number],
): void {
  for (let i = from; i < to; i++) {
    const f = members[i];
    let share = self[f];
    if (costs !== undefined) {
      for (let place = start[f]; place < end[f]; place++) {
        const other = cycleOf[target[place]];
        if (other === NONE || other !== cycleOf[f]) share += costs[rows === undefined ? place : rows[place]];
      }
    }
    shares[f] = share;
  }
}
