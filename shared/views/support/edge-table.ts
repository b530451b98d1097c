// Callers and callees of the active item as a table: what both views share. All direct calls are listed, those without cost too;
// calls inside a cycle and of a function by itself are marked, and add to no sum (S7, S8).
import { edgeCalleeSelf, edgePrimitiveCalls } from '../../analysis/call-edges.ts';
import { cyclesKey } from '../../analysis/cycles.ts';
import { addsUp, combineColumns } from '../../analysis/event-costs.ts';
import { type Direction, edgeNumber, edgesAt, type Focus, farEnd, focusOn } from '../../analysis/focus.ts';
import { functionLocation } from '../../analysis/locations.ts';
import { memberShares } from '../../analysis/member-shares.ts';
import { scopeKey } from '../../analysis/scope.ts';
import { NONE } from '../../base/brands.ts';
import { GrowableFloat64, GrowableInt32 } from '../../base/growable.ts';
import { memo } from '../../base/memo.ts';
import { runAtOnce, type Sliced } from '../../base/slices.ts';
import { identityOrder, valuesOf } from '../../base/sort-indices.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import type { ViewState } from '../../state/view-state.ts';
import type { Measure } from '../../viewmodel/measure.ts';
import type { SortKey, TableModel, TableRow } from '../../viewmodel/table.ts';
import type { UnavailableModel } from '../../viewmodel/view-model.ts';
import type { ViewRequest } from '../view.ts';
import { edgeColumns, shownWhere, specs } from './column-specs.ts';
import { focusMeasure, focusOfState } from './focus-of-state.ts';
import { shownNameRanks } from './function-columns.ts';
import { createLabels } from './item-labels.ts';
import { orNull, ratios } from './number-columns.ts';
import { isOverTotal, overTotalReason } from './over-total.ts';
import { prepareWalk } from './preparation.ts';
import { cutOf } from './scope-of-state.ts';
import { secondSpec, secondState } from './second-event.ts';
import { labelledCells, type RowColumn, sortedRowsInSlices, usableSort, windowOf } from './table-rows.ts';

/** Neighbours of the active item, one row each. */
interface Neighbours {
  readonly functions: Int32Array;
  readonly inclusive: Float64Array;
  /** NaN where not recorded. */
  readonly calls: Float64Array;
  readonly primitive: Float64Array;
  readonly calleeSelf: Float64Array;
  readonly recursive: Uint8Array;
}

const DEAREST_FIRST: readonly SortKey[] = [{ column: 'inclusive', direction: 'descending' }];

interface Edges {
  readonly neighbours: Neighbours;
  readonly second: { readonly columns: RowColumn[]; readonly measure: Measure } | undefined;
  readonly columns: readonly RowColumn[];
  readonly sort: readonly SortKey[];
  readonly rows: Int32Array;
}

/** A cycle may have a million neighbours: they are kept. Those of a function are a few. */
export function* prepareEdges(
  recording: Recording,
  state: ViewState,
  request: ViewRequest,
  direction: Direction,
): Sliced<void> {
  yield* prepareWalk(recording, state, request);
  const focus = focusOfState(recording, state);
  if (focus?.cycle !== undefined) yield* edgesInSlices(focus, state, request, direction);
}

function* edgesInSlices(focus: Focus, state: ViewState, request: ViewRequest, direction: Direction): Sliced<Edges> {
  const { recording } = focus;
  const neighbours = neighboursOf(focus, direction);
  yield;
  const second = secondCosts(recording, state, direction);
  const columns = edgeTableColumns(recording, neighbours, {
    calls: focus.edgeCount !== undefined,
    self: edgeCalleeSelf(recording, focus.scope) !== undefined,
    second: second?.columns ?? [],
    adds: addsUp(recording, focus.scope.eventType),
  });
  yield;
  const sort = usableSort(columns, request.sort, DEAREST_FIRST);
  const key = `${direction}:${scopeKey(focus.scope)}:${cyclesKey(cutOf(state))}`;
  const all = identityOrder(neighbours.functions.length);
  const rows = yield* sortedRowsInSlices(all, columns, sort, { owner: neighbours, key });
  return { neighbours, second, columns, sort, rows };
}

