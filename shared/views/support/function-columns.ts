// The columns of the function list, over all functions and cycles.

import { callCounts } from '../../analysis/call-counts.ts';
import { callEdges } from '../../analysis/call-edges.ts';
import type { CycleCut } from '../../analysis/cycles.ts';
import { addsUp } from '../../analysis/event-costs.ts';
import { itemCosts } from '../../analysis/item-costs.ts';
import type { Scope } from '../../analysis/scope.ts';
import { textRanks } from '../../analysis/text-ranks.ts';
import { NONE } from '../../base/brands.ts';
import { arrayOf, type NumberArray } from '../../base/columns.ts';
import type { Sliced } from '../../base/slices.ts';
import { onceAsked } from '../../model/derived-lines.ts';
import type { FunctionIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';
import { functionFile, functionModule } from '../../model/texts.ts';
import type { ColumnSpec } from '../../viewmodel/table.ts';
import { callsColumn, inclusiveColumn, selfColumn, shownWhere, specs } from './column-specs.ts';
import type { SearchedCosts } from './item-search.ts';
import { joinColumns, orNull, ratios } from './number-columns.ts';
import { secondSpec } from './second-event.ts';
import type { RowColumn } from './table-rows.ts';

export interface FunctionColumns extends SearchedCosts {
  readonly rowCount: number;
  readonly columns: readonly RowColumn[];
}

/** The second event type, and what its columns are titled with. */
export interface SecondCosts {
  readonly scope: Scope;
  readonly name: string;
}

/** With pauses: every column is a copy of a million numbers. */
export function* functionColumns(
  recording: Recording,
  scope: Scope,
  cut: CycleCut,
  second?: SecondCosts,
): Sliced<FunctionColumns> {
  const { length } = recording.functions;
  const costs = itemCosts(recording, scope, cut);
  const counts = callCounts(recording, scope);
  yield;
  const cycles = costs.detected ? costs.cycles.count : 0;
  const joined = (functions: NumberArray | undefined, ofCycles: NumberArray | undefined): Float64Array =>
    joinColumns(functions, length, cycles === 0 || ofCycles === undefined ? cycles : ofCycles);
  const self = joined(arrayOf(costs.self), costs.cycleSelf);
  const inclusive = joined(arrayOf(costs.inclusive), costs.cycleInclusive);
  yield;
  const calls = counts.calls === undefined ? undefined : joined(arrayOf(counts.calls), costs.cycleCalls);
  const primitive = joined(counts.primitive === undefined ? undefined : arrayOf(counts.primitive), undefined);
  const known = calls ?? joined(undefined, undefined);
  yield;
  const numbers = (spec: ColumnSpec, values: () => NumberArray): RowColumn => {
    const computed = onceAsked(values);
    return { spec, cell: (row) => orNull(computed()[row]), sortValues: computed };
  };
  /** Nothing is divided that is a ratio already. */
  const divided = (of: Scope, values: Float64Array, by: NumberArray): Float64Array =>
    addsUp(recording, of.eventType) ? ratios(values, by) : joined(undefined, undefined);
  const secondColumns = (): RowColumn[] => {
    if (second === undefined) return [];
    const of = itemCosts(recording, second.scope, cut);
    const inclusive2 = joined(arrayOf(of.inclusive), of.cycleInclusive);
    const self2 = joined(arrayOf(of.self), of.cycleSelf);
    return [
      numbers(secondSpec(inclusiveColumn, second.name), () => inclusive2),
      numbers(secondSpec(selfColumn, second.name), () => self2),
      numbers(secondSpec(specs.inclusivePerCall, second.name), () =>
        divided(second.scope, inclusive2, perCall(known, primitive)),
      ),
    ];
  };
  const columns: RowColumn[] = [
    numbers(inclusiveColumn, () => inclusive),
    numbers(selfColumn, () => self),
    ...secondColumns(),
    numbers(shownWhere(calls !== undefined, callsColumn), () => known),
    { spec: specs.function, cell: () => null, sortValues: onceAsked(() => nameRanks(recording, cycles)) },
    { spec: specs.location, cell: () => null, sortValues: onceAsked(() => placeRanks(recording, cycles)) },
    numbers(specs.primitiveCalls, () => primitive),
    numbers(specs.inclusivePerCall, () => divided(scope, inclusive, perCall(known, primitive))),
    numbers(specs.selfPerCall, () => divided(scope, self, known)),
    numbers(specs.selfShare, () => divided(scope, self, inclusive)),
    numbers(specs.callers, () => joined(edgeDegrees(recording, scope, 'callee'), undefined)),
    numbers(specs.callees, () => joined(edgeDegrees(recording, scope, 'caller'), undefined)),
    {
      spec: specs.module,
      cell: (row) => (row < length ? (functionModule(recording, row as FunctionIndex) ?? null) : null),
      sortValues: onceAsked(() => joined(ranksOf(recording, 'module'), undefined)),
    },
    {
      spec: specs.file,
      cell: (row) => (row < length ? (functionFile(recording, row as FunctionIndex) ?? null) : null),
      sortValues: onceAsked(() => joined(ranksOf(recording, 'file'), undefined)),
    },
    numbers(specs.line, () => joined(knownLines(recording), undefined)),
  ];
  return { rowCount: length + cycles, columns, total: costs.total, self, inclusive, calls };
}

/** A recursive function's inclusive cost is that of its primitive calls, where they are told apart (S5). */
function perCall(calls: NumberArray, primitive: NumberArray): NumberArray {
  const divisors = new Float64Array(calls);
  for (let row = 0; row < divisors.length; row++) if (primitive[row] > 0) divisors[row] = primitive[row];
  return divisors;
}

function edgeDegrees(recording: Recording, scope: Scope, side: 'caller' | 'callee'): Float64Array {
  const edges = callEdges(recording, scope);
  const start = side === 'caller' ? edges.callerStart : edges.calleeStart;
  const degrees = new Float64Array(recording.functions.length);
  for (let f = 0; f < degrees.length; f++) degrees[f] = start[f + 1] - start[f];
  return degrees;
}

/** Cycles come first, in the order of their numbers: `<` stands before letters. */
export function nameRanks(recording: Recording, cycles: number): Float64Array {
  const ranks = textRanks(recording);
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

function knownLines(recording: Recording): Float64Array {
  const lines = new Float64Array(arrayOf(recording.functions.startLine));
  for (let f = 0; f < lines.length; f++) if (lines[f] === NONE) lines[f] = Number.NaN;
  return lines;
}
