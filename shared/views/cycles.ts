// Every cycle with its members and the calls that close it. Cycles are rows, their members stand below them, indented; both are sorted
// by the same columns. A cycle of a million members is a million rows, of which those on screen are made.
import { callEdges, edgeInclusive } from '../analysis/call-edges.ts';
import { type ClosingCalls, closingCalls } from '../analysis/closing-calls.ts';
import { cyclesKey } from '../analysis/cycles.ts';
import { type ItemCosts, itemCosts } from '../analysis/item-costs.ts';
import { scopeKey } from '../analysis/scope.ts';
import { memoInSlices } from '../base/memo.ts';
import { runAtOnce, type Sliced } from '../base/slices.ts';
import { groupRowsInSlices } from '../base/sort-indices.ts';
import type { Recording } from '../model/recording.ts';
import type { ViewState } from '../state/view-state.ts';
import { formatCount } from '../viewmodel/format-count.ts';
import { formatShare } from '../viewmodel/format-share.ts';
import type { ViewNote } from '../viewmodel/measure.ts';
import type { Breakdown, SortKey, TableModel, TableRow } from '../viewmodel/table.ts';
import type { UnavailableModel } from '../viewmodel/view-model.ts';
import { closingColumn, shownWhere } from './support/column-specs.ts';
import { withoutCalls } from './support/focus-of-state.ts';
import { functionColumns } from './support/function-columns.ts';
import { createLabels, type Labels } from './support/item-labels.ts';
import { prepareItems, prepareList } from './support/preparation.ts';
import { cutOf, measureOf, scopeOf } from './support/scope-of-state.ts';
import { labelledCells, type RowColumn, sortedRowsInSlices, usableSort, windowOf } from './support/table-rows.ts';
import type { View, ViewRequest } from './view.ts';

const DEAREST_FIRST: readonly SortKey[] = [{ column: 'inclusive', direction: 'descending' }];
const MOST_NAMED = 3;
/** A tooltip shows some of them, an export all of these. */
const MOST_LISTED = 200;
const LONGEST_NAME = 200;

export const cyclesView: View = {
  id: 'cycles',
  title: 'Cycles',
  description: 'Functions that call each other in a circle: every cycle, its members, and the calls that close it.',
  kind: 'table',
  unavailable: withoutCalls,
  prepare,
  select: selectCycles,
};

interface CycleList {
  readonly closing: ClosingTexts;
  readonly columns: readonly RowColumn[];
  readonly sort: readonly SortKey[];
  readonly rows: Int32Array;
}

function* prepare(recording: Recording, state: ViewState, request: ViewRequest): Sliced<void> {
  yield* prepareItems(recording, state);
  yield* prepareList(recording, { ...state, grouping: 'none', within: undefined }, request);
  const cut = cutOf(state);
  if (cut !== undefined) yield* listInSlices(recording, state, request, cut);
}

function* listInSlices(recording: Recording, state: ViewState, request: ViewRequest, cut: number): Sliced<CycleList> {
  const scope = scopeOf(recording, state);
  const costs = itemCosts(recording, scope, cut);
  const closing = createClosingTexts(recording, costs, yield* closingCalls(recording, scope, cut), state);
  const key = `cycle-list:${scopeKey(scope)}:${cyclesKey(cut)}`;
  const made = yield* memoInSlices(recording, `${key}:columns`, () => functionColumns(recording, scope, cut));
  const known = made.columns;
  const place = known.findIndex(({ spec }) => spec.id === 'location');
  const closingCell: RowColumn = { spec: closingColumn, cell: closing.textOf, sortValues: closing.counts };
  // The list stands in a narrow pane: names and closing calls go before places.
  const placeCell: RowColumn = { ...known[place], spec: shownWhere(false, known[place].spec) };
  const columns = [...known.slice(0, place), closingCell, placeCell, ...known.slice(place + 1)];
  const sort = usableSort(columns, request.sort, DEAREST_FIRST);
  const rows = yield* memoInSlices(recording, `${key}:rows:${JSON.stringify(sort)}`, () =>
    orderedRows(recording, costs, columns, { sort, key }),
  );
  return { closing, columns, sort, rows };
}

