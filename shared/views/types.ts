// The event types: every one that the recording has, ratios that are worth a look, and the person's own formulas, each with what the
// active item costs of it against that event type's own total. Rows choose: the first event type by a click, the second by another.
import { eventTotal } from '../analysis/event-total.ts';
import { compileFormula, type KnownEvent, recordedEvent } from '../analysis/formulas.ts';
import { suggestedFormulas } from '../analysis/suggested-formulas.ts';
import { identityOrder } from '../base/sort-indices.ts';
import type { EventTypeIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import type { Formula, ViewState } from '../state/view-state.ts';
import type { Measure } from '../viewmodel/measure.ts';
import type { ColumnSpec, TableModel, TableRow } from '../viewmodel/table.ts';
import { inclusiveColumn, selfColumn } from './support/column-specs.ts';
import { activeCosts } from './support/focus-of-state.ts';
import { orNull, textRanksOf } from './support/number-columns.ts';
import { plainLabel } from './support/plain-label.ts';
import { prepareCosts } from './support/preparation.ts';
import { eventOf, measureOf, scopeOf } from './support/scope-of-state.ts';
import { type RowColumn, sortedRows, usableSort, windowOf } from './support/table-rows.ts';
import type { View, ViewRequest } from './view.ts';

export const typesView: View = {
  id: 'types',
  title: 'Event types',
  description:
    'What was counted, with what the active function costs of each. Click: show it. Double click: show it as well.',
  kind: 'table',
  showsRatios: true,
  unavailable: (recording) =>
    recording.eventTypes.length === 0 ? 'Nothing was counted in this recording.' : undefined,
  *prepare(recording, state) {
    const names = [...recording.eventTypes, ...suggestedFormulas(recording), ...state.formulas].map(({ name }) => name);
    for (const eventType of names) yield* prepareCosts(recording, { ...state, eventType, secondEvent: undefined });
  },
  select: selectTypes,
};

/** Where an event type comes from. */
type Origin = 'recorded' | 'derived' | 'ratio' | 'formula';

interface TypeRow {
  readonly name: string;
  readonly label: string;
  readonly formula: string;
  readonly origin: Origin;
  /** undefined: the formula means nothing here; the problem says why. */
  readonly known: KnownEvent | undefined;
  readonly problem: string | undefined;
  readonly inclusive: number;
  readonly self: number;
  readonly total: number;
  readonly measure: Measure;
}

function selectTypes(recording: Recording, state: ViewState, request: ViewRequest): TableModel {
  const types = typeRows(recording, state);
  const columns = typeColumns(types);
  const sort = usableSort(columns, request.sort, []);
  const all = identityOrder(types.length);
  const rows = sort.length === 0 ? all : sortedRows(all, columns, sort, { owner: types, key: 'types' });
  const { start, end } = windowOf(request, rows.length);
  const first = eventOf(recording, state).name;
  return {
    kind: 'table',
    columns: columns.map(({ spec }) => spec),
    // Every row is measured by itself, and carries its own unit or percent sign.
    measure: { ...measureOf(recording, state, 0, 'total'), relative: false },
    rowCount: rows.length,
    allRows: rows.length,
    start,
    rows: Array.from(rows.subarray(start, end), (row) => tableRow(types[row], columns, row, { first, state })),
    sort,
    notes: [],
  };
}

function typeRows(recording: Recording, state: ViewState): TypeRow[] {
  const recorded = recording.eventTypes.map((_, index) => {
    const known = recordedEvent(recording, index as EventTypeIndex);
    return typeRow(recording, state, known, known.formula === undefined ? 'recorded' : 'derived');
  });
  const made = (formula: Formula, origin: Origin): TypeRow => {
    const compiled = compileFormula(recording, state.formulas, formula);
    if (compiled.ok) return typeRow(recording, state, compiled.value, origin);
    const { name, label, text } = formula;
    const nothing = { inclusive: Number.NaN, self: Number.NaN, total: Number.NaN };
    const measure = measureOf(recording, { ...state, eventType: undefined }, 0, 'total');
    const problem = compiled.error.message;
    return { name, label: label || name, formula: text, origin, known: undefined, problem, measure, ...nothing };
  };
  return [
    ...recorded,
    ...suggestedFormulas(recording).map((formula) => made(formula, 'ratio')),
    ...state.formulas.map((formula) => made(formula, 'formula')),
  ];
}

function typeRow(recording: Recording, state: ViewState, known: KnownEvent, origin: Origin): TypeRow {
  const { name, label, formula = '' } = known;
  const by: ViewState = { ...state, eventType: name, secondEvent: undefined };
  const costs = activeCosts(recording, by);
  const total = eventTotal(recording, scopeOf(recording, by));
  return {
    name,
    label,
    formula,
    origin,
    known,
    problem: undefined,
    inclusive: costs?.inclusive ?? Number.NaN,
    self: costs?.self ?? Number.NaN,
    total,
    measure: measureOf(recording, by, total, 'total'),
  };
}

const columnSpecs = {
  type: {
    id: 'event-type',
    title: 'Event type',
    description: 'What was counted, in words.',
    kind: 'item',
    visibleByDefault: true,
    firstDirection: 'ascending',
    width: 0,
  },
  inclusive: {
    ...inclusiveColumn,
    description: 'Cost of the active function and of everything it called, of the total of this event type.',
  },
  self: { ...selfColumn, description: 'Cost of the active function itself, of the total of this event type.' },
  total: {
    id: 'total',
    title: 'Total',
    description: 'Sum of all self costs; of a ratio, the ratio of the totals.',
    kind: 'cost',
    absolute: true,
    visibleByDefault: true,
    firstDirection: 'descending',
    width: 84,
  },
  name: {
    id: 'name',
    title: 'Short name',
    description: 'As the file writes it, and as formulas refer to it.',
    kind: 'text',
    visibleByDefault: true,
    firstDirection: 'ascending',
    width: 104,
    fixedWidth: true,
  },
  shown: {
    id: 'shown',
    title: 'Shown',
    description: 'Whether costs are shown by it: as the first event type or as the second.',
    kind: 'text',
    visibleByDefault: true,
    firstDirection: 'ascending',
    width: 62,
    fixedWidth: true,
  },
  formula: {
    id: 'formula',
    title: 'Formula',
    description: 'What it is made of; empty where it was recorded.',
    kind: 'text',
    visibleByDefault: true,
    firstDirection: 'ascending',
    width: 0,
  },
  origin: {
    id: 'origin',
    title: 'Origin',
    description:
      'Recorded, derived by a formula of the file or of the format, a ratio that is offered, or a formula of yours.',
    kind: 'text',
    visibleByDefault: false,
    firstDirection: 'ascending',
    width: 84,
  },
} as const satisfies Record<string, ColumnSpec>;

const originWords: Readonly<Record<Origin, string>> = {
  recorded: 'recorded',
  derived: 'derived',
  ratio: 'offered',
  formula: 'yours',
};

function typeColumns(types: readonly TypeRow[]): RowColumn[] {
  const texts = (spec: ColumnSpec, of: (type: TypeRow) => string): RowColumn => ({
    spec,
    cell: (row) => of(types[row]),
    sortValues: () => textRanksOf(types.map(of)),
  });
  // Costs of different units are compared by what share of their total they are.
  const costs = (spec: ColumnSpec, of: (type: TypeRow) => number): RowColumn => ({
    spec,
    cell: (row) => orNull(of(types[row])),
    sortValues: () =>
      Float64Array.from(types, (type) => (type.measure.base === 0 ? Number.NaN : of(type) / type.measure.base)),
  });
  return [
    costs(columnSpecs.inclusive, ({ inclusive }) => inclusive),
    costs(columnSpecs.self, ({ self }) => self),
    texts(columnSpecs.type, ({ label }) => label),
    texts(columnSpecs.name, ({ name }) => name),
    texts(columnSpecs.shown, () => ''),
    texts(columnSpecs.formula, ({ formula, problem }) => (problem === undefined ? formula : `${formula}   ${problem}`)),
    {
      spec: columnSpecs.total,
      cell: (row) => orNull(types[row].total),
      sortValues: () => Float64Array.from(types, (type) => type.total),
    },
    texts(columnSpecs.origin, ({ origin }) => originWords[origin]),
  ];
}

function tableRow(
  type: TypeRow,
  columns: readonly RowColumn[],
  row: number,
  { first, state }: { readonly first: string; readonly state: ViewState },
): TableRow {
  const { name, label, measure, known, problem, origin } = type;
  const role = name === first ? 'first' : name === state.secondEvent ? 'second' : undefined;
  const shown = [name === first ? 'first' : '', name === state.secondEvent ? 'second' : ''].filter(
    (word) => word !== '',
  );
  return {
    label: plainLabel(label),
    cells: columns.map(({ spec, cell }) => (spec.id === 'shown' ? shown.join(', ') : cell(row))),
    recursive: false,
    estimated: false,
    measure,
    choice: { kind: 'event-type', name, role, usable: known !== undefined, own: origin === 'formula' },
    ...(problem === undefined ? {} : { note: problem }),
  };
}
