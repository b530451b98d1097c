// A recording as a callgrind file that KCachegrind and callgrind_annotate read. Source: "Callgrind Format Specification" of the
// Valgrind manual, and what those two programs accept beyond and short of it: header keys before `events:`, `ob=` before `fl=` before
// `fn=`, one blank between fields, absolute positions, names numbered anew in each part, and never a call count of 0 where calls
// were not counted: callgrind_annotate takes the line behind `calls=0` for self cost.
import { NONE } from '../base/brands.ts';
import type { FunctionIndex, PartIndex } from '../model/indices.ts';
import type { Part, Recording } from '../model/recording.ts';
import { type RowsByFunction, rowsByFunction } from './callgrind/rows-by-function.ts';
import { computeWrittenEvents, type WrittenEvent } from './callgrind/written-events.ts';
import {
  computeFunctionNames,
  createFileNames,
  createModuleNames,
  NumberedNames,
  oneLine,
} from './callgrind/written-names.ts';
import { computeWrittenRows, type WrittenCalls, type WrittenLines } from './callgrind/written-rows.ts';
import type { RecordingExporter } from './exporter.ts';

export const callgrindExporter: RecordingExporter = {
  id: 'callgrind',
  label: 'Callgrind',
  extensions: ['callgrind', 'out'],
  mediaType: 'application/x-callgrind',
  unavailable: (recording) =>
    recording.recordedEventTypes === 0
      ? 'The recording has no event type, which a callgrind file must name.'
      : undefined,
  write,
};

/** What all parts of one file share. */
interface Writing {
  readonly recording: Recording;
  readonly events: readonly WrittenEvent[];
  readonly functionNames: readonly string[];
  readonly withModules: boolean;
  readonly lines: WrittenLines;
  readonly calls: WrittenCalls;
  readonly linesOf: RowsByFunction;
  readonly callsOf: RowsByFunction;
}

/** Numbered names of one part. */
interface PartNames {
  readonly functions: NumberedNames;
  readonly files: NumberedNames;
  readonly modules: NumberedNames;
}

function* write(recording: Recording): Generator<string> {
  const { lines, calls } = computeWrittenRows(recording);
  const size = { parts: recording.parts.length, functions: recording.functions.length };
  const writing: Writing = {
    recording,
    events: computeWrittenEvents(recording),
    functionNames: computeFunctionNames(recording),
    withModules: recording.modules.length > 0,
    lines,
    calls,
    linesOf: rowsByFunction(lines, size),
    callsOf: rowsByFunction(calls, size),
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
  yield header(writing, part);
  for (let f = 0 as FunctionIndex; f < recording.functions.length; f++) {
    const block = functionBlock(writing, names, part, f);
    if (block !== '') yield block;
  }
  yield `\ntotals: ${costText(totalsOf(writing, part), writing.events) || '0'}\n`;
}

function header({ recording, events, calls, ...writing }: Writing, index: PartIndex): string {
  const part: Part = recording.parts[index];
  const lines = ['version: 1', 'creator: callipers'];
  if (part.pid !== undefined) lines.push(`pid: ${part.pid}`);
  if (recording.command !== undefined) lines.push(`cmd: ${oneLine(recording.command)}`);
  // Where a file has several parts they need numbers to be told apart.
  const number = part.part ?? (recording.parts.length > 1 ? index + 1 : undefined);
  if (number !== undefined) lines.push(`part: ${number}`);
  if (part.thread !== undefined) lines.push(`thread: ${part.thread}`);
  if (part.label !== undefined) lines.push(`desc: Trigger: ${oneLine(part.label)}`);
  if (recording.facts.calls !== 'recorded' && calls.length > 0) {
    lines.push('desc: Note: calls were not counted; calls=1 means at least one');
  }
  lines.push('positions: line');
  for (const event of events)
    if (event.label !== event.name) lines.push(`event: ${event.name} : ${oneLine(event.label)}`);
  lines.push(`events: ${events.map((event) => event.name).join(' ')}`);
  lines.push(
    `summary: ${costText(statedTotals(part, { recording, events, calls, ...writing }, index), events) || '0'}`,
  );
  return `${lines.join('\n')}\n`;
}

/** Everything said of one function in one part; empty where nothing is. */
function functionBlock(writing: Writing, names: PartNames, part: number, f: FunctionIndex): string {
  const { recording, lines, calls } = writing;
  const lineRows = writing.linesOf(part, f);
  const callRows = writing.callsOf(part, f);
  if (lineRows.length === 0 && callRows.length === 0) return '';
  const ownFile = recording.functions.file[f];
  let text = '\n';
  if (writing.withModules) text += `ob=${names.modules.reference(recording.functions.module[f])}\n`;
  text += `fl=${names.files.reference(ownFile)}\nfn=${names.functions.reference(f)}\n`;
  let currentFile: number = ownFile;
  const moveTo = (file: number): void => {
    const wanted = file === NONE ? ownFile : file;
    if (wanted === currentFile) return;
    currentFile = wanted;
    text += `${wanted === ownFile ? 'fe' : 'fi'}=${names.files.reference(wanted)}\n`;
  };
  const costs = new Array<number>(writing.events.length);
  const fill = (rows: WrittenLines, row: number): number[] => {
    for (let e = 0; e < costs.length; e++) costs[e] = rows.cost(row, e);
    return costs;
  };
  for (const row of lineRows) {
    moveTo(lines.file(row));
    text += `${Math.max(0, lines.line(row))} ${costText(fill(lines, row), writing.events)}\n`;
  }
  for (const row of callRows) {
    moveTo(calls.file(row));
    const callee = calls.callee(row) as FunctionIndex;
    if (writing.withModules) text += `cob=${names.modules.reference(recording.functions.module[callee])}\n`;
    text += `cfi=${names.files.reference(recording.functions.file[callee])}\n`;
    text += `cfn=${names.functions.reference(callee)}\n`;
    text += `calls=${Math.max(0, calls.callCount(row))} ${Math.max(0, recording.functions.startLine[callee])}\n`;
    text += `${Math.max(0, calls.line(row))} ${costText(fill(calls, row), writing.events)}\n`;
  }
  return text;
}

/** Costs in the file's steps, trailing zeros left out; a lone 0 stays, because a line needs one number to be a cost line. */
function costText(costs: readonly number[], events: readonly WrittenEvent[]): string {
  let last = costs.length - 1;
  while (last > 0 && costs[last] === 0) last--;
  let text = '';
  for (let e = 0; e <= last; e++) text += `${e === 0 ? '' : ' '}${wholeNumber(costs[e] * events[e].factor)}`;
  return text;
}

/** Never in exponents: 1e21 is no number of the format. */
function wholeNumber(value: number): string {
  if (!Number.isFinite(value)) return '0';
  const rounded = Math.round(value);
  return Math.abs(rounded) < 1e21 ? String(rounded + 0) : BigInt(rounded).toString();
}

function totalsOf({ events, lines, linesOf, recording }: Writing, part: PartIndex): number[] {
  const totals = events.map(() => 0);
  for (let f = 0 as FunctionIndex; f < recording.functions.length; f++) {
    for (const row of linesOf(part, f)) for (let e = 0; e < totals.length; e++) totals[e] += lines.cost(row, e);
  }
  return totals;
}

/** What the file itself said of the part's totals, which may be more than its lines add up to; else their sum. */
function statedTotals(part: Part, writing: Writing, index: PartIndex): number[] {
  const stated = new Map(part.statedTotals?.map((total) => [total.eventType, total.value]));
  return totalsOf(writing, index).map((sum, e) => stated.get(writing.recording.eventTypes[e].name) ?? sum);
}
