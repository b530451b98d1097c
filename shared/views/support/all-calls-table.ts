// All callers or all callees of the active item as a table: what both views share. Which numbers are estimated is said cell by cell:
// a direct callee's inclusive cost is recorded, its own part of it is not.
import { type AllCalls, allCallsInSlices } from '../../analysis/all-calls.ts';
import { CALLS_ESTIMATED, INCLUSIVE_ESTIMATED, SELF_ESTIMATED } from '../../analysis/all-calls-flow.ts';
import {
  type DistanceCost,
  dearestDistance,
  distancesOf,
  type Histograms,
} from '../../analysis/distance-histograms.ts';
import type { Direction, Focus } from '../../analysis/focus.ts';
import { NONE } from '../../base/brands.ts';
import { memoInSlices } from '../../base/memo.ts';
import { inSlices, runAtOnce, type Sliced } from '../../base/slices.ts';
import { identityOrder, valuesOf } from '../../base/sort-indices.ts';
import type { Recording } from '../../model/recording.ts';
import type { ViewState } from '../../state/view-state.ts';
import type { Measure, ViewNote } from '../../viewmodel/measure.ts';
import type { Breakdown, SortKey, TableModel, TableRow } from '../../viewmodel/table.ts';
import type { UnavailableModel } from '../../viewmodel/view-model.ts';
import type { ViewRequest } from '../view.ts';
import { shownWhere, specs, walkColumns } from './column-specs.ts';
import { focusMeasure, focusOfState } from './focus-of-state.ts';
import { nameRanks, placeRanks } from './function-columns.ts';
import { createLabels } from './item-labels.ts';
import { estimatedListNote, insideCycleNote } from './notes.ts';
import { orNull } from './number-columns.ts';
import { prepareWalk } from './preparation.ts';
import { cutOf } from './scope-of-state.ts';
import { secondSpec, secondState } from './second-event.ts';
import { labelledCells, type RowColumn, sortedWindowInSlices, usableSort, windowOf } from './table-rows.ts';

/** Of equal ones the nearest. */
const DEAREST_FIRST: readonly SortKey[] = [
  { column: 'inclusive', direction: 'descending' },
  { column: 'nearest', direction: 'ascending' },
];

interface Walked {
  readonly found: AllCalls;
  readonly second: { readonly columns: RowColumn[]; readonly measure: Measure } | undefined;
  readonly columns: readonly RowColumn[];
  readonly sort: readonly SortKey[];
  readonly start: number;
  /** Those that are shown. */
  readonly rows: Int32Array;
  readonly histograms: Histograms;
}

export function* prepareAllCalls(
  recording: Recording,
  state: ViewState,
  request: ViewRequest,
  direction: Direction,
): Sliced<void> {
  yield* prepareWalk(recording, state, request);
  const focus = focusOfState(recording, state);
  if (focus !== undefined) yield* walkInSlices(focus, state, request, direction);
}

function* walkInSlices(focus: Focus, state: ViewState, request: ViewRequest, direction: Direction): Sliced<Walked> {
  const { recording } = focus;
  const found = yield* allCallsInSlices(focus, cutOf(state), direction);
  const second = yield* secondColumns(recording, state, found, direction);
  const shown = new Map<number, number>();
  const isByDearest = request.sort?.some(({ column }) => BY_DEAREST.has(column)) === true;
  const dearest = isByDearest ? yield* memoInSlices(found, 'dearest', () => dearestOfAll(found)) : undefined;
  const distances: Dearest = { shown, all: dearest };
  const columns = columnsOf(recording, found, { distances, second: second?.columns ?? [] }, direction);
  const sort = usableSort(columns, request.sort, DEAREST_FIRST);
  const { start, end } = windowOf(request, found.functions.length);
  const kept = { owner: found, key: direction, start, end };
  const rows = yield* sortedWindowInSlices(found.functions.length, columns, sort, kept);
  const histograms = yield* memoInSlices(found, `histograms:${rows.join(',')}`, () => found.histograms(rows));
  for (let i = 0; i < rows.length; i++) shown.set(rows[i], dearestDistance(histograms, i));
  return { found, second, columns, sort, start, rows, histograms };
}

/** The distance that carries most: of the rows that are shown, and of all where the list is sorted by it. */
interface Dearest {
  readonly shown: ReadonlyMap<number, number>;
  readonly all: Float64Array | undefined;
}

const BY_DEAREST = new Set(['distance', 'dearest']);

function* dearestOfAll(found: AllCalls): Sliced<Float64Array> {
  const histograms = yield* found.histograms(identityOrder(found.functions.length));
  const dearest = new Float64Array(found.functions.length);
  yield* inSlices(dearest.length, (from, to) => {
    for (let row = from; row < to; row++) dearest[row] = dearestDistance(histograms, row);
  });
  return dearest;
}

export function selectAllCalls(
  recording: Recording,
  state: ViewState,
  request: ViewRequest,
  direction: Direction,
): TableModel | UnavailableModel {
  const focus = focusOfState(recording, state);
  if (focus === undefined) return { kind: 'unavailable', reason: 'No function is active.' };
  const walked = runAtOnce(walkInSlices(focus, state, request, direction));
  const { found, second, columns, sort, start, rows } = walked;
  const labels = createLabels(recording, focus.costs, state);
  const toRow = (row: number, i: number): TableRow => {
    const label = labels.ofRow(found.functions[row]);
    const cells = labelledCells(columns, label, row);
    const breakdown = breakdownOf(distancesOf(walked.histograms, i), found.inclusive[row]);
    return { label, cells, recursive: false, ...marksOf(found.estimated(row)), breakdown };
  };
  return {
    kind: 'table',
    columns: columns.map(({ spec }) => spec),
    measure: focusMeasure(recording, state, focus),
    ...(second === undefined ? {} : { second: second.measure }),
    rowCount: found.functions.length,
    allRows: found.functions.length,
    start,
    rows: Array.from(rows, toRow),
    sort,
    notes: notesOf(focus, found),
  };
}

