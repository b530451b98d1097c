// From tables under construction to readonly columns: aliases settled, costs scaled and narrowed, contexts depth-first.
import { NONE } from '../base/brands.ts';
import { AddressColumn, arrayOf, asColumn, type Column } from '../base/columns.ts';
import type { KeyedRows } from '../base/keyed-rows.ts';
import type { NarrowColumn } from '../base/narrow-column.ts';
import { inSlices, runAtOnce, type Sliced } from '../base/slices.ts';
import { ordinaryMemory } from '../base/stage-memory.ts';
import type { AppendedCostRows } from './appended-rows.ts';
import { addLinesOf, onceAsked } from './derived-lines.ts';
import type { CallIndex, EventTypeIndex, FunctionIndex } from './indices.ts';
import type { CallTable, FunctionCostTable, InstructionTable, JumpTable, LineTable, Recording } from './recording.ts';
import type { LineAdder, RecordingBuilder } from './recording-builder.ts';
import { samplesLater } from './sample-columns.ts';
import { STAGE_CELLS } from './stage-cells.ts';

const LARGEST_EXACT = 2 ** 53;

/** Empties the builder's tables as it goes, so that no second copy of them comes about. */
export function* finishRecording(builder: RecordingBuilder): Sliced<Recording> {
  const scales = builder.eventTypes.map((type) => type.fileScale);
  const strings = builder.strings.finish();
  const isPlaced = yield* builder.openCallees.place(builder);
  const { map, columns: functions } = yield* builder.settleFunctions();
  // What is added later would not know of functions that are one.
  const adders = builder.lineAdders.splice(0);
  if (builder.aliases.size > 0) for (const add of adders.splice(0)) add(builder.lines);
  const functionColumns: [AppendedCostRows, number[]][] = [
    [builder.lines, [1]],
    [builder.calls, [1, 2]],
    [builder.instructions, [1]],
    [builder.jumps, [0, 5]],
  ];
  for (const [table, positions] of functionColumns)
    yield* table.compact(positions, builder.aliases.size > 0 ? map : undefined, isPlaced && table === builder.calls);
  // Lines may be added for as long as the recording lives: it is not to keep the memory that it was read in.
  if (builder.stagedIn !== undefined) builder.lines.stageIn(ordinaryMemory, new Int32Array(STAGE_CELLS));
  const { table: contexts, finalRow } = yield* builder.contexts.finishContexts(scales, map);
  const instructions = yield* finishInstructions(builder.instructions, scales, builder.lines.length === 0);
  const lines = linesLater({ rows: builder.lines, adders }, instructions, scales);
  if (!instructions.isComplete && adders.length === 0) lines();
  const recording: Omit<Recording, 'lines'> = {
    format: builder.format,
    creator: builder.creator,
    command: builder.command,
    family: builder.family,
    facts: builder.facts,
    strings,
    modules: { length: builder.modules.length, name: asColumn(builder.modules.finish()) },
    files: { length: builder.files.length, name: asColumn(builder.files.finish()) },
    functions: {
      length: functions[0].length,
      name: asColumn(functions[0]),
      file: asColumn(functions[1]),
      module: asColumn(functions[2]),
      startLine: asColumn(functions[3]),
      startColumn: asColumn(functions[4]),
    },
    eventTypes: [...builder.eventTypes, ...usableFormulas(builder)],
    recordedEventTypes: builder.eventTypes.length,
    preferredEventType: preferredEventType(builder),
    contexts,
    samples: samplesLater(builder.sampleChunks, finalRow),
    calls: yield* finishCalls(builder, scales),
    instructions,
    jumps: yield* finishJumps(builder.jumps),
    functionCosts: yield* finishFunctionCosts(builder, scales),
    parts: scaledParts(builder),
    idleFunctions: finalRows(builder.idleFunctions, map),
    properties: builder.properties,
    diagnostics: [],
  };
  const whole = withLines(recording, lines);
  yield* warnOfInexactCosts(builder, whole);
  // Not a copy by spreading: that would ask for the lines.
  return Object.defineProperty(whole, 'diagnostics', { value: builder.diagnostics.finish() });
}

/** The table of functions, without those that turned out to be others. */
export interface SettledFunctions {
  /** From rows while reading to rows of the recording. */
  readonly map: Int32Array;
  /** Name, file, module, start line and column. */
  readonly columns: readonly Int32Array[];
}

