// Gathering values for functions that are in no cycle, one after the other in the order in which values flow: the loop over all calls in which
// refocusing a recording of millions of edges spends its time. It waits for what stands anywhere in memory, so there is one for narrow places
// (flow-places.ts) and one for wide ones, and neither branches on anything but where the calls of a function end.
import type { FlowPlaces } from './flow-places.ts';
import type { FlowSources } from './flow-sources.ts';

export interface Gathering {
  readonly places: FlowPlaces;
  readonly sources: FlowSources;
  /** Inclusive costs of functions by place. */
  readonly inclusive: Float64Array;
  /** What of its calls a function can hand on, by place; undefined where that is all. */
  readonly fitting: ((place: number) => number) | undefined;
  /** By place: values that came. */
  readonly reached: Float64Array;
}

/** The places from `first` to before `end`, each `step` further. */
export function gatherAlone(flow: Gathering, first: number, end: number, step: number): void {
  if (flow.places.isWide) gatherWide(flow, first, end, step);
  else gatherNarrow(flow, first, end, step);
}

function gatherNarrow(
  { places, sources, inclusive, fitting, reached }: Gathering,
  first: number,
  end: number,
  step: number,
): void {
  const { scales, distances } = places;
  const { start, from, cost } = sources;
  let exceeded = 0;
  for (let place = first; place !== end; place += step) {
    let sum = 0;
    let nearest = 0;
    let farthest = 0;
    for (let i = start[place], to = start[place + 1]; i < to; i++) {
      // As flow-places.ts has it: numbers of other modules would be looked up each time.
      const other = from[i];
      sum += scales[other] * cost[i];
      const both = distances[other];
      const nearer = (both >> 24) - nearest;
      nearest += nearer & ~(nearer >> 31);
      const farther = ((both << 8) >> 8) - farthest;
      farthest += farther & ~(farther >> 31);
    }
    if (!(sum > 0)) continue;
    const whole = inclusive[place];
    let scale = whole > 0 ? Math.min(1, sum / whole) : 0;
    if (fitting !== undefined) scale *= fitting(place);
    reached[place] = sum;
    scales[place] = scale;
    // Below 0 where the nearest one is the last that can be written.
    exceeded |= nearest - 2;
    const written = ((nearest - 1) << 24) | (farthest + 1);
    distances[place] = scale > 0 ? written : -written;
  }
  if (exceeded < 0) places.isExceeded = true;
}

function gatherWide(
  { places, sources, inclusive, fitting, reached }: Gathering,
  first: number,
  end: number,
  step: number,
): void {
  const { scales, distances } = places;
  const { start, from, cost } = sources;
  for (let place = first; place !== end; place += step) {
    let sum = 0;
    let nearest = 0;
    let farthest = 0;
    for (let i = start[place], to = start[place + 1]; i < to; i++) {
      const other = from[i];
      sum += scales[other] * cost[i];
      const nearer = distances[other << 1] - nearest;
      nearest += nearer & ~(nearer >> 31);
      const farther = distances[(other << 1) + 1] - farthest;
      farthest += farther & ~(farther >> 31);
    }
    if (!(sum > 0)) continue;
    const whole = inclusive[place];
    let scale = whole > 0 ? Math.min(1, sum / whole) : 0;
    if (fitting !== undefined) scale *= fitting(place);
    const sign = scale > 0 ? 1 : -1;
    reached[place] = sum;
    scales[place] = scale;
    distances[place << 1] = sign * (nearest - 1);
    distances[(place << 1) + 1] = sign * (farthest + 1);
  }
}
