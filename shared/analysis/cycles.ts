// Which functions form cycles (S8, S9): strongly connected by calls, at least two of them; direct recursion alone is none.
// Found and numbered by the preferred event type, so that a cycle keeps its number when another event type is chosen.
import { NONE } from '../base/brands.ts';
import { arrayOf } from '../base/columns.ts';
import { GrowableInt32 } from '../base/growable.ts';
import { known, memo, memoInSlices } from '../base/memo.ts';
import { runAtOnce, type Sliced } from '../base/slices.ts';
import { identityOrder, sortByValueInSlices } from '../base/sort-indices.ts';
import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { functionFile, functionModule, functionName } from '../model/texts.ts';
import { componentsOfFunctions } from './call-components.ts';
import { type CallEdges, callEdgesInSlices, edgeInclusive } from './call-edges.ts';
import { functionTotals } from './function-totals.ts';
import { type ComponentCosts, componentCostsKey, keepShares, memberSharesInSlices } from './member-shares.ts';
import { type Scope, scopeKey } from './scope.ts';
import { type Components, strongComponentsInSlices } from './strong-components.ts';

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
  return runAtOnce(findCyclesInSlices(recording, scope, cut));
}

export function findCyclesInSlices(recording: Recording, scope: Scope, cut: number): Sliced<Cycles> {
  const found: Scope = { ...scope, eventType: recording.preferredEventType };
  return memoInSlices(recording, `cycles:${scopeKey(found)}:${cyclesKey(cut)}`, function* () {
    const functions = recording.functions.length;
    const components =
      cut > 0 ? yield* dearComponents(recording, found, cut) : yield* componentsOfFunctions(recording, found);
    if (components.count === functions) return noCycles(functions);
    const unnumbered = severalIn(components);
    yield;
    const added = cut > 0 ? undefined : known<ComponentCosts>(recording, componentCostsKey(found));
    if (added !== undefined) keepShares(found, unnumbered, added.shares);
    const shares = yield* memberSharesInSlices(recording, found, unnumbered);
    const { count, cycleOf, members } = unnumbered;
    const weights = new Float64Array(count);
    for (let i = 0; i < members.length; i++) weights[cycleOf[members[i]]] += shares[members[i]];
    yield;
    const cycles = yield* number(recording, unnumbered, weights);
    keepShares(found, cycles, shares);
    if (added !== undefined) keepCycleCosts(found, cycles, components, added.inclusive);
    return cycles;
  });
}

/** Costs of cycles that are known already, as those of components. */
function keepCycleCosts(scope: Scope, cycles: Cycles, { componentOf }: Components, inclusive: Float64Array): void {
  memo(cycles, stackCostsKey(scope), () => {
    const costs = new Float64Array(cycles.count);
    for (let c = 0; c < costs.length; c++) costs[c] = inclusive[componentOf[cycles.members[cycles.memberStart[c]]]];
    return costs;
  });
}

/** By cycle, with the cycles as its owner: what stacks that touch it cost. */
export const stackCostsKey = (scope: Scope): string => `stack-costs:${scopeKey(scope)}`;

function noCycles(functions: number): Cycles {
  const cycleOf = new Int32Array(functions).fill(NONE);
  return { count: 0, cycleOf, memberStart: new Int32Array(1), members: new Int32Array(0) };
}

/** Components of the calls that are dear enough. */
function* dearComponents(recording: Recording, scope: Scope, cut: number): Sliced<Components> {
  const edges = yield* callEdgesInSlices(recording, scope);
  const followed = dearEdges(recording, scope, edges, cut);
  yield;
  const nodes = recording.functions.length;
  return yield* strongComponentsInSlices({ nodes, start: edges.callerStart, target: edges.callee, followed });
}

