// What views need of a large recording, computed with pauses so that nobody waits for it: each function leaves its tables where the
// views' own code finds them (memo.ts). A table that takes less than a few dozen milliseconds on millions of rows is one step.
import { callComponentsInSlices, componentsOfFunctions } from '../../analysis/call-components.ts';
import { callCountsInSlices } from '../../analysis/call-counts.ts';
import { callDegreesInSlices } from '../../analysis/call-degrees.ts';
import { callEdgesInSlices, edgeCallsInSlices, edgeInclusiveInSlices } from '../../analysis/call-edges.ts';
import { findCyclesInSlices } from '../../analysis/cycles.ts';
import { recordedTypesOf } from '../../analysis/event-costs.ts';
import { eventTotalInSlices } from '../../analysis/event-total.ts';
import { focusValuesInSlices } from '../../analysis/focus-values.ts';
import { functionTotals, functionTotalsInSlices } from '../../analysis/function-totals.ts';
import { itemCosts } from '../../analysis/item-costs.ts';
import { memberSharesInSlices } from '../../analysis/member-shares.ts';
import { markedNamesInSlices } from '../../analysis/name-levels.ts';
import { wholeScope } from '../../analysis/scope.ts';
import { sourceStringsInSlices } from '../../analysis/source-names.ts';
import { prepareStackTables } from '../../analysis/stack-tables.ts';
import { textRanksInSlices } from '../../analysis/text-ranks.ts';
import type { Sliced } from '../../base/slices.ts';
import type { EventTypeIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { initialViewState, type ViewState } from '../../state/view-state.ts';
import type { ViewRequest } from '../view.ts';
import { focusOfState } from './focus-of-state.ts';
import { groupingsInSlices } from './function-groups.ts';
import { prepareGroups } from './grouped-rows.ts';
import { cutOf, scopeOf } from './scope-of-state.ts';
import { secondScope } from './second-event.ts';

/** Costs of all functions and cycles: what the function list shows. No table of edges is made. */
export function* prepareCosts(recording: Recording, state: ViewState): Sliced<void> {
  const scope = scopeOf(recording, state);
  const cut = cutOf(state);
  const preferred = { ...scope, eventType: recording.preferredEventType };
  // Cycles are those of the preferred event type, and first-active looks at the whole of it.
  for (const needed of [preferred, wholeScope(recording)]) yield* functionTotalsInSlices(recording, needed);
  yield* callDegreesInSlices(recording, scope);
  yield* callCountsInSlices(recording, scope);
  const cycles = yield* findCyclesInSlices(recording, scope, cut ?? 0);
  for (const eventType of shownTypes(recording, state)) {
    yield* functionTotalsInSlices(recording, { ...scope, eventType });
    if (cycles.count > 0) yield* memberSharesInSlices(recording, { ...scope, eventType }, cycles);
  }
  // Of a formula they are made here, and what is told of items from them.
  functionTotals(recording, scope);
  yield;
  itemCosts(recording, scope, cut);
  yield;
}

/** For orders by name and place. */
function* prepareNames(recording: Recording): Sliced<void> {
  yield* textRanksInSlices(recording);
  yield* textRanksInSlices({ strings: yield* sourceStringsInSlices(recording) });
}

/** What is recorded of the event types that are shown. */
function shownTypes(recording: Recording, state: ViewState): EventTypeIndex[] {
  const second = secondScope(recording, state);
  const shown = [scopeOf(recording, state), ...(second === undefined ? [] : [second])];
  return shown.flatMap(({ eventType }) => recordedTypesOf(recording, eventType));
}

/** The same with the call graph: what every view around an active item looks at. */
export function* prepareItems(recording: Recording, state: ViewState): Sliced<void> {
  yield* prepareCosts(recording, state);
  const scope = scopeOf(recording, state);
  yield* callEdgesInSlices(recording, scope);
  yield* callComponentsInSlices(recording, scope);
  for (const eventType of shownTypes(recording, state))
    yield* edgeInclusiveInSlices(recording, { ...scope, eventType });
  yield* edgeCallsInSlices(recording, scope);
}

/** As much of prepareOpening() as needs no sum of costs: to be done while somebody else adds up. */
export function* prepareBesideSums(recording: Recording): Sliced<void> {
  yield* componentsOfFunctions(recording, scopeOf(recording, initialViewState));
  yield* prepareTexts(recording);
}

function* prepareTexts(recording: Recording): Sliced<void> {
  yield* markedNamesInSlices(recording);
  yield* groupingsInSlices(recording);
}

/** Everything that is asked for as soon as a recording is open. */
export function* prepareOpening(recording: Recording): Sliced<void> {
  yield* prepareStackTables(recording);
  yield* prepareCosts(recording, initialViewState);
  for (let eventType = 0; eventType < recording.recordedEventTypes; eventType++)
    yield* eventTotalInSlices(recording, { ...wholeScope(recording), eventType: eventType as EventTypeIndex });
  yield* prepareTexts(recording);
}

/** The function list: also the order of names, where it is sorted by them. */
export function* prepareList(recording: Recording, state: ViewState, request: ViewRequest): Sliced<void> {
  const isPlain = state.grouping === 'none' && state.within === undefined;
  yield* isPlain ? prepareCosts(recording, state) : prepareItems(recording, state);
  yield* prepareGroups(recording, state);
  if (request.sort?.some(({ column }) => SORTED_BY_TEXT.has(column)) === true) yield* prepareNames(recording);
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
  if (request.sort?.some(({ column }) => SORTED_BY_TEXT.has(column)) === true) yield* prepareNames(recording);
}
