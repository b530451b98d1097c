// The way from the outside to an item along its dearest callers: the breadcrumb above the panel. Beyond the first caller it ends where more of
// the cost was entered from nowhere than from any caller: what a program's start was called by elsewhere is no way to it.

import { NONE } from '../base/brands.ts';
import { arrayOf } from '../base/columns.ts';
import { contextInclusive } from './context-costs.ts';
import { edgeNumber, edgesAt, type Focus } from './focus.ts';
import { outermostContexts } from './focus-stacks.ts';

const LONGEST_CHAIN = 50;

/** Functions above the item, outermost first; the item itself is not in it. At most 50, those nearest to the item. */
export function heaviestCallers(focus: Focus): number[] {
  const chain = focus.recording.family === 'stacks' ? stackChain(focus) : callChain(focus);
  return chain.reverse();
}

function callChain(focus: Focus): number[] {
  const seen = new Set<number>(focus.starts);
  const chain: number[] = [];
  let from: ArrayLike<number> = focus.starts;
  while (chain.length < LONGEST_CHAIN) {
    const next = heaviestCaller(focus, from, seen);
    if (next === undefined || (chain.length > 0 && next.cost < enteredFromNowhere(focus, from[0]))) break;
    chain.push(next.caller);
    seen.add(next.caller);
    from = [next.caller];
  }
  return chain;
}

/** What of the function's inclusive cost no call accounts for. */
function enteredFromNowhere(focus: Focus, f: number): number {
  const { from, to } = edgesAt(focus, f, 'callers');
  let rest = focus.inclusive[f];
  for (let i = from; i < to; i++) {
    const edge = edgeNumber(focus, i, 'callers');
    if (focus.edges.caller[edge] !== f) rest -= focus.edgeCost[edge];
  }
  return rest;
}

function heaviestCaller(
  focus: Focus,
  functions: ArrayLike<number>,
  seen: ReadonlySet<number>,
): { readonly caller: number; readonly cost: number } | undefined {
  let best: number | undefined;
  let bestCost = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < functions.length; start++) {
    const { from, to } = edgesAt(focus, functions[start], 'callers');
    for (let i = from; i < to; i++) {
      const edge = edgeNumber(focus, i, 'callers');
      const caller = focus.edges.caller[edge];
      if (seen.has(caller) || focus.edgeCost[edge] <= bestCost) continue;
      best = caller;
      bestCost = focus.edgeCost[edge];
    }
  }
  return best === undefined ? undefined : { caller: best, cost: bestCost };
}

/** A chain that was really recorded: at each step the dearest caller among the stacks that are left. */
function stackChain(focus: Focus): number[] {
  const { contexts } = focus.recording;
  const fn = arrayOf(contexts.function);
  const parent = arrayOf(contexts.parent);
  const inclusive = contextInclusive(focus.recording, focus.scope);
  let entries = Array.from(outermostContexts(focus), (c) => ({ at: c, weight: inclusive[c] }));
  const chain: number[] = [];
  while (chain.length < LONGEST_CHAIN) {
    const weights = new Map<number, number>();
    const above: { at: number; weight: number }[] = [];
    let entered = 0;
    for (const { at, weight } of entries) {
      let c = parent[at];
      while (c !== NONE && fn[c] === fn[at]) c = parent[c];
      if (c === NONE) {
        entered += weight;
        continue;
      }
      above.push({ at: c, weight });
      weights.set(fn[c], (weights.get(fn[c]) ?? 0) + weight);
    }
    let best = NONE;
    for (const [caller, weight] of weights) if (best === NONE || weight > (weights.get(best) ?? 0)) best = caller;
    if (best === NONE || (chain.length > 0 && (weights.get(best) ?? 0) < entered)) break;
    chain.push(best);
    entries = above.filter(({ at }) => fn[at] === best);
  }
  return chain;
}
