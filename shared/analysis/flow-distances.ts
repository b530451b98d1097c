// Which functions the cost of an item flows to, and how many calls away each is: nearest and farthest distance. One pass in the order in which values
// flow, each function looking at those that handed something on to it: all are settled by then. Strongly connected functions are one step.
// Both distances of a function stand side by side and a place that nothing came to has zeros, so that the hot loop takes the larger of two numbers,
// twice, and branches nowhere: nobody can predict which of a million functions is nearer than another.
import type { Sliced } from '../base/slices.ts';
import { type FlowSources, flowSources } from './flow-sources.ts';
import type { Direction, Focus } from './focus.ts';
import type { CallFlow, FlowWay } from './focus-flow.ts';

export interface FlowDistances {
  /** Functions that got something, in the order in which values flow. */
  readonly functions: Int32Array;
  /** What each of them got. */
  readonly inclusive: Float64Array;
  readonly columns: DistanceColumns;
}

/** By place, two numbers: NEAREST less the nearest distance, and the farthest plus 1. Negative where a function hands on nothing of what it got. */
type DistanceColumns = Int32Array;

const NEAREST = 1 << 29;

export function nearestAt(columns: DistanceColumns, place: number): number {
  return NEAREST - Math.abs(columns[2 * place]);
}

export function farthestAt(columns: DistanceColumns, place: number): number {
  return Math.abs(columns[2 * place + 1]) - 1;
}

/** Something came to the function, and it hands it on. */
export function isHandedOn(columns: DistanceColumns, place: number): boolean {
  return columns[2 * place] > 0;
}

interface Walk {
  readonly flow: CallFlow;
  readonly way: FlowWay;
  readonly sources: FlowSources;
  readonly columns: DistanceColumns;
  readonly functions: Int32Array;
  readonly inclusive: Float64Array;
  /** Of the two above. */
  length: number;
}

const COMPONENTS_PER_SLICE = 1 << 15;
const MEMBERS_PER_SLICE = 1 << 15;

export function* findDistances(focus: Focus, flow: CallFlow, direction: Direction): Sliced<FlowDistances> {
  const functions = focus.recording.functions.length;
  const { way, positionOf, scale } = flow;
  const sources = yield* flowSources(focus, direction);
  const walk: Walk = {
    flow,
    way,
    sources,
    columns: new Int32Array(2 * (functions + 1)),
    functions: new Int32Array(functions),
    inclusive: new Float64Array(functions),
    length: 0,
  };
  for (const start of focus.starts) {
    const place = positionOf[start];
    if (scale[place] > 0) setDistances(walk, place, NEAREST, 1);
  }
  yield;
  for (let g = 0; g < way.homeGroups.length; g++) {
    yield* reachGroup(walk, way.homeGroups[g]);
    if (g % MEMBERS_PER_SLICE === MEMBERS_PER_SLICE - 1) yield;
  }
  const { memberStart, members } = way.components;
  for (let c = way.first; c !== way.end; ) {
    const left = Math.abs(way.end - c);
    const pause = left > COMPONENTS_PER_SLICE ? c + way.step * COMPONENTS_PER_SLICE : way.end;
    while (c !== pause) {
      c = reachAlone(walk, c, pause);
      if (c === pause) break;
      yield* reachGroup(walk, members.subarray(memberStart[c], memberStart[c + 1]));
      c += way.step;
    }
    yield;
  }
  return {
    functions: walk.functions.subarray(0, walk.length),
    inclusive: walk.inclusive.subarray(0, walk.length),
    columns: walk.columns,
  };
}

function setDistances({ columns }: Walk, place: number, nearest: number, farthest: number): void {
  columns[2 * place] = nearest;
  columns[2 * place + 1] = farthest;
}

/** Functions in no cycle, component by component: where it stopped, which is `end` or a component of several. */
function reachAlone(walk: Walk, first: number, end: number): number {
  const { flow, way, sources, columns, functions, inclusive } = walk;
  const { value, scale } = flow;
  const { memberStart, members } = way.components;
  const { start, from } = sources;
  const { step } = way;
  let { length } = walk;
  let component = first;
  for (; component !== end; component += step) {
    const place = memberStart[component];
    if (memberStart[component + 1] !== place + 1) break;
    let nearest = 0;
    let farthest = 0;
    for (let i = start[place], to = start[place + 1]; i < to; i++) {
      const other = 2 * from[i];
      const nearer = columns[other] - nearest;
      nearest += nearer & ~(nearer >> 31);
      const farther = columns[other + 1] - farthest;
      farthest += farther & ~(farther >> 31);
    }
    if (nearest === 0) continue;
    const f = members[place];
    const came = value[f];
    if (!(came > 0)) continue;
    const sign = scale[place] > 0 ? 1 : -1;
    columns[2 * place] = sign * (nearest - 1);
    columns[2 * place + 1] = sign * (farthest + 1);
    functions[length] = f;
    inclusive[length++] = came;
  }
  walk.length = length;
  return component;
}

/** Strongly connected functions: all of them are as far away. Calls between them are none. Members that got nothing are in no list. */
function* reachGroup(walk: Walk, members: Int32Array): Sliced<void> {
  const { value, positionOf, scale, enteredWith } = walk.flow;
  if (members.length > 1 ? enteredWith(members[0]) === undefined : !(value[members[0]] > 0)) return;
  let nearest = 0;
  let farthest = 0;
  for (let m = 0; m < members.length; m++) {
    [nearest, farthest] = reachMember(walk, members[m], nearest, farthest);
    if (m % MEMBERS_PER_SLICE === MEMBERS_PER_SLICE - 1) yield;
  }
  if (nearest === 0) return;
  for (let m = 0; m < members.length; m++) {
    const f = members[m];
    const place = positionOf[f];
    const sign = scale[place] > 0 ? 1 : -1;
    setDistances(walk, place, sign * (nearest - 1), sign * (farthest + 1));
    if (!(value[f] > 0)) continue;
    walk.functions[walk.length] = f;
    walk.inclusive[walk.length++] = value[f];
  }
}

function reachMember(
  { flow, way, sources, columns }: Walk,
  f: number,
  nearest: number,
  farthest: number,
): [number, number] {
  const { positionOf, groupOf } = flow;
  const { members } = way.components;
  const place = positionOf[f];
  let [near, far] = [nearest, farthest];
  for (let i = sources.start[place]; i < sources.start[place + 1]; i++) {
    const other = sources.from[i];
    if (!isHandedOn(columns, other) || groupOf[members[other]] === groupOf[f]) continue;
    near = Math.max(near, columns[2 * other]);
    far = Math.max(far, columns[2 * other + 1]);
  }
  return [near, far];
}
