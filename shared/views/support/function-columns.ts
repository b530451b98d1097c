// The columns of the function list, over all functions and cycles.

import { callCountsInSlices } from '../../analysis/call-counts.ts';
import { callDegrees, callDegreesInSlices } from '../../analysis/call-degrees.ts';
import type { CycleCut } from '../../analysis/cycles.ts';
import { addsUp } from '../../analysis/event-costs.ts';
import { itemCosts } from '../../analysis/item-costs.ts';
import type { Scope } from '../../analysis/scope.ts';
import { sourceStringsInSlices } from '../../analysis/source-names.ts';
import { textRanks } from '../../analysis/text-ranks.ts';
import { NONE } from '../../base/brands.ts';
import { arrayOf, type NumberArray } from '../../base/columns.ts';
import type { Sliced } from '../../base/slices.ts';
import { runAtOnce } from '../../base/slices.ts';
import { identityOrder, valuesOf } from '../../base/sort-indices.ts';
import { onceAsked } from '../../model/derived-lines.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { functionFile, functionModule } from '../../model/texts.ts';
import type { ColumnSpec } from '../../viewmodel/table.ts';
import { callsColumn, inclusiveColumn, selfColumn, shownWhere, specs } from './column-specs.ts';
import type { SearchedCosts } from './item-search.ts';
import { joinColumns, orNull, ratio } from './number-columns.ts';
import { secondSpec } from './second-event.ts';
import type { RowColumn } from './table-rows.ts';

export interface FunctionColumns extends SearchedCosts {
  readonly columns: readonly RowColumn[];
}

/** The second event type, and what its columns are titled with. */
export interface SecondCosts {
  readonly scope: Scope;
  readonly name: string;
}

/** Numbers of all rows, functions before cycles: one of them, or all of them. */
interface RowNumbers {
  readonly at: (row: number) => number;
  readonly all: () => NumberArray;
}

/** Values stand in arrays of all rows where they are known anyway, and are computed for a row where they follow from those. */
export function* functionColumns(
  recording: Recording,
  scope: Scope,
  cut: CycleCut,
  second?: SecondCosts,
): Sliced<FunctionColumns> {
  const { length } = recording.functions;
  const costs = itemCosts(recording, scope, cut);
  const counts = yield* callCountsInSlices(recording, scope);
  yield* callDegreesInSlices(recording, scope);
  const cycles = costs.detected ? costs.cycles.count : 0;
  const rowCount = length + cycles;
  const joined = (functions: NumberArray, ofCycles: NumberArray | undefined): RowNumbers => ({
    at: (row) => (row < length ? functions[row] : (ofCycles?.[row - length] ?? Number.NaN)),
    all: onceAsked(() => (cycles === 0 ? functions : joinColumns(functions, length, ofCycles ?? cycles))),
  });
  const self = joined(arrayOf(costs.self), costs.cycleSelf);
  const inclusive = joined(arrayOf(costs.inclusive), costs.cycleInclusive);
  const calls = counts.calls && joined(arrayOf(counts.calls), costs.cycleCalls);
  const primitive = counts.primitive && arrayOf(counts.primitive);
  const callsOf = (row: number): number => calls?.at(row) ?? Number.NaN;
  /** NaN for cycles, too: they have none of their own. */
  const primitiveOf = (row: number): number => primitive?.[row] ?? Number.NaN;
  /** A recursive function's inclusive cost is that of its primitive calls, where they are told apart (S5). */
  const outerCallsOf = (row: number): number => (primitiveOf(row) > 0 ? primitiveOf(row) : callsOf(row));
  const numbers = (spec: ColumnSpec, { at, all }: RowNumbers): RowColumn => ({
    spec,
    cell: (row) => orNull(at(row)),
    sortValues: all,
  });
  const computed = (spec: ColumnSpec, valueAt: (row: number) => number): RowColumn => ({
    spec,
    cell: (row) => orNull(valueAt(row)),
    sortValues: onceAsked(() => valuesOf(identityOrder(rowCount), valueAt)),
  });
  /** Nothing is divided that is a ratio already. */
  const divided = (of: Scope, values: RowNumbers, by: (row: number) => number): ((row: number) => number) =>
    addsUp(recording, of.eventType) ? (row) => ratio(values.at(row), by(row)) : () => Number.NaN;
  const ofFunctions = (values: () => NumberArray): ((row: number) => number) => {
    const known = onceAsked(values);
    return (row) => (row < length ? known()[row] : Number.NaN);
  };
  const secondColumns = (): RowColumn[] => {
    if (second === undefined) return [];
    const of = itemCosts(recording, second.scope, cut);
    const inclusive2 = joined(arrayOf(of.inclusive), of.cycleInclusive);
    const self2 = joined(arrayOf(of.self), of.cycleSelf);
    return [
      numbers(secondSpec(inclusiveColumn, second.name), inclusive2),
      numbers(secondSpec(selfColumn, second.name), self2),
      computed(secondSpec(specs.inclusivePerCall, second.name), divided(second.scope, inclusive2, outerCallsOf)),
    ];
  };
  const columns: RowColumn[] = [
    numbers(inclusiveColumn, inclusive),
    numbers(selfColumn, self),
    ...secondColumns(),
    calls === undefined
      ? computed(shownWhere(false, callsColumn), callsOf)
      : numbers(shownWhere(true, callsColumn), calls),
    { spec: specs.function, cell: () => null, sortValues: onceAsked(() => nameRanks(recording, cycles)) },
    { spec: specs.location, cell: () => null, sortValues: onceAsked(() => placeRanks(recording, cycles)) },
    computed(specs.primitiveCalls, primitiveOf),
    computed(specs.inclusivePerCall, divided(scope, inclusive, outerCallsOf)),
    computed(specs.selfPerCall, divided(scope, self, callsOf)),
    computed(specs.selfShare, divided(scope, self, inclusive.at)),
    computed(
      specs.callers,
      ofFunctions(() => callDegrees(recording, scope).callers),
    ),
    computed(
      specs.callees,
      ofFunctions(() => callDegrees(recording, scope).callees),
    ),
    {
      spec: specs.module,
      cell: (row) => (row < length ? (functionModule(recording, row as FunctionIndex) ?? null) : null),
      sortValues: onceAsked(() => joinColumns(ranksOf(recording, 'module'), length, cycles)),
    },
    {
      spec: specs.file,
      cell: (row) => (row < length ? (functionFile(recording, row as FunctionIndex) ?? null) : null),
      sortValues: onceAsked(() => joinColumns(ranksOf(recording, 'file'), length, cycles)),
    },
    computed(specs.line, (row) => lineOf(recording, row)),
  ];
  return {
    rowCount,
    columns,
    total: costs.total,
    // Functions and cycles together are a copy: only who searches by numbers needs one.
    get self() {
      return self.all();
    },
    get inclusive() {
      return inclusive.all();
    },
    get calls() {
      return calls?.all();
    },
  };
}

