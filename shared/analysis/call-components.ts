// The call graph without its loops: strongly connected functions as one component each, in an order in which callees come before callers.
// Values that flow along calls (focus-flow.ts) visit components in that order or against it, so no path is walked twice.
import { memo } from '../base/memo.ts';
import { groupRows } from '../base/sort-indices.ts';
import type { Recording } from '../model/recording.ts';
import { callEdges } from './call-edges.ts';
import { partsKey, type Scope } from './scope.ts';
import { strongComponents } from './strong-components.ts';

export interface CallComponents {
  readonly count: number;
  /** By function. Larger numbers call smaller ones, never the other way round. */
  readonly componentOf: Int32Array;
  readonly memberStart: Int32Array;
  readonly members: Int32Array;
}

export function callComponents(recording: Recording, scope: Scope): CallComponents {
  return memo(recording, `components:${partsKey(scope)}`, () => {
    const edges = callEdges(recording, scope);
    const nodes = recording.functions.length;
    const { count, componentOf } = strongComponents({ nodes, start: edges.callerStart, target: edges.callee });
    const { start, rows } = groupRows(componentOf, count);
    return { count, componentOf, memberStart: start, members: rows };
  });
}