function columnsOf(
  recording: Recording,
  { functions, inclusive, self, calls, nearest, farthest }: AllCalls,
  further: { readonly distances: Dearest; readonly second: readonly RowColumn[] },
  direction: Direction,
): RowColumn[] {
  const { shown, all } = further.distances;
  const dearest = (row: number): number => shown.get(row) ?? all?.[row] ?? Number.NaN;
  const computed = (spec: RowColumn['spec'], value: (row: number) => number): RowColumn => ({
    spec,
    cell: (row) => orNull(value(row)),
    sortValues: () => valuesOf(functions, (_, row) => value(row)),
    sortValue: value,
  });
  const ranked = (ranks: () => Float64Array) => (): Float64Array => {
    const known = ranks();
    return valuesOf(functions, (f) => known[f]);
  };
  const isDown = direction === 'callees';
  return [
    numbers(isDown ? walkColumns.spentIn : walkColumns.cameThrough, inclusive),
    ...(self === undefined ? [] : [computed(walkColumns.self, self)]),
    ...further.second,
    {
      ...computed(walkColumns.distance, dearest),
      cell: (row) => distanceText(nearest(row), farthest(row), dearest(row)),
    },
    {
      spec: shownWhere(calls !== undefined, isDown ? walkColumns.callsOf : walkColumns.callsBy),
      cell: (row) => (calls === undefined ? null : calls(row)),
      sortValues: () => valuesOf(functions, (_, row) => calls?.(row) ?? Number.NaN),
    },
    { spec: specs.function, cell: () => null, sortValues: ranked(() => nameRanks(recording, 0)) },
    { spec: specs.location, cell: () => null, sortValues: ranked(() => placeRanks(recording, 0)) },
    computed(walkColumns.nearest, nearest),
    computed(walkColumns.farthest, farthest),
    computed(walkColumns.dearest, dearest),
  ];
}

function numbers(spec: RowColumn['spec'], values: Float64Array): RowColumn {
  return { spec, cell: (row) => orNull(values[row]), sortValues: () => values };
}

/** The same functions by the second event type; one that had no part in it is 0 there. */
function* secondColumns(
  recording: Recording,
  state: ViewState,
  { functions }: AllCalls,
  direction: Direction,
): Sliced<Walked['second']> {
  const of = secondState(recording, state);
  const focus = of === undefined ? undefined : focusOfState(recording, of);
  if (of === undefined || focus === undefined) return undefined;
  const found = yield* allCallsInSlices(focus, cutOf(of), direction);
  const rowOf = new Int32Array(recording.functions.length).fill(-1);
  for (let row = 0; row < found.functions.length; row++) rowOf[found.functions[row]] = row;
  const byRow = (value: (row: number) => number): Float64Array =>
    valuesOf(functions, (f) => (rowOf[f] < 0 ? 0 : value(rowOf[f])));
  const name = state.secondEvent ?? '';
  const spec = direction === 'callees' ? walkColumns.spentIn : walkColumns.cameThrough;
  return {
    columns: [
      numbers(
        secondSpec(spec, name),
        byRow((row) => found.inclusive[row]),
      ),
      ...(found.self === undefined ? [] : [numbers(secondSpec(walkColumns.self, name), byRow(found.self))]),
    ],
    measure: focusMeasure(recording, of, focus),
  };
}

/** `2`, or `1–4 (2)`: nearest, farthest, and the distance that carries most. */
function distanceText(nearest: number, farthest: number, dearest: number): string {
  return nearest === farthest ? String(nearest) : `${nearest}–${farthest} (${dearest})`;
}

function marksOf(estimated: number): Pick<TableRow, 'estimated' | 'estimatedCells'> {
  const cells = [
    ...((estimated & INCLUSIVE_ESTIMATED) !== 0 ? ['inclusive', 'inclusive-2'] : []),
    ...((estimated & SELF_ESTIMATED) !== 0 ? ['self', 'self-2'] : []),
    ...((estimated & CALLS_ESTIMATED) !== 0 ? ['calls'] : []),
  ];
  return cells.length === 0 ? { estimated: false } : { estimated: true, estimatedCells: cells };
}

/** Members of a closed cycle have the distances of the cycle: each takes its part of the cost. */
function breakdownOf(costs: readonly DistanceCost[], inclusive: number): Breakdown {
  const whole = costs.reduce((sum, { cost }) => sum + cost, 0);
  const scale = whole > 0 ? inclusive / whole : 0;
  return {
    column: 'distance',
    title: 'Inclusive cost by distance',
    entries: costs.map((cost) => ({ name: distanceName(cost), value: cost.cost * scale })),
  };
}

function distanceName({ distance, orFarther }: DistanceCost): string {
  if (orFarther) return `${distance} calls or more`;
  return distance === 1 ? '1 call' : `${distance} calls`;
}

function notesOf(focus: Focus, { isEstimated }: AllCalls): ViewNote[] {
  const notes: ViewNote[] = [];
  if (isEstimated) notes.push(estimatedListNote);
  const isMember = focus.cycle === undefined && focus.costs.cycles.cycleOf[focus.row] !== NONE;
  if (focus.cyclesClosed && isMember) notes.push(insideCycleNote);
  return notes;
}
