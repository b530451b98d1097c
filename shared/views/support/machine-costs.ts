// Costs of a function's instructions as views need them: self, with the calls made there, and which calls are part of no sum.
import { combine, isDerived } from '../../analysis/event-costs.ts';
import type { Focus } from '../../analysis/focus.ts';
import {
  type InstructionPlaces,
  instructionCallCosts,
  instructionPlaces,
  instructionSelf,
} from '../../analysis/instruction-places.ts';
import { itemCosts } from '../../analysis/item-costs.ts';
import type { Scope } from '../../analysis/scope.ts';
import { NONE } from '../../base/brands.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import type { ViewState } from '../../state/view-state.ts';
import { cutOf } from './scope-of-state.ts';

export interface MachineCosts {
  /** By place. */
  readonly self: Float64Array;
  /** By place: self and what is called from there, recursion left out. */
  readonly inclusive: Float64Array;
  /** By row of places.calls, as recorded. */
  readonly calls: Float64Array;
}

export interface CallsOf {
  readonly fn: FunctionIndex;
  readonly isRecursive: (call: number) => boolean;
}

export function machineCosts(recording: Recording, scope: Scope, of: CallsOf): MachineCosts {
  return {
    self: instructionSelf(recording, scope, of.fn),
    calls: instructionCallCosts(recording, scope, of.fn),
    inclusive: inclusiveByPlace(recording, scope, of),
  };
}

/** Formulas are applied to finished sums: a ratio of sums is no sum of ratios (S17). */
function inclusiveByPlace(recording: Recording, scope: Scope, of: CallsOf): Float64Array {
  const { length, calls } = instructionPlaces(recording, scope, of.fn);
  if (isDerived(recording, scope.eventType)) {
    return combine(recording, scope.eventType, length, (eventType) =>
      inclusiveByPlace(recording, { ...scope, eventType }, of),
    );
  }
  const inclusive = instructionSelf(recording, scope, of.fn).slice();
  const costs = instructionCallCosts(recording, scope, of.fn);
  for (let call = 0; call < calls.length; call++) {
    if (!of.isRecursive(call)) inclusive[calls.place[call]] += costs[call];
  }
  return inclusive;
}

/** A call of the function by itself, or one that stays inside its cycle: part of no sum (S7, S8). */
export function recursiveInstructionCalls(
  focus: Focus,
  { calls }: InstructionPlaces,
  state: ViewState,
): (call: number) => boolean {
  const { cycleOf } = itemCosts(focus.recording, focus.scope, cutOf(state)).cycles;
  const own = focus.cyclesClosed ? cycleOf[focus.row] : NONE;
  return (call) => {
    const callee = calls.callee[call];
    return callee === focus.row || (own !== NONE && cycleOf[callee] === own);
  };
}
