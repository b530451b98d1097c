// From tables under construction to readonly columns: aliases settled, costs scaled and narrowed, contexts depth-first.
import { NONE } from '../base/brands.ts';
import { type AddressColumn, asColumn, type Column } from '../base/columns.ts';
import type { KeyedRows } from '../base/keyed-rows.ts';
import type { AppendedCostRows } from './appended-rows.ts';
import type { EventTypeIndex, FunctionIndex } from './indices.ts';
import type {
  CallTable,
  FunctionCostTable,
  InstructionTable,
  JumpTable,
  LineTable,
  Recording,
  SampleTable,
} from './recording.ts';
import type { RecordingBuilder } from './recording-builder.ts';

const LARGEST_EXACT = 2 ** 53;

export function finishRecording(builder: RecordingBuilder): Recording {
  const scales = builder.eventTypes.map((type) => type.fileScale);
  const { map, kept } = settleAliases(builder);
  const functionColumns: [AppendedCostRows, number[]][] = [
    [builder.lines, [1]],
    [builder.calls, [1, 2]],
    [builder.instructions, [1]],
    [builder.jumps, [0, 5]],
  ];
  for (const [table, positions] of functionColumns)
    table.compact(positions, builder.aliases.size > 0 ? map : undefined);
  const { table: contexts, finalRow } = builder.contexts.finishContexts(scales, map);
  const preferred = builder.eventTypes.findIndex((type) => type.name === builder.preferredEventType);
  const functions = Array.from({ length: 5 }, (_, j) => pick(builder.functions, j, kept));
  const recording: Omit<Recording, 'diagnostics'> = {
    format: builder.format,
    creator: builder.creator,
    command: builder.command,
    family: builder.family,
    facts: builder.facts,
    strings: builder.strings.finish(),
    modules: { length: builder.modules.length, name: asColumn(builder.modules.column(0)) },
    files: { length: builder.files.length, name: asColumn(builder.files.column(0)) },
    functions: {
      length: kept.length,
      name: asColumn(functions[0]),
      file: asColumn(functions[1]),
      module: asColumn(functions[2]),
      startLine: asColumn(functions[3]),
      startColumn: asColumn(functions[4]),
    },
    eventTypes: [...builder.eventTypes, ...usableFormulas(builder)],
    recordedEventTypes: builder.eventTypes.length,
    preferredEventType: Math.max(0, preferred) as EventTypeIndex,
    contexts,
    samples: finishSamples(builder, finalRow),
    calls: finishCalls(builder, scales),
    lines: finishLines(builder.lines, scales),
    instructions: finishInstructions(builder.instructions, scales),
    jumps: finishJumps(builder.jumps),
    functionCosts: finishFunctionCosts(builder, scales),
    parts: scaledParts(builder),
    idleFunctions: Array.from(builder.idleFunctions, (row) => map[row] as FunctionIndex),
    properties: builder.properties,
  };
  warnOfInexactCosts(builder, recording);
  return { ...recording, diagnostics: builder.diagnostics.finish() };
}

/** map: provisional function → final row; kept: final row → provisional function. */
function settleAliases(builder: RecordingBuilder): { map: Int32Array; kept: Int32Array } {
  const count = builder.functions.length;
  const map = new Int32Array(count).fill(NONE);
  const kept = new Int32Array(count - builder.aliases.size);
  let next = 0;
  for (let row = 0; row < count; row++) {
    if (builder.aliases.has(row)) continue;
    kept[next] = row;
    map[row] = next++;
  }
  for (const from of builder.aliases.keys()) {
    let to = from;
    for (let steps = 0; builder.aliases.has(to) && steps <= builder.aliases.size; steps++)
      to = builder.aliases.get(to) ?? to;
    map[from] = map[to];
  }
  return { map, kept };
}

