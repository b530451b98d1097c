// The parts of a recording: threads, processes and dumps, each with its size, and with what the active item costs there of that part's
// own total. All parts are listed, active or not; rows choose which are active, and sums and cycles everywhere refer to those (S19).
import { costsByPart, totalsByPart } from '../analysis/costs-by-part.ts';
import type { Recording } from '../model/recording.ts';
import type { ViewState } from '../state/view-state.ts';
import type { Measure } from '../viewmodel/measure.ts';
import { partNames } from '../viewmodel/part-names.ts';
import type { ColumnSpec, TableModel, TableRow } from '../viewmodel/table.ts';
import { callsColumn, inclusiveColumn, selfColumn, shownWhere } from './support/column-specs.ts';
import { focusOfState } from './support/focus-of-state.ts';
import { orNull, textRanksOf } from './support/number-columns.ts';
import { plainLabel } from './support/plain-label.ts';
import { measureOf, scopeOf } from './support/scope-of-state.ts';
import { type RowColumn, sortedRows, usableSort, windowOf } from './support/table-rows.ts';
import type { View, ViewRequest } from './view.ts';

export const partsView: View = {
  id: 'parts',
  title: 'Parts',
  description:
    'Threads, processes and dumps of the recording, with what the active function costs in each. Choose what counts.',
  kind: 'table',
  showsRatios: true,
  unavailable: (recording) =>
    recording.parts.length > 1 ? undefined : 'This recording has one part: one thread of one process, written once.',
  select: selectParts,
};

function selectParts(recording: Recording, state: ViewState, request: ViewRequest): TableModel {
  const columns = partColumns(recording, state);
  const sort = usableSort(columns, request.sort, []);
  const rows = sortedRows(orderOfRun(recording), columns, sort, { owner: columns, key: 'parts' });
  const { start, end } = windowOf(request, rows.length);
  const totals = totalsByPart(recording, scopeOf(recording, state));
  const names = partNames(recording.parts);
  const chosen = new Set(state.parts ?? []);
  const toRow = (part: number): TableRow => ({
    label: plainLabel(names[part]),
    cells: columns.map(({ spec, cell }) => (spec.id === 'part' ? names[part] : cell(part))),
    recursive: false,
    estimated: false,
    measure: measureOf(recording, state, totals[part], 'total of the part'),
    choice: { kind: 'part', part, chosen: chosen.has(part) },
  });
  return {
    kind: 'table',
    columns: columns.map(({ spec }) => spec),
    measure: everyPart(recording, state, totals),
    rowCount: rows.length,
    allRows: rows.length,
    start,
    rows: Array.from(rows.subarray(start, end), toRow),
    sort,
    notes: [],
  };
}

/** By process, dump and thread, whichever file was opened first; what the files do not say stays in the order of the files. */
function orderOfRun({ parts }: Recording): Int32Array {
  const order = Array.from(parts.keys());
  const by = (a: number, b: number): number => {
    const [x, y] = [parts[a], parts[b]];
    return (x.pid ?? 0) - (y.pid ?? 0) || (x.part ?? 0) - (y.part ?? 0) || (x.thread ?? 0) - (y.thread ?? 0) || a - b;
  };
  return Int32Array.from(order.sort(by));
}

/** Of the sizes of parts: shares of all parts together. */
function everyPart(recording: Recording, state: ViewState, totals: Float64Array): Measure {
  let sum = 0;
  for (const total of totals) sum += total;
  return { ...measureOf(recording, state, sum, 'total of all parts'), relative: false };
}

const further = { visibleByDefault: false, firstDirection: 'ascending' } as const;

