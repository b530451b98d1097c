// Which functions form cycles (S8, S9): strongly connected by calls, at least two of them; direct recursion alone is none.
// Found and numbered by the preferred event type, so that a cycle keeps its number when another event type is chosen.
import { NONE } from '../base/brands.ts';
import { arrayOf } from '../base/columns.ts';
import { memo } from '../base/memo.ts';
import { groupRows } from '../base/sort-indices.ts';
import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { functionFile, functionModule, functionName } from '../model/texts.ts';
import { callComponents } from './call-components.ts';
import { type CallEdges, callEdges, edgeInclusive } from './call-edges.ts';
import { functionTotals } from './function-totals.ts';
import { type Scope, scopeKey } from './scope.ts';
import { strongComponents } from './strong-components.ts';

export interface Cycles {
  readonly count: number;
  /** Row of the cycle of each function, NONE for those in none. Cycle row c is shown as `<cycle c + 1>`. */
  readonly cycleOf: Int32Array;
  /** Members of cycle c: members[memberStart[c] … memberStart[c + 1] − 1], in the order of function rows. */
  readonly memberStart: Int32Array;
  readonly members: Int32Array;
}

/** S9: calls cheaper than `cut` × the callee's inclusive cost are not looked at. Undefined: cycle detection is off. */
export type CycleCut = number | undefined;

export function cyclesKey(cut: CycleCut): string {
  return cut === undefined ? 'off' : `cut${cut}`;
}

export function findCycles(recording: Recording, scope: Scope, cut: number): Cycles {
  const found: Scope = { ...scope, eventType: recording.preferredEventType };
  return memo(recording, `cycles:${scopeKey(found)}:${cyclesKey(cut)}`, () => {
    const edges = callEdges(recording, found);
    const functions = recording.functions.length;
    const { count, componentOf } =
      cut > 0
        ? strongComponents({
            nodes: functions,
            start: edges.callerStart,
            target: edges.callee,
            followed: dearEdges(recording, found, edges, cut),
          })
        : callComponents(recording, found);
    const sizes = new Int32Array(count);
    for (let f = 0; f < functions; f++) sizes[componentOf[f]]++;
    const costs = cycleWeights(recording, found, edges, { sizes, componentOf });
    return number(recording, componentOf, sizes, costs);
  });
}

function dearEdges(recording: Recording, scope: Scope, edges: CallEdges, cut: number): Uint8Array {
  const costs = edgeInclusive(recording, scope);
  const inclusive = arrayOf(functionTotals(recording, scope).inclusive);
  const followed = new Uint8Array(edges.length);
  for (let edge = 0; edge < edges.length; edge++) {
    followed[edge] = costs[edge] >= cut * inclusive[edges.callee[edge]] ? 1 : 0;
  }
  return followed;
}

/** Self cost of each component and of the calls that leave it: what its inclusive cost is made of. */
function cycleWeights(
  recording: Recording,
  scope: Scope,
  edges: CallEdges,
  { sizes, componentOf }: { sizes: Int32Array; componentOf: Int32Array },
): Float64Array {
  const weights = new Float64Array(sizes.length);
  const self = arrayOf(functionTotals(recording, scope).self);
  const costs = edgeInclusive(recording, scope);
  for (let f = 0; f < componentOf.length; f++) weights[componentOf[f]] += self[f];
  for (let edge = 0; edge < edges.length; edge++) {
    const from = componentOf[edges.caller[edge]];
    if (from !== componentOf[edges.callee[edge]]) weights[from] += costs[edge];
  }
  return weights;
}

/** Dearest cycle first; equal ones by the first of their members' names, so that the order of rows does not matter. */
function number(recording: Recording, componentOf: Int32Array, sizes: Int32Array, weights: Float64Array): Cycles {
  const firstNames = new Map<number, string>();
  for (let f = 0; f < componentOf.length; f++) {
    const component = componentOf[f];
    if (sizes[component] < 2) continue;
    const name = identityOf(recording, f as FunctionIndex);
    const first = firstNames.get(component);
    if (first === undefined || name < first) firstNames.set(component, name);
  }
  const ordered = [...firstNames].sort(([a, nameA], [b, nameB]) => {
    const byWeight = weights[b] - weights[a];
    return byWeight !== 0 ? byWeight : nameA < nameB ? -1 : 1;
  });
  const rowOf = new Int32Array(sizes.length).fill(NONE);
  ordered.forEach(([component], row) => {
    rowOf[component] = row;
  });
  const cycleOf = new Int32Array(componentOf.length);
  for (let f = 0; f < componentOf.length; f++) cycleOf[f] = rowOf[componentOf[f]];
  const { start, rows } = groupRows(cycleOf, ordered.length);
  return { count: ordered.length, cycleOf, memberStart: start, members: rows };
}

/** All that makes a function itself (S10), as one text to compare. */
function identityOf(recording: Recording, row: FunctionIndex): string {
  const { startLine } = recording.functions;
  return [
    functionName(recording, row),
    functionFile(recording, row),
    functionModule(recording, row),
    startLine[row],
  ].join('\n');
}