export function selectEdges(
  recording: Recording,
  state: ViewState,
  request: ViewRequest,
  direction: Direction,
): TableModel | UnavailableModel {
  const focus = focusOfState(recording, state);
  if (focus === undefined) return { kind: 'unavailable', reason: 'No function is active.' };
  const { neighbours, second, columns, sort, rows } = runAtOnce(edgesInSlices(focus, state, request, direction));
  const { start, end } = windowOf(request, rows.length);
  const labels = createLabels(recording, focus.costs, state);
  const overTotal = overTotalReason(recording, focus.scope, focus.costs);
  const toRow = (row: number): TableRow => {
    const label = labels.ofRow(neighbours.functions[row]);
    const cells = labelledCells(columns, label, row);
    const over = overTotal !== undefined && isOverTotal(neighbours.inclusive[row], focus.costs.total);
    return {
      label,
      cells,
      recursive: neighbours.recursive[row] === 1,
      estimated: false,
      ...(over ? { note: overTotal } : {}),
    };
  };
  return {
    kind: 'table',
    columns: columns.map(({ spec }) => spec),
    measure: focusMeasure(recording, state, focus),
    ...(second === undefined ? {} : { second: second.measure }),
    rowCount: rows.length,
    allRows: rows.length,
    start,
    rows: Array.from(rows.subarray(start, end), toRow),
    sort,
    notes: [],
  };
}

function edgeTableColumns(
  recording: Recording,
  neighbours: Neighbours,
  recorded: {
    readonly calls: boolean;
    readonly self: boolean;
    readonly second: readonly RowColumn[];
    readonly adds: boolean;
  },
): RowColumn[] {
  const { functions, inclusive, calls, primitive, calleeSelf } = neighbours;
  const byName = (): Float64Array => {
    const ranks = shownNameRanks(recording);
    return Float64Array.from(functions, (f) => ranks[recording.functions.name[f as FunctionIndex]]);
  };
  const byPlace = (): Float64Array => {
    const places = Array.from(functions, (f) => functionLocation(recording, f as FunctionIndex));
    const ranks = new Map([...new Set(places)].sort().map((place, rank) => [place, rank]));
    return Float64Array.from(places, (place) => ranks.get(place) ?? Number.NaN);
  };
  return [
    numbers(edgeColumns.inclusive, inclusive),
    numbers(shownWhere(recorded.calls && recorded.adds, edgeColumns.perCall), perCall(inclusive, calls, recorded.adds)),
    ...recorded.second,
    numbers(shownWhere(recorded.calls, edgeColumns.calls), calls),
    numbers(shownWhere(recorded.self, edgeColumns.self), calleeSelf),
    { spec: specs.function, cell: () => null, sortValues: byName },
    { spec: specs.location, cell: () => null, sortValues: byPlace },
    numbers(specs.primitiveCalls, primitive),
  ];
}

function numbers(spec: RowColumn['spec'], values: Float64Array): RowColumn {
  return { spec, cell: (row) => orNull(values[row]), sortValues: () => values };
}

/** The same calls by the second event type: edges are the same whatever is counted, so its rows are those of the first. */
function secondCosts(
  recording: Recording,
  state: ViewState,
  direction: Direction,
): { columns: RowColumn[]; measure: Measure } | undefined {
  const of = secondState(recording, state);
  const focus = of === undefined ? undefined : focusOfState(recording, of);
  if (of === undefined || focus === undefined) return undefined;
  const { inclusive, calls, calleeSelf } = neighboursOf(focus, direction);
  const name = state.secondEvent ?? '';
  const isCounted = focus.edgeCount !== undefined;
  const adds = addsUp(recording, focus.scope.eventType);
  const hasSelf = edgeCalleeSelf(recording, focus.scope) !== undefined;
  return {
    columns: [
      numbers(secondSpec(edgeColumns.inclusive, name), inclusive),
      numbers(secondSpec(shownWhere(isCounted && adds, edgeColumns.perCall), name), perCall(inclusive, calls, adds)),
      ...(hasSelf ? [numbers(secondSpec(edgeColumns.self, name), calleeSelf)] : []),
    ],
    measure: focusMeasure(recording, of, focus),
  };
}

/** Nothing is divided by calls that is a ratio already. */
function perCall(inclusive: Float64Array, calls: Float64Array, adds: boolean): Float64Array {
  return adds ? ratios(inclusive, calls) : new Float64Array(inclusive.length).fill(Number.NaN);
}

