// How cost spreads over distances, for very many rows at once: a row's costs at its nearest distance, the next one, and so on, one row behind
// the other in one column. Bounded memory: the farther distances of a row are counted together in its last place.

/** Farther than this is not told apart in a histogram; nearest and farthest distance are exact all the same. */
export const FARTHEST_TOLD_APART = 64;
const MOST_PLACES = 1 << 20;
const LEAST_PLACES = 4;

export interface Histograms {
  /** Nearest and farthest distance of each row. */
  readonly nearest: Int32Array;
  readonly farthest: Int32Array;
  /** Costs of row r: cost[start[r]] (at its nearest distance) … cost[start[r + 1] − 1] (at that distance or farther). */
  readonly start: Int32Array;
  readonly cost: Float64Array;
}

export interface DistanceCost {
  readonly distance: number;
  /** Farther ones are counted in. */
  readonly orFarther: boolean;
  readonly cost: number;
}

/** How many places a row may have, of so many rows. */
export function mostPlaces(rows: number): number {
  return Math.max(LEAST_PLACES, Math.min(FARTHEST_TOLD_APART, Math.floor(MOST_PLACES / Math.max(1, rows))));
}

export function emptyHistograms(nearest: Int32Array, farthest: Int32Array): Histograms {
  const rows = nearest.length;
  const most = mostPlaces(rows);
  const start = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    const last = Math.max(nearest[row], Math.min(farthest[row], FARTHEST_TOLD_APART));
    start[row + 1] = start[row] + Math.min(most, last - nearest[row] + 1);
  }
  return { nearest, farthest, start, cost: new Float64Array(start[rows]) };
}

/** Those of some rows, one behind the other. */
export function histogramsAt({ nearest, farthest, start, cost }: Histograms, rows: Int32Array): Histograms {
  const starts = new Int32Array(rows.length + 1);
  for (let i = 0; i < rows.length; i++) starts[i + 1] = starts[i] + start[rows[i] + 1] - start[rows[i]];
  const costs = new Float64Array(starts[rows.length]);
  for (let i = 0; i < rows.length; i++) costs.set(cost.subarray(start[rows[i]], start[rows[i] + 1]), starts[i]);
  return {
    nearest: rows.map((row) => nearest[row]),
    farthest: rows.map((row) => farthest[row]),
    start: starts,
    cost: costs,
  };
}

export function addCost({ nearest, start, cost }: Histograms, row: number, distance: number, value: number): void {
  const place = Math.min(start[row] + Math.max(0, distance - nearest[row]), start[row + 1] - 1);
  cost[place] += value;
}

/** Sums of many numbers differ by less than this part of them when they are equal. */
const ROUNDING = 1e-12;

/** The distance that carries most; of equal ones the nearest. */
export function dearestDistance({ nearest, start, cost }: Histograms, row: number): number {
  let best = start[row];
  for (let place = best + 1; place < start[row + 1]; place++) {
    if (cost[place] > cost[best] * (1 + ROUNDING)) best = place;
  }
  return nearest[row] + best - start[row];
}

/** Distances of a row that carry cost, nearest first. */
export function distancesOf({ nearest, farthest, start, cost }: Histograms, row: number): DistanceCost[] {
  const found: DistanceCost[] = [];
  for (let place = start[row]; place < start[row + 1]; place++) {
    const distance = nearest[row] + place - start[row];
    const orFarther = place === start[row + 1] - 1 && distance < farthest[row];
    if (cost[place] > 0) found.push({ distance, orFarther, cost: cost[place] });
  }
  return found;
}
