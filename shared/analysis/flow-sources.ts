// Calls by where they lead to, function by function in the order in which values flow along them (call-components.ts): what is read one after the other
// stands one after the other, and of the functions at the other ends most stand near. Refocusing a recording of millions of edges waits for memory.
// Values are gathered, not handed on: a function looks at those that it gets something from, several looks being under way at once.
import { forget, memo, memoInSlices } from '../base/memo.ts';
import { inSlices, type Sliced } from '../base/slices.ts';
import type { Recording } from '../model/recording.ts';
import { callComponents } from './call-components.ts';
import { FlowDesk } from './flow-desk.ts';
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

/** They have several calls each, at the ends of which is nothing that is near. */
const PLACES_PER_SLICE = 1 << 14;

/** So many are kept on each side: every WebAssembly memory takes ten gigabytes of addresses, and there are not as many as one may want. */
const MOST_DESKS = 3;

/** Calls, and where values flow along them. */
export function* flowDesk(focus: Focus, direction: Direction): Sliced<FlowDesk> {
  const { recording, scope, edgeCost } = focus;
  const key = `flow-desk:${direction}:${scopeKey(scope)}`;
  const latest = memo(recording, `flow-desks:${direction}`, (): string[] => []);
  if (latest.includes(key)) latest.splice(latest.indexOf(key), 1);
  latest.push(key);
  while (latest.length > MOST_DESKS) forget(recording, latest.shift() ?? '');
  return yield* memoInSlices(recording, key, function* () {
    const { members } = callComponents(recording, scope);
    const positionOf = flowPositions(recording, scope);
    const back = backwards(direction);
    const desk = new FlowDesk(members.length, focus.edges.length);
    const { start, from, cost } = desk;
    let length = 0;
    const fill = (first: number, end: number): void => {
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
    };
    for (let first = 0; first < members.length; first += PLACES_PER_SLICE) {
      fill(first, Math.min(members.length, first + PLACES_PER_SLICE));
      yield;
    }
    return desk;
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

/**
 * What of its calls each function can hand on, in the same order: below 1 where they add up to more than it cost (recursion in cProfile). Calls inside a
 * cycle are among them: what is said of its members is for nobody.
 */
export function flowFitting(focus: Focus, direction: Direction): Sliced<Float64Array> {
  const { recording, scope, costs, edgeCost } = focus;
  return memoInSlices(costs, `flow-fitting:${direction}:${scopeKey(scope)}`, function* () {
    const { members } = callComponents(recording, scope);
    const shares = new Float64Array(members.length);
    yield* inSlices(members.length, (first, end) => {
      for (let place = first; place < end; place++) {
        const { from, to } = edgesAt(focus, members[place], direction);
        let sum = 0;
        for (let i = from; i < to; i++) {
          const edge = edgeNumber(focus, i, direction);
          if (farEnd(focus, edge, direction) !== members[place]) sum += edgeCost[edge];
        }
        shares[place] = fitting(focus, direction, members[place], sum);
      }
    });
    return shares;
  });
}

/** The share of its calls, `cost` together, that a function can hand on: together they get what there is. A part in a thousand is rounding. */
export function fitting({ inclusive, self }: Focus, direction: Direction, f: number, cost: number): number {
  const available = inclusive[f] - (direction === 'callees' ? self[f] : 0);
  return cost > available * 1.001 && cost > 0 ? Math.max(0, available) / cost : 1;
}