/** The components of several functions, as their first members come. Most functions are in none: they are only passed by. */
function severalIn({ count, componentOf, isShared }: Components): Cycles {
  const found = new GrowableInt32();
  for (let f = isShared.indexOf(1); f >= 0; f = isShared.indexOf(1, f + 1)) found.push(f);
  const members = found.finish();
  const cycleOf = new Int32Array(componentOf.length).fill(NONE);
  /** By component: 1 + its cycle. */
  const known = new Int32Array(count);
  let cycles = 0;
  for (let i = 0; i < members.length; i++) {
    const component = componentOf[members[i]];
    if (known[component] === 0) known[component] = ++cycles;
    cycleOf[members[i]] = known[component] - 1;
  }
  return { count: cycles, cycleOf, ...byCycle(members, cycleOf, cycles) };
}

/** Members, which ascend, cycle by cycle. */
function byCycle(
  ascending: Int32Array,
  cycleOf: Int32Array,
  cycles: number,
): { memberStart: Int32Array; members: Int32Array } {
  const memberStart = new Int32Array(cycles + 1);
  for (let i = 0; i < ascending.length; i++) memberStart[cycleOf[ascending[i]] + 1]++;
  for (let cycle = 0; cycle < cycles; cycle++) memberStart[cycle + 1] += memberStart[cycle];
  const next = memberStart.slice(0, cycles);
  const members = new Int32Array(ascending.length);
  for (let i = 0; i < ascending.length; i++) members[next[cycleOf[ascending[i]]]++] = ascending[i];
  return { memberStart, members };
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

/** Dearest cycle first; equal ones by the first of their members' names, so that the order of rows does not matter. */
function* number(recording: Recording, cycles: Cycles, weights: Float64Array): Sliced<Cycles> {
  const { count } = cycles;
  const ordered = yield* sortByValueInSlices(identityOrder(count), weights, true);
  yield* orderEqualOnes(recording, cycles, ordered, weights);
  const rowOf = new Int32Array(count);
  for (let row = 0; row < count; row++) rowOf[ordered[row]] = row;
  // Nobody else has seen those numbers: they are replaced where they stand.
  const { cycleOf, memberStart, members } = cycles;
  for (let i = 0; i < members.length; i++) cycleOf[members[i]] = rowOf[cycleOf[members[i]]];
  yield;
  return { count, cycleOf, ...renumbered(ordered, memberStart, members) };
}

/** The members of cycle ordered[0], then those of ordered[1] … */
function renumbered(
  ordered: Int32Array,
  memberStart: Int32Array,
  members: Int32Array,
): { memberStart: Int32Array; members: Int32Array } {
  const starts = new Int32Array(memberStart.length);
  const moved = new Int32Array(members.length);
  for (let row = 0; row < ordered.length; row++) {
    const those = members.subarray(memberStart[ordered[row]], memberStart[ordered[row] + 1]);
    moved.set(those, starts[row]);
    starts[row + 1] = starts[row] + those.length;
  }
  return { memberStart: starts, members: moved };
}

/** A name decoded takes as long as a dozen rows looked at. */
const NAMES_PER_SLICE = 1 << 12;

/** Those of one weight by name. Nobody else's names are looked at: a cycle may have a million members. */
function* orderEqualOnes(
  recording: Recording,
  { members, cycleOf }: Cycles,
  ordered: Int32Array,
  weights: Float64Array,
): Sliced<void> {
  const isEqual = new Uint8Array(weights.length);
  for (let row = 1; row < ordered.length; row++) {
    if (weights[ordered[row]] === weights[ordered[row - 1]]) isEqual[ordered[row]] = isEqual[ordered[row - 1]] = 1;
  }
  const firstNames = new Map<number, string>();
  let names = 0;
  for (let i = 0; i < members.length; i++) {
    const component = cycleOf[members[i]];
    if (isEqual[component] === 0) continue;
    const name = identityOf(recording, members[i] as FunctionIndex);
    const first = firstNames.get(component);
    if (first === undefined || name < first) firstNames.set(component, name);
    if (++names % NAMES_PER_SLICE === 0) yield;
  }
  const nameOf = (component: number): string => firstNames.get(component) ?? '';
  for (let from = 0; from < ordered.length; ) {
    let to = from + 1;
    while (to < ordered.length && weights[ordered[to]] === weights[ordered[from]]) to++;
    if (to > from + 1) ordered.subarray(from, to).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    from = to;
  }
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
