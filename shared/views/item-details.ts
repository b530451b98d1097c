// The header of the panel: an item, its numbers, why they are what they are, and the dearest way to it.
import { callCounts } from '../analysis/call-counts.ts';
import { heaviestCallers } from '../analysis/caller-chain.ts';
import { addsUp } from '../analysis/event-costs.ts';
import { edgeNumber, edgesAt, type Focus, focusOn } from '../analysis/focus.ts';
import { recordedName, shownName } from '../analysis/locations.ts';
import { statesInclusive } from '../analysis/stated-costs.ts';
import { NONE } from '../base/brands.ts';
import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import type { ViewState } from '../state/view-state.ts';
import { formatCost } from '../viewmodel/format-cost.ts';
import type { ItemRef } from '../viewmodel/item.ts';
import type { ItemDetails } from '../viewmodel/item-details.ts';
import { focusCalls, focusOnItem } from './support/focus-of-state.ts';
import { colourNamesOf } from './support/item-colours.ts';
import { createLabels, cycleName } from './support/item-labels.ts';
import { noteText } from './support/notes.ts';
import { isOverTotal, overTotalReason } from './support/over-total.ts';
import { eventOf, measureOf } from './support/scope-of-state.ts';

const MOST_MEMBERS = 200;

/** The item must exist in the recording under this state. */
export function selectItemDetails(recording: Recording, item: ItemRef, state: ViewState): ItemDetails {
  const focus = focusOnItem(recording, state, item);
  const { costs, cycle, row } = focus;
  const labels = createLabels(recording, costs, state);
  const primitive = cycle === undefined ? callCounts(recording, focus.scope).primitive : undefined;
  return {
    label: labels.ofRow(row),
    ...namesOf(recording, state, { cycle, row }),
    colourNames: cycle === undefined ? colourNamesOf(recording, row as FunctionIndex) : [],
    inclusive: focus.value,
    self: cycle === undefined ? focus.self[row] : costs.cycleSelf[cycle],
    calls: focusCalls(focus),
    primitiveCalls: primitive?.[row as FunctionIndex] ?? null,
    total: measureOf(recording, state, costs.total, 'total'),
    callers: heaviestCallers(wayTo(focus)).map((caller) => labels.ofRow(caller)),
    ...(cycle === undefined
      ? {}
      : { members: heaviestMembers(focus).map((member) => labels.ofRow(member)), memberCount: focus.starts.length }),
    explanation: [...explain(focus, state), ...explainShare(focus)],
  };
}

function namesOf(
  recording: Recording,
  state: ViewState,
  { cycle, row }: Pick<Focus, 'cycle' | 'row'>,
): Pick<ItemDetails, 'fullName' | 'recordedName'> {
  if (cycle !== undefined) return { fullName: cycleName(cycle) };
  const recorded = recordedName(recording, row as FunctionIndex);
  const fullName = shownName(recording, row as FunctionIndex, state.mangled);
  return fullName === recorded ? { fullName } : { fullName, recordedName: recorded };
}

/** By ratios no way is heavier than another: then by the event type that the recording shows first. */
function wayTo(focus: Focus): Focus {
  const { recording, scope, cut, row } = focus;
  if (addsUp(recording, scope.eventType)) return focus;
  return focusOn(recording, { ...scope, eventType: recording.preferredEventType }, cut, row);
}

function heaviestMembers({ starts, inclusive }: Focus): number[] {
  return [...starts].sort((a, b) => inclusive[b] - inclusive[a] || a - b).slice(0, MOST_MEMBERS);
}

function explain(focus: Focus, state: ViewState): string[] {
  const { recording, costs, cycle, row } = focus;
  const { unit, ratio, eventType } = measureOf(recording, state, 0, '');
  if (ratio === true) {
    const { formula = '' } = eventOf(recording, state);
    return [
      `${eventType} = ${formula}, of its inclusive and of its self costs. A ratio does not add up: it is no share of its callers'.`,
    ];
  }
  const cost = (value: number): string => formatCost(value, unit);
  if (cycle !== undefined) {
    const outside = focus.value - costs.cycleSelf[cycle];
    return [
      `${focus.starts.length} functions that call each other in a circle count as one: self cost of all members (${cost(costs.cycleSelf[cycle])}) and calls out of the cycle (${cost(outside)}).`,
    ];
  }
  const sentences: string[] = [];
  const ownCycle = costs.cycles.cycleOf[row];
  if (recording.family === 'stacks') {
    sentences.push('Inclusive: every recorded stack counts once, however often the function stands in it.');
  } else if (statesInclusive(recording)) {
    sentences.push('Inclusive: as the file states it, the cost of the outermost calls.');
  } else if (ownCycle !== NONE && costs.detected) {
    sentences.push(
      'Inclusive: self cost and the calls that leave the cycle; calls inside the cycle are listed, but in no sum.',
    );
  } else {
    const incoming = sumOfEdges(focus, 'callers');
    const outgoing = focus.self[row] + sumOfEdges(focus, 'callees');
    sentences.push(
      `Inclusive: the larger of what its callers were charged (${cost(incoming)}) and its self cost with the calls it makes (${cost(outgoing)}), for each part.`,
    );
    const note = noteText(costs.note[row as FunctionIndex]);
    if (note !== undefined) sentences.push(note);
  }
  if (ownCycle !== NONE) {
    sentences.push(
      costs.detected
        ? `Member of ${cycleName(ownCycle)}.`
        : 'It is part of a cycle: calls in it are counted more than once.',
    );
  }
  return sentences;
}

/** Nothing where its share of the total is one as others are. */
function explainShare({ recording, scope, costs, value }: Focus): string[] {
  const reason = isOverTotal(value, costs.total) ? overTotalReason(recording, scope, costs) : undefined;
  return reason === undefined ? [] : [reason];
}

function sumOfEdges(focus: Focus, direction: 'callers' | 'callees'): number {
  const { from, to } = edgesAt(focus, focus.row, direction);
  let sum = 0;
  for (let i = from; i < to; i++) {
    const edge = edgeNumber(focus, i, direction);
    if (focus.edges.caller[edge] !== focus.edges.callee[edge]) sum += focus.edgeCost[edge];
  }
  return sum;
}