function selectCycles(recording: Recording, state: ViewState, request: ViewRequest): TableModel | UnavailableModel {
  const cut = cutOf(state);
  if (cut === undefined) {
    return { kind: 'unavailable', reason: 'Cycle detection is off: turn on Cycles to see them.' };
  }
  const costs = itemCosts(recording, scopeOf(recording, state), cut);
  const { closing, columns, sort, rows } = runAtOnce(listInSlices(recording, state, request, cut));
  const { start, end } = windowOf(request, rows.length);
  const labels = createLabels(recording, costs, state);
  const toRow = (row: number): TableRow => {
    const label = labels.ofRow(row);
    const breakdown = closing.breakdownOf(row);
    return {
      label,
      cells: labelledCells(columns, label, row),
      recursive: false,
      estimated: false,
      tree: { depth: row < recording.functions.length ? 1 : 0, path: '' },
      ...(breakdown === undefined ? {} : { breakdown }),
    };
  };
  return {
    kind: 'table',
    columns: columns.map(({ spec }) => spec),
    measure: measureOf(recording, state, costs.total, 'total'),
    rowCount: rows.length,
    allRows: rows.length,
    start,
    rows: Array.from(rows.subarray(start, end), toRow),
    sort,
    notes: cut > 0 ? [cutNote(cut)] : [],
  };
}

function cutNote(cut: number): ViewNote {
  return {
    kind: 'info',
    short: `calls below ${formatShare(cut, 1, 1)} left out`,
    text: `Calls that cost less than ${formatShare(cut, 1, 1)} of their callee are not looked at when cycles are found.`,
  };
}

/** Cycles in order, each followed by its members in order. */
function* orderedRows(
  recording: Recording,
  { cycles }: ItemCosts,
  columns: readonly RowColumn[],
  { sort, key }: { readonly sort: readonly SortKey[]; readonly key: string },
): Sliced<Int32Array> {
  const functions = recording.functions.length;
  const { count, members, cycleOf } = cycles;
  const all = new Int32Array(members.length + count);
  all.set(members, count);
  for (let cycle = 0; cycle < count; cycle++) all[cycle] = functions + cycle;
  const sorted = yield* sortedRowsInSlices(all, columns, sort, { owner: recording, key });
  const cycleRows = sorted.filter((row) => row >= functions);
  const sortedMembers = sorted.filter((row) => row < functions);
  const cycleOfMember = sortedMembers.map((row) => cycleOf[row]);
  yield;
  const { start, rows: places } = yield* groupRowsInSlices(cycleOfMember, count);
  const rows = new Int32Array(all.length);
  let next = 0;
  for (const row of cycleRows) {
    rows[next++] = row;
    for (let i = start[row - functions]; i < start[row - functions + 1]; i++) rows[next++] = sortedMembers[places[i]];
  }
  return rows;
}

interface ClosingTexts {
  readonly textOf: (row: number) => string;
  readonly counts: () => Float64Array;
  /** undefined for a member that closes nothing. */
  readonly breakdownOf: (row: number) => Breakdown | undefined;
}

/** Which calls close a cycle, in its row, and which of them a member makes, in that member's. */
function createClosingTexts(
  recording: Recording,
  costs: ItemCosts,
  closing: ClosingCalls,
  state: ViewState,
): ClosingTexts {
  const functions = recording.functions.length;
  const scope = scopeOf(recording, state);
  const { cycles } = costs;
  const { caller, callee } = callEdges(recording, scope);
  const values = edgeInclusive(recording, scope);
  const labels: Labels = createLabels(recording, costs, state);
  const edgesOf = (row: number): Int32Array => {
    if (row < functions) return closing.callerEdges.subarray(closing.callerStart[row], closing.callerStart[row + 1]);
    return closing.edges.subarray(closing.start[row - functions], closing.start[row - functions + 1]);
  };
  const nameOf = (row: number, edge: number): string => {
    const to = labels.ofRow(callee[edge]).name;
    return row < functions ? `→ ${to}` : `${labels.ofRow(caller[edge]).name} → ${to}`;
  };
  return {
    textOf: (row) => {
      const edges = edgesOf(row);
      const named = Array.from(edges.subarray(0, MOST_NAMED), (edge) => nameOf(row, edge)).join(', ');
      return edges.length > MOST_NAMED ? `${named} and ${formatCount(edges.length - MOST_NAMED)} more` : named;
    },
    counts: () => {
      const counts = new Float64Array(functions + cycles.count);
      for (const edge of closing.edges) {
        counts[caller[edge]]++;
        counts[functions + cycles.cycleOf[caller[edge]]]++;
      }
      return counts;
    },
    breakdownOf: (row) => {
      const edges = edgesOf(row);
      if (edges.length === 0) return undefined;
      const entries = Array.from(edges.subarray(0, MOST_LISTED), (edge) => ({
        name: nameOf(row, edge).slice(0, LONGEST_NAME),
        value: values[edge],
      }));
      return { column: 'closing-calls', title: 'Calls that close the cycle, as recorded: in no sum', entries };
    },
  };
}