export function* settleFunctions(builder: RecordingBuilder): Sliced<SettledFunctions> {
  const { map, kept } = yield* builder.aliases.settle(builder.functions.length);
  const columns: Int32Array[] = [];
  for (let j = 0; j < builder.functions.width; j++) columns.push(yield* pick(builder.functions, j, kept));
  // No function has a place of its own: one column says so of lines and columns.
  if (columns.length < 5) columns[3] = columns[4] = new Int32Array(kept.length).fill(NONE);
  builder.functions.clear();
  return { map, columns };
}

/** Trap: a function made where the builder is in sight would keep it and all its tables for as long as the recording lives. */
function withLines(recording: Omit<Recording, 'lines'>, lines: () => LineTable): Recording {
  return Object.defineProperty(recording, 'lines', { get: lines, enumerable: true }) as Recording;
}

function preferredEventType(builder: RecordingBuilder): EventTypeIndex {
  const preferred = builder.eventTypes.findIndex((type) => type.name === builder.preferredEventType);
  return Math.max(0, preferred) as EventTypeIndex;
}

function finalRows(functions: Iterable<FunctionIndex>, map: Int32Array): FunctionIndex[] {
  return Array.from(functions, (row) => map[row] as FunctionIndex);
}

interface LaterLines {
  readonly rows: AppendedCostRows;
  readonly adders: LineAdder[];
}

/** Makes the table of lines when it is first called: those that came without address, those that come only now, and those of the instructions. */
function linesLater(
  { rows, adders }: LaterLines,
  instructions: InstructionTable,
  scales: readonly number[],
): () => LineTable {
  return onceAsked(() => {
    for (const add of adders.splice(0)) {
      add(rows);
      runAtOnce(rows.compact());
    }
    if (instructions.length > 0) addLinesOf(instructions, rows, scales);
    return runAtOnce(finishLines(rows, scales));
  });
}

function* pick(rows: KeyedRows, j: number, kept: Int32Array): Sliced<Int32Array> {
  const { keys, width } = rows;
  const column = new Int32Array(kept.length);
  yield* inSlices(kept.length, (from, to) => {
    for (let i = from; i < to; i++) column[i] = keys[kept[i] * width + j];
  });
  return column;
}

/** Formulas whose names are all known; terms that name nothing are left out, as KCachegrind does (S17). */
function usableFormulas(builder: RecordingBuilder): typeof builder.eventTypes {
  const recorded = new Set(builder.eventTypes.map((type) => type.name));
  const names = new Set([...recorded, ...builder.derivedEventTypes.map((type) => type.name)]);
  return builder.derivedEventTypes.flatMap((type) => {
    if (recorded.has(type.name)) return [];
    const formula = (type.formula ?? []).filter((term) => names.has(term.eventType) && term.eventType !== type.name);
    return formula.length === 0 ? [] : [{ ...type, formula }];
  });
}

/** Functions, in one type for all recordings: that keeps the analyses' loops fast. */
function functionColumn<Row extends number, Value extends number = number>(
  rows: AppendedCostRows,
  j: number,
): Column<Row, Value> {
  return asColumn(rows.keys[j].finishInt32());
}

/** Small numbers: files, lines, parts, counts. */
function* narrowColumn<Row extends number, Value extends number = number>(
  column: NarrowColumn,
): Sliced<Column<Row, Value>> {
  const { length } = column;
  return asColumn((yield* column.finishNarrow()) ?? new Uint8Array(length));
}

function* addresses<Row extends number>(rows: AppendedCostRows, high: number): Sliced<AddressColumn<Row>> {
  return new AddressColumn(rows.keys[high + 1].finishInt32(), yield* rows.keys[high].finishNarrow());
}

function* finishCalls(builder: RecordingBuilder, scales: readonly number[]): Sliced<CallTable> {
  const rows = builder.calls;
  const { length } = rows;
  const details = rows.details === undefined ? undefined : yield* rows.details.finish<CallIndex>([1, ...scales]);
  return {
    length,
    part: yield* narrowColumn(rows.keys[0]),
    caller: functionColumn(rows, 1),
    callee: functionColumn(rows, 2),
    file: yield* narrowColumn(rows.keys[3]),
    line: yield* narrowColumn(rows.keys[4]),
    address: yield* addresses(rows, 5),
    callCount: yield* narrowColumn(rows.numbers.columns[0]),
    primitiveCount: details === undefined ? undefined : (details[0] ?? asColumn(new Uint8Array(length))),
    inclusive: yield* rows.numbers.finish(scales, 1),
    calleeSelf: builder.hasCalleeSelf ? details?.slice(1) : undefined,
  };
}

