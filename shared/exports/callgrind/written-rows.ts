// The rows of a callgrind file, whatever the recording knows: recorded lines (or instructions) and calls of a call-graph recording as
// they are, what a file states of whole functions at their first lines, or self costs and call edges computed from contexts.
import { callEdges, edgeInclusive } from '../../analysis/call-edges.ts';
import { functionTotals } from '../../analysis/function-totals.ts';
import type { Scope } from '../../analysis/scope.ts';
import { NONE } from '../../base/brands.ts';
import { type AddressColumn, type Column, NO_ADDRESS } from '../../base/columns.ts';
import type { CallIndex, EventTypeIndex, FunctionIndex } from '../../model/indices.ts';
import type { Costs, Recording } from '../../model/recording.ts';

/** Rows are numbers 0 … length − 1; places are NONE where unknown. */
export interface WrittenLines {
  readonly length: number;
  function(row: number): number;
  part(row: number): number;
  file(row: number): number;
  line(row: number): number;
  /** undefined where unknown. */
  address(row: number): bigint | undefined;
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
  /** Positions have addresses besides lines. */
  readonly withAddresses: boolean;
}

export function computeWrittenRows(recording: Recording): WrittenRows {
  if (recording.family === 'stacks') return rowsOfContexts(recording);
  const { calls } = recording;
  const withAddresses = instructionsSayAll(recording);
  return {
    lines: withAddresses ? placedRows(recording.instructions) : linesOf(recording),
    calls: {
      ...placedRows({ ...calls, function: calls.caller, self: calls.inclusive }),
      callee: (row) => calls.callee[row as CallIndex],
      callCount: (row) => calls.callCount[row as CallIndex],
    },
    withAddresses,
  };
}

/** The fields that tables with places have in common. */
interface PlacedTable<Row extends number> {
  readonly length: number;
  readonly function: Column<Row, FunctionIndex>;
  readonly part: Column<Row>;
  readonly file: Column<Row>;
  readonly line: Column<Row>;
  readonly address?: AddressColumn<Row>;
  readonly self: Costs<Row>;
}

export function knownAddress<Row extends number>(column: AddressColumn<Row>, row: Row): bigint | undefined {
  const address = column.at(row);
  return address === NO_ADDRESS ? undefined : address;
}

function placedRows<Row extends number>(table: PlacedTable<Row>): WrittenLines {
  const { address } = table;
  return {
    length: table.length,
    function: (row) => table.function[row as Row],
    part: (row) => table.part[row as Row],
    file: (row) => table.file[row as Row],
    line: (row) => table.line[row as Row],
    address: (row) => (address === undefined ? undefined : knownAddress(address, row as Row)),
    cost: (row, e) => table.self[e]?.[row as Row] ?? 0,
  };
}

/** What is stated of whole functions goes before lines, as it does in the views. */
function linesOf(recording: Recording): WrittenLines {
  const { functionCosts, functions, lines } = recording;
  if (functionCosts.length === 0) return placedRows(lines);
  const nowhere = { length: functionCosts.length, file: () => NONE, address: () => undefined };
  const rows = placedRows({ ...functionCosts, file: functionCosts.part, line: functionCosts.part });
  return { ...rows, ...nowhere, line: (row) => functions.startLine[rows.function(row) as FunctionIndex] };
}

/** Whether instructions account for every cost, so that lines need not be written beside them. */
function instructionsSayAll({ instructions, functionCosts }: Recording): boolean {
  return instructions.isComplete && functionCosts.length === 0;
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
  return { lines: toWritten(lines, startLine), calls: toWritten(calls, () => NONE), withAddresses: false };
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
    address: () => undefined,
    callCount: () => 1,
    cost: (row, e) => rows.costs[e][row],
  };
}
