// The function list: every function of the recording, and every cycle when detection is on, with costs, calls and place.
// Rows are numbers (functions first, then cycles); order and search are kept, labels are made for the window that is asked for.

import { cyclesKey } from '../analysis/cycles.ts';
import { itemCosts } from '../analysis/item-costs.ts';
import { idleMask, type Scope, scopeKey } from '../analysis/scope.ts';
import { NONE } from '../base/brands.ts';
import { memo, memoInSlices } from '../base/memo.ts';
import { runAtOnce, type Sliced } from '../base/slices.ts';
import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import type { ViewState } from '../state/view-state.ts';
import type { ItemCount, SortKey, TableModel, TableRow } from '../viewmodel/table.ts';
import { type FunctionColumns, functionColumns } from './support/function-columns.ts';
import { groupedRows, rowsWithin } from './support/grouped-rows.ts';
import { createLabels, rowOfItem } from './support/item-labels.ts';
import { rowsMeeting } from './support/item-search.ts';
import { noteText } from './support/notes.ts';
import { inclusiveOfRow, isOverTotal, overTotalNote, overTotalReason } from './support/over-total.ts';
import { partColumns } from './support/part-columns.ts';
import { prepareList } from './support/preparation.ts';
import { cutOf, measureOf, scopeOf } from './support/scope-of-state.ts';
import { parseSearch } from './support/search-query.ts';
import { secondMeasure, secondScope } from './support/second-event.ts';
import { labelledCells, sortedRowsInSlices, usableSort, windowOf } from './support/table-rows.ts';
import type { View, ViewRequest } from './view.ts';

const DEAREST_FIRST: readonly SortKey[] = [{ column: 'inclusive', direction: 'descending' }];

export const functionsView: View = {
  id: 'functions',
  title: 'Functions',
  description: 'All functions with their inclusive and self cost, their calls and where they stand.',
  kind: 'table',
  showsRatios: true,
  unavailable: () => undefined,
  prepare,
  select: selectFunctions,
};

/** The rows of the list in order, and all that they are made from. */
interface List {
  readonly key: string;
  readonly second: Scope | undefined;
  readonly columns: FunctionColumns;
  readonly sort: readonly SortKey[];
  /** All rows, before any search; in order of their numbers. */
  readonly listed: Int32Array;
  readonly rows: Int32Array;
  readonly searched: boolean;
  readonly error: string | undefined;
}

function* prepare(recording: Recording, state: ViewState, request: ViewRequest): Sliced<void> {
  yield* prepareList(recording, state, request);
  const list = yield* listInSlices(recording, state, request);
  if (state.grouping === 'none') return;
  const costs = itemCosts(recording, scopeOf(recording, state), cutOf(state));
  const flat = { ...list, costs, columns: list.columns.columns };
  yield* groupedRows(recording, state, state.grouping, { list: flat, request });
}

function* listInSlices(recording: Recording, state: ViewState, request: ViewRequest): Sliced<List> {
  const scope = scopeOf(recording, state);
  const cut = cutOf(state);
  const second = secondScope(recording, state);
  const base = `functions:${scopeKey(scope)}:${second === undefined ? '' : scopeKey(second)}:${cyclesKey(cut)}${state.partColumns ? ':parts' : ''}`;
  const costs = itemCosts(recording, scope, cut);
  const columns = yield* memoInSlices(recording, `${base}:columns`, function* (): Sliced<FunctionColumns> {
    const named = second && { scope: second, name: state.secondEvent ?? '' };
    const made = yield* functionColumns(recording, scope, cut, named);
    if (!state.partColumns) return made;
    const cycles = made.rowCount - recording.functions.length;
    return { ...made, columns: [...made.columns, ...(yield* partColumns(recording, scope, cut, cycles))] };
  });
  const { within } = state;
  const listKey = `${base}:within:${within === undefined ? '' : `${within.by} ${within.path}`}`;
  const listed = memo(recording, `${listKey}:listed`, () => {
    const inside = within === undefined ? undefined : rowsWithin(recording, costs, within);
    return listedRows(columns.rowCount, idleMask(recording, scope), inside);
  });
  yield;
  const sort = usableSort(columns.columns, request.sort, DEAREST_FIRST);
  const order = yield* sortedRowsInSlices(listed, columns.columns, sort, { owner: recording, key: listKey });
  const sortKey = `${listKey}:${JSON.stringify(sort)}`;
  const { rows, error } = yield* searchRows(recording, state.search, columns, { order, key: listKey, sortKey });
  const key = `${sortKey}:${state.search}`;
  return { key, second, columns, sort, listed, rows, searched: rows !== order, error };
}

