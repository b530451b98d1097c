// All functions that an item calls, directly or through others, or that call it so (S21): what of its cost is theirs, and how far away they are.
// Stack recordings: counted context by context, exact. Call graphs: the flow of S12 and S13, estimated where calls for others are in it (exact-calls.ts). Functions are
// visited once each, whatever the number of ways to them: nothing is cut off, no diamond counts twice.
import { memo, memoInSlices } from '../base/memo.ts';
import { runAtOnce, type Sliced } from '../base/slices.ts';
import { flowWalk } from './all-calls-flow.ts';
import { stackWalk } from './all-calls-stacks.ts';
import { type CycleCut, cyclesKey } from './cycles.ts';
import type { Histograms } from './distance-histograms.ts';
import type { Direction, Focus } from './focus.ts';
import { scopeKey } from './scope.ts';

/** A row is a function that has a part in the item's cost; the item itself is none. */
export interface AllCalls {
  readonly functions: Int32Array;
  /** What of the item's cost was spent in it (callees) or came through it (callers). */
  readonly inclusive: Float64Array;
  /** What of the item's cost is its own; undefined for callers, whose own cost is not the item's. */
  readonly self: ((row: number) => number) | undefined;
  /** Calls of it (callees) or by it (callers) on the item's behalf; undefined where calls are not counted. */
  readonly calls: ((row: number) => number) | undefined;
  /** 0 exact, else which of the numbers are estimated: INCLUSIVE, SELF and CALLS, added up. */
  readonly estimated: (row: number) => number;
  /** Whether any of them is. */
  readonly isEstimated: boolean;
  readonly nearest: (row: number) => number;
  readonly farthest: (row: number) => number;
  /** How the costs of some rows spread over distances, one histogram for each. Of a few rows it is quickly made. */
  readonly histograms: (rows: Int32Array) => Sliced<Histograms>;
}

export function allCalls(focus: Focus, cut: CycleCut, direction: Direction): AllCalls {
  return runAtOnce(allCallsInSlices(focus, cut, direction));
}

/** The last one on each side is kept, a few dozen numbers for each function. */
export function* allCallsInSlices(focus: Focus, cut: CycleCut, direction: Direction): Sliced<AllCalls> {
  const key = `last-walk:${direction}:${scopeKey(focus.scope)}:${cyclesKey(cut)}`;
  const last = memo(focus.recording, key, (): LastWalk => ({ row: -1, owner: {} }));
  if (last.row !== focus.row) Object.assign(last, { row: focus.row, owner: {} });
  return yield* memoInSlices(last.owner, 'walk', () =>
    focus.recording.family === 'stacks' ? stackWalk(focus, direction) : flowWalk(focus, direction),
  );
}

interface LastWalk {
  row: number;
  /** Of the walk from that row: whoever began it goes on with it, also where another one is asked for meanwhile. */
  owner: object;
}
