// The rows of a callgrind file, part by part and function by function, whatever the recording knows: recorded lines and calls of a
// call-graph recording as they are, or self costs and call edges computed from the contexts of a stack recording.
import { callEdges, edgeInclusive } from '../../analysis/call-edges.ts';
import { functionTotals } from '../../analysis/function-totals.ts';
import type { Scope } from '../../analysis/scope.ts';
import { NONE } from '../../base/brands.ts';
import type { CallIndex, EventTypeIndex, FunctionIndex, LineIndex } from '../../model/indices.ts';
import type { Recording } from '../../model/recording.ts';

/** Rows are numbers 0 … length − 1; places are NONE where unknown. */
export interface WrittenLines {
  readonly length: number;
  function(row: number): number;
  part(row: number): number;
  file(row: number): number;
  line(row: number): number;
  cost(row: number, eventType: number): number;
}

export interface WrittenCalls extends WrittenLines {
  callee(row: number): number;
  callCount(row: number): number;
}

export interface WrittenRows {
  readonly lines: WrittenLines;
  /** `function` is the caller; place and cost are those of the call. */
  readonly calls: WrittenCalls;
}

export function computeWrittenRows(recording: Recording): WrittenRows {
  return recording.family === 'stacks' ? rowsOfContexts(recording) : recordedRows(recording);
}

function recordedRows(recording: Recording): WrittenRows {
  const { lines, calls } = recording;
  return {
    lines: {
      length: lines.length,
      function: (row) => lines.function[row as LineIndex],
      part: (row) => lines.part[row as LineIndex],
      file: (row) => lines.file[row as LineIndex],
      line: (row) => lines.line[row as LineIndex],
      cost: (row, e) => lines.self[e]?.[row as LineIndex] ?? 0,
    },
    calls: {
      length: calls.length,
      function: (row) => calls.caller[row as CallIndex],
      callee: (row) => calls.callee[row as CallIndex],
      part: (row) => calls.part[row as CallIndex],
      file: (row) => calls.file[row as CallIndex],
      line: (row) => calls.line[row as CallIndex],
      callCount: (row) => calls.callCount[row as CallIndex],
      cost: (row, e) => calls.inclusive[e]?.[row as CallIndex] ?? 0,
    },
  };
}

/** Rows of all parts one after the other, as they are computed. */
interface ComputedRows {
  readonly part: number[];
  readonly function: number[];
  readonly callee: number[];
  /** By event type, by row. */
  readonly costs: number[][];
}

/**
 * Self cost of each function at the line where it begins, and each call edge once, part by part; idle time is counted in, nothing is
 * left out of a conversion. Calls are not counted in stacks: 1 stands for "at least one".
 */
function rowsOfContexts(recording: Recording): WrittenRows {
  const eventTypes = Array.from({ length: recording.recordedEventTypes }, (_, e) => e as EventTypeIndex);
  const lines = emptyRows(eventTypes.length);
  const calls = emptyRows(eventTypes.length);
  for (let part = 0; part < recording.parts.length; part++) {
    const scopes = eventTypes.map((eventType): Scope => ({ eventType, parts: [part], idle: true }));
    addSelf(lines, recording, part, scopes);
    addEdges(calls, recording, part, scopes);
  }
  const startLine = (f: number): number => recording.functions.startLine[f as FunctionIndex];
  return { lines: toWritten(lines, startLine), calls: toWritten(calls, () => NONE) };
}

function emptyRows(eventTypes: number): ComputedRows {
  return { part: [], function: [], callee: [], costs: Array.from({ length: eventTypes }, () => []) };
}

function addSelf(rows: ComputedRows, recording: Recording, part: number, scopes: readonly Scope[]): void {
  const self = scopes.map((scope) => functionTotals(recording, scope).self);
  for (let f = 0 as FunctionIndex; f < recording.functions.length; f++) {
    if (self.every((column) => column[f] === 0)) continue;
    rows.part.push(part);
    rows.function.push(f);
    for (let e = 0; e < self.length; e++) rows.costs[e].push(self[e][f]);
  }
}

function addEdges(rows: ComputedRows, recording: Recording, part: number, scopes: readonly Scope[]): void {
  if (scopes.length === 0) return;
  const { length, caller, callee } = callEdges(recording, scopes[0]);
  const inclusive = scopes.map((scope) => edgeInclusive(recording, scope));
  for (let edge = 0; edge < length; edge++) {
    rows.part.push(part);
    rows.function.push(caller[edge]);
    rows.callee.push(callee[edge]);
    for (let e = 0; e < inclusive.length; e++) rows.costs[e].push(inclusive[e][edge]);
  }
}

function toWritten(rows: ComputedRows, lineOf: (fn: number) => number): WrittenCalls {
  return {
    length: rows.part.length,
    function: (row) => rows.function[row],
    callee: (row) => rows.callee[row],
    part: (row) => rows.part[row],
    file: () => NONE,
    line: (row) => lineOf(rows.function[row]),
    callCount: () => 1,
    cost: (row, e) => rows.costs[e][row],
  };
}
