// Annotated source of one function: its lines with costs, the calls under them, the arrows beside them, a window of rows at a time.

import { countsCalls } from '../../analysis/call-edges.ts';
import { type LineJump, lineJumps } from '../../analysis/code-jumps.ts';
import { type CodePlaces, codePlaces, placeCallCounts, placeCosts } from '../../analysis/code-places.ts';
import { combine, isDerived } from '../../analysis/event-costs.ts';
import type { Focus } from '../../analysis/focus.ts';
import { itemCosts } from '../../analysis/item-costs.ts';
import type { Scope } from '../../analysis/scope.ts';
import { NONE } from '../../base/brands.ts';
import { arrayOf } from '../../base/columns.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import type { ViewState } from '../../state/view-state.ts';
import type { CodeColumn, CodeModel } from '../../viewmodel/code.ts';
import type { SortKey } from '../../viewmodel/table.ts';
import type { ViewRequest } from '../view.ts';
import { type CodePlan, LINE_ROW, planByCost, planInOrder } from './code-plan.ts';
import { codeRow, isLine, type RowCosts, type RowMaker } from './code-rows.ts';
import { planSections } from './code-sections.ts';
import { focusMeasure } from './focus-of-state.ts';
import { createLabels } from './item-labels.ts';
import { layoutJumps } from './jump-lanes.ts';
import { cutOf } from './scope-of-state.ts';
import { secondBase, secondMeasure, secondScope, secondSpec } from './second-event.ts';
import { TAB_SIZE, widestLine } from './source-lines.ts';
import { sourceNotes } from './source-notes.ts';
import { windowOf } from './table-rows.ts';
import type { Granted } from './wishes.ts';

const MOST_HOT = 500;
const MOST_FOUND = 5000;
/** Arrows that are sent for one window. */
const MOST_JUMPS = 400;

const lineColumn: CodeColumn = {
  id: 'line',
  title: 'Line',
  description: 'Line of the file. A click puts the lines back in their order.',
  kind: 'text',
  alignRight: true,
  visibleByDefault: true,
  firstDirection: 'ascending',
  width: 52,
};
const inclusiveColumn: CodeColumn = {
  id: 'inclusive',
  title: 'Incl.',
  description: 'Cost of the line and of the calls it makes; for a call, what was spent in it.',
  kind: 'cost',
  bar: 'inclusive',
  visibleByDefault: true,
  firstDirection: 'descending',
  width: 66,
};
const selfColumn: CodeColumn = {
  id: 'self',
  title: 'Self',
  description: 'Cost of the line itself, without the calls it makes.',
  kind: 'cost',
  bar: 'self',
  visibleByDefault: true,
  firstDirection: 'descending',
  width: 66,
};
const inOrder: readonly SortKey[] = [{ column: 'line', direction: 'ascending' }];

