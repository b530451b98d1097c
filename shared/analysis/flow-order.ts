// Calls in the order in which values flow along them: function by function as call-components.ts orders them. What is read one after the other
// then stands one after the other, which makes refocusing a recording of millions of edges twice as fast: its time is spent waiting for memory.
import { memo, memoInSlices } from '../base/memo.ts';
import { inSlices, type Sliced } from '../base/slices.ts';
import type { Recording } from '../model/recording.ts';
import { callComponents } from './call-components.ts';
import { callEdges, edgeInclusive } from './call-edges.ts';
import type { Direction, Focus } from './focus.ts';
import { partsKey, type Scope, scopeKey } from './scope.ts';

export interface FlowOrder {
  /** By function: its place in the order, which is that of `members` of its components. */
  readonly positionOf: Int32Array;
  /** Calls of the function at a place: start[place] … start[place + 1] − 1 of `far` and of flowCosts(). */
  readonly start: Int32Array;
  /** The function at the far end: the callee, or looking upwards the caller. */
  readonly far: Int32Array;
}

export function flowOrder(recording: Recording, scope: Scope, direction: Direction): Sliced<FlowOrder> {
  return memoInSlices(recording, `flow-order:${direction}:${partsKey(scope)}`, function* () {
    const edges = callEdges(recording, scope);
    const { members } = callComponents(recording, scope);
    const { callerStart, calleeStart, calleeEdges } = edges;
    const isDown = direction === 'callees';
    const from = isDown ? callerStart : calleeStart;
    const start = new Int32Array(members.length + 1);
    const far = new Int32Array(edges.length);
    let length = 0;
    yield* inSlices(members.length, (first, end) => {
      for (let place = first; place < end; place++) {
        const f = members[place];
        for (let i = from[f]; i < from[f + 1]; i++)
          far[length++] = isDown ? edges.callee[i] : edges.caller[calleeEdges[i]];
        start[place + 1] = length;
      }
    });
    return { positionOf: flowPositions(recording, scope), start, far };
  });
}

export function flowPositions(recording: Recording, scope: Scope): Int32Array {
  return memo(recording, `flow-positions:${partsKey(scope)}`, () => {
    const { members } = callComponents(recording, scope);
    const positionOf = new Int32Array(members.length);
    for (let place = 0; place < members.length; place++) positionOf[members[place]] = place;
    return positionOf;
  });
}

/** The inclusive cost of each call, in the order of flowOrder(). */
export function flowCosts(recording: Recording, scope: Scope, direction: Direction): Sliced<Float64Array> {
  return memoInSlices(recording, `flow-costs:${direction}:${scopeKey(scope)}`, function* () {
    const { callerStart, calleeStart, calleeEdges, length } = callEdges(recording, scope);
    const { members } = callComponents(recording, scope);
    const costs = edgeInclusive(recording, scope);
    const isDown = direction === 'callees';
    const from = isDown ? callerStart : calleeStart;
    const ordered = new Float64Array(length);
    let next = 0;
    yield* inSlices(members.length, (first, end) => {
      for (let place = first; place < end; place++) {
        const f = members[place];
        for (let i = from[f]; i < from[f + 1]; i++) ordered[next++] = costs[isDown ? i : calleeEdges[i]];
      }
    });
    return ordered;
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
