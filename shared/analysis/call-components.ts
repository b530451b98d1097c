// The call graph without its loops: strongly connected functions as one component each, in an order in which callees come before callers.
// Values that flow along calls (focus-flow.ts) visit components in that order or against it, so no path is walked twice.
import { GrowableInt32 } from '../base/growable.ts';
import { memo, memoInSlices } from '../base/memo.ts';
import { runAtOnce, type Sliced } from '../base/slices.ts';
import { groupRowsInSlices } from '../base/sort-indices.ts';
import type { Recording } from '../model/recording.ts';
import { callArrowsInSlices } from './call-arrows.ts';
import { partsKey, type Scope } from './scope.ts';
import { type Components, strongComponentsInSlices } from './strong-components.ts';

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
  const { count, componentOf } = yield* componentsOfFunctions(recording, scope);
  const { start, rows } = yield* groupRowsInSlices(componentOf, count);
  return { count, componentOf, memberStart: start, members: rows };
}

/** The same without lists of members. */
export function componentsOfFunctions(recording: Recording, scope: Scope): Sliced<Components> {
  return memoInSlices(recording, componentOfKey(scope), function* () {
    const { start, end, target } = yield* callArrowsInSlices(recording, scope);
    return yield* strongComponentsInSlices({ nodes: start.length, start, end, target });
  });
}

export const componentOfKey = (scope: Scope): string => `component-of:${partsKey(scope)}`;

/** Components of several functions, in their order. */
export function sharedComponents(recording: Recording, scope: Scope): Int32Array {
  return memo(recording, `shared-components:${partsKey(scope)}`, () => {
    const { count, memberStart } = callComponents(recording, scope);
    const shared = new GrowableInt32();
    for (let c = 0; c < count; c++) if (memberStart[c + 1] - memberStart[c] > 1) shared.push(c);
    return shared.finish();
  });
}