function neighboursOf(focus: Focus, direction: Direction): Neighbours {
  if (focus.cycle === undefined) return ofFunction(focus, direction);
  const { recording, scope } = focus;
  if (addsUp(recording, scope.eventType)) return ofCycle(focus, direction);
  // Calls of members are added up before a ratio is made of them: the rows are the same whatever is counted.
  const counted = ofCycle(focus, direction);
  const inclusive = combineColumns(recording, scope.eventType, {
    length: counted.functions.length,
    costs: (eventType) =>
      ofCycle(focusOn(recording, { ...scope, eventType }, focus.cut, focus.row), direction).inclusive,
    calls: () => counted.calls,
  });
  return { ...counted, inclusive };
}

function emptyNeighbours(length: number): Neighbours {
  const unknown = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  return {
    functions: new Int32Array(length),
    inclusive: new Float64Array(length),
    calls: unknown(),
    primitive: unknown(),
    calleeSelf: unknown(),
    recursive: new Uint8Array(length),
  };
}

function ofFunction(focus: Focus, direction: Direction): Neighbours {
  const { recording, scope, row, costs, edgeCost, edgeCount } = focus;
  const { from, to } = edgesAt(focus, row, direction);
  const neighbours = emptyNeighbours(to - from);
  const self = edgeCalleeSelf(recording, scope);
  const primitive = edgePrimitiveCalls(recording, scope);
  const { cycleOf } = costs.cycles;
  for (let i = from; i < to; i++) {
    const edge = edgeNumber(focus, i, direction);
    const far = farEnd(focus, edge, direction);
    const at = i - from;
    const inCycle = costs.detected && cycleOf[far] !== NONE && cycleOf[far] === cycleOf[row];
    neighbours.functions[at] = far;
    neighbours.inclusive[at] = edgeCost[edge];
    neighbours.recursive[at] = far === row || inCycle ? 1 : 0;
    if (edgeCount !== undefined) neighbours.calls[at] = edgeCount[edge];
    if (primitive !== undefined) neighbours.primitive[at] = primitive[edge];
    if (self !== undefined) neighbours.calleeSelf[at] = self[edge];
  }
  return neighbours;
}

/** Calls into or out of a cycle, added up by the function outside; its members stand with the callees, marked: their costs are in the cycle's. */
function ofCycle(focus: Focus, direction: Direction): Neighbours {
  const { recording, scope, cut, cycle } = focus;
  return memo(recording, `cycle-${direction}:${cycle}:${scopeKey(scope)}:${cyclesKey(cut)}`, () =>
    addUpCycle(focus, direction),
  );
}

function addUpCycle(focus: Focus, direction: Direction): Neighbours {
  const { costs, cycle, starts, edgeCost, edgeCount } = focus;
  const { cycleOf } = costs.cycles;
  const placeOf = new Int32Array(focus.inclusive.length).fill(NONE);
  const outside = new GrowableInt32();
  const inclusive = new GrowableFloat64();
  const calls = new GrowableFloat64();
  for (const member of starts) {
    const { from, to } = edgesAt(focus, member, direction);
    for (let i = from; i < to; i++) {
      const edge = edgeNumber(focus, i, direction);
      const far = farEnd(focus, edge, direction);
      if (cycleOf[far] === cycle) continue;
      if (placeOf[far] === NONE) {
        placeOf[far] = outside.push(far);
        inclusive.push(0);
        calls.push(edgeCount === undefined ? Number.NaN : 0);
      }
      inclusive.array[placeOf[far]] += edgeCost[edge];
      if (edgeCount !== undefined) calls.array[placeOf[far]] += edgeCount[edge];
    }
  }
  const members = direction === 'callees' ? starts : new Int32Array(0);
  const neighbours = emptyNeighbours(outside.length + members.length);
  neighbours.functions.set(outside.finish());
  neighbours.inclusive.set(inclusive.finish());
  neighbours.calls.set(calls.finish());
  if (members.length > 0) {
    const shares = memberShares(focus.recording, focus.scope, costs.cycles);
    neighbours.functions.set(members, outside.length);
    neighbours.inclusive.set(
      valuesOf(members, (member) => shares[member]),
      outside.length,
    );
    neighbours.recursive.fill(1, outside.length);
  }
  return neighbours;
}
