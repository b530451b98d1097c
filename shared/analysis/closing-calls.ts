// The calls that close a cycle: entered where most cost comes in from outside, and followed along its dearest calls first, these lead back to a
// function that is still running. Without them the functions would call each other in one direction only.
// Equal costs are told apart by what functions are called and where they stand, never by the order of rows.
import { NONE } from '../base/brands.ts';
import { GrowableInt32 } from '../base/growable.ts';
import { memoInSlices } from '../base/memo.ts';
import { inSlices, type Sliced } from '../base/slices.ts';
import { groupRowsInSlices, identityOrder, sortByValueInSlices } from '../base/sort-indices.ts';
import type { FunctionIndex } from '../model/indices.ts';
import type { Recording } from '../model/recording.ts';
import { type CallEdges, callEdges, edgeInclusive } from './call-edges.ts';
import { type Cycles, cyclesKey, findCycles } from './cycles.ts';
import { type Scope, scopeKey } from './scope.ts';

export interface ClosingCalls {
  /** Edges (callEdges) of cycle c, dearest first: edges[start[c]] … edges[start[c + 1] − 1]. */
  readonly start: Int32Array;
  readonly edges: Int32Array;
  /** The same by caller: callerEdges[callerStart[f]] … callerEdges[callerStart[f + 1] − 1]. */
  readonly callerStart: Int32Array;
  readonly callerEdges: Int32Array;
}

/** Like the cycles themselves by the preferred event type; linear in the calls inside cycles. */
export function closingCalls(recording: Recording, scope: Scope, cut: number): Sliced<ClosingCalls> {
  const found: Scope = { ...scope, eventType: recording.preferredEventType };
  return memoInSlices(recording, `closing-calls:${scopeKey(found)}:${cyclesKey(cut)}`, function* () {
    const edges = callEdges(recording, found);
    const cycles = findCycles(recording, found, cut);
    const inside = yield* insideCalls(recording, found, edges, cycles);
    const closing = yield* backwardCalls(inside, edges, cycles);
    const order = yield* sortByValueInSlices(closing, edgeInclusive(recording, found), true);
    const callers = order.map((edge) => edges.caller[edge]);
    const cycleOfCall = callers.map((f) => cycles.cycleOf[f]);
    yield;
    const byCycle = yield* groupRowsInSlices(cycleOfCall, cycles.count);
    const byCaller = yield* groupRowsInSlices(callers, recording.functions.length);
    return {
      start: byCycle.start,
      edges: byCycle.rows.map((i) => order[i]),
      callerStart: byCaller.start,
      callerEdges: byCaller.rows.map((i) => order[i]),
    };
  });
}

interface InsideCalls {
  /** Place of each member in cycles.members; 0 for others. */
  readonly placeOf: Int32Array;
  /** Calls of the member at place p within its cycle, dearest first: edges[start[p]] … edges[start[p + 1] − 1]. */
  readonly start: Int32Array;
  readonly edges: Int32Array;
  /** Place at which each cycle is entered. */
  readonly entrance: Int32Array;
}

