// The function list: every function of the recording, and every cycle when detection is on, with costs, calls and place.
// Rows are numbers (functions first, then cycles); order and search are kept, labels are made for the window that is asked for. As long as
// nothing is left out of the list its first window is found without putting half a million functions in order.

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
import {
  labelledCells,
  placeInOrder,
  sortedRowsInSlices,
  sortedWindowInSlices,
  usableSort,
  windowOf,
} from './support/table-rows.ts';
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

/** What the list is made from. */
interface ListBasis {
  readonly key: string;
  readonly second: Scope | undefined;
  readonly columns: FunctionColumns;
  readonly sort: readonly SortKey[];
}

/** Some of its rows in order. */
interface ShownRows {
  /** How many there are. */
  readonly count: number;
  readonly start: number;
  /** Those that were asked for, from place `start` on. */
  readonly shown: Int32Array;
  /** Place of the active row; −1 where it is not among them. */
  readonly activeRow: number;
}

/** The rows of the list in order. */
interface List extends ListBasis {
  /** All rows, before any search; in order of their numbers. */
  readonly listed: Int32Array;
  readonly rows: Int32Array;
  readonly searched: boolean;
  readonly error: string | undefined;
}

function* prepare(recording: Recording, state: ViewState, request: ViewRequest): Sliced<void> {
  yield* prepareList(recording, state, request);
  const basis = yield* basisInSlices(recording, state, request);
  if (isWhole(recording, state)) {
    yield* shownOfAll(recording, state, basis, request);
    return;
  }
  const list = yield* listInSlices(recording, state, basis);
  if (state.grouping === 'none') return;
  const costs = itemCosts(recording, scopeOf(recording, state), cutOf(state));
  const flat = { ...list, costs, columns: list.columns.columns };
  yield* groupedRows(recording, state, state.grouping, { list: flat, request });
}

/** Whether every row is in the list, each in its place among all. */
function isWhole(recording: Recording, state: ViewState): boolean {
  const { grouping, within, search } = state;
  const hidesIdle = idleMask(recording, scopeOf(recording, state)) !== undefined;
  return grouping === 'none' && within === undefined && search.trim() === '' && !hidesIdle;
}

function* basisInSlices(recording: Recording, state: ViewState, request: ViewRequest): Sliced<ListBasis> {
  const scope = scopeOf(recording, state);
  const cut = cutOf(state);
  const second = secondScope(recording, state);
  const key = `functions:${scopeKey(scope)}:${second === undefined ? '' : scopeKey(second)}:${cyclesKey(cut)}${state.partColumns ? ':parts' : ''}`;
  const columns = yield* memoInSlices(recording, `${key}:columns`, function* (): Sliced<FunctionColumns> {
    const named = second && { scope: second, name: state.secondEvent ?? '' };
    const made = yield* functionColumns(recording, scope, cut, named);
    if (!state.partColumns) return made;
    const cycles = made.rowCount - recording.functions.length;
    return { ...made, columns: [...made.columns, ...(yield* partColumns(recording, scope, cut, cycles))] };
  });
  return { key, second, columns, sort: usableSort(columns.columns, request.sort, DEAREST_FIRST) };
}

/** The key of the list whose rows are those inside of a group. */
function listKeyOf({ key }: ListBasis, { within }: ViewState): string {
  return `${key}:within:${within === undefined ? '' : `${within.by} ${within.path}`}`;
}

/** Only where the list is whole. */
function* shownOfAll(
  recording: Recording,
  state: ViewState,
  basis: ListBasis,
  request: ViewRequest,
): Sliced<ShownRows> {
  const { columns, sort } = basis;
  const { rowCount } = columns;
  const kept = { owner: recording, key: listKeyOf(basis, state) };
  const window = windowOf(request, rowCount);
  const shown = yield* sortedWindowInSlices(rowCount, columns.columns, sort, { ...kept, ...window });
  const active = activeRowOf(recording, state);
  const activeRow =
    active < 0 || active >= rowCount
      ? -1
      : yield* placeInOrder(rowCount, columns.columns, sort, { ...kept, row: active });
  return { count: rowCount, start: window.start, shown, activeRow };
}

function activeRowOf(recording: Recording, { active }: ViewState): number {
  return active === undefined ? -1 : rowOfItem(recording, active);
}

