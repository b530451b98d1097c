// What the costs of functions are added up from, as far as it does not depend on cycles: all lines and all calls of a recording of one part.
// It knows nothing but columns and goes on where it stopped: a thread that tokenizes a file does it while it waits for room, with the rows that
// are sealed, and the rest at the end, while the one who has read looks for cycles. The loops are the same, and so are the sums, bit by bit.
import { arrayOf, type NumberArray } from '../base/columns.ts';
import { type BlockOf, blocksOf, ROWS_PER_BLOCK } from '../base/row-blocks.ts';
import type { Sliced } from '../base/slices.ts';
import type { Recording } from '../model/recording.ts';
import { type CallColumns, type CallRows, CallSummer, type CallSums, callRows, largest, roomFor } from './call-sums.ts';
import { isDerived, recordedCosts } from './event-costs.ts';
import type { Scope } from './scope.ts';

/** The event type whose costs are added up before anybody knows which are wanted: nearly always it is this one. */
export const FIRST_EVENT = 0;

export interface RowColumns {
  readonly functions: number;
  /** Costs are in the file's own steps, of the first event type: what was added up of them earlier is right. */
  readonly isPlain: boolean;
  readonly selfTable: 'instructions' | 'lines';
  /** Of lines or instructions; costs undefined where all are zero. */
  readonly self: { readonly fn: NumberArray; readonly costs: NumberArray | undefined };
  readonly calls: CallColumns;
}

/** Lines or instructions block by block, as far as they are known. */
export interface SelfRows {
  readonly length: number;
  readonly fn: BlockOf<Int32Array>;
  readonly costs: BlockOf<Float64Array> | undefined;
}

/** By function. */
export interface RowSums extends CallSums {
  readonly self: Float64Array;
}

/** What there is to add up; undefined where it takes more: several parts, stacks, costs that the file states of whole functions. */
export function rowColumns(recording: Recording, scope: Scope): RowColumns | undefined {
  const { family, parts, functionCosts, calls, eventTypes } = recording;
  const isSimple = family !== 'stacks' && parts.length <= 1 && scope.parts === undefined && functionCosts.length === 0;
  if (!isSimple || isDerived(recording, scope.eventType)) return undefined;
  // Both say the same; lines would have to be made first.
  const selfTable = recording.instructions.isComplete ? 'instructions' : 'lines';
  const { function: fn, self } = recording[selfTable];
  return {
    functions: recording.functions.length,
    isPlain: scope.eventType === FIRST_EVENT && eventTypes[scope.eventType]?.fileScale === 1,
    selfTable,
    self: { fn: arrayOf(fn), costs: recordedCosts(self, scope.eventType) },
    calls: {
      caller: arrayOf(calls.caller),
      callee: arrayOf(calls.callee),
      callCount: arrayOf(calls.callCount),
      costs: recordedCosts(calls.inclusive, scope.eventType),
    },
  };
}

/** Nothing where the calls of some function do not stand together. */
export function* sumRows(columns: RowColumns, begun = new RowSummer(columns.functions)): Sliced<RowSums | undefined> {
  const { fn, costs } = columns.self;
  const lines: SelfRows = {
    length: fn.length,
    fn: blocksOf(fn, undefined, new Int32Array(ROWS_PER_BLOCK)),
    costs: costs && blocksOf(costs, undefined, new Float64Array(ROWS_PER_BLOCK)),
  };
  const calls = callRows(columns.calls);
  while (begun.advance(calls, lines)) yield;
  return begun.finish(columns);
}

const ROWS_PER_STEP = 4 * ROWS_PER_BLOCK;

/** Sums of rows that come bit by bit. */
export class RowSummer {
  private readonly calls: CallSummer;
  private self: Float64Array;
  private seen = 0;

  /** `functions`: as many as there are; more can be met later. */
  constructor(functions = 0) {
    this.calls = new CallSummer(functions);
    this.self = new Float64Array(functions);
  }

  /** Goes on with some thousand rows; false where there are no more. Rows that were seen must not change. */
  advance(calls: CallRows | undefined, lines: SelfRows | undefined): boolean {
    if (lines === undefined || this.seen >= lines.length) return calls !== undefined && this.calls.advance(calls);
    for (const end = Math.min(lines.length, this.seen + ROWS_PER_STEP); this.seen < end; ) {
      const to = Math.min(end, this.seen + ROWS_PER_BLOCK);
      const functions = lines.fn(this.seen, to);
      this.self = roomFor(this.self, 1 + largest(functions));
      if (lines.costs !== undefined) addSelf(this.self, functions, lines.costs(this.seen, to));
      this.seen = to;
    }
    return true;
  }

  finish({ functions, calls }: RowColumns): RowSums | undefined {
    const sums = this.calls.finish(functions, calls.callCount);
    this.self = roomFor(this.self, functions);
    return sums && { ...sums, self: this.self.subarray(0, functions) };
  }
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
