// What is known of each function while values flow, place by place in their order (flow-sources.ts): how much of its calls it hands on, and how many calls
// it is away from the item. The loop over millions of calls (assembly/flow.ts) looks at both of functions that stand anywhere: it waits for memory, so
// they lie together, in 16 bytes.
// Distances are written so that the larger of two numbers is wanted and 0 is a place that nothing came to: the loop branches nowhere, since nobody can
// predict which of a million functions is nearer than another. Those of a function that hands on nothing are negative.

/** Two views of the same memory: a place is a scale, then the nearest and the farthest distance. */
export interface FlowPlaces {
  readonly scales: Float64Array;
  readonly distances: Int32Array;
}

export const PLACE_BYTES = 16;
/** Nearest distances are taken from this: no way is as long. */
const NEAREST = 1 << 29;

/** The distances, as they are written, of those that something came from. */
export interface CameFrom {
  readonly nearest: number;
  readonly farthest: number;
}

/** The item itself: no call away from itself. */
export function setStart(places: FlowPlaces, place: number, scale: number): void {
  setPlace(places, place, scale, { nearest: NEAREST + 1, farthest: 0 });
}

export function setPlace({ scales, distances }: FlowPlaces, place: number, scale: number, from: CameFrom): void {
  const sign = scale > 0 ? 1 : -1;
  scales[2 * place] = scale;
  distances[4 * place + 2] = sign * (from.nearest - 1);
  distances[4 * place + 3] = sign * (from.farthest + 1);
}

/** What the costs of calls are multiplied with where a call leaves its group; 0: nothing is handed on. */
export function scaleAt({ scales }: FlowPlaces, place: number): number {
  return scales[2 * place];
}

/** Something came to the function, and it hands it on. */
export function isHandedOn({ distances }: FlowPlaces, place: number): boolean {
  return distances[4 * place + 2] > 0;
}

/** The larger, the nearer. */
function nearestWritten({ distances }: FlowPlaces, place: number): number {
  return Math.abs(distances[4 * place + 2]);
}

function farthestWritten({ distances }: FlowPlaces, place: number): number {
  return Math.abs(distances[4 * place + 3]);
}

/** Distances as they are written, where they are larger than those that are known. */
export function comeFrom(places: FlowPlaces, place: number, came: { nearest: number; farthest: number }): void {
  came.nearest = Math.max(came.nearest, nearestWritten(places, place));
  came.farthest = Math.max(came.farthest, farthestWritten(places, place));
}

export function nearestAt(places: FlowPlaces, place: number): number {
  return NEAREST - nearestWritten(places, place);
}

export function farthestAt(places: FlowPlaces, place: number): number {
  return farthestWritten(places, place) - 1;
}
