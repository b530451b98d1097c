// The heaviest stack through the active item, outermost caller first. Moving inside of it keeps it: it is that of the item where the person
// entered it, and changes when something beside it becomes active.
import { cyclesKey } from '../analysis/cycles.ts';
import type { Focus } from '../analysis/focus.ts';
import { type HeaviestStack, heaviestStack, MOST_STEPS, type StackStep } from '../analysis/heaviest-stack.ts';
import { scopeKey } from '../analysis/scope.ts';
import { memo } from '../base/memo.ts';
import { identityOrder } from '../base/sort-indices.ts';
import type { Recording } from '../model/recording.ts';
import type { ViewState } from '../state/view-state.ts';
import { formatCount } from '../viewmodel/format-count.ts';
import { formatShare } from '../viewmodel/format-share.ts';
import type { ViewNote } from '../viewmodel/measure.ts';
import type { Breakdown, SortKey, TableModel, TableRow } from '../viewmodel/table.ts';
import type { UnavailableModel } from '../viewmodel/view-model.ts';
import { shownWhere, specs, stackColumns } from './support/column-specs.ts';
import {
  focusCalls,
  focusMeasure,
  focusOfState,
  focusOnItem,
  hasItem,
  withoutCalls,
} from './support/focus-of-state.ts';
import { nameRanks, placeRanks } from './support/function-columns.ts';
import { createLabels, itemOfRow, type Labels } from './support/item-labels.ts';
import { estimatedNote, exactStackNote } from './support/notes.ts';
import { orNull } from './support/number-columns.ts';
import { prepareWalk } from './support/preparation.ts';
import { cutOf } from './support/scope-of-state.ts';
import { secondSpec, secondState } from './support/second-event.ts';
import { labelledCells, type RowColumn, sortedRows, usableSort, windowOf } from './support/table-rows.ts';
import type { View, ViewRequest } from './view.ts';

const OUTERMOST_FIRST: readonly SortKey[] = [{ column: 'step', direction: 'ascending' }];
const MOST_NAMED = 2;

export const heaviestStackView: View = {
  id: 'heaviest-stack',
  title: 'Heaviest stack',
  description: 'The callers that most of the active function’s cost came through, and the callees it mostly went to.',
  kind: 'table',
  unavailable: withoutCalls,
  prepare: prepareWalk,
  select: selectStack,
};

function selectStack(recording: Recording, state: ViewState, request: ViewRequest): TableModel | UnavailableModel {
  const active = focusOfState(recording, state);
  if (active === undefined) return { kind: 'unavailable', reason: 'No function is active.' };
  const focus = originOf(recording, state, active);
  const stack = stackOf(focus, state);
  const labels = createLabels(recording, focus.costs, state);
  const columns = columnsOf(focus, state, stack, labels);
  const sort = usableSort(columns, request.sort, OUTERMOST_FIRST);
  const rows = sortedRows(identityOrder(stack.steps.length), columns, sort, {
    owner: stack,
    key: `${state.secondEvent ?? ''}`,
  });
  const { start, end } = windowOf(request, rows.length);
  const activeRow = rows.findIndex((row) => stack.steps[row].row === active.row);
  const toRow = (row: number): TableRow => toTableRow(focus, stack.steps[row], { columns, row, labels });
  const second = secondState(recording, state);
  const secondFocus =
    second === undefined ? undefined : focusOnItem(recording, second, itemOfRow(recording, focus.row));
  return {
    kind: 'table',
    columns: columns.map(({ spec }) => spec),
    measure: focusMeasure(recording, state, focus),
    ...(second === undefined || secondFocus === undefined
      ? {}
      : { second: focusMeasure(recording, second, secondFocus) }),
    rowCount: rows.length,
    allRows: rows.length,
    start,
    rows: Array.from(rows.subarray(start, end), toRow),
    sort,
    notes: notesOf(recording, stack),
    ...(activeRow < 0 ? {} : { activeRow }),
  };
}

/** Where the person entered the stack that the active item is on: everything that was active since stands on it. */
function originOf(recording: Recording, state: ViewState, active: Focus): Focus {
  let origin: Focus | undefined;
  const visited = state.trail.filter((item) => hasItem(recording, state, item));
  for (const focus of [...visited.map((item) => focusOnItem(recording, state, item)), active]) {
    const stays = origin !== undefined && stackOf(origin, state).steps.some(({ row }) => row === focus.row);
    if (!stays) origin = focus;
  }
  return origin ?? active;
}

