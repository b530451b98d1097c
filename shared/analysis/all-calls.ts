// All functions that an item calls, directly or through others, or that call it so (S21): what of its cost is theirs, and how far away they are.
// Stack recordings: counted context by context, exact. Call graphs: the flow of S12 and S13, an estimate beyond direct calls. Functions are
// visited once each, whatever the number of ways to them: nothing is cut off, no diamond counts twice.
import { memoInSlices } from '../base/memo.ts';
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
  readonly self: Float64Array | undefined;
  /** Calls of it (callees) or by it (callers) on the item's behalf, made when asked for; undefined where calls are not counted. */
  readonly calls: ((row: number) => number) | undefined;
  /** 0 exact, else which of the numbers are estimated: INCLUSIVE, SELF and CALLS, added up. */
  readonly estimated: Uint8Array;
  readonly histograms: Histograms;
  /** Row of the histograms for each row. */
  readonly histogramOf: Int32Array;
}

export function allCalls(focus: Focus, cut: CycleCut, direction: Direction): AllCalls {
  return runAtOnce(allCallsInSlices(focus, cut, direction));
}

export function allCallsInSlices(focus: Focus, cut: CycleCut, direction: Direction): Sliced<AllCalls> {
  const key = `all-calls:${direction}:${focus.row}:${scopeKey(focus.scope)}:${cyclesKey(cut)}`;
  return memoInSlices(focus.recording, key, () =>
    focus.recording.family === 'stacks' ? stackWalk(focus, direction) : flowWalk(focus, direction),
  );
}
