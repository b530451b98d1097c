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
  readonly second:
    | { readonly columns: RowColumn[]; readonly measure: Measure; readonly estimated: (row: number) => number }
    | undefined;
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
  const sorted = yield* valuesOfAll(found, request.sort ?? []);
  const columns = columnsOf(recording, found, { shown, sorted, second: second?.columns ?? [] }, direction);
  const sort = usableSort(columns, request.sort, DEAREST_FIRST);
  const { start, end } = windowOf(request, found.functions.length);
  const kept = { owner: found, key: direction, start, end };
  const rows = yield* sortedWindowInSlices(found.functions.length, columns, sort, kept);
  const histograms = yield* memoInSlices(found, `histograms:${rows.join(',')}`, () => found.histograms(rows));
  for (let i = 0; i < rows.length; i++) shown.set(rows[i], dearestDistance(histograms, i));
  return { found, second, columns, sort, start, rows, histograms };
}

/** Numbers of all rows, by column: those that a list is sorted by are made with pauses. Of the others those of the shown rows are enough. */
type SortedValues = ReadonlyMap<string, Float64Array>;

function* valuesOfAll(found: AllCalls, sort: readonly SortKey[]): Sliced<SortedValues> {
  const sorted = new Map<string, Float64Array>();
  const { self, calls, nearest, farthest } = found;
  const known = new Map(Object.entries({ self, calls, nearest, farthest }));
  for (const { column } of sort) {
    const value = known.get(column);
    if (column === 'distance' || column === 'dearest')
      sorted.set(column, yield* memoInSlices(found, 'all:dearest', () => dearestOfAll(found)));
    else if (value !== undefined)
      sorted.set(column, yield* memoInSlices(found, `all:${column}`, () => valueOfAll(found.functions.length, value)));
  }
  return sorted;
}

function* valueOfAll(length: number, value: (row: number) => number): Sliced<Float64Array> {
  const values = new Float64Array(length);
  yield* inSlices(length, (from, to) => {
    for (let row = from; row < to; row++) values[row] = value(row);
  });
  return values;
}

function* dearestOfAll(found: AllCalls): Sliced<Float64Array> {
  const histograms = yield* found.histograms(identityOrder(found.functions.length));
  return yield* valueOfAll(found.functions.length, (row) => dearestDistance(histograms, row));
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
    return { label, cells, recursive: false, ...marksOf(found.estimated(row), second?.estimated(row) ?? 0), breakdown };
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
  further: {
    /** Dearest distances of the rows that are shown. */
    readonly shown: ReadonlyMap<number, number>;
    readonly sorted: SortedValues;
    readonly second: readonly RowColumn[];
  },
  direction: Direction,
): RowColumn[] {
  const { shown, sorted } = further;
  const dearest = (row: number): number => shown.get(row) ?? Number.NaN;
  const computed = (spec: RowColumn['spec'], value: (row: number) => number): RowColumn => ({
    spec,
    cell: (row) => orNull(value(row)),
    sortValues: () => sorted.get(spec.id) ?? valuesOf(functions, (_, row) => value(row)),
    sortValue: (row) => sorted.get(spec.id)?.[row] ?? value(row),
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
      ...computed(
        shownWhere(calls !== undefined, isDown ? walkColumns.callsOf : walkColumns.callsBy),
        (row) => calls?.(row) ?? Number.NaN,
      ),
      cell: (row) => (calls === undefined ? null : calls(row)),
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
    estimated: (row) => (rowOf[functions[row]] < 0 ? 0 : found.estimated(rowOf[functions[row]])),
  };
}

/** `2`, or `1–4 (2)`: nearest, farthest, and the distance that carries most. */
function distanceText(nearest: number, farthest: number, dearest: number): string {
  return nearest === farthest ? String(nearest) : `${nearest}–${farthest} (${dearest})`;
}

/** By either event type: an estimate of one may be known of the other. */
function marksOf(estimated: number, second: number): Pick<TableRow, 'estimated' | 'estimatedCells'> {
  const cells = [
    ...((estimated & INCLUSIVE_ESTIMATED) !== 0 ? ['inclusive'] : []),
    ...((estimated & SELF_ESTIMATED) !== 0 ? ['self'] : []),
    ...((estimated & CALLS_ESTIMATED) !== 0 ? ['calls'] : []),
    ...((second & INCLUSIVE_ESTIMATED) !== 0 ? ['inclusive-2'] : []),
    ...((second & SELF_ESTIMATED) !== 0 ? ['self-2'] : []),
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
