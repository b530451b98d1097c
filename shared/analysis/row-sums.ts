// What the costs of functions are added up from, as far as it does not depend on cycles: all lines and all calls of a recording of one part,
// looked at once each. It knows nothing but columns, so that a thread that has done with reading can do it while this one looks for cycles:
// the same loops, so that the sums are the same bit by bit.
import { arrayOf, type NumberArray } from '../base/columns.ts';
import { inBlocks } from '../base/row-blocks.ts';
import type { Sliced } from '../base/slices.ts';
import type { Recording } from '../model/recording.ts';
import { type CallColumns, type CallFlows, callColumns, sumCalls, type WholeCallCounts } from './call-sums.ts';
import { isDerived, recordedCosts } from './event-costs.ts';
import type { Scope } from './scope.ts';

export interface RowColumns {
  /** Of lines or instructions: functions and self costs; nothing where all are zero. */
  readonly self: { readonly fn: NumberArray; readonly costs: NumberArray } | undefined;
  readonly calls: CallColumns;
  /** Inclusive costs of the calls. */
  readonly callCosts: NumberArray | undefined;
}

/** By function. */
export interface RowSums extends CallFlows {
  readonly self: Float64Array;
  readonly counts: WholeCallCounts;
}

/** What there is to add up; undefined where it takes more: several parts, stacks, costs that the file states of whole functions. */
export function rowColumns(recording: Recording, scope: Scope): RowColumns | undefined {
  const { family, parts, functionCosts, calls } = recording;
  const isSimple = family !== 'stacks' && parts.length <= 1 && scope.parts === undefined && functionCosts.length === 0;
  if (!isSimple || isDerived(recording, scope.eventType)) return undefined;
  // Both say the same; lines would have to be made first.
  const { function: fn, self } = recording[recording.instructions.isComplete ? 'instructions' : 'lines'];
  const costs = recordedCosts(self, scope.eventType);
  return {
    self: costs && { fn: arrayOf(fn), costs },
    calls: callColumns(recording),
    callCosts: recordedCosts(calls.inclusive, scope.eventType),
  };
}

/** Nothing where the calls of some function do not stand together. */
export function* sumRows({ self: lines, calls, callCosts }: RowColumns): Sliced<RowSums | undefined> {
  const { functions } = calls;
  const flows = {
    incoming: new Float64Array(functions),
    outgoing: new Float64Array(functions),
    flags: new Uint8Array(functions),
  };
  const counts = yield* sumCalls(calls, callCosts, flows);
  if (counts === undefined) return undefined;
  const self = new Float64Array(functions);
  if (lines !== undefined) yield* sumSelf(self, lines.fn, lines.costs);
  return { ...flows, self, counts };
}

/** Adds up self costs by function. */
function* sumSelf(self: Float64Array, fn: NumberArray, costs: NumberArray): Sliced<void> {
  const rows = { rows: undefined, from: 0, to: fn.length };
  yield* inBlocks(rows, { integers: [fn], numbers: [costs] }, (_, [functions], [values]) =>
    addSelf(self, functions, values),
  );
}

/** Rows of a function mostly stand together. */
function addSelf(self: Float64Array, functions: Int32Array, costs: Float64Array): void {
  const { length } = functions;
  for (let i = 0; i < length; ) {
    const f = functions[i];
    let sum = self[f];
    do sum += costs[i++];
    while (i < length && functions[i] === f);
    self[f] = sum;
  }
}