const specs = {
  number: {
    id: 'number',
    title: '#',
    description: 'Number of the part in the order of the files, as --parts of the command line counts.',
    kind: 'count',
    visibleByDefault: true,
    firstDirection: 'ascending',
    width: 40,
  },
  part: {
    id: 'part',
    title: 'Part',
    description: 'What tells it from the others: process, part, thread or file.',
    kind: 'item',
    visibleByDefault: true,
    firstDirection: 'ascending',
    width: 0,
  },
  total: {
    id: 'total',
    title: 'Total',
    description: 'Sum of all self costs of the part.',
    kind: 'cost',
    absolute: true,
    visibleByDefault: true,
    firstDirection: 'descending',
    width: 92,
  },
  share: {
    id: 'share',
    title: '% of all',
    description: "The part's total in % of that of all parts.",
    kind: 'ratio',
    bar: 'inclusive',
    visibleByDefault: true,
    firstDirection: 'descending',
    width: 86,
  },
  inclusive: {
    ...inclusiveColumn,
    description: "Cost of the active function in this part with everything it called, of the part's total.",
  },
  self: { ...selfColumn, description: "Cost of the active function itself in this part, of the part's total." },
  calls: { ...callsColumn, description: 'How often the active function was called in this part.' },
  trigger: {
    id: 'trigger',
    title: 'Comment',
    description: 'What ended the part, or what it is: as the file says.',
    kind: 'text',
    visibleByDefault: true,
    firstDirection: 'ascending',
    width: 0,
  },
  file: { id: 'file', title: 'File', description: 'File it was read from.', kind: 'text', width: 160, ...further },
  pid: { id: 'pid', title: 'Process', description: 'Number of the process.', kind: 'count', width: 70, ...further },
  dump: { id: 'dump', title: 'Dump', description: 'Number of the dump.', kind: 'count', width: 64, ...further },
  thread: { id: 'thread', title: 'Thread', description: 'Number of the thread.', kind: 'count', width: 64, ...further },
} as const satisfies Record<string, ColumnSpec>;

function partColumns(recording: Recording, state: ViewState): RowColumn[] {
  const { parts } = recording;
  const scope = scopeOf(recording, state);
  const totals = totalsByPart(recording, scope);
  const { base, ratio } = everyPart(recording, state, totals);
  const focus = focusOfState(recording, state);
  const costs = focus === undefined ? undefined : costsByPart(focus);
  const unknown = new Float64Array(parts.length).fill(Number.NaN);
  const numbers = (spec: ColumnSpec, values: Float64Array, by = values): RowColumn => ({
    spec,
    cell: (part) => orNull(values[part]),
    sortValues: () => by,
  });
  const ofParts = (spec: ColumnSpec, of: (part: Recording['parts'][number]) => number | undefined): RowColumn =>
    numbers(
      spec,
      Float64Array.from(parts, (part) => of(part) ?? Number.NaN),
    );
  const texts = (spec: ColumnSpec, of: (part: number) => string): RowColumn => ({
    spec,
    cell: of,
    sortValues: () => textRanksOf(parts.map((_, part) => of(part))),
  });
  const names = partNames(parts);
  // What is shown is the share of the part: so is what is sorted by.
  const ofTotal = (values: Float64Array): Float64Array =>
    state.mode.relative && ratio !== true ? values.map((value, part) => value / totals[part]) : values;
  const { inclusive = unknown, self = unknown, calls } = costs ?? {};
  return [
    numbers(
      specs.number,
      Float64Array.from(parts, (_, part) => part + 1),
    ),
    texts(specs.part, (part) => names[part]),
    numbers(specs.total, totals),
    numbers(shownWhere(ratio !== true, specs.share), ratio === true ? unknown : totals.map((total) => total / base)),
    numbers(specs.inclusive, inclusive, ofTotal(inclusive)),
    numbers(specs.self, self, ofTotal(self)),
    numbers(shownWhere(calls !== undefined, specs.calls), calls ?? unknown),
    texts(specs.trigger, (part) => parts[part].label ?? ''),
    texts(specs.file, (part) => parts[part].file),
    ofParts(specs.pid, ({ pid }) => pid),
    ofParts(specs.dump, ({ part }) => part),
    ofParts(specs.thread, ({ thread }) => thread),
  ];
}
