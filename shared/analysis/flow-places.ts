// What is known of each function while values flow, place by place in their order (flow-sources.ts): how much of its calls it hands on, and how many calls
// it is away from the item. The loop over millions of calls looks at both of functions that stand anywhere: it waits for memory, the longer the more
// there is of it, so both distances share four bytes; the few recordings that have longer ways than fit there get eight.
// Distances are written so that the larger of two numbers is wanted and 0 is a place that nothing came to: the loop branches nowhere, since nobody can
// predict which of a million functions is nearer than another. Those of a function that hands on nothing are negative.

export interface FlowPlaces {
  readonly scales: Float64Array;
  /** Narrow: one number a place, the nearest distance in its first bits. Wide: two. */
  readonly distances: Int32Array;
  readonly isWide: boolean;
  /** The nearest distance is taken from this. */
  readonly nearestOfAll: number;
  /** A nearest distance came that is too long to be written: everything has to be found anew in wide places. */
  isExceeded: boolean;
}

/** Bits of the farthest distance in a narrow place, with its sign. */
const FARTHEST_BITS = 24;
const FARTHEST = (1 << FARTHEST_BITS) - 1;
const NARROW_NEAREST = (1 << (31 - FARTHEST_BITS)) - 1;
const WIDE_NEAREST = 1 << 29;
/** No way is longer than there are functions. */
const MOST_NARROW = (1 << (FARTHEST_BITS - 1)) - 2;

/** One more than there are functions: nothing ever comes to the last place. */
export function emptyPlaces(functions: number, wantsWide: boolean): FlowPlaces {
  const isWide = wantsWide || functions > MOST_NARROW;
  return {
    scales: new Float64Array(functions + 1),
    distances: new Int32Array((isWide ? 2 : 1) * (functions + 1)),
    isWide,
    nearestOfAll: isWide ? WIDE_NEAREST : NARROW_NEAREST,
    isExceeded: false,
  };
}

/** The distances, as they are written, of those that something came from. */
export interface CameFrom {
  readonly nearest: number;
  readonly farthest: number;
}

/** The item itself: no call away from itself. */
export function setStart(places: FlowPlaces, place: number, scale: number): void {
  setPlace(places, place, scale, { nearest: places.nearestOfAll + 1, farthest: 0 });
}

export function setPlace(places: FlowPlaces, place: number, scale: number, from: CameFrom): void {
  const { scales, distances, isWide } = places;
  const sign = scale > 0 ? 1 : -1;
  const nearest = from.nearest - 1;
  const farthest = from.farthest + 1;
  scales[place] = scale;
  if (nearest <= 0) places.isExceeded = true;
  if (isWide) {
    distances[2 * place] = sign * nearest;
    distances[2 * place + 1] = sign * farthest;
  } else distances[place] = sign * ((nearest << FARTHEST_BITS) | farthest);
}

/** What the costs of calls are multiplied with where a call leaves its group; 0: nothing is handed on. */
export function scaleAt({ scales }: FlowPlaces, place: number): number {
  return scales[place];
}

/** Something came to the function, and it hands it on. */
export function isHandedOn({ distances, isWide }: FlowPlaces, place: number): boolean {
  return distances[isWide ? 2 * place : place] > 0;
}

/** The larger, the nearer. */
function nearestWritten({ distances, isWide }: FlowPlaces, place: number): number {
  return isWide ? Math.abs(distances[2 * place]) : Math.abs(distances[place]) >> FARTHEST_BITS;
}

function farthestWritten({ distances, isWide }: FlowPlaces, place: number): number {
  return isWide ? Math.abs(distances[2 * place + 1]) : Math.abs(distances[place]) & FARTHEST;
}

/** Distances as they are written, where they are larger than those that are known. */
export function comeFrom(places: FlowPlaces, place: number, came: { nearest: number; farthest: number }): void {
  came.nearest = Math.max(came.nearest, nearestWritten(places, place));
  came.farthest = Math.max(came.farthest, farthestWritten(places, place));
}

export function nearestAt(places: FlowPlaces, place: number): number {
  return places.nearestOfAll - nearestWritten(places, place);
}

export function farthestAt(places: FlowPlaces, place: number): number {
  return farthestWritten(places, place) - 1;
}
