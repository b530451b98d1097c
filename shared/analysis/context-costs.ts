// Costs of calling contexts, and what follows from them exactly: each stack counts a function, an edge or a cycle once, however
// often it stands on it (S3). Contexts stand depth-first, so "outermost" needs no stack: a row below the end of the last one counted is inside it.
import { NONE } from '../base/brands.ts';
import { arrayOf } from '../base/columns.ts';
import { memo } from '../base/memo.ts';
import type { Recording } from '../model/recording.ts';
import { addsUp, combine, isDerived, recordedCosts } from './event-costs.ts';
import { idleMask, partMask, type Scope, scopeKey } from './scope.ts';

export const contextSelfKey = (scope: Scope): string => `context-self:${scopeKey(scope)}`;
export const contextInclusiveKey = (scope: Scope): string => `context-inclusive:${scopeKey(scope)}`;

/** Self cost of each context in scope: 0 in parts that are not active and, unless asked for, in idle functions. A formula applies to each context by itself. */
export function contextSelf(recording: Recording, scope: Scope): Float64Array {
  return memo(recording, contextSelfKey(scope), () => {
    const { contexts } = recording;
    if (isDerived(recording, scope.eventType)) {
      return combine(recording, scope.eventType, contexts.length, (eventType) =>
        contextSelf(recording, { ...scope, eventType }),
      );
    }
    const self = new Float64Array(contexts.length);
    const costs = recordedCosts(contexts.self, scope.eventType);
    if (costs === undefined) return self;
    self.set(costs);
    const active = partMask(recording, scope);
    const idle = idleMask(recording, scope);
    if (active === undefined && idle === undefined) return self;
    const part = arrayOf(contexts.part);
    const fn = arrayOf(contexts.function);
    for (let c = 0; c < self.length; c++) {
      if (active !== undefined && active[part[c]] === 0) self[c] = 0;
      if (idle !== undefined && idle[fn[c]] === 1) self[c] = 0;
    }
    return self;
  });
}

/** Cost of each context with everything below it. */
export function contextInclusive(recording: Recording, scope: Scope): Float64Array {
  return memo(recording, contextInclusiveKey(scope), () =>
    addsUp(recording, scope.eventType)
      ? sumUpwards(recording, contextSelf(recording, scope))
      : combine(recording, scope.eventType, recording.contexts.length, (eventType) =>
          contextInclusive(recording, { ...scope, eventType }),
        ),
  );
}

/** Each context's own value plus those of all contexts below it: one backward loop. */
export function sumUpwards(recording: Recording, own: Float64Array): Float64Array {
  const sums = own.slice();
  const parent = arrayOf(recording.contexts.parent);
  for (let c = sums.length - 1; c >= 0; c--) if (parent[c] !== NONE) sums[parent[c]] += sums[c];
  return sums;
}

/** Sum, by group, of the values of those contexts that are not inside another one of the same group. groupOf: by context, NONE = in no group. */
export function sumOutermost(
  recording: Recording,
  values: Float64Array,
  groupOf: (context: number) => number,
  groups: number,
): Float64Array {
  const sums = new Float64Array(groups);
  const openUntil = new Int32Array(groups);
  const end = arrayOf(recording.contexts.subtreeEnd);
  for (let c = 0; c < values.length; c++) {
    const group = groupOf(c);
    if (group === NONE || c < openUntil[group]) continue;
    sums[group] += values[c];
    openUntil[group] = end[c];
  }
  return sums;
}
