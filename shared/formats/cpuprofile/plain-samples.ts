// Samples as V8 mostly writes them: ids of nodes that lie close together, and a whole step from 0 up for each. Their costs are added up in one
// pass over the pages that they were read into; the columns of single samples are made from the same pages when somebody asks for them.
import { NONE } from '../../base/brands.ts';
import { narrowestKind } from '../../base/narrow-arrays.ts';
import { inSlices, type Sliced } from '../../base/slices.ts';
import type { SampleColumns } from '../../model/recording-builder.ts';
import type { NumberPages } from '../support/number-pages.ts';
import type { Contexts } from './contexts.ts';
import type { DenseIds } from './node-ids.ts';

const LARGEST = 2 ** 53;

export interface PlainLists {
  readonly hasDeltas: boolean;
  readonly samples: NumberPages;
  readonly deltas: NumberPages;
}

export function arePlain({ hasDeltas, samples, deltas }: PlainLists): boolean {
  const isComplete = hasDeltas && deltas.length === samples.length && deltas.length > 0;
  return isComplete && samples.isWhole && deltas.isWhole && !deltas.hasNegative && deltas.sum < LARGEST;
}

export class PlainSamples {
  /** Time at 2 × place, number of samples behind it: close together, since places come in any order. */
  values: Float64Array = new Float64Array(0);
  /** The step before the first sample, which is nobody's. */
  beforeFirst = 0;
  /** What stands at `root` and at `nowhere`; NONE where nothing does. */
  program = NONE;
  unknown = NONE;
  /** The places of contexts are their numbers from the first of the file on; then come these two. */
  readonly root: number;
  readonly nowhere: number;
  private readonly firstContext: number;
  /** How long the last sample stands for. */
  readonly last: number;
  private readonly samples: NumberPages;
  private readonly deltas: NumberPages;
  /** By id − least. */
  private places: Int32Array = new Int32Array(0);
  private least = 0;

  /** `contexts`: so many, the first of them number `firstContext`; `duration`: how long the recording lasts. */
  constructor({ samples, deltas }: PlainLists, contexts: number, firstContext: number, duration: number) {
    this.samples = samples;
    this.deltas = deltas;
    this.firstContext = firstContext;
    this.root = contexts;
    this.nowhere = contexts + 1;
    this.last = Math.max(0, duration - deltas.sum);
  }

  /** Adds up the costs of all samples: by id first, which is one look-up less for each. */
  *addUp(contexts: Contexts, { rows, least, length }: DenseIds): Sliced<void> {
    this.least = least;
    this.values = new Float64Array((this.root + 2) * 2);
    const { samples, deltas, values, root, nowhere, firstContext } = this;
    /** Like `values`, at id − least; then ids that are none, then what stands before the first sample. */
    const byId = new Float64Array((length + 2) * 2);
    let before = length + 1;
    for (let page = 0; page < samples.pageCount; page++) {
      before = addBlock(byId, samples.integers(page), deltas.integers(page), { least, length, before });
      yield;
    }
    byId[before * 2] += this.last;
    byId[before * 2 + 1]++;
    this.beforeFirst = byId[(length + 1) * 2];
    const places = new Int32Array(length);
    yield* inSlices(length, (from, to) => {
      for (let at = from; at < to; at++) {
        const row = rows === undefined ? at : rows[at];
        const context = row === NONE ? NONE : contexts.rows[row];
        const place = row === NONE ? nowhere : context === NONE ? root : context - firstContext;
        places[at] = place;
        values[place * 2] += byId[at * 2];
        values[place * 2 + 1] += byId[at * 2 + 1];
      }
    });
    values[nowhere * 2] += byId[length * 2];
    values[nowhere * 2 + 1] += byId[length * 2 + 1];
    this.places = places;
  }

  /** Costs are somebody else's: contexts by node, where ids are nodes from `least` on; the root, which has none, is the first. */
  place(rows: Int32Array, least: number): void {
    this.least = least;
    this.places = rows.slice();
    this.places[0] = this.root;
  }

  /** To be called when somebody has taken them. */
  forgetCosts(): void {
    this.values = new Float64Array(0);
  }

  /** The columns of the samples; lets go of everything else. */
  columns(): SampleColumns {
    const { samples, deltas, last } = this;
    const { length } = samples;
    const context = new Int32Array(length);
    const time = new (narrowestKind({ least: 0, greatest: deltas.sum, whole: true }))(length);
    const greatest = Math.max(deltas.bound, last);
    const weight = new (narrowestKind({ least: 0, greatest, whole: Number.isInteger(last) }))(length);
    let now = 0;
    let next = 0;
    for (let page = 0; page < samples.pageCount; page++) {
      const ids = samples.integers(page);
      const steps = deltas.integers(page);
      for (let i = 0; i < ids.length; i++, next++) {
        if (next > 0) weight[next - 1] = steps[i];
        now += steps[i];
        time[next] = now;
        context[next] = this.contextAt(this.placeOf(ids[i]));
      }
      samples.release(page);
      deltas.release(page);
    }
    weight[length - 1] = last;
    return { context, time, weight };
  }

  private placeOf(id: number): number {
    const at = id - this.least;
    return at >= 0 && at < this.places.length ? this.places[at] : this.nowhere;
  }

  private contextAt(place: number): number {
    if (place === this.root) return this.program;
    return place === this.nowhere ? this.unknown : this.firstContext + place;
  }
}

interface IdRange {
  readonly least: number;
  readonly length: number;
  /** Where the costs of the sample before are. */
  readonly before: number;
}

/** Where the costs of the last sample are. Whose id is out of range has them behind all others. */
function addBlock(
  values: Float64Array,
  ids: Int32Array,
  steps: Int32Array,
  { least, length, before }: IdRange,
): number {
  let at = before;
  for (let i = 0; i < ids.length; i++) {
    values[at * 2] += steps[i];
    values[at * 2 + 1]++;
    const own = ids[i] - least;
    at = own >= 0 && own < length ? own : length;
  }
  return at;
}
