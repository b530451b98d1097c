// How far away the cost of an item goes, for every group that it flows to: nearest and farthest distance, and what arrives at each in between. One
// sweep over the calls that carry cost, in the order in which values flow: a group is finished before what it hands on is looked at.
// All of a group stands in one stretch of one column, because the sweep waits for memory and for nothing else. The nearest distance is not known
// before the last call has come in: when a nearer one comes, the places of the group move on.
import { inSlices, type Sliced } from '../base/slices.ts';
import { type Histograms, histogramsOf, mostPlaces } from './distance-histograms.ts';
import type { Focus } from './focus.ts';
import type { CallFlow, FlowGroups } from './focus-flow.ts';

export interface FlowReach {
  readonly focus: Focus;
  readonly flow: CallFlow;
  readonly groups: FlowGroups;
  /** Group of each function; −1: not reached. */
  readonly groupAt: Int32Array;
}

/** Each with the distances of all its calls; the first ones also wait for memory that nobody has touched yet. */
const FUNCTIONS_PER_SLICE = 1 << 12;

/** Ranges of groups, in the order in which values flow. */
export function* forGroups({ start, reached }: FlowGroups, visit: (from: number, to: number) => void): Sliced<void> {
  for (let from = 0, to = 0; from < reached.length; from = to) {
    while (to < reached.length && start[to] - start[from] < FUNCTIONS_PER_SLICE) to++;
    visit(from, to);
    yield;
  }
}

/** Of group g, from g × width on: nearest distance (0: nothing came yet), farthest one, costs at the nearest and at those behind it. */
interface Distances {
  readonly column: Float64Array;
  readonly width: number;
  /** Places for costs of a group. */
  readonly most: number;
}

/**
 * What is a smaller part of all that came is lost in adding up anyway. Handed on, it would become smaller and smaller, down to where processors take a
 * hundred times as long for each number.
 */
const NOTHING = 1e-18;

const NEAREST = 0;
const FARTHEST = 1;
const COSTS = 2;

export function* spreadDistances(reach: FlowReach): Sliced<Histograms> {
  const { focus, groups } = reach;
  const most = mostPlaces(groups.reached.length);
  // Rows that begin at multiples of eight numbers stand in as few lines of memory as they can.
  const width = most + COSTS <= 8 ? 8 : most + COSTS;
  const distances: Distances = { column: new Float64Array(groups.reached.length * width), width, most };
  yield;
  yield* inSlices(focus.starts.length, (from, to) => {
    for (let i = from; i < to; i++) fromStart(reach, distances, focus.starts[i]);
  });
  yield* forGroups(groups, (from, to) => {
    for (let group = from; group < to; group++) fromGroup(reach, distances, group);
  });
  return yield* histogramsOf(groups.reached.length, distances);
}

/** Calls of the item itself: what they carry is one call away. What is not reached has no group, so calls back to the item need no look. */
function fromStart({ flow, groupAt }: FlowReach, { column, width }: Distances, f: number): void {
  const { cost, scale, order } = flow.handedOn;
  const place = order.positionOf[f];
  for (let i = order.start[place]; i < order.start[place + 1]; i++) {
    const to = groupAt[order.far[i]];
    const value = scale[place] * cost[i];
    if (to < 0 || !(value > 0)) continue;
    column[to * width + NEAREST] = 1;
    column[to * width + FARTHEST] = 1;
    column[to * width + COSTS] += value;
  }
}

/**
 * Every cost of a group goes a step farther along each of its calls. The loop in which all callees of a large recording spend their time: a few
 * numbers to add for each of millions of calls.
 */
function fromGroup({ flow, groups, groupAt }: FlowReach, { column, width, most }: Distances, group: number): void {
  const { cost, scale, order } = flow.handedOn;
  const { start, far, positionOf } = order;
  const own = group * width;
  const near = column[own + NEAREST] + 1;
  const away = column[own + FARTHEST] + 1;
  const places = Math.min(most, away - near + 1);
  const reached = groups.reached[group];
  const least = reached * NOTHING;
  for (let m = groups.start[group]; m < groups.start[group + 1]; m++) {
    const place = positionOf[groups.functions[m]];
    const factor = scale[place] / reached;
    if (!(factor > 0)) continue;
    for (let i = start[place]; i < start[place + 1]; i++) {
      const to = groupAt[far[i]];
      const share = factor * cost[i];
      if (to < 0 || to === group || !(share > 0)) continue;
      const other = to * width;
      const nearest = column[other + NEAREST];
      if (nearest === 0) {
        column[other + NEAREST] = near;
        column[other + FARTHEST] = away;
      } else {
        if (near < nearest) {
          moveOn(column, other + COSTS, most, nearest - near);
          column[other + NEAREST] = near;
        }
        if (away > column[other + FARTHEST]) column[other + FARTHEST] = away;
      }
      const last = other + COSTS + most - 1;
      let at = other + COSTS + near - column[other + NEAREST];
      for (let from = own + COSTS; from < own + COSTS + places; from++, at++) {
        if (column[from] > least) column[at < last ? at : last] += share * column[from];
      }
    }
  }
}

/** Costs at the places of a group so many places farther: its nearest distance is nearer than it was. The last place holds all that is farther. */
function moveOn(column: Float64Array, first: number, most: number, by: number): void {
  for (let place = most - 1; place >= 0; place--) {
    const to = Math.min(most - 1, place + by);
    const cost = column[first + place];
    column[first + place] = 0;
    column[first + to] += cost;
  }
}
