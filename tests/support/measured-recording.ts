// What Callipers says of a recording, in the plainest form, to be compared with what another program says. The numbers come from the
// same analyses that the views show; here they are only put in rows.
import { callCounts } from '../../shared/analysis/call-counts.ts';
import { callEdges, edgeCalls, edgeInclusive } from '../../shared/analysis/call-edges.ts';
import { type ItemCosts, itemCosts } from '../../shared/analysis/item-costs.ts';
import type { Scope } from '../../shared/analysis/scope.ts';
import { NONE } from '../../shared/base/brands.ts';
import type { EventTypeIndex, FunctionIndex } from '../../shared/model/indices.ts';
import type { Recording } from '../../shared/model/recording.ts';
import { functionFile, functionModule, functionName } from '../../shared/model/texts.ts';

export interface MeasuredFunction {
  readonly name: string;
  readonly file: string | undefined;
  readonly module: string | undefined;
  /** 1-based; undefined where unknown. */
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** Costs by recorded event type. */
  readonly self: readonly number[];
  readonly inclusive: readonly number[];
  readonly calls: number;
  /** undefined where the format makes no difference. */
  readonly primitiveCalls: number | undefined;
  /** Number of its cycle; undefined outside cycles. */
  readonly cycle: number | undefined;
}

/** All calls of one function by another. */
export interface MeasuredEdge {
  readonly caller: number;
  readonly callee: number;
  readonly calls: number;
  readonly inclusive: readonly number[];
}

export interface MeasuredCycle {
  /** Functions, ascending. */
  readonly members: readonly number[];
  readonly self: readonly number[];
  readonly inclusive: readonly number[];
}

export interface MeasuredRecording {
  /** Recorded ones. */
  readonly eventTypes: readonly { readonly name: string; readonly fileScale: number }[];
  readonly totals: readonly number[];
  /** By function row. */
  readonly functions: readonly MeasuredFunction[];
  readonly edges: readonly MeasuredEdge[];
  readonly cycles: readonly MeasuredCycle[];
}

/** Everything in scope: all parts, idle time counted in, cycles detected. */
export function measureRecording(recording: Recording): MeasuredRecording {
  const eventTypes = recording.eventTypes.slice(0, recording.recordedEventTypes);
  const scopes = eventTypes.map((_, e): Scope => ({ eventType: e as EventTypeIndex, parts: undefined, idle: true }));
  const costs = scopes.map((scope) => itemCosts(recording, scope, 0));
  const [scope] = scopes;
  if (scope === undefined) return { eventTypes, totals: [], functions: [], edges: [], cycles: [] };
  return {
    eventTypes,
    totals: costs.map((one) => one.total),
    functions: measureFunctions(recording, scope, costs),
    edges: measureEdges(recording, scopes),
    cycles: measureCycles(costs),
  };
}

function measureFunctions(recording: Recording, scope: Scope, costs: readonly ItemCosts[]): MeasuredFunction[] {
  const { calls, primitive } = callCounts(recording, scope);
  const { startLine, startColumn } = recording.functions;
  return Array.from({ length: recording.functions.length }, (_, index) => {
    const f = index as FunctionIndex;
    const cycle = costs[0].cycles.cycleOf[f];
    return {
      name: functionName(recording, f),
      file: functionFile(recording, f),
      module: functionModule(recording, f),
      line: startLine[f] === NONE ? undefined : startLine[f],
      column: startColumn[f] === NONE ? undefined : startColumn[f],
      self: costs.map((one) => one.self[f]),
      inclusive: costs.map((one) => one.inclusive[f]),
      calls: calls?.[f] ?? 0,
      primitiveCalls: primitive?.[f],
      cycle: cycle === NONE ? undefined : cycle,
    };
  });
}

function measureEdges(recording: Recording, scopes: readonly Scope[]): MeasuredEdge[] {
  const { length, caller, callee } = callEdges(recording, scopes[0]);
  const calls = edgeCalls(recording, scopes[0]);
  const inclusive = scopes.map((scope) => edgeInclusive(recording, scope));
  return Array.from({ length }, (_, edge) => ({
    caller: caller[edge],
    callee: callee[edge],
    calls: calls?.[edge] ?? 0,
    inclusive: inclusive.map((column) => column[edge]),
  }));
}

function measureCycles(costs: readonly ItemCosts[]): MeasuredCycle[] {
  const { count, members, memberStart } = costs[0].cycles;
  return Array.from({ length: count }, (_, c) => ({
    members: Array.from(members.subarray(memberStart[c], memberStart[c + 1])),
    self: costs.map((one) => one.cycleSelf[c]),
    inclusive: costs.map((one) => one.cycleInclusive[c]),
  }));
}