function* listInSlices(recording: Recording, state: ViewState, basis: ListBasis): Sliced<List> {
  const scope = scopeOf(recording, state);
  const costs = itemCosts(recording, scope, cutOf(state));
  const { columns, sort } = basis;
  const { within } = state;
  const listKey = listKeyOf(basis, state);
  const listed = memo(recording, `${listKey}:listed`, () => {
    const inside = within === undefined ? undefined : rowsWithin(recording, costs, within);
    return listedRows(columns.rowCount, idleMask(recording, scope), inside);
  });
  yield;
  const order = yield* sortedRowsInSlices(listed, columns.columns, sort, { owner: recording, key: listKey });
  const sortKey = `${listKey}:${JSON.stringify(sort)}`;
  const { rows, error } = yield* searchRows(recording, state.search, columns, { order, key: listKey, sortKey });
  const key = `${sortKey}:${state.search}`;
  return { ...basis, key, listed, rows, searched: rows !== order, error };
}

function selectFunctions(recording: Recording, state: ViewState, request: ViewRequest): TableModel {
  const basis = runAtOnce(basisInSlices(recording, state, request));
  const functionCount = recording.functions.length;
  if (isWhole(recording, state)) {
    const shown = runAtOnce(shownOfAll(recording, state, basis, request));
    const all = { functions: functionCount, cycles: shown.count - functionCount };
    const toRow = rowMaker(recording, state, basis);
    const rows = Array.from(shown.shown, toRow);
    return { ...tableOf(recording, state, basis, { listed: all, all }), ...placed(shown), rows, allRows: shown.count };
  }
  const list = runAtOnce(listInSlices(recording, state, basis));
  const { listed, rows, error } = list;
  const counted = { listed: countItems(rows, functionCount), all: countItems(listed, functionCount) };
  const table = {
    ...tableOf(recording, state, basis, counted),
    allRows: listed.length,
    ...(error === undefined ? {} : { searchError: error }),
  };
  const toRow = rowMaker(recording, state, basis);
  const active = activeRowOf(recording, state);
  if (state.grouping === 'none') {
    const { start, end } = windowOf(request, rows.length);
    const shown = rows.subarray(start, end);
    const activeRow = active < 0 ? -1 : rows.indexOf(active);
    return { ...table, ...placed({ count: rows.length, start, activeRow }), rows: Array.from(shown, toRow) };
  }
  const costs = itemCosts(recording, scopeOf(recording, state), cutOf(state));
  const flat = { ...list, costs, columns: list.columns.columns };
  const grouped = runAtOnce(groupedRows(recording, state, state.grouping, { list: flat, request }));
  const { rowCount } = grouped.outline;
  const { start, end } = windowOf(request, rowCount);
  const activeRow = active < 0 ? -1 : (grouped.outline.positionOf(active) ?? rows.indexOf(active));
  return {
    ...table,
    ...placed({ count: rowCount, start, activeRow }),
    grouping: state.grouping,
    rows: Array.from({ length: end - start }, (_, i) => grouped.row(start + i, toRow)),
  };
}

function placed({ count, start, activeRow }: Omit<ShownRows, 'shown'>) {
  return { rowCount: count, start, ...(activeRow < 0 ? {} : { activeRow }) };
}

/** What is said of the list, whatever rows are shown. */
function tableOf(
  recording: Recording,
  state: ViewState,
  { columns, second, sort }: ListBasis,
  counted: { readonly listed: ItemCount; readonly all: ItemCount },
) {
  const scope = scopeOf(recording, state);
  const cut = cutOf(state);
  const costs = itemCosts(recording, scope, cut);
  const overTotal = overTotalReason(recording, scope, costs);
  return {
    kind: 'table' as const,
    columns: columns.columns.map(({ spec }) => spec),
    measure: measureOf(recording, state, costs.total, 'total'),
    ...(second === undefined
      ? {}
      : { second: secondMeasure(recording, state, itemCosts(recording, second, cut).total, 'total') }),
    counted: {
      ...counted,
      recording: {
        functions: recording.functions.length - (scope.idle ? 0 : recording.idleFunctions.length),
        cycles: costs.detected ? costs.cycles.count : 0,
      },
    },
    sort,
    notes: overTotal === undefined || !state.mode.relative ? [] : [overTotalNote(overTotal)],
  };
}

function rowMaker(recording: Recording, state: ViewState, { columns }: ListBasis): (row: number) => TableRow {
  const scope = scopeOf(recording, state);
  const costs = itemCosts(recording, scope, cutOf(state));
  const labels = createLabels(recording, costs, state);
  const functionCount = recording.functions.length;
  const overTotal = overTotalReason(recording, scope, costs);
  return (row) => {
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
