// A recording as a callgrind file that KCachegrind and callgrind_annotate read. Source: "Callgrind Format Specification" of the
// Valgrind manual, and what those two programs accept beyond and short of it: header keys before `events:`, `ob=` before `fl=` before
// `fn=`, one blank between fields, absolute positions, names numbered anew in each part, and never a call count of 0 where calls
// were not counted: callgrind_annotate takes the line behind `calls=0` for self cost.
import type { FunctionIndex, PartIndex } from '../model/indices.ts';
import type { Part, Recording } from '../model/recording.ts';
import { functionBlock, type PartNames, type Writing } from './callgrind/function-block.ts';
import { rowsByFunction } from './callgrind/rows-by-function.ts';
import { computeWrittenEvents, costText, fileCosts } from './callgrind/written-events.ts';
import {
  computeFunctionNames,
  createFileNames,
  createModuleNames,
  NumberedNames,
  oneLine,
} from './callgrind/written-names.ts';
import { computeWrittenRows } from './callgrind/written-rows.ts';
import type { RecordingExporter } from './exporter.ts';

export const callgrindExporter: RecordingExporter = {
  id: 'callgrind',
  label: 'Callgrind',
  extensions: ['callgrind', 'out'],
  mediaType: 'application/x-callgrind',
  unavailable: (recording) =>
    recording.recordedEventTypes === 0 ? 'it has no event type, which a callgrind file must name' : undefined,
  write,
};

function* write(recording: Recording): Generator<string> {
  const { lines, calls, withAddresses } = computeWrittenRows(recording);
  const { jumps } = recording;
  const size = { parts: recording.parts.length, functions: recording.functions.length };
  const jumpRows = { length: jumps.length, function: (row: number) => jumps.function[row as never], part: () => 0 };
  const writing: Writing = {
    recording,
    events: computeWrittenEvents(recording),
    functionNames: computeFunctionNames(recording),
    withModules: recording.modules.length > 0,
    withAddresses,
    lines,
    calls,
    linesOf: rowsByFunction(lines, size),
    callsOf: rowsByFunction(calls, size),
    jumpsOf: rowsByFunction(jumpRows, size),
  };
  yield '# callgrind format\n';
  for (let part = 0 as PartIndex; part < recording.parts.length; part++) yield* writePart(writing, part);
}

function* writePart(writing: Writing, part: PartIndex): Generator<string> {
  const { recording, functionNames } = writing;
  const names: PartNames = {
    functions: new NumberedNames((row) => functionNames[row]),
    files: createFileNames(recording),
    modules: createModuleNames(recording),
  };
  const totals = totalsOf(writing, part);
  yield header(writing, part, totals);
  for (let f = 0 as FunctionIndex; f < recording.functions.length; f++) {
    const block = functionBlock(writing, names, part, f);
    if (block !== '') yield block;
  }
  yield `\ntotals: ${costText(totals)}\n`;
}

function header(writing: Writing, index: PartIndex, totals: readonly number[]): string {
  const { recording, events } = writing;
  const part = recording.parts[index];
  const lines = ['version: 1', 'creator: callipers'];
  if (part.pid !== undefined) lines.push(`pid: ${part.pid}`);
  if (recording.command !== undefined) lines.push(`cmd: ${oneLine(recording.command)}`);
  // Where a file has several parts they need numbers to be told apart.
  const number = part.part ?? (recording.parts.length > 1 ? index + 1 : undefined);
  if (number !== undefined) lines.push(`part: ${number}`);
  if (part.thread !== undefined) lines.push(`thread: ${part.thread}`);
  if (part.label !== undefined) lines.push(`desc: Trigger: ${oneLine(part.label)}`);
  if (recording.facts.calls !== 'recorded' && writing.calls.length > 0) {
    lines.push('desc: Note: calls were not counted; calls=1 means at least one');
  }
  lines.push(`positions: ${writing.withAddresses ? 'instr line' : 'line'}`);
  for (const { name, label } of events) if (label !== name) lines.push(`event: ${name} : ${oneLine(label)}`);
  lines.push(`events: ${events.map((event) => event.name).join(' ')}`);
  lines.push(`summary: ${costText(statedTotals(writing, part, totals))}`);
  return `${lines.join('\n')}\n`;
}

/** Sum of the part's numbers as they stand in the file, after rounding. */
function totalsOf({ events, lines, linesOf, recording }: Writing, part: PartIndex): number[] {
  const totals = events.map(() => 0);
  for (let f = 0 as FunctionIndex; f < recording.functions.length; f++) {
    for (const row of linesOf(part, f)) {
      const costs = fileCosts(events, lines, row);
      for (let e = 0; e < totals.length; e++) totals[e] += costs[e];
    }
  }
  return totals;
}

/** What the file itself said of the part's totals, which may be more than its lines add up to; else their sum. */
function statedTotals({ recording, events }: Writing, part: Part, totals: readonly number[]): number[] {
  const stated = new Map(part.statedTotals?.map((total) => [total.eventType, total.value]));
  return totals.map((sum, e) => {
    const value = stated.get(recording.eventTypes[e].name);
    return value === undefined ? sum : Math.round(value * events[e].factor);
  });
}
