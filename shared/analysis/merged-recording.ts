// A recording in which callgrind's levels of recursion, or its callers, are no longer kept apart (S10): as it would have been recorded without
// --separate-recs or --separate-callers. Functions become one, and so do their rows; no cost is derived here: inclusive costs follow from the
// merged calls by the same rules as always. A call from `f` to `f'2` becomes one of `f` by itself, which adds to no sum (S7).
import { arrayOf, asColumn } from '../base/columns.ts';
import { memoInSlices } from '../base/memo.ts';
import { runAtOnce, type Sliced } from '../base/slices.ts';
import { onceAsked } from '../model/derived-lines.ts';
import type { FunctionIndex } from '../model/indices.ts';
import type {
  CallTable,
  FunctionCostTable,
  InstructionTable,
  JumpTable,
  LineTable,
  Recording,
} from '../model/recording.ts';
import { type Merge, type MergedFunctions, mergeFunctions } from './merged-functions.ts';
import { distinctRows, halvesOf, mapped, pick, pickAddresses, sum, sumCosts } from './merged-rows.ts';
import { separationsOf } from './name-levels.ts';

export type { Merge };

/** The recording itself where there is nothing to merge. */
export function* mergedRecordingInSlices(recording: Recording, wanted: Merge): Sliced<Recording> {
  const merge = effective(recording, wanted);
  if (merge === undefined) return recording;
  const functions = yield* mergedFunctionsOf(recording, merge);
  return yield* memoInSlices(recording, `merged-recording:${keyOf(merge)}`, () => putTogether(recording, functions));
}

export function mergedRecording(recording: Recording, wanted: Merge): Recording {
  return runAtOnce(mergedRecordingInSlices(recording, wanted));
}

/** Which function became which; undefined where there is nothing to merge. */
export function mergedFunctions(recording: Recording, wanted: Merge): MergedFunctions | undefined {
  const merge = effective(recording, wanted);
  return merge === undefined ? undefined : runAtOnce(mergedFunctionsOf(recording, merge));
}

function effective(recording: Recording, { recursion, contexts }: Merge): Merge | undefined {
  if (!recursion && !contexts) return undefined;
  const separations = separationsOf(recording);
  const merge = { recursion: recursion && separations.recursion, contexts: contexts && separations.contexts };
  return merge.recursion || merge.contexts ? merge : undefined;
}

const keyOf = ({ recursion, contexts }: Merge): string =>
  `${recursion ? 'recursion' : ''} ${contexts ? 'contexts' : ''}`;

function mergedFunctionsOf(recording: Recording, merge: Merge): Sliced<MergedFunctions> {
  return memoInSlices(recording, `merged-functions:${keyOf(merge)}`, () => mergeFunctions(recording, merge));
}

function* putTogether(recording: Recording, { strings, functions, mergedOf }: MergedFunctions): Sliced<Recording> {
  const lines = onceAsked(() => runAtOnce(mergeLines(recording.lines, mergedOf)));
  return {
    format: recording.format,
    creator: recording.creator,
    command: recording.command,
    family: recording.family,
    facts: recording.facts,
    strings,
    modules: recording.modules,
    files: recording.files,
    functions,
    eventTypes: recording.eventTypes,
    recordedEventTypes: recording.recordedEventTypes,
    preferredEventType: recording.preferredEventType,
    contexts: recording.contexts,
    samples: recording.samples,
    calls: yield* mergeCalls(recording.calls, mergedOf),
    // Half of all questions never ask for them.
    get lines() {
      return lines();
    },
    instructions: yield* mergeInstructions(recording.instructions, mergedOf),
    jumps: yield* mergeJumps(recording.jumps, mergedOf),
    functionCosts: yield* mergeFunctionCosts(recording.functionCosts, mergedOf),
    parts: recording.parts,
    idleFunctions: [...new Set(recording.idleFunctions.map((f) => mergedOf[f] as FunctionIndex))],
    properties: recording.properties,
    diagnostics: recording.diagnostics,
  };
}

