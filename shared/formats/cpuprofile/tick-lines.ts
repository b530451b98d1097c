// Samples by line (positionTicks) as lines of the recording. Half of all questions never ask for lines, so that it waits for one that does, with
// what it takes: the frames' columns, and none of the tables that were needed to make them.
import { NONE } from '../../base/brands.ts';
import type { AppendedCostRows } from '../../model/appended-rows.ts';
import type { EventTypeIndex, PartIndex } from '../../model/indices.ts';
import { FRAME_KEY, type Frames, TICK_KEY } from './frames.ts';

interface TickPlaces {
  /** Functions by frame. */
  readonly functions: Int32Array;
  /** Files by the number of their text. */
  readonly files: Int32Array;
  /** Contexts by node, where ticks may be of `(root)`, which is no function and has none. */
  readonly contexts: Int32Array | undefined;
}

export class TickLines {
  private readonly places: TickPlaces;
  private readonly frameKeys: Int32Array;
  private readonly tickKeys: Int32Array;
  private readonly counts: Float64Array;

  constructor(frames: Frames, places: TickPlaces) {
    this.places = places;
    this.frameKeys = frames.rows.keys;
    this.tickKeys = frames.ticks.keys;
    this.counts = frames.tickCount.array.subarray(0, frames.ticksLength);
  }

  /** Those of a function one behind the other: that is how they are added up best. */
  addTo(lines: AppendedCostRows, part: PartIndex, samples: EventTypeIndex): void {
    const { places, frameKeys, tickKeys, counts } = this;
    const costs = new Float64Array(samples + 1);
    for (const tick of this.byFunction()) {
      const frame = tickKeys[tick * TICK_KEY];
      const url = frameKeys[frame * FRAME_KEY + 1];
      const { stagedKeys, next } = lines;
      stagedKeys[next] = part;
      stagedKeys[next + 1] = places.functions[frame];
      stagedKeys[next + 2] = url === NONE ? NONE : places.files[url];
      stagedKeys[next + 3] = tickKeys[tick * TICK_KEY + 1];
      costs[samples] = counts[tick];
      lines.add(costs, samples + 1, 0);
    }
  }

  /** Ticks in the order of their functions and, within one, of the file; without those of `(root)`. */
  private byFunction(): Int32Array {
    const { length } = this.counts;
    const functions = new Int32Array(length);
    for (let tick = 0; tick < length; tick++) functions[tick] = this.functionOf(tick);
    const most = functions.reduce((greatest, fn) => Math.max(greatest, fn), NONE);
    /** First the number of ticks of the function before, then where the next tick of a function goes. */
    const next = new Int32Array(most + 3);
    for (let tick = 0; tick < length; tick++) next[functions[tick] + 2]++;
    const outside = next[1];
    for (let fn = 1; fn < next.length; fn++) next[fn] += next[fn - 1];
    const order = new Int32Array(length);
    for (let tick = 0; tick < length; tick++) order[next[functions[tick] + 1]++] = tick;
    return order.subarray(outside);
  }

  /** NONE where it is of `(root)`. */
  private functionOf(tick: number): number {
    const { contexts, functions } = this.places;
    const node = this.tickKeys[tick * TICK_KEY + 2];
    return node !== NONE && contexts?.[node] === NONE ? NONE : functions[this.tickKeys[tick * TICK_KEY]];
  }
}
