// What views need of a large recording, computed with pauses so that nobody waits for it: each function leaves its tables where the
// views' own code finds them (memo.ts). A table that takes less than a few dozen milliseconds on millions of rows is one step.
import { callComponentsInSlices } from '../../analysis/call-components.ts';
import { edgeCalls, edgeInclusive } from '../../analysis/call-edges.ts';
import { findCyclesInSlices } from '../../analysis/cycles.ts';
import { recordedTypesOf } from '../../analysis/event-costs.ts';
import { focusValuesInSlices } from '../../analysis/focus-values.ts';
import { functionTotalsInSlices } from '../../analysis/function-totals.ts';
import { itemCosts } from '../../analysis/item-costs.ts';
import { wholeScope } from '../../analysis/scope.ts';
import { textRanksInSlices } from '../../analysis/text-ranks.ts';
import type { Sliced } from '../../base/slices.ts';
import type { Recording } from '../../model/recording.ts';
import { initialViewState, type ViewState } from '../../state/view-state.ts';
import type { ViewRequest } from '../view.ts';
import { focusOfState } from './focus-of-state.ts';
import { groupingsInSlices } from './function-groups.ts';
import { prepareGroups } from './grouped-rows.ts';
import { cutOf, scopeOf } from './scope-of-state.ts';
import { secondScope } from './second-event.ts';

/** Costs of all functions and cycles. */
export function* prepareItems(recording: Recording, state: ViewState): Sliced<void> {
  const scope = scopeOf(recording, state);
  const cut = cutOf(state);
  const preferred = { ...scope, eventType: recording.preferredEventType };
  // Cycles are those of the preferred event type, and first-active looks at the whole of it.
  for (const needed of [preferred, wholeScope(recording)]) yield* functionTotalsInSlices(recording, needed);
  const second = secondScope(recording, state);
  const shown = second === undefined ? [scope.eventType] : [scope.eventType, second.eventType];
  for (const eventType of shown.flatMap((one) => recordedTypesOf(recording, one))) {
    yield* functionTotalsInSlices(recording, { ...scope, eventType });
    yield* callComponentsInSlices(recording, scope);
    edgeInclusive(recording, { ...scope, eventType });
    yield;
  }
  edgeCalls(recording, scope);
  yield;
  yield* findCyclesInSlices(recording, scope, cut ?? 0);
  itemCosts(recording, scope, cut);
  yield;
}

/** Everything that is asked for as soon as a recording is open. */
export function* prepareOpening(recording: Recording): Sliced<void> {
  yield* prepareItems(recording, initialViewState);
  yield* groupingsInSlices(recording);
}

/** The function list: also the order of names, where it is sorted by them. */
export function* prepareList(recording: Recording, state: ViewState, request: ViewRequest): Sliced<void> {
  yield* prepareItems(recording, state);
  yield* prepareGroups(recording, state);
  if (request.sort?.some(({ column }) => SORTED_BY_TEXT.has(column)) === true) yield* textRanksInSlices(recording);
}

const SORTED_BY_TEXT = new Set(['function', 'location', 'module', 'file']);

/** What flows along calls around the active item, to both sides. */
export function* prepareFlows(recording: Recording, state: ViewState): Sliced<void> {
  yield* prepareItems(recording, state);
  const focus = recording.family === 'flat' ? undefined : focusOfState(recording, state);
  if (focus === undefined) return;
  for (const direction of ['callers', 'callees'] as const) yield* focusValuesInSlices(focus, direction);
}

/** A list of functions around an active item: also the order of names, where it is sorted by them. */
export function* prepareWalk(recording: Recording, state: ViewState, request: ViewRequest): Sliced<void> {
  yield* prepareItems(recording, state);
  if (request.sort?.some(({ column }) => SORTED_BY_TEXT.has(column)) === true) yield* textRanksInSlices(recording);
}
