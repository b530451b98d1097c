// What is known of each function while values flow, place by place in their order (flow-order.ts): how much of its calls it hands on, and how many calls
// it is away from the item. All of it stands in sixteen bytes, because the loop over millions of calls waits for memory and looks at all of it.
// Distances are written so that the larger of two numbers is wanted and 0 is a place that nothing came to: the loop branches nowhere, since nobody can
// predict which of a million functions is nearer than another. Those of a function that hands on nothing are negative.

export interface FlowPlaces {
  /** One Float64 and two Int32 a place, in the same memory. */
  readonly scales: Float64Array;
  readonly distances: Int32Array;
}

/** Numbers a place has in `scales` and in `distances`, and which of the latter are its distances. */
const SCALES = 2;
export const DISTANCES = 4;
export const NEAREST = 2;
export const FARTHEST = 3;

/** The nearest distance is taken from this. */
const NEAREST_OF_ALL = 1 << 29;

/** One more than there are functions: nothing ever comes to the last place. */
export function emptyPlaces(functions: number): FlowPlaces {
  const memory = new ArrayBuffer((functions + 1) * SCALES * Float64Array.BYTES_PER_ELEMENT);
  return { scales: new Float64Array(memory), distances: new Int32Array(memory) };
}

/** The item itself: no call away from itself. */
export function setStart(places: FlowPlaces, place: number, scale: number): void {
  setPlace(places, place, scale, { nearest: NEAREST_OF_ALL + 1, farthest: 0 });
}

/** `from`: the distances, as they are written, of those that something came from. */
export function setPlace(
  { scales, distances }: FlowPlaces,
  place: number,
  scale: number,
  from: { readonly nearest: number; readonly farthest: number },
): void {
  const sign = scale > 0 ? 1 : -1;
  scales[SCALES * place] = scale;
  distances[DISTANCES * place + NEAREST] = sign * (from.nearest - 1);
  distances[DISTANCES * place + FARTHEST] = sign * (from.farthest + 1);
}

/** What the costs of calls are multiplied with where a call leaves its group; 0: nothing is handed on. */
export function scaleAt({ scales }: FlowPlaces, place: number): number {
  return scales[SCALES * place];
}

/** Something came to the function, and it hands it on. */
export function isHandedOn({ distances }: FlowPlaces, place: number): boolean {
  return distances[DISTANCES * place + NEAREST] > 0;
}

export function nearestAt({ distances }: FlowPlaces, place: number): number {
  return NEAREST_OF_ALL - Math.abs(distances[DISTANCES * place + NEAREST]);
}

export function farthestAt({ distances }: FlowPlaces, place: number): number {
  return Math.abs(distances[DISTANCES * place + FARTHEST]) - 1;
}
