// Where the value of each function comes from, place by place (flow-order.ts): whoever gathers what came in reads from front to back and looks around
// only for who handed it on. Gathering is what distances need: several looks are under way at once, where handing on waits for each of them.
import { memoInSlices } from '../base/memo.ts';
import { inSlices, type Sliced } from '../base/slices.ts';
import { callComponents } from './call-components.ts';
import { flowPositions } from './flow-order.ts';
import { type Direction, edgeNumber, edgesAt, type Focus, farEnd } from './focus.ts';
import { scopeKey } from './scope.ts';

export interface FlowSources {
  /** Calls that lead to the function at a place: start[place] … start[place + 1] − 1, in the order of sourceEdges(). */
  readonly start: Int32Array;
  /** Place of the function at the other end; the number of functions, where no function is, for calls without cost and direct recursion. */
  readonly from: Int32Array;
}

/** Edges that bring function f its value: from its callers where callees are looked for, and the other way round. */
export function backwards(direction: Direction): Direction {
  return direction === 'callees' ? 'callers' : 'callees';
}

export function flowSources(focus: Focus, direction: Direction): Sliced<FlowSources> {
  const { recording, scope } = focus;
  return memoInSlices(recording, `flow-sources:${direction}:${scopeKey(scope)}`, function* () {
    const { members } = callComponents(recording, scope);
    const positionOf = flowPositions(recording, scope);
    const back = backwards(direction);
    const start = new Int32Array(members.length + 1);
    const from = new Int32Array(focus.edges.length);
    let length = 0;
    yield* inSlices(members.length, (first, end) => {
      for (let place = first; place < end; place++) {
        const edges = edgesAt(focus, members[place], back);
        for (let i = edges.from; i < edges.to; i++) {
          const edge = edgeNumber(focus, i, back);
          const other = positionOf[farEnd(focus, edge, back)];
          from[length++] = other !== place && focus.edgeCost[edge] > 0 ? other : members.length;
        }
        start[place + 1] = length;
      }
    });
    return { start, from };
  });
}