function* finishLines(rows: AppendedCostRows, scales: readonly number[]): Sliced<LineTable> {
  return {
    length: rows.length,
    part: yield* narrowColumn(rows.keys[0]),
    function: functionColumn(rows, 1),
    file: yield* narrowColumn(rows.keys[2]),
    line: yield* narrowColumn(rows.keys[3]),
    self: yield* rows.numbers.finish(scales, 1),
  };
}

function* finishInstructions(
  rows: AppendedCostRows,
  scales: readonly number[],
  noOtherLines: boolean,
): Sliced<InstructionTable> {
  const { length } = rows;
  return {
    length,
    isComplete: noOtherLines && length > 0,
    part: yield* narrowColumn(rows.keys[0]),
    function: functionColumn(rows, 1),
    file: yield* narrowColumn(rows.keys[2]),
    line: yield* narrowColumn(rows.keys[3]),
    address: yield* addresses(rows, 4),
    self: yield* rows.numbers.finish(scales, 1),
  };
}

function* finishJumps(rows: AppendedCostRows): Sliced<JumpTable> {
  return {
    length: rows.length,
    function: functionColumn(rows, 0),
    fromFile: yield* narrowColumn(rows.keys[1]),
    fromLine: yield* narrowColumn(rows.keys[2]),
    fromAddress: yield* addresses(rows, 3),
    toFunction: functionColumn(rows, 5),
    toFile: yield* narrowColumn(rows.keys[6]),
    toLine: yield* narrowColumn(rows.keys[7]),
    toAddress: yield* addresses(rows, 8),
    conditional: yield* narrowColumn(rows.keys[10]),
    executed: yield* narrowColumn(rows.numbers.columns[0]),
    followed: yield* narrowColumn(rows.numbers.columns[1]),
  };
}

function* finishFunctionCosts(builder: RecordingBuilder, scales: readonly number[]): Sliced<FunctionCostTable> {
  const { rows } = builder.functionCosts;
  return {
    length: rows.length,
    part: asColumn(yield* rows.column(0)),
    function: asColumn(yield* rows.column(1)),
    self: yield* builder.functionCosts.costs.finish(rows.length, scales),
    inclusive: yield* builder.functionInclusive.finish(rows.length, scales),
    callCount: yield* builder.functionCosts.countColumn(),
    primitiveCount: yield* builder.functionPrimitives.countColumn(rows.length),
  };
}

/** Of which there may be many thousands: they are only made anew where there is something to scale. */
function scaledParts({ parts, eventTypes }: RecordingBuilder): Recording['parts'] {
  const scaleOf = new Map(eventTypes.flatMap(({ name, fileScale }) => (fileScale === 1 ? [] : [[name, fileScale]])));
  if (scaleOf.size === 0) return parts;
  return parts.map((part) =>
    part.statedTotals === undefined
      ? part
      : {
          ...part,
          statedTotals: part.statedTotals.map((total) => ({
            ...total,
            value: total.value * (scaleOf.get(total.eventType) ?? 1),
          })),
        },
  );
}

function* warnOfInexactCosts(builder: RecordingBuilder, recording: Recording): Sliced<void> {
  const { instructions, lines, calls } = builder;
  const rows = [recording.instructions.isComplete ? instructions : lines, calls];
  for (const [e, { fileScale }] of builder.eventTypes.entries()) {
    let largest = 0;
    for (const { numbers } of rows) largest = Math.max(largest, (numbers.columns[1 + e]?.total ?? 0) * fileScale);
    const ofContexts = builder.contexts.areExact ? undefined : recording.contexts.self[e];
    for (const column of [ofContexts, recording.functionCosts.self[e]]) {
      if (column === undefined) continue;
      const values = arrayOf(column);
      let sum = 0;
      yield* inSlices(values.length, (from, to) => {
        for (let row = from; row < to; row++) sum += Math.abs(values[row]);
      });
      largest = Math.max(largest, sum);
    }
    if (largest > LARGEST_EXACT && Number.isInteger(largest)) {
      const { name } = recording.eventTypes[e];
      builder.diagnose(
        'cost-beyond-2^53',
        'warning',
        `Costs of ${name} add up to more than 2^53: sums may be off in the last digits.`,
      );
    }
  }
}
