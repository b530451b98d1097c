// Calls by where they lead to, function by function in the order in which values flow along them (call-components.ts): what is read one after the other
// stands one after the other, and of the functions at the other ends most stand near. Refocusing a recording of millions of edges waits for memory.
// Values are gathered, not handed on: a function looks at those that it gets something from, several looks being under way at once.
import { memo, memoInSlices } from '../base/memo.ts';
import { inSlices, type Sliced } from '../base/slices.ts';
import type { Recording } from '../model/recording.ts';
import { callComponents } from './call-components.ts';
import { type Direction, edgeNumber, edgesAt, type Focus, farEnd } from './focus.ts';
import { partsKey, type Scope, scopeKey } from './scope.ts';

export interface FlowSources {
  /** Calls that lead to the function at a place: start[place] … start[place + 1] − 1. */
  readonly start: Int32Array;
  /** Place of the function at the other end; the number of functions, where none is, for direct recursion and for calls without cost. */
  readonly from: Int32Array;
  /** 0 for those. */
  readonly cost: Float64Array;
}

/** Edges that bring a function its value: from its callers where callees are looked for, and the other way round. */
export function backwards(direction: Direction): Direction {
  return direction === 'callees' ? 'callers' : 'callees';
}

export function flowSources(focus: Focus, direction: Direction): Sliced<FlowSources> {
  const { recording, scope, edgeCost } = focus;
  return memoInSlices(recording, `flow-sources:${direction}:${scopeKey(scope)}`, function* () {
    const { members } = callComponents(recording, scope);
    const positionOf = flowPositions(recording, scope);
    const back = backwards(direction);
    const start = new Int32Array(members.length + 1);
    const from = new Int32Array(focus.edges.length);
    const cost = new Float64Array(focus.edges.length);
    let length = 0;
    yield* inSlices(members.length, (first, end) => {
      for (let place = first; place < end; place++) {
        const edges = edgesAt(focus, members[place], back);
        for (let i = edges.from; i < edges.to; i++, length++) {
          const edge = edgeNumber(focus, i, back);
          const other = positionOf[farEnd(focus, edge, back)];
          const isCarrying = other !== place && edgeCost[edge] > 0;
          from[length] = isCarrying ? other : members.length;
          if (isCarrying) cost[length] = edgeCost[edge];
        }
        start[place + 1] = length;
      }
    });
    return { start, from, cost };
  });
}

/** By function: its place in the order, which is that of `members` of its components. */
export function flowPositions(recording: Recording, scope: Scope): Int32Array {
  return memo(recording, `flow-positions:${partsKey(scope)}`, () => {
    const { members } = callComponents(recording, scope);
    const positionOf = new Int32Array(members.length);
    for (let place = 0; place < members.length; place++) positionOf[members[place]] = place;
    return positionOf;
  });
}

/** Inclusive costs of the functions, in the same order. */
export function flowInclusive({ recording, scope, costs, inclusive }: Focus): Float64Array {
  return memo(costs, `flow-inclusive:${partsKey(scope)}`, () => {
    const { members } = callComponents(recording, scope);
    const ordered = new Float64Array(members.length);
    for (let place = 0; place < members.length; place++) ordered[place] = inclusive[members[place]];
    return ordered;
  });
}

/** What the calls of each function cost together, without direct recursion, in the same order. */
export function flowOutward(focus: Focus, direction: Direction): Sliced<Float64Array> {
  const { recording, scope, edgeCost } = focus;
  return memoInSlices(recording, `flow-outward:${direction}:${scopeKey(scope)}`, function* () {
    const { members } = callComponents(recording, scope);
    const sums = new Float64Array(members.length);
    yield* inSlices(members.length, (first, end) => {
      for (let place = first; place < end; place++) {
        const { from, to } = edgesAt(focus, members[place], direction);
        for (let i = from; i < to; i++) {
          const edge = edgeNumber(focus, i, direction);
          if (farEnd(focus, edge, direction) !== members[place]) sums[place] += edgeCost[edge];
        }
      }
    });
    return sums;
  });
}