function* mergeLines(lines: LineTable, mergedOf: Int32Array): Sliced<LineTable> {
  const fn = mapped(lines.function, mergedOf);
  const rows = yield* distinctRows(lines.length, [fn, ...[lines.file, lines.line, lines.part].map(numbers)]);
  return {
    length: rows.length,
    function: pick(asColumn(fn), rows),
    file: pick(lines.file, rows),
    line: pick(lines.line, rows),
    part: pick(lines.part, rows),
    self: yield* sumCosts(lines.self, rows),
  };
}

function* mergeCalls(calls: CallTable, mergedOf: Int32Array): Sliced<CallTable> {
  const caller = mapped(calls.caller, mergedOf);
  const callee = mapped(calls.callee, mergedOf);
  const places = [calls.file, calls.line, calls.part].map(numbers);
  const rows = yield* distinctRows(calls.length, [caller, callee, ...places, ...halvesOf(calls.address)]);
  const { primitiveCount, calleeSelf } = calls;
  return {
    length: rows.length,
    caller: pick(asColumn(caller), rows),
    callee: pick(asColumn(callee), rows),
    file: pick(calls.file, rows),
    line: pick(calls.line, rows),
    address: pickAddresses(calls.address, rows),
    part: pick(calls.part, rows),
    callCount: yield* sum(calls.callCount, rows),
    primitiveCount: primitiveCount === undefined ? undefined : yield* sum(primitiveCount, rows),
    inclusive: yield* sumCosts(calls.inclusive, rows),
    calleeSelf: calleeSelf === undefined ? undefined : yield* sumCosts(calleeSelf, rows),
  };
}

function* mergeInstructions(instructions: InstructionTable, mergedOf: Int32Array): Sliced<InstructionTable> {
  const fn = mapped(instructions.function, mergedOf);
  const places = [instructions.file, instructions.line, instructions.part].map(numbers);
  const rows = yield* distinctRows(instructions.length, [fn, ...places, ...halvesOf(instructions.address)]);
  return {
    length: rows.length,
    function: pick(asColumn(fn), rows),
    address: pickAddresses(instructions.address, rows),
    file: pick(instructions.file, rows),
    line: pick(instructions.line, rows),
    part: pick(instructions.part, rows),
    self: yield* sumCosts(instructions.self, rows),
    isComplete: instructions.isComplete,
  };
}

function* mergeJumps(jumps: JumpTable, mergedOf: Int32Array): Sliced<JumpTable> {
  const from = mapped(jumps.function, mergedOf);
  const to = mapped(jumps.toFunction, mergedOf);
  const places = [jumps.fromFile, jumps.fromLine, jumps.toFile, jumps.toLine, jumps.conditional].map(numbers);
  const addresses = [...halvesOf(jumps.fromAddress), ...halvesOf(jumps.toAddress)];
  const rows = yield* distinctRows(jumps.length, [from, to, ...places, ...addresses]);
  return {
    length: rows.length,
    function: pick(asColumn(from), rows),
    fromFile: pick(jumps.fromFile, rows),
    fromLine: pick(jumps.fromLine, rows),
    fromAddress: pickAddresses(jumps.fromAddress, rows),
    toFunction: pick(asColumn(to), rows),
    toFile: pick(jumps.toFile, rows),
    toLine: pick(jumps.toLine, rows),
    toAddress: pickAddresses(jumps.toAddress, rows),
    executed: yield* sum(jumps.executed, rows),
    followed: yield* sum(jumps.followed, rows),
    conditional: pick(jumps.conditional, rows),
  };
}

function* mergeFunctionCosts(costs: FunctionCostTable, mergedOf: Int32Array): Sliced<FunctionCostTable> {
  const fn = mapped(costs.function, mergedOf);
  const rows = yield* distinctRows(costs.length, [fn, numbers(costs.part)]);
  return {
    length: rows.length,
    function: pick(asColumn(fn), rows),
    part: pick(costs.part, rows),
    self: yield* sumCosts(costs.self, rows),
    inclusive: yield* sumCosts(costs.inclusive, rows),
    callCount: yield* sum(costs.callCount, rows),
    primitiveCount: yield* sum(costs.primitiveCount, rows),
  };
}

function numbers(column: { readonly length: number }): ArrayLike<number> {
  return arrayOf(column);
}