function pick(rows: KeyedRows, j: number, kept: Int32Array): Int32Array {
  const column = new Int32Array(kept.length);
  for (let i = 0; i < kept.length; i++) column[i] = rows.keys[kept[i] * rows.width + j];
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

function addresses<Row extends number>(rows: AppendedCostRows, high: number): AddressColumn<Row> {
  const halves = new Uint32Array(rows.length * 2);
  for (let row = 0; row < rows.length; row++) {
    halves[row * 2] = rows.keys[row * rows.width + high + 1];
    halves[row * 2 + 1] = rows.keys[row * rows.width + high];
  }
  return new BigUint64Array(halves.buffer) as unknown as AddressColumn<Row>;
}

function countColumn<Row extends number>(rows: AppendedCostRows): Column<Row> {
  return rows.counts.finish(rows.length, [1])[0] ?? asColumn<Row>(new Uint8Array(rows.length));
}

function finishCalls(builder: RecordingBuilder, scales: readonly number[]): CallTable {
  const rows = builder.calls;
  const details = rows.details?.finish(rows.length, [1, ...scales]);
  return {
    length: rows.length,
    part: asColumn(rows.column(0)),
    caller: asColumn(rows.column(1)),
    callee: asColumn(rows.column(2)),
    file: asColumn(rows.column(3)),
    line: asColumn(rows.column(4)),
    address: addresses(rows, 5),
    callCount: countColumn(rows),
    primitiveCount: details === undefined ? undefined : (details[0] ?? asColumn(new Uint8Array(rows.length))),
    inclusive: rows.costs.finish(rows.length, scales),
    calleeSelf: builder.hasCalleeSelf ? details?.slice(1) : undefined,
  };
}

function finishLines(rows: AppendedCostRows, scales: readonly number[]): LineTable {
  return {
    length: rows.length,
    part: asColumn(rows.column(0)),
    function: asColumn(rows.column(1)),
    file: asColumn(rows.column(2)),
    line: asColumn(rows.column(3)),
    self: rows.costs.finish(rows.length, scales),
  };
}

function finishInstructions(rows: AppendedCostRows, scales: readonly number[]): InstructionTable {
  return {
    length: rows.length,
    part: asColumn(rows.column(0)),
    function: asColumn(rows.column(1)),
    file: asColumn(rows.column(2)),
    line: asColumn(rows.column(3)),
    address: addresses(rows, 4),
    self: rows.costs.finish(rows.length, scales),
  };
}

function finishJumps(rows: AppendedCostRows): JumpTable {
  const followed = rows.costs.finish(rows.length, [1])[0];
  return {
    length: rows.length,
    function: asColumn(rows.column(0)),
    fromFile: asColumn(rows.column(1)),
    fromLine: asColumn(rows.column(2)),
    fromAddress: addresses(rows, 3),
    toFunction: asColumn(rows.column(5)),
    toFile: asColumn(rows.column(6)),
    toLine: asColumn(rows.column(7)),
    toAddress: addresses(rows, 8),
    conditional: asColumn(rows.column(10)),
    executed: countColumn(rows),
    followed: (followed ?? asColumn(new Uint8Array(rows.length))) as JumpTable['followed'],
  };
}

function finishFunctionCosts(builder: RecordingBuilder, scales: readonly number[]): FunctionCostTable {
  const { rows } = builder.functionCosts;
  return {
    length: rows.length,
    part: asColumn(rows.column(0)),
    function: asColumn(rows.column(1)),
    self: builder.functionCosts.costs.finish(rows.length, scales),
    inclusive: builder.functionInclusive.costs.finish(rows.length, scales),
    callCount: builder.functionCosts.countColumn(),
    primitiveCount: builder.functionPrimitives.countColumn(),
  };
}

function finishSamples(builder: RecordingBuilder, finalRow: Int32Array): SampleTable {
  const length = builder.sampleChunks.reduce((sum, chunk) => sum + chunk.context.length, 0);
  const context = new Int32Array(length);
  const time = new Float64Array(length);
  const weight = new Float64Array(length);
  let start = 0;
  for (const chunk of builder.sampleChunks) {
    for (let i = 0; i < chunk.context.length; i++) context[start + i] = finalRow[chunk.context[i]];
    time.set(chunk.time, start);
    weight.set(chunk.weight, start);
    start += chunk.context.length;
  }
  return { length, context: asColumn(context), time: asColumn(time), weight: asColumn(weight) };
}

function scaledParts(builder: RecordingBuilder): Recording['parts'] {
  const scaleOf = new Map(builder.eventTypes.map((type) => [type.name, type.fileScale]));
  return builder.parts.map((part) =>
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

function warnOfInexactCosts(builder: RecordingBuilder, recording: Omit<Recording, 'diagnostics'>): void {
  for (let e = 0; e < recording.recordedEventTypes; e++) {
    let largest = 0;
    for (const table of [
      recording.lines.self[e],
      recording.calls.inclusive[e],
      recording.contexts.self[e],
      recording.functionCosts.self[e],
    ]) {
      if (table === undefined) continue;
      let sum = 0;
      for (let row = 0; row < table.length; row++) {
        const value = Math.abs((table as Column<number>)[row]);
        sum += value;
      }
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
