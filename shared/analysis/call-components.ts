// The call graph without its loops: strongly connected functions as one component each, in an order in which callees come before callers.
// Values that flow along calls (focus-flow.ts) visit components in that order or against it, so no path is walked twice.
import { memo, memoInSlices } from '../base/memo.ts';
import { runAtOnce, type Sliced } from '../base/slices.ts';
import { groupRowsInSlices } from '../base/sort-indices.ts';
import type { Recording } from '../model/recording.ts';
import { callEdgesInSlices } from './call-edges.ts';
import { partsKey, type Scope } from './scope.ts';
import { strongComponentsInSlices } from './strong-components.ts';

export interface CallComponents {
  readonly count: number;
  /** By function. Larger numbers call smaller ones, never the other way round. */
  readonly componentOf: Int32Array;
  readonly memberStart: Int32Array;
  readonly members: Int32Array;
}

export function callComponents(recording: Recording, scope: Scope): CallComponents {
  return memo(recording, componentsKey(scope), () => runAtOnce(findComponents(recording, scope)));
}

export function callComponentsInSlices(recording: Recording, scope: Scope): Sliced<CallComponents> {
  return memoInSlices(recording, componentsKey(scope), () => findComponents(recording, scope));
}

const componentsKey = (scope: Scope): string => `components:${partsKey(scope)}`;

function* findComponents(recording: Recording, scope: Scope): Sliced<CallComponents> {
  const edges = yield* callEdgesInSlices(recording, scope);
  const nodes = recording.functions.length;
  const arrows = { nodes, start: edges.callerStart, target: edges.callee };
  const { count, componentOf } = yield* strongComponentsInSlices(arrows);
  const { start, rows } = yield* groupRowsInSlices(componentOf, count);
  return { count, componentOf, memberStart: start, members: rows };
}