function selectFunctions(recording: Recording, state: ViewState, request: ViewRequest): TableModel {
  const scope = scopeOf(recording, state);
  const cut = cutOf(state);
  const costs = itemCosts(recording, scope, cut);
  const made = runAtOnce(listInSlices(recording, state, request));
  const { second, columns, sort, rows, error } = made;
  const list = { ...made, costs, columns: columns.columns };
  const grouped =
    state.grouping === 'none' ? undefined : runAtOnce(groupedRows(recording, state, state.grouping, { list, request }));
  const rowCount = grouped?.outline.rowCount ?? rows.length;
  const { start, end } = windowOf(request, rowCount);
  const active = state.active === undefined ? -1 : rowOfItem(recording, state.active);
  const activeRow = active < 0 ? -1 : (grouped?.outline.positionOf(active) ?? rows.indexOf(active));
  const labels = createLabels(recording, costs, state);
  const functionCount = recording.functions.length;
  const overTotal = overTotalReason(recording, scope, costs);
  const toRow = (row: number): TableRow => {
    const label = labels.ofRow(row);
    const isMember = row < functionCount && costs.cycles.cycleOf[row] !== NONE;
    const note = isMember || row >= functionCount ? undefined : noteText(costs.note[row as FunctionIndex]);
    const over =
      overTotal !== undefined && isOverTotal(inclusiveOfRow(costs, row), costs.total) ? overTotal : undefined;
    const said = [note, over].filter((text) => text !== undefined).join(' ');
    return {
      label,
      cells: labelledCells(columns.columns, label, row),
      recursive: false,
      estimated: false,
      ...(said === '' ? {} : { note: said }),
    };
  };
  return {
    kind: 'table',
    columns: columns.columns.map(({ spec }) => spec),
    measure: measureOf(recording, state, costs.total, 'total'),
    ...(second === undefined
      ? {}
      : { second: secondMeasure(recording, state, itemCosts(recording, second, cut).total, 'total') }),
    rowCount,
    ...(grouped === undefined ? {} : { grouping: state.grouping }),
    allRows: made.listed.length,
    counted: {
      listed: countItems(rows, functionCount),
      all: countItems(made.listed, functionCount),
      recording: {
        functions: functionCount - (scope.idle ? 0 : recording.idleFunctions.length),
        cycles: costs.detected ? costs.cycles.count : 0,
      },
    },
    start,
    rows:
      grouped === undefined
        ? Array.from(rows.subarray(start, end), toRow)
        : Array.from({ length: end - start }, (_, i) => grouped.row(start + i, toRow)),
    sort,
    notes: overTotal === undefined || !state.mode.relative ? [] : [overTotalNote(overTotal)],
    ...(activeRow < 0 ? {} : { activeRow }),
    ...(error === undefined ? {} : { searchError: error }),
  };
}

/** Cycles stand behind functions. Kept, since every window of the rows asks for it. */
function countItems(rows: Int32Array, functionCount: number): ItemCount {
  return memo(rows, `items:${functionCount}`, () => {
    let cycles = 0;
    for (let i = 0; i < rows.length; i++) if (rows[i] >= functionCount) cycles++;
    return { functions: rows.length - cycles, cycles };
  });
}

/** Idle functions are left out together with their time. */
function listedRows(rowCount: number, idle: Uint8Array | undefined, inside: Uint8Array | undefined): Int32Array {
  const rows = new Int32Array(rowCount);
  let count = 0;
  for (let row = 0; row < rowCount; row++)
    if ((idle === undefined || row >= idle.length || idle[row] === 0) && inside?.[row] !== 0) rows[count++] = row;
  return rows.slice(0, count);
}

/** The ordered rows that meet the search. Nothing is hidden by a search that cannot be understood. */
function* searchRows(
  recording: Recording,
  search: string,
  columns: FunctionColumns,
  { order, key, sortKey }: { order: Int32Array; key: string; sortKey: string },
): Sliced<{ rows: Int32Array; error?: string }> {
  if (search.trim() === '') return { rows: order };
  const terms = parseSearch(search);
  if (!terms.ok) return { rows: order, error: terms.error };
  const rows = yield* memoInSlices(recording, `${sortKey}:search:${search}`, function* (): Sliced<Int32Array> {
    // Sorting anew what was found is no reason to look for it again.
    const mask = yield* memoInSlices(recording, `${key}:meeting:${search}`, () =>
      rowsMeeting(recording, terms.value, columns),
    );
    const found = new Int32Array(order.length);
    let count = 0;
    for (let i = 0; i < order.length; i++) if (mask[order[i]] === 1) found[count++] = order[i];
    return found.slice(0, count);
  });
  return { rows };
}
