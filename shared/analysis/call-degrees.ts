// How many functions each function calls, and how many call it: what the function list shows of the call graph without its edges
// being made. A function that calls itself is among its own callers and callees.
import { NONE } from '../base/brands.ts';
import { memo, memoInSlices } from '../base/memo.ts';
import { runAtOnce, type Sliced } from '../base/slices.ts';
import type { Recording } from '../model/recording.ts';
import { callArrowsInSlices, inSlicesOfCalls } from './call-arrows.ts';
import { areTogether, wholeCallCounts } from './call-sums.ts';
import { partsKey, type Scope } from './scope.ts';

export interface CallDegrees {
  /** Pairs of caller and callee: as many as there are call edges. */
  readonly pairs: number;
  /** By function. */
  readonly callees: Int32Array;
  readonly callers: Int32Array;
}

export function callDegrees(recording: Recording, scope: Scope): CallDegrees {
  return memo(recording, degreesKey(scope), () => runAtOnce(countDegrees(recording, scope)));
}

export function callDegreesInSlices(recording: Recording, scope: Scope): Sliced<CallDegrees> {
  return memoInSlices(recording, degreesKey(scope), () => countDegrees(recording, scope));
}

export const degreesKey = (scope: Scope): string => `call-degrees:${partsKey(scope)}`;

function* countDegrees(recording: Recording, scope: Scope): Sliced<CallDegrees> {
  if (yield* areTogether(recording, scope)) return yield* wholeCallCounts(recording);
  const arrows = yield* callArrowsInSlices(recording, scope);
  const { start, end, target } = arrows;
  const callees = new Int32Array(start.length);
  const callers = new Int32Array(start.length);
  /** By callee: the last caller that was seen to call it. */
  const calledBy = new Int32Array(start.length).fill(NONE);
  let pairs = 0;
  yield* inSlicesOfCalls(arrows, (from, to) => {
    for (let f = from; f < to; f++) {
      let count = 0;
      for (let place = start[f]; place < end[f]; place++) {
        const callee = target[place];
        if (calledBy[callee] === f) continue;
        calledBy[callee] = f;
        callers[callee]++;
        count++;
      }
      callees[f] = count;
      pairs += count;
    }
  });
  return { pairs, callees, callers };
}