export function selectSourceModel(
  focus: Focus,
  state: ViewState,
  request: ViewRequest,
  granted: Granted | undefined,
): CodeModel {
  const { recording, scope } = focus;
  const fn = focus.row as FunctionIndex;
  const places = codePlaces(recording, scope, fn);
  const recursive = recursiveCalls(focus, places, state);
  const costs = rowCosts(recording, scope, places, { fn, recursive });
  const other = secondScope(recording, state);
  const second = other === undefined ? undefined : rowCosts(recording, other, places, { fn, recursive });
  const sections = planSections({ recording, fn, places, costs }, granted);
  const jumps = lineJumps(recording, scope, fn);
  const farJumps = jumps.filter((jump) => !isNear(jump, places));
  const notes = sourceNotes({ recording, scope, fn, places, costs });
  const sort = usableSort(request.sort, second !== undefined);
  const options = {
    places,
    callCosts: costs.calls,
    sections,
    definition: recording.functions.startLine[fn] as number,
    nextDefinition: nextDefinition(recording, fn),
    farJumps: byPlace(farJumps),
    open: new Set(request.open),
    find: request.find ?? '',
    notes: notes.rows.length,
    around: state.contextLines,
  };
  const values = sortValues(sort, costs, second);
  const plan =
    values === undefined ? planInOrder(options) : planByCost(options, values, sort[0].direction === 'descending');
  const measure = focusMeasure(recording, state, focus);
  const labels = createLabels(recording, focus.costs, state);
  const maker: RowMaker = {
    recording,
    plan,
    sections,
    places,
    costs,
    second,
    callCounts: countsCalls(recording) ? placeCallCounts(recording, places) : undefined,
    recursive,
    labelOf: labels.ofRow,
    farJumps,
    notes: notes.rows,
    hottest: measure.ratio === true ? 0 : largest(costs.inclusive),
    mixed: values !== undefined && sections.length > 1,
  };
  const { start, end } = windowOf(request, plan.length);
  const arrows = values === undefined ? layoutJumps(arrowsOf(jumps, places, plan)) : { jumps: [], lanes: 0 };
  const reveal = revealRow(plan, costs, options.definition);
  return {
    kind: 'code',
    columns: columnsOf(state, second !== undefined),
    measure,
    ...(second === undefined
      ? {}
      : {
          second: secondMeasure(
            recording,
            state,
            secondBase(recording, state, focus.row, cutOf(state)),
            measure.baseName,
          ),
        }),
    sections: sections.map(({ section }) => section),
    rowCount: plan.length,
    start,
    rows: Array.from({ length: end - start }, (_, i) => codeRow(maker, start + i)),
    sort,
    jumps: arrows.jumps
      .filter(({ from, to }) => Math.min(from, to) < end && Math.max(from, to) >= start)
      .slice(0, MOST_JUMPS),
    lanes: arrows.lanes,
    widest: sections.reduce(
      (widest, { source }) => Math.max(widest, source === undefined ? 0 : widestLine(source)),
      40,
    ),
    tabSize: TAB_SIZE,
    hot: hotRows(plan, costs),
    ...(reveal === undefined ? {} : { reveal }),
    ...(options.find === ''
      ? {}
      : {
          find: {
            text: options.find,
            count: plan.found.length,
            rows: Array.from(plan.found.subarray(0, MOST_FOUND)),
          },
        }),
    folds: plan.folds,
    notes: notes.notes,
    ...(sections.some(({ source }) => source?.pending === true) ? { pending: 'Colours are being worked out.' } : {}),
  };
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

function columnsOf(state: ViewState, withSecond: boolean): readonly CodeColumn[] {
  const columns = [lineColumn, inclusiveColumn, selfColumn];
  if (!withSecond) return columns;
  const name = state.secondEvent ?? '';
  return [...columns, secondSpec(inclusiveColumn, name), secondSpec(selfColumn, name)];
}

interface CallsOf {
  readonly fn: FunctionIndex;
  readonly recursive: (call: number) => boolean;
}

function rowCosts(recording: Recording, scope: Scope, places: CodePlaces, calls: CallsOf): RowCosts {
  return { ...placeCosts(recording, scope, calls.fn), inclusive: inclusiveByPlace(recording, scope, places, calls) };
}

/** Formulas are applied to finished sums: a ratio of sums is no sum of ratios (S17). */
function inclusiveByPlace(recording: Recording, scope: Scope, places: CodePlaces, calls: CallsOf): Float64Array {
  if (isDerived(recording, scope.eventType)) {
    return combine(recording, scope.eventType, places.length, (eventType) =>
      inclusiveByPlace(recording, { ...scope, eventType }, places, calls),
    );
  }
  const costs = placeCosts(recording, scope, calls.fn);
  const inclusive = costs.self.slice();
  const { place, length } = places.calls;
  for (let call = 0; call < length; call++) if (!calls.recursive(call)) inclusive[place[call]] += costs.calls[call];
  return inclusive;
}

/** A call of the function by itself, or one that stays inside its cycle: part of no sum (S7, S8). */
function recursiveCalls(focus: Focus, { calls }: CodePlaces, state: ViewState): (call: number) => boolean {
  const { cycleOf } = itemCosts(focus.recording, focus.scope, cutOf(state)).cycles;
  const own = focus.cyclesClosed ? cycleOf[focus.row] : NONE;
  return (call) => {
    const callee = calls.callee[call];
    return callee === focus.row || (own !== NONE && cycleOf[callee] === own);
  };
}

/** Between two lines of one file: an arrow. */
function isNear({ from, to }: LineJump, { file }: CodePlaces): boolean {
  return to !== NONE && from !== NONE && file[from] === file[to];
}

function byPlace(jumps: readonly LineJump[]): ReadonlyMap<number, readonly number[]> {
  const rows = new Map<number, number[]>();
  jumps.forEach(({ from }, index) => {
    const same = rows.get(from);
    if (same === undefined) rows.set(from, [index]);
    else same.push(index);
  });
  return rows;
}

function arrowsOf(jumps: readonly LineJump[], places: CodePlaces, { rowOfPlace }: CodePlan) {
  return jumps
    .filter((jump) => isNear(jump, places) && rowOfPlace[jump.from] !== NONE && rowOfPlace[jump.to] !== NONE)
    .map(({ from, to, conditional, executed, followed }) => ({
      from: rowOfPlace[from],
      to: rowOfPlace[to],
      conditional,
      executed,
      followed,
    }));
}

/** The line where the next function of the same file begins; NONE where there is none. */
function nextDefinition({ functions }: Recording, fn: FunctionIndex): number {
  const file = arrayOf(functions.file);
  const line = arrayOf(functions.startLine);
  let next = NONE;
  if (file[fn] === NONE || line[fn] === NONE) return next;
  for (let f = 0; f < functions.length; f++) {
    if (file[f] === file[fn] && line[f] > line[fn] && (next === NONE || line[f] < next)) next = line[f];
  }
  return next;
}

function usableSort(wanted: readonly SortKey[] | undefined, withSecond: boolean): readonly SortKey[] {
  const [first] = wanted ?? [];
  const known = withSecond ? ['inclusive', 'self', 'inclusive-2', 'self-2'] : ['inclusive', 'self'];
  return first !== undefined && known.includes(first.column) ? [first] : inOrder;
}

/** undefined for lines in their order. */
function sortValues(
  [{ column }]: readonly SortKey[],
  costs: RowCosts,
  second: RowCosts | undefined,
): Float64Array | undefined {
  if (column === 'line') return undefined;
  const of = column.endsWith('-2') && second !== undefined ? second : costs;
  return column.startsWith('self') ? of.self : of.inclusive;
}

/** The dearest lines by what they cost with their calls, dearest first. */
function hotRows(plan: CodePlan, { inclusive }: RowCosts): readonly number[] {
  const places = Array.from(plan.rowOfPlace.keys()).filter(
    (place) => plan.rowOfPlace[place] !== NONE && inclusive[place] > 0,
  );
  places.sort((a, b) => inclusive[b] - inclusive[a]);
  return places.slice(0, MOST_HOT).map((place) => plan.rowOfPlace[place]);
}

/** The dearest line, else the definition, else the first line. */
function revealRow(plan: CodePlan, costs: RowCosts, definition: number): number | undefined {
  const [hottest] = hotRows(plan, costs);
  if (hottest !== undefined) return hottest;
  for (let row = 0; row < plan.length; row++) {
    if (isLine(plan, row) && (definition === NONE || plan.a[row] === definition)) return row;
  }
  const first = plan.type.indexOf(LINE_ROW);
  return first < 0 ? undefined : first;
}
