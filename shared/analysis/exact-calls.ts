// Which of the costs that flowed to functions are known rather than estimated (S12). Where all that a function cost belongs to the item, so does all that
// it hands on; and where all of its cost is one call, that call gets what came to it, however much that is. Looked at for rows that are shown, and for
// what they got their cost from, once.
// Trap: the item's own cycle leads back into it: of its other members only calls by the item itself are known.

import type { FlowValues } from './flow-desk.ts';
import { isHandedOn, nearestAt, scaleAt } from './flow-places.ts';
import { backwards } from './flow-sources.ts';
import { type Direction, edgeNumber, edgesAt, type Focus, farEnd } from './focus.ts';
import { type CallFlow, enteredWith } from './focus-flow.ts';

/** All but the rounding of sums. */
export const WHOLE = 1 - 1e-9;

/** The item's own calls are as recorded, unless recursion made them fit into less. A part in a thousand is rounding. */
const NEARLY = 0.999;

const KNOWN = 1;
const ESTIMATED = 2;

/** No place. */
const NOWHERE = -1;

export class ExactCalls {
  private readonly focus: Focus;
  private readonly flow: CallFlow;
  private readonly direction: Direction;
  /** By place, once one is asked for: 0 where it was not looked at. */
  private marks: Uint8Array | undefined;

  constructor(focus: Focus, flow: CallFlow, direction: Direction) {
    this.focus = focus;
    this.flow = flow;
    this.direction = direction;
  }

  /**
   * Seen at once: all that the function cost belongs to the item, so nothing that it got is an estimate. Not so for callers, where a cycle passes on
   * what the calls of it cost, and may have begun by itself besides.
   */
  isWhole(f: number): boolean {
    const { flow, focus } = this;
    if (this.direction === 'callers' || this.isAtHome(f)) return false;
    const group = enteredWith(flow, f);
    if (group !== undefined && group.share < WHOLE) return false;
    const came = flow.reached[flow.positionOf[f]];
    return came >= WHOLE * focus.inclusive[f] && came * WHOLE <= focus.inclusive[f];
  }

  /** What came to the function is as recorded, not an average of its calls. */
  isKnown(f: number): boolean {
    const { positionOf, reached, places } = this.flow;
    this.marks ??= new Uint8Array(positionOf.length);
    const { marks } = this;
    // What it got its cost from first, each once, without recursion: chains of calls are long.
    const open = [positionOf[f]];
    while (open.length > 0) {
      const place = open[open.length - 1];
      const next = marks[place] === 0 ? this.judge(marks, { reached, places }, place) : NOWHERE;
      if (next === NOWHERE) open.pop();
      else open.push(next);
    }
    return marks[positionOf[f]] === KNOWN;
  }

  /** Calls that all happened on behalf of the item; or a single one that all of the cost came through. */
  isKnownCount(near: number, edge: number): boolean {
    const { flow, focus } = this;
    const place = flow.positionOf[near];
    const scale = scaleAt(flow.places, place);
    if (this.isStart(place)) return scale >= NEARLY;
    if (scale >= WHOLE && this.isWhole(near)) return true;
    const isOnlyCall = focus.edgeCount?.[edge] === 1 && flow.edgeValue(edge) >= WHOLE * flow.reached[place];
    return (scale >= WHOLE || isOnlyCall) && flow.isMember[near] !== 1 && this.isKnown(near);
  }

  /** Nearly all that came to the function came by calls of the item itself. */
  private isRecorded(f: number): boolean {
    const { focus, flow } = this;
    const back = backwards(this.direction);
    const { from, to } = edgesAt(focus, f, back);
    let sum = 0;
    for (let i = from; i < to; i++) {
      const edge = edgeNumber(focus, i, back);
      if (!this.isStart(flow.positionOf[farEnd(focus, edge, back)])) continue;
      const value = flow.edgeValue(edge);
      if (value >= NEARLY * focus.edgeCost[edge]) sum += value;
    }
    return sum > 0 && sum >= NEARLY * flow.reached[flow.positionOf[f]];
  }

  /** The place to look at before this one can be judged; NOWHERE where that is done. */
  private judge(marks: Uint8Array, { places, reached }: FlowValues, place: number): number {
    const { sources, way, isMember } = this.flow;
    const { members } = way.components;
    const f = members[place];
    marks[place] = this.isWhole(f) || this.isRecorded(f) ? KNOWN : ESTIMATED;
    if (marks[place] === KNOWN || this.isAtHome(f) || isMember[f] === 1) return NOWHERE;
    for (let i = sources.start[place]; i < sources.start[place + 1]; i++) {
      const other = sources.from[i];
      if (!isHandedOn(places, other)) continue;
      const scale = scaleAt(places, other);
      if (this.isStart(other) ? scale >= NEARLY : scale >= WHOLE && this.isWhole(members[other])) continue;
      if (this.isStart(other) || isMember[members[other]] === 1 || marks[other] === ESTIMATED) return NOWHERE;
      if (scale < WHOLE && scale * sources.cost[i] < WHOLE * reached[other]) return NOWHERE;
      if (marks[other] === KNOWN) continue;
      marks[place] = 0;
      return other;
    }
    marks[place] = KNOWN;
    return NOWHERE;
  }

  private isStart(place: number): boolean {
    const { places } = this.flow;
    return isHandedOn(places, place) && nearestAt(places, place) === 0;
  }

  /** In the item's own component. */
  private isAtHome(f: number): boolean {
    const { components, first, step } = this.flow.way;
    return components.componentOf[f] === first - step;
  }
}