function stackOf(focus: Focus, state: ViewState): HeaviestStack {
  const key = `heaviest-stack:${focus.row}:${scopeKey(focus.scope)}:${cyclesKey(cutOf(state))}`;
  return memo(focus.recording, key, () => heaviestStack(focus, focusCalls(focus)));
}

function columnsOf(focus: Focus, state: ViewState, stack: HeaviestStack, labels: Labels): RowColumn[] {
  const { recording } = focus;
  const { steps, origin } = stack;
  const numbers = (spec: RowColumn['spec'], values: Float64Array): RowColumn => ({
    spec,
    cell: (row) => orNull(values[row]),
    sortValues: () => values,
  });
  const cycles = focus.costs.cycles.count;
  const ranked = (ranks: Float64Array): Float64Array => Float64Array.from(steps, ({ row }) => ranks[row]);
  const counted = focus.edgeCount !== undefined;
  return [
    numbers(
      stackColumns.step,
      Float64Array.from(steps, (_, row) => row - origin),
    ),
    numbers(
      stackColumns.inclusive,
      Float64Array.from(steps, ({ value }) => value),
    ),
    ...secondColumn(focus, state, stack),
    numbers(
      stackColumns.ofStep,
      Float64Array.from(steps, ({ value, from }, row) => (row === origin || from === 0 ? Number.NaN : value / from)),
    ),
    numbers(
      shownWhere(counted, stackColumns.calls),
      Float64Array.from(steps, ({ calls }) => calls ?? Number.NaN),
    ),
    { spec: specs.function, cell: () => null, sortValues: () => ranked(nameRanks(recording, cycles)) },
    {
      spec: stackColumns.others,
      cell: (row) => othersText(steps[row], labels),
      sortValues: () => Float64Array.from(steps, ({ others, from }) => (from > 0 ? (others[0]?.value ?? 0) / from : 0)),
    },
    {
      spec: shownWhere(false, specs.location),
      cell: () => null,
      sortValues: () => ranked(placeRanks(recording, cycles)),
    },
  ];
}

/** The same way by the second event type. */
function secondColumn(focus: Focus, state: ViewState, stack: HeaviestStack): RowColumn[] {
  const second = secondState(focus.recording, state);
  if (second === undefined) return [];
  const other = focusOnItem(focus.recording, second, itemOfRow(focus.recording, focus.row));
  const values = Float64Array.from(heaviestStack(other, null, stack).steps, ({ value }) => value);
  const spec = secondSpec(stackColumns.inclusive, state.secondEvent ?? '');
  return [{ spec, cell: (row) => orNull(values[row]), sortValues: () => values }];
}

/** `g 12.0 %, h 3.1 % and 4 more`: shares of what the step before had. */
function othersText({ others, otherCount, from }: StackStep, labels: Labels): string {
  const named = others
    .slice(0, MOST_NAMED)
    .map(({ row, value }) => `${labels.ofRow(row).name} ${formatShare(value, from, 1)}`);
  const more = otherCount - named.length;
  return more > 0 ? `${named.join(', ')} and ${formatCount(more)} more` : named.join(', ');
}

function toTableRow(
  focus: Focus,
  step: StackStep,
  { columns, row, labels }: { readonly columns: readonly RowColumn[]; readonly row: number; readonly labels: Labels },
): TableRow {
  const label = labels.ofRow(step.row);
  const cells = labelledCells(columns, label, row);
  const breakdown = breakdownOf(step, labels);
  return {
    label,
    cells,
    recursive: false,
    estimated: step.estimated && focus.recording.family !== 'stacks',
    estimatedCells: ['inclusive', 'inclusive-2', 'of-step', 'calls'],
    ...(breakdown === undefined ? {} : { breakdown }),
  };
}

function breakdownOf({ row, value, others, otherCount, from }: StackStep, labels: Labels): Breakdown | undefined {
  if (otherCount === 0) return undefined;
  const ways = [{ row, value }, ...others].map((way) => ({ name: labels.ofRow(way.row).name, value: way.value }));
  const rest = from - ways.reduce((sum, way) => sum + way.value, 0);
  const entries = rest > from * 1e-9 ? [...ways, { name: 'elsewhere, or its own', value: rest }] : ways;
  return { column: 'others', title: 'All ways at this step', entries };
}

function notesOf(recording: Recording, stack: HeaviestStack): ViewNote[] {
  const notes: ViewNote[] = [];
  if (stack.steps.some(({ estimated }) => estimated)) notes.push(estimatedNote);
  if (recording.family === 'stacks') notes.push(exactStackNote);
  if (stack.shortened) {
    const text = `Only ${formatCount(MOST_STEPS)} steps up and down are shown.`;
    notes.push({ kind: 'limited', text });
  }
  return notes;
}