function* insideCalls(recording: Recording, scope: Scope, edges: CallEdges, cycles: Cycles): Sliced<InsideCalls> {
  const { members, memberStart, cycleOf } = cycles;
  const { caller, callee, callerStart, calleeStart, calleeEdges } = edges;
  const costs = edgeInclusive(recording, scope);
  const placeOf = new Int32Array(cycleOf.length);
  const incoming = new Float64Array(members.length);
  const inside = new GrowableInt32();
  for (let place = 0; place < members.length; place++) {
    if (place % MEMBERS_PER_SLICE === MEMBERS_PER_SLICE - 1) yield;
    const f = members[place];
    placeOf[f] = place;
    for (let edge = callerStart[f]; edge < callerStart[f + 1]; edge++) {
      if (callee[edge] !== f && cycleOf[callee[edge]] === cycleOf[f]) inside.push(edge);
    }
    for (let i = calleeStart[f]; i < calleeStart[f + 1]; i++) {
      if (cycleOf[caller[calleeEdges[i]]] !== cycleOf[f]) incoming[place] += costs[calleeEdges[i]];
    }
  }
  const identity = new Float64Array(members.length);
  for (let place = 0; place < members.length; place++) {
    identity[place] = identityHash(recording, members[place] as FunctionIndex);
    if (place % NAMES_PER_SLICE === NAMES_PER_SLICE - 1) yield;
  }
  const byIdentity = yield* sortBy(inside.finish(), (edge) => identity[placeOf[callee[edge]]], false);
  const byCost = yield* sortBy(byIdentity, (edge) => costs[edge], true);
  const callerOf = new Int32Array(byCost.length);
  yield* inSlices(byCost.length, (from, to) => {
    for (let i = from; i < to; i++) callerOf[i] = placeOf[caller[byCost[i]]];
  });
  const { start, rows } = yield* groupRowsInSlices(callerOf, members.length);
  const entrance = Int32Array.from({ length: cycles.count }, (_, cycle) => {
    let best = memberStart[cycle];
    for (let place = best + 1; place < memberStart[cycle + 1]; place++) {
      const isDearer = incoming[place] > incoming[best];
      if (isDearer || (incoming[place] === incoming[best] && identity[place] < identity[best])) best = place;
    }
    return best;
  });
  return { placeOf, start, edges: rows.map((i) => byCost[i]), entrance };
}

function* sortBy(order: Int32Array, costOf: (row: number) => number, descending: boolean): Sliced<Int32Array> {
  const values = new Float64Array(order.length);
  yield* inSlices(order.length, (from, to) => {
    for (let place = from; place < to; place++) values[place] = costOf(order[place]);
  });
  const places = yield* sortByValueInSlices(identityOrder(order.length), values, descending);
  const sorted = new Int32Array(order.length);
  yield* inSlices(order.length, (from, to) => {
    for (let place = from; place < to; place++) sorted[place] = order[places[place]];
  });
  return sorted;
}

const NEW = 0;
const RUNNING = 1;
const DONE = 2;

const MEMBERS_PER_SLICE = 1 << 14;
const NAMES_PER_SLICE = 1 << 13;
const STEPS_PER_SLICE = 1 << 17;

/** One walk in depth from each cycle's entrance: all of its members are reached. */
function* backwardCalls(
  { placeOf, start, edges, entrance }: InsideCalls,
  { callee }: CallEdges,
  cycles: Cycles,
): Sliced<Int32Array> {
  const state = new Uint8Array(cycles.members.length);
  const next = start.slice(0, cycles.members.length);
  const path = new Int32Array(cycles.members.length);
  const found = new GrowableInt32();
  let steps = 0;
  for (const first of entrance) {
    let depth = 0;
    path[0] = first;
    state[first] = RUNNING;
    while (depth >= 0) {
      if (++steps % STEPS_PER_SLICE === 0) yield;
      const place = path[depth];
      if (next[place] === start[place + 1]) {
        state[place] = DONE;
        depth--;
        continue;
      }
      const edge = edges[next[place]++];
      const to = placeOf[callee[edge]];
      if (state[to] === RUNNING) found.push(edge);
      else if (state[to] === NEW) {
        state[to] = RUNNING;
        path[++depth] = to;
      }
    }
  }
  return found.finish();
}

/** A number that follows from what makes a function itself (S10), wherever it stands in the tables. */
function identityHash({ strings, functions, files, modules }: Recording, row: FunctionIndex): number {
  let low = 0x811c9dc5;
  let high = 0x9e3779b1;
  const add = (byte: number): void => {
    low = Math.imul(low ^ byte, 0x01000193);
    high = Math.imul(high ^ byte, 0x85ebca6b) ^ (low >>> 13);
  };
  const file = functions.file[row];
  const module = functions.module[row];
  for (const text of [
    functions.name[row],
    file === NONE ? NONE : files.name[file],
    module === NONE ? NONE : modules.name[module],
  ]) {
    if (text !== NONE) for (let i = strings.offsets[text]; i < strings.offsets[text + 1]; i++) add(strings.bytes[i]);
    add(0x100);
  }
  for (const number of [functions.startLine[row], functions.startColumn[row]]) add(number);
  return (high >>> 0) * 2 ** 21 + ((low >>> 0) >>> 11);
}
