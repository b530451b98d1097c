// A recording as JSON: what `top --json --limit 0` says, with every event type and with the call edges between the functions.
// Written piece by piece: a large recording does not fit into one string.
import { callEdges, edgeCalls, edgeInclusive } from '../analysis/call-edges.ts';
import { wholeScope } from '../analysis/scope.ts';
import type { Recording } from '../model/recording.ts';
import type { RecordingExporter } from './exporter.ts';
import { computeFunctionNumbers, type FunctionNumbers } from './support/function-rows.ts';

export const recordingJsonExporter: RecordingExporter = {
  id: 'json',
  label: 'Functions and call edges',
  extensions: ['json'],
  mediaType: 'application/json',
  unavailable: () => undefined,
  write,
};

function* write(recording: Recording, file: string): Generator<string> {
  const numbers = computeFunctionNumbers(recording);
  yield `${JSON.stringify(headOf(recording, file, numbers)).slice(0, -1)},\n"functions": [`;
  yield* listed(functionValues(recording, numbers));
  yield '\n],\n"edges": [';
  yield* listed(edgeValues(recording, numbers));
  yield '\n]}\n';
}

function headOf(recording: Recording, file: string, { costs }: FunctionNumbers): object {
  const eventTypes = recording.eventTypes.map(({ name, label, unit, formula }, e) => {
    return { name, label, unit, total: costs[e].total, derived: formula !== undefined };
  });
  const { format, creator = null, command = null, preferredEventType } = recording;
  return { file, format, creator, command, eventType: eventTypes[preferredEventType] ?? null, eventTypes };
}

/** `self` and `inclusive` are of the preferred event type; `costs` has all of them. */
function* functionValues(recording: Recording, { costs, rows }: FunctionNumbers): Generator<object> {
  const preferred = costs[recording.preferredEventType];
  for (const { row, calls, primitiveCalls, cycle, ...identity } of rows) {
    const all = recording.eventTypes.map(({ name }, e) => {
      return [name, { self: costs[e].self[row], inclusive: costs[e].inclusive[row] }] as const;
    });
    yield {
      ...identity,
      self: preferred?.self[row] ?? 0,
      inclusive: preferred?.inclusive[row] ?? 0,
      calls,
      primitiveCalls,
      cycle,
      estimated: false,
      costs: Object.fromEntries(all),
    };
  }
}

/** `caller` and `callee` are places in `functions`. */
function* edgeValues(recording: Recording, { rows }: FunctionNumbers): Generator<object> {
  if (recording.eventTypes.length === 0) return;
  const places = new Map<number, number>(rows.map(({ row }, place) => [row, place]));
  const scope = wholeScope(recording);
  const { length, caller, callee } = callEdges(recording, scope);
  const calls = edgeCalls(recording, scope);
  const inclusive = edgeInclusive(recording, scope);
  for (let edge = 0; edge < length; edge++) {
    const from = places.get(caller[edge]);
    const to = places.get(callee[edge]);
    if (from === undefined || to === undefined) continue;
    yield { caller: from, callee: to, calls: calls?.[edge] ?? 0, inclusive: inclusive[edge] };
  }
}

function* listed(values: Iterable<object>): Generator<string> {
  let separator = '\n';
  for (const value of values) {
    yield `${separator}${JSON.stringify(value)}`;
    separator = ',\n';
  }
}