/** NaN where it is not known, and for cycles. */
function lineOf({ functions }: Recording, row: number): number {
  if (row >= functions.length) return Number.NaN;
  const line = functions.startLine[row as FunctionIndex];
  return line === NONE ? Number.NaN : line;
}

/** Rank by text of a name, mangled ones as their source has them. */
export function shownNameRanks(recording: Recording): Int32Array {
  return textRanks({ strings: runAtOnce(sourceStringsInSlices(recording)) });
}

/** Cycles come first, in the order of their numbers: `<` stands before letters. */
export function nameRanks(recording: Recording, cycles: number): Float64Array {
  const ranks = shownNameRanks(recording);
  const names = arrayOf(recording.functions.name);
  const result = new Float64Array(names.length + cycles);
  for (let f = 0; f < names.length; f++) result[f] = ranks[names[f]];
  for (let c = 0; c < cycles; c++) result[names.length + c] = c - cycles;
  return result;
}

/** By file, then line; functions without a file behind them, by module. */
export function placeRanks(recording: Recording, cycles: number): Float64Array {
  const files = ranksOf(recording, 'file');
  const modules = ranksOf(recording, 'module');
  const lines = arrayOf(recording.functions.startLine);
  const behind = recording.strings.length;
  const result = new Float64Array(files.length + cycles).fill(Number.NaN);
  for (let f = 0; f < files.length; f++) {
    const rank = Number.isNaN(files[f]) ? behind + modules[f] : files[f];
    result[f] = rank * 2 ** 22 + Math.min(2 ** 22 - 1, Math.max(0, lines[f]));
  }
  return result;
}

function ranksOf(recording: Recording, place: 'file' | 'module'): Float64Array {
  const ranks = textRanks(recording);
  const placeOf = arrayOf(recording.functions[place]);
  const textOfPlace = arrayOf((place === 'file' ? recording.files : recording.modules).name);
  const result = new Float64Array(placeOf.length);
  for (let f = 0; f < placeOf.length; f++) {
    result[f] = placeOf[f] === NONE ? Number.NaN : ranks[textOfPlace[placeOf[f]]];
  }
  return result;
}
